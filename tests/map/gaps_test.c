#include "map/gaps.h"

#include "made.h"

static struct scope sc;

static struct estimate known(double value, double low, double high, uint64_t n)
{
	return (struct estimate){ true, value, low, high, n };
}

static struct map_gap days(double expected, double actual, double low, double high)
{
	return (struct map_gap){ .expected = STR("due"),
		.actual = STR("there"),
		.gap = { .unit = GAP_DAYS,
			.n = 20,
			.expected = known(expected, 0, 9, 20),
			.actual = known(actual, 0, 9, 20),
			.difference = known(actual - expected, low, high, 20),
			.broken = known(.06, .05, .08, 20) } };
}

static void assert_words(const struct map_gap *g, const char *want)
{
	struct str words = map_gap_words(&sc, g);
	struct buf *plain = buf_new(&sc, 2000);

	for (size_t i = 0; i < words.n; i++) { /* spaces that do not break, as those that do */
		bool blank = i + 1 < words.n && words.p[i] == '\xc2' && words.p[i + 1] == '\xa0';
		buf_putc(plain, blank ? ' ' : words.p[i]);
		i += blank;
	}
	assert_str(buf_str(plain), want);
}

#define MINUS "\xe2\x88\x92"

static void times_say_which_way(void **state)
{
	struct map_gap early = days(23.4, 12.1, -11.8, -10.9), late = days(2, 5.25, 1, 5.5);
	struct map_gap unsure = days(5, 5.3, -1, 1.6), hours = days(.125, .5, .25, .5),
		       minutes = days(.01, .02, .005, .015);

	(void)state;
	assert_words(&early,
		"Promised 23.4 days, took 12.1: 11.3 days earlier (10.9 to 11.8, n = 20); 6 % late (5 to 8 %)");
	assert_words(&late,
		"Promised 2.0 days, took 5.2: 3.2 days later (1.0 to 5.5, n = 20); 6 % late (5 to 8 %)");
	assert_words(&unsure, "Promised 5.0 days, took 5.3: 0.3 days later (" MINUS
			      "1.0 to 1.6, n = 20); 6 % late (5 to 8 %)");
	assert_words(&hours,
		"Promised 3.0 hours, took 12.0: 9.0 hours later (6.0 to 12.0, n = 20); 6 % late (5 to 8 %)");
	assert_words(&minutes,
		"Promised 14 minutes, took 29: 14 minutes later (7 to 22, n = 20); 6 % late (5 to 8 %)");
	early.overdue = 3;
	early.kind = MAP_GAP_WITHIN;
	assert_words(&early,
		"After due, promised 23.4 days, took 12.1: 11.3 days earlier (10.9 to 11.8, n = 20); 6 % late (5"
		" to 8 %); 3 more never came");
}

/* Whole days stay days, however few. */
static void days_stay_days(void **state)
{
	struct map_gap g = days(1, 1, -.2, .2);

	(void)state;
	g.by_day = true;
	assert_words(
		&g, "Promised 1.0 days, took 1.0: no gap (" MINUS "0.2 to 0.2, n = 20); 6 % late (5 to 8 %)");
}

static void points_and_steps(void **state)
{
	struct map_gap g = days(4.6, 3.9, -.9, -.5);
	struct map_gap step = { .kind = MAP_GAP_PLAN, .gap = gap_of_step(63, 100) };

	(void)state;
	g.kind = MAP_GAP_SURVEY;
	g.gap.unit = GAP_POINTS;
	g.scale = STR("1-5");
	assert_words(&g,
		"Expected 4.6, got 3.9 on 1-5: 0.7 points less (0.5 to 0.9, n = 20); 6 % got less (5 to 8 %)");
	assert_words(
		&step, "Planned: happened in 63 % (53 to 72 %, n = 100) of the journeys that came this far");
}

static void what_cannot_be_told_is_not(void **state)
{
	struct map_gap one = days(3, 5, -INFINITY, INFINITY), none = { .overdue = 2, .open = 1 };
	struct map_gap unrated = { .kind = MAP_GAP_SURVEY }, unreached = { .kind = MAP_GAP_PLAN };

	(void)state;
	one.gap.n = 1;
	assert_words(&one, "Promised 3.0 days, took 5.0: 2.0 days later (n = 1); 6 % late (5 to 8 %)");
	assert_words(&none, "Promised, and never came: 2 are past their time, 1 still open");
	assert_words(&unrated, "Expected, and nobody rated both");
	assert_words(&unreached, "Planned: no journey came this far");
}

static void they_stand_in_their_lane(void **state)
{
	struct made *m = made_open("All: a b");
	struct map_gap gaps[] = { days(2, 3, 0, 2), days(2, 3, 0, 2), days(2, 3, 0, 2) };
	static const struct map_plan plan = { .steps = 2 };

	(void)state;
	made_customers(m, 3, "a@0 b@10");
	gaps[0].touchpoint = 1;
	gaps[1].touchpoint = -1; /* on none of the map's */
	gaps[2].touchpoint = 0;
	m->in.gaps = gaps;
	m->in.n_gaps = 3;
	m->in.plan = &plan;
	const struct map *map = made_map(m);
	assert_int_equal(map->gaps.n, 2);
	assert_int_equal(map->gaps.at[0].touchpoint, 0);
	const struct map_lane *lane = &map->lanes.at[LANE_EXPECTED];
	assert_int_equal(lane->cells[0].cells.n, 1);
	assert_int_equal(lane->cells[1].cells.n, 1);
	assert_int_equal(lane->cells[1].cells.at[0].basis, BASIS_OBSERVED);
	assert_str(map->findings.at[map->findings.n - 1], "Planned steps: none of them is in the evidence.");
	made_close(m);
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
		cmocka_unit_test(times_say_which_way),
		cmocka_unit_test(days_stay_days),
		cmocka_unit_test(points_and_steps),
		cmocka_unit_test(what_cannot_be_told_is_not),
		cmocka_unit_test(they_stand_in_their_lane),
	};

	return cmocka_run_group_tests(tests, NULL, close_scope);
}
