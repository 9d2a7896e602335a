/* What the API answers to questions about a map: held against numbers counted by hand, and against the rows. */
#include "house_kit.h"

static const char SURVEY[] =
	"customer_id,event,timestamp,nps,comment\n"
	"ada,help,2026-03-05T10:00:00Z,10,\"The delivery was great, write to anna.nowak@shop.example\"\n"
	"bob,help,2026-03-05T11:00:00Z,2,\"Terrible support, the courier was rude and late\"\n"
	"cyd,buy,2026-03-05T12:00:00Z,9,\"I would like to pay by invoice\"\n"
	"dan,cart,2026-03-05T13:00:00Z,3,\"I was afraid that my card is charged twice\"\n"
	"eve,cart,2026-03-05T14:00:00Z,5,\"I expected the delivery to be free\"\n"
	"fay,visit,2026-03-05T15:00:00Z,5,\"I expected the delivery to be free\"\n";

static int open_kit(void **state)
{
	struct house_kit *kit = house_kit_open_with(&(struct kit_wish){ .survey = SURVEY });

	kit_publish(kit, "shop");
	*state = kit;
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

#define SHOP "/api/v1/maps/shop"

/* --- ways ---------------------------------------------------------------------------------------------------- */

static void a_funnel(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a =
		kit_get(kit, kit->editor, SHOP "/funnel?steps=visit,cart,Purchase&unit=customers&within=7d");

	assert_int_equal(kit_size(a, "steps"), 3);
	assert_int_equal(kit_number(a, "steps.0.reached"), 8);
	assert_int_equal(kit_number(a, "steps.1.reached"), 5);
	assert_int_equal(kit_number(a, "steps.2.reached"), 3);
	assert_near(kit_number(a, "steps.2.share.value"), 3.0 / 8, 1e-9);
	assert_near(kit_number(a, "steps.2.median_s"), 300, 1e-9);
	a = kit_get(kit, kit->editor, SHOP "/funnel?steps=visit,cart,buy&unit=customers&where=country%3DPL");
	assert_int_equal(kit_number(a, "steps.0.reached"), 3);
	assert_string_equal(kit_text(a, "where"), "country is PL");
	a = kit_get(kit, kit->editor, SHOP "/funnel?steps=visit,cart,buy&unit=customers&step_within=1m");
	assert_int_equal(kit_number(a, "steps.1.reached"), 0);
	a = kit_get(kit, kit->editor, SHOP "/funnel?steps=visit,buy&unit=customers&without=cart");
	assert_int_equal(kit_number(a, "steps.1.reached"), 0);
	kit_is_tagged(kit, kit->editor, SHOP "/funnel?steps=visit,cart");
}

static void funnels_that_do_not_fit(void **state)
{
	struct house_kit *kit = *state;
	static const struct {
		const char *query;
		int status;
		const char *words;
	} rows[] = {
		{ "/funnel", 422, "\\\"steps\\\" is needed" },
		{ "/funnel?steps=%20,", 422, "a funnel needs steps" },
		{ "/funnel?steps=visit,moon", 422, "moon" },
		{ "/funnel?steps=visit,cart&within=soon", 422, "within: \\\"soon\\\" is no time" },
		{ "/funnel?steps=visit,cart&within=-1d", 422, "is no time" },
		{ "/funnel?steps=visit,cart,buy&step_within=1d,2d,3d", 422, "as many as there are steps" },
		{ "/funnel?steps=visit,cart&step_within=x", 422, "step_within: \\\"x\\\" is no time" },
		{ "/funnel?steps=visit,cart&mode=wild", 422, "one of: ordered" },
		{ "/funnel?steps=visit,cart&unit=days", 422, "one of: journeys" },
		{ "/funnel?steps=visit,cart&where=%7Bbroken", 422, "" },
		{ "/funnel?steps=visit,cart&where=segment:nobody", 422, "nobody" },
		{ "/funnel?steps=visit,cart&colour=red", 422, "nothing here is asked by \\\"colour\\\"" },
		{ "/flow?from=moon", 422, "moon" },
		{ "/flow?depth=0", 422, "depth" },
		{ "/flow?anchor=middle", 422, "one of: first" },
		{ "/paths?top=1000000", 422, "top" },
		{ "/paths?run=99", 422, "run" },
		{ "/gaps?where=%7Bdid:%20moon%7D", 422, "moon" },
		{ "/scores?by=moon", 422, "one of: touchpoint" },
		{ "/scores?per=fortnight", 422, "one of: day" },
		{ "/voice?last=soon", 422, "last: \\\"soon\\\" is no time" },
		{ "/findings?touchpoint=moon", 422, "moon" },
		{ "/findings?kind=joy", 422, "one of: pain" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *path = scope_printf(&kit->sc, SHOP "%s", rows[i].query);
		kit_refused(kit, kit->editor, "GET", path, NULL, rows[i].status, rows[i].words);
	}
}

static void nobody_asks_unseen(void **state)
{
	struct house_kit *kit = *state;
	static const char *const paths[] = { "/funnel?steps=visit", "/flow", "/paths", "/gaps", "/scores",
		"/voice", "/findings" };

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		const char *here = scope_printf(&kit->sc, SHOP "%s", paths[i]),
			   *nowhere = scope_printf(&kit->sc, "/api/v1/maps/nowhere%s", paths[i]);
		kit_refused(kit, kit->nobody, "GET", here, NULL, 401, "sign in");
		kit_refused(kit, kit->editor, "GET", nowhere, NULL, 404, "there is no map");
		kit_is_tagged(kit, kit->viewer, here);
		kit_is_tagged(kit, kit->editor, here);
	}
	kit_refused(kit, kit->nobody, "GET", "/api/v1/search?q=delivery", NULL, 401, "sign in");
}

static void flow_and_paths(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, SHOP "/flow?from=visit&depth=2&anchor=first");

	assert_string_equal(kit_text(a, "steps.direction"), "forward");
	assert_int_equal(kit_number(a, "steps.anchors"), 8);
	assert_int_equal(kit_number(a, "steps.rows.1.cart"), 5);
	assert_null(strstr(a->body, "links"));
	kit_get(kit, kit->editor, SHOP "/flow?to=buy&centred=true&where=country%3DPL");
	a = kit_get(kit, kit->editor, SHOP "/flow?from=visit&depth=1&links=true");
	assert_string_equal(kit_text(a, "steps.links.0.from"), "visit");
	assert_string_equal(kit_text(a, "steps.links.0.to"), "cart");
	assert_int_equal(kit_number(a, "steps.links.0.count"), 5);
	assert_int_equal(kit_number(a, "steps.links.0.row"), 0);
	kit_refused(kit, kit->editor, "GET", SHOP "/flow?depth=1000&links=maybe", NULL, 422, "links");
	a = kit_get(kit, kit->editor, SHOP "/paths?unit=customers&top=1&run=2");
	assert_int_equal(kit_number(a, "units"), 8);
	assert_int_equal(kit_size(a, "variants.list"), 1);
	assert_int_equal(kit_size(a, "runs.list"), 1);
	assert_string_equal(kit_text(a, "runs.list.0.events.1"), "cart");
}

