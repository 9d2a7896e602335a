/* What stands behind the numbers of a map, over HTTP: lists as long as the numbers, by whom they may be seen, counts of
 * conditions, and maps of a period. */
#include "house_kit.h"

static const char DRAFT[] =
	"{\"seen\":0,\"definition\":{\"map\":\"secret\",\"title\":\"Plans of ours\",\"stages\":[{\"id\":\"look\","
	"\"name\":\"Look\",\"touchpoints\":[{\"id\":\"visit\",\"name\":\"Visit\",\"match\":{\"event\":\"visit\"}}]}]}}";

static int open_kit(void **state)
{
	struct house_kit *kit = house_kit_open();

	kit_publish(kit, "shop");
	assert_int_equal(
		kit_ask(kit, kit->editor, "PUT", "/api/v1/maps/secret/definition", DRAFT)->status, 200);
	*state = kit;
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static size_t looks(struct house_kit *kit, const char *action)
{
	return kit_size(kit_get(kit, kit->admin,
				scope_printf(&kit->sc, "/api/v1/audit?looks=true&action=%s", action)),
		"rows");
}

/* --- journeys ------------------------------------------------------------------------------------------------ */

/* Every number that a touchpoint of the map has, and the length of the list behind it. */
static void lists_are_as_long_as_the_map_says(void **state)
{
	static const struct {
		const char *of, *number;
	} rows[] = { { "reach", "reach.journeys" }, { "settled", "drop_off.n" }, { "entries", "entries" },
		{ "exits", "exits" } };
	struct house_kit *kit = *state;
	static const char *const wheres[] = { "", "&where=country%3DPL", "&period=2026-03-02..2026-03-03" };

	for (size_t w = 0; w < COUNT_OF(wheres); w++) {
		struct kit_answer *map = kit_get(kit, kit->editor,
			scope_printf(&kit->sc, "/api/v1/maps/shop?%s", wheres[w] + (*wheres[w] != 0)));
		for (size_t t = 0; t < kit_size(map, "touchpoints"); t++) {
			const char *id = kit_text(map, scope_printf(&kit->sc, "touchpoints.%zu.id", t));
			for (size_t r = 0; r < COUNT_OF(rows); r++) {
				struct kit_answer *a = kit_get(kit, kit->editor,
					scope_printf(&kit->sc,
						"/api/v1/maps/shop/touchpoints/%s/journeys?of=%s%s", id,
						rows[r].of, wheres[w]));
				assert_int_equal(kit_number(a, "total"),
					kit_number(map, scope_printf(&kit->sc, "touchpoints.%zu.%s", t,
								rows[r].number)));
				assert_int_equal(kit_size(a, "journeys"), kit_number(a, "total"));
			}
		}
	}
}

/* By hand: eight visit, of whom ada, bob, cyd come back with an answer two days later, in the same journey. */
static void journeys_are_told(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/touchpoints/buy/journeys");

	assert_int_equal(kit_number(a, "total"), 3);
	assert_int_equal(kit_number(a, "customers"), 3);
	assert_string_equal(kit_text(a, "at"), "buy");
	assert_string_equal(kit_text(a, "of"), "reach");
	assert_string_equal(kit_text(a, "journeys.0.start"), "2026-03-03T10:00:00Z");
	assert_string_equal(kit_text(a, "journeys.2.start"), "2026-03-02T10:00:00Z");
	assert_string_equal(kit_text(a, "journeys.2.end"), "2026-03-05T10:00:00Z");
	assert_string_equal(kit_text(a, "journeys.2.state"), "converted");
	assert_int_equal(kit_number(a, "journeys.2.events"), 5);
	assert_int_equal(kit_size(a, "journeys.2.visits"), 4);
	assert_string_equal(kit_text(a, "journeys.2.visits.3.touchpoint"), "help");
	assert_int_equal(kit_number(a, "journeys.2.visits.3.events"), 2);
	assert_int_equal(kit_number(a, "journeys.2.more_visits"), 0);
	assert_null(kit_at(a, "journeys.0.customer"));
	assert_null(strstr(a->body, "ada"));
	assert_int_equal(
		kit_pages(kit, kit->viewer, "/api/v1/maps/shop/touchpoints/visit/journeys?", "journeys"), 8);
	assert_int_equal(
		kit_pages(kit, kit->viewer, "/api/v1/maps/shop/journeys?of=converted&", "journeys"), 3);
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/stages/order/journeys");
	assert_int_equal(kit_number(a, "total"), 5);
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/journeys?where=country%3DPL");
	assert_int_equal(kit_number(a, "total"), 3);
	assert_string_equal(kit_text(a, "where"), "country is PL");
	kit_is_tagged(kit, kit->viewer, "/api/v1/maps/shop/journeys");
}

static void names_are_a_look(void **state)
{
	struct house_kit *kit = *state;
	const char *path = "/api/v1/maps/shop/touchpoints/buy/journeys?named=true";

	kit_refused(kit, kit->viewer, "GET", path, NULL, 403, "personal");
	assert_int_equal(looks(kit, "look.journeys"), 0);
	struct kit_answer *a = kit_get(kit, kit->editor, path);
	assert_string_equal(kit_text(a, "journeys.2.customer"), "ada");
	assert_string_equal(kit_text(a, "journeys.0.customer"), "cyd");
	kit_get(kit, kit->editor, path);
	assert_int_equal(looks(kit, "look.journeys"), 2);
	assert_int_equal(kit_ask(kit, kit->editor, "GET", "/api/v1/customers/ada", NULL)->status, 200);
	kit_hide_log(kit, true);
	assert_int_equal(kit_ask(kit, kit->editor, "GET", path, NULL)->status, 500);
	kit_hide_log(kit, false);
}

static const char FOR_POLES[] =
	"{\"seen\":0,\"definition\":{\"map\":\"poles\",\"title\":\"Of Poles\",\"persona\":\"pole\",\"stages\":[{\"id\":\"look\","
	"\"name\":\"Look\",\"touchpoints\":[{\"id\":\"visit\",\"name\":\"Visit\",\"match\":{\"event\":\"visit\"}}]}]}}";

/* A map for a persona counts its customers: so does the list. */
static void lists_are_of_the_maps_persona(void **state)
{
	struct house_kit *kit = *state;

	assert_int_equal(
		kit_ask(kit, kit->editor, "POST", "/api/v1/personas",
			"{\"persona\":{\"id\":\"pole\",\"name\":\"Pole\",\"rule\":{\"attr\":\"country\",\"is\":\"PL\"}}}")
			->status,
		201);
	assert_int_equal(
		kit_ask(kit, kit->editor, "PUT", "/api/v1/maps/poles/definition", FOR_POLES)->status, 200);
	struct kit_answer *map = kit_get(kit, kit->editor, "/api/v1/maps/poles"),
			  *list = kit_get(kit, kit->editor, "/api/v1/maps/poles/touchpoints/visit/journeys"),
			  *kinds = kit_get(kit, kit->editor, "/api/v1/maps/poles/touchpoints/visit/kinds");
	assert_int_equal(kit_number(list, "total"), 3);
	assert_int_equal(kit_number(map, "touchpoints.0.reach.journeys"), 3);
	assert_int_equal(kit_number(kinds, "events"), kit_number(map, "touchpoints.0.events"));
}

/* --- kinds ---------------------------------------------------------------------------------------------------- */

static void kinds_say_which_match_it_was(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/touchpoints/help/kinds");

	assert_int_equal(kit_number(a, "events"), 4);
	assert_int_equal(kit_number(a, "total"), 2);
	assert_int_equal(kit_number(a, "kinds.0.match_no"), 0);
	assert_string_equal(kit_text(a, "kinds.0.match.event"), "help");
	assert_true(json_is_null(kit_at(a, "when")));
	assert_int_equal(
		kit_pages(kit, kit->viewer, "/api/v1/maps/shop/touchpoints/help/kinds?", "kinds"), 2);
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/unsorted");
	assert_int_equal(kit_number(a, "events"), 0);
	a = kit_get(kit, kit->editor, "/api/v1/maps/secret/unsorted");
	assert_int_equal(kit_number(a, "events"), 14);
	assert_int_equal(kit_size(a, "kinds"), 6);
	assert_true(json_is_null(kit_at(a, "kinds.0.match")));
	kit_is_tagged(kit, kit->viewer, "/api/v1/maps/shop/unsorted");
}

/* --- counts --------------------------------------------------------------------------------------------------- */

static const struct {
	const char *body, *who;
	double customers, parts;
} counts[] = {
	{ "{\"where\":\"country=PL\"}", "country is PL", 3, 0 },
	{ "{\"condition\":{\"did\":\"cart\"}}", "did cart", 5, 0 },
	{ "{\"map\":\"shop\",\"condition\":{\"did\":\"Purchase\"}}", "did Purchase", 3, 0 },
	{ "{\"parts\":true,\"condition\":{\"all\":[{\"did\":\"cart\"},{\"attr\":\"country\",\"is\":\"DE\"}]}}",
		"did cart and country is DE", 2, 2 },
};

static void conditions_are_counted(void **state)
{
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		struct kit_answer *a = kit_ask(kit, kit->viewer, "POST", "/api/v1/count", counts[i].body);
		if (a->status != 200)
			fail_msg("%s: %s", counts[i].body, a->body);
		assert_int_equal(kit_number(a, "customers"), counts[i].customers);
		assert_int_equal(kit_number(a, "of"), 8);
		assert_int_equal(kit_number(a, "share.n"), 8);
		assert_int_equal(kit_size(a, "parts"), counts[i].parts);
		assert_string_equal(kit_text(a, "who"), counts[i].who);
	}
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/attributes");
	assert_int_equal(kit_number(a, "looked_at"), 22);
	assert_non_null(strstr(a->body, "\"country\""));
	kit_is_tagged(kit, kit->viewer, "/api/v1/attributes");
}

