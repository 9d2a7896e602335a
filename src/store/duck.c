#include "store/duck.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/crew.h"
#include "store/duck_private.h"

struct duck_column {
	void *data;
	uint64_t *validity;
	duckdb_type type;
};

struct duck_rows {
	duckdb_prepared_statement statement;
	duckdb_result result;
	duckdb_data_chunk chunk;
	struct duck_column *columns;
	size_t n_columns;
	idx_t row, size;
	bool broken;
};

struct duck_appender {
	duckdb_appender appender;
	duckdb_data_chunk chunk;
	struct duck_column *columns;
	duckdb_vector *vectors;
	size_t n_columns;
	idx_t row, room;
};

/* --- opening ------------------------------------------------------------------------------------- */

struct duck_setting {
	const char *name, *value;
};

static const struct duck_setting everywhere[] = {
	{ "autoinstall_known_extensions", "false" },
	{ "autoload_known_extensions", "false" },
	{ "preserve_insertion_order", "false" },
};

static const struct duck_setting reading[] = {
	{ "access_mode", "READ_ONLY" },
	{ "enable_external_access", "false" },
	{ "lock_configuration", "true" },
};

static bool set_all(struct scope *sc, duckdb_config config, const struct duck_setting *settings, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (duckdb_set_config(config, settings[i].name, settings[i].value) != DuckDBSuccess)
			return scope_fail(sc, FAULT_IO, "this DuckDB (%s) has no setting %s = %s",
				duckdb_library_version(), settings[i].name, settings[i].value);
	return true;
}

/* A setting that is not taken would leave open what it was to shut. */
static bool configure(struct scope *sc, enum duck_mode mode, duckdb_config *config)
{
	if (duckdb_create_config(config) != DuckDBSuccess)
		abort();
	const struct duck_setting threads = { "threads", scope_printf(sc, "%u", crew_size()) };

	return set_all(sc, *config, &threads, 1) && set_all(sc, *config, everywhere, COUNT_OF(everywhere)) &&
	       (mode != DUCK_READ || set_all(sc, *config, reading, COUNT_OF(reading)));
}

static struct str first_line(const char *why)
{
	struct str rest = str_of(why ? why : "the database gave no reason");

	return str_cut(&rest, '\n');
}

static bool open_failed(struct scope *sc, const char *path, const char *why)
{
	struct str line = first_line(why);

	/* Not any "lock": a damaged file's checksum fails in a block. */
	if (why && strstr(why, "Could not set lock"))
		return scope_fail(sc, FAULT_CONFLICT,
			"the workspace is in use by another wend: wait until it is done, or stop it");
	return scope_fail(sc, FAULT_IO,
		"cannot open \"%s\": %.*s (if it is damaged, put back a copy of the workspace)",
		path ? path : ":memory:", (int)(line.n < 300 ? line.n : 300), line.p);
}

struct duck *duck_open(struct scope *sc, const char *path, enum duck_mode mode)
{
	struct duck *db = NEW(sc, struct duck);
	duckdb_config config = NULL;
	duckdb_state state = DuckDBError;
	char *why = NULL;

	db->on_disk = mode != DUCK_MEMORY;
	if (configure(sc, mode, &config))
		state = duckdb_open_ext(mode == DUCK_MEMORY ? NULL : path, &db->db, config, &why);
	duckdb_destroy_config(&config);
	if (state == DuckDBSuccess && duckdb_connect(db->db, &db->con) == DuckDBSuccess &&
		(mode == DUCK_READ || duck_functions_register(sc, db))) {
		duckdb_free(why);
		return db;
	}
	open_failed(sc, path, why);
	duckdb_free(why);
	duck_close(db);
	return NULL;
}

struct duck *duck_beside(struct scope *sc, struct duck *db)
{
	struct duck *beside = NEW(sc, struct duck);

	beside->on_disk = db->on_disk;
	if (duckdb_connect(db->db, &beside->con) == DuckDBSuccess)
		return beside;
	return scope_fail(sc, FAULT_IO, "the event store takes no second connection");
}

