/* Personas, segments and opportunities from the command line: written, listed, shown beside the data, changed, taken
 * back, removed, and what a map makes of them. */
#include <limits.h>

#include "base/buf.h"
#include "shop.h"

static const char LOG[] = "customer,time,event,country,rating\n"
			  "anna,2026-01-01 10:00:00,visit,PL,\n"
			  "anna,2026-01-01 10:10:00,cart,PL,\n"
			  "anna,2026-01-02 10:30:00,order,PL,5\n"
			  "ben,2026-02-01 10:00:00,visit,DE,\n"
			  "ben,2026-02-01 10:05:00,cart,DE,\n"
			  "cora,2026-01-01 09:00:00,visit,PL,\n"
			  "dan,2026-02-20 08:00:00,visit,PL,\n"
			  "dan,2026-02-20 09:00:00,order,PL,3\n";

static const char MAP[] = "map: m\ntitle: M\ngoal: order\npersona: [polish, dreamt]\nstages:\n"
			  "  - id: all\n    touchpoints:\n"
			  "      - { id: visit, match: { event: visit } }\n"
			  "      - { id: cart, match: { event: cart } }\n"
			  "      - { id: order, match: { event: order } }\n";

static const char POLISH[] =
	"id: polish\nname: Polish customers\nquote: Dzień dobry\n"
	"goals: [{ text: A good price, basis: reported, evidence: survey of May }, A quick parcel]\n"
	"rule: { attr: country, is: PL }\n";

static void with_evidence(struct box *box)
{
	make_workspace(box, "ws");
	box_text(box, "log.csv", LOG);
	box_text(box, "map.yaml", MAP);
	box_text(box, "polish.yaml", POLISH);
	box_text(box, "dreamt.yaml", "id: dreamt\nname: Dreamt\n");
	box_text(box, "paying.yaml", "id: paying\nname: Who pays\nabout: Since 2026\nrule: { did: order }\n");
	wend_ok(box, "import", "log.csv", "-w", "ws");
	wend_ok(box, "edit", "m", "--file", "map.yaml", "-w", "ws");
}

static void assert_has(struct str text, const char *part)
{
	if (!str_has(text, str_of(part)))
		fail_msg("\"%s\" is not in: %.*s", part, STR_ARG(text));
}

static void assert_text(const json_t *json, const char *path, const char *want)
{
	const char *got = json_string_value(json_at(json, path));

	if (!got || strcmp(got, want) != 0)
		fail_msg("%s is \"%s\", not \"%s\"", path, got ? got : "nothing", want);
}

static double number_at(const json_t *json, const char *path)
{
	return json_number_value(json_at(json, path));
}

static void a_persona_stands_beside_the_data(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	assert_has(wend_ok(box, "persona", "-w", "ws"), "No persona yet: wend persona --file FILE");
	assert_has(wend(box, "persona", "--file", "polish.yaml", "-w", "ws").err,
		"The persona \"polish\" is kept: revision 1.");
	struct str shown = wend_ok(box, "persona", "polish", "-w", "ws");
	assert_has(shown, "Polish customers (polish), revision 1 by ");
	assert_has(shown, "A typical customer.\n\"Dzień dobry\"\n");
	assert_has(shown, "reported  A good price (survey of May)");
	assert_has(shown, "assumed   A quick parcel");
	assert_has(shown, "as of 2026-02-20, on the map \"m\"");
	assert_has(shown, "country is PL");
	assert_has(shown, "3 of 4: 75.0 % (");
	assert_has(shown, "visit: 100.0 % (");
	assert_has(shown, "+1.00 of -2 to +2 (-2.00 to +2.00), n = 2, 1-5");
	json_t *json = json_of(wend_ok(box, "persona", "Polish customers", "-w", "ws", "--json"));
	assert_text(json, "persona.goals.0.basis", "reported");
	assert_text(json, "who", "country is PL");
	assert_int_equal(json_int_at(json, "data.customers"), 3);
	assert_int_equal(json_int_at(json, "data.of"), 4);
	assert_near(number_at(json, "data.share.value"), .75, 1e-9);
	assert_int_equal(json_int_at(json, "data.events"), 6);
	assert_int_equal(json_int_at(json, "data.events_each.value"), 2);
	assert_text(json, "data.touchpoints.0.id", "visit");
	assert_int_equal(json_int_at(json, "data.feeling.n"), 2);
	assert_text(json, "data.map", "m");
	json_decref(json);
}

