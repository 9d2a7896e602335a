/* csv_columns - the names of a table's columns: every column has one, and no two are the same.
 *
 *	uint32_t *codes = csv_columns_name(sc, columns, fields, n);       // by the header
 *	uint32_t *codes = csv_columns_name(sc, columns, NULL, n);         // "column 1", "column 2", ...
 */
#pragma once

#include "base/names.h"

/* The codes by the column's place. */
uint32_t *csv_columns_name(struct scope *sc, struct names *columns, const struct str *header, size_t n);