void duck_close(struct duck *db)
{
	if (!db)
		return;
	if (db->con)
		duckdb_disconnect(&db->con);
	if (db->db)
		duckdb_close(&db->db);
}

/* --- asking -------------------------------------------------------------------------------------- */

static bool bind(duckdb_prepared_statement st, size_t n, const struct duck_value *values)
{
	for (idx_t i = 0; i < n; i++) {
		const struct duck_value *v = &values[i];
		duckdb_state state = v->type == DUCK_IS_INT      ? duckdb_bind_int64(st, i + 1, v->i)
				     : v->type == DUCK_IS_NUMBER ? duckdb_bind_double(st, i + 1, v->x)
				     : v->s.p ? duckdb_bind_varchar_length(st, i + 1, v->s.p, v->s.n)
					      : duckdb_bind_null(st, i + 1);
		if (state != DuckDBSuccess)
			return false;
	}
	return true;
}

/* The first line of what DuckDB says: the others repeat the statement. */
static bool say(struct scope *sc, const char *why)
{
	static const char *const of_the_disk[] = { "IO Error", "FATAL Error", "INTERNAL Error",
		"Serialization Error", "Corrupt", "Could not write", "Could not read" };
	struct str line = first_line(why);
	enum fault fault = FAULT_INVALID;

	for (size_t i = 0; i < COUNT_OF(of_the_disk); i++)
		if (str_has(line, str_of(of_the_disk[i])))
			fault = FAULT_IO;
	return scope_fail(sc, fault, "%.*s", STR_ARG(line));
}

struct duck_rows *duck_ask(
	struct scope *sc, struct duck *db, const char *sql, size_t n, const struct duck_value *values)
{
	struct duck_rows *rows = NEW(sc, struct duck_rows);
	bool ok = duckdb_prepare(db->con, sql, &rows->statement) == DuckDBSuccess;

	if (!ok)
		say(sc, duckdb_prepare_error(rows->statement));
	else if (!bind(rows->statement, n, values))
		ok = say(sc, "a value cannot be bound");
	else if (duckdb_execute_prepared_streaming(rows->statement, &rows->result) != DuckDBSuccess)
		ok = say(sc, duckdb_result_error(&rows->result));
	rows->broken = !ok;
	if (!ok) {
		duckdb_destroy_result(&rows->result);
		duckdb_destroy_prepare(&rows->statement);
		return NULL;
	}
	rows->n_columns = duckdb_column_count(&rows->result);
	rows->columns = NEW_ARRAY(sc, struct duck_column, rows->n_columns + 1);
	for (idx_t i = 0; i < rows->n_columns; i++)
		rows->columns[i].type = duckdb_column_type(&rows->result, i);
	return rows;
}

static bool next_chunk(struct duck_rows *rows)
{
	if (rows->chunk)
		duckdb_destroy_data_chunk(&rows->chunk);
	rows->chunk = duckdb_fetch_chunk(rows->result);
	rows->row = 0;
	rows->size = rows->chunk ? duckdb_data_chunk_get_size(rows->chunk) : 0;
	for (idx_t i = 0; rows->size && i < rows->n_columns; i++) {
		duckdb_vector v = duckdb_data_chunk_get_vector(rows->chunk, i);
		rows->columns[i].data = duckdb_vector_get_data(v);
		rows->columns[i].validity = duckdb_vector_get_validity(v);
	}
	return rows->size > 0;
}

bool duck_next(struct duck_rows *rows)
{
	if (rows->size && ++rows->row < rows->size)
		return true;
	return next_chunk(rows);
}

size_t duck_next_chunk(struct duck_rows *rows)
{
	return next_chunk(rows) ? (size_t)rows->size : 0;
}

const void *duck_chunk_data(const struct duck_rows *rows, size_t column)
{
	return rows->columns[column].data;
}

const uint64_t *duck_chunk_valid(const struct duck_rows *rows, size_t column)
{
	return rows->columns[column].validity;
}

