#include "made.h"
#include "map/look.h"

#include "map/make.h"

/* Three settled journeys and an open one; d belongs to no touchpoint. */
#define S(text)                                                                                              \
	{                                                                                                    \
		text, sizeof text - 1                                                                        \
	}

static struct made *by_hand(void)
{
	struct made *m = made_open("Look: a b; Buy: c");

	m->rules.now_us = INT64_C(10000000000);
	made_customers(m, 1, "a@0 b@10 b@20 c@30");
	made_customers(m, 1, "a@0 b@50 a@100");
	made_customers(m, 1, "a@0 d@5");
	made_customers(m, 1, "a@9500 b@9600");
	return m;
}

static void same_share(const struct estimate *e, uint64_t hits, uint64_t n)
{
	assert_int_equal(e->known, n > 0);
	assert_int_equal(e->n, n);
	if (n)
		assert_near(e->value, (double)hits / (double)n, 1e-12);
}

static void figures_are_those_counted_by_hand(void **state)
{
	static const struct {
		const char *id;
		uint64_t customers, journeys, visits, events, repeats, returns, entries, arrivals, exits,
			departures, left, settled, converted;
		double median_s, low_s, high_s, p95_s;
		uint64_t dwells;
	} want[] = {
		{ "a", 4, 4, 5, 5, 0, 1, 4, 1, 1, 4, 1, 3, 1, 10, 5, 100, 100, 4 },
		{ "b", 3, 3, 3, 4, 1, 0, 0, 3, 1, 2, 0, 2, 1, 20, 20, 50, 50, 2 },
		{ "c", 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0 },
	};
	struct made *m = by_hand();

	(void)state;
	m->def.goal = STR("c");
	const struct map *map = made_map(m);
	assert_int_equal(map->touchpoints.n, 3);
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		const struct map_touchpoint *t = &map->touchpoints.at[i];
		const struct map_figures *f = &t->figures;
		assert_str(t->id, want[i].id);
		assert_int_equal(f->customers, want[i].customers);
		assert_int_equal(f->journeys, want[i].journeys);
		same_share(&f->reach, want[i].journeys, 4);
		assert_int_equal(f->visits, want[i].visits);
		assert_int_equal(f->events, want[i].events);
		assert_int_equal(f->repeats, want[i].repeats);
		assert_int_equal(f->returns, want[i].returns);
		assert_int_equal(f->entries, want[i].entries);
		assert_int_equal(f->arrivals, want[i].arrivals);
		assert_int_equal(f->exits, want[i].exits);
		assert_int_equal(f->departures, want[i].departures);
		same_share(&f->drop_off, want[i].left, want[i].settled);
		same_share(&f->conversion, want[i].converted, want[i].settled);
		assert_int_equal(f->dwell.known, want[i].dwells > 0);
		assert_int_equal(f->dwell.n, want[i].dwells);
		assert_near(f->dwell.median_s, want[i].median_s, 0);
		assert_near(f->dwell.low_s, want[i].low_s, 0);
		assert_near(f->dwell.high_s, want[i].high_s, 0);
		assert_near(f->dwell.p95_s, want[i].p95_s, 0);
		assert_int_equal(f->evidence, 1);
		assert_false(f->feeling.known);
		assert_false(f->nps.known);
		assert_null(f->scale.p);
	}
	made_close(m);
}

static void totals_and_stages_are_those_counted_by_hand(void **state)
{
	struct made *m = by_hand();
	uint64_t shown = 0;

	(void)state;
	m->def.goal = STR("c");
	m->in.quarantined = 7;
	m->newest_us[SOURCE_LOG] = 5;
	const struct map *map = made_map(m);
	assert_int_equal(map->journeys.total, 4);
	assert_int_equal(map->journeys.converted, 1);
	assert_int_equal(map->journeys.left, 2);
	assert_int_equal(map->journeys.open, 1);
	same_share(&map->conversion, 1, 3);
	same_share(&map->drop_off, 1, 6);
	assert_int_equal(map->customers, 4);
	assert_int_equal(map->quarantined, 7);
	assert_int_equal(map->silence_us, INT64_C(1000000000));
	assert_int_equal(map->from_us, 0);
	assert_int_equal(map->to_us, INT64_C(9600000000));
	assert_int_equal(map->variants.distinct, 4);
	assert_int_equal(map->variants.commonest, 1);
	assert_int_equal(map->sources.n, 1);
	assert_int_equal(map->sources.at[0].source, SOURCE_LOG);
	assert_int_equal(map->sources.at[0].events, 11);
	assert_int_equal(map->sources.at[0].newest_us, 5);
	for (size_t i = 0; i < map->touchpoints.n; i++)
		shown += map->touchpoints.at[i].figures.events;
	assert_int_equal(map->events, 11);
	assert_int_equal(shown + map->unsorted.events, map->events);
	assert_int_equal(map->unsorted.events, 1);
	assert_int_equal(map->unsorted.visits, 1);
	assert_int_equal(map->unsorted.journeys, 1);
	assert_int_equal(map->unsorted.kinds, 1);
	assert_str(map->unsorted.largest.at[0].name, "d");

	assert_int_equal(map->stages.n, 2);
	assert_int_equal(map->stages.at[0].first, 0);
	assert_int_equal(map->stages.at[0].count, 2);
	assert_int_equal(map->stages.at[1].first, 2);
	assert_int_equal(map->stages.at[0].figures.visits, 4);
	assert_int_equal(map->stages.at[0].figures.events, 9);
	assert_int_equal(map->stages.at[0].figures.exits, 2);
	same_share(&map->stages.at[0].figures.drop_off, 1, 3);
	same_share(&map->stages.at[1].figures.reach, 1, 4);
	assert_int_equal(map->touchpoints.at[2].stage, 1);
	made_close(m);
}

