#include "doors/doors.h"

#include <sodium.h>

#include "base/address.h"
#include "doors/doors_private.h"

static const char schema[] =
	"CREATE TABLE IF NOT EXISTS door_user (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE,"
	" name TEXT NOT NULL, role TEXT NOT NULL, password TEXT, disabled INTEGER NOT NULL DEFAULT 0,"
	" made INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0, second TEXT, second_offer TEXT,"
	" second_step INTEGER NOT NULL DEFAULT 0, language TEXT) STRICT;"
	"CREATE TABLE IF NOT EXISTS door_recovery (user INTEGER NOT NULL REFERENCES door_user, hash TEXT NOT NULL,"
	" PRIMARY KEY (user, hash)) STRICT;"
	"CREATE TABLE IF NOT EXISTS door_session (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE,"
	" user INTEGER NOT NULL REFERENCES door_user, made INTEGER NOT NULL, used INTEGER NOT NULL, address TEXT)"
	" STRICT;"
	"CREATE INDEX IF NOT EXISTS door_session_user ON door_session (user);"
	"CREATE TABLE IF NOT EXISTS door_token (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE,"
	" user INTEGER NOT NULL REFERENCES door_user, name TEXT NOT NULL, grants INTEGER NOT NULL,"
	" made INTEGER NOT NULL, until INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0,"
	" revoked INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE INDEX IF NOT EXISTS door_token_user ON door_token (user);"
	"CREATE TABLE IF NOT EXISTS door_share (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE,"
	" map TEXT NOT NULL, version TEXT, title TEXT NOT NULL, hide_quotes INTEGER NOT NULL,"
	" small_n INTEGER NOT NULL, until INTEGER NOT NULL, password TEXT, made INTEGER NOT NULL,"
	" made_by INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0, views INTEGER NOT NULL DEFAULT 0,"
	" viewed INTEGER NOT NULL DEFAULT 0, frames TEXT NOT NULL DEFAULT '', language TEXT) STRICT;"
	"CREATE INDEX IF NOT EXISTS door_share_map ON door_share (map);"
	"CREATE TABLE IF NOT EXISTS door_handover (user INTEGER PRIMARY KEY REFERENCES door_user,"
	" hash TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, until INTEGER NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS door_first (one INTEGER PRIMARY KEY CHECK (one = 1), hash TEXT NOT NULL,"
	" until INTEGER NOT NULL, tries INTEGER NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS door_notice (id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" user INTEGER NOT NULL REFERENCES door_user, comment TEXT NOT NULL, kind TEXT NOT NULL,"
	" made INTEGER NOT NULL, made_by INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0,"
	" UNIQUE (user, comment)) STRICT;"
	"CREATE INDEX IF NOT EXISTS door_notice_comment ON door_notice (comment);"
	"CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
	" who TEXT NOT NULL, who_id INTEGER NOT NULL, user INTEGER NOT NULL, action TEXT NOT NULL,"
	" about TEXT, about_id TEXT, details TEXT NOT NULL, address TEXT) STRICT;"
	"CREATE INDEX IF NOT EXISTS audit_about ON audit (about, about_id);"
	"CREATE INDEX IF NOT EXISTS audit_user ON audit (user);"
	"CREATE INDEX IF NOT EXISTS audit_action ON audit (action, at);"
	"CREATE TRIGGER IF NOT EXISTS audit_kept BEFORE UPDATE ON audit BEGIN"
	" SELECT RAISE(ABORT, 'the audit log is only added to'); END;"
	"CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE DELETE ON audit BEGIN"
	" SELECT RAISE(ABORT, 'the audit log is only added to'); END;"
	/* REPLACE deletes without asking the trigger above */
	"CREATE TRIGGER IF NOT EXISTS audit_new BEFORE INSERT ON audit"
	" WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id) BEGIN"
	" SELECT RAISE(ABORT, 'the audit log is only added to'); END;";

/* What workspaces of before have no column for. */
static const struct {
	const char *table, *column, *sql;
} columns[] = {
	{ "door_user", "language", "ALTER TABLE door_user ADD COLUMN language TEXT" },
	{ "door_share", "language", "ALTER TABLE door_share ADD COLUMN language TEXT" },
	{ "door_share", "frames", "ALTER TABLE door_share ADD COLUMN frames TEXT NOT NULL DEFAULT ''" },
};

