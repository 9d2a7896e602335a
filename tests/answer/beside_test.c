/* What stands beside the journeys on a map: sums out of real reports, notes of staff. */
#include "answer/first.h"
#include "bench.h"
#include "model/definition_io.h"
#include "store/notes.h"

static const char visits[] = "customer,time,event,page,channel,campaign\n"
			     "a,2026-01-02T10:00:00Z,ad_clicked,/,ads,Spring\n"
			     "a,2026-01-02T10:01:00Z,page_view,/cart,website,\n"
			     "a,2026-01-02T10:02:00Z,order_placed,/thanks,website,\n"
			     "b,2026-01-03T10:00:00Z,page_view,/cart,website,\n"
			     "b,2026-01-03T10:05:00Z,order_placed,/thanks,website,\n"
			     "c,2026-01-04T10:00:00Z,ad_clicked,/,ads,Spring\n"
			     "c,2026-01-04T10:05:00Z,page_view,/cart,website,\n";

static const char ga4[] = "# ----------------------------------------\n"
			  "# Pages and screens\n"
			  "# ----------------------------------------\n"
			  "#\n"
			  "# Start date: 20260101\n"
			  "# End date: 20260131\n"
			  "Page path and screen class,Views,Average engagement time,Total revenue (PLN)\n"
			  "/cart,4120,33.5,0\n"
			  "/terms,77,12.5,10.5\n"
			  "\n"
			  "# Start date: 20260101\n"
			  "# End date: 20260131\n"
			  "Page path and screen class,Session default channel group,Views\n"
			  "/cart,Organic Search,2000\n"
			  "/cart,Paid Search,2120\n"
			  "\n"
			  "# Start date: 20260101\n"
			  "# End date: 20260131\n"
			  "Event name,Event count\n"
			  "order_placed,1187\n";

static const char ads[] = "Day,Campaign,Cost,Currency code,Impressions,Clicks\n"
			  "2026-01-02,spring,120.50,PLN,20000,310\n"
			  "2026-01-03,spring,99.50,PLN,19000,280\n"
			  "2026-01-03,spring,30,EUR,5000,100\n";

static const char clarity[] =
	"[{\"metricName\":\"RageClickCount\",\"information\":[{\"sessionsCount\":\"40\",\"subTotal\":\"3\","
	"\"URL\":\"https://shop.example/cart\"}]}]";

/* Touchpoints 0 ad, 1 cart, 2 order. */
static struct definition *of_three(struct bench *b)
{
	struct definition *def = definition_from_text(&b->sc, DOCUMENT_GUESS,
		STR("map: m\ntitle: M\nstages:\n- id: all\n  name: All\n  touchpoints:\n"
		    "  - {id: ad, name: Ad, match: [{event: ad_clicked}]}\n"
		    "  - {id: cart, name: Cart, match: [{page: /cart}]}\n"
		    "  - {id: order, name: Order, match: [{event: order_placed}]}\n"));

	if (!def)
		fail_msg("%s", b->sc.why);
	return def;
}

static const struct map *map_of(struct bench *b, const struct study_wish *wish)
{
	struct map *map = study_map(&b->sc, b->study, of_three(b), wish);

	if (!map)
		fail_msg("%s", b->sc.why);
	return map;
}

static struct bench shop(void)
{
	struct bench b = bench_new();

	bench_take(&b, "visits.csv", visits);
	bench_take(&b, "ga4.csv", ga4);
	bench_take(&b, "ads.csv", ads);
	bench_take(&b, "clarity_2026-01-05.json", clarity);
	bench_study(&b);
	return b;
}

static const struct map_sums *line_of(const struct map *map, const char *name, const char *currency)
{
	for (size_t i = 0; i < map->sums.n; i++)
		if (str_equal(map->sums.at[i].name, str_of(name)) &&
			str_equal(map->sums.at[i].currency, str_of(currency)))
			return &map->sums.at[i];
	fail_msg("no sums of %s", name);
	return NULL;
}

static void sums_of_reports_stand_at_their_touchpoints(void **state)
{
	static const struct {
		const char *name, *currency;
		double at[3], elsewhere; /* below 0: none */
	} rows[] = {
		{ "Ad cost", "PLN", { 220, -1, -1 }, -1 },
		{ "Ad cost", "EUR", { 30, -1, -1 }, -1 },
		{ "Ad clicks", NULL, { 690, -1, -1 }, -1 },
		{ "Views", NULL, { -1, 4120, -1 }, 77 },
		{ "Average engagement time", NULL, { -1, 33.5, -1 }, 12.5 },
		{ "Total revenue", "PLN", { -1, 0, -1 }, 10.5 },
		{ "Event count", NULL, { -1, -1, 1187 }, -1 },
		{ "RageClickCount", NULL, { -1, 3, -1 }, -1 },
	};
	struct bench b = shop();
	const struct map *map = map_of(&b, &(struct study_wish){ 0 });

	(void)state;
	assert_int_equal(map->events, 7);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct map_sums *line = line_of(map, rows[i].name, rows[i].currency);
		for (size_t t = 0; t < 3; t++) {
			if ((line->at[t].rows > 0) != (rows[i].at[t] >= 0))
				fail_msg("%s, touchpoint %zu", rows[i].name, t);
			if (line->at[t].rows)
				assert_near(line->at[t].amount, rows[i].at[t], 1e-9);
		}
		assert_int_equal(line->elsewhere.rows > 0, rows[i].elsewhere >= 0);
		if (line->elsewhere.rows)
			assert_near(line->elsewhere.amount, rows[i].elsewhere, 1e-9);
	}
	bench_close(&b);
}

/* Sums are of everybody. */
static void a_segment_has_none(void **state)
{
	struct bench b = shop();
	uint64_t *some = NEW_ARRAY(&b.sc, uint64_t, 1);

	(void)state;
	*some = 1;
	assert_int_equal(map_of(&b, &(struct study_wish){ .customers = some })->sums.n, 0);
	bench_close(&b);
}

static void sums_alone_are_no_map(void **state)
{
	struct bench b = bench_new();

	(void)state;
	bench_take(&b, "ads.csv", ads);
	assert_null(study_open(&b.sc, b.ws, NULL, NULL));
	assert_fault(&b.sc, FAULT_NOT_FOUND, "there are only sums here (9)");
	bench_close(&b);
}

static void notes_stand_on_their_own_map(void **state)
{
	struct bench b = shop();
	struct note note = { .written_us = 7, .author = STR("anna"), .touchpoint = STR("cart") };
	int64_t id;

	(void)state;
	note.map = STR("m");
	note.text = STR("Here");
	assert_true(notes_add(&b.sc, b.ws->documents, &note, &id));
	note.map = STR("other");
	note.text = STR("There");
	assert_true(notes_add(&b.sc, b.ws->documents, &note, &id));
	const struct map *map = map_of(&b, &(struct study_wish){ 0 });
	const struct map_lane *lane = &map->lanes.at[map->lanes.n - 1];
	assert_int_equal(lane->lane, LANE_TEXT);
	assert_int_equal(lane->cells[1].cells.n, 1);
	assert_str(lane->cells[1].cells.at[0].text, "\"Here\" — anna");
	assert_int_equal(map->sources.at[map->sources.n - 1].notes, 1);
	assert_int_equal(map->events, 7);
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_of_reports_stand_at_their_touchpoints),
		cmocka_unit_test(a_segment_has_none),
		cmocka_unit_test(sums_alone_are_no_map),
		cmocka_unit_test(notes_stand_on_their_own_map),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