static void next_touchpoints_have_shares_of_visits(void **state)
{
	static const struct {
		size_t from, at;
		int to;
		uint64_t count;
		double share;
	} want[] = {
		{ 0, 0, 1, 3, .6 },
		{ 0, 1, MAP_EXIT, 1, .2 },
		{ 0, 2, MAP_UNSORTED, 1, .2 },
		{ 1, 0, MAP_EXIT, 1, 1. / 3 },
		{ 1, 1, 0, 1, 1. / 3 },
		{ 1, 2, 2, 1, 1. / 3 },
		{ 2, 0, MAP_EXIT, 1, 1 },
	};
	struct made *m = by_hand();
	const struct map *map = made_map(m);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		const struct map_next *next = &map->touchpoints.at[want[i].from].next[want[i].at];
		assert_int_equal(next->touchpoint, want[i].to);
		assert_int_equal(next->count, want[i].count);
		assert_near(next->share, want[i].share, 1e-12);
	}
	assert_int_equal(map->touchpoints.at[0].n_next, 3);
	assert_int_equal(map->touchpoints.at[2].n_next, 1);
	made_close(m);
}

static void the_goal_is_a_touchpoint_or_the_case_or_none(void **state)
{
	struct made *m = by_hand();

	(void)state;
	const struct map *map = made_map(m);
	assert_null(map->goal_name.p);
	assert_false(map->conversion.known);
	assert_false(map->touchpoints.at[0].figures.conversion.known);
	assert_false(map->stages.at[0].figures.conversion.known);

	m->def.goal = STR("c");
	m->def.stages.at[1].touchpoints.at[0].name = STR("Order");
	map = made_map(m);
	assert_str(map->goal_name, "Order");
	assert_true(map->touchpoints.at[2].is_goal);
	assert_false(map->touchpoints.at[0].is_goal);
	assert_true(map->stages.at[0].figures.conversion.known);

	m->def.goal = STR("nowhere");
	map = made_map(m);
	assert_null(map->goal_name.p);
	assert_false(map->conversion.known);
	made_close(m);
}

static void a_complete_case_is_a_goal(void **state)
{
	struct made *m = made_open("All: a b");

	(void)state;
	m->def.goal = GOAL_CASE_COMPLETE;
	made_customers(m, 3, "a@0/1 b@10/1");
	made_customers(m, 1, "a@99000/2 b@99900/2");
	const struct map *map = made_map(m);
	assert_true(map->goal_is_case);
	assert_true(map->has_cases);
	assert_str(map->goal_name, "the case is complete");
	assert_int_equal(map->journeys.converted, 3);
	assert_int_equal(map->journeys.open, 1);
	assert_true(map->conversion.known);
	assert_true(map->touchpoints.at[0].figures.conversion.known);
	assert_false(map->touchpoints.at[0].is_goal || map->touchpoints.at[1].is_goal);
	made_close(m);
}

static void feeling_is_a_mean_of_customers_and_nps_only_of_nps(void **state)
{
	struct made *m = made_open("All: a b c d");

	(void)state;
	made_customers(m, 1, "a@0=2n10 b@10=2n10 c@20=1");
	made_customers(m, 1, "a@0=-2n0 a@5=2n10 b@10=1 d@20"); /* 0 on the mean, a promoter by the last */
	made_customers(m, 1, "a@0=-2n0");
	const struct map *map = made_map(m);
	const struct map_figures *a = &map->touchpoints.at[0].figures, *b = a;
	assert_near(a->feeling.value, 0, 1e-9);
	assert_int_equal(a->feeling.n, 3);
	assert_str(a->scale, "nps");
	assert_true(a->nps.known);
	assert_near(a->nps.value, 100. / 3, 1e-9);
	b = &map->touchpoints.at[1].figures;
	assert_near(b->feeling.value, 1.5, 1e-9);
	assert_str(b->scale, "nps, 1-5");
	assert_false(b->nps.known);
	assert_str(map->touchpoints.at[2].figures.scale, "1-5");
	assert_false(map->touchpoints.at[3].figures.feeling.known);
	made_close(m);
}

