#include "made.h"

static void write_cell(struct made *m, const char *at, const char *lane, const char *text, enum basis basis)
{
	*LIST_ADD(&m->sc, &m->def.cells) = (struct definition_cell){
		.at = str_of(at), .lane = str_of(lane), .text = str_of(text), .basis = basis
	};
}

static const struct map_cells *cells(const struct map *map, enum lane lane, size_t touchpoint)
{
	for (size_t i = 0; i < map->lanes.n; i++)
		if (map->lanes.at[i].lane == lane)
			return &map->lanes.at[i].cells[touchpoint];
	fail_msg("no lane %s", lane_key(lane));
	return NULL;
}

static void the_default_is_every_lane_in_its_order(void **state)
{
	struct made *m = made_open("All: a b");
	const struct map *map = made_map(m);

	(void)state;
	assert_int_equal(map->lanes.n, LANES);
	for (size_t i = 0; i < LANES; i++) {
		bool drawn = i == LANE_CHANNELS || i == LANE_FEELING || i == LANE_DROP_OFF ||
			     i == LANE_METRICS || i == LANE_EVIDENCE;
		assert_int_equal(map->lanes.at[i].lane, i);
		assert_int_equal(map->lanes.at[i].cells == NULL, drawn);
	}
	made_close(m);
}

static void chosen_lanes_stand_as_they_were_chosen(void **state)
{
	struct made *m = made_open("All: a");

	(void)state;
	*LIST_ADD(&m->sc, &m->def.lanes) = STR("pains");
	*LIST_ADD(&m->sc, &m->def.lanes) = STR("feeling");
	*LIST_ADD(&m->sc, &m->def.lanes) = STR("actions");
	const struct map *map = made_map(m);
	assert_int_equal(map->lanes.n, 3);
	assert_int_equal(map->lanes.at[0].lane, LANE_PAINS);
	assert_int_equal(map->lanes.at[1].lane, LANE_FEELING);
	assert_int_equal(map->lanes.at[2].lane, LANE_ACTIONS);
	made_close(m);
}

static void what_people_wrote_stands_at_its_touchpoint_or_first_of_its_stage(void **state)
{
	static const struct {
		const char *at, *lane, *text;
		enum basis basis;
		enum lane to;
		size_t touchpoint, place;
	} rows[] = {
		{ "b", "thoughts", "Is it safe?", BASIS_REPORTED, LANE_THOUGHTS, 1, 0 },
		{ "b", "thoughts", "And quick?", BASIS_INFERRED, LANE_THOUGHTS, 1, 1 },
		{ "Buy", "needs", "A way to pay", BASIS_ASSUMED, LANE_NEEDS, 2, 0 },
		{ "Look", "pains", "Slow", BASIS_OBSERVED, LANE_PAINS, 0, 0 },
		{ "a", "text", "Check", BASIS_ASSUMED, LANE_TEXT, 0, 0 },
	};
	struct made *m = made_open("Look: a b; Buy: c d");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		write_cell(m, rows[i].at, rows[i].lane, rows[i].text, rows[i].basis);
	write_cell(m, "nowhere", "needs", "lost", BASIS_ASSUMED);
	const struct map *map = made_map(m);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct map_cells *at = cells(map, rows[i].to, rows[i].touchpoint);
		assert_true(at->cells.n > rows[i].place);
		assert_str(at->cells.at[rows[i].place].text, rows[i].text);
		assert_int_equal(at->cells.at[rows[i].place].basis, rows[i].basis);
	}
	assert_int_equal(cells(map, LANE_THOUGHTS, 1)->cells.n, 2);
	assert_int_equal(cells(map, LANE_THOUGHTS, 0)->cells.n, 0);
	assert_int_equal(cells(map, LANE_NEEDS, 3)->cells.n, 0);
	assert_int_equal(cells(map, LANE_PAINS, 1)->cells.n, 0);
	made_close(m);
}

