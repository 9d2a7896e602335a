/* A map's story from the command line: published, changed, compared, restored; and who is erased is gone from it. */
#include "base/buf.h"
#include "shop.h"

static void with_map(struct box *box)
{
	make_workspace(box, "ws");
	shop_csv(box, "shop.csv",
		&(struct shop){ .customers = 400, .seed = 3, .texts = true, .ratings = true });
	wend_ok(box, "import", "shop.csv", "-w", "ws");
	wend_ok(box, "map", "-w", "ws");
}

/* In April hardly anybody gets past the product. */
static void worse_april(struct box *box)
{
	static const char *const ways[] = { "landing", "product", "cart" };
	struct buf *out = buf_new(&box->sc, 1 << 20);

	buf_puts(out, "customer_id,time,event\n");
	for (int i = 0; i < 300; i++)
		for (int e = 0; e < (i % 20 ? 2 : 3); e++)
			buf_printf(out, "n%d,2026-04-%02dT10:%02d:00Z,%s\n", i, i % 28 + 1, e, ways[e]);
	box_write(box, "april.csv", buf_str(out).p, buf_len(out));
	wend_ok(box, "import", "april.csv", "-w", "ws");
}

static void rename_map(struct box *box, const char *title)
{
	const char *commands =
		scope_printf(&box->sc, "#!/bin/sh\nsed -i 's/^title: .*/title: %s/' \"$1\"\n", title);

	box_text(box, "editor", commands);
	run_program(box, "/bin/chmod", "755", "editor");
	box->env[0] = scope_printf(&box->sc, "EDITOR=%s", box_path(box, "editor"));
	box->env[1] = "VISUAL=";
	wend_ok(box, "edit", "first-map", "-w", "ws");
}

static void assert_says(struct str out, const char *words)
{
	if (!str_has(out, str_of(words)))
		fail_msg("no \"%s\" in %.*s", words, STR_ARG(out));
}

/* After the map was renamed and other evidence came: the table is that of the day, and each drawing says of which. */
static void is_drawn_as_it_was(struct box *box)
{
	wend_ok(box, "map", "first-map@1", "-w", "ws", "-o", "v1.csv", "-o", "v1.svg", "-o", "v1.html", "-o",
		"v1.txt", "-o", "v1.pdf", "-o", "v1.png");
	assert_true(str_equal(box_read(box, "v1.csv"), box_read(box, "day.csv")));
	assert_says(
		box_read(box, "v1.html"), "<li>Version 1 of &quot;first-map&quot; (current), published 20");
	assert_says(box_read(box, "v1.txt"), "Version 1 of \"first-map\"");
	assert_says(box_read(box, "v1.svg"), "Version 1 of");
	assert_false(str_has(box_read(box, "v1.html"), STR("Buying")));
	assert_true(str_starts(box_read(box, "v1.pdf"), STR("%PDF-")));
	assert_true(str_starts(box_read(box, "v1.png"), STR("\x89PNG")));
}

static void a_map_is_published_changed_compared_restored(void **state)
{
	struct box *box = *state;

	with_map(box);
	assert_says(
		wend_ok(box, "publish", "first-map", "-w", "ws", "--note", "As it was", "--author", "anna"),
		"\"first-map\" is version 1 (revision 1)");
	struct str then = wend_ok(box, "map", "first-map@1", "-w", "ws", "--json");
	wend_ok(box, "map", "first-map", "-w", "ws", "-o", "day.csv", "-o", "day.json");
	rename_map(box, "Buying");
	worse_april(box);
	wend_ok(box, "publish", "first-map", "-w", "ws", "--state", "planned", "--author", "bo");

	struct str again = wend_ok(box, "map", "first-map@1", "-w", "ws", "--json");
	assert_true(str_equal(then, again));
	assert_says(wend_ok(box, "map", "first-map@1", "-w", "ws"), "published 20");
	assert_says(wend_ok(box, "map", "first-map@1", "-w", "ws"), "by anna: As it was");
	wend_ok(box, "map", "first-map@1", "-w", "ws", "-o", "v1.json");
	assert_true(str_equal(box_read(box, "v1.json"), then));
	is_drawn_as_it_was(box);

	json_t *history = json_of(wend_ok(box, "history", "first-map", "-w", "ws", "--json"));
	assert_int_equal(json_array_size(json_at(history, "revisions")), 2);
	assert_int_equal(json_array_size(json_at(history, "versions")), 2);
	assert_string_equal(json_string_value(json_at(history, "versions.0.note")), "As it was");
	assert_string_equal(json_string_value(json_at(history, "versions.1.state")), "planned");
	assert_int_equal(json_int_at(history, "versions.1.revision"), 2);
	json_decref(history);
	struct str listed = wend_ok(box, "history", "first-map", "-w", "ws");
	assert_says(listed, "first-map@2");
	assert_says(listed, "revision 1");

	struct str exported = wend_ok(box, "export", "-w", "ws", "-o", "out");
	assert_says(exported, "map-1-version-2.json");
	assert_true(str_has(then, box_read(box, "out/map-1-version-1.json")));
	struct str revisions = box_read(box, "out/map-1-history.ndjson");
	assert_says(revisions, "\"revision\":1,\"author\":\"wend\"");
	assert_says(revisions, "\"title\":\"Buying\"");

	assert_says(wend_ok(box, "history", "first-map", "-w", "ws", "--restore", "first-map@1"),
		"as in first-map@1 again: revision 3");
	assert_says(wend_ok(box, "map", "-w", "ws"), "Customer journey");
	assert_says(wend_ok(box, "history", "first-map", "-w", "ws", "--restore", "2"), "revision 4");
	assert_says(wend_ok(box, "map", "-w", "ws"), "Buying");
}