/* --- scores and gaps ----------------------------------------------------------------------------------------- */

static void scores_of_a_survey(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, SHOP "/scores");

	/* One promoter and one detractor asked for help. */
	assert_int_equal(kit_size(a, "lines"), 4);
	assert_string_equal(kit_text(a, "lines.3.place"), "help");
	assert_near(kit_number(a, "lines.3.cells.0.score.value"), 0, 1e-9);
	assert_int_equal(kit_number(a, "lines.3.cells.0.answers"), 2);
	a = kit_get(kit, kit->editor, SHOP "/scores?where=country%3DPL&where=country%3DDE");
	assert_int_equal(kit_size(a, "segments"), 2);
	assert_int_equal(kit_number(a, "segments.0.customers"), 3);
	assert_int_equal(kit_number(a, "segments.1.customers"), 5);
	a = kit_get(kit, kit->editor, SHOP "/scores?by=event&per=month");
	assert_string_equal(kit_text(a, "per"), "month");
	assert_string_equal(kit_text(a, "lines.0.cells.0.period"), "2026-03");
	kit_get(kit, kit->editor, SHOP "/scores?by=time");
	kit_get(kit, kit->editor, SHOP "/scores?by=source&where=");
}

static void gaps_of_a_promise(void **state)
{
	static const char promised[] =
		"{\"seen\":0,\"definition\":{\"map\":\"promised\",\"title\":\"Promised\",\"stages\":[{\"id\":\"all\",\"name\":"
		"\"All\",\"touchpoints\":[{\"id\":\"buy\",\"name\":\"Buy\",\"match\":{\"event\":\"buy\"}},{\"id\":\"help\",\"name\":"
		"\"Help\",\"match\":{\"event\":\"help\"},\"expected\":{\"within\":\"10m\",\"since\":\"buy\"}}]}]}}";
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_ask(kit, kit->editor, "PUT", "/api/v1/maps/promised/definition", promised);

	if (a->status != 200)
		fail_msg("%s", a->body);
	a = kit_get(kit, kit->editor, "/api/v1/maps/promised/gaps");
	/* Both who were helped waited 50 minutes. */
	assert_int_equal(kit_size(a, "gaps"), 1);
	assert_string_equal(kit_text(a, "gaps.0.kind"), "within");
	assert_int_equal(kit_number(a, "gaps.0.n"), 2);
	assert_near(kit_number(a, "gaps.0.broken.value"), 1, 1e-9);
	assert_int_equal(kit_size(kit_get(kit, kit->viewer, SHOP "/gaps"), "gaps"), 0);
}

