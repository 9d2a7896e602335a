/* Rows in quarantine, read again. */
#include "folder.h"
#include "intake/import.h"

static struct folder f;
static struct workspace *ws;

static int open_all(void **state)
{
	(void)state;
	f = folder_open();
	ws = workspace_temporary(&f.sc);
	return ws ? 0 : -1;
}

static int close_all(void **state)
{
	(void)state;
	workspace_close(ws);
	folder_close(&f);
	return 0;
}

static const char good_rows[] =
	"customer_id,time,event,note\nc1,2026-03-01,buy,\nc2,2026-03-02,buy,\nc3,2026-03-03,buy,\n"
	"c4,2026-03-04,buy,\nc5,2026-03-05,buy,\nc6,2026-03-05,buy,\nc7,2026-03-05,buy,\n"
	"c8,2026-03-05,buy,\nc1,2026-03-05,buy,\n";

static struct import_report *import(const char *name, const char *more)
{
	const char *path = folder_file(&f, name, str_of(scope_printf(&f.sc, "%s%s", good_rows, more)));
	struct import_report *r = import_file(&f.sc, ws, path, &(struct import_wish){ .now_us = 1 });

	if (!r)
		fail_msg("%s", f.sc.why);
	return r;
}

static struct import_report *again(const char *column, const char *zone)
{
	struct column_wish wish;
	struct import_wish wishes = { .now_us = 2, .mapping = { .zone = zone } };

	if (column) {
		assert_true(column_wish_read(&f.sc, str_of(column), &wish));
		wishes.mapping.columns = &wish;
		wishes.mapping.n_columns = 1;
	}
	return import_quarantined(&f.sc, ws, &wishes);
}

static uint64_t waiting(void)
{
	struct evidence_totals t;

	assert_true(evidence_totals(&f.sc, ws->evidence, &t));
	return t.quarantined;
}

static void nothing_waits(void **state)
{
	(void)state;
	import("a.csv", "");
	assert_null(again(NULL, NULL));
	assert_fault(&f.sc, FAULT_NOT_FOUND, "nothing in quarantine");
}

static void another_column_says_when(void **state)
{
	(void)state;
	assert_int_equal(import("a.csv", "c9,soon,buy,2026-03-09\n")->quarantined, 1);
	struct import_report *r = again("time=note", NULL);
	assert_non_null(r);
	assert_int_equal(r->events, 1);
	assert_int_equal(r->quarantined, 0);
	assert_int_equal(waiting(), 0);
}

static void letters_of_all_kinds_come_through(void **state)
{
	int64_t n;

	(void)state;
	import("a.csv", "\"c \"\"9\"\" \\ Łódź\ttab\",soon,buy,2026-03-09\n");
	assert_non_null(again("time=note", NULL));
	assert_true(
		duck_one(&f.sc, evidence_duck(ws->evidence), "SELECT count(*) FROM events WHERE customer = ?",
			1, &DUCK_TEXT(STR("c \"9\" \\ Łódź\ttab")), -1, &n));
	assert_int_equal(n, 1);
}

/* What the wishes do not suit waits on, and what they suit is taken all the same. */
static void one_file_of_two(void **state)
{
	(void)state;
	import("a.csv", "c9,soon,buy,2026-03-09\n");
	import("b.csv", "c8,soon,buy,nothing\n");
	struct import_report *r = again("time=note", NULL);
	assert_non_null(r);
	assert_int_equal(r->events, 1);
	assert_int_equal(r->quarantined, 1);
	assert_int_equal(waiting(), 1);
	assert_true(str_has(r->remarks.at[r->remarks.n - 1], STR("b.csv: ")));
	assert_null(again("time=note", NULL));
	assert_fault(&f.sc, FAULT_INVALID, "b.csv, in quarantine");
	assert_int_equal(waiting(), 1);
}

static void what_never_was_a_record_stays(void **state)
{
	(void)state;
	struct import_report *r = import("a.csv", "c9,soon,buy,2026-03-09\n\"never closed");
	assert_true(r->quarantined >= 1);
	uint64_t broken = r->quarantined - 1;
	assert_non_null(again("time=note", NULL));
	assert_int_equal(waiting(), broken);
}

/* Read again twice, or after the file came again: no event comes twice. */
static void nothing_comes_twice(void **state)
{
	struct evidence_totals t;

	(void)state;
	for (int i = 0; i < 3; i++) {
		import("a.csv", "c9,soon,buy,2026-03-09\nc9,soon,buy,2026-03-09\n");
		assert_int_equal(waiting(), 2);
		struct import_report *r = again("time=note", NULL);
		assert_non_null(r);
		assert_int_equal(r->events, i ? 0 : 2);
	}
	assert_true(evidence_totals(&f.sc, ws->evidence, &t));
	assert_int_equal(t.events, 11);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_all, close_all)

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(nothing_waits), TEST(another_column_says_when),
		TEST(letters_of_all_kinds_come_through), TEST(one_file_of_two),
		TEST(what_never_was_a_record_stays), TEST(nothing_comes_twice) };

	return cmocka_run_group_tests_name("again", tests, NULL, NULL);
}
