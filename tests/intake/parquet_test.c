#include "intake/parquet.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "folder.h"
#include "store/duck.h"

struct taken {
	struct names *columns;
	struct buf *out;
	uint64_t stop_after; /* 0: never */
};

static bool take(void *to, const struct record *record)
{
	struct taken *t = to;

	buf_printf(t->out, "%llu", (unsigned long long)record->row);
	for (size_t i = 0; i < record->n; i++)
		buf_printf(t->out, " %.*s=%.*s", STR_ARG(names_at(t->columns, (uint32_t)i)),
			record->values[i].p ? (int)record->values[i].n : 1,
			record->values[i].p ? record->values[i].p : "-");
	buf_puts(t->out, "|");
	return !t->stop_after || record->row < t->stop_after;
}

static void write_parquet(struct folder *f, const char *path, const char *query)
{
	struct duck *db = duck_open(&f->sc, NULL, DUCK_MEMORY);
	const char *sql = scope_printf(&f->sc, "COPY (%s) TO '%s' (FORMAT parquet)", query, path);

	if (!db || !duck_run(&f->sc, db, sql, 0, NULL))
		fail_msg("%s", f->sc.why);
	duck_close(db);
}

static bool read(struct folder *f, const char *path, uint64_t most, struct taken *t)
{
	struct reader_notes notes = { 0 };
	struct reader_options options = { .max_records = most };

	t->columns = names_new(&f->sc);
	t->out = buf_new(&f->sc, 1 << 20);
	return parquet_read(
		&f->sc, path, &options, t->columns, &(struct sink){ .to = t, .record = take }, &notes);
}

static void values_become_text(void **state)
{
	struct folder f = folder_open();
	struct taken t = { 0 };
	const char *path = folder_path(&f, "a.parquet");

	(void)state;
	write_parquet(&f, path,
		"SELECT 'a b' AS user, TIMESTAMPTZ '2026-03-01 10:00:00+01' AS at, 1.50::DECIMAL(5,2) AS paid, NULL::INTEGER"
		" AS none, true AS yes, DATE '2026-03-01' AS day, '' AS empty");
	assert_true(parquet_is(path));
	assert_true(read(&f, path, 0, &t));
	assert_str(buf_str(t.out),
		"1 user=a b at=2026-03-01 09:00:00+00 paid=1.50 none=- yes=true day=2026-03-01 empty=|");
	folder_close(&f);
}

static void rows_keep_their_order(void **state)
{
	struct folder f = folder_open();
	struct taken t = { 0 };
	const char *path = folder_path(&f, "a.parquet");

	(void)state;
	write_parquet(&f, path, "SELECT (i * 7919) % 5000 AS x FROM range(5000) r(i)");
	assert_true(read(&f, path, 0, &t));
	struct str rest = buf_str(t.out);
	for (unsigned i = 0; i < 5000; i++)
		assert_str(str_cut(&rest, '|'), scope_printf(&f.sc, "%u x=%u", i + 1, i * 7919 % 5000));
	assert_str(rest, "");
	folder_close(&f);
}

static void no_more_than_is_wanted(void **state)
{
	struct folder f = folder_open();
	struct taken t = { 0 };
	const char *path = folder_path(&f, "a.parquet");

	(void)state;
	write_parquet(&f, path, "SELECT i AS x FROM range(5000) r(i)");
	assert_true(read(&f, path, 2, &t));
	assert_str(buf_str(t.out), "1 x=0|2 x=1|");
	t.stop_after = 1;
	assert_false(read(&f, path, 0, &t));
	assert_str(buf_str(t.out), "1 x=0|");
	folder_close(&f);
}

static void a_path_is_no_pattern(void **state)
{
	static const char *const names[] = { "a[1].parquet", "b*.parquet", "c?.parquet", "d]{1}.parquet" };
	struct folder f = folder_open();
	struct taken t = { 0 };

	(void)state;
	const char *dir = folder_path(&f, "year=2024");
	assert_int_equal(mkdir(dir, 0777), 0);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *path = scope_printf(&f.sc, "%s/%s", dir, names[i]);
		write_parquet(&f, path, scope_printf(&f.sc, "SELECT %zu AS x", i));
	}
	write_parquet(&f, scope_printf(&f.sc, "%s/bb.parquet", dir), "SELECT 99 AS x");
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (!read(&f, scope_printf(&f.sc, "%s/%s", dir, names[i]), 0, &t))
			fail_msg("%s", f.sc.why);
		assert_str(buf_str(t.out), scope_printf(&f.sc, "1 x=%zu|", i));
		remove(scope_printf(&f.sc, "%s/%s", dir, names[i]));
	}
	remove(scope_printf(&f.sc, "%s/bb.parquet", dir));
	remove(dir);
	folder_close(&f);
}

static void what_is_none_is_refused(void **state)
{
	struct folder f = folder_open();
	struct taken t = { 0 };
	const char *path = folder_file(&f, "a.parquet", STR("PAR1 but no more"));

	(void)state;
	assert_true(parquet_is(path));
	assert_false(read(&f, path, 0, &t));
	assert_fault(&f.sc, FAULT_INVALID, "a.parquet cannot be read as Parquet");
	assert_false(parquet_is(folder_file(&f, "b.parquet", STR("PAR"))));
	assert_false(parquet_is(folder_path(&f, "none.parquet")));
	folder_close(&f);
}

static void too_many_columns_are_refused(void **state)
{
	struct folder f = folder_open();
	struct taken t = { 0 };
	struct buf *query = buf_new(&f.sc, 1 << 20);
	const char *path = folder_path(&f, "a.parquet");

	(void)state;
	for (int i = 0; i <= READER_COLUMNS; i++)
		buf_printf(query, "%s%d AS c%d", i ? ", " : "SELECT ", i, i);
	write_parquet(&f, path, buf_str(query).p);
	assert_false(read(&f, path, 0, &t));
	assert_fault(&f.sc, FAULT_LIMIT, "4097 columns, more than 4096");
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_become_text),
		cmocka_unit_test(rows_keep_their_order),
		cmocka_unit_test(no_more_than_is_wanted),
		cmocka_unit_test(a_path_is_no_pattern),
		cmocka_unit_test(what_is_none_is_refused),
		cmocka_unit_test(too_many_columns_are_refused),
	};

	return cmocka_run_group_tests_name("parquet", tests, NULL, NULL);
}
