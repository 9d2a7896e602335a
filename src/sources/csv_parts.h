/* csv_parts - a table that is being read, as the two ways of reading it share it; private to csv*.c.
 *
 *	struct csv c;
 *	if (!csv_begin(&c, sc, in, options, columns, notes)) return false;      // up to behind the header
 *	enum csv_found found = csv_next(&c, text, last);                        // c.record
 *	if (found is CSV_RECORD or CSV_BROKEN && !csv_hand_on(&c, found)) return false;
 */
#pragma once

#include "sources/csv_notice.h"
#include "sources/dialect.h"
#include "sources/feed.h"

struct csv {
	struct scope *sc;
	const char *name;
	uint64_t line; /* of the record at hand */
	struct dialect dialect;
	struct csv_record *record;
	size_t n;           /* columns in the file */
	uint32_t *codes;    /* of these */
	struct str *values; /* by code; NULL: a column's place is its code */
	size_t n_values;
	struct sink sink;
	struct reader_notes *notes;
	struct decimals decimals;
	uint64_t unseen; /* records that are still to be looked at for decimals: of the first only */
};

bool csv_begin(struct csv *c, struct feed *feed, struct scope *sc, struct input *in,
	const struct reader_options *options, struct names *columns, struct reader_notes *notes) MUST_USE;
void csv_end(struct csv *c, struct input *in);

/* One more that reads the same table, with a record and a scope of its own. */
void csv_clone(const struct csv *c, struct scope *sc, struct csv *out);

/* The record at the text's start.  CSV_MORE: it does not end in this text, or a ceiling was met (a fault in c->sc).
 * `last`: the file ends with the text. */
enum csv_found csv_next(struct csv *c, struct str text, bool last);
bool csv_hand_on(struct csv *c, enum csv_found found) MUST_USE;
