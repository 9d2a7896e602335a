/* Differences of shares, means and medians against figures from elsewhere, and how often their intervals hold. */
#include "insight/difference.h"

#include "test.h"

/* Newcombe (Statistics in Medicine 17, 1998), table II, method 10: p1 - p2, so the second comes first here. */
static void shares_are_newcombes(void **state)
{
	static const struct {
		uint64_t hits_a, n_a, hits_b, n_b;
		double low, high;
	} cases[] = {
		{ 48, 80, 56, 70, .0524, .3339 },
		{ 3, 10, 9, 10, .1705, .8090 },
		{ 2, 7, 6, 7, .0582, .8062 },
		{ 0, 29, 5, 56, -.0381, .1926 },
		{ 0, 20, 0, 10, -.1611, .2775 },
		{ 0, 10, 0, 10, -.2775, .2775 },
		{ 0, 20, 10, 10, .6791, 1 },
		{ 0, 10, 10, 10, .6075, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct difference d =
			difference_shares(cases[i].hits_a, cases[i].n_a, cases[i].hits_b, cases[i].n_b);
		assert_true(d.known);
		assert_near(d.low, cases[i].low, 5.1e-5);
		assert_near(d.high, cases[i].high, 5.1e-5);
	}
	assert_false(difference_shares(0, 0, 1, 2).known);
	assert_near(difference_shares(1, 2, 0, 0).p, 1, 0);
}

static struct moments moments_of(const double *x, size_t n)
{
	struct moments m = { .n = n };

	for (size_t i = 0; i < n; i++) {
		m.sum += x[i];
		m.squares += x[i] * x[i];
	}
	return m;
}

/* The worked example of Welch's test that R prints as t = 2.46, df = 24.99, p = 0.02138. */
static void means_are_welchs(void **state)
{
	static const double x[] = { 27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6,
		19.0, 21.7, 21.4 },
			    y[] = { 27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1,
				    22.9, 20.5, 24.4 };
	struct moments a = moments_of(x, COUNT_OF(x)), b = moments_of(y, COUNT_OF(y));
	struct difference d = difference_means(&a, &b, -INFINITY, INFINITY);

	(void)state;
	assert_near(d.value, 2.166667, 1e-6);
	assert_near(d.p, .02138, 5e-5);
	assert_near(d.low, .352, 6e-3);
	assert_near(d.high, 3.981, 6e-3);
	assert_near((d.low + d.high) / 2, d.value, 1e-9);
}

/* One value, or only equal ones, is no proof; the interval stays on what the scale allows. */
static void equal_ratings_prove_little(void **state)
{
	static const struct moments three = { 3, 6, 12 }, one = { 1, -2, 4 }, many = { 60, 120, 240 },
				    low = { 60, -120, 240 };
	struct difference d = difference_means(&one, &three, -2, 2);

	(void)state;
	assert_near(d.value, 4, 1e-12);
	assert_true(d.low < 1 && d.p > .05);
	d = difference_means(&low, &many, -2, 2);
	assert_true(d.low > 3 && d.high <= 4 && d.p < .001);
	d = difference_means(&many, &many, -2, 2);
	assert_true(d.known && d.value == 0 && d.low <= 0 && d.high >= 0 && d.p > .9);
	assert_false(difference_means(&(struct moments){ 0 }, &many, -2, 2).known);
}

static double normal(uint64_t *seed)
{
	double u = ((double)(test_random(seed) >> 11) + .5) / 9007199254740992.0,
	       v = ((double)(test_random(seed) >> 11) + .5) / 9007199254740992.0;

	return sqrt(-2 * log(u)) * cos(2 * M_PI * v);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Median and interval of lognormal durations: ranks as interval.h has them for 101 values (41st, 61st). */
static struct duration durations(uint64_t *seed, double middle)
{
	double x[101];

	for (size_t i = 0; i < COUNT_OF(x); i++)
		x[i] = middle * exp(normal(seed));
	qsort(x, COUNT_OF(x), sizeof *x, by_size);
	return (struct duration){ true, x[50], x[40], x[60], x[95], COUNT_OF(x) };
}

static void intervals_of_medians_hold(void **state)
{
	enum { TIMES = 3000 };
	unsigned held = 0, wrong = 0;
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < TIMES; i++) {
		struct duration a = durations(&seed, 60), b = durations(&seed, 90), c = durations(&seed, 60);
		struct difference d = difference_medians(&a, &b);
		held += d.low <= 30 && d.high >= 30;
		wrong += difference_medians(&a, &c).p < .05;
	}
	assert_near((double)held / TIMES, .95, .02);
	assert_true((double)wrong / TIMES < .06);
}

static void few_durations_are_not_tested(void **state)
{
	static const struct duration a = { true, 5, 5, 5, 5, 1 }, b = { true, 9, 9, 9, 9, 200 },
				     c = { true, 5, 5, 5, 5, 300 };

	(void)state;
	assert_near(difference_medians(&a, &b).p, 1, 0);
	assert_near(difference_medians(&c, &b).p, 0, 0);
	assert_near(difference_medians(&c, &c).p, 1, 0);
	assert_false(difference_medians(&(struct duration){ 0 }, &b).known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_are_newcombes),
		cmocka_unit_test(means_are_welchs),
		cmocka_unit_test(equal_ratings_prove_little),
		cmocka_unit_test(intervals_of_medians_hold),
		cmocka_unit_test(few_durations_are_not_tested),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