static void without_data_what_is_written_stands(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	make_workspace(box, "empty");
	wend_ok(box, "persona", "--file", "polish.yaml", "-w", "empty");
	struct str shown = wend_ok(box, "persona", "polish", "-w", "empty");
	assert_has(shown, "A good price");
	assert_has(shown, "No data: there is no evidence here yet");
	json_t *json = json_of(wend_ok(box, "persona", "-w", "empty", "--json"));
	assert_true(json_is_null(json_at(json, "personas.0.customers")));
	assert_text(json, "personas.0.why", "there is no evidence here yet: wend import FILE takes some in");
	json_decref(json);
	wend_ok(box, "persona", "--file", "dreamt.yaml", "-w", "ws");
	assert_has(wend_ok(box, "persona", "dreamt", "-w", "ws"),
		"No data: nobody can tell who belongs to it: it has no rule and no segment");
	/* a rule that does not fit the map is said, and the rest shown */
	box_text(box, "odd.yaml", "id: odd\nname: Odd\nsummary: Told\nrule: { did: trolley }\n");
	wend_ok(box, "persona", "--file", "odd.yaml", "-w", "ws");
	shown = wend_ok(box, "persona", "odd", "-w", "ws");
	assert_has(shown, "Told\n");
	assert_has(shown, "No data: the rule of \"odd\": \"trolley\" is no touchpoint, stage or event");
	box_text(box, "child.yaml", "id: child\nname: Child\nsegment: gone\n");
	wend_ok(box, "persona", "--file", "child.yaml", "-w", "ws");
	assert_has(
		wend_ok(box, "persona", "child", "-w", "ws"), "No data: there is no segment \"gone\" here");
	assert_has(wend_ok(box, "persona", "-w", "ws"), "dreamt");
}

static void every_change_is_kept(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	wend_ok(box, "persona", "--file", "polish.yaml", "--author", "anna", "-w", "ws");
	assert_has(wend(box, "persona", "--file", "polish.yaml", "-w", "ws").err, "Nothing was changed.");
	box_text(box, "second.yaml", "id: polish\nname: Second name\n");
	wend_ok(box, "persona", "polish", "--file", "second.yaml", "--author", "piotr", "-w", "ws");
	assert_has(wend(box, "persona", "polish", "--remove", "-w", "ws").err,
		"The persona \"polish\" is removed: wend persona polish --restore 2 brings it back.");
	assert_refused(wend(box, "persona", "polish", "-w", "ws"), 3, "the persona \"polish\" was removed");
	assert_has(wend_ok(box, "persona", "polish", "--history", "-w", "ws"), "removed");
	assert_has(wend(box, "persona", "polish", "--restore", "1", "-w", "ws").err,
		"The persona \"polish\" is again as it was in revision 1: revision 4.");
	json_t *json = json_of(wend_ok(box, "persona", "polish", "--history", "--json", "-w", "ws"));
	assert_int_equal(json_array_size(json_at(json, "revisions")), 4);
	assert_text(json, "revisions.0.persona.name", "Polish customers");
	assert_true(json_is_true(json_at(json, "revisions.1.removed")));
	assert_text(json, "revisions.2.author", "piotr");
	assert_text(json, "revisions.3.author", "anna");
	json_decref(json);
	/* what is written back is what was taken, and changes nothing when it is taken again */
	struct str yaml = wend_ok(box, "persona", "polish", "--yaml", "-w", "ws");
	assert_has(yaml, "id: polish\nname: Polish customers\nparty: customer\n");
	box_text(box, "again.yaml", str_c(&box->sc, yaml));
	assert_has(wend(box, "persona", "--file", "again.yaml", "-w", "ws").err, "Nothing was changed.");
	assert_has(wend_ok(box, "persona", "polish", "--revision", "2", "--yaml", "-w", "ws"), "Second name");
}

