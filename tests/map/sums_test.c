#include "made.h"

#include "map/sums.h"

/* a: the home page; b and c: the cart's, of which b has most; d: an ad; e: nobody's; f: over the phone, in two places
 * alike. */
static struct made *shop(void)
{
	struct made *m = made_open("Look: ad=d home=a; Buy: cart=b remove=c order=q; Call: one=f");

	m->kinds[0].page = STR("/");
	m->kinds[1].page = m->kinds[2].page = STR("/cart");
	m->kinds[3].channel = STR("ads");
	m->kinds[3].campaign = STR("Spring");
	m->kinds[4].page = STR("/terms");
	made_customers(m, 3, "d@0 a@10 b@20 b@25 e@27");
	made_customers(m, 1, "a@0 b@10 c@20 f@30");
	return m;
}

static void metrics_of(struct made *m, const struct metric *metrics, size_t n)
{
	struct metric *all = NEW_ARRAY(&m->sc, struct metric, n + 1);

	memcpy(all, metrics, n * sizeof *all);
	for (size_t i = 0; i < n; i++)
		all[i].rows = all[i].rows ? all[i].rows : 1;
	m->in.metrics = all;
	m->in.n_metrics = n;
}

#define S(text)                                                                                              \
	{                                                                                                    \
		text, sizeof(text) - 1                                                                       \
	}
#define NONE                                                                                                 \
	{                                                                                                    \
		NULL, 0                                                                                      \
	}

