#include "insight/scores.h"

#include "test.h"
#include "insight/interval.h"

/* `n` customers with this value, one answer each. */
static void take(struct score_sum *s, enum scale scale, double value, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		score_take(s, scale, value, 1);
}

static struct score_sum nps_of(unsigned promoters, unsigned passives, unsigned detractors)
{
	struct score_sum s = { 0 };

	take(&s, SCALE_NPS, 9, promoters);
	take(&s, SCALE_NPS, 8, passives);
	take(&s, SCALE_NPS, 6, detractors);
	return s;
}

/* `top` of `n` with four points, the others with three. */
static struct score_sum csat_of(unsigned top, unsigned n)
{
	struct score_sum s = { 0 };

	take(&s, SCALE_1_5, 4, top);
	take(&s, SCALE_1_5, 3, n - top);
	return s;
}

/* 50 % promoters, 20 % detractors of 200: 30, variance .7 - .09 = .61, z sqrt(.61 / 200) = 10.8243... */
static void nps_by_its_variance(void **state)
{
	struct score_sum s = nps_of(100, 60, 40);
	struct estimate e = score_estimate(SCORE_NPS, SCALE_NPS, &s);
	double half = 100 * 1.959963984540054 * sqrt(.61 / 200);

	(void)state;
	assert_int_equal(e.n, 200);
	assert_near(e.value, 30, 1e-9);
	assert_near(e.low, 30 - half, 1e-9);
	assert_near(e.high, 30 + half, 1e-9);
	assert_near(half, 10.8243, 1e-4);
}

/* 10, 5, 5 of 20: p = 10.75 / 23, d = 5.75 / 23, the middle 5 / 23, and not the 25 that is told. */
static void few_answers_by_the_adjusted_wald(void **state)
{
	struct score_sum s = nps_of(10, 5, 5);
	struct estimate e = score_estimate(SCORE_NPS, SCALE_NPS, &s);
	double p = 10.75 / 23, d = 5.75 / 23;
	double half = 1.959963984540054 * sqrt((p + d - (p - d) * (p - d)) / 23);

	(void)state;
	assert_near(e.value, 25, 1e-9);
	assert_near(e.low, 100 * (5. / 23 - half), 1e-9);
	assert_near(e.high, 100 * (5. / 23 + half), 1e-9);
	s = nps_of(0, 0, 0);
	assert_false(score_estimate(SCORE_NPS, SCALE_NPS, &s).known);
}