bool duck_done(struct scope *sc, struct duck_rows *rows)
{
	const char *why = duckdb_result_error(&rows->result);
	bool ok = !why || !*why;

	if (!ok)
		say(sc, why);
	if (rows->chunk)
		duckdb_destroy_data_chunk(&rows->chunk);
	duckdb_destroy_result(&rows->result);
	duckdb_destroy_prepare(&rows->statement);
	return ok;
}

bool duck_run(struct scope *sc, struct duck *db, const char *sql, size_t n, const struct duck_value *values)
{
	struct duck_rows *rows = duck_ask(sc, db, sql, n, values);

	if (!rows)
		return false;
	while (duck_next(rows))
		;
	return duck_done(sc, rows);
}

bool duck_one(struct scope *sc, struct duck *db, const char *sql, size_t n, const struct duck_value *values,
	int64_t none, int64_t *out)
{
	struct duck_rows *rows = duck_ask(sc, db, sql, n, values);

	if (!rows)
		return false;
	*out = duck_next(rows) && !duck_null(rows, 0) ? duck_int(rows, 0) : none;
	return duck_done(sc, rows);
}

enum { FRUGAL_MIB = 64, FRUGAL_MIB_A_THREAD = 32 };

/* What is only in memory has no other place to be. */
bool duck_frugal(struct scope *sc, struct duck *db, bool frugal)
{
	unsigned mib = FRUGAL_MIB + FRUGAL_MIB_A_THREAD * crew_size();

	if (!db->on_disk)
		return true;
	if (!frugal)
		return duck_run(sc, db, "RESET memory_limit", 0, NULL);
	return duck_run(sc, db, scope_printf(sc, "SET memory_limit = '%uMiB'", mib), 0, NULL);
}

size_t duck_columns(const struct duck_rows *rows)
{
	return rows->n_columns;
}

const char *duck_column(struct duck_rows *rows, size_t column)
{
	return duckdb_column_name(&rows->result, column);
}

bool duck_null(const struct duck_rows *rows, size_t column)
{
	const uint64_t *validity = rows->columns[column].validity;

	return validity && !(validity[rows->row / 64] >> (rows->row % 64) & 1);
}

int64_t duck_int(const struct duck_rows *rows, size_t column)
{
	const struct duck_column *c = &rows->columns[column];

	switch (c->type) {
	case DUCKDB_TYPE_BOOLEAN:
	case DUCKDB_TYPE_UTINYINT:
		return ((const uint8_t *)c->data)[rows->row];
	case DUCKDB_TYPE_TINYINT:
		return ((const int8_t *)c->data)[rows->row];
	case DUCKDB_TYPE_USMALLINT:
		return ((const uint16_t *)c->data)[rows->row];
	case DUCKDB_TYPE_SMALLINT:
		return ((const int16_t *)c->data)[rows->row];
	case DUCKDB_TYPE_INTEGER:
		return ((const int32_t *)c->data)[rows->row];
	case DUCKDB_TYPE_UINTEGER:
		return ((const uint32_t *)c->data)[rows->row];
	case DUCKDB_TYPE_FLOAT:
	case DUCKDB_TYPE_DOUBLE:
		return (int64_t)duck_number(rows, column);
	default: /* BIGINT, UBIGINT, TIMESTAMP */
		return ((const int64_t *)c->data)[rows->row];
	}
}

double duck_number(const struct duck_rows *rows, size_t column)
{
	const struct duck_column *c = &rows->columns[column];

	if (c->type == DUCKDB_TYPE_FLOAT)
		return (double)((const float *)c->data)[rows->row];
	if (c->type == DUCKDB_TYPE_DOUBLE)
		return ((const double *)c->data)[rows->row];
	return (double)duck_int(rows, column);
}

struct str duck_text(const struct duck_rows *rows, size_t column)
{
	duckdb_string_t *s = &((duckdb_string_t *)rows->columns[column].data)[rows->row];

	if (duck_null(rows, column))
		return (struct str){ 0 };
	return (struct str){ duckdb_string_t_data(s), duckdb_string_t_length(*s) };
}

