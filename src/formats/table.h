/* table - the rows of a delimited text (or of a spreadsheet's sheet, which arrives as one), for formats that know the
 * columns.
 *
 *	int email = table_find(t, "Email Address|E-mail|Adres e-mail");     // -1: no such column
 *	struct str value = table_at(t, email);                              // of the row at hand; p NULL: nothing
 *
 *	static bool begin(void *to, struct table *t) { ... }                // the header is known: find the columns
 *	static bool row(void *to, struct table *t, uint64_t row) { ... }
 *	return table_each(sc, in, options, notes, &(struct table_fns){ begin, row, broken }, to);
 *
 * Times in a table are written however the account's language has it.  table_clock looks through the first rows and
 * finds how a column is written; day or month first is settled by a value over 12, else by `fallback`, which is
 * remarked.
 */
#pragma once

#include "base/when.h"
#include "formats/facts.h"
#include "sources/reader.h"

struct table;

struct table_fns {
	bool (*begin)(void *to, struct table *t);                                /* may be NULL */
	bool (*row)(void *to, struct table *t, uint64_t row);                    /* false stops */
	bool (*broken)(void *to, uint64_t row, struct str raw, const char *why); /* false stops */
};

bool table_each(struct scope *sc, struct input *in, const struct reader_options *options,
	struct reader_notes *notes, const struct table_fns *fns, void *to) MUST_USE;

/* By name, letter case and blanks around it ignored; several with | between them: the first that is there.  A star at
 * the end or both ends stands for anything. */
int table_find(struct table *t, const char *names);
bool table_named(const struct table *t, size_t column, const char *names); /* whether this one is called so */
size_t table_columns(const struct table *t);
struct str table_name(const struct table *t, size_t column);
struct str table_at(const struct table *t, int column); /* trimmed; p NULL: empty, or column is -1 */
struct str table_raw(const struct table *t);            /* the row as it stands */

/* The first rows (up to 2000) as they are known in `begin`: how many, and a value as table_at has it. */
size_t table_samples(const struct table *t);
struct str table_sample_at(const struct table *t, size_t sample, int column);
/* In `begin`: the first `rows` rows belong to the header.  They are not in the sample any more, and no row. */
void table_heads(struct table *t, size_t rows);

/* How the column's times are written, by the first rows; family WHEN_NOT_A_TIME where it has none. */
struct when_shape table_clock(const struct table *t, int column, enum when_order fallback);

/* Whether the column may serve as a key: in the first rows every value is filled and stands there once, and none is a
 * number that a spreadsheet has rounded (5.70306E+17). */
bool table_is_key(const struct table *t, int column);

/* A decimal number as people write it: "1 234,50", "1.234,50", "1,234.50", "12 %", "zł 12"; false: none.  Where it
 * could be either, the file's decimal comma decides. */
bool table_number(const struct table *t, int column, double *out) MUST_USE;

/* Whether a column so named has what a person can be found by: name, address, phone, e-mail. */
bool table_is_personal(struct str name);
/* All columns that such names fit are passed over by table_say_rest. */
void table_leave(struct table *t, const char *names);

/* All columns that were not found by table_find become properties of the fact, under their names; those with personal
 * data in clear (name, address, phone, e-mail by their header) are left out, addresses of computers are cut. */
void table_say_rest(struct table *t, struct facts *f);
