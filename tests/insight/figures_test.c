#include "insight/figures.h"

#include "insight/interval.h"
#include "test.h"

static void grades_change_at_their_borders(void **state)
{
	static const struct {
		uint64_t n;
		unsigned grade;
	} rows[] = { { 0, 0 }, { 1, 1 }, { 29, 1 }, { 30, 2 }, { 99, 2 }, { 100, 3 }, { 399, 3 }, { 400, 4 },
		{ UINT64_MAX, 4 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(figures_grade(rows[i].n), rows[i].grade);
}

static void durations_are_by_nearest_rank(void **state)
{
	(void)state;
	for (uint64_t n = 0; n <= 300; n++) {
		struct scope sc = { 0 };
		struct hist h = { .bits = HIST_FINE };
		uint64_t low, high;
		for (uint64_t i = n; i > 0; i--)
			hist_add(&sc, &h, (int64_t)(3 * i)); /* the value of rank r is 3 r */
		struct duration d = figures_duration(&h);
		assert_int_equal(d.known, n > 0);
		assert_int_equal(d.n, n);
		if (n) {
			interval_median_ranks(n, &low, &high);
			assert_near(d.median_s, 3 * (double)((n + 1) / 2), 0);
			assert_near(d.p95_s, 3 * (double)((95 * n + 99) / 100), 0);
			assert_near(d.low_s, 3 * (double)low, 0);
			assert_near(d.high_s, 3 * (double)high, 0);
		}
		scope_close(&sc);
	}
}

static void shrinking_pulls_the_few_to_the_mean(void **state)
{
	static const struct {
		uint64_t n;
		double value, mean, want;
	} rows[] = { { 8, 2, 0, 1 }, { 0, 2, .5, .5 }, { 24, 1, -1, .5 }, { 8, -1, -1, -1 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct estimate e = { true, rows[i].value, -2, 2, rows[i].n };
		assert_near(figures_shrunk(&e, rows[i].mean), rows[i].want, 1e-12);
	}
}

enum { MOST = 12 };

static struct stats tables(struct stats_touchpoint *at, uint32_t n)
{
	return (struct stats){ .n = n, .at = at, .journeys = 1000, .events = 5000 };
}

static void the_maps_drop_off_is_of_all_stays_without_the_unsorted(void **state)
{
	struct stats_touchpoint at[] = { { .left = 3, .settled = 10 }, { .left = 1, .settled = 30 },
		{ .left = 500, .settled = 1000 } };
	struct stats s = tables(at, 2);
	struct estimate e = figures_drop_off(&s, NULL);

	(void)state;
	assert_true(e.known);
	assert_near(e.value, .1, 1e-12);
	assert_int_equal(e.n, 40);
	s.events = s.journeys;
	assert_false(figures_drop_off(&s, NULL).known);
	at[0].settled = at[1].settled = at[0].left = at[1].left = 0;
	s.events = 5000;
	assert_false(figures_drop_off(&s, NULL).known);
}

/* Benjamini and Hochberg (1995) as it is written: the largest k with p(k) <= k q / n, all p up to it. */
static void slow_critical(const struct stats *s, bool *critical)
{
	double p[MOST], border = -1;

	for (uint32_t t = 0; t < s->n; t++) {
		uint64_t left = 0, settled = 0;
		for (uint32_t o = 0; o < s->n; o++) {
			left += o == t ? 0 : s->at[o].left;
			settled += o == t ? 0 : s->at[o].settled;
		}
		p[t] = shares_p(s->at[t].left, s->at[t].settled, left, settled);
		critical[t] = settled && s->at[t].settled &&
			      (double)s->at[t].left / (double)s->at[t].settled >=
				      (double)left / (double)settled + .05;
	}
	for (uint32_t t = 0; t < s->n; t++) {
		uint32_t rank = 0;
		for (uint32_t o = 0; o < s->n; o++)
			rank += p[o] <= p[t];
		if (p[t] <= .05 * rank / s->n && p[t] > border)
			border = p[t];
	}
	for (uint32_t t = 0; t < s->n; t++)
		critical[t] &= p[t] <= border;
}

static void critical_moments_are_those_of_the_slow_reference(void **state)
{
	uint64_t seed = 20260322, found = 0, not_kept = 0;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct scope sc = { 0 };
		struct stats_touchpoint at[MOST + 1] = { 0 };
		struct map_figures figures[MOST];
		bool want[MOST];
		struct stats s = tables(at, 1 + (uint32_t)(test_random(&seed) % MOST));
		for (uint32_t t = 0; t < s.n; t++) {
			at[t].settled = test_random(&seed) % 200;
			at[t].left = at[t].settled ? test_random(&seed) % (at[t].settled + 1) / 4 : 0;
			figures[t] = figures_of(&sc, &s, t);
		}
		figures_critical(&sc, &s, NULL, figures, s.n);
		slow_critical(&s, want);
		for (uint32_t t = 0; t < s.n; t++) {
			assert_int_equal(figures[t].critical, want[t]);
			found += want[t];
			not_kept += !want[t];
		}
		scope_close(&sc);
	}
	assert_true(found > 1000 && not_kept > 1000);
}

/* p is .03: enough where it is tested alone with another, not among twelve. */
static void among_many_tests_one_small_p_is_not_enough(void **state)
{
	struct scope sc = { 0 };
	struct stats_touchpoint at[MOST + 1] = { 0 };
	struct map_figures figures[MOST];

	(void)state;
	at[0] = (struct stats_touchpoint){ .left = 22, .settled = 100 };
	for (uint32_t t = 1; t < MOST; t++)
		at[t] = (struct stats_touchpoint){ .left = 13, .settled = 100 };
	struct stats s = tables(at, MOST);
	for (uint32_t t = 0; t < s.n; t++)
		figures[t] = figures_of(&sc, &s, t);
	double p = shares_p(22, 100, 13 * (MOST - 1), 100 * (MOST - 1));
	assert_true(p < .05 && p > .05 / MOST);
	figures_critical(&sc, &s, NULL, figures, s.n);
	assert_false(figures[0].critical);
	scope_close(&sc);
}

static void one_touchpoint_alone_has_nothing_to_compare_with(void **state)
{
	struct scope sc = { 0 };
	struct stats_touchpoint at[2] = { { .left = 90, .settled = 100 } };
	struct stats s = tables(at, 1);
	struct map_figures f = figures_of(&sc, &s, 0);

	(void)state;
	figures_critical(&sc, &s, NULL, &f, 1);
	assert_false(f.critical);
	scope_close(&sc);
}

/* What customers only answer is left out as if it were not there: of the sums, of the tests' number, of what is marked. */
static void feedback_is_no_place_to_give_up(void **state)
{
	uint64_t seed = 57, found = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct scope sc = { 0 };
		struct stats_touchpoint at[MOST + 1] = { 0 }, rest[MOST + 1] = { 0 };
		struct map_figures figures[MOST], alone[MOST];
		bool feedback[MOST];
		struct stats s = tables(at, 2 + (uint32_t)(test_random(&seed) % (MOST - 1))),
			     r = tables(rest, 0);
		for (uint32_t t = 0; t < s.n; t++) {
			feedback[t] = test_random(&seed) % 3 == 0;
			at[t].settled = 1 + test_random(&seed) % 300;
			at[t].left =
				feedback[t] ? at[t].settled : test_random(&seed) % (at[t].settled + 1) / 4;
			figures[t] = figures_of(&sc, &s, t);
			if (!feedback[t])
				rest[r.n++] = at[t];
		}
		for (uint32_t t = 0; t < r.n; t++)
			alone[t] = figures_of(&sc, &r, t);
		figures_critical(&sc, &s, feedback, figures, s.n);
		figures_critical(&sc, &r, NULL, alone, r.n);
		for (uint32_t t = 0, k = 0; t < s.n; t++) {
			bool want = !feedback[t] && alone[k].critical;
			assert_int_equal(figures[t].critical, want);
			k += !feedback[t];
			found += want;
		}
		struct estimate all = figures_drop_off(&s, feedback), same = figures_drop_off(&r, NULL);
		assert_int_equal(all.n, same.n);
		assert_near(all.value, same.value, 1e-12);
		scope_close(&sc);
	}
	assert_true(found > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grades_change_at_their_borders),
		cmocka_unit_test(durations_are_by_nearest_rank),
		cmocka_unit_test(shrinking_pulls_the_few_to_the_mean),
		cmocka_unit_test(the_maps_drop_off_is_of_all_stays_without_the_unsorted),
		cmocka_unit_test(critical_moments_are_those_of_the_slow_reference),
		cmocka_unit_test(among_many_tests_one_small_p_is_not_enough),
		cmocka_unit_test(feedback_is_no_place_to_give_up),
		cmocka_unit_test(one_touchpoint_alone_has_nothing_to_compare_with),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
