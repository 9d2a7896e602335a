#include "store/duck.h"

#include "base/buf.h"
#include "folder.h"

static struct duck *memory(struct scope *sc)
{
	struct duck *db = duck_open(sc, NULL, DUCK_MEMORY);

	if (!db)
		fail_msg("%s", sc->why);
	return db;
}

static void values_are_bound_and_come_back(void **state)
{
	struct scope sc = { 0 };
	struct duck *db = memory(&sc);
	struct duck_rows *rows = duck_ask(&sc, db,
		"SELECT ?::BIGINT AS i, ?::DOUBLE AS x, ?::VARCHAR AS s, ?::VARCHAR AS n", 4,
		(struct duck_value[]){ DUCK_INT(-7), DUCK_NUMBER(0.5), DUCK_TEXT(STR("it's; -- \"")),
			DUCK_TEXT((struct str){ 0 }) });

	(void)state;
	assert_non_null(rows);
	assert_int_equal(duck_columns(rows), 4);
	assert_string_equal(duck_column(rows, 2), "s");
	assert_true(duck_next(rows));
	assert_int_equal(duck_int(rows, 0), -7);
	assert_near(duck_number(rows, 1), 0.5, 0);
	assert_str(duck_text(rows, 2), "it's; -- \"");
	assert_true(duck_null(rows, 3));
	assert_null(duck_text(rows, 3).p);
	assert_false(duck_next(rows));
	assert_true(duck_done(&sc, rows));
	duck_close(db);
	scope_close(&sc);
}