static void channels_come_from_the_kinds_or_the_definition(void **state)
{
	struct made *m = made_open("All: a=abc d=de f g=ghij k");

	(void)state;
	m->kinds[0].channel = STR("internet");
	m->kinds[1].channel = STR("Internet");
	m->kinds[2].channel = STR("Desk");
	m->kinds[3].source = SOURCE_EMAIL;
	m->kinds[4].source = SOURCE_WEB;
	m->kinds[5].channel = STR("phone");
	for (size_t i = 6; i < 10; i++)
		m->kinds[i].channel = made_letter((char)('m' + i));
	m->def.stages.at[0].touchpoints.at[2].channel = STR("chat");
	made_customers(m, 1, "a@0 b@1 c@2 c@3 d@4 d@5 e@6 f@7 g@8 h@9 i@10 i@11 j@12");
	const struct map_touchpoint *t = made_map(m)->touchpoints.at;
	assert_int_equal(t[0].channel, CHANNEL_WEBSITE);
	assert_str(t[0].channel_words, "Desk, Internet");
	assert_int_equal(t[1].channel, CHANNEL_EMAIL);
	assert_null(t[1].channel_words.p);
	assert_int_equal(t[2].channel, CHANNEL_CHAT);
	assert_str(t[2].channel_words, "phone");
	assert_str(t[3].channel_words, "u, s, t and 1 more");
	assert_int_equal(t[4].channel, CHANNEL_OTHER);
	assert_null(t[4].channel_words.p);
	made_close(m);
}

static void channels_are_the_companys_where_it_has_them(void **state)
{
	static const struct map_channel own[] = {
		{ S("kiosk"), S("Info kiosk"), "#123456", CHANNEL_OFFICE },
		{ S("store"), S("Salon"), "#234567", CHANNEL_PARTNER },
		{ S("paczkomat"), S("Paczkomat"), "#345678", CHANNEL_POST },
	};
	struct made *m = made_open("All: a b c d=de f=fg h");

	(void)state;
	m->in.channels = own;
	m->in.n_channels = COUNT_OF(own);
	m->kinds[0].channel = STR("INFO KIOSK");
	m->kinds[2].channel = STR("Paczkomat");
	m->kinds[3].channel = STR("salon");
	m->kinds[4].channel = STR("shop");
	m->kinds[5].channel = STR("kiosk");
	m->kinds[6].channel = STR("phone");
	m->def.stages.at[0].touchpoints.at[1].channel = STR("Kiosk");
	m->def.stages.at[0].touchpoints.at[2].channel = STR("chat");
	made_customers(m, 1, "a@0 b@1 c@2 d@3 e@4 f@5 g@6 h@7");
	const struct map_touchpoint *t = made_map(m)->touchpoints.at;
	/* by what its events say, by its name or its key, letter case ignored */
	assert_ptr_equal(t[0].own, &own[0]);
	assert_int_equal(t[0].channel, CHANNEL_OFFICE);
	assert_ptr_equal(t[1].own, &own[0]);
	/* what the definition says is not what its events came over */
	assert_null(t[2].own);
	assert_int_equal(t[2].channel, CHANNEL_CHAT);
	/* one of Wend's under another name stays what it is, and all words for it are the same channel */
	assert_ptr_equal(t[3].own, &own[1]);
	assert_int_equal(t[3].channel, CHANNEL_STORE);
	/* as many events over the one as over the other: Wend's */
	assert_null(t[4].own);
	assert_int_equal(t[4].channel, CHANNEL_PHONE);
	assert_null(t[5].own);
	struct map_look look = map_look(&t[3]), plain = map_look(&t[4]);
	assert_str(look.key, "store");
	assert_str(look.name, "Salon");
	assert_string_equal(look.colour, "#234567");
	assert_int_equal(look.symbol, CHANNEL_PARTNER);
	assert_str(plain.name, "Phone");
	assert_string_equal(plain.colour, channel_colour(CHANNEL_PHONE));
	made_close(m);
}

