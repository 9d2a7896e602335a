/* Evidence taken back: sums, customers and what is too old, and nothing of anybody else. */
#include "store/evidence_change.h"

#include "told_imports.h"

#define DAY_US INT64_C(86400000000)

/* --- sums ------------------------------------------------------------------------------------------- */

static void put_sum(
	struct told_store *t, struct evidence_import *im, const char *campaign, int64_t day, double amount)
{
	struct evidence_metric m = { .name = STR("Ad cost"),
		.currency = STR("PLN"),
		.campaign = str_of(campaign),
		.source = SOURCE_WEB,
		.time_us = day * DAY_US,
		.has_end = true,
		.end_us = (day + 1) * DAY_US,
		.amount = amount };

	assert_true(evidence_metric(&t->sc, im, &m));
}

static uint64_t import_sum(struct told_store *t, uint64_t fingerprint, double spring, double summer)
{
	struct evidence_import *im = told_begin(t, fingerprint, "ads.csv");

	put_sum(t, im, "spring", 1, spring);
	put_sum(t, im, "summer", 1, summer);
	put_sum(t, im, "spring", 2, 7);
	return told_finish(t, im).metrics;
}

static const char SUMS[] =
	"SELECT campaign || '=' || amount::VARCHAR FROM metrics ORDER BY campaign, time, amount";

static void a_sum_that_is_known_is_not_kept_again(void **state)
{
	struct told_store t = told_open(NULL);

	(void)state;
	assert_int_equal(import_sum(&t, 1, 10, 20), 3);
	assert_int_equal(import_sum(&t, 2, 10, 20), 0);
	assert_str(told_list(&t, SUMS), "spring=10.0 spring=7.0 summer=20.0");
	/* another amount goes before the earlier; and the earlier comes back with an undo, or when it is said again */
	assert_int_equal(import_sum(&t, 3, 11, 20), 1);
	assert_str(told_list(&t, SUMS), "spring=11.0 spring=7.0 summer=20.0");
	told_undo(&t, 3);
	assert_str(told_list(&t, SUMS), "spring=10.0 spring=7.0 summer=20.0");
	assert_int_equal(import_sum(&t, 3, 11, 20), 1);
	assert_int_equal(import_sum(&t, 4, 10, 20), 1);
	assert_str(told_list(&t, SUMS), "spring=10.0 spring=7.0 summer=20.0");
	told_undo(&t, 1);
	assert_int_equal(import_sum(&t, 1, 10, 20), 2);
	assert_str(told_list(&t, SUMS), "spring=10.0 spring=7.0 summer=20.0");
	told_close(&t);
}

/* Read in another zone, its sums are of other times: the earlier reading's go. */
static void a_reading_takes_its_sums_along(void **state)
{
	struct told_store t = told_open(NULL);

	(void)state;
	import_sum(&t, 1, 10, 20);
	struct evidence_import *im = told_begin_as(&t, 1, "ads.csv", "{\"$zone\":\"Europe/Warsaw\"}");
	put_sum(&t, im, "spring", 3, 10);
	told_finish(&t, im);
	assert_str(told_list(&t, SUMS), "spring=10.0");
	told_close(&t);
}

/* --- imports ---------------------------------------------------------------------------------------- */

static void what_cannot_be_undone(void **state)
{
	struct told_store t = told_open(NULL);
	struct evidence_import *im = told_begin(&t, 1, "a.csv");
	struct evidence_undone u;

	(void)state;
	told_event(&t, im, 1, "u-1", "see", 10);
	assert_true(evidence_quarantine(&t.sc, im, 3, "no time", STR("{}")));
	told_finish(&t, im);
	assert_false(evidence_undo(&t.sc, t.ev, 2, &u));
	assert_fault(&t.sc, FAULT_NOT_FOUND, "no import 2");
	scope_forgive(&t.sc);
	assert_true(evidence_undo(&t.sc, t.ev, 1, &u));
	assert_str(u.file, "a.csv");
	assert_int_equal(u.events, 1);
	assert_int_equal(u.quarantined, 1);
	assert_int_equal(u.restored + u.handed_on + u.metrics, 0);
	assert_false(evidence_undo(&t.sc, t.ev, 1, &u));
	assert_fault(&t.sc, FAULT_CONFLICT, "undone already");
	told_close(&t);
}

/* --- a person ----------------------------------------------------------------------------------------- */