/* --- periods ---------------------------------------------------------------------------------------------------- */

static void periods_are_of_journeys_that_start_in_them(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/maps/shop?period=2026-03-02");

	assert_int_equal(kit_number(a, "journeys.total"), 2);
	assert_non_null(strstr(a->body, "Only journeys that start from 2026-03-02 to 2026-03-02"));
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop?period=2026-03-03..2026-03-04");
	assert_int_equal(kit_number(a, "journeys.total"), 6);
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/drawing/txt?period=2026-03-02");
	assert_non_null(strstr(a->body, "Only journeys that start"));
	a = kit_get(
		kit, kit->viewer, "/api/v1/maps/shop/funnel?steps=visit,buy&period=2026-03-02..2026-03-03");
	assert_int_equal(kit_number(a, "steps.0.reached"), 5);
	assert_int_equal(kit_number(a, "steps.1.reached"), 3);
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/flow?period=2026-03-04");
	assert_int_equal(kit_number(a, "journeys"), 3);
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/paths?period=2026-03-03");
	assert_int_equal(kit_number(a, "units"), 3);
	assert_int_equal(kit_number(kit_get(kit, kit->viewer, "/api/v1/maps/shop/journeys?period=2026-03-03"),
				 "total"),
		3);
}

/* All that was said was said on the 5th: none of it on the days before. */
static void voices_are_of_what_was_said_in_it(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *all = kit_get(kit, kit->viewer, "/api/v1/maps/shop/voice?period=2026-03"),
			  *none = kit_get(kit, kit->viewer, "/api/v1/maps/shop/voice?period=2026-03-02");

	assert_non_null(strstr(all->body, "courier"));
	assert_null(strstr(none->body, "courier"));
	all = kit_get(kit, kit->viewer, "/api/v1/maps/shop/scores?period=2026-03");
	none = kit_get(kit, kit->viewer, "/api/v1/maps/shop/scores?period=2026-03-04");
	assert_true(kit_size(all, "lines") > 0);
	assert_int_equal(kit_size(none, "lines"), 0);
}