static void actions_are_observed_where_several_events_are_gathered(void **state)
{
	struct made *m = made_open("All: one=a two=bc five=defgh none=i");

	(void)state;
	write_cell(m, "two", "actions", "Compares", BASIS_ASSUMED);
	made_customers(m, 1, "a@0 a@1 b@2 c@3 c@4 c@5 d@6 e@7 f@8 g@9 h@10");
	const struct map *map = made_map(m);
	assert_int_equal(cells(map, LANE_ACTIONS, 0)->cells.n, 0);
	assert_int_equal(cells(map, LANE_ACTIONS, 3)->cells.n, 0);
	const struct map_cells *two = cells(map, LANE_ACTIONS, 1), *five = cells(map, LANE_ACTIONS, 2);
	assert_int_equal(two->cells.n, 2);
	assert_str(two->cells.at[0].text, "Compares");
	assert_str(two->cells.at[1].text, "c 75 %, b 25 %");
	assert_int_equal(two->cells.at[1].basis, BASIS_OBSERVED);
	assert_str(five->cells.at[0].text, "d 20 %, e 20 %, f 20 % and 2 more");
	made_close(m);
}

/* x is mostly late's: its share at early is of early's events, not of all x. */
static void shares_of_actions_add_up_where_when_decides(void **state)
{
	struct made *m = made_open("All: early=wx o late=x");
	struct stage *stage = &m->def.stages.at[0];

	(void)state;
	stage->touchpoints.at[2].when = WHEN_AFTER;
	stage->touchpoints.at[2].when_at = STR("o");
	*LIST_ADD(&m->sc, &stage->touchpoints.at[2].matches) =
		(struct match){ .event = STR("x"), .source = STR("log") };
	made_customers(m, 1, "w@0 x@1 o@10 x@20 x@30 x@40");
	const struct map *map = made_map(m);
	assert_int_equal(map->touchpoints.at[2].figures.events, 3);
	assert_str(cells(map, LANE_ACTIONS, 0)->cells.at[0].text, "w 50 %, x 50 %");
	assert_int_equal(cells(map, LANE_ACTIONS, 2)->cells.n, 0);
	made_close(m);
}

static void a_critical_moment_is_an_observed_pain(void **state)
{
	struct made *m = made_open("All: a b c");

	(void)state;
	m->def.goal = STR("c");
	made_customers(m, 100, "a@0 b@10 c@20");
	made_customers(m, 100, "a@0 b@10");
	const struct map *map = made_map(m);
	assert_int_equal(cells(map, LANE_PAINS, 0)->cells.n, 0);
	assert_int_equal(cells(map, LANE_PAINS, 1)->cells.n, 1);
	assert_str(cells(map, LANE_PAINS, 1)->cells.at[0].text,
		"Critical moment: 50\xc2\xa0% give up here (43 to 57\xc2\xa0%)");
	assert_int_equal(cells(map, LANE_PAINS, 1)->cells.at[0].basis, BASIS_OBSERVED);
	made_close(m);
}

/* What is to be edited says that a person wrote it, and where: what was observed does not. */
static void what_was_written_is_told_from_what_was_observed(void **state)
{
	struct made *m = made_open("Look: a b; Buy: c d");
	struct attached file = { STR("0123"), STR("plan.png") };

	(void)state;
	write_cell(m, "Buy", "needs", "A way to pay", BASIS_OBSERVED);
	write_cell(m, "c", "needs", "", BASIS_ASSUMED);
	*LIST_ADD(&m->sc, &m->def.cells.at[1].attachments) = file;
	const struct map_cells *at = cells(made_map(m), LANE_NEEDS, 2);
	assert_int_equal(at->cells.n, 2);
	assert_true(at->cells.at[0].written && at->cells.at[1].written);
	assert_str(at->cells.at[0].stage, "Buy");
	assert_int_equal(at->cells.at[0].attachments.n, 0);
	assert_null(at->cells.at[1].stage.p);
	assert_str(at->cells.at[1].attachments.at[0].name, "plan.png");
	made_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_default_is_every_lane_in_its_order),
		cmocka_unit_test(chosen_lanes_stand_as_they_were_chosen),
		cmocka_unit_test(what_people_wrote_stands_at_its_touchpoint_or_first_of_its_stage),
		cmocka_unit_test(actions_are_observed_where_several_events_are_gathered),
		cmocka_unit_test(shares_of_actions_add_up_where_when_decides),
		cmocka_unit_test(a_critical_moment_is_an_observed_pain),
		cmocka_unit_test(what_was_written_is_told_from_what_was_observed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
