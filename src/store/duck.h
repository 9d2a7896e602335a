/* duck - DuckDB as the rest of store/ sees it: statements with bound values, rows of plain types, appenders.
 *
 *	struct duck *db = duck_open(sc, "shop/events.duckdb", DUCK_WRITE);
 *	duck_run(sc, db, "DELETE FROM quarantine WHERE import = ?", 1, (struct duck_value[]){ DUCK_INT(7) });
 *	struct duck_rows *rows = duck_ask(sc, db, "SELECT code, event FROM kind ORDER BY code", 0, NULL);
 *	while (duck_next(rows)) ... duck_int(rows, 0), duck_text(rows, 1) ...
 *	if (!duck_done(sc, rows)) return false;
 *
 * The only files besides it that see DuckDB's header are duck.c and duck_feed.c.  Columns asked for are BIGINT, UBIGINT,
 * DOUBLE, BOOLEAN, VARCHAR or smaller integers; everything else is cast in the SQL.
 */
#pragma once

#include "base/str.h"

enum duck_mode { DUCK_WRITE, DUCK_READ, DUCK_MEMORY };

struct duck;
struct duck_rows;

struct duck_value {
	enum { DUCK_IS_INT, DUCK_IS_TEXT, DUCK_IS_NUMBER } type;
	int64_t i;
	double x;
	struct str s; /* p NULL: NULL */
};
#define DUCK_INT(v) ((struct duck_value){ .type = DUCK_IS_INT, .i = (int64_t)(v) })
#define DUCK_TEXT(v) ((struct duck_value){ .type = DUCK_IS_TEXT, .s = (v) })
#define DUCK_NUMBER(v) ((struct duck_value){ .type = DUCK_IS_NUMBER, .x = (v) })

/* Nothing is ever loaded from the network; with DUCK_READ no file besides `path` can be reached either. */
struct duck *duck_open(struct scope *sc, const char *path, enum duck_mode mode) MUST_USE;
/* Another connection to what is open: another thread reads on it what is committed, while this one writes.  It is closed
 * first. */
struct duck *duck_beside(struct scope *sc, struct duck *db) MUST_USE;
void duck_close(struct duck *db); /* takes NULL */

/* All that a database has, into a new file that has nothing else. */
bool duck_copy(struct scope *sc, const char *from, const char *to) MUST_USE;

/* Everything into the one file, so that its bytes are all there is while the database stays open and unchanged. */
bool duck_settle(struct scope *sc, struct duck *db) MUST_USE;

/* Every value of every table is read, so that damage shows that nobody has met yet. */
bool duck_read_all(struct scope *sc, struct duck *db) MUST_USE;

/* For what writes much and reads little: what was written is let go instead of kept for who may ask. */
bool duck_frugal(struct scope *sc, struct duck *db, bool frugal) MUST_USE;

bool duck_run(struct scope *sc, struct duck *db, const char *sql, size_t n,
	const struct duck_value *values) MUST_USE;
/* One number; `none` where there is no row or it is NULL. */
bool duck_one(struct scope *sc, struct duck *db, const char *sql, size_t n, const struct duck_value *values,
	int64_t none, int64_t *out) MUST_USE;

struct duck_rows *duck_ask(struct scope *sc, struct duck *db, const char *sql, size_t n,
	const struct duck_value *values) MUST_USE;
bool duck_next(struct duck_rows *rows);
bool duck_done(struct scope *sc, struct duck_rows *rows) MUST_USE; /* false: it broke off; closes */
size_t duck_columns(const struct duck_rows *rows);
const char *duck_column(struct duck_rows *rows, size_t column);
bool duck_null(const struct duck_rows *rows, size_t column);
int64_t duck_int(const struct duck_rows *rows, size_t column);
double duck_number(const struct duck_rows *rows, size_t column);
struct str duck_text(const struct duck_rows *rows, size_t column); /* valid until the next row */

/* The same, some thousand rows at a time, for those who read millions: columns of plain types, as they lie.  Not
 * to be mixed with duck_next. */
size_t duck_next_chunk(struct duck_rows *rows); /* how many rows; 0 at the end */
const void *duck_chunk_data(const struct duck_rows *rows, size_t column);
const uint64_t *duck_chunk_valid(
	const struct duck_rows *rows, size_t column); /* a bit a row; NULL: all are there */

/* Rows into a table, column by column in batches; the table's columns in their order. */
struct duck_appender;
struct duck_appender *duck_append(struct scope *sc, struct duck *db, const char *table) MUST_USE;
void duck_put_int(
	struct duck_appender *a, size_t column, int64_t value); /* any integer, TIMESTAMP, BOOLEAN */
void duck_put_number(struct duck_appender *a, size_t column, double value);   /* DOUBLE */
void duck_put_text(struct duck_appender *a, size_t column, struct str value); /* p NULL: NULL */
void duck_put_null(struct duck_appender *a, size_t column);
bool duck_put_row(struct scope *sc, struct duck_appender *a) MUST_USE; /* every column was put */
bool duck_append_done(struct scope *sc, struct duck_appender *a) MUST_USE;
void duck_append_drop(struct duck_appender *a); /* takes NULL; what was not written is gone */
