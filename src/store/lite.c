#include "store/lite.h"

#include <sqlite3.h>

struct lite {
	sqlite3 *db;
};

struct lite_rows {
	sqlite3_stmt *statement;
	sqlite3 *db;
	int state;
};

static bool say(struct scope *sc, sqlite3 *db)
{
	int code = sqlite3_errcode(db);
	bool busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;

	return scope_fail(sc, busy ? FAULT_CONFLICT : FAULT_IO, "the workspace's documents: %s", sqlite3_errmsg(db));
}

struct lite *lite_open(struct scope *sc, const char *path, enum lite_mode mode)
{
	struct lite *db = NEW(sc, struct lite);
	int flags = mode == LITE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

	if (sqlite3_open_v2(mode == LITE_MEMORY ? ":memory:" : path, &db->db, flags, NULL) != SQLITE_OK) {
		say(sc, db->db);
		lite_close(db);
		return NULL;
	}
	sqlite3_busy_timeout(db->db, 5000);
	if (mode != LITE_WRITE || lite_script(sc, db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"))
		return db;
	lite_close(db);
	return NULL;
}

void lite_close(struct lite *db)
{
	if (db)
		sqlite3_close(db->db);
}

bool lite_script(struct scope *sc, struct lite *db, const char *sql)
{
	return sqlite3_exec(db->db, sql, NULL, NULL, NULL) == SQLITE_OK || say(sc, db->db);
}

static int bind(sqlite3_stmt *st, int i, const struct lite_value *v)
{
	if (!v->is_text)
		return sqlite3_bind_int64(st, i, v->i);
	if (!v->s.p)
		return sqlite3_bind_null(st, i);
	return sqlite3_bind_text64(st, i, v->s.p, v->s.n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

struct lite_rows *lite_ask(struct scope *sc, struct lite *db, const char *sql, size_t n,
	const struct lite_value *values)
{
	struct lite_rows *rows = NEW(sc, struct lite_rows);
	bool ok = sqlite3_prepare_v2(db->db, sql, -1, &rows->statement, NULL) == SQLITE_OK;

	rows->db = db->db;
	for (size_t i = 0; ok && i < n; i++)
		ok = bind(rows->statement, (int)i + 1, &values[i]) == SQLITE_OK;
	if (ok)
		return rows;
	say(sc, db->db);
	sqlite3_finalize(rows->statement);
	return NULL;
}

bool lite_next(struct lite_rows *rows)
{
	rows->state = sqlite3_step(rows->statement);
	return rows->state == SQLITE_ROW;
}

bool lite_done(struct scope *sc, struct lite_rows *rows)
{
	bool ok = rows->state == SQLITE_DONE || rows->state == SQLITE_ROW || rows->state == 0;

	if (!ok)
		say(sc, rows->db);
	sqlite3_finalize(rows->statement);
	return ok;
}

bool lite_run(struct scope *sc, struct lite *db, const char *sql, size_t n, const struct lite_value *values)
{
	struct lite_rows *rows = lite_ask(sc, db, sql, n, values);

	if (!rows)
		return false;
	while (lite_next(rows))
		;
	return lite_done(sc, rows);
}

int64_t lite_int(const struct lite_rows *rows, int column)
{
	return sqlite3_column_int64(rows->statement, column);
}

struct str lite_text(const struct lite_rows *rows, int column)
{
	const char *p = (const char *)sqlite3_column_text(rows->statement, column);

	return (struct str){ p, p ? (size_t)sqlite3_column_bytes(rows->statement, column) : 0 };
}
