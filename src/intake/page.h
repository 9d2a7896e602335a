/* page - the address of a page without what varies from visitor to visitor.
 *
 *	page_template(sc, STR("https://shop.example/Orders/10011/edit?a=b"));    // "/orders/X/edit", X being `*`
 */
#pragma once

#include "base/str.h"

enum { PAGE_SEGMENTS = 8, PAGE_SEGMENT_LETTERS = 80 }; /* ceilings: what is past them becomes `*` */

/* Scheme, host, query and fragment go; ids, numbers, dates, hashes and e-mail addresses become `*`; letters
 * are made small.  "/" is the first page.  A word that is no address ("Cart") only gets small letters. */
struct str page_template(struct scope *sc, struct str address);
