/* row - one record that is put together value by value, where the columns turn up while reading.
 *
 *	struct row *row = row_new(sc, columns);
 *	row_clear(row);
 *	if ((past = row_set(row, STR("user.id"), value))) ...      // the ceiling that was met, in words
 *	sink->record(sink->to, row_record(row, line, raw));
 */
#pragma once

#include "sources/reader.h"

struct row;

struct row *row_new(struct scope *sc, struct names *columns);
void row_clear(struct row *row);

/* The last value of a name stays.  The value is not copied.  NULL, or "a value is longer than 1 MiB". */
const char *row_set(struct row *row, struct str name, struct str value) MUST_USE;
const struct record *row_record(struct row *row, uint64_t number, struct str raw);
