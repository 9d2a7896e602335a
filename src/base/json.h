/* json - writing JSON, piece by piece. */
#pragma once

#include "base/buf.h"

/* A JSON string in quotes; bytes that are not UTF-8 become U+FFFD; p NULL is null.  `</` is written `<\/`, so
 * that the text may stand inside an HTML script. */
void json_text(struct buf *b, struct str s);