/* Where a promoter begins and a detractor ends; the last answer is a whole number. */
static void nps_has_its_borders(void **state)
{
	static const struct {
		double answer;
		unsigned promoter, detractor;
	} rows[] = { { 0, 0, 1 }, { 6, 0, 1 }, { 7, 0, 0 }, { 8, 0, 0 }, { 9, 1, 0 }, { 10, 1, 0 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct score_sum s = { 0 };
		score_take(&s, SCALE_NPS, rows[i].answer, 1);
		assert_int_equal(s.promoters, rows[i].promoter);
		assert_int_equal(s.detractors, rows[i].detractor);
	}
}

/* Wilson's interval of 37 of 100 [design: methods, 6.1]. */
static void csat_by_wilson(void **state)
{
	struct score_sum s = csat_of(37, 100);
	struct estimate e = score_estimate(SCORE_CSAT, SCALE_1_5, &s);

	(void)state;
	assert_near(e.value, .37, 1e-12);
	assert_near(e.low, .281823605, 1e-9);
	assert_near(e.high, .467794704, 1e-9);
	score_take(&s, SCALE_1_5, 3.999, 3); /* a mean below 4 is not among the two best */
	score_take(&s, SCALE_1_5, 4.5, 2);
	assert_int_equal(s.top, 38);
	assert_int_equal(s.answers, 105);
}

/* 1 to 5 once each: mean 3, s = sqrt(2.5), t(4) = 2.776445105: 3 -+ 1.963243161. */
static void means_by_student(void **state)
{
	struct score_sum s = { 0 };
	struct estimate e;

	(void)state;
	for (int i = 1; i <= 5; i++)
		score_take(&s, SCALE_1_7, i, 1);
	e = score_estimate(SCORE_CES, SCALE_1_7, &s);
	assert_near(e.value, 3, 1e-12);
	assert_near(e.low, 3 - 1.963243161, 1e-8);
	assert_near(e.high, 3 + 1.963243161, 1e-8);
	assert_near(score_estimate(SCORE_MEAN, SCALE_1_7, &s).low, e.low, 0);
}

/* Brooke's own example (SUS, a quick and dirty usability scale, 1996): 22 points, 55. */
static void sus_as_published(void **state)
{
	static const double brooke[SUS_ITEMS] = { 5, 4, 2, 1, 2, 3, 2, 4, 5, 2 };
	static const double best[SUS_ITEMS] = { 5, 1, 5, 1, 5, 1, 5, 1, 5, 1 },
			    neutral[SUS_ITEMS] = { 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 };
	struct score_sum s = { 0 };

	(void)state;
	assert_near(score_sus(brooke), 55, 1e-12);
	assert_near(score_sus(best), 100, 1e-12);
	assert_near(score_sus(neutral), 50, 1e-12);
	score_take(&s, SCALE_NONE, 70, 10);
	score_take(&s, SCALE_NONE, 80, 10);
	/* 75 -+ 12.7062 * 5: cut to the scale */
	assert_near(score_estimate(SCORE_SUS, SCALE_NONE, &s).value, 75, 1e-12);
	assert_near(score_estimate(SCORE_SUS, SCALE_NONE, &s).low, 75 - 63.5310, 1e-3);
	assert_near(score_estimate(SCORE_SUS, SCALE_NONE, &s).high, 100, 1e-12);
}

static void each_scale_has_its_scores(void **state)
{
	static const struct {
		enum scale scale;
		bool effort;
		size_t n;
		enum score first;
		const char *words;
	} rows[] = {
		{ SCALE_NPS, false, 1, SCORE_NPS, "NPS" },
		{ SCALE_1_5, true, 2, SCORE_CSAT, "CSAT: share of 4 and 5" },
		{ SCALE_1_7, true, 1, SCORE_CES, "CES: mean of 1 to 7" },
		{ SCALE_1_7, false, 2, SCORE_TOP, "share of 6 and 7" },
		{ SCALE_0_1, false, 1, SCORE_TOP, "share of thumbs up" },
		{ SCALE_0_10, false, 1, SCORE_MEAN, "mean of 0 to 10" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		enum score out[SCORE_MEASURES];
		assert_int_equal(score_measures(rows[i].scale, rows[i].effort, out), rows[i].n);
		assert_int_equal(out[0], rows[i].first);
		assert_str(score_words(&sc, out[0], rows[i].scale), rows[i].words);
	}
	for (int i = SCALE_NONE + 1; i < SCALES; i++) {
		enum score out[SCORE_MEASURES];
		size_t n = score_measures((enum scale)i, false, out);
		for (size_t k = 0; k < n; k++)
			assert_true(score_words(&sc, out[k], (enum scale)i).n > 2);
	}
	scope_close(&sc);
}

/* Newcombe, Interval estimation for the difference between independent proportions (1998), table II, method 10. */
static void shares_change_as_newcombe_has_them(void **state)
{
	static const struct {
		unsigned a, m, b, n;
		double low, high;
	} rows[] = {
		{ 48, 80, 56, 70, .0524, .3339 },
		{ 3, 10, 9, 10, .1705, .8090 },
		{ 2, 7, 6, 7, .0582, .8062 },
		{ 0, 29, 5, 56, -.0381, .1926 },
		{ 0, 20, 0, 10, -.1611, .2775 },
		{ 0, 10, 10, 10, .6075, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct score_sum a = csat_of(rows[i].a, rows[i].m), b = csat_of(rows[i].b, rows[i].n);
		struct score_change c = score_change(SCORE_CSAT, SCALE_1_5, &a, &b);
		assert_true(c.known && c.tested);
		assert_near(c.low, rows[i].low, 5.1e-5);
		assert_near(c.high, rows[i].high, 5.1e-5);
		assert_near(c.p, shares_p(rows[i].a, rows[i].m, rows[i].b, rows[i].n), 0);
	}
}

/* By hand: means 4 and 2.5, variances 4/3 and 1.1, t = -2.4534, df = 10.9431; p by Simpson's rule over the density. */
static void means_change_as_welch_has_them(void **state)
{
	static const double before[] = { 2, 3, 4, 4, 5, 5, 5 }, after[] = { 1, 2, 2, 3, 3, 4 };
	struct score_sum a = { 0 }, b = { 0 };
	double va = 4. / 3 / 7, vb = 1.1 / 6, df = (va + vb) * (va + vb) / (va * va / 6 + vb * vb / 5);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(before); i++)
		score_take(&a, SCALE_1_5, before[i], 1);
	for (size_t i = 0; i < COUNT_OF(after); i++)
		score_take(&b, SCALE_1_5, after[i], 1);
	struct score_change c = score_change(SCORE_MEAN, SCALE_1_5, &a, &b);
	assert_true(c.known && c.tested);
	assert_near(c.value, -1.5, 1e-12);
	assert_near(c.low, -1.5 - interval_t(df) * sqrt(va + vb), 1e-9);
	assert_near(c.high, -1.5 + interval_t(df) * sqrt(va + vb), 1e-9);
	assert_near(c.p, 0.032156201, 1e-6);
	assert_true(c.high < 0 && c.p < .05);
}

static void nps_changes_by_the_sum_of_variances(void **state)
{
	struct score_sum a = nps_of(100, 60, 40), b = nps_of(150, 90, 160);
	struct score_change c = score_change(SCORE_NPS, SCALE_NPS, &a, &b);
	double error = sqrt(.61 / 200 + (.775 - .025 * .025) / 400);

	(void)state;
	assert_near(c.value, -32.5, 1e-9);
	assert_near(c.low, -32.5 - 100 * 1.959963984540054 * error, 1e-9);
	assert_near(c.high, -32.5 + 100 * 1.959963984540054 * error, 1e-9);
	assert_near(c.p, erfc(.325 / error / sqrt(2)), 1e-12);
	assert_true(c.tested && c.p < .001);
}

/* One customer, or all alike: nothing is said to be certain, and nothing tested. */
static void what_has_no_spread_is_not_tested(void **state)
{
	struct score_sum none = { 0 }, one = { 0 }, alike = { 0 }, some = csat_of(5, 10);
	struct score_change c;

	(void)state;
	score_take(&one, SCALE_1_5, 5, 1);
	take(&alike, SCALE_1_5, 2, 4);
	assert_false(score_change(SCORE_MEAN, SCALE_1_5, &none, &some).known);
	c = score_change(SCORE_MEAN, SCALE_1_5, &some, &one);
	assert_true(c.known && !c.tested && c.p == 1);
	assert_near(c.value, 1.5, 1e-12);
	assert_true(c.low < -2 && c.high >= c.value);
	c = score_change(SCORE_MEAN, SCALE_1_5, &one, &alike);
	assert_true(c.known && !c.tested && c.low >= -4 && c.high <= 4);
	one = nps_of(1, 0, 0);
	alike = nps_of(0, 0, 1);
	c = score_change(SCORE_NPS, SCALE_NPS, &one, &alike);
	assert_true(c.known && c.low >= -200 && c.high > 0);
}

/* In any order and in any pieces the same. */
static void sums_can_be_added_up(void **state)
{
	struct score_sum whole = { 0 }, left = { 0 }, right = { 0 };
	uint64_t rng = 7;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		double value = 1 + (double)(test_random(&rng) % 13) / 3;
		score_take(&whole, SCALE_1_5, value, 3);
		score_take(test_random(&rng) % 2 ? &left : &right, SCALE_1_5, value, 3);
	}
	score_add(&left, &right);
	assert_memory_equal(&left, &whole, sizeof whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nps_by_its_variance),
		cmocka_unit_test(few_answers_by_the_adjusted_wald),
		cmocka_unit_test(nps_has_its_borders),
		cmocka_unit_test(csat_by_wilson),
		cmocka_unit_test(means_by_student),
		cmocka_unit_test(sus_as_published),
		cmocka_unit_test(each_scale_has_its_scores),
		cmocka_unit_test(shares_change_as_newcombe_has_them),
		cmocka_unit_test(means_change_as_welch_has_them),
		cmocka_unit_test(nps_changes_by_the_sum_of_variances),
		cmocka_unit_test(what_has_no_spread_is_not_tested),
		cmocka_unit_test(sums_can_be_added_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
