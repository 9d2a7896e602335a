/* import_words - what somebody wishes of an import, as it was written: on the command line, or sent.
 *
 *	struct import_words words = { .source = STR("survey"), .zone = STR("Europe/Warsaw") };
 *	if (!import_words_read(sc, &words, &wish)) ...          // FAULT_INVALID: there is no scale "1-8"; there are: ...
 */
#pragma once

#include "intake/import.h"

struct import_words { /* p NULL: not said */
	struct str format, source, scale, zone, at;
	struct str recipe; /* the file's path */
	struct str sheet;
	struct str header;         /* "yes", "no" */
	const struct str *columns; /* "rating=Q7 as food" */
	size_t n_columns;
};

bool import_words_read(struct scope *sc, const struct import_words *words, struct import_wish *wish) MUST_USE;