static void only_the_erased_one_goes(void **state)
{
	struct told_store t = told_open(NULL);
	struct evidence_import *im = told_begin(&t, 1, "a.csv");
	uint32_t gone[2] = { evidence_customer(im, STR("u-1")), told_code(im, IDENTIFIER_COOKIE, "c/1") };
	uint32_t other = evidence_customer(im, STR("u-2")), shared = told_code(im, IDENTIFIER_PHONE, "77");
	uint64_t events, rows;

	(void)state;
	told_event_of(&t, im, 1, gone[0], "see", 10);
	told_event_of(&t, im, 2, gone[1], "see", 20);
	told_event_of(&t, im, 3, other, "see", 30);
	for (uint64_t v = 1; v <= 2; v++)
		assert_true(
			evidence_subject(&t.sc, im, &(struct evidence_subject){ 9, v, (int64_t)v, false }));
	evidence_link(im, gone[0], gone[1], 1);
	evidence_link(im, gone[0], shared, 1);
	evidence_link(im, other, shared, 3);
	assert_true(evidence_quarantine(&t.sc, im, 7, "no time", STR("{\"email\":\"EWA@example.test\"}")));
	assert_true(evidence_quarantine(&t.sc, im, 8, "no time", STR("{\"email\":\"jan@example.test\"}")));
	told_finish(&t, im);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event_past"), 1);
	struct str hashes[] = { STR("aa"), STR("bb") };
	assert_true(evidence_erase(&t.sc, t.ev, gone, 2, hashes, &events));
	assert_int_equal(events, 1); /* and an earlier version */
	assert_true(evidence_erase_quarantined(&t.sc, t.ev, STR("ewa@Example.test"), &rows));
	assert_int_equal(rows, 1);
	told_counts_hold(&t);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event"), 1);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event_past"), 0);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM subject"), 0);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM link"), 1);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM quarantine"), 1);
	assert_str(told_list(&t, "SELECT key FROM customer WHERE key NOT LIKE 'erased %' ORDER BY code"),
		"u-2 phone:77");
	/* the codes of the others hold, in this store and for the next import */
	im = told_begin(&t, 2, "b.csv");
	assert_int_equal(evidence_customer(im, STR("u-2")), other);
	assert_true(evidence_customer(im, STR("u-3")) > shared);
	assert_true(evidence_was_erased(im, STR("aa")) && evidence_was_erased(im, STR("bb")));
	assert_false(evidence_was_erased(im, STR("cc")));
	evidence_rollback(im);
	told_close(&t);
}

/* --- what is too old ------------------------------------------------------------------------------------ */

static void what_is_too_old(void **state)
{
	struct told_store t = told_open(NULL);
	struct evidence_import *im = told_begin(&t, 1, "a.csv");
	uint64_t gone;

	(void)state;
	told_event(&t, im, 1, "u-1", "see", 1 * DAY_US);
	told_event(&t, im, 2, "u-1", "see", 50 * DAY_US);
	put_sum(&t, im, "spring", 1, 5);
	put_sum(&t, im, "spring", 60, 6);
	told_finish(&t, im);
	assert_true(evidence_expire(&t.sc, t.ev, 1000 * DAY_US, &gone));
	assert_int_equal(gone, 0); /* no rule */
	assert_true(evidence_set_retention(&t.sc, t.ev, SOURCE_SURVEY, DAY_US));
	assert_true(evidence_expire(&t.sc, t.ev, 1000 * DAY_US, &gone));
	assert_int_equal(gone, 0); /* another kind of source */
	assert_true(evidence_set_retention(&t.sc, t.ev, SOURCE_WEB, 100 * DAY_US));
	assert_true(evidence_expire(&t.sc, t.ev, 101 * DAY_US, &gone));
	assert_int_equal(gone, 0); /* just so old as may be */
	assert_true(evidence_expire(&t.sc, t.ev, 101 * DAY_US + 1, &gone));
	assert_int_equal(gone, 1);
	told_counts_hold(&t);
	assert_str(told_list(&t, SUMS), "spring=6.0");
	/* sums alone: nothing that is laid out is void */
	struct str before = told_list(&t, "SELECT number::VARCHAR FROM version WHERE name = 'identity'");
	assert_true(evidence_set_retention(&t.sc, t.ev, SOURCE_WEB, 45 * DAY_US));
	assert_true(evidence_expire(&t.sc, t.ev, 95 * DAY_US, &gone));
	assert_int_equal(gone, 0);
	assert_true(str_equal(
		told_list(&t, "SELECT number::VARCHAR FROM version WHERE name = 'identity'"), before));
	told_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sum_that_is_known_is_not_kept_again),
		cmocka_unit_test(a_reading_takes_its_sums_along),
		cmocka_unit_test(what_cannot_be_undone),
		cmocka_unit_test(only_the_erased_one_goes),
		cmocka_unit_test(what_is_too_old),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
