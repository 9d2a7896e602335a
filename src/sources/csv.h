/* csv - delimited text: a row of the table of formats. */
#pragma once

#include "sources/reader.h"

int csv_claim(struct str head, struct str path);
int tsv_claim(struct str head, struct str path);
bool csv_read(struct scope *sc, struct input *in, const struct reader_options *options, struct names *columns,
	const struct sink *sink, struct reader_notes *notes);
bool csv_read_pieces(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct piece_sinks *sinks, struct reader_notes *notes);
bool tsv_read(struct scope *sc, struct input *in, const struct reader_options *options, struct names *columns,
	const struct sink *sink, struct reader_notes *notes);
bool tsv_read_pieces(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct piece_sinks *sinks, struct reader_notes *notes);
