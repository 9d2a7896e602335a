/* A version drawn: as the map was drawn on the day, whatever came since, and without the words that are gone. */
#include "answer/redraw.h"

#include "base/buf.h"
#include "bench.h"
#include "draw/draw.h"
#include "model/definition_io.h"

static const char map_text[] =
	"map: m\ntitle: M\ngoal: pay\nstages:\n- id: all\n  name: All\n  touchpoints:\n"
	"  - {id: visit, name: Visit, match: [{event: visit}]}\n"
	"  - {id: pay, name: Pay, match: [{event: pay}]}\n";

static const char evidence[] = "customer_id,time,event,comment\n"
			       "ada,2026-01-02T10:00:00Z,visit,\n"
			       "ada,2026-01-02T10:05:00Z,pay,\"Payment failed twice, that was terrible\"\n"
			       "bob,2026-01-03T10:00:00Z,visit,\n"
			       "cyd,2026-01-04T10:00:00Z,visit,\n";

static const char later[] =
	"customer_id,time,event\ndan,2026-02-02T10:00:00Z,visit\neve,2026-02-02T10:00:00Z,pay\n";

static void publish_it(struct bench *b)
{
	struct definition *def = definition_from_text(&b->sc, DOCUMENT_GUESS, STR(map_text));
	struct saved_map map = { .id = STR("m"),
		.title = STR("M"),
		.text = definition_to_json(&b->sc, def),
		.author = STR("anna") };
	struct published v = { .author = STR("anna"), .note = STR("before spring"), .published_us = 1000000 };

	assert_true(documents_put_map(&b->sc, b->ws->documents, &map, 0));
	if (!publish(&b->sc, b->study, documents_map(&b->sc, b->ws->documents, STR("m")),
		    &(struct publish_wish){ .version = &v }))
		fail_msg("%s", b->sc.why);
}

static struct map *redrawn(struct bench *b)
{
	struct shown *shown = publish_show(&b->sc, b->ws->documents, STR("m"), 1);
	struct map *map = shown ? redraw_map(&b->sc, shown) : NULL;

	if (!map)
		fail_msg("%s", b->sc.why);
	return map;
}

static struct str drawn(struct bench *b, const struct map *map, const char *format)
{
	struct buf *out = buf_new(&b->sc, DRAW_CEILING);

	assert_true(draw_write(&b->sc, map, str_of(format), out));
	return buf_str(out);
}

static void drawn_as_on_its_day(void **state)
{
	struct bench b = bench_new();
	struct definition *def = definition_from_text(&b.sc, DOCUMENT_GUESS, STR(map_text));

	(void)state;
	bench_import(&b, bench_write(&b, "january.csv", STR(evidence)));
	bench_study(&b);
	publish_it(&b);
	struct map *then = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 }), *version = redrawn(&b);
	size_t remarks = version->remarks.n;
	assert_str(version->remarks.at[remarks - 1],
		"Version 1, published 1970-01-01 by anna: before spring. The numbers are those of that day.");
	version->remarks.n--;
	assert_true(str_equal(drawn(&b, then, "svg"), drawn(&b, version, "svg")));
	assert_true(str_has(drawn(&b, version, "svg"), STR("Payment failed")));
	bench_import(&b, bench_write(&b, "february.csv", STR(later)));
	bench_study(&b);
	version = redrawn(&b);
	assert_int_equal(version->customers, 3);
	assert_int_equal(version->touchpoints.at[0].figures.customers, 3);
	bench_close(&b);
}

static void words_that_are_gone(void **state)
{
	struct bench b = bench_new();

	(void)state;
	bench_import(&b, bench_write(&b, "january.csv", STR(evidence)));
	bench_study(&b);
	publish_it(&b);
	assert_true(lite_run(&b.sc, documents_lite(b.ws->documents), "DELETE FROM feedback", 0, NULL));
	struct map *version = redrawn(&b);
	struct str last = version->remarks.at[version->remarks.n - 1];
	assert_true(str_has(last, STR("quotes are not there any more: erased or taken back since.")));
	assert_false(str_has(drawn(&b, version, "html"), STR("Payment failed")));
	bench_close(&b);
}

static void what_is_damaged(void **state)
{
	struct scope sc = { 0 };
	struct published v = { .no = 1 };
	struct shown shown = { .version = &v, .json = STR("{\"format\":\"wend-map\",\"lanes\":[{}]}") };

	(void)state;
	assert_null(redraw_map(&sc, &shown));
	assert_fault(&sc, FAULT_INVALID, "no map as wend map --json writes it");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drawn_as_on_its_day),
		cmocka_unit_test(words_that_are_gone),
		cmocka_unit_test(what_is_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