/* --- what was said --------------------------------------------------------------------------------------------- */

static void voices_are_masked(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, SHOP "/voice?last=30d");

	assert_int_equal(kit_number(a, "voice.texts"), 6);
	assert_int_equal(kit_number(a, "voice.customers"), 6);
	assert_non_null(strstr(a->body, "write to [e-mail]"));
	assert_null(strstr(a->body, "anna.nowak"));
	a = kit_get(kit, kit->editor, SHOP "/voice?where=country%3DDE");
	assert_int_equal(kit_number(a, "voice.customers"), 3);
}

static void search_is_masked_but_for_whom_it_may(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/search?q=delivery");

	assert_int_equal(kit_number(a, "texts"), 3);
	assert_int_equal(kit_size(a, "found"), 3);
	assert_null(strstr(a->body, "anna.nowak"));
	kit_refused(kit, kit->viewer, "GET", "/api/v1/search?q=delivery&written=true", NULL, 403, "personal");
	a = kit_get(kit, kit->editor, "/api/v1/search?q=delivery&written=true&map=shop");
	assert_non_null(strstr(a->body, "anna.nowak@shop.example"));
	a = kit_get(kit, kit->admin, "/api/v1/audit?looks=true&action=look.search");
	assert_int_equal(kit_size(a, "rows"), 1);
	assert_null(strstr(a->body, "delivery"));
	a = kit_get(kit, kit->viewer, "/api/v1/search?q=delivery&touchpoint=cart");
	assert_int_equal(kit_size(a, "found"), 1);
	assert_string_equal(kit_text(a, "found.0.touchpoint"), "cart");
	/* As many as are listed, and not as many as said it anywhere. */
	assert_int_equal(kit_number(a, "texts"), 1);
	assert_int_equal(kit_number(a, "customers"), 1);
	kit_is_tagged(kit, kit->viewer, "/api/v1/search?q=delivery");
}

/* Two texts that read the same are two rows. */
static void search_goes_page_by_page(void **state)
{
	struct house_kit *kit = *state;

	assert_int_equal(kit_pages(kit, kit->editor, "/api/v1/search?q=delivery&", "found"), 3);
	kit_refused(kit, kit->editor, "GET", "/api/v1/search", NULL, 422, "\\\"q\\\" is needed");
	kit_refused(kit, kit->editor, "GET", "/api/v1/search?q=%2C", NULL, 422, "word");
	kit_refused(
		kit, kit->editor, "GET", "/api/v1/search?q=late&map=nowhere", NULL, 404, "there is no map");
	kit_refused(kit, kit->editor, "GET", "/api/v1/search?q=late&touchpoint=moon", NULL, 422,
		"has no touchpoint");
}

static void findings_are_judged(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, SHOP "/findings");

	assert_int_equal(kit_size(a, "findings"), 3);
	assert_int_equal(kit_pages(kit, kit->viewer, SHOP "/findings?", "findings"), 3);
	assert_int_equal(kit_size(kit_get(kit, kit->viewer, SHOP "/findings?kind=need"), "findings"), 1);
	assert_int_equal(kit_pages(kit, kit->viewer, SHOP "/findings?kind=expectation&", "findings"), 2);
	assert_int_equal(
		kit_size(kit_get(kit, kit->viewer, SHOP "/findings?touchpoint=cart"), "findings"), 1);
	assert_int_equal(
		kit_size(kit_get(kit, kit->viewer, SHOP "/findings?state=confirmed"), "findings"), 0);
	const char *path = scope_printf(&kit->sc, SHOP "/findings/%s", kit_text(a, "findings.0.id"));
	kit_refused(kit, kit->viewer, "POST", path, "{\"confirmed\":true}", 403, "write");
	kit_refused(kit, kit->editor, "POST", path, "{}", 422, "confirmed: is needed");
	kit_refused(
		kit, kit->editor, "POST", SHOP "/findings/ffffff", "{\"confirmed\":true}", 404, "finding");
	assert_int_equal(kit_ask(kit, kit->editor, "POST", path, "{\"confirmed\":true}")->status, 204);
	a = kit_get(kit, kit->editor, SHOP "/findings?state=confirmed");
	assert_int_equal(kit_size(a, "findings"), 1);
	a = kit_get(kit, kit->admin, "/api/v1/audit?on=finding");
	assert_int_equal(kit_size(a, "rows"), 1);
	assert_non_null(strstr(kit_text(a, "rows.0.details"), "confirmed"));
}

