/* csv_split - cuts one record of delimited text into its fields.
 *
 *	struct csv_record *r = csv_record_new(sc);
 *	switch (csv_split(&shape, text, ended, r)) ...       // r->fields[0 .. r->n - 1], r->length bytes
 *
 * Fields point into the text; only those with doubled quotes are copied.  Quoted fields may hold delimiters
 * and line ends, blanks around the quotes are not theirs; a quote within an unquoted field is a character
 * like any other.
 */
#pragma once

#include "base/str.h"
#include "sources/reader.h"

struct csv_shape {
	char delimiter; /* 0: the line is one field */
	char end;       /* of a line: '\n' (a '\r' before it is not the line's) or '\r' */
};

enum csv_found {
	CSV_RECORD,
	CSV_MORE,   /* the record does not end in this text */
	CSV_BROKEN, /* r->why; length and raw are those of its first line */
};

enum { CSV_FIELDS = READER_COLUMNS + 1 /* more are counted and not kept */ };

struct csv_record {
	struct scope *sc;
	struct str fields[CSV_FIELDS];
	size_t n;       /* fields */
	size_t length;  /* bytes with the line's end */
	size_t lines;   /* physical lines */
	struct str raw; /* without the line's end */
	bool open;      /* CSV_MORE: a quote is open */
	bool long_field;
	char why[96];
	char *store; /* where fields without their doubled quotes are written */
	size_t stored, store_room;
};

struct csv_record *csv_record_new(struct scope *sc);

/* `last`: the text reaches to the end of the file.  The text must not be empty. */
enum csv_found csv_split(const struct csv_shape *shape, struct str text, bool last, struct csv_record *r);

/* Makes a record of its own of the first line, where a quote swallows what follows. */
enum csv_found csv_first_line(const struct csv_shape *shape, struct str text, struct csv_record *r);
