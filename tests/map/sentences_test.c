#include "made.h"

static size_t marked(const struct map *map, bool weak)
{
	size_t n = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++)
		n += weak ? map->touchpoints.at[i].weakest : map->touchpoints.at[i].strongest;
	return n;
}

static size_t critical(const struct map *map)
{
	size_t n = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++)
		n += map->touchpoints.at[i].figures.critical;
	return n;
}

/* a: 10 of 170 leave, b: 60 of 160, c: none of 100; the others than b: 10 of 370. */
static struct made *planted(void)
{
	struct made *m = made_open("All: a b c d");

	m->def.goal = STR("d");
	made_customers(m, 100, "a@0 b@10 c@20 d@30");
	made_customers(m, 60, "a@0 b@10");
	made_customers(m, 10, "a@0");
	return m;
}

static void a_planted_critical_moment_is_found_and_said(void **state)
{
	struct made *m = planted();
	const struct map *map = made_map(m);

	(void)state;
	assert_int_equal(critical(map), 1);
	assert_true(map->touchpoints.at[1].figures.critical);
	assert_says(map->findings,
		"Critical moment: b. 38 % (95 % interval 30 to 45 %, n = 160) give up there, significantly"
		" more than on the rest of the map (3 %).");
	assert_says(map->findings,
		"Goal: d. Reached by 59 % (95 % interval 51 to 66 %, n = 170) of the journeys.");
	assert_false(SAYS(map->findings, "No critical moment"));
	made_close(m);
}

static void without_ratings_leaving_ranks_and_the_goal_is_left_out(void **state)
{
	struct made *m = planted();
	const struct map *map = made_map(m);

	(void)state;
	assert_true(map->touchpoints.at[1].weakest);
	assert_true(map->touchpoints.at[2].strongest);
	assert_int_equal(marked(map, true) + marked(map, false), 2);
	assert_says(map->findings,
		"Weakest touchpoint: b. Of the journeys that reach it, 38 % (95 % interval 30 to 45 %, n = 160)"
		" end there.");
	assert_says(map->findings,
		"Strongest touchpoint: c. Fewest end there: 0.0 % (95 % interval 0.0 to 3.7 %, n = 100).");
	made_close(m);
}

static void where_all_are_alike_nothing_stands_out(void **state)
{
	static const char *const both_ways[] = { "a@0 b@9", "b@0 a@9", "a@0 c@9", "c@0 a@9", "b@0 c@9",
		"c@0 b@9" };
	struct made *m = made_open("All: a b c");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(both_ways); i++)
		made_customers(m, 50, both_ways[i]);
	const struct map *map = made_map(m);
	assert_int_equal(critical(map) + marked(map, true) + marked(map, false), 0);
	assert_int_equal(map->findings.n, 1);
	assert_str(map->findings.at[0],
		"No critical moment: nowhere do significantly more customers give up than elsewhere.");
	made_close(m);
}

static void a_significant_but_small_difference_is_not_critical(void **state)
{
	static const struct {
		size_t leave;
		size_t critical;
	} rows[] = { { 80, 0 }, { 99, 0 }, { 100, 1 }, { 120, 1 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made *m = made_open("All: a b");
		m->def.goal = STR("b");
		made_customers(m, rows[i].leave, "a@0");
		made_customers(m, 2000 - rows[i].leave, "a@0 b@9");
		assert_int_equal(critical(made_map(m)), rows[i].critical);
		made_close(m);
	}
}

static void ratings_rank_where_two_touchpoints_have_five(void **state)
{
	struct made *m = made_open("All: a b c");

	(void)state;
	made_customers(m, 5, "a@0=1 b@10=-1 c@20");
	made_customers(m, 4, "c@20=2");
	const struct map *map = made_map(m);
	assert_true(map->touchpoints.at[0].strongest);
	assert_true(map->touchpoints.at[1].weakest);
	assert_int_equal(marked(map, true) + marked(map, false), 2);
	assert_says(map->findings,
		"Strongest touchpoint: a. Customers feel +1.0 there on −2 to +2 (95 % interval −0.6 to +1.5,"
		" n = 5).");
	assert_says(map->findings, "Weakest touchpoint: b. Customers feel −1.0 there");
	made_close(m);
}

static void few_ratings_are_shrunk_for_the_rank(void **state)
{
	struct made *m = made_open("All: a b c");

	(void)state;
	made_customers(m, 5, "a@0=2");
	made_customers(m, 100, "b@0=1.6");
	made_customers(m, 100, "c@0=0");
	const struct map *map = made_map(m);
	assert_true(map->touchpoints.at[1].strongest);
	assert_true(map->touchpoints.at[2].weakest);
	made_close(m);
}

static void equal_ratings_of_different_n_rank_nobody(void **state)
{
	static const char *const ratings[] = { "0.3", "0.7", "-0.1", "1.1", "-1.3" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ratings); i++) {
		struct made *m = made_open("All: a b c");
		for (char c = 'a'; c <= 'c'; c++)
			made_customers(m, (size_t)(7 + 4 * (c - 'a')),
				scope_printf(&m->sc, "%c@0=%s", c, ratings[i]));
		const struct map *map = made_map(m);
		assert_int_equal(marked(map, true) + marked(map, false), 0);
		assert_int_equal(map->findings.n, 0);
		made_close(m);
	}
}

