/* reader - a file, whatever its format, as records of named text values.
 *
 *	struct input *in = input_open(sc, path);
 *	csv_read(sc, in, &options, columns, &sink, &notes);
 *
 * A reader turns bytes into records: the columns' names stand in a `struct names` that may grow while reading (JSON, XES), a record's values in the
 * order of those codes.  What the columns mean is not a reader's business (intake/mapping.h).  Readers
 * stream: their memory is bounded by one record, whatever the file's size.
 */
#pragma once

#include "base/names.h"
#include "base/when.h"
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
	uint16_t part;            /* 0.. where a reader makes several records of one row */
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

/* Whether the first line of a table has the columns' names. */
enum reader_header { HEADER_FOUND, HEADER_THERE, HEADER_NONE };

struct reader_options {
	char delimiter;         /* 0: found */
	uint64_t max_records;   /* 0: all; else the reading stops, successfully, after so many: for a look */
	struct when_zone *zone; /* of times that say none, where the reader reads them; NULL: UTC */
	enum reader_header header; /* of delimited text and workbooks */
};

/* What a reader found out about the file, for people. */
struct reader_notes {
	struct str encoding;  /* "UTF-8", "windows-1250" */
	char delimiter;       /* 0 where there is none */
	bool decimal_comma;   /* numbers are written 1 234,50; not told by read_pieces */
	bool headless;        /* no line has the columns' names: the first is data already */
	uint64_t preamble;    /* lines above the header that were passed over */
	uint64_t total_lines; /* "Grand total" lines that were passed over */
	uint64_t records;
	bool cases;               /* the format brings its own cases (XES) */
	bool zone_assumed;        /* times without a zone were read, in UTC */
	LIST(struct str) remarks; /* sentences: what the reader assumed or left out */
};
