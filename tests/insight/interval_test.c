#include "insight/interval.h"
#include "test.h"

static double uniform(uint64_t *seed)
{
	return ((double)(test_random(seed) >> 11) + .5) / 9007199254740992.0;
}

static double normal(uint64_t *seed)
{
	return sqrt(-2 * log(uniform(seed))) * cos(2 * M_PI * uniform(seed));
}

static void t_is_that_of_the_tables(void **state)
{
	/* R 4.2: qt(.975, df); df 1 and 2 have closed forms */
	static const struct {
		double df, t;
	} rows[] = {
		{ 1, 12.706204736174694 },
		{ 2, 4.302652729749462 },
		{ 3, 3.182446305283710 },
		{ 4, 2.776445105197793 },
		{ 5, 2.570581835636315 },
		{ 10, 2.228138851986274 },
		{ 30, 2.042272456301238 },
		{ 100, 1.983971518523552 },
		{ 1000, 1.962339080826408 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_near(interval_t(rows[i].df), rows[i].t, 1e-9);
	assert_near(interval_t(1), tan(.475 * M_PI), 1e-9);
	assert_near(interval_t(2), .95 * sqrt(2 / (.975 * .025 * 4)), 1e-9);
	/* the expansion goes on where the search ends, and ends in the normal distribution */
	assert_near(interval_t(1000.0000001), interval_t(1000), 1e-11);
	assert_near(interval_t(1e12), 1.959963984540054, 1e-11);
}

static void incomplete_beta_has_its_closed_forms(void **state)
{
	(void)state;
	for (double x = 0; x <= 1; x += .0625) {
		assert_near(incomplete_beta(x, 1, 1), x, 1e-14);
		assert_near(incomplete_beta(x, 3, 1), x * x * x, 1e-14);
		assert_near(incomplete_beta(x, .5, .5), 2 / M_PI * asin(sqrt(x)), 1e-13);
		assert_near(incomplete_beta(x, 2, 2), x * x * (3 - 2 * x), 1e-14);
	}
}

static void a_share_has_the_wilson_interval(void **state)
{
	struct estimate e = estimate_share(37, 100);

	(void)state;
	assert_true(e.known && e.n == 100);
	assert_near(e.value, .37, 1e-15);
	assert_near(e.low, .281823605, 5e-10);
	assert_near(e.high, .467794704, 5e-10);
	assert_false(estimate_share(0, 0).known);
	e = estimate_share(0, 5);
	assert_true(e.low == 0 && e.value == 0 && e.high > .4 && e.high < .5);
	e = estimate_share(5, 5);
	assert_true(e.high == 1 && e.value == 1 && e.low > .5 && e.low < .6);
	e = estimate_share(4000000000, 4000000000);
	assert_true(e.low > .999999 && e.high == 1);
}

static void a_mean_has_the_t_interval(void **state)
{
	/* Student's sleep data, first drug: R t.test gives .75, -.5297804 to 2.0297804 */
	static const double sleep[] = { .7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2 };
	double sum = 0, squares = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sleep); i++) {
		sum += sleep[i];
		squares += sleep[i] * sleep[i];
	}
	struct estimate e = estimate_mean(10, sum, squares, -INFINITY, INFINITY);
	assert_near(e.value, .75, 1e-12);
	assert_near(e.low, -.5297804, 5e-8);
	assert_near(e.high, 2.0297804, 5e-8);
	e = estimate_mean(10, sum, squares, -.4, 2);
	assert_true(e.low == -.4 && e.high == 2);
}

static void few_and_equal_values_do_not_look_sure(void **state)
{
	(void)state;
	assert_false(estimate_mean(0, 0, 0, -2, 2).known);
	struct estimate e = estimate_mean(1, 2, 4, -2, 2);
	assert_true(e.known && e.value == 2 && e.low == -2 && e.high == 2);
	e = estimate_mean(3, 6, 12, -2, 2);
	assert_true(e.value == 2 && e.high == 2 && e.low < 0 && e.low > -2);
	e = estimate_mean(1000, 1100, 1210, -2, 2); /* 1.1 each, which is no binary number */
	assert_true(e.low < 1.1 && e.low > 1.08);
	e = estimate_mean(50, 5, .5, -INFINITY, INFINITY);
	assert_true(e.low == e.value && e.high == e.value);
}

static void a_score_has_its_interval(void **state)
{
	(void)state;
	assert_false(estimate_nps(0, 0, 0).known);
	struct estimate e = estimate_nps(500, 300, 200);
	assert_near(e.value, 30, 1e-12);
	assert_near(e.high - e.value, 196 * .781024968 / sqrt(1000), .001); /* var = .7 - .09 */
	assert_near(e.value - e.low, e.high - e.value, 1e-9);
	e = estimate_nps(20, 10, 10); /* 20.75, 10.75 of 43: .2326, var .6785 */
	assert_near(e.value, 25, 1e-12);
	assert_near(e.low, 100 * (10. / 43 - 1.959964 * sqrt((31.5 / 43 - 100. / 1849) / 43)), 1e-4);
	e = estimate_nps(3, 0, 0);
	assert_true(e.value == 100 && e.high == 100 && e.low < 80 && e.low > -100);
	e = estimate_nps(0, 0, 400);
	assert_true(e.value == -100 && e.low == -100 && e.high > -100);
}