static void a_sum_stands_where_its_events_do(void **state)
{
	static const struct {
		struct str event, page, channel, campaign;
		const char *at; /* NULL: the whole map */
	} rows[] = {
		{ NONE, S("/"), NONE, NONE, "home" },
		{ NONE, S("/CART"), NONE, NONE, "cart" }, /* most of its events */
		{ S("c"), S("/cart"), NONE, NONE, "remove" },
		{ S("B"), NONE, NONE, NONE, "cart" },
		{ NONE, S("/terms"), NONE, NONE, NULL },       /* its events are nobody's */
		{ NONE, S("/unknown"), S("ads"), NONE, NULL }, /* the page decides, not the channel */
		{ S("z"), S("/cart"), NONE, NONE, NULL },
		{ NONE, NONE, S("website"), S("spring"), "ad" },
		{ NONE, NONE, S("ads"), S("never seen"),
			"ad" }, /* the channel where the campaign is unknown */
		{ NONE, NONE, S("Advertising"), NONE, "ad" },
		{ NONE, NONE, S("carrier pigeon"), NONE, NULL },
		{ NONE, NONE, NONE, NONE, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made *m = shop();
		const struct metric metric = { .name = STR("Views"),
			.event = rows[i].event,
			.page = rows[i].page,
			.channel = rows[i].channel,
			.campaign = rows[i].campaign,
			.amount = 7 };
		metrics_of(m, &metric, 1);
		const struct map *map = made_map(m);
		const struct map_sums *line = &map->sums.at[0];
		assert_int_equal(map->sums.n, 1);
		for (size_t t = 0; t < map->touchpoints.n; t++)
			if ((line->at[t].rows > 0) !=
				(rows[i].at && str_equal(map->touchpoints.at[t].id, str_of(rows[i].at))))
				fail_msg("row %zu at %.*s", i, STR_ARG(map->touchpoints.at[t].id));
		assert_int_equal(line->elsewhere.rows, !rows[i].at);
		assert_int_equal(map_sums_shown(map), rows[i].at != NULL);
		assert_int_equal(SAYS(map->remarks, "count for the whole map: Views 7."), !rows[i].at);
		made_close(m);
	}
}

/* Where no event speaks, a touchpoint's own matches do: one that nobody was seen at may have sums. */
static void what_no_event_has_a_definition_may_claim(void **state)
{
	static const struct {
		struct match match;
		struct metric metric;
		bool there;
	} rows[] = {
		{ { .page = S("/thanks") }, { .page = S("/thanks") }, true },
		{ { .event = S("view"), .page = S("/thanks") }, { .page = S("/thanks") }, true },
		{ { .event = S("view"), .page = S("/thanks") }, { .page = S("/thanks"), .event = S("tap") },
			false },
		{ { .page = S("/thanks*") }, { .page = S("/thanks/*") }, true },
		{ { .event = S("view"), .page = S("/thanks*") }, { .page = S("/thank") }, false },
		{ { .campaign = S("autumn*") }, { .campaign = S("Autumn 2") }, true },
		{ { .channel = S("zeppelin") }, { .channel = S("zeppelin") }, true },
		{ { .source = S("ads") }, { .source = SOURCE_ADS, .campaign = S("new") }, true },
		{ { .source = S("ads") }, { .source = SOURCE_WEB, .campaign = S("new") }, false },
		{ { .event = S("z"), .page = S("/cart") }, { .page = S("/cart") }, false }, /* events speak */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made *m = shop();
		struct touchpoint *order = &m->def.stages.at[1].touchpoints.at[2];
		struct metric metric = rows[i].metric;
		order->matches.n = 0;
		*LIST_ADD(&m->sc, &order->matches) = rows[i].match;
		metric.name = STR("Views");
		metrics_of(m, &metric, 1);
		const struct map *map = made_map(m);
		if ((map->sums.at[0].at[4].rows > 0) != rows[i].there)
			fail_msg("row %zu", i);
		made_close(m);
	}
}

/* A channel that several touchpoints share alike is nobody's. */
static void without_a_majority_it_is_the_whole_maps(void **state)
{
	struct made *m = made_open("A: one=a two=b");
	const struct metric metric = { .name = STR("Calls"), .channel = STR("phone"), .amount = 2 };

	(void)state;
	m->kinds[0].channel = m->kinds[1].channel = STR("phone");
	made_customers(m, 2, "a@0 b@10");
	metrics_of(m, &metric, 1);
	const struct map *map = made_map(m);
	assert_int_equal(map->sums.at[0].touchpoints, 0);
	assert_near(map->sums.at[0].elsewhere.amount, 2, 0);
	made_close(m);
}

static void what_can_be_added_is(void **state)
{
	static const struct metric all[] = {
		{ .name = S("Active users"), .page = S("/"), .amount = 90, .largest = 50, .rows = 2 },
		{ .name = S("Active users"), .page = S("/"), .event = S("a"), .amount = 60, .largest = 60 },
		{ .name = S("Ad cost"), .currency = S("EUR"), .campaign = S("spring"), .amount = 5 },
		{ .name = S("Ad cost"), .currency = S("PLN"), .campaign = S("spring"), .amount = 10.5 },
		{ .name = S("Ad cost"), .currency = S("PLN"), .channel = S("ads"), .amount = 2 },
		{ .name = S("Bounce rate"), .page = S("/"), .amount = 1.2, .rows = 3 },
		{ .name = S("Nothing"), .page = S("/"), .amount = 0 },
		{ .name = S("Rage: pagesViews"), .page = S("/"), .amount = 99999 },
		{ .name = S("Views"), .page = S("/"), .amount = 300 },
		{ .name = S("Views"), .page = S("/terms"), .amount = 40 },
	};
	static const struct {
		const char *name, *currency;
		enum metric_way way;
		double amount;
		uint64_t rows;
	} want[] = {
		{ "Ad cost", "PLN", METRIC_ADDED, 12.5, 2 },
		{ "Ad cost", "EUR", METRIC_ADDED, 5, 1 },
		{ "Views", NULL, METRIC_ADDED, 300, 1 },
		{ "Active users", NULL, METRIC_LARGEST, 60, 3 },
		{ "Bounce rate", NULL, METRIC_MEAN, 0.4, 3 },
		{ "Rage: pagesViews", NULL, METRIC_ADDED, 99999, 1 },
		{ "Nothing", NULL, METRIC_ADDED, 0, 1 },
	};
	struct made *m = shop();

	(void)state;
	metrics_of(m, all, COUNT_OF(all));
	const struct map *map = made_map(m);
	assert_int_equal(map->sums.n, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		const struct map_sums *line = &map->sums.at[i];
		const struct map_sum *sum = line->currency.p ? &line->at[0] : &line->at[1];
		assert_str(line->name, want[i].name);
		assert_true(str_equal(line->currency, str_of(want[i].currency)));
		assert_int_equal(line->way, want[i].way);
		assert_near(sum->amount, want[i].amount, 1e-12);
		assert_int_equal(sum->rows, want[i].rows);
		assert_int_equal(line->touchpoints, 1);
	}
	assert_int_equal(map_sums_shown(map), MAP_SUMS);
	assert_int_equal(map_sums_more(map), 1);
	assert_says(map->remarks, "count for the whole map: Views 40.");
	made_close(m);
}

/* By page, by page and channel, by day: the same views thrice. */
static void of_several_tables_one_counts(void **state)
{
	static const struct metric all[] = {
		{ .name = S("Views"), .table = S("Day"), .amount = 500 },
		{ .name = S("Views"), .page = S("/"), .table = S("Page"), .amount = 300 },
		{ .name = S("Views"), .page = S("/cart"), .table = S("Page"), .amount = 100 },
		{ .name = S("Views"), .page = S("/x"), .table = S("Page"), .amount = 100 },
		{ .name = S("Views"),
			.page = S("/"),
			.channel = S("ads"),
			.table = S("Page, Channel"),
			.amount = 10 },
		{ .name = S("Views"),
			.page = S("/"),
			.channel = S("web"),
			.table = S("Page, Channel"),
			.amount = 20 },
		{ .name = S("Visits"), .table = S("Day"), .amount = 3 },
		{ .name = S("Visits"), .table = S("Day"), .event = S("none"), .amount = 4 },
		{ .name = S("Visits"), .table = S("Month"), .amount = 7 },
	};
	struct made *m = shop();

	(void)state;
	metrics_of(m, all, COUNT_OF(all));
	const struct map *map = made_map(m);
	assert_int_equal(map->sums.n, 2);
	assert_near(map->sums.at[0].at[1].amount, 300, 0);
	assert_near(map->sums.at[0].at[2].amount, 100, 0);
	assert_near(map->sums.at[0].elsewhere.amount, 100, 0);
	assert_near(map->sums.at[1].elsewhere.amount, 7, 0);
	assert_int_equal(map->sums.at[1].elsewhere.rows, 1);
	made_close(m);
}

static void names_past_the_ceiling_are_left_out(void **state)
{
	enum { NAMES = 1003 };
	struct made *m = shop();
	struct metric *all = NEW_ARRAY(&m->sc, struct metric, NAMES);

	(void)state;
	for (size_t i = 0; i < NAMES; i++)
		all[i] = (struct metric){
			.name = str_of(scope_printf(&m->sc, "Count %04zu", i)), .page = STR("/"), .amount = 1
		};
	metrics_of(m, all, NAMES);
	const struct map *map = made_map(m);
	assert_int_equal(map->sums.n, 1000);
	assert_int_equal(map_sums_shown(map) + map_sums_more(map), 1000);
	assert_says(map->remarks, "than the ceiling, 1000: 3 names left out.");
	made_close(m);
}

static void sums_change_no_figure_of_the_journeys(void **state)
{
	const struct metric metric = { .name = STR("Views"), .page = STR("/"), .amount = 7 };
	struct made *with = shop(), *without = shop();

	(void)state;
	metrics_of(with, &metric, 1);
	const struct map *a = made_map(with), *b = made_map(without);
	assert_int_equal(a->events, b->events);
	assert_int_equal(a->journeys.total, b->journeys.total);
	for (size_t t = 0; t < a->touchpoints.n; t++)
		assert_memory_equal(&a->touchpoints.at[t].figures.visits,
			&b->touchpoints.at[t].figures.visits, sizeof(uint64_t));
	assert_string_not_equal(a->input_hash, b->input_hash);
	assert_false(SAYS(b->remarks, "whole map"));
	made_close(with);
	made_close(without);
}

/* --- notes --------------------------------------------------------------------------------------- */

static const struct map_lane *lane_of(const struct map *map, enum lane lane)
{
	for (size_t i = 0; i < map->lanes.n; i++)
		if (map->lanes.at[i].lane == lane)
			return &map->lanes.at[i];
	return NULL;
}

static void notes_of_staff_are_cells_and_a_source(void **state)
{
	static const struct map_note notes[] = {
		{ S("cart"), S("They look for the basket"), S("anna"), S("new customers"), 10 },
		{ S("gone"), S("Lost"), S("anna"), NONE, 99 },
		{ S("cart"), S("Works on Fridays"), S("Piotr"), NONE, 20 },
	};
	struct made *m = shop();

	(void)state;
	m->in.notes = notes;
	m->in.n_notes = COUNT_OF(notes);
	*LIST_ADD(&m->sc, &m->def.lanes) = STR("feeling"); /* no lane of notes: it comes all the same */
	const struct map *map = made_map(m);
	const struct map_lane *lane = lane_of(map, LANE_TEXT);
	assert_non_null(lane);
	assert_int_equal(map->lanes.n, 2);
	assert_int_equal(lane->cells[2].cells.n, 2);
	assert_str(lane->cells[2].cells.at[0].text, "\"They look for the basket\" — anna, new customers");
	assert_str(lane->cells[2].cells.at[1].text, "\"Works on Fridays\" — Piotr");
	assert_int_equal(lane->cells[2].cells.at[0].basis, BASIS_REPORTED);
	const struct map_source *staff = &map->sources.at[0];
	assert_int_equal(staff->source, SOURCE_STAFF);
	assert_int_equal(staff->notes, 2);
	assert_int_equal(staff->events, 0);
	assert_int_equal(staff->newest_us, 20);
	assert_says(map->remarks, "1 note of staff is of touchpoints that the map has no more.");
	made_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sum_stands_where_its_events_do),
		cmocka_unit_test(what_no_event_has_a_definition_may_claim),
		cmocka_unit_test(without_a_majority_it_is_the_whole_maps),
		cmocka_unit_test(what_can_be_added_is),
		cmocka_unit_test(of_several_tables_one_counts),
		cmocka_unit_test(names_past_the_ceiling_are_left_out),
		cmocka_unit_test(sums_change_no_figure_of_the_journeys),
		cmocka_unit_test(notes_of_staff_are_cells_and_a_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
