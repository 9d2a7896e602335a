/* whole - a file that a person wrote, all of it at once.
 *
 *	struct str text;
 *	if (!whole_read(sc, path, "the map's file", &text)) return false;
 */
#pragma once

#include "base/buf.h"

enum { WHOLE_MOST = 16 << 20 };

/* `what` names it where it is larger than WHOLE_MOST. */
bool whole_read(struct scope *sc, const char *path, const char *what, struct str *out) MUST_USE;