/* What a page asks for while somebody drags: the same counts, and nothing that has to be read. */
static void counts_alone_are_the_same_counts(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *all = kit_get(kit, kit->editor, "/api/v1/maps/shop"),
			  *quick = kit_get(kit, kit->editor, "/api/v1/maps/shop?parts=counts");

	assert_non_null(strstr(all->body, "courier"));
	assert_null(strstr(quick->body, "courier"));
	assert_non_null(strstr(quick->body, "Only what is counted"));
	for (size_t t = 0; t < kit_size(all, "touchpoints"); t++) {
		static const char *const numbers[] = { "reach.journeys", "visits", "events", "exits",
			"drop_off.n" };
		for (size_t i = 0; i < COUNT_OF(numbers); i++) {
			const char *at = scope_printf(&kit->sc, "touchpoints.%zu.%s", t, numbers[i]);
			assert_int_equal(kit_number(all, at), kit_number(quick, at));
		}
	}
	kit_is_tagged(kit, kit->editor, "/api/v1/maps/shop?parts=counts");
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static void what_does_not_fit_is_refused(void **state)
{
	static const struct {
		const char *verb, *path, *body, *words;
		int status;
	} rows[] = {
		{ "GET", "maps/shop/touchpoints/nowhere/journeys", NULL, "no touchpoint \\\"nowhere\\\"",
			422 },
		{ "GET", "maps/shop/stages/nowhere/journeys", NULL, "no stage \\\"nowhere\\\"", 422 },
		{ "GET", "maps/shop/touchpoints/nowhere/kinds", NULL, "no touchpoint \\\"nowhere\\\"", 422 },
		{ "GET", "maps/shop/journeys?of=exits", NULL, "exits are of a touchpoint", 422 },
		{ "GET", "maps/shop/journeys?of=some", NULL, "one of: reach", 422 },
		{ "GET", "maps/shop/journeys?limit=1000", NULL, "from 1 to 200", 422 },
		{ "GET", "maps/shop/journeys?cursor=AAAA", NULL, "cursor", 422 },
		{ "GET", "maps/shop/journeys?period=soon", NULL, "is no period", 422 },
		{ "GET", "maps/shop/flow?period=2026-Q9", NULL, "is no period", 422 },
		{ "GET", "maps/shop?period=2019", NULL, "no journey starts in 2019", 422 },
		{ "GET", "maps/shop?period=soon", NULL, "is no period", 422 },
		{ "GET", "maps/shop?period=2026-03&version=1", NULL, "period: a version stays", 422 },
		{ "GET", "maps/shop?parts=some", NULL, "one of: counts", 422 },
		{ "GET", "maps/shop?parts=counts&version=1", NULL, "parts: a version stays", 422 },
		{ "POST", "count", "{}", "send one of the two", 422 },
		{ "POST", "count", "{\"where\":\"a=b\",\"condition\":{\"did\":\"cart\"}}",
			"send one of the two", 422 },
		{ "POST", "count", "{\"condition\":{\"dod\":\"cart\"}}", "needs one of the fields", 422 },
		{ "POST", "count", "{\"condition\":{\"did\":\"dance\"}}", "is no event", 422 },
		{ "POST", "count", "{\"map\":\"none\",\"where\":\"country=PL\"}", "none", 404 },
	};
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *path = scope_printf(&kit->sc, "/api/v1/%s", rows[i].path);
		kit_refused(
			kit, kit->editor, rows[i].verb, path, rows[i].body, rows[i].status, rows[i].words);
		kit_refused(kit, kit->nobody, rows[i].verb, path, rows[i].body, 401, "sign in");
	}
	kit_refused(kit, kit->viewer, "GET", "/api/v1/maps/shop?period=2026-03", NULL, 422,
		"period: a version stays");
}