static void events_are_named_once_the_commonest_first(void **state)
{
	struct made *m = made_open("All: /p=abc d=ef");

	(void)state;
	for (int i = 0; i < 3; i++)
		m->kinds[i].page = i == 2 ? STR("/p/x") : STR("/p/y");
	m->kinds[4].page = STR("/p/z");
	made_customers(m, 1, "a@0 b@1 c@2 e@3 f@4 f@5");
	const struct map_touchpoint *t = made_map(m)->touchpoints.at;
	assert_int_equal(t[0].events.n, 2);
	assert_str(t[0].events.at[0].name, "/p/y");
	assert_int_equal(t[0].events.at[0].events, 2);
	assert_str(t[1].events.at[0].name, "f");
	assert_str(t[1].events.at[1].name, "e");
	made_close(m);
}

/* The same mail before and after the order: each touchpoint names the events that it got. */
static void events_that_when_decides_are_named_where_they_went(void **state)
{
	struct made *m = made_open("All: early=x o late=xy");
	struct stage *stage = &m->def.stages.at[0];

	(void)state;
	stage->touchpoints.at[0].when = WHEN_BEFORE;
	stage->touchpoints.at[2].when = WHEN_AFTER;
	stage->touchpoints.at[0].when_at = stage->touchpoints.at[2].when_at = STR("o");
	made_customers(m, 1, "x@0 o@10 x@20 x@30 y@40 y@41 y@42");
	made_customers(m, 1, "y@0 z@1");
	const struct map *map = made_map(m);
	const struct map_touchpoint *t = map->touchpoints.at;
	assert_str(t[0].when, "before o");
	assert_str(t[2].when, "after o");
	assert_int_equal(t[0].events.n, 1);
	assert_str(t[0].events.at[0].name, "x");
	assert_int_equal(t[0].events.at[0].events, 1);
	assert_int_equal(t[2].events.n, 1);
	assert_str(t[2].events.at[0].name, "y, x");
	assert_int_equal(t[2].events.at[0].events, 5);
	assert_int_equal(map->unsorted.events, 2);
	assert_int_equal(map->unsorted.kinds, 2);
	assert_int_equal(map->unsorted.largest.n, 2);
	assert_str(map->unsorted.largest.at[0].name, "y");
	assert_int_equal(map->unsorted.largest.at[0].events, 1);
	made_close(m);
}

static void a_map_of_no_events_knows_nothing(void **state)
{
	struct made *m = made_open("All: a b");

	(void)state;
	m->def.goal = STR("b");
	const struct map *map = made_map(m);
	assert_int_equal(map->events, 0);
	assert_int_equal(map->touchpoints.n, 2);
	assert_int_equal(map->findings.n, 0);
	assert_int_equal(map->sources.n, 0);
	assert_false(map->conversion.known);
	for (size_t i = 0; i < 2; i++) {
		const struct map_figures *f = &map->touchpoints.at[i].figures;
		assert_false(f->reach.known || f->drop_off.known || f->conversion.known || f->dwell.known ||
			     f->feeling.known || f->nps.known || f->critical);
		assert_int_equal(f->evidence, 0);
		assert_int_equal(map->touchpoints.at[i].n_next, 0);
		assert_int_equal(map->touchpoints.at[i].events.n, 0);
	}
	made_close(m);
}

static void leaving_is_not_known_where_nobody_takes_a_second_step(void **state)
{
	struct made *m = made_open("All: a b");

	(void)state;
	made_customers(m, 40, "a@0");
	made_customers(m, 40, "b@0");
	const struct map *map = made_map(m);
	assert_false(map->drop_off.known);
	assert_false(map->touchpoints.at[0].figures.drop_off.known);
	assert_false(map->stages.at[0].figures.drop_off.known);
	assert_int_equal(map->findings.n, 0);
	assert_false(map->touchpoints.at[0].strongest || map->touchpoints.at[0].weakest);
	made_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_are_those_counted_by_hand),
		cmocka_unit_test(totals_and_stages_are_those_counted_by_hand),
		cmocka_unit_test(next_touchpoints_have_shares_of_visits),
		cmocka_unit_test(the_goal_is_a_touchpoint_or_the_case_or_none),
		cmocka_unit_test(a_complete_case_is_a_goal),
		cmocka_unit_test(feeling_is_a_mean_of_customers_and_nps_only_of_nps),
		cmocka_unit_test(channels_come_from_the_kinds_or_the_definition),
		cmocka_unit_test(channels_are_the_companys_where_it_has_them),
		cmocka_unit_test(events_are_named_once_the_commonest_first),
		cmocka_unit_test(events_that_when_decides_are_named_where_they_went),
		cmocka_unit_test(a_map_of_no_events_knows_nothing),
		cmocka_unit_test(leaving_is_not_known_where_nobody_takes_a_second_step),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
