#include "voice/mcnemar.h"
#include "test.h"

static void figures_from_elsewhere(void **state)
{
	/* exact: the tails of the binomial; else the tail of chi-square with one degree of freedom, as Python's
	 * math.comb and math.erfc give them */
	static const struct {
		uint64_t a, b;
		double p;
	} cases[] = {
		{ 0, 0, 1 }, { 1, 0, 1 }, { 5, 5, 1 }, { 0, 5, .0625 }, { 0, 6, .03125 },
		{ 1, 9, 22. / 1024 }, { 9, 1, 22. / 1024 }, { 2, 10, 158. / 4096 }, { 0, 24, 2. / 16777216 },
		{ 4, 7, .548828125 }, { 12, 13, 1 }, { 10, 25, .01796048 }, /* chi-square 5.6 */
		{ 86, 150, 4.114562e-05 },                                  /* 16.818 */
		{ 121, 59, 5.450095e-06 },                                  /* 20.672 */
		{ 59, 6, 1.119933e-10 },                                    /* 41.6 */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_near(mcnemar_p(cases[i].a, cases[i].b), cases[i].p, cases[i].p * 1e-6);
}

static void same_either_way_round_and_falling(void **state)
{
	(void)state;
	for (uint64_t n = 0; n < 60; n++) {
		double before = 0;
		for (uint64_t a = 0; 2 * a <= n; a++) {
			double p = mcnemar_p(a, n - a);
			assert_true(p >= before && p > 0 && p <= 1);
			assert_near(p, mcnemar_p(n - a, a), 0);
			before = p;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_from_elsewhere),
		cmocka_unit_test(same_either_way_round_and_falling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