/* Everything back out: what was removed, and every revision, too. */
static void all_of_it_is_exported(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	wend_ok(box, "persona", "--file", "polish.yaml", "-w", "ws");
	wend_ok(box, "persona", "polish", "--remove", "-w", "ws");
	wend_ok(box, "segment", "--file", "paying.yaml", "-w", "ws");
	wend_ok(box, "export", "-w", "ws", "-o", "out");
	struct str rest = box_read(box, "out/papers.ndjson");
	json_t *lines[3];
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		lines[i] = json_of(str_cut(&rest, '\n'));
	assert_int_equal(rest.n, 0);
	assert_text(lines[0], "kind", "persona");
	assert_text(lines[0], "paper.goals.0.evidence", "survey of May");
	assert_true(json_is_false(json_at(lines[0], "removed")));
	assert_int_equal(json_int_at(lines[1], "revision"), 2);
	assert_true(json_is_true(json_at(lines[1], "removed")));
	assert_text(lines[2], "id", "paying");
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		json_decref(lines[i]);
}

/* The map names a persona with a rule and one without. */
static void a_map_counts_its_persona_only(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	json_t *before = json_of(wend_ok(box, "map", "m", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(before, "customers"), 4);
	assert_has(wend_ok(box, "map", "m", "-w", "ws"), "Nobody wrote down who \"polish\" is");
	json_decref(before);
	wend_ok(box, "persona", "--file", "polish.yaml", "-w", "ws");
	wend_ok(box, "persona", "--file", "dreamt.yaml", "-w", "ws");
	json_t *map = json_of(wend_ok(box, "map", "m", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(map, "customers"), 3);
	assert_int_equal(json_int_at(map, "events"), 6);
	assert_int_equal(
		json_int_at(map, "touchpoints.1.reach.customers"), 1); /* the cart: ben is not counted */
	json_decref(map);
	struct str shown = wend_ok(box, "map", "m", "-w", "ws");
	assert_has(shown, "Counted for Polish customers: 3 of 4 customers.");
	assert_has(shown,
		"The persona \"Dreamt\" has no rule that tells who belongs to it, and narrows nothing.");
	wend_ok(box, "persona", "polish", "--remove", "-w", "ws");
	map = json_of(wend_ok(box, "map", "m", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(map, "customers"), 4);
	json_decref(map);
}

static void a_segment_stands_for_its_condition(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	wend_ok(box, "segment", "--file", "paying.yaml", "-w", "ws");
	struct str shown = wend_ok(box, "segment", "paying", "-w", "ws");
	assert_has(shown, "Who pays (paying), revision 1");
	assert_has(shown, "Since 2026\n");
	assert_has(shown, "did order");
	assert_has(shown, "2 of 4: 50.0 % (");
	assert_has(wend_ok(box, "segment", "-w", "ws"), "did order");
	json_t *json = json_of(wend_ok(box, "segment", "--json", "-w", "ws"));
	assert_int_equal(json_int_at(json, "segments.0.customers"), 2);
	assert_text(json, "segments.0.who", "did order");
	json_decref(json);
	json_t *by_name = json_of(wend_ok(box, "funnel", "m", "-w", "ws", "--step", "visit", "order",
		"--unit", "customers", "--where", "segment:paying", "--json"));
	json_t *by_rule = json_of(wend_ok(box, "funnel", "m", "-w", "ws", "--step", "visit", "order",
		"--unit", "customers", "--where", "{ did: order }", "--json"));
	assert_int_equal(json_int_at(by_name, "units"), 2);
	assert_true(json_equal(json_at(by_name, "steps"), json_at(by_rule, "steps")));
	assert_non_null(json_at(by_name, "steps"));
	assert_text(by_name, "where", "belongs to the segment \"Who pays\" (did order)");
	json_decref(by_name);
	json_decref(by_rule);
	assert_has(wend_ok(box, "scores", "-w", "ws", "--map", "m", "--where", "segment:paying"),
		"belongs to the segment \"Who pays\" (did order)");
	assert_refused(wend(box, "funnel", "m", "-w", "ws", "--step", "visit", "--where", "segment:x"), 3,
		"there is no segment \"x\" here (there is: paying)");
	/* a persona of the segment */
	box_text(box, "buyer.yaml", "id: buyer\nname: Buyer\nsegment: paying\n");
	wend_ok(box, "persona", "--file", "buyer.yaml", "-w", "ws");
	assert_has(wend_ok(box, "persona", "buyer", "-w", "ws"), "did order (the segment \"Who pays\")");
}

static void opportunities_stand_in_their_order(void **state)
{
	static const char *const texts[] = {
		"id: dear\ntitle: A new warehouse\neffort: 5\neffect: { low: 5, high: 9, unit: points of conversion }\n",
		"id: small\ntitle: Another colour\neffort: 1\neffect: { low: 0, high: 0.5, unit: points of conversion }\n",
		"id: date\ntitle: Say the date\neffort: 1\neffect: { low: 1, high: 3, unit: points of conversion }\n"
		"map: m\ntouchpoints: [cart, order]\nowner: shop team\nstatus: planned\n"
		"rests_on: [{ at: cart, lane: pains }, { note: 2 }]\n",
	};
	struct box *box = *state;

	with_evidence(box);
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		box_text(box, "o.yaml", texts[i]);
		wend_ok(box, "opportunity", "--file", "o.yaml", "-w", "ws");
	}
	json_t *json = json_of(wend_ok(box, "opportunity", "--json", "-w", "ws"));
	assert_text(json, "opportunities.0.opportunity.id", "date");
	assert_text(json, "opportunities.1.opportunity.id", "small");
	assert_text(json, "opportunities.2.opportunity.id", "dear");
	json_decref(json);
	struct str list = wend_ok(box, "opportunity", "-w", "ws");
	assert_has(list, "1 to 3 points of conversion");
	assert_has(list, "cart, order");
	struct str shown = wend_ok(box, "opportunity", "date", "-w", "ws");
	assert_has(shown, "planned");
	assert_has(shown, "shop team");
	assert_has(shown, "pains of cart, note 2");
	json = json_of(wend_ok(box, "opportunity", "date", "--json", "-w", "ws"));
	assert_text(json, "opportunity.status", "planned");
	json_decref(json);
	wend_ok(box, "opportunity", "date", "--remove", "-w", "ws");
	assert_refused(wend(box, "opportunity", "date", "-w", "ws"), 3, "was removed");
}

static void comments_are_said_answered_and_done(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	assert_has(wend_ok(box, "comment", "-w", "ws"), "No comment yet");
	wend_ok(box, "comment", "--text", "Is this true?\nI doubt it", "--map", "m", "--at", "cart", "--lane",
		"pains", "--author", "anna", "-w", "ws");
	wend_ok(box, "comment", "--text", "It is", "--answers", "c1", "--author", "jan", "-w", "ws");
	assert_has(wend(box, "comment", "c1", "--done", "-w", "ws").err,
		"The comment \"c1\" is kept: revision 2.");
	json_t *json = json_of(wend_ok(box, "comment", "--map", "m", "--json", "-w", "ws"));
	assert_text(json, "comments.0.comment.text", "Is this true?\nI doubt it");
	assert_text(json, "comments.0.comment.author", "anna");
	assert_true(json_is_true(json_at(json, "comments.0.comment.done")));
	assert_text(json, "comments.1.comment.answers", "c1");
	assert_text(json, "comments.1.comment.at", "cart");
	assert_text(json, "comments.1.comment.lane", "pains");
	json_decref(json);
	struct str list = wend_ok(box, "comment", "-w", "ws");
	assert_has(list, "cart, pains");
	assert_has(list, "Is this true? I doubt it");
	json = json_of(wend_ok(box, "comment", "--map", "other", "--json", "-w", "ws"));
	assert_int_equal(json_array_size(json_at(json, "comments")), 0);
	json_decref(json);
	wend_ok(box, "comment", "c2", "--remove", "-w", "ws");
	wend_ok(box, "comment", "--text", "Again", "--map", "m", "-w", "ws");
	assert_has(
		wend_ok(box, "comment", "c3", "-w", "ws"), "text: Again"); /* a number is never used again */
	const struct {
		const char *arguments[7], *words;
		int code;
	} bad[] = {
		{ { "comment", "--text", "x", "-w", "ws" }, "--map ID says which", 2 },
		{ { "comment", "--text", "x", "--map", "no", "-w", "ws" }, "there is no map \"no\"", 3 },
		{ { "comment", "--text", "", "--map", "m", "-w", "ws" }, "text: is empty", 2 },
		{ { "comment", "--text", "x", "--answers", "c9", "-w", "ws" }, "there is no comment \"c9\"",
			3 },
		{ { "comment", "--done", "-w", "ws" }, "--done is of one comment", 2 },
		{ { "comment", "c1", "--text", "x", "-w", "ws" }, "--text is a new comment", 2 },
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const char *arguments[8] = { 0 };
		memcpy(arguments, bad[i].arguments, sizeof bad[i].arguments);
		assert_refused(spawn(box, wend_bin(), arguments), bad[i].code, bad[i].words);
	}
	assert_refused(wend(box, "comment", "--text", "x", "--answers", "c1", "--at", "cart", "-w", "ws"), 2,
		"an answer is about what the first comment is about");
	assert_refused(wend(box, "comment", "--text", "x", "--map", "m", "--lane", "pain", "-w", "ws"), 2,
		"\"pain\" is not a lane");
}

static void the_library_is_kept_likewise(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	box_text(box, "t.yaml",
		"id: kiosk-order\nname: Orders at the kiosk\nchannel: kiosk\nowner: partner\nsystem: Till 5\n");
	box_text(box, "c.yaml", "key: kiosk\nname: Kiosk\ncolour: '#2563A8'\nsymbol: store\n");
	wend_ok(box, "touchpoint", "--file", "t.yaml", "-w", "ws");
	assert_has(wend(box, "channel", "--file", "c.yaml", "-w", "ws").err,
		"The channel \"kiosk\" is kept: revision 1.");
	struct str list = wend_ok(box, "touchpoint", "-w", "ws");
	assert_has(list, "Orders at the kiosk");
	assert_has(list, "partner");
	assert_has(list, "Till 5");
	list = wend_ok(box, "channel", "-w", "ws");
	assert_has(list, "#2563A8");
	assert_has(list, "store");
	assert_has(wend_ok(box, "channel", "kiosk", "-w", "ws"), "Kiosk (kiosk), revision 1");
	json_t *json = json_of(wend_ok(box, "touchpoint", "kiosk-order", "--json", "-w", "ws"));
	assert_text(json, "touchpoint.channel", "kiosk");
	json_decref(json);
	json = json_of(wend_ok(box, "channel", "--json", "-w", "ws"));
	assert_text(json, "channels.0.channel.symbol", "store");
	json_decref(json);
	box_text(box, "c.yaml", "key: booth\nname: KIOSK\ncolour: '#2563A8'\nsymbol: store\n");
	assert_refused(wend(box, "channel", "--file", "c.yaml", "-w", "ws"), 2,
		"there is a channel that goes by \"KIOSK\" already (kiosk)");
	box_text(box, "c.yaml", "key: kiosk\nname: Kiosk\ncolour: '#FFD700'\nsymbol: store\n");
	assert_refused(
		wend(box, "channel", "--file", "c.yaml", "-w", "ws"), 2, "too pale to be read on white");
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct box *box = *state;

	with_evidence(box);
	wend_ok(box, "persona", "--file", "polish.yaml", "-w", "ws");
	box_text(box, "bad.yaml", "id: polish\nname: A\ngoals: [{ text: x, basis: observed }]\n");
	assert_refused(wend(box, "persona", "--file", "bad.yaml", "-w", "ws"), 2,
		"line 3: goals[1]: what is observed needs its evidence");
	assert_refused(wend(box, "persona", "other", "--file", "polish.yaml", "-w", "ws"), 2,
		"the file has the persona \"polish\", not \"other\": a persona keeps its id");
	assert_refused(wend(box, "persona", "--file", "nowhere.yaml", "-w", "ws"), 7,
		"cannot read \"nowhere.yaml\"");
	assert_refused(wend(box, "persona", "x", "-w", "ws"), 3,
		"there is no persona \"x\" here (there is: polish)");
	assert_refused(wend(box, "persona", "x", "--history", "-w", "ws"), 3, "there is no persona \"x\"");
	assert_refused(
		wend(box, "persona", "--history", "-w", "ws"), 2, "--history is of one persona: which?");
	assert_refused(wend(box, "persona", "--yaml", "-w", "ws"), 2, "--yaml is of one persona");
	assert_refused(wend(box, "persona", "polish", "--remove", "--history", "-w", "ws"), 2, "at a time");
	assert_refused(wend(box, "persona", "polish", "--restore", "x", "-w", "ws"), 2,
		"--restore is a revision's number");
	assert_refused(wend(box, "persona", "polish", "--restore", "9", "-w", "ws"), 3, "it has 1 to 1");
	assert_refused(wend(box, "persona", "polish", "--revision", "9", "-w", "ws"), 3, "it has 1 to 1");
	assert_refused(
		wend(box, "persona", "polish", "--map", "no", "-w", "ws"), 3, "there is no map \"no\"");
	assert_refused(wend(box, "persona", "polish", "--remove", "--author", "", "-w", "ws"), 2,
		"the author is empty");
	json_t *json = json_of(wend_ok(box, "persona", "polish", "--history", "--json", "-w", "ws"));
	assert_int_equal(json_array_size(json_at(json, "revisions")), 1);
	json_decref(json);
}

/* The examples of the documentation fit the simulated shop. */
static void the_examples_fit_the_shop(void **state)
{
	struct box *box = *state;
	const char *root = getenv("WEND_TEST_ROOT");
	static const char *const files[] = { "first-time-buyer", "corner-shop" };
	long long customers[2];

	wend_ok(box, "simulate", "shop", "--customers", "300");
	make_workspace(box, "ws");
	wend_ok(box, "import", "shop/web.csv", "-w", "ws");
	wend_ok(box, "import", "shop/orders.csv", "-w", "ws");
	wend_ok(box, "import", "shop/partners.csv", "-w", "ws");
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		char full[PATH_MAX];
		assert_non_null(realpath(
			scope_printf(&box->sc, "%s/docs/example/%s.yaml", root ? root : ".", files[i]),
			full));
		wend_ok(box, "persona", "--file", full, "-w", "ws");
		json_t *json = json_of(wend_ok(box, "persona", files[i], "--json", "-w", "ws"));
		customers[i] = json_int_at(json, "data.customers");
		assert_true(customers[i] > 0);
		if (i)
			assert_true(customers[0] + customers[1] <= json_int_at(json, "data.of"));
		json_decref(json);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_persona_stands_beside_the_data, box_open, box_close),
		cmocka_unit_test_setup_teardown(without_data_what_is_written_stands, box_open, box_close),
		cmocka_unit_test_setup_teardown(every_change_is_kept, box_open, box_close),
		cmocka_unit_test_setup_teardown(all_of_it_is_exported, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_map_counts_its_persona_only, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_segment_stands_for_its_condition, box_open, box_close),
		cmocka_unit_test_setup_teardown(opportunities_stand_in_their_order, box_open, box_close),
		cmocka_unit_test_setup_teardown(comments_are_said_answered_and_done, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_library_is_kept_likewise, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_makes_no_sense_is_refused, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_examples_fit_the_shop, box_open, box_close),
	};

	return cmocka_run_group_tests_name("persona", tests, NULL, NULL);
}