static bool add_column(struct scope *sc, struct lite *db, size_t i)
{
	struct lite_rows *rows = lite_ask(sc, db, "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", 2,
		(struct lite_value[]){
			LITE_TEXT(str_of(columns[i].table)), LITE_TEXT(str_of(columns[i].column)) });
	bool there = rows && lite_next(rows);

	return rows && lite_done(sc, rows) && (there || lite_script(sc, db, columns[i].sql));
}

bool doors_schema(struct scope *sc, struct lite *db)
{
	bool ok = lite_script(sc, db, schema);

	for (size_t i = 0; ok && i < COUNT_OF(columns); i++)
		ok = add_column(sc, db, i);
	return ok;
}

struct doors *doors_open(struct scope *sc, const char *path, struct doors_shared shared)
{
	struct doors *doors = NEW(sc, struct doors);

	if (sodium_init() < 0)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	doors->shared = shared;
	doors->db = path ? lite_open(sc, path, LITE_WRITE) : lite_open(sc, NULL, LITE_MEMORY);
	/* who is removed leaves no e-mail in a free page */
	if (doors->db && lite_script(sc, doors->db, "PRAGMA secure_delete = ON") &&
		doors_schema(sc, doors->db))
		return doors;
	doors_close(doors);
	return NULL;
}

void doors_close(struct doors *doors)
{
	if (doors)
		lite_close(doors->db);
}

/* IMMEDIATE: what is read within is what is written upon. */
bool doors_begin(struct scope *sc, struct doors *doors)
{
	return lite_script(sc, doors->db, "BEGIN IMMEDIATE");
}

bool doors_end(struct scope *sc, struct doors *doors, bool ok)
{
	if (ok && lite_script(sc, doors->db, "COMMIT"))
		return true;
	/* The reason is the first one; a transaction that SQLite has ended itself is no second one. */
	struct scope aside = { 0 };
	bool back = lite_script(&aside, doors->db, "ROLLBACK");
	scope_close(&aside);
	(void)back;
	return false;
}

bool doors_number(struct scope *sc, struct doors *doors, const char *sql, size_t n,
	const struct lite_value *values, bool *found, int64_t *out)
{
	struct lite_rows *rows = lite_ask(sc, doors->db, sql, n, values);

	*found = rows && lite_next(rows);
	*out = *found ? lite_int(rows, 0) : 0;
	while (*found && lite_next(rows))
		;
	return rows && lite_done(sc, rows);
}

void doors_try(struct doors *doors, const char *sql, size_t n, const struct lite_value *values)
{
	struct scope aside = { 0 };
	bool done = lite_script(&aside, doors->db, "PRAGMA busy_timeout = 0") &&
		    lite_run(&aside, doors->db, sql, n, values);

	scope_forgive(&aside);
	done = lite_script(&aside, doors->db, "PRAGMA busy_timeout = 5000") && done;
	scope_close(&aside);
	(void)done;
}

static bool steers(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = str_next(s, &i);
		/* controls, and the marks that turn the direction of writing */
		if (c < 32 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
			(c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff)
			return true;
	}
	return false;
}

struct str doors_words(struct scope *sc, const char *what, struct str given, size_t letters)
{
	struct str s = str_trim(given);

	if (!str_is_utf8(s) || steers(s))
		scope_fail(sc, FAULT_INVALID, "%s has signs that are no letters", what);
	else if (str_letters(s) > letters)
		scope_fail(sc, FAULT_INVALID, "%s has %zu letters, the ceiling is %zu", what, str_letters(s),
			letters);
	else
		return str_copy(sc, s.p ? s : STR(""));
	return (struct str){ 0 };
}

struct str doors_address(struct scope *sc, struct str address)
{
	char room[ADDRESS_ROOM];

	return address_cut(address, room) ? str_copy(sc, str_of(room)) : (struct str){ 0 };
}

bool doors_let(struct scope *sc, struct doors *doors, enum throttle_kind kind, struct str key, int64_t now_us,
	int64_t *retry_s)
{
	int64_t wait_s = doors->shared.throttle ? throttle_ask(doors->shared.throttle, kind, key, now_us) : 0;

	if (!wait_s)
		return true;
	*retry_s = wait_s;
	return scope_fail(sc, FAULT_LIMIT, "too many tries that failed: wait %lld second%s",
		(long long)wait_s, wait_s == 1 ? "" : "s");
}

void doors_worked(struct doors *doors, enum throttle_kind kind, struct str key)
{
	if (doors->shared.throttle)
		throttle_worked(doors->shared.throttle, kind, key);
}
