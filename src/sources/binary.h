/* binary - what bytes are that are no text, and what to do with such a file.
 *
 *	const char *what = binary_what(head);      // "an Excel workbook or a zip archive: ..."; NULL: text
 *	if (!binary_refuse(sc, in)) return false;  // "book.xlsx is ..."
 */
#pragma once

#include "sources/input.h"

/* From the first bytes, before they are decoded. */
const char *binary_what(struct str head);

/* true where the input is text that says something; else false with a reason that says what it is. */
bool binary_refuse(struct scope *sc, struct input *in) MUST_USE;
