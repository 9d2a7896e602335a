/* json - records as JSON: an array of objects, one in a wrapper, or a line each.  Rows of the table of
 * formats. */
#pragma once

#include "sources/reader.h"

int json_claim(struct str head, struct str path);
int ndjson_claim(struct str head, struct str path);
bool json_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes);
bool ndjson_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes);