/* --- appending ----------------------------------------------------------------------------------- */

static void point_at_vectors(struct duck_appender *a)
{
	for (size_t i = 0; i < a->n_columns; i++) {
		a->vectors[i] = duckdb_data_chunk_get_vector(a->chunk, i);
		a->columns[i].data = duckdb_vector_get_data(a->vectors[i]);
		a->columns[i].validity = NULL;
	}
}

struct duck_appender *duck_append(struct scope *sc, struct duck *db, const char *table)
{
	struct duck_appender *a = NEW(sc, struct duck_appender);

	if (duckdb_appender_create(db->con, NULL, table, &a->appender) != DuckDBSuccess) {
		say(sc, duckdb_appender_error(a->appender));
		duckdb_appender_destroy(&a->appender);
		return NULL;
	}
	a->n_columns = duckdb_appender_column_count(a->appender);
	a->columns = NEW_ARRAY(sc, struct duck_column, a->n_columns);
	a->vectors = NEW_ARRAY(sc, duckdb_vector, a->n_columns);
	duckdb_logical_type *types = NEW_ARRAY(sc, duckdb_logical_type, a->n_columns);
	for (idx_t i = 0; i < a->n_columns; i++) {
		types[i] = duckdb_appender_column_type(a->appender, i);
		a->columns[i].type = duckdb_get_type_id(types[i]);
	}
	a->chunk = duckdb_create_data_chunk(types, a->n_columns);
	for (idx_t i = 0; i < a->n_columns; i++)
		duckdb_destroy_logical_type(&types[i]);
	a->room = duckdb_vector_size();
	point_at_vectors(a);
	return a;
}

void duck_put_int(struct duck_appender *a, size_t column, int64_t value)
{
	void *data = a->columns[column].data;

	switch (a->columns[column].type) {
	case DUCKDB_TYPE_BOOLEAN:
	case DUCKDB_TYPE_UTINYINT:
	case DUCKDB_TYPE_TINYINT:
		((uint8_t *)data)[a->row] = (uint8_t)value;
		break;
	case DUCKDB_TYPE_USMALLINT:
	case DUCKDB_TYPE_SMALLINT:
		((uint16_t *)data)[a->row] = (uint16_t)value;
		break;
	case DUCKDB_TYPE_INTEGER:
	case DUCKDB_TYPE_UINTEGER:
		((uint32_t *)data)[a->row] = (uint32_t)value;
		break;
	default:
		((int64_t *)data)[a->row] = value;
	}
}

void duck_put_text(struct duck_appender *a, size_t column, struct str value)
{
	if (!value.p)
		duck_put_null(a, column);
	else
		duckdb_vector_assign_string_element_len(a->vectors[column], a->row, value.p, value.n);
}

void duck_put_number(struct duck_appender *a, size_t column, double value)
{
	((double *)a->columns[column].data)[a->row] = value;
}

void duck_put_null(struct duck_appender *a, size_t column)
{
	struct duck_column *c = &a->columns[column];

	if (!c->validity) {
		duckdb_vector_ensure_validity_writable(a->vectors[column]);
		c->validity = duckdb_vector_get_validity(a->vectors[column]);
	}
	c->validity[a->row / 64] &= ~(1ull << (a->row % 64));
}

static bool append_chunk(struct scope *sc, struct duck_appender *a)
{
	duckdb_data_chunk_set_size(a->chunk, a->row);
	if (a->row && duckdb_append_data_chunk(a->appender, a->chunk) != DuckDBSuccess)
		return say(sc, duckdb_appender_error(a->appender));
	a->row = 0;
	duckdb_data_chunk_reset(a->chunk);
	point_at_vectors(a);
	return true;
}

bool duck_put_row(struct scope *sc, struct duck_appender *a)
{
	return ++a->row < a->room || append_chunk(sc, a);
}

bool duck_append_done(struct scope *sc, struct duck_appender *a)
{
	bool ok = append_chunk(sc, a);

	if (ok && duckdb_appender_close(a->appender) != DuckDBSuccess)
		ok = say(sc, duckdb_appender_error(a->appender));
	duck_append_drop(a);
	return ok;
}