static void every_width_of_number(void **state)
{
	struct scope sc = { 0 };
	struct duck *db = memory(&sc);
	static const struct {
		const char *sql;
		int64_t value;
	} cases[] = {
		{ "SELECT true", 1 },
		{ "SELECT -5::TINYINT", -5 },
		{ "SELECT 250::UTINYINT", 250 },
		{ "SELECT -300::SMALLINT", -300 },
		{ "SELECT 65000::USMALLINT", 65000 },
		{ "SELECT -70000::INTEGER", -70000 },
		{ "SELECT 4000000000::UINTEGER", 4000000000 },
		{ "SELECT -5000000000::BIGINT", -5000000000 },
		{ "SELECT 5000000000::UBIGINT", 5000000000 },
		{ "SELECT TIMESTAMP '1970-01-01 00:00:01'", 1000000 },
		{ "SELECT 2.0::DOUBLE", 2 },
		{ "SELECT NULL::BIGINT", -1 },
		{ "SELECT 1 WHERE false", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t n = 0;
		assert_true(duck_one(&sc, db, cases[i].sql, 0, NULL, -1, &n));
		if (n != cases[i].value)
			fail_msg("%s: %lld", cases[i].sql, (long long)n);
	}
	duck_close(db);
	scope_close(&sc);
}

static void append(struct scope *sc, struct duck *db, size_t n)
{
	struct duck_appender *a = duck_append(sc, db, "t");

	assert_non_null(a);
	for (size_t i = 0; i < n; i++) {
		duck_put_int(a, 0, (int64_t)i);
		i % 3 ? duck_put_int(a, 1, (int64_t)(i * i)) : duck_put_null(a, 1);
		duck_put_text(a, 2,
			i % 5 ? str_of(scope_printf(sc, "text number %zu, long enough", i))
			      : (struct str){ 0 });
		duck_put_int(a, 3, i % 2);
		assert_true(duck_put_row(sc, a));
	}
	assert_true(duck_append_done(sc, a));
}

/* Around the size of a batch, and over several. */
static void rows_are_appended(void **state)
{
	static const size_t sizes[] = { 0, 1, 2047, 2048, 2049, 10000 };

	(void)state;
	for (size_t k = 0; k < COUNT_OF(sizes); k++) {
		struct scope sc = { 0 };
		struct duck *db = memory(&sc);
		size_t i = 0;
		assert_true(duck_run(
			&sc, db, "CREATE TABLE t (i INTEGER, x UBIGINT, s VARCHAR, b BOOLEAN)", 0, NULL));
		append(&sc, db, sizes[k]);
		struct duck_rows *rows = duck_ask(&sc, db, "SELECT i, x, s, b FROM t ORDER BY i", 0, NULL);
		for (; duck_next(rows); i++) {
			assert_int_equal(duck_int(rows, 0), i);
			assert_int_equal(duck_null(rows, 1), i % 3 == 0);
			if (i % 3)
				assert_int_equal(duck_int(rows, 1), i * i);
			assert_int_equal(duck_null(rows, 2), i % 5 == 0);
			if (i % 5)
				assert_str(duck_text(rows, 2),
					scope_printf(&sc, "text number %zu, long enough", i));
			assert_int_equal(duck_int(rows, 3), i % 2);
		}
		assert_true(duck_done(&sc, rows));
		assert_int_equal(i, sizes[k]);
		duck_close(db);
		scope_close(&sc);
	}
}

static void what_was_dropped_is_gone(void **state)
{
	struct scope sc = { 0 };
	struct duck *db = memory(&sc);
	int64_t n;

	(void)state;
	assert_true(duck_run(&sc, db, "CREATE TABLE t (i INTEGER)", 0, NULL));
	struct duck_appender *a = duck_append(&sc, db, "t");
	duck_put_int(a, 0, 1);
	assert_true(duck_put_row(&sc, a));
	duck_append_drop(a);
	duck_append_drop(NULL);
	assert_true(duck_one(&sc, db, "SELECT count(*) FROM t", 0, NULL, -1, &n));
	assert_int_equal(n, 0);
	duck_close(db);
	scope_close(&sc);
}

static void mistakes_are_said_in_one_line(void **state)
{
	struct scope sc = { 0 };
	struct duck *db = memory(&sc);
	static const char *const queries[] = { "SELEC 1", "SELECT nothing", "SELECT * FROM nowhere",
		"SELECT 1; SELECT 2" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(queries); i++) {
		assert_null(duck_ask(&sc, db, queries[i], 0, NULL));
		assert_fault(&sc, FAULT_INVALID, "Error");
		assert_null(strchr(sc.why, '\n'));
		scope_forgive(&sc);
	}
	assert_null(duck_append(&sc, db, "nowhere"));
	assert_fault(&sc, FAULT_INVALID, "nowhere");
	scope_forgive(&sc);
	struct duck_rows *rows =
		duck_ask(&sc, db, "SELECT CAST(s AS INTEGER) FROM (VALUES ('1'), ('x')) t(s)", 0, NULL);
	while (rows && duck_next(rows))
		;
	assert_false(rows && duck_done(&sc, rows));
	assert_fault(&sc, FAULT_INVALID, "Conversion Error");
	duck_close(db);
	scope_close(&sc);
}

static void a_reader_cannot_write_or_look_around(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "a.duckdb");
	struct duck *db = duck_open(&f.sc, path, DUCK_WRITE);
	static const char *const queries[] = { "CREATE TABLE u (i INTEGER)", "INSERT INTO t VALUES (1)",
		"SELECT * FROM read_text('/etc/passwd')", "SET enable_external_access = true",
		"COPY t TO '/tmp/stolen.csv'", "ATTACH '/tmp/other.duckdb'" };

	(void)state;
	assert_non_null(db);
	assert_true(duck_run(&f.sc, db, "CREATE TABLE t (i INTEGER)", 0, NULL));
	duck_close(db);
	db = duck_open(&f.sc, path, DUCK_READ);
	assert_non_null(db);
	for (size_t i = 0; i < COUNT_OF(queries); i++) {
		if (duck_run(&f.sc, db, queries[i], 0, NULL))
			fail_msg("%s was done", queries[i]);
		scope_forgive(&f.sc);
	}
	duck_close(db);
	folder_close(&f);
}

static void what_is_no_database_is_refused(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_file(&f, "a.duckdb", STR("no database"));

	(void)state;
	assert_null(duck_open(&f.sc, path, DUCK_WRITE));
	assert_fault(&f.sc, FAULT_IO, "a.duckdb");
	scope_forgive(&f.sc);
	assert_null(duck_open(&f.sc, folder_path(&f, "none.duckdb"), DUCK_READ));
	assert_fault(&f.sc, FAULT_IO, "none.duckdb");
	duck_close(NULL);
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_bound_and_come_back),
		cmocka_unit_test(every_width_of_number),
		cmocka_unit_test(rows_are_appended),
		cmocka_unit_test(what_was_dropped_is_gone),
		cmocka_unit_test(mistakes_are_said_in_one_line),
		cmocka_unit_test(a_reader_cannot_write_or_look_around),
		cmocka_unit_test(what_is_no_database_is_refused),
	};

	return cmocka_run_group_tests_name("duck", tests, NULL, NULL);
}
