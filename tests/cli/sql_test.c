/* wend sql: everything may be asked, nothing changed, and no other file reached. */
#include "shop.h"

static void with_data(struct box *box)
{
	make_workspace(box, "ws");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 20, .seed = 3, .ratings = true });
	wend_ok(box, "import", "shop.csv", "-w", "ws");
}

static void answers_in_three_shapes(void **state)
{
	struct box *box = *state;
	static const char query[] = "SELECT 'a,\"b' AS x, 7 AS n, NULL AS nothing; ";

	with_data(box);
	assert_str(wend_ok(box, "sql", query, "-w", "ws", "--csv"), "x,n,nothing\n\"a,\"\"b\",7,\n");
	assert_str(wend_ok(box, "sql", query, "-w", "ws", "--json"),
		"{\"x\":\"a,\\\"b\",\"n\":\"7\",\"nothing\":null}\n");
	assert_str(wend_ok(box, "sql", query, "-w", "ws"), "x     n  nothing\na,\"b  7  -\n");
	assert_str(
		wend_ok(box, "sql", "WITH one AS (SELECT 1 AS x) FROM one -- a remark", "-w", "ws", "--csv"),
		"x\n1\n");
}

static void the_view_has_names(void **state)
{
	struct box *box = *state;
	static const char query[] =
		"SELECT customer, time, source, event, page, channel, campaign, \"case\", value,"
		" currency, rating, properties, file, row FROM events LIMIT 1";

	with_data(box);
	assert_true(str_has(wend_ok(box, "sql", query, "-w", "ws", "--csv"), STR("shop.csv")));
}

static void nothing_can_be_changed(void **state)
{
	struct box *box = *state;
	static const char *const queries[] = {
		"DELETE FROM event",
		"DROP TABLE event",
		"UPDATE event SET rating = 5",
		"INSERT INTO event SELECT * FROM event",
		"CREATE TABLE x (a INTEGER)",
		"COPY event TO 'stolen.csv'",
		"EXPORT DATABASE 'stolen'",
		"ATTACH 'other.duckdb'",
		"SET enable_external_access = true",
		"PRAGMA enable_external_access = true",
		"INSTALL httpfs",
		"LOAD httpfs",
		"SELECT 1; DELETE FROM event",
		"SELECT 1); DELETE FROM event; SELECT (1",
		"1) SELECT 2 FROM (SELECT 3",
		"SELECT * FROM read_csv('/etc/passwd')",
		"SELECT * FROM read_text('/etc/passwd')",
		"SELECT * FROM read_blob('/etc/passwd')",
		"SELECT * FROM read_json('/etc/passwd')",
		"SELECT * FROM read_parquet('/etc/passwd')",
		"SELECT * FROM '/etc/passwd'",
		"SELECT * FROM 'shop.csv'",
		"SELECT * FROM glob('/etc/*')",
		"SELECT * FROM sniff_csv('/etc/passwd')",
		"SELECT * FROM 'https://example.org/x.csv'",
		"SELECT * FROM duckdb_secrets_of_others()",
		"SELECT nosuch FROM events",
		"nonsense",
		"",
		"-- nothing",
	};

	with_data(box);
	struct str before = box_read(box, "ws/events.duckdb"), files = box_list(box, ".");
	for (size_t i = 0; i < COUNT_OF(queries); i++) {
		struct ran r = wend(box, "sql", queries[i], "-w", "ws", "--csv");
		if (r.code == 0)
			fail_msg("%s: was answered with %.*s", queries[i], STR_ARG(r.out));
		assert_refused(r, r.code, "");
		assert_true(str_equal(box_read(box, "ws/events.duckdb"), before));
	}
	assert_true(str_equal(box_list(box, "."), files));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(answers_in_three_shapes, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_view_has_names, box_open, box_close),
		cmocka_unit_test_setup_teardown(nothing_can_be_changed, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
