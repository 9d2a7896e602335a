/* dialect - how a delimited text is written: found in its head.
 *
 *	struct dialect d;
 *	dialect_find(sc, head, true, 0, &d);         // d.shape.delimiter, d.offset of the header, ...
 *
 * The delimiter is the one that cuts the lines most evenly.  Lines above the table (comments, a title,
 * `sep=;`) are those before the first that has as many fields as the others.
 */
#pragma once

#include "sources/csv_split.h"

struct dialect {
	struct csv_shape shape;
	size_t columns; /* the number of fields that most records have */
	size_t offset;  /* bytes above the header, or above the first record where there is none */
	uint64_t lines; /* of these */
	bool header;    /* the first record has the columns' names */
};

/* `whole`: the head is the whole file.  `delimiter` 0: found. */
void dialect_find(struct scope *sc, struct str head, bool whole, char delimiter, struct dialect *d);

/* Whether the first record is data like those that follow it and not a header. */
bool dialect_headless(const struct str *first, size_t n, const struct str *const *rows, size_t n_rows);
