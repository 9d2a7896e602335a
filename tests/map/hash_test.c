#include "made.h"

static struct made *plain(const char *first)
{
	struct made *m = made_open("Look: a b; Buy: c");

	m->def.goal = STR("c");
	made_customers(m, 3, first);
	made_customers(m, 2, "a@0=1 b@10=1 x@15 c@20");
	made_customers(m, 2, "a@0=-1 b@10");
	*LIST_ADD(&m->sc, &m->def.cells) = (struct definition_cell){
		.at = STR("a"), .lane = STR("needs"), .text = STR("Advice"), .basis = BASIS_ASSUMED
	};
	return m;
}

static const char *const usual = "a@0=0.5 b@10";

/* --- what may change, one a row ------------------------------------------------------------------ */

#define S(text)                                                                                              \
	{                                                                                                    \
		text, sizeof text - 1                                                                        \
	}

/* clang-format off */
static void goal(struct made *m) { m->def.goal = STR("b"); }
static void no_goal(struct made *m) { m->def.goal = (struct str){ 0 }; }
static void goal_why(struct made *m) { m->def.goal_why = STR("last"); }
static void silence(struct made *m) { m->rules.silence_s = 1001; }
static void silence_auto(struct made *m) { m->in.silence_auto = true; }
static void learnt(struct made *m) { m->in.silence_auto = m->in.silence_learnt = true; }
static void title(struct made *m) { m->def.title = STR("other"); }
static void scenario(struct made *m) { m->def.scenario = STR("other"); }
static void owner(struct made *m) { m->def.owner = STR("Ann"); }
static void map_state(struct made *m) { m->def.state = MAP_FUTURE; }
static void persona(struct made *m) { *LIST_ADD(&m->sc, &m->def.personas) = STR("Ann"); }
static void cell_text(struct made *m) { m->def.cells.at[0].text = STR("Help"); }
static void cell_lane(struct made *m) { m->def.cells.at[0].lane = STR("gains"); }
static void cell_basis(struct made *m) { m->def.cells.at[0].basis = BASIS_REPORTED; }
static void cell_place(struct made *m) { m->def.cells.at[0].at = STR("b"); }
static void no_cell(struct made *m) { m->def.cells.n = 0; }
static void lanes(struct made *m) { *LIST_ADD(&m->sc, &m->def.lanes) = STR("feeling"); }
static void stage_name(struct made *m) { m->def.stages.at[0].name = STR("See"); }
static void stage_why(struct made *m) { m->def.stages.at[0].why = STR("words"); }
static void name(struct made *m) { m->def.stages.at[0].touchpoints.at[0].name = STR("Ad"); }
static void channel(struct made *m) { m->def.stages.at[0].touchpoints.at[0].channel = STR("chat"); }
static void touch_owner(struct made *m) { m->def.stages.at[0].touchpoints.at[0].owner = OWNER_PARTNER; }
static void truth(struct made *m) { m->def.stages.at[0].touchpoints.at[0].moment_of_truth = true; }
static void kind_channel(struct made *m) { m->kinds[1].channel = STR("desk"); }
static void unsorted_name(struct made *m) { m->kinds['x' - 'a'].event = STR("view"); }
static void quarantined(struct made *m) { m->in.quarantined = 1; }
static void newest(struct made *m) { m->newest_us[SOURCE_LOG] = 1; }
/* clang-format on */

static const struct map_channel channel_a = { S("email"), S("Post"), "#123456", CHANNEL_POST },
				channel_b = { S("email"), S("Letter"), "#123456", CHANNEL_POST },
				channel_c = { S("email"), S("Post"), "#123457", CHANNEL_POST },
				channel_d = { S("email"), S("Post"), "#123456", CHANNEL_CHAT };

static void dressed(struct made *m, const struct map_channel *as)
{
	m->def.stages.at[0].touchpoints.at[0].channel = STR("email");
	m->in.channels = as;
	m->in.n_channels = 1;
}

/* clang-format off */
static void own_channel(struct made *m) { dressed(m, &channel_a); }
static void own_name(struct made *m) { dressed(m, &channel_b); }
static void own_colour(struct made *m) { dressed(m, &channel_c); }
static void own_symbol(struct made *m) { dressed(m, &channel_d); }
/* clang-format on */

static void remark(struct made *m)
{
	static const struct str said = { "assumed", 7 };

	m->in.remarks = &said;
	m->in.n_remarks = 1;
}

static struct map_gap promise;

static void gap_of_three(struct made *m, double more)
{
	struct gap_pair pairs[] = { { 1, 2, true }, { 2, 2, false }, { 3, 5 + more, true } };

	promise = (struct map_gap){ .expected = STR("due"),
		.actual = STR("b"),
		.touchpoint = 1,
		.gap = gap_of(&m->sc, GAP_DAYS, pairs, 3, -INFINITY, INFINITY) };
	m->in.gaps = &promise;
	m->in.n_gaps = 1;
}

/* clang-format off */
static void gap(struct made *m) { gap_of_three(m, 0); }
static void gap_a_little_more(struct made *m) { gap_of_three(m, .001); }
static void gap_of_less_certainty(struct made *m) { gap_of_three(m, 0); promise.gap.difference.high += .001; }
static void gap_overdue(struct made *m) { gap_of_three(m, 0); promise.overdue = 1; }
static void gap_elsewhere(struct made *m) { gap_of_three(m, 0); promise.touchpoint = 0; }
/* clang-format on */

