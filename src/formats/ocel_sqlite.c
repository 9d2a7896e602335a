/* OCEL 2.0 in SQLite.  The database is a stranger's: its bytes are read from memory that is mapped, never from a path;
 * it can write nothing, its schema is not trusted, and views and triggers do not run. */
#include <sqlite3.h>

#include "formats/known.h"
#include "formats/ocel.h"
#include "sources/binary.h"

struct log {
	struct scope *sc;
	struct input *in;
	sqlite3 *db;
	struct ocel *ocel;
	sqlite3_stmt *touched; /* the objects of the event ?1 */
	uint64_t row;
};

static int claim(const struct sniff *s)
{
	bool sqlite = str_starts(s->head, STR("SQLite format 3"));

	return sqlite && str_has(s->head, STR("event_map_type")) && str_has(s->head, STR("event_object")) ? 95
													  : 0;
}

static bool wrong(struct log *log)
{
	return scope_fail(log->sc, FAULT_INVALID, "%s cannot be read as an OCEL database: %s",
		input_name(log->in), sqlite3_errmsg(log->db));
}

static const struct {
	int id, most;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, READER_RECORD },
	{ SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },
	{ SQLITE_LIMIT_COLUMN, 2000 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 50 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 10 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
};

static const struct {
	int id, on;
} switches[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
	{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
};

/* A database that its writer left in WAL mode says so in two bytes, with which memory cannot be opened (SQLite's file
 * format, 1.3.3). */
static void leave_wal(char *header)
{
	header[18] = header[19] = 1;
}

static bool open_log(struct log *log)
{
	char *bytes;
	size_t n;

	if (!input_whole(log->in, &bytes, &n))
		return false;
	if (n < 100 || memcmp(bytes, "SQLite format 3", 16) != 0)
		return scope_fail(log->sc, FAULT_INVALID, "%s is no SQLite database", input_name(log->in));
	leave_wal(bytes);
	if (sqlite3_open_v2(":memory:", &log->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return wrong(log);
	for (size_t i = 0; i < COUNT_OF(limits); i++)
		sqlite3_limit(log->db, limits[i].id, limits[i].most);
	for (size_t i = 0; i < COUNT_OF(switches); i++)
		sqlite3_db_config(log->db, switches[i].id, switches[i].on, NULL);
	if (sqlite3_deserialize(log->db, "main", (unsigned char *)bytes, (sqlite3_int64)n, (sqlite3_int64)n,
		    SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
		return wrong(log);
	return sqlite3_exec(log->db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL) == SQLITE_OK ||
	       wrong(log);
}

static sqlite3_stmt *ask(struct log *log, const char *sql)
{
	sqlite3_stmt *rows = NULL;

	if (sqlite3_prepare_v2(log->db, sql, -1, &rows, NULL) != SQLITE_OK)
		wrong(log);
	return rows;
}

static bool next(struct log *log, sqlite3_stmt *rows)
{
	int result = rows ? sqlite3_step(rows) : SQLITE_ERROR;

	if (result != SQLITE_ROW && result != SQLITE_DONE)
		wrong(log);
	return result == SQLITE_ROW;
}

/* What is stored need not be UTF-8. */
static struct str text(sqlite3_stmt *rows, int column)
{
	const char *p =
		column < sqlite3_column_count(rows) && sqlite3_column_type(rows, column) != SQLITE_BLOB
			? (const char *)sqlite3_column_text(rows, column)
			: NULL;
	struct str s = { p, p ? (size_t)sqlite3_column_bytes(rows, column) : 0 };

	return str_is_utf8(s) && !(s.n && memchr(s.p, 0, s.n)) ? s : (struct str){ 0 };
}

/* Each row's first two columns go to `take`. */
static bool pairs(struct log *log, const char *sql, bool (*take)(struct ocel *o, struct str a, struct str b))
{
	sqlite3_stmt *rows = ask(log, sql);
	bool ok = rows != NULL;

	while (ok && next(log, rows))
		ok = take(log->ocel, text(rows, 0), text(rows, 1));
	sqlite3_finalize(rows);
	return ok && log->sc->fault == FAULT_NONE;
}

static bool seen(struct ocel *o, struct str object, struct str nothing)
{
	(void)nothing;
	return ocel_seen(o, object);
}

static bool has_table(struct log *log, const char *name)
{
	return sqlite3_table_column_metadata(log->db, "main", name, NULL, NULL, NULL, NULL, NULL, NULL) ==
	       SQLITE_OK;
}

static bool survey(struct log *log)
{
	return pairs(log, "SELECT ocel_id, ocel_type FROM main.object", ocel_object) &&
	       (!has_table(log, "object_object") ||
		       pairs(log, "SELECT ocel_source_id, ocel_target_id FROM main.object_object",
			       ocel_link)) &&
	       pairs(log, "SELECT ocel_object_id, '' FROM main.event_object", seen) &&
	       ocel_settle(log->ocel, input_name(log->in));
}

/* The stranger's table may lack an index; the copy lies in a temporary file. */
static bool index_objects(struct log *log)
{
	static const char sql[] =
		"CREATE TEMP TABLE touched(event, object);"
		"INSERT INTO temp.touched SELECT ocel_event_id, ocel_object_id FROM main.event_object;"
		"CREATE INDEX temp.by_event ON touched(event)";

	if (sqlite3_exec(log->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return wrong(log);
	log->touched = ask(log, "SELECT object FROM temp.touched WHERE event = ?1");
	return log->touched != NULL;
}

/* --- events -------------------------------------------------------------------------------------- */

static int column_named(sqlite3_stmt *rows, const char *name)
{
	for (int i = 0; i < sqlite3_column_count(rows); i++)
		if (sqlite3_stricmp(sqlite3_column_name(rows, i), name) == 0)
			return i;
	return INT16_MAX;
}

static bool touch(struct log *log, struct str id)
{
	sqlite3_reset(log->touched);
	sqlite3_bind_text(log->touched, 1, id.p, (int)id.n, SQLITE_STATIC);
	while (next(log, log->touched)) {
		struct str object = text(log->touched, 0);
		if (object.n)
			ocel_touch(log->ocel, object);
	}
	return log->sc->fault == FAULT_NONE;
}

static void attributes(struct log *log, sqlite3_stmt *rows)
{
	for (int i = 0; i < sqlite3_column_count(rows); i++) {
		struct str name = str_of(sqlite3_column_name(rows, i));
		if (!str_starts(name, STR("ocel_")) && str_is_utf8(name))
			ocel_attribute(log->ocel, name, text(rows, i));
	}
}

static bool events_in(struct log *log, sqlite3_stmt *rows, struct str type)
{
	int id = column_named(rows, "ocel_id"), time = column_named(rows, "ocel_time");

	while (!ocel_full(log->ocel) && next(log, rows)) {
		struct str event = text(rows, id);
		ocel_begin(log->ocel, ++log->row, (struct str){ 0 }, event, type, text(rows, time));
		if (!touch(log, event))
			return false;
		attributes(log, rows);
		if (!ocel_send(log->ocel))
			return false;
	}
	return log->sc->fault == FAULT_NONE;
}

/* The table of a type has the type's mapped name in its own, which no statement can bind: it is quoted. */
static bool events_of(struct log *log, struct str type, const char *mapped)
{
	char *sql = sqlite3_mprintf("SELECT * FROM main.\"event_%w\"", mapped);
	sqlite3_stmt *rows = sql ? ask(log, sql) : NULL;
	bool ok = rows && events_in(log, rows, type);

	sqlite3_finalize(rows);
	sqlite3_free(sql);
	return ok;
}

static bool events(struct log *log)
{
	sqlite3_stmt *types = ask(log, "SELECT ocel_type, ocel_type_map FROM main.event_map_type");
	bool ok = types != NULL;

	while (ok && next(log, types)) {
		struct str type = text(types, 0), mapped = text(types, 1);
		ok = events_of(log, type, mapped.p ? mapped.p : "");
	}
	sqlite3_finalize(types);
	return ok && log->sc->fault == FAULT_NONE;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct log log = { .sc = sc, .in = in, .ocel = ocel_new(sc, columns, options, sink, notes) };

	if (!str_starts(input_head(in), STR("SQLite format 3")) && !binary_refuse(sc, in))
		return false;
	notes->encoding = STR("SQLite");
	bool ok = open_log(&log) && survey(&log) && index_objects(&log) && events(&log);
	sqlite3_finalize(log.touched);
	sqlite3_close(log.db);
	return ok;
}

const struct format format_ocel_sqlite = {
	.name = "ocel-sqlite",
	.about = "OCEL 2.0, an object-centric event log, as an SQLite database",
	.becomes =
		"an event an event of each of its customers; its other objects are properties, orders identifiers",
	.proof = FORMAT_CHECKED,
	.facts = true,
	.claim = claim,
	.read = read,
};
