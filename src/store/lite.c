#include "store/lite.h"

#include <sqlite3.h>

enum { BUSY_MS = 5000 };

struct lite {
	sqlite3 *db;
	const char *path; /* for what is said */
};

struct lite_rows {
	sqlite3_stmt *statement;
	struct lite *db;
	int state;
};

struct lite_order {
	sqlite3_stmt *statement;
	struct lite *db;
};

static const struct {
	int code;
	enum fault fault;
	const char *advice;
} advices[] = {
	{ SQLITE_BUSY, FAULT_CONFLICT, "another wend is at it: wait until it is done" },
	{ SQLITE_LOCKED, FAULT_CONFLICT, "another wend is at it: wait until it is done" },
	{ SQLITE_FULL, FAULT_IO, "make room on the disk" },
	{ SQLITE_IOERR, FAULT_IO, "is the disk full?" },
	{ SQLITE_READONLY, FAULT_IO, "may you write there?" },
	{ SQLITE_CANTOPEN, FAULT_IO, "may you write there?" },
	{ SQLITE_NOTADB, FAULT_IO, "it is damaged: put back a copy of the workspace" },
	{ SQLITE_CORRUPT, FAULT_IO, "it is damaged: put back a copy of the workspace" },
};

static bool say(struct scope *sc, struct lite *db)
{
	int code = sqlite3_errcode(db->db) & 0xFF;
	const char *why = sqlite3_errmsg(db->db);

	for (size_t i = 0; i < COUNT_OF(advices); i++)
		if (advices[i].code == code)
			return scope_fail(
				sc, advices[i].fault, "\"%s\": %s (%s)", db->path, why, advices[i].advice);
	return scope_fail(sc, FAULT_IO, "\"%s\": %s (if it is damaged, put back a copy of the workspace)",
		db->path, why);
}

struct lite *lite_open(struct scope *sc, const char *path, enum lite_mode mode)
{
	struct lite *db = NEW(sc, struct lite);
	int flags = mode == LITE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

	db->path = mode == LITE_MEMORY ? ":memory:" : path;
	if (sqlite3_open_v2(db->path, &db->db, flags, NULL) != SQLITE_OK) {
		say(sc, db);
		lite_close(db);
		return NULL;
	}
	sqlite3_busy_timeout(db->db, BUSY_MS);
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

/* In one step, so that it is one state of the database: in WAL mode writers are not kept waiting by it. */
static bool copy_into(struct scope *sc, struct lite *from, struct lite *to)
{
	sqlite3_backup *copy = sqlite3_backup_init(to->db, "main", from->db, "main");
	int state = copy ? sqlite3_backup_step(copy, -1) : SQLITE_ERROR;
	int end = sqlite3_backup_finish(copy);

	if (copy && state == SQLITE_DONE && end == SQLITE_OK)
		return true;
	if (sqlite3_errcode(from->db) != SQLITE_OK && sqlite3_errcode(from->db) != SQLITE_DONE)
		return say(sc, from);
	return say(sc, to);
}

static struct lite *open_plain(struct scope *sc, const char *path, int flags)
{
	struct lite *db = NEW(sc, struct lite);

	db->path = path;
	if (sqlite3_open_v2(path, &db->db, flags, NULL) == SQLITE_OK) {
		sqlite3_busy_timeout(db->db, BUSY_MS);
		return db;
	}
	say(sc, db);
	lite_close(db);
	return NULL;
}

bool lite_copy(struct scope *sc, const char *from, const char *to)
{
	struct lite *was = open_plain(sc, from, SQLITE_OPEN_READWRITE);
	struct lite *fresh = was ? open_plain(sc, to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) : NULL;
	bool ok = fresh && copy_into(sc, was, fresh);

	lite_close(fresh);
	lite_close(was);
	return ok;
}

bool lite_check(struct scope *sc, const char *path)
{
	struct lite *db = open_plain(sc, path, SQLITE_OPEN_READWRITE);
	struct lite_rows *rows = db ? lite_ask(sc, db, "PRAGMA quick_check(1)", 0, NULL) : NULL;
	struct str found = rows && lite_next(rows) ? str_copy(sc, lite_text(rows, 0)) : (struct str){ 0 };
	bool ok = rows && lite_done(sc, rows);

	if (ok && !str_equal(found, STR("ok")))
		ok = scope_fail(sc, FAULT_IO, "\"%s\" is damaged: put back a copy of the workspace (%.*s)",
			path, STR_ARG(str_short(sc, found, 200)));
	lite_close(db);
	return ok;
}

bool lite_script(struct scope *sc, struct lite *db, const char *sql)
{
	return sqlite3_exec(db->db, sql, NULL, NULL, NULL) == SQLITE_OK || say(sc, db);
}

static int bind(sqlite3_stmt *st, int i, const struct lite_value *v, sqlite3_destructor_type keep)
{
	if (!v->is_text && !v->is_bytes)
		return sqlite3_bind_int64(st, i, v->i);
	if (!v->s.p)
		return sqlite3_bind_null(st, i);
	if (v->is_bytes)
		return sqlite3_bind_blob64(st, i, v->s.p, v->s.n, keep);
	return sqlite3_bind_text64(st, i, v->s.p, v->s.n, keep, SQLITE_UTF8);
}

struct lite_rows *lite_ask(
	struct scope *sc, struct lite *db, const char *sql, size_t n, const struct lite_value *values)
{
	struct lite_rows *rows = NEW(sc, struct lite_rows);
	bool ok = sqlite3_prepare_v2(db->db, sql, -1, &rows->statement, NULL) == SQLITE_OK;

	rows->db = db;
	for (size_t i = 0; ok && i < n; i++)
		ok = bind(rows->statement, (int)i + 1, &values[i], SQLITE_TRANSIENT) == SQLITE_OK;
	if (ok)
		return rows;
	say(sc, db);
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

struct str lite_bytes(const struct lite_rows *rows, int column)
{
	const char *p = sqlite3_column_blob(rows->statement, column);

	return (struct str){ p, p ? (size_t)sqlite3_column_bytes(rows->statement, column) : 0 };
}

struct lite_order *lite_prepare(struct scope *sc, struct lite *db, const char *sql)
{
	struct lite_order *order = NEW(sc, struct lite_order);

	order->db = db;
	if (sqlite3_prepare_v3(db->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &order->statement, NULL) ==
		SQLITE_OK)
		return order;
	say(sc, db);
	return NULL;
}

bool lite_again(struct scope *sc, struct lite_order *order, size_t n, const struct lite_value *values)
{
	sqlite3_stmt *st = order->statement;
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++)
		ok = bind(st, (int)i + 1, &values[i], SQLITE_STATIC) == SQLITE_OK;
	while (ok && sqlite3_step(st) == SQLITE_ROW)
		;
	ok = sqlite3_reset(st) == SQLITE_OK && ok;
	if (!ok)
		say(sc, order->db);
	sqlite3_clear_bindings(st);
	return ok;
}

void lite_order_close(struct lite_order *order)
{
	if (order)
		sqlite3_finalize(order->statement);
}

bool lite_is_full(struct lite *db)
{
	return (sqlite3_errcode(db->db) & 0xFF) == SQLITE_FULL;
}