void duck_append_drop(struct duck_appender *a)
{
	if (!a || !a->appender)
		return;
	duckdb_appender_destroy(&a->appender);
	duckdb_destroy_data_chunk(&a->chunk);
}

/* --- a copy ------------------------------------------------------------------------------------- */

/* A path as SQL has it: a statement that attaches takes no bound value. */
static const char *quoted(struct scope *sc, const char *path)
{
	struct buf *b = buf_new(sc, 10000);

	for (; *path; path++)
		buf_puts(b, *path == '\'' ? "''" : (char[]){ *path, 0 });
	return buf_str(b).p;
}

/* A statement that DuckDB makes several of cannot be prepared. */
static bool run_unprepared(struct scope *sc, struct duck *db, const char *sql)
{
	duckdb_result result;
	bool ok =
		duckdb_query(db->con, sql, &result) == DuckDBSuccess || say(sc, duckdb_result_error(&result));

	duckdb_destroy_result(&result);
	return ok;
}

/* What is still beside the file goes into it: whoever puts another in its place would have that read into the other. */
static bool settle_log(struct scope *sc, const char *path)
{
	struct duck *db = duck_open(sc, path, DUCK_WRITE);
	bool ok = db && run_unprepared(sc, db, "CHECKPOINT");

	duck_close(db);
	return ok;
}

static bool has_log(struct scope *sc, const char *path)
{
	return access(scope_printf(sc, "%s.wal", path), F_OK) == 0;
}

bool duck_copy(struct scope *sc, const char *from, const char *to)
{
	struct duck *db = settle_log(sc, from) ? duck_open(sc, NULL, DUCK_MEMORY) : NULL;
	bool ok = db &&
		  duck_run(sc, db, scope_printf(sc, "ATTACH '%s' AS was (READ_ONLY)", quoted(sc, from)), 0,
			  NULL) &&
		  duck_run(sc, db, scope_printf(sc, "ATTACH '%s' AS fresh", quoted(sc, to)), 0, NULL) &&
		  run_unprepared(sc, db, "COPY FROM DATABASE was TO fresh") &&
		  run_unprepared(sc, db, "CHECKPOINT fresh") && duck_run(sc, db, "DETACH fresh", 0, NULL);

	duck_close(db);
	if (ok && (has_log(sc, from) || has_log(sc, to)))
		return scope_fail(sc, FAULT_IO, "cannot write \"%s\" in full: is the disk full?", to);
	return ok;
}

/* What a log beside the file still holds is in the file afterwards, which may then be copied as long as it is held. */
bool duck_settle(struct scope *sc, struct duck *db)
{
	return run_unprepared(sc, db, "CHECKPOINT");
}

static bool read_table(struct scope *sc, struct duck *db, struct str name)
{
	struct buf *sql = buf_new(sc, 2000);
	int64_t hash;

	buf_puts(sql, "SELECT (bit_xor(hash(t)) >> 1)::BIGINT FROM \"");
	for (size_t i = 0; i < name.n; i++)
		buf_puts(sql, name.p[i] == '"' ? "\"\"" : (char[]){ name.p[i], 0 });
	buf_puts(sql, "\" t");
	return buf_ok(sql, "the name of a table") && duck_one(sc, db, buf_str(sql).p, 0, NULL, 0, &hash);
}

bool duck_read_all(struct scope *sc, struct duck *db)
{
	struct duck_rows *rows =
		duck_ask(sc, db, "SELECT table_name FROM duckdb_tables() WHERE NOT internal", 0, NULL);
	LIST(struct str) names = { 0 };

	while (rows && duck_next(rows))
		*LIST_ADD(sc, &names) = str_copy(sc, duck_text(rows, 0));
	if (!rows || !duck_done(sc, rows))
		return false;
	for (size_t i = 0; i < names.n; i++)
		if (!read_table(sc, db, names.at[i]))
			return false;
	return true;
}