static void too_few_journeys_rank_nobody(void **state)
{
	struct made *m = made_open("All: a b");

	(void)state;
	made_customers(m, 29, "a@0 b@10");
	const struct map *map = made_map(m);
	assert_true(map->touchpoints.at[1].figures.drop_off.known);
	assert_int_equal(marked(map, true) + marked(map, false), 0);
	made_close(m);
}

/* The same journeys, each of those that ended at b answered a survey, q, behind it: with q a step all but nobody gave
 * up at b, and everybody at q. */
static void an_answer_is_nothing_that_anybody_gives_up_at(void **state)
{
	static const bool feedback[] = { false, false, false, false, true };
	struct made *m = made_open("All: a b c d; Asked: q");

	(void)state;
	m->def.goal = STR("d");
	made_customers(m, 100, "a@0 b@10 c@20 d@30");
	made_customers(m, 60, "a@0 b@10");
	made_customers(m, 50, "a@0 q@10=1");
	const struct map *before = made_map(m);
	assert_true(before->touchpoints.at[4].figures.critical);
	assert_says(before->findings, "An end without the goal: q.");
	m->in.feedback = feedback;
	const struct map *map = made_map(m);
	assert_int_equal(critical(map), 1);
	assert_true(map->touchpoints.at[1].figures.critical);
	assert_says(map->findings, "Critical moment: b. ");
	assert_false(SAYS(map->findings, ": q."));
	assert_false(map->touchpoints.at[4].figures.drop_off.known);
	assert_false(map->stages.at[1].figures.drop_off.known);
	assert_true(map->stages.at[0].figures.drop_off.known);
	assert_int_equal(map->drop_off.n, 100 * 4 + 60 * 2 + 50);
	assert_int_equal(map->touchpoints.at[4].figures.exits, 50);
	assert_int_equal(map->touchpoints.at[4].figures.feeling.n, 50);
	assert_says(map->remarks, "\"q\": customers only answer there. An answer is evidence");
	made_close(m);
}

/* A map of what was asked says nothing of leaving, and why. */
static void where_all_is_answers_nothing_is_said_of_leaving(void **state)
{
	static const bool feedback[] = { true, true };
	struct made *m = made_open("All: a b");

	(void)state;
	made_customers(m, 100, "a@0=4 b@10=1");
	made_customers(m, 50, "a@0=2");
	m->in.feedback = feedback;
	const struct map *map = made_map(m);
	assert_false(map->drop_off.known);
	assert_int_equal(critical(map), 0);
	assert_says(map->remarks, "\"a\" and 1 more: customers only answer there.");
	assert_false(SAYS(map->remarks, "No journey has a second step"));
	made_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_planted_critical_moment_is_found_and_said),
		cmocka_unit_test(an_answer_is_nothing_that_anybody_gives_up_at),
		cmocka_unit_test(where_all_is_answers_nothing_is_said_of_leaving),
		cmocka_unit_test(without_ratings_leaving_ranks_and_the_goal_is_left_out),
		cmocka_unit_test(where_all_are_alike_nothing_stands_out),
		cmocka_unit_test(a_significant_but_small_difference_is_not_critical),
		cmocka_unit_test(ratings_rank_where_two_touchpoints_have_five),
		cmocka_unit_test(few_ratings_are_shrunk_for_the_rank),
		cmocka_unit_test(equal_ratings_of_different_n_rank_nobody),
		cmocka_unit_test(too_few_journeys_rank_nobody),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
