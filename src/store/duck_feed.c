#include "store/duck_feed.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "store/duck_private.h"

struct duck_vector {
	duckdb_vector vector;
	void *data;
	uint64_t *validity; /* NULL: nothing is NULL yet */
};

enum { FEED_COLUMNS = 64 };

static const duckdb_type types[] = {
	[DUCK_U8] = DUCKDB_TYPE_UTINYINT,
	[DUCK_U16] = DUCKDB_TYPE_USMALLINT,
	[DUCK_U32] = DUCKDB_TYPE_UINTEGER,
	[DUCK_U64] = DUCKDB_TYPE_UBIGINT,
	[DUCK_I64] = DUCKDB_TYPE_BIGINT,
	[DUCK_TIME] = DUCKDB_TYPE_TIMESTAMP,
	[DUCK_BOOL] = DUCKDB_TYPE_BOOLEAN,
	[DUCK_FLOAT] = DUCKDB_TYPE_FLOAT,
	[DUCK_STRING] = DUCKDB_TYPE_VARCHAR,
};

void *duck_vector_data(struct duck_vector *v)
{
	return v->data;
}

void duck_vector_null(struct duck_vector *v, size_t row)
{
	if (!v->validity) {
		duckdb_vector_ensure_validity_writable(v->vector);
		v->validity = duckdb_vector_get_validity(v->vector);
	}
	v->validity[row / 64] &= ~(1ull << (row % 64));
}

void duck_vector_text(struct duck_vector *v, size_t row, struct str text)
{
	duckdb_vector_assign_string_element_len(v->vector, row, text.p, text.n);
}

/* --- a table function ---------------------------------------------------------------------------- */

static void feed_bind(duckdb_bind_info info)
{
	const struct duck *db = duckdb_bind_get_extra_info(info);
	const struct duck_feed *feed = db->feed;

	if (!feed) {
		duckdb_bind_set_error(info, "there is nothing to feed");
		return;
	}
	for (size_t i = 0; i < feed->n; i++) {
		duckdb_logical_type type = duckdb_create_logical_type(types[feed->columns[i]->type]);
		duckdb_bind_add_result_column(info, feed->columns[i]->name, type);
		duckdb_destroy_logical_type(&type);
	}
}

static void feed_init(duckdb_init_info info)
{
	struct duck *db = duckdb_init_get_extra_info(info);
	const struct duck_feed *feed = db->feed;

	duckdb_init_set_max_threads(info, feed->parts);
	db->calls++;
}

struct feed_place { /* of one thread */
	size_t part, at;
	bool taken;
};

static void feed_thread_init(duckdb_init_info info)
{
	struct feed_place *place = calloc(1, sizeof *place);

	if (!place)
		abort();
	duckdb_init_set_init_data(info, place, free);
}

static size_t feed_rows(struct duck_feed *feed, struct feed_place *place, struct duck_vector *const *vectors)
{
	size_t n = 0;

	while (n == 0) {
		if (!place->taken)
			*place = (struct feed_place){ .part = feed->next++, .taken = true };
		if (place->part >= feed->parts)
			return 0;
		n = feed->fill(feed->to, place->part, &place->at, duckdb_vector_size(), vectors);
		place->taken = n > 0;
	}
	return n;
}

static void feed_fill(duckdb_function_info info, duckdb_data_chunk chunk)
{
	struct duck *db = duckdb_function_get_extra_info(info);
	struct duck_feed *feed = db->feed;
	struct feed_place *place = duckdb_function_get_local_init_data(info);
	struct duck_vector vectors[FEED_COLUMNS], *at[FEED_COLUMNS];

	for (size_t i = 0; i < feed->n; i++) {
		duckdb_vector v = duckdb_data_chunk_get_vector(chunk, i);
		vectors[i] = (struct duck_vector){ v, duckdb_vector_get_data(v), NULL };
		at[i] = &vectors[i];
	}
	duckdb_data_chunk_set_size(chunk, feed_rows(feed, place, at));
	db->calls++;
}

/* --- a scalar function --------------------------------------------------------------------------- */

static void judge_rows(duckdb_function_info info, duckdb_data_chunk in, duckdb_vector out)
{
	struct duck *db = duckdb_scalar_function_get_extra_info(info);
	const struct duck_judge *judge = db->judge;
	const void *columns[5];

	for (idx_t i = 0; i < COUNT_OF(columns); i++)
		columns[i] = duckdb_vector_get_data(duckdb_data_chunk_get_vector(in, i));
	if (!judge)
		duckdb_scalar_function_set_error(info, "there is no judge");
	else
		judge->judge(judge->to, duckdb_data_chunk_get_size(in), columns[0], columns[1], columns[2],
			columns[3], columns[4], duckdb_vector_get_data(out));
	db->calls++;
}

static duckdb_state register_feed(struct duck *db)
{
	duckdb_table_function f = duckdb_create_table_function();

	duckdb_table_function_set_name(f, "wend_feed");
	duckdb_table_function_set_extra_info(f, db, NULL);
	duckdb_table_function_set_bind(f, feed_bind);
	duckdb_table_function_set_init(f, feed_init);
	duckdb_table_function_set_local_init(f, feed_thread_init);
	duckdb_table_function_set_function(f, feed_fill);
	duckdb_state state = duckdb_register_table_function(db->con, f);
	duckdb_destroy_table_function(&f);
	return state;
}

static duckdb_state register_judge(struct duck *db)
{
	static const duckdb_type takes[] = { DUCKDB_TYPE_UBIGINT, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_UINTEGER,
		DUCKDB_TYPE_TIMESTAMP, DUCKDB_TYPE_INTEGER };
	duckdb_scalar_function f = duckdb_create_scalar_function();
	duckdb_logical_type type;

	duckdb_scalar_function_set_name(f, "wend_judge");
	duckdb_scalar_function_set_extra_info(f, db, NULL);
	for (size_t i = 0; i < COUNT_OF(takes); i++) {
		type = duckdb_create_logical_type(takes[i]);
		duckdb_scalar_function_add_parameter(f, type);
		duckdb_destroy_logical_type(&type);
	}
	type = duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN);
	duckdb_scalar_function_set_return_type(f, type);
	duckdb_destroy_logical_type(&type);
	duckdb_scalar_function_set_volatile(f);
	duckdb_scalar_function_set_function(f, judge_rows);
	duckdb_state state = duckdb_register_scalar_function(db->con, f);
	duckdb_destroy_scalar_function(&f);
	return state;
}

bool duck_functions_register(struct scope *sc, struct duck *db)
{
	if (register_feed(db) == DuckDBSuccess && register_judge(db) == DuckDBSuccess)
		return true;
	return scope_fail(sc, FAULT_IO, "this DuckDB (%s) takes no functions", duckdb_library_version());
}

/* --- running ------------------------------------------------------------------------------------- */

bool duck_feed(struct scope *sc, struct duck *db, const char *sql, size_t n, const struct duck_value *values,
	struct duck_feed *feed)
{
	db->feed = feed;
	bool ok = duck_run(sc, db, sql, n, values);
	db->feed = NULL;
	(void)atomic_load(&db->calls);
	return ok;
}

bool duck_judge(struct scope *sc, struct duck *db, const char *sql, size_t n, const struct duck_value *values,
	struct duck_judge *judge, int64_t *out)
{
	db->judge = judge;
	bool ok = duck_one(sc, db, sql, n, values, 0, out);
	db->judge = NULL;
	(void)atomic_load(&db->calls);
	return ok;
}
