#include "answer/period.h"

#include "base/when.h"
#include "test.h"

static int64_t second_of(const char *text)
{
	int64_t us;

	assert_true(when_read_any(NULL, str_of(text), &us));
	return us / 1000000 - (us % 1000000 < 0);
}

static void periods_have_names(void **state)
{
	static const struct {
		const char *time;
		enum period period;
		const char *name, *start;
	} rows[] = {
		{ "2026-03-02 23:59:59", PERIOD_DAY, "2026-03-02", "2026-03-02" },
		{ "2026-03-02 00:00:00", PERIOD_MONTH, "2026-03", "2026-03-01" },
		{ "2026-12-31 23:59:59", PERIOD_QUARTER, "2026-Q4", "2026-10-01" },
		{ "2026-03-31 23:59:59", PERIOD_QUARTER, "2026-Q1", "2026-01-01" },
		{ "2026-07-01", PERIOD_YEAR, "2026", "2026-01-01" },
		{ "1969-12-31 23:59:59", PERIOD_DAY, "1969-12-31", "1969-12-31" },
		{ "1969-12-31 23:59:59", PERIOD_MONTH, "1969-12", "1969-12-01" },
		{ "1600-01-01", PERIOD_YEAR, "1600", "1600-01-01" },
		{ "9999-12-31", PERIOD_QUARTER, "9999-Q4", "9999-10-01" },
		/* ISO 8601: 2021-01-03 is a Sunday of 2020's 53rd week; 2018-12-31 a Monday of 2019's first */
		{ "2021-01-03", PERIOD_WEEK, "2020-W53", "2020-12-28" },
		{ "2021-01-04", PERIOD_WEEK, "2021-W01", "2021-01-04" },
		{ "2018-12-31", PERIOD_WEEK, "2019-W01", "2018-12-31" },
		{ "1970-01-01", PERIOD_WEEK, "1970-W01", "1969-12-29" },
		{ "1968-12-29", PERIOD_WEEK, "1968-W52", "1968-12-23" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t number = period_of(rows[i].period, second_of(rows[i].time));
		assert_str(period_name(&sc, rows[i].period, number), rows[i].name);
		assert_int_equal(period_start(rows[i].period, number), second_of(rows[i].start));
	}
	scope_close(&sc);
}

/* Each second is in the period that began last, and numbers go up by one. */
static void periods_follow_each_other(void **state)
{
	uint64_t rng = 11;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		enum period period = (enum period)(PERIOD_DAY + (int)(test_random(&rng) % 5));
		int64_t second = (int64_t)(test_random(&rng) % 10000000000) - 5000000000;
		int64_t number = period_of(period, second);
		assert_true(period_start(period, number) <= second);
		assert_true(second < period_start(period, number + 1));
		assert_int_equal(period_of(period, period_start(period, number + 1)), number + 1);
		assert_int_equal(period_of(period, period_start(period, number) - 1), number - 1);
	}
}

static void words_are_found_and_the_fitting_one(void **state)
{
	enum period period;

	(void)state;
	assert_true(period_find(STR("Quarter"), &period));
	assert_int_equal(period, PERIOD_QUARTER);
	assert_false(period_find(STR("decade"), &period));
	assert_false(period_find(STR(""), &period));
	assert_int_equal(period_fitting(second_of("2026-03-01"), second_of("2026-03-24"), 24), PERIOD_DAY);
	assert_int_equal(period_fitting(second_of("2026-03-01"), second_of("2026-03-25"), 24), PERIOD_WEEK);
	assert_int_equal(period_fitting(second_of("2010-05-01"), second_of("2016-05-31"), 24), PERIOD_YEAR);
	assert_int_equal(period_fitting(second_of("1900-05-01"), second_of("2016-05-31"), 24), PERIOD_YEAR);
}

static void periods_are_read(void **state)
{
	static const struct {
		const char *text, *from, *to;
	} cases[] = {
		{ "2026", "2026-01-01", "2027-01-01" },
		{ "2026-Q1", "2026-01-01", "2026-04-01" },
		{ "2026-q4", "2026-10-01", "2027-01-01" },
		{ "2026-02", "2026-02-01", "2026-03-01" },
		{ "2026-W01", "2025-12-29", "2026-01-05" },
		{ "2020-W53", "2020-12-28", "2021-01-04" },
		{ "2024-02-29", "2024-02-29", "2024-03-01" },
		{ "2026-03..2026-04", "2026-03-01", "2026-05-01" },
		{ "2026-03-05..2026-Q2", "2026-03-05", "2026-07-01" },
	};
	static const char *const none[] = { "", "26", "2026-13", "2026-02-30", "2026-W54", "2025-02-29",
		"March", "2026-04..2026-03", "..", "2026..", "2026-03-01T10", "99999" };
	struct scope sc = { 0 };
	int64_t from, to;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (!period_read(&sc, str_of(cases[i].text), &from, &to))
			fail_msg("%s", sc.why);
		assert_int_equal(from, second_of(cases[i].from));
		assert_int_equal(to, second_of(cases[i].to) - 1);
	}
	for (size_t i = 0; i < COUNT_OF(none); i++) {
		if (period_read(&sc, str_of(none[i]), &from, &to))
			fail_msg("%s is a period", none[i]);
		assert_fault(&sc, FAULT_INVALID, "is no period: write 2026, 2026-Q1");
		scope_forgive(&sc);
	}
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_have_names),
		cmocka_unit_test(periods_follow_each_other),
		cmocka_unit_test(periods_are_read),
		cmocka_unit_test(words_are_found_and_the_fitting_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