/* P(low <= Binomial(n, 1/2) < high), term by term. */
static double ranks_cover(uint64_t n, uint64_t low, uint64_t high)
{
	double sum = 0;

	for (uint64_t k = low; k < high; k++)
		sum += exp(lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1) -
			   (double)n * M_LN2);
	return sum;
}

static void the_ranks_of_a_median_cover_it(void **state)
{
	uint64_t low, high;

	(void)state;
	for (uint64_t n = 1; n < 6; n++) {
		interval_median_ranks(n, &low, &high);
		assert_true(low == 1 && high == n);
	}
	for (uint64_t n = 6; n < 3000; n += n < 200 ? 1 : 37) {
		interval_median_ranks(n, &low, &high);
		double cover = ranks_cover(n, low, high);
		assert_true(low >= 1 && high <= n && low < high);
		assert_true(cover >= .945);
		assert_true(cover < (n < 30 ? .985 : n < 300 ? .97 : .96));
	}
	interval_median_ranks(100, &low, &high);
	assert_int_equal(low, 40);
	assert_int_equal(high, 60);
	interval_median_ranks(100001, &low, &high);
	assert_near(ranks_cover(100001, low, high), .95, .003);
}

static void two_shares_are_tested(void **state)
{
	(void)state;
	assert_near(shares_z_p(120, 1000, 150, 1000), .0496403868654, 1e-12);
	assert_near(shares_p(120, 1000, 150, 1000), .0496403868654, 1e-12);
	assert_near(shares_fisher_p(12, 100, 25, 100), .0279427060553, 1e-12);
	/* the lady tasting tea: R fisher.test(matrix(c(3, 1, 1, 3), 2)) gives .4857143 */
	assert_near(shares_p(3, 4, 1, 4), .4857142857, 1e-9);
	assert_near(shares_p(0, 1000000, 3, 1000000), .25, 1e-5);
	assert_near(shares_p(5, 5, 0, 1000000), 0, 1e-20);
	assert_true(shares_p(0, 0, 3, 4) == 1 && shares_p(4, 4, 0, 0) == 1);
	assert_near(shares_p(0, 1000, 0, 900), 1, 1e-9);
	assert_near(shares_p(7, 7, 9, 9), 1, 1e-9);
	assert_near(shares_p(300, 1000, 300, 1000), 1, 1e-12);
}

static void many_tests_are_corrected(void **state)
{
	static const double p[] = { .06, .001, .008, .041, .039, .042, .216, .074, .212, .205 };
	static const double want[] = { .1, .01, .04, .084, .084, .084, .216, .105714285714, .216, .216 };
	struct scope sc = { 0 };
	double adjusted[10];
	bool keep[10];

	(void)state;
	benjamini_hochberg_adjust(&sc, p, 10, adjusted);
	for (size_t i = 0; i < 10; i++)
		assert_near(adjusted[i], want[i], 1e-12);
	assert_int_equal(benjamini_hochberg(&sc, p, 10, .05, keep), 2);
	assert_true(keep[1] && keep[2] && !keep[0] && !keep[3]);
	assert_int_equal(benjamini_hochberg(&sc, p, 0, .05, keep), 0);
	scope_close(&sc);
}

static void intervals_hold_what_they_promise(void **state)
{
	enum { ROUNDS = 4000, N = 40 };
	uint64_t seed = 20260302, share = 0, mean = 0, median = 0, low, high;

	(void)state;
	interval_median_ranks(N, &low, &high);
	for (int round = 0; round < ROUNDS; round++) {
		double sum = 0, squares = 0;
		uint64_t hits = 0, under = 0;
		for (int i = 0; i < N; i++) {
			double x = 3 + normal(&seed);
			sum += x;
			squares += x * x;
			under += x < 3;
			hits += uniform(&seed) < .23;
		}
		struct estimate m = estimate_mean(N, sum, squares, -INFINITY, INFINITY);
		struct estimate s = estimate_share(hits, N);
		mean += m.low <= 3 && 3 <= m.high;
		share += s.low <= .23 && .23 <= s.high;
		median += under >= low && under < high; /* the low-th value is below 3, the high-th above */
	}
	/* four standard errors of a share of .95 over 4000 rounds are .014 */
	assert_near((double)mean / ROUNDS, .95, .014);
	assert_near((double)share / ROUNDS, .95, .025);
	assert_near((double)median / ROUNDS, ranks_cover(N, low, high), .014);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(t_is_that_of_the_tables),
		cmocka_unit_test(incomplete_beta_has_its_closed_forms),
		cmocka_unit_test(a_share_has_the_wilson_interval),
		cmocka_unit_test(a_mean_has_the_t_interval),
		cmocka_unit_test(few_and_equal_values_do_not_look_sure),
		cmocka_unit_test(a_score_has_its_interval),
		cmocka_unit_test(the_ranks_of_a_median_cover_it),
		cmocka_unit_test(two_shares_are_tested),
		cmocka_unit_test(many_tests_are_corrected),
		cmocka_unit_test(intervals_hold_what_they_promise),
	};

	return cmocka_run_group_tests_name("interval", tests, NULL, NULL);
}
