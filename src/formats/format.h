/* format - one kind of file, a row of the table in formats.c: how it is recognised, read, and what it means.
 *
 *	struct input *in = input_open(sc, path);
 *	const struct format *format = format_detect(sc, in);      // or format_find(STR("csv"))
 *	format->read(sc, in, &options, columns, &sink, &notes);
 *
 * Two ways in which a format brings meaning:
 *
 *	plain    csv, json, xes, ...: nothing is known, intake finds what the columns are
 *	facts    the reader says itself what happened: its records are those of facts.h
 */
#pragma once

#include "formats/sniff.h"
#include "model/source.h"
#include "sources/reader.h"

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
