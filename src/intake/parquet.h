/* parquet - Parquet files as records, read by the database. */
#pragma once

#include "sources/reader.h"

bool parquet_is(const char *path); /* it begins as one */

/* As a format's read (sources/reader.h); every value becomes text, times in UTC.  `path` is one file, whatever signs
 * it has in it, and its folders say nothing of the rows. */
bool parquet_read(struct scope *sc, const char *path, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes) MUST_USE;