static const json_t *line_of(const json_t *comparison, const char *touchpoint, const char *what)
{
	const json_t *lines = json_at(comparison, "lines"), *line;
	size_t i;

	json_array_foreach(lines, i, line)
	{
		const char *at = json_string_value(json_at(line, "touchpoint"));
		if (at && strcmp(at, touchpoint) == 0 &&
			strcmp(json_string_value(json_at(line, "what")), what) == 0)
			return line;
	}
	fail_msg("no line of %s, %s", touchpoint, what);
	return NULL;
}

static void assert_verdict(
	const json_t *comparison, const char *touchpoint, const char *what, const char *want)
{
	assert_string_equal(
		json_string_value(json_at(line_of(comparison, touchpoint, what), "verdict")), want);
}

static void states_are_compared(void **state)
{
	struct box *box = *state;

	with_map(box);
	rename_map(box, "Buying");
	wend_ok(box, "publish", "first-map", "-w", "ws");
	json_t *c = json_of(wend_ok(box, "compare", "first-map@1", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(c, "significant"), 0);
	assert_true(json_int_at(c, "tested") > 10);
	assert_true(json_is_true(json_at(c, "overlap")));
	json_decref(c);
	assert_says(wend_ok(box, "compare", "first-map@1", "-w", "ws"), "Nothing changed that is sure");

	worse_april(box);
	wend_ok(box, "publish", "first-map", "-w", "ws");
	struct str versions = wend_ok(box, "compare", "first-map@1", "first-map@2", "-w", "ws", "--json");
	c = json_of(versions);
	assert_verdict(c, "purchase", "reach", "fell");
	assert_verdict(c, "landing", "reach", "unchanged");
	assert_string_equal(json_string_value(json_at(c, "before.name")), "first-map@1");
	json_decref(c);
	c = json_of(wend_ok(box, "compare", "first-map@1", "first-map", "-w", "ws", "--json"));
	assert_verdict(c, "purchase", "reach", "fell");
	assert_string_equal(json_string_value(json_at(c, "after.name")), "now");
	json_decref(c);

	c = json_of(wend_ok(box, "compare", "first-map", "--period", "2026-03", "--and",
		"2026-04..2026-04-30", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(c, "before.journeys"), 400);
	assert_int_equal(json_int_at(c, "after.journeys"), 300);
	assert_verdict(c, "purchase", "reach", "fell");
	assert_verdict(c, "cart", "rating", "too_few"); /* in April nobody rated */
	assert_false(json_is_true(json_at(c, "overlap")));
	json_decref(c);
	struct str table =
		wend_ok(box, "compare", "first-map", "--period", "2026-03", "--and", "2026-04", "-w", "ws");
	assert_says(table, "come here");
	assert_says(table, "--all shows the others");
	assert_says(wend_ok(box, "compare", "first-map", "--period", "2026-03", "--and", "2026-04", "-w",
			    "ws", "--all"),
		"too few");
}

/* What people wrote was understood with other words since: only ratings are compared. */
static void another_text_model_is_no_change_of_customers(void **state)
{
	struct box *box = *state;

	with_map(box);
	rename_map(box, "Buying");
	wend_ok(box, "publish", "first-map", "-w", "ws");
	assert_true(str_has(
		wend_ok(box, "compare", "first-map@1", "-w", "ws", "--json"), STR("\"text_feeling\"")));
	run_program(box, "/bin/mkdir", "-p", "ws/voice");
	box_text(box, "ws/voice/lexicon-en.txt", "[feeling]\n-3: quick\n");
	struct ran r = wend(box, "compare", "first-map@1", "-w", "ws", "--json");
	if (r.code)
		fail_msg("%.*s", STR_ARG(r.err));
	assert_false(str_has(r.out, STR("\"text_feeling\"")));
	assert_says(r.out, "understood by different models: only ratings are compared");
	assert_says(r.out, "\"what\": \"rating\"");
}

static void who_is_erased_is_gone_from_versions(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "said.csv",
		"customer_id,time,event,comment\n"
		"c1,2026-03-01T10:00:00Z,visit,\nc1,2026-03-01T11:00:00Z,review,"
		"\"Terrible delivery, the parcel was broken and nobody answered me\"\n"
		"c2,2026-03-02T10:00:00Z,visit,\nc2,2026-03-02T11:00:00Z,review,"
		"\"Awful delivery, my parcel came late and it was wet\"\n"
		"c3,2026-03-03T10:00:00Z,visit,\nc3,2026-03-03T11:00:00Z,review,\n");
	wend_ok(box, "import", "said.csv", "-w", "ws");
	wend_ok(box, "map", "-w", "ws");
	wend_ok(box, "publish", "first-map", "-w", "ws");
	assert_says(wend_ok(box, "map", "first-map@1", "-w", "ws", "--json"), "nobody answered me");
	wend_ok(box, "erase", "c1", "-w", "ws");
	struct str out = wend_ok(box, "map", "first-map@1", "-w", "ws", "--json");
	assert_false(str_has(out, STR("nobody answered me")));
	assert_says(out, "came late");
	assert_says(wend_ok(box, "map", "first-map@1", "-w", "ws"), "quotes are not there any more: erased");
	json_t *json = json_of(out);
	assert_true(json_int_at(json, "version.quotes_gone") > 0);
	json_decref(json);
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct box *box = *state;

	with_map(box);
	assert_refused(wend(box, "map", "first-map@1", "-w", "ws"), 3, "none was published yet");
	assert_refused(wend(box, "compare", "first-map@1", "-w", "ws"), 3, "has no version 1");
	wend_ok(box, "publish", "first-map", "-w", "ws");
	assert_refused(wend(box, "publish", "nope", "-w", "ws"), 3, "there is no map \"nope\"");
	assert_refused(
		wend(box, "publish", "first-map", "-w", "ws", "--state", "past"), 2, "no state \"past\"");
	assert_refused(wend(box, "map", "first-map@2", "-w", "ws"), 3, "it has 1 to 1");
	assert_refused(wend(box, "map", "first-map@x", "-w", "ws"), 2, "is no version");
	assert_refused(wend(box, "map", "first-map@1", "-w", "ws", "-o", "x.gif"), 2, "cannot be drawn");
	assert_refused(wend(box, "map", "first-map@1", "-w", "ws", "--goal", "none"), 2, "keeps its goal");
	assert_refused(wend(box, "compare", "first-map", "-w", "ws"), 2, "nothing to compare with");
	assert_refused(wend(box, "compare", "first-map@1", "other@1", "-w", "ws"), 2, "are two maps");
	assert_refused(
		wend(box, "compare", "first-map", "--period", "2026-03", "-w", "ws"), 2, "two periods");
	assert_refused(wend(box, "compare", "first-map", "--period", "March", "--and", "2026-04", "-w", "ws"),
		2, "\"March\" is no period");
	assert_refused(
		wend(box, "compare", "first-map@1", "--period", "2026-03", "--and", "2026-04", "-w", "ws"), 2,
		"of all its journeys");
	assert_refused(wend(box, "history", "nope", "-w", "ws"), 3, "there is no map \"nope\"");
	assert_refused(
		wend(box, "history", "first-map", "-w", "ws", "--restore", "9"), 3, "has no revision 9");
	assert_refused(wend(box, "history", "first-map", "-w", "ws", "--restore", "other@1"), 2,
		"is nothing to restore");
	assert_refused(wend(box, "history", "first-map", "-w", "ws", "--restore", "first-map@7"), 3,
		"has no version 7");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_map_is_published_changed_compared_restored, box_open, box_close),
		cmocka_unit_test_setup_teardown(states_are_compared, box_open, box_close),
		cmocka_unit_test_setup_teardown(
			another_text_model_is_no_change_of_customers, box_open, box_close),
		cmocka_unit_test_setup_teardown(who_is_erased_is_gone_from_versions, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_makes_no_sense_is_refused, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
