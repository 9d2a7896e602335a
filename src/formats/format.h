/* format - one kind of file, a row of the table in formats.c: how it is recognised, read, and what it means.
 *
 *	struct input *in = input_open(sc, path);
 *	const struct format *format = format_detect(sc, in);      // or format_find(STR("csv"))
 *	format->read(sc, in, &options, columns, &sink, &notes);
 *
 * Three ways in which a format brings meaning:
 *
 *	plain    csv, json, xes, ...: nothing is known, intake finds what the columns are
 *	hints    a table whose columns are known by name: `hints` say their roles, the rest is found or kept
 *	facts    the reader says itself what happened: its records are those of facts.h
 */
#pragma once

#include "formats/sniff.h"
#include "model/source.h"
#include "sources/reader.h"

/* What a known table's column is; the first hint that fits a column counts. */
struct column_hint {
	const char *
		column; /* its name, or several with | between them; "*word*" fits a part, "word*" the start */
	const char *role;  /* as --column has it: "time", "email", "rating", "text", "key", "ignore", ... */
	const char *scale; /* of a rating: "1-5", "nps"; NULL: found by its values */
};

enum format_proof {
	FORMAT_PLAIN,     /* a general format */
	FORMAT_CHECKED,   /* checked against the maker's source, documentation, or real files */
	FORMAT_UNCHECKED, /* built from descriptions: no real file was seen yet, reading is tolerant */
};

struct format {
	const char *name;    /* "segment": for --format */
	const char *about;   /* "Segment, RudderStack: tracking calls, in batches or a line each" */
	const char *becomes; /* "a page or track call an event; user id, anonymous id": one line for people */
	enum format_proof proof;
	bool has_source; /* its evidence is always of one kind */
	enum source_kind source;
	bool facts;
	const struct column_hint *hints;
	size_t n_hints;
	bool hints_only;   /* columns without a hint are properties: nothing is found in them */
	const char *event; /* of a hinted table's row, where no column names it; NULL: found */

	/* How sure it is, 0 (no) to 100, from the decoded head of the file alone. */
	int (*claim)(const struct sniff *s);
	bool (*read)(struct scope *sc, struct input *in, const struct reader_options *options,
		struct names *columns, const struct sink *sink, struct reader_notes *notes);
	/* All of it, on several threads; NULL: it can be read from front to back only. */
	bool (*read_pieces)(struct scope *sc, struct input *in, const struct reader_options *options,
		struct names *columns, const struct piece_sinks *sinks, struct reader_notes *notes);
};

extern const struct format *const formats[];
extern const size_t n_formats;
const struct format *format_find(struct str name);

/* By content, the path's ending only breaks ties.  NULL with a reason that names what was seen: an empty file, a
 * directory, binary, two formats equally sure ("say --format"). */
const struct format *format_detect(struct scope *sc, struct input *in);
