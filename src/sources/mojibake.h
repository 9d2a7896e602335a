/* mojibake - text whose bytes were each taken for a letter, put right.
 *
 *	value = mojibake_mend(sc, STR("wr\u00c3\u00b3ci"));      // "wróci"
 *
 * Exports of Meta write each byte of UTF-8 as an escape of its own: "\u00c3\u00b3" for one letter.
 */
#pragma once

#include "base/str.h"

/* The text itself where it is no such text: it has a letter that no byte could be, or its bytes are no UTF-8. */
struct str mojibake_mend(struct scope *sc, struct str value);
