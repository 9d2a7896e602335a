/* Pages of the quarantine and of the kinds: each row once, whatever the pages' size, and nothing that is not meant. */
#include "store/evidence_pages.h"

#include "told_imports.h"

enum { ROWS = 40 };

static struct told_store quarantined(void)
{
	struct told_store t = told_open(NULL);

	for (int f = 0; f < 2; f++) {
		struct evidence_import *im = told_begin(&t, (uint64_t)f + 1, f ? "b.csv" : "a.csv");
		/* several of one row: their ids tell them apart, and some of these are above INT64_MAX */
		for (int i = 0; i < ROWS; i++)
			assert_true(evidence_quarantine(&t.sc, im, (uint64_t)i / 4, "no time",
				str_of(scope_printf(&t.sc, "{\"n\":%d}", i))));
		told_finish(&t, im);
	}
	return t;
}

static void every_row_is_on_one_page(void **state)
{
	struct told_store t = quarantined();

	(void)state;
	for (size_t most = 1; most < 100; most += 7) {
		struct quarantine_wish wish = { .most = most };
		bool seen[2 * ROWS] = { false };
		struct quarantine_row *rows;
		size_t n, all = 0;
		do {
			assert_true(evidence_quarantine_page(&t.sc, t.ev, &wish, &rows, &n));
			for (size_t i = 0; i < n; i++) {
				size_t at =
					(size_t)atoi(rows[i].record.p + 5) + (rows[i].import == 2 ? ROWS : 0);
				assert_false(seen[at]);
				seen[at] = true;
				assert_str(rows[i].file, at < ROWS ? "a.csv" : "b.csv");
			}
			all += n;
			if (n)
				wish.after = rows[n - 1].place;
		} while (n == most);
		assert_int_equal(all, 2 * ROWS);
	}
	told_close(&t);
}

static void rows_of_a_file_alone(void **state)
{
	struct told_store t = quarantined();
	struct quarantine_row *rows;
	size_t n;

	(void)state;
	assert_true(evidence_quarantine_page(
		&t.sc, t.ev, &(struct quarantine_wish){ .most = 100, .file = STR("b.csv") }, &rows, &n));
	assert_int_equal(n, ROWS);
	assert_int_equal(rows[0].import, 2);
	assert_true(evidence_quarantine_page(&t.sc, t.ev,
		&(struct quarantine_wish){ .most = 100, .import = 1, .file = STR("b.csv") }, &rows, &n));
	assert_int_equal(n, 0);
	told_close(&t);
}

static void what_is_no_place(void **state)
{
	static const char *const places[] = { "", "1", "1 2", "1 2 x", "1 2 3 4", "1 2 -3",
		"1 2 3; DROP TABLE event", "1 2 " };
	struct told_store t = quarantined();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct quarantine_wish wish = { .most = 1, .after = str_of(places[i]) };
		struct quarantine_row *rows;
		size_t n;
		assert_false(evidence_quarantine_page(&t.sc, t.ev, &wish, &rows, &n));
		assert_fault(&t.sc, FAULT_INVALID, "no place in the quarantine");
		scope_forgive(&t.sc);
	}
	told_close(&t);
}

static void kinds_with_their_counts(void **state)
{
	struct told_store t = told_open(NULL);
	struct evidence_import *im = told_begin(&t, 1, "a.csv");
	struct kinds_wish wish = { .after = -1, .most = 2, .source = -1 };
	struct kind_row *rows;
	size_t n;

	(void)state;
	told_event(&t, im, 1, "ada", "visit", 10);
	told_event(&t, im, 2, "bob", "visit", 30);
	told_event(&t, im, 3, "bob", "Buy 100%", 20);
	told_event(&t, im, 4, "bob", "leave", 40);
	told_finish(&t, im);
	assert_true(evidence_kinds_page(&t.sc, t.ev, &wish, &rows, &n));
	assert_int_equal(n, 2);
	assert_str(rows[0].event, "visit");
	assert_int_equal(rows[0].events, 2);
	assert_int_equal(rows[0].first_us, 10);
	assert_int_equal(rows[0].last_us, 30);
	assert_null(rows[0].page.p);
	wish.after = rows[1].code;
	assert_true(evidence_kinds_page(&t.sc, t.ev, &wish, &rows, &n));
	assert_int_equal(n, 1);
	assert_str(rows[0].event, "leave");
	/* no pattern: a per cent sign is one */
	wish = (struct kinds_wish){ .after = -1, .most = 9, .source = -1, .has = STR("0%") };
	assert_true(evidence_kinds_page(&t.sc, t.ev, &wish, &rows, &n));
	assert_int_equal(n, 1);
	assert_str(rows[0].event, "Buy 100%");
	wish.has = STR("BUY");
	assert_true(evidence_kinds_page(&t.sc, t.ev, &wish, &rows, &n));
	assert_int_equal(n, 1);
	wish.source = SOURCE_SURVEY;
	assert_true(evidence_kinds_page(&t.sc, t.ev, &wish, &rows, &n));
	assert_int_equal(n, 0);
	told_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_on_one_page),
		cmocka_unit_test(rows_of_a_file_alone),
		cmocka_unit_test(what_is_no_place),
		cmocka_unit_test(kinds_with_their_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
