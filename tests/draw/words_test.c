#include "draw/words.h"
#include "test.h"

#define NB "\xc2\xa0"

static void counts_have_commas(void **state)
{
	static const struct {
		uint64_t n;
		const char *want;
	} cases[] = { { 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { 2687, "2,687" },
		{ 1234567, "1,234,567" }, { COUNT_FEW(COUNT_FEW_MOST) - 1, "18,446,744,073,709,550,614" },
		{ COUNT_FEW(10), "fewer than" NB "10" }, { COUNT_UNTOLD, "not shown" } };
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(words_count(&sc, cases[i].n), cases[i].want);
	assert_str(words_plural(&sc, 1, "journey", "journeys"), "1" NB "journey");
	assert_str(words_plural(&sc, 0, "journey", "journeys"), "0" NB "journeys");
	assert_str(
		words_plural(&sc, COUNT_FEW(10), "journey", "journeys"), "fewer than" NB "10" NB "journeys");
	assert_str(words_plural(&sc, COUNT_UNTOLD, "journey", "journeys"), "journeys not shown");
	assert_str(words_none(&sc, 0), "no data");
	assert_str(words_none(&sc, COUNT_FEW(5)), "fewer than" NB "5");
	scope_close(&sc);
}

static void shares_are_rounded_as_people_do(void **state)
{
	static const struct {
		double share;
		const char *want;
	} cases[] = { { 0, "0" NB "%" }, { 0.0004, "<0.1" NB "%" }, { 0.034, "3.4" NB "%" },
		{ 0.05, "5" NB "%" }, { 0.0999, "10" NB "%" }, { 0.624, "62" NB "%" },
		{ 0.9996, "99.9" NB "%" }, { 1, "100" NB "%" } };
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(words_share(&sc, cases[i].share), cases[i].want);
	assert_str(words_interval(&sc, &(struct estimate){ true, 0.62, 0.58, 0.66, 100 }), "58–66" NB "%");
	scope_close(&sc);
}

static void feelings_carry_their_sign(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_str(words_feeling(&sc, 0.94), "+0.9");
	assert_str(words_feeling(&sc, -1.25), "−1.3");
	assert_str(words_feeling(&sc, -0.04), "0.0");
	assert_str(words_signed(&sc, 31.6), "+32");
	assert_str(words_signed(&sc, -0.2), "0");
	scope_close(&sc);
}

static void spans_have_one_or_two_units(void **state)
{
	static const struct {
		double s;
		const char *want;
	} cases[] = { { 0, "0" NB "s" }, { 1.5, "1.5" NB "s" }, { 45, "45" NB "s" }, { 59.7, "1" NB "min" },
		{ 180, "3" NB "min" }, { 3599, "1" NB "h" }, { 7800, "2" NB "h" NB "10" NB "min" },
		{ 40000, "11" NB "h" }, { 3 * 86400, "3" NB "days" }, { 4.2 * 86400, "4.2" NB "days" },
		{ 123.4 * 86400, "123" NB "days" } };
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(words_span(&sc, cases[i].s), cases[i].want);
	scope_close(&sc);
}

static void evidence_has_five_grades(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_string_equal(words_evidence(&sc, 0), "none");
	assert_string_equal(words_evidence(&sc, 4), "strong");
	assert_string_equal(words_evidence(&sc, 77), "strong");
	scope_close(&sc);
}

/* Where the share of those old enough to tell is held back, that of all journeys says it. */
static void a_goal_is_said_by_what_is_known(void **state)
{
	const struct estimate known = { true, .184, .16, .21, 640 };
	static const struct {
		uint64_t n, converted, total;
		const char *want;
	} cases[] = {
		{ 640, 118, 700,
			"reached by 18" NB "% (16\xe2\x80\x93"
			"21" NB "%) of the 640 journeys that are old enough to tell" },
		{ COUNT_UNTOLD, 118, 700,
			"reached by 18" NB "% (16\xe2\x80\x93"
			"21" NB "%) of the journeys that are old enough to tell" },
		{ COUNT_UNTOLD, 212, 517, "reached by 41" NB "% of the 517 journeys" },
		{ COUNT_UNTOLD, COUNT_UNTOLD, 517, "how many reached it is not shown" },
		{ COUNT_UNTOLD, COUNT_FEW(30), 517, "reached by fewer than" NB "30" NB "journeys in all" },
		{ COUNT_FEW(30), COUNT_FEW(30), COUNT_FEW(30),
			"reached by fewer than" NB "30" NB "journeys in all" },
		{ 0, 0, 517, "no data" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct map map = { .conversion = { .n = cases[i].n } };
		if (i < 2)
			map.conversion = known;
		map.conversion.n = cases[i].n;
		map.journeys.converted = cases[i].converted;
		map.journeys.total = cases[i].total;
		assert_str(words_goal(&sc, &map), cases[i].want);
	}
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_have_commas),
		cmocka_unit_test(shares_are_rounded_as_people_do),
		cmocka_unit_test(feelings_carry_their_sign),
		cmocka_unit_test(spans_have_one_or_two_units),
		cmocka_unit_test(evidence_has_five_grades),
		cmocka_unit_test(a_goal_is_said_by_what_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
