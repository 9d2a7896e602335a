/* reader - a file, whatever its format, as records of named text values.
 *
 *	struct input *in = input_open(sc, path);
 *	const struct format *format = format_detect(sc, in);      // or format_find(STR("csv"))
 *	reader_read(sc, in, format, &options, columns, &sink);
 *
 * Every format is one file and one row in the table of formats.c.  A reader turns bytes into records: the
 * columns' names stand in a `struct names` that may grow while reading (JSON, XES), a record's values in the
 * order of those codes.  What the columns mean is not a reader's business (intake/mapping.h).  Readers
 * stream: their memory is bounded by one record, whatever the file's size.
 */
#pragma once

#include "base/names.h"
#include "sources/input.h"

enum {
	READER_COLUMNS = 4096,    /* ceilings */
	READER_FIELD = 1 << 20,   /* bytes of one value */
	READER_RECORD = 16 << 20, /* bytes of one record */
	READER_DEPTH = 64,        /* of nested JSON and XML */
};

struct record {
	const struct str *values; /* by column code; p NULL: the record says nothing of this column */
	size_t n;                 /* columns beyond n: nothing said */
	uint64_t row;             /* line (text) or ordinal (others) in the file, from 1 */
	struct str raw;           /* as it stood in the file where that makes sense, else p NULL */
};

/* Everything handed over is valid during the call only.  false stops the reading: the reason is in the
 * scope. */
struct sink {
	void *to;
	bool (*record)(void *to, const struct record *record);
	bool (*broken)(void *to, uint64_t row, struct str raw, const char *why); /* cannot be read: kept */
};

/* Sinks of several threads.  A text is cut into pieces at the ends of records; each is read by one worker, several at
 * once, and what became of them is taken in the order of the file.
 *
 *	open     slot `slot` is empty, and what the worker reads next goes there; any thread, for one slot by one
 *	close    the worker is at the slot's end
 *	take     the slots 0..n-1 hold the next n pieces, to the letter as if they had been read one by one; false
 *	         stops the reading
 */
struct piece_sinks {
	void *to;
	unsigned threads;
	size_t piece; /* bytes of text; 0: as it suits */
	struct sink (*open)(void *to, unsigned worker, size_t slot);
	void (*close)(void *to, unsigned worker, size_t slot);
	bool (*take)(void *to, size_t n);
};

enum { READER_SLOTS = 32 };

struct reader_options {
	char delimiter;       /* 0: found */
	uint64_t max_records; /* 0: all; else the reading stops, successfully, after so many: for a look */
};

/* What a reader found out about the file, for people. */
struct reader_notes {
	struct str encoding;  /* "UTF-8", "windows-1250" */
	char delimiter;       /* 0 where there is none */
	bool decimal_comma;   /* numbers are written 1 234,50; not told by read_pieces */
	uint64_t preamble;    /* lines above the header that were passed over */
	uint64_t total_lines; /* "Grand total" lines that were passed over */
	uint64_t records;
	bool cases; /* the format brings its own cases (XES) */
};

struct format {
	const char *name;  /* "csv": for --format */
	const char *about; /* "delimited text: comma, semicolon, tab, ...": one line for people */
	/* How sure it is, 0 (no) to 100, from the decoded head of the file alone. */
	int (*claim)(struct str head, struct str path);
	bool (*read)(struct scope *sc, struct input *in, const struct reader_options *options,
		struct names *columns, const struct sink *sink, struct reader_notes *notes);
	/* All of it, on several threads; NULL: it can be read from front to back only. */
	bool (*read_pieces)(struct scope *sc, struct input *in, const struct reader_options *options,
		struct names *columns, const struct piece_sinks *sinks, struct reader_notes *notes);
};

extern const struct format source_formats[];
extern const size_t n_source_formats;
const struct format *format_find(struct str name);

/* By content, the path's ending only breaks ties.  NULL with a reason that names what was seen: an empty
 * file, a directory, binary, two formats equally sure ("say --format"). */
const struct format *format_detect(struct scope *sc, struct input *in);
