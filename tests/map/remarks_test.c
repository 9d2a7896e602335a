#include "made.h"

static void the_goal_is_a_guess_or_set_or_none(void **state)
{
	struct made *m = made_open("All: a b");

	(void)state;
	made_customers(m, 1, "a@0 b@1");
	assert_says(made_map(m)->remarks,
		"No goal is known, so nothing is said about conversion: one can be set in the map.");
	m->def.goal = STR("b");
	const struct map *map = made_map(m);
	assert_false(SAYS(map->remarks, "oal"));
	m->def.goal_why = STR("its name says so");
	assert_says(made_map(m)->remarks,
		"The goal \"b\" is a guess (its name says so): another can be set in the map.");
	made_close(m);
}

static void how_journeys_are_cut_is_said(void **state)
{
	static const struct {
		int64_t silence_s;
		bool is_auto, learnt;
		const char *says;
	} rows[] = {
		{ 90 * 86400, false, false,
			"Journeys are cut by silence: a journey that was silent for 90.0 days or longer counts as ended." },
		{ 86400, true, true, "for 1.0 days or longer counts as ended (found in the data)." },
		{ 30 * 86400, true, false,
			"counts as ended (the usual limit: too few pauses to learn from)." },
		{ 130000, false, false, "for 1.5 days or longer" },
		{ 1800, false, false, "for 30 minutes or longer" },
		{ 5400, false, true, "for 1 hour 30 minutes or longer counts as ended." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made *m = made_open("All: a");
		made_customers(m, 1, "a@0");
		m->rules.silence_s = rows[i].silence_s;
		m->in.silence_auto = rows[i].is_auto;
		m->in.silence_learnt = rows[i].learnt;
		assert_says(made_map(m)->remarks, rows[i].says);
		made_close(m);
	}
}

static void cases_are_not_cut(void **state)
{
	struct made *m = made_open("All: a");

	(void)state;
	made_customers(m, 1, "a@0/1 a@5000/1");
	const struct map *map = made_map(m);
	assert_says(map->remarks, "Journeys are the log's own cases: a journey that was silent for");
	assert_false(SAYS(map->remarks, "cut by silence"));
	made_close(m);
}

static void that_leaving_is_not_known_is_said(void **state)
{
	static const struct {
		const char *events;
		bool said;
	} rows[] = { { "a@0", true }, { "a@0 b@1", false }, { "a@99990 b@99995", true }, { "", false } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made *m = made_open("All: a b");
		made_customers(m, 1, rows[i].events);
		const struct map *map = made_map(m);
		assert_int_equal(
			SAYS(map->remarks, "No journey has a second step that is old enough"), rows[i].said);
		made_close(m);
	}
}

static void what_is_left_out_is_counted(void **state)
{
	struct made *m = made_open("All: a");

	(void)state;
	made_customers(m, 1, "a@0 x@1");
	const struct map *map = made_map(m);
	assert_says(map->remarks,
		"1 event of 1 kind belongs to no touchpoint and stands beside the map as \"unsorted\":"
		" counted, not dropped.");
	assert_false(SAYS(map->remarks, "quarantine"));
	made_close(m);

	m = made_open("All: a");
	m->in.quarantined = 1200;
	made_customers(m, 1, "a@0 x@1 x@2 y@3");
	map = made_map(m);
	assert_says(map->remarks, "3 events of 2 kinds belong to no touchpoint and stand beside");
	assert_says(map->remarks, "1200 rows could not be read and wait in quarantine.");
	m->in.quarantined = 1;
	assert_says(made_map(m)->remarks, "1 row could not be read and waits in quarantine.");
	made_close(m);
}

static void all_sorted_says_nothing(void **state)
{
	struct made *m = made_open("All: a b");

	(void)state;
	made_customers(m, 1, "a@0 b@1");
	assert_false(SAYS(made_map(m)->remarks, "unsorted"));
	made_close(m);
}

static void what_was_assumed_on_the_way_in_becomes_sentences(void **state)
{
	static const struct str given[] = { { "times have no zone: UTC", 23 }, { "Done.", 5 }, { "", 0 },
		{ "żółw", 7 } };
	static const char *const want[] = { "Times have no zone: UTC.", "Done.", "żółw." };
	struct made *m = made_open("All: a");

	(void)state;
	m->in.remarks = given;
	m->in.n_remarks = COUNT_OF(given);
	const struct map *map = made_map(m);
	assert_true(map->remarks.n > COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++)
		assert_str(map->remarks.at[map->remarks.n - COUNT_OF(want) + i], want[i]);
	made_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_goal_is_a_guess_or_set_or_none),
		cmocka_unit_test(how_journeys_are_cut_is_said),
		cmocka_unit_test(cases_are_not_cut),
		cmocka_unit_test(that_leaving_is_not_known_is_said),
		cmocka_unit_test(what_is_left_out_is_counted),
		cmocka_unit_test(all_sorted_says_nothing),
		cmocka_unit_test(what_was_assumed_on_the_way_in_becomes_sentences),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
