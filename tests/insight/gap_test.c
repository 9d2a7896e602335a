#include "insight/gap.h"

#include "test.h"

static struct scope sc;

/* By hand: differences -2, 0, -3; s = sqrt(7 / 3), t(2) = 4.302653, half = 3.794583. */
static void points_are_paired(void **state)
{
	struct gap_pair pairs[] = { { 5, 3, true }, { 4, 4, false }, { 5, 2, true } };
	struct gap g = gap_of(&sc, GAP_POINTS, pairs, 3, 1, 7);

	(void)state;
	assert_int_equal(g.n, 3);
	assert_near(g.expected.value, 14.0 / 3, 1e-12);
	assert_near(g.actual.value, 3, 1e-12);
	assert_near(g.difference.value, -5.0 / 3, 1e-12);
	assert_near(g.difference.low, -5.461250, 1e-6);
	assert_near(g.difference.high, 2.127917, 1e-6);
	assert_near(g.difference_median.value, -2, 0);
	assert_near(g.difference_median.low, -3, 0);
	assert_near(g.difference_median.high, 0, 0);
	assert_near(g.broken.value, 2.0 / 3, 1e-12);
	assert_near(g.broken.low, 0.207660, 1e-6);
	assert_near(g.broken.high, 0.938508, 1e-6);
	assert_string_equal(gap_unit_name(g.unit), "points");
}

/* No difference on 1 to 5 is below -4. */
static void an_interval_ends_with_the_scale(void **state)
{
	struct gap_pair pairs[] = { { 5, 3, true }, { 4, 4, false }, { 5, 2, true } };
	struct gap g = gap_of(&sc, GAP_POINTS, pairs, 3, 1, 5);

	(void)state;
	assert_near(g.difference.low, -4, 0);
	assert_near(g.difference.high, 2.127917, 1e-6);
}

/* The pairing is what makes it narrow: apart, the two means say nothing. */
static void pairs_say_more_than_two_means(void **state)
{
	struct gap_pair pairs[10];

	(void)state;
	for (int i = 0; i < 10; i++)
		pairs[i] = (struct gap_pair){ i * 10, i * 10 + 1 + i % 2, true };
	struct gap g = gap_of(&sc, GAP_DAYS, pairs, 10, -INFINITY, INFINITY);
	assert_near(g.difference.value, 1.5, 1e-12);
	/* s = sqrt(2.5 / 9), t(9) = 2.262157 */
	assert_near(g.difference.low, 1.5 - 2.262157 * sqrt(2.5 / 9 / 10), 1e-6);
	assert_true(g.expected.high - g.expected.low > 20);
}

static void what_has_no_spread_has_no_end(void **state)
{
	struct gap_pair one[] = { { 3, 5, true } }, alike[] = { { 3, 5, true }, { 10, 12, true } };
	struct gap g = gap_of(&sc, GAP_DAYS, one, 1, -INFINITY, INFINITY);

	(void)state;
	assert_near(g.difference.value, 2, 0);
	assert_false(gap_has_interval(&g.difference));
	g = gap_of(&sc, GAP_DAYS, alike, 2, -INFINITY, INFINITY);
	assert_near(g.difference.value, 2, 0);
	assert_false(gap_has_interval(&g.difference));
	assert_true(gap_has_interval(&g.expected));
	/* on a scale two equal ones leave (1 - q)^2 = .025 possible */
	g = gap_of(&sc, GAP_POINTS, (struct gap_pair[]){ { 3, 3, false }, { 4, 4, false } }, 2, 1, 5);
	assert_near(g.difference.high, 4 * (1 - sqrt(.025)), 1e-9);
	assert_near(g.difference.low, -4 * (1 - sqrt(.025)), 1e-9);
}

static void nothing_is_not_known(void **state)
{
	struct gap g = gap_of(&sc, GAP_DAYS, NULL, 0, -INFINITY, INFINITY);

	(void)state;
	assert_int_equal(g.n, 0);
	assert_false(g.difference.known || g.expected.known || g.broken.known || g.difference_median.known);
	assert_false(gap_has_interval(&g.difference));
	g = gap_of_step(0, 0);
	assert_false(g.difference.known || g.broken.known);
}

/* Far from 0 no digit is lost. */
static void times_far_away_keep_their_digits(void **state)
{
	struct gap_pair near[100], far[100];
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 100; i++) {
		double e = (double)(test_random(&seed) % 1000) / 100,
		       a = (double)(test_random(&seed) % 1000) / 100;
		near[i] = (struct gap_pair){ e, a, a > e };
		far[i] = (struct gap_pair){ e + 1e9, a + 1e9, a > e };
	}
	struct gap x = gap_of(&sc, GAP_DAYS, near, 100, -INFINITY, INFINITY);
	struct gap y = gap_of(&sc, GAP_DAYS, far, 100, -INFINITY, INFINITY);
	assert_near(x.difference.value, y.difference.value, 1e-6);
	assert_near(x.difference.high - x.difference.low, y.difference.high - y.difference.low, 1e-6);
	assert_near(x.expected.high - x.expected.low, y.expected.high - y.expected.low, 1e-6);
}

/* Against the sorted values themselves. */
static void medians_lie_between_their_ranks(void **state)
{
	struct gap_pair pairs[101];

	(void)state;
	for (int i = 0; i < 101; i++)
		pairs[i] = (struct gap_pair){ 0, (i * 37) % 101, false };
	struct gap g = gap_of(&sc, GAP_DAYS, pairs, 101, -INFINITY, INFINITY);
	assert_near(g.difference_median.value, 50, 0);
	assert_near(g.difference_median.low, 40, 1);
	assert_near(g.difference_median.high, 60, 1);
	assert_near(pairs[1].actual, 37, 0); /* their order is not touched */
}

static void a_step_is_a_share(void **state)
{
	struct gap g = gap_of_step(37, 100);

	(void)state;
	assert_near(g.expected.value, 1, 0);
	assert_near(g.actual.value, .37, 1e-12);
	assert_near(g.difference.value, -.63, 1e-12);
	assert_near(g.broken.value, .63, 1e-12);
	assert_near(g.difference.low, g.actual.low - 1, 1e-12);
	assert_near(g.broken.low, 1 - g.actual.high, 1e-12);
}

static int close_scope(void **state)
{
	(void)state;
	scope_close(&sc);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_paired),
		cmocka_unit_test(an_interval_ends_with_the_scale),
		cmocka_unit_test(pairs_say_more_than_two_means),
		cmocka_unit_test(what_has_no_spread_has_no_end),
		cmocka_unit_test(nothing_is_not_known),
		cmocka_unit_test(times_far_away_keep_their_digits),
		cmocka_unit_test(medians_lie_between_their_ranks),
		cmocka_unit_test(a_step_is_a_share),
	};

	return cmocka_run_group_tests(tests, NULL, close_scope);
}