static void texts_are_corrected(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/search?q=courier");
	const char *id = kit_text(a, "found.0.id");
	const char *both = scope_printf(&kit->sc,
		"{\"text\":\"%s\",\"map\":\"shop\",\"feeling\":\"positive\",\"touchpoint\":\"cart\"}", id);

	kit_refused(kit, kit->viewer, "POST", "/api/v1/corrections", both, 403, "write");
	assert_int_equal(kit_ask(kit, kit->editor, "POST", "/api/v1/corrections", both)->status, 204);
	assert_int_equal(kit_size(kit_get(kit, kit->admin, "/api/v1/audit?on=text"), "rows"), 1);
	kit_refused(kit, kit->editor, "POST", "/api/v1/corrections",
		scope_printf(&kit->sc, "{\"text\":\"%s\"}", id), 422, "one of them");
	kit_refused(kit, kit->editor, "POST", "/api/v1/corrections",
		scope_printf(&kit->sc, "{\"text\":\"%s\",\"touchpoint\":\"moon\"}", id), 404, "moon");
	kit_refused(kit, kit->editor, "POST", "/api/v1/corrections",
		"{\"text\":\"0000000000\",\"feeling\":\"positive\"}", 404, "0000000000");
	kit_refused(kit, kit->editor, "POST", "/api/v1/corrections",
		scope_printf(&kit->sc, "{\"text\":\"%s\",\"feeling\":\"glad\"}", id), 422,
		"one of: negative");
}

static void corrections_are_taken_back(void **state)
{
	struct house_kit *kit = *state;
	const char *id = kit_text(kit_get(kit, kit->editor, "/api/v1/search?q=courier"), "found.0.id");
	const char *at = scope_printf(&kit->sc, "/api/v1/corrections/%s", id);
	const char *feeling = scope_printf(&kit->sc, "%s?what=feeling", at);

	assert_int_equal(kit_ask(kit, kit->editor, "POST", "/api/v1/corrections",
				 scope_printf(&kit->sc,
					 "{\"text\":\"%s\",\"map\":\"shop\",\"feeling\":\"positive\","
					 "\"touchpoint\":\"cart\"}",
					 id))
				 ->status,
		204);
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/search?q=courier");
	assert_string_equal(kit_text(a, "found.0.corrected_feeling"), "positive");
	assert_string_equal(kit_text(a, "found.0.corrected_touchpoint"), "cart");
	kit_refused(kit, kit->viewer, "DELETE", feeling, NULL, 403, "write");
	kit_refused(kit, kit->editor, "DELETE", at, NULL, 422, "what");
	kit_refused(
		kit, kit->editor, "DELETE", scope_printf(&kit->sc, "%s?what=mood", at), NULL, 422, "feeling");
	kit_refused(kit, kit->editor, "DELETE", "/api/v1/corrections/0000000000?what=feeling", NULL, 404,
		"0000000000");
	assert_int_equal(kit_ask(kit, kit->editor, "DELETE", feeling, NULL)->status, 204);
	assert_int_equal(kit_ask(kit, kit->editor, "DELETE", feeling, NULL)->status, 204);
	a = kit_get(kit, kit->editor, "/api/v1/search?q=courier");
	assert_true(json_is_null(kit_at(a, "found.0.corrected_feeling")));
	assert_string_equal(kit_text(a, "found.0.corrected_touchpoint"), "cart");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_funnel),
		cmocka_unit_test(funnels_that_do_not_fit),
		cmocka_unit_test(nobody_asks_unseen),
		cmocka_unit_test(flow_and_paths),
		cmocka_unit_test(scores_of_a_survey),
		cmocka_unit_test(gaps_of_a_promise),
		cmocka_unit_test(voices_are_masked),
		cmocka_unit_test(search_is_masked_but_for_whom_it_may),
		cmocka_unit_test(search_goes_page_by_page),
		cmocka_unit_test(findings_are_judged),
		cmocka_unit_test(texts_are_corrected),
		cmocka_unit_test(corrections_are_taken_back),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
