/* markup - the text of a piece of HTML, for people.
 *
 *	struct str text = markup_text(sc, STR("<p>Where is my <b>parcel</b>?</p>"));       // "Where is my parcel?"
 *
 * Scripts and styles are left out, blocks and <br> are line ends, entities are letters; runs of blanks are one, so are
 * runs of line ends.  Never fails, whatever it gets, and its time grows with the length alone.  What comes back is
 * sound UTF-8.
 */
#pragma once

#include "base/str.h"

struct str markup_text(struct scope *sc, struct str html);
struct str markup_entities(struct scope *sc, struct str text); /* only &amp; and its kin */