static void plan(struct made *m)
{
	static struct map_plan planned = { .steps = 3 };

	m->in.plan = &planned;
}

static const struct {
	const char *what;
	void (*change)(struct made *m);
} changes[] = {
	{ "goal", goal },
	{ "no goal", no_goal },
	{ "goal_why", goal_why },
	{ "silence", silence },
	{ "silence auto", silence_auto },
	{ "silence learnt", learnt },
	{ "title", title },
	{ "scenario", scenario },
	{ "owner", owner },
	{ "state", map_state },
	{ "persona", persona },
	{ "cell's text", cell_text },
	{ "cell's lane", cell_lane },
	{ "cell's basis", cell_basis },
	{ "cell's place", cell_place },
	{ "no cell", no_cell },
	{ "lanes", lanes },
	{ "stage's name", stage_name },
	{ "stage's why", stage_why },
	{ "touchpoint's name", name },
	{ "touchpoint's channel", channel },
	{ "own channel", own_channel },
	{ "own channel's name", own_name },
	{ "own channel's colour", own_colour },
	{ "own channel's symbol", own_symbol },
	{ "touchpoint's owner", touch_owner },
	{ "moment of truth", truth },
	{ "kind's channel", kind_channel },
	{ "unsorted name", unsorted_name },
	{ "quarantined", quarantined },
	{ "newest", newest },
	{ "remark", remark },
	{ "gap", gap },
	{ "gap a little more", gap_a_little_more },
	{ "gap of less certainty", gap_of_less_certainty },
	{ "gap overdue", gap_overdue },
	{ "gap elsewhere", gap_elsewhere },
	{ "plan", plan },
};

static void all_that_the_map_shows_changes_the_hash(void **state)
{
	char hash[COUNT_OF(changes) + 1][17];

	(void)state;
	for (size_t i = 0; i <= COUNT_OF(changes); i++) {
		struct made *m = plain(usual);
		if (i < COUNT_OF(changes))
			changes[i].change(m);
		memcpy(hash[i], made_map(m)->input_hash, 17);
		assert_int_equal(strlen(hash[i]), 16);
		made_close(m);
		for (size_t k = 0; k < i; k++)
			if (!strcmp(hash[i], hash[k]))
				fail_msg("%s and %s have one hash", changes[k].what,
					i < COUNT_OF(changes) ? changes[i].what : "no change");
	}
}

static void what_customers_did_changes_the_hash(void **state)
{
	static const char *const did[] = { "a@0=0.5 b@10", "a@0=0.6 b@10", "a@0=0.5 b@11", "a@0=0.5n8 b@10",
		"a@0=0.5 b@10 b@12", "b@0=0.5 a@10", "a@0 b@10" };
	char hash[COUNT_OF(did)][17];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(did); i++) {
		struct made *m = plain(did[i]);
		memcpy(hash[i], made_map(m)->input_hash, 17);
		made_close(m);
		for (size_t k = 0; k < i; k++)
			if (!strcmp(hash[i], hash[k]))
				fail_msg("\"%s\" and \"%s\" have one hash", did[k], did[i]);
	}
}

static void another_spread_of_the_same_mean_changes_the_hash(void **state)
{
	char hash[2][17];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct made *m = made_open("All: a b");
		made_customers(m, 2, i ? "a@0=1 b@1" : "a@0=0.5 b@1");
		made_customers(m, 2, i ? "a@0=-1 b@1" : "a@0=-0.5 b@1");
		memcpy(hash[i], made_map(m)->input_hash, 17);
		made_close(m);
	}
	assert_string_not_equal(hash[0], hash[1]);
}

/* The same events as the letters are numbered from the other end; two spell their channel differently. */
static void the_order_of_kinds_changes_nothing(void **state)
{
	static const char *const did[] = { "a@0=1 b@10 c@20 d@30 e@40", "z@0=1 y@10 x@20 w@30 v@40" };
	char hash[2][17], words[2][40];

	(void)state;
	for (int turned = 0; turned < 2; turned++) {
		struct made *m = made_open("All: a=ab c d");
		if (turned) {
			for (int i = 0; i < MADE_KINDS; i++)
				m->kinds[i].event = made_letter((char)('z' - i));
		}
		m->kinds[turned ? 25 : 0].channel = STR("Web");
		m->kinds[turned ? 24 : 1].channel = STR("web");
		made_customers(m, 3, did[turned]);
		const struct map *map = made_map(m);
		memcpy(hash[turned], map->input_hash, 17);
		snprintf(words[turned], sizeof words[0], "%.*s",
			STR_ARG(map->touchpoints.at[0].channel_words));
		made_close(m);
	}
	assert_string_equal(words[0], words[1]);
	assert_string_equal(hash[0], hash[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_that_the_map_shows_changes_the_hash),
		cmocka_unit_test(what_customers_did_changes_the_hash),
		cmocka_unit_test(another_spread_of_the_same_mean_changes_the_hash),
		cmocka_unit_test(the_order_of_kinds_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