static void viewers_cannot_tell_that_there_is_a_draft(void **state)
{
	static const char *const paths[] = { "journeys", "touchpoints/visit/journeys", "stages/look/journeys",
		"touchpoints/visit/kinds", "unsorted" };
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		kit_refused(kit, kit->viewer, "GET",
			scope_printf(&kit->sc, "/api/v1/maps/secret/%s", paths[i]), NULL, 404,
			"no version of a map \\\"secret\\\"");
		kit_refused(kit, kit->viewer, "GET",
			scope_printf(&kit->sc, "/api/v1/maps/never/%s", paths[i]), NULL, 404,
			"no version of a map \\\"never\\\"");
	}
	kit_refused(kit, kit->viewer, "POST", "/api/v1/count",
		"{\"map\":\"secret\",\"where\":\"country=PL\"}", 404, "no version of a map \\\"secret\\\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_as_long_as_the_map_says),
		cmocka_unit_test(journeys_are_told),
		cmocka_unit_test(names_are_a_look),
		cmocka_unit_test(lists_are_of_the_maps_persona),
		cmocka_unit_test(kinds_say_which_match_it_was),
		cmocka_unit_test(conditions_are_counted),
		cmocka_unit_test(periods_are_of_journeys_that_start_in_them),
		cmocka_unit_test(voices_are_of_what_was_said_in_it),
		cmocka_unit_test(counts_alone_are_the_same_counts),
		cmocka_unit_test(what_does_not_fit_is_refused),
		cmocka_unit_test(viewers_cannot_tell_that_there_is_a_draft),
	};
	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
