/* lite - SQLite as the rest of store/ sees it: statements with bound values.
 *
 *	struct lite *db = lite_open(sc, "shop/wend.db", LITE_WRITE);
 *	struct lite_rows *rows = lite_ask(sc, db, "SELECT definition FROM map WHERE id = ?", 1, &LITE_TEXT(id));
 *	while (lite_next(rows)) ... lite_text(rows, 0) ...
 *	if (!lite_done(sc, rows)) return false;
 */
#pragma once

#include "base/str.h"

enum lite_mode { LITE_WRITE, LITE_READ, LITE_MEMORY };

struct lite;
struct lite_rows;

struct lite_value {
	bool is_text, is_bytes;
	int64_t i;
	struct str s; /* p NULL: NULL */
};
#define LITE_INT(v) ((struct lite_value){ .i = (int64_t)(v) })
#define LITE_TEXT(v) ((struct lite_value){ .is_text = true, .s = (v) })
#define LITE_BYTES(v) ((struct lite_value){ .is_bytes = true, .s = (v) })

struct lite *lite_open(struct scope *sc, const char *path, enum lite_mode mode) MUST_USE;
void lite_close(struct lite *db); /* takes NULL */

/* A whole state of a database that others may be writing, into a new file; they are not kept waiting. */
bool lite_copy(struct scope *sc, const char *from, const char *to) MUST_USE;
bool lite_check(struct scope *sc, const char *path) MUST_USE; /* FAULT_IO: it is damaged */

bool lite_script(struct scope *sc, struct lite *db, const char *sql) MUST_USE; /* nothing bound */
bool lite_run(struct scope *sc, struct lite *db, const char *sql, size_t n,
	const struct lite_value *values) MUST_USE;
struct lite_rows *lite_ask(struct scope *sc, struct lite *db, const char *sql, size_t n,
	const struct lite_value *values) MUST_USE;
bool lite_next(struct lite_rows *rows);
bool lite_done(struct scope *sc, struct lite_rows *rows) MUST_USE; /* false: it broke off; closes */
int64_t lite_int(const struct lite_rows *rows, int column);
struct str lite_text(const struct lite_rows *rows, int column);  /* valid until the next row; NULL: p NULL */
struct str lite_bytes(const struct lite_rows *rows, int column); /* likewise */

/* A statement that runs again and again; what is bound is not copied. */
struct lite_order;
struct lite_order *lite_prepare(struct scope *sc, struct lite *db, const char *sql) MUST_USE;
bool lite_again(
	struct scope *sc, struct lite_order *order, size_t n, const struct lite_value *values) MUST_USE;
void lite_order_close(struct lite_order *order); /* takes NULL */

/* What failed last failed for want of room: on the disk, or below a ceiling of the file. */
bool lite_is_full(struct lite *db);
