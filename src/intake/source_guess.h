/* source_guess - what kind of source a table comes from, where nobody said it: by what its columns are.
 *
 *	struct source_signs signs = { .wide = mapping_is_wide(m), .cases = notes.cases, .rated = most_rows_have_one };
 *	source_guess(sc, columns, n, &signs)            // SOURCE_CRM: there is an order's number
 *
 * The name of the file plays no part, so that a copy of it is the same evidence.
 */
#pragma once

#include "intake/mapping.h"
#include "model/source.h"

struct source_signs {
	bool wide;  /* a row a case */
	bool cases; /* it brought its cases otherwise than as a column */
	bool rated; /* most rows have a rating */
};

enum source_kind source_guess(
	struct scope *sc, const struct mapped_column *columns, size_t n, const struct source_signs *signs);
