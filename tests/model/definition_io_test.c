#include "model/definition_io.h"
#include "base/buf.h"
#include "test.h"

static const char example[] =
	"map: buying-online\n"
	"title: Buying a present online\n"
	"persona: first-time-buyer        # or several\n"
	"state: current                   # current | planned | future\n"
	"goal: order-placed\n"
	"end_at_goal: false\n"
	"silence_limit: auto\n"
	"stages:\n"
	"  - id: consider\n"
	"    name: Consideration\n"
	"    touchpoints:\n"
	"      - id: newsletter-before\n"
	"        name: Opens the newsletter\n"
	"        channel: email\n"
	"        owner: brand\n"
	"        match:                    # any of\n"
	"          - { source: email, event: \"Email Opened\" }\n"
	"          - { event: \"page_view\", page: \"/newsletter/*\" }\n"
	"        when: { before: order-placed }\n"
	"  - id: buy\n"
	"    touchpoints:\n"
	"      - id: order-placed\n"
	"        match: { event: order-placed }\n"
	"lanes: [actions, channels, thoughts, feeling, expected, needs, pains, gains, drop_off, importance, "
	"opportunities, evidence]\n"
	"cells:\n"
	"  - { at: newsletter-before, lane: needs, text: \"Know the price first\", basis: assumed }\n"
	"  - { at: buy, lane: pains, text: \"Too many fields\" }\n"
	"checks: []                        # promises\n";

static void the_example_of_the_design_is_read(void **state)
{
	struct scope sc = { 0 };
	struct definition *def = definition_from_text(&sc, DOCUMENT_GUESS, STR(example));

	(void)state;
	if (!def)
		fail_msg("%s", sc.why);
	assert_str(def->id, "buying-online");
	assert_int_equal(def->personas.n, 1);
	assert_str(def->goal, "order-placed");
	assert_int_equal(def->silence_us, 0);
	assert_int_equal(definition_touchpoints(def), 2);
	const struct touchpoint *first = definition_touchpoint(def, 0);
	assert_str(first->name, "Opens the newsletter");
	assert_int_equal(first->matches.n, 2);
	assert_str(first->matches.at[0].source, "email");
	assert_null(first->matches.at[0].page.p);
	assert_str(first->matches.at[1].page, "/newsletter/*");
	assert_int_equal(first->when, WHEN_BEFORE);
	assert_str(first->when_at, "order-placed");
	assert_str(def->stages.at[1].name, "buy");
	assert_str(definition_touchpoint(def, 1)->name, "order-placed");
	assert_int_equal(definition_touchpoint(def, 1)->matches.n, 1);
	assert_int_equal(def->lanes.n, 12);
	assert_int_equal(def->cells.at[0].basis, BASIS_ASSUMED);
	assert_int_equal(def->cells.at[1].basis, BASIS_ASSUMED);
	assert_str(def->checks_json, "[]");
	scope_close(&sc);
}

/* The hand in which a map is written, and that it is the same map. */
static void the_example_is_written_as_a_person_would(void **state)
{
	struct scope sc = { 0 };
	struct definition *def = definition_from_text(&sc, DOCUMENT_GUESS, STR(example));
	static const char want[] =
		"map: buying-online\n"
		"title: Buying a present online\n"
		"persona: first-time-buyer\n"
		"state: current\n"
		"goal: order-placed\n"
		"stages:\n"
		"  - id: consider\n"
		"    name: Consideration\n"
		"    touchpoints:\n"
		"      - id: newsletter-before\n"
		"        name: Opens the newsletter\n"
		"        channel: email\n"
		"        match:\n"
		"          - { source: email, event: \"Email Opened\" }\n"
		"          - { event: page_view, page: \"/newsletter/*\" }\n"
		"        when: { before: order-placed }\n"
		"  - id: buy\n"
		"    touchpoints:\n"
		"      - id: order-placed\n"
		"        match:\n"
		"          - { event: order-placed }\n"
		"lanes: [actions, channels, thoughts, feeling, expected, needs, pains, gains, drop_off, importance, "
		"opportunities, evidence]\n"
		"cells:\n"
		"  - { at: newsletter-before, lane: needs, text: \"Know the price first\", basis: assumed }\n"
		"  - { at: buy, lane: pains, text: \"Too many fields\", basis: assumed }\n"
		"checks: []\n";

	(void)state;
	struct str yaml = definition_to_yaml(&sc, def);
	assert_str(yaml, want);
	struct definition *again = definition_from_text(&sc, DOCUMENT_GUESS, yaml);
	assert_str(definition_to_yaml(&sc, again), want);
	again = definition_from_text(&sc, DOCUMENT_GUESS, definition_to_json(&sc, def));
	assert_str(definition_to_yaml(&sc, again), want);
	scope_close(&sc);
}

#define MAP "map: m\nstages:\n  - id: buy\n    name: Purchase\n    touchpoints:\n"
#define PLACE "stages[1] \"Purchase\", touchpoint \"cart\""
#define ID_A "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define FILE_A "{ id: " ID_A ", name: a.png }"
#define CELL CART "cells:\n  - { at: cart, lane: text, text: t, attachments: "
#define CART MAP "      - id: cart\n"

static void each_refusal_names_its_place(void **state)
{
	static const struct {
		const char *text, *why;
	} rows[] = {
		{ "[1]",
			"a map is written as fields (known: map, title, persona, scenario, owner, review, state, goal, goal_why, "
			"end_at_goal, silence_limit, stages, lanes, cells, checks)" },
		{ "stages: []", "a map needs the field \"map\"" },
		{ "map: m", "a map needs the field \"stages\"" },
		{ "map: ''\nstages: []", "line 1: map: is empty" },
		{ "map:\nstages: []", "a map needs the field \"map\"" },
		{ "map: 404\nstages: []", "line 1: map: must be a text: write \"404\", in quotes" },
		{ "map: [a]\nstages: []", "line 1: map: must be a text" },
		{ "map: m\nstages: {}", "line 2: stages: must be a list" },
		{ "map: m\nstages: [x]",
			"line 2: stages[1]: a stage is written as fields (known: id, name, why, touchpoints)" },
		{ "map: m\nstages: []\nstate: now",
			"line 3: state: \"now\" is not known (known: current, planned, future)" },
		{ "map: m\nstages: []\nreview: soon",
			"line 3: review: \"soon\" is no day: write it as 2027-03-31" },
		{ "map: m\nstages: []\nreview: 2027-02-30", "\"2027-02-30\" is no day" },
		{ "map: m\nstages: []\nreview: 31.03.2027", "\"31.03.2027\" is no day" },
		{ "map: m\nstages: []\nreview: 2027-03-31 10:00", "is no day" },
		{ "map: m\nstages: []\nreview: ''", "review: is empty" },
		{ CART "        leads_to: [returns, returns]\n",
			"line 7: " PLACE ", leads_to[2]: \"returns\" is there twice" },
		{ CART "        leads_to: ['']\n", "leads_to[1]: is empty" },
		{ CELL "plan.png }", "attachments: must be a list" },
		{ CELL "[{ name: a.png }] }", "attachment \"a.png\": an attachment needs the field \"id\"" },
		{ CELL "[{ id: " ID_A " }] }", "attachments[1]: an attachment needs the field \"name\"" },
		{ CELL "[{ id: plan, name: a.png }] }",
			"attachment \"a.png\", id: an attachment's id has 64 digits (0-9, a-f)" },
		{ CELL "[{ id: G" ID_A ", name: a.png }] }", "an attachment's id has 64 digits" },
		{ CELL "[{ id: " ID_A ", name: a.png, type: png }] }",
			"unknown field \"type\" (known: id, name)" },
		{ CELL "[" FILE_A ", " FILE_A "] }",
			"attachment \"a.png\": this file is in the cell already, as \"a.png\"" },
		{ "map: m\nstages: []\nend_at_goal: 1", "line 3: end_at_goal: must be true or false" },
		{ "map: m\nstages: []\nsilence_limit: 39",
			"line 3: silence_limit: must be a time such as \"39d\"" },
		{ "map: m\nstages: []\nsilence_limit: soon", "line 3: silence_limit: must be a time" },
		{ "map: m\nstages: []\npersona: [a, 1]",
			"line 3: persona[2]: must be a text: write \"1\", in quotes" },
		{ "map: m\nstages: []\ngoal: cart", "line 3: goal: \"cart\" is the id of no touchpoint" },
		{ "map: m\nstages: []\nlanes: [actions, x]",
			"line 3: lanes[2]: \"x\" is not a lane (known: actions, channels," },
		{ "map: m\nstages: []\nlanes: [text, text]", "line 3: lanes[2]: \"text\" is there twice" },
		{ "map: m\nstages: []\nchecks: 5", "line 3: checks: must be a list" },
		{ "map: m\nstages: []\ncells:\n  - { at: x, lane: text, text: t }",
			"line 4: cells[1], at: \"x\" is the id of no touchpoint and of no stage" },
		{ "map: m\nstages: []\ncells:\n  - { at: x, lane: y, text: t }",
			"line 4: cells[1], lane: \"y\" is not a lane" },
		{ "map: m\nstages: []\ncells:\n  - { at: x, lane: text }",
			"line 4: cells[1]: a cell needs the field \"text\"" },
		{ "map: m\nstages: []\ncells:\n  - { at: x, lane: text, text: t, basis: no }",
			"line 4: cells[1], basis: \"no\" is not known (known: observed, reported, inferred, assumed)" },
		{ "map: m\nstages:\n  - { id: a }\n  - { id: a }",
			"line 4: stages[2], id: \"a\" is another one's id already" },
		{ "map: m\nstages:\n  - { name: x }",
			"line 3: stages[1] \"x\": a stage needs the field \"id\"" },
		{ MAP "      - name: x\n",
			"line 6: stages[1] \"Purchase\", touchpoints[1]: a touchpoint needs the field \"id\"" },
		{ CART "        pge: /cart\n",
			"line 7: " PLACE ": unknown field \"pge\" (known: id, name, channel, owner, "
			"match, when, moment_of_truth, keywords, expected" },
		{ CART "      - id: cart\n", "line 7: " PLACE ", id: \"cart\" is another one's id already" },
		{ CART "      - id: case-complete\n", "id: \"case-complete\" is kept for the goal" },
		{ CART "      - id: (case complete)\n", "id: \"(case complete)\" is kept for the goal" },
		{ CART "        owner: nobody\n",
			"line 7: " PLACE ", owner: \"nobody\" is not known (known: brand, partner, "
			"customer, social)" },
		{ CART "        moment_of_truth: yes\n",
			"line 7: " PLACE ", moment_of_truth: must be true or false" },
		{ CART "        expected: soon\n",
			"line 7: " PLACE ", expected: an expected is written as fields" },
		{ CART "        expected: {}\n", "line 7: " PLACE ", expected: needs one of \"property\"" },
		{ CART "        expected: { property: due, rating: hopes }\n",
			"expected: needs one of \"property\"" },
		{ CART "        expected: { within: 3d }\n",
			"expected: \"within\" and \"since\" go together" },
		{ CART "        expected: { property: due, since: cart }\n",
			"\"within\" and \"since\" go together" },
		{ CART "        expected: { within: 3d, since: cart }\n",
			"expected: \"since\" names the touchpoint itself" },
		{ CART "        expected: { within: 3d, since: nowhere }\n",
			"\"nowhere\" is the id of no touchpoint" },
		{ CART "        expected: { within: soon, since: a }\n", "expected, within: must be a time" },
		{ CART "        expected: { within: 0d, since: a }\n", "expected, within: must be a time" },
		{ CART "        expected: { property: 5 }\n", "expected, property: must be a text" },
		{ CART "        expected: { due: x }\n",
			"unknown field \"due\" (known: property, within, since, rating)" },
		{ CART "        match: [{}]\n",
			"line 7: " PLACE ", match[1]: a match needs at least one of its fields" },
		{ CART "        match: cart\n", "line 7: " PLACE ", match: a match is written as fields" },
		{ CART "        match:\n          - { event: a }\n          - { evnt: a }\n",
			"line 9: " PLACE
			", match[2]: unknown field \"evnt\" (known: source, event, page, channel, campaign)" },
		{ CART "        match: { source: fax }\n",
			"line 7: " PLACE ", match, source: \"fax\" is not known (known: web, "
			"email," },
		{ CART "        match: { source: f* }\n", "match, source: \"f*\" is not known" },
		{ CART "        match: { source: '' }\n", "match, source: \"\" is not known" },
		{ CART "        when: { before: x, after: y }\n",
			"line 7: " PLACE ", when: needs either \"before\" or \"after\"" },
		{ CART "        when: {}\n", "when: needs either" },
		{ CART "        when: { since: x }\n",
			"when: unknown field \"since\" (known: before, after)" },
		{ CART "        when: { before: pay }\n",
			"line 7: " PLACE ", when: \"pay\" is the id of no touchpoint" },
		{ CART "        when: { before: buy }\n", "when: \"buy\" is the id of no touchpoint" },
		{ CART "        when: { before: cart }\n", "when: names the touchpoint itself" },
		{ "map: m\nstages:\n  - { id: a, touchpoints: [{ id: a }] }\ncells:\n  - { at: a, lane: text, text: t }",
			"line 5: cells[1], at: \"a\" is a touchpoint's id and a stage's" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		if (definition_from_text(&sc, DOCUMENT_YAML, str_of(rows[i].text)))
			fail_msg("taken: %s", rows[i].text);
		assert_fault(&sc, FAULT_INVALID, rows[i].why);
		scope_close(&sc);
	}
}

static struct str many(struct scope *sc, const char *head, const char *format, int n, const char *tail)
{
	struct buf *out = buf_new(sc, 1 << 24);

	buf_puts(out, head);
	for (int i = 0; i < n; i++) {
		char *number = scope_printf(sc, "%d", i);
		for (const char *p = format; *p; p++)
			buf_puts(out, *p == '#' ? number : (char[]){ *p, 0 });
	}
	buf_puts(out, tail);
	return buf_str(out);
}

static void ceilings_are_named(void **state)
{
	static const struct {
		const char *head, *format, *tail, *why;
		int n;
	} rows[] = {
		{ "map: m\nstages: [", "{id: s#},", "]", "stages: 33 of them are more than 32", 33 },
		{ "map: m\nstages: [{id: s, touchpoints: [", "{id: t#},", "]}]",
			"a map has at most 250 touchpoints", 251 },
		{ "map: m\nstages: [{id: s, touchpoints: [{id: t, match: [", "{event: e#},", "]}]}]",
			"match: 5001 of them are more than 5000", 5001 },
		{ "map: m\nstages: []\npersona: [", "p#,", "]", "persona: 33 of them are more than 32", 33 },
		{ "map: m\nstages: []\nchecks: [", "#,", "]", "checks: 1001 of them are more than 1000",
			1001 },
		{ "map: m\nstages: []\ncells: [", "#,", "]", "cells: 20001 of them are more than 20000",
			20001 },
		{ "map: m\nstages: [{id: s, touchpoints: [{id: t, leads_to: [", "m#,", "]}]}]",
			"leads_to: 33 of them are more than 32", 33 },
		{ "map: m\nstages: [{id: s}]\ncells: [{at: s, lane: text, text: '', attachments: [", "#,",
			"]}]", "attachments: 11 of them are more than 10", 11 },
		{ "stages: []\nmap: ", "a", "", "map: is longer than 500 letters", 501 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct str text = many(&sc, rows[i].head, rows[i].format, rows[i].n, rows[i].tail);
		assert_null(definition_from_text(&sc, DOCUMENT_YAML, text));
		assert_fault(&sc, FAULT_LIMIT, rows[i].why);
		scope_close(&sc);
	}
}

static void what_is_not_given_is_none(void **state)
{
	struct scope sc = { 0 };
	static const char *const none[] = { "map: m\nstages: []\n",
		"map: m\nstages: []\ngoal: null\ntitle:\nlanes:\n", "map: m\nstages: []\ngoal: ''\n",
		"{\"map\": \"m\", \"stages\": [], \"goal\": null}" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(none); i++) {
		struct definition *def = definition_from_text(&sc, DOCUMENT_GUESS, str_of(none[i]));
		assert_null(def->goal.p);
		assert_null(def->title.p);
		assert_null(def->checks_json.p);
		assert_str(definition_to_yaml(&sc, def), "map: m\nstate: current\nstages: []\n");
	}
	scope_close(&sc);
}

/* A file may stand alone in its cell, and what a map leads to is no touchpoint of its own. */
static void files_links_and_a_review_are_read(void **state)
{
	struct scope sc = { 0 };
	struct definition *def = definition_from_text(&sc, DOCUMENT_YAML,
		STR(CART "        leads_to: returns\nreview: 2027-03-31\ncells:\n"
			 "  - { at: buy, lane: text, text: '', attachments: [" FILE_A "] }\n"));

	(void)state;
	if (!def)
		fail_msg("%s", sc.why);
	assert_str(def->review, "2027-03-31");
	assert_int_equal(definition_touchpoint(def, 0)->leads_to.n, 1);
	assert_str(definition_touchpoint(def, 0)->leads_to.at[0], "returns");
	assert_int_equal(def->cells.at[0].text.n, 0);
	assert_str(def->cells.at[0].attachments.at[0].name, "a.png");
	assert_str(definition_to_yaml(&sc, def),
		"map: m\nreview: \"2027-03-31\"\nstate: current\nstages:\n  - id: buy\n    name: Purchase\n"
		"    touchpoints:\n      - id: cart\n        leads_to: [returns]\ncells:\n  - at: buy\n    lane: text\n"
		"    text: \"\"\n    basis: assumed\n    attachments:\n      - { id: " ID_A
		", name: \"a.png\" }\n");
	scope_close(&sc);
}

static void the_case_may_be_the_goal_and_spans_are_read(void **state)
{
	struct scope sc = { 0 };
	struct definition *def = definition_from_text(&sc, DOCUMENT_YAML,
		STR("map: m\ngoal: case-complete\ngoal_why: no word\nsilence_limit: 1w 2d\nstages: []\n"
		    "checks: [{ at: cart, drop_off: { below: 0.3 } }, 'text']\n"));

	(void)state;
	assert_true(str_equal(def->goal, GOAL_CASE_COMPLETE));
	assert_true(def->silence_us == INT64_C(9) * 86400 * 1000000);
	assert_str(def->checks_json,
		"[{\"at\":\"cart\",\"drop_off\":{\"below\":0.29999999999999999}},\"text\"]");
	assert_str(definition_to_yaml(&sc, def),
		"map: m\nstate: current\ngoal: case-complete\ngoal_why: no word\nsilence_limit: 9d\nstages: []\n"
		"checks:\n  - at: cart\n    drop_off: { below: 0.3 }\n  - text\n");
	scope_close(&sc);
}

static struct str pick(struct scope *sc, uint64_t *seed, bool may_be_none)
{
	static const char *const texts[] = { "cart", "Email Opened", "no", "5", "ż ó ł", "two\nlines", "a: b",
		"*", "/x/*", " blank ", "\xe2\x80\xa8", "\"", "日本語" };

	if (may_be_none && test_random(seed) % 2)
		return (struct str){ 0 };
	return str_of(scope_printf(sc, "%s", texts[test_random(seed) % COUNT_OF(texts)]));
}

static struct touchpoint random_touchpoint(struct scope *sc, uint64_t *seed, int no, int count)
{
	struct touchpoint t = { .id = str_of(scope_printf(sc, "t %d", no)) };

	t.name = test_random(seed) % 2 ? t.id : pick(sc, seed, false);
	t.channel = pick(sc, seed, true);
	t.owner = (enum owner)(test_random(seed) % OWNERS);
	t.moment_of_truth = test_random(seed) % 4 == 0;
	for (uint64_t n = test_random(seed) % 3; n > 0; n--)
		*LIST_ADD(sc, &t.keywords) = pick(sc, seed, false);
	for (uint64_t n = test_random(seed) % 4; n > 0; n--) {
		struct match match = { .event = pick(sc, seed, false),
			.page = pick(sc, seed, true),
			.channel = pick(sc, seed, true),
			.campaign = test_random(seed) % 2 ? STR("") : STR("x") };
		if (test_random(seed) % 2)
			match.source = STR("web");
		*LIST_ADD(sc, &t.matches) = match;
	}
	int other = (int)(test_random(seed) % (uint64_t)count);
	if (other != no && test_random(seed) % 2) {
		t.when = test_random(seed) % 2 ? WHEN_BEFORE : WHEN_AFTER;
		t.when_at = str_of(scope_printf(sc, "t %d", other));
	}
	for (uint64_t n = test_random(seed) % 3; n > 0; n--)
		*LIST_ADD(sc, &t.leads_to) = str_of(scope_printf(sc, "map %d", (int)n));
	int expected = (int)(test_random(seed) % 4);
	if (expected == 1)
		t.expected.property = pick(sc, seed, false);
	if (expected == 2)
		t.expected.rating = pick(sc, seed, false);
	if (expected == 3 && other != no) {
		t.expected.within_us = (int64_t)(1 + test_random(seed) % 1000) * 1000000;
		t.expected.since = str_of(scope_printf(sc, "t %d", other));
	}
	return t;
}

static struct definition random_definition(struct scope *sc, uint64_t *seed)
{
	struct definition def = { .id = pick(sc, seed, false),
		.title = pick(sc, seed, true),
		.scenario = pick(sc, seed, true),
		.owner = pick(sc, seed, true),
		.goal_why = pick(sc, seed, true) };
	int stages = (int)(test_random(seed) % 4), each = (int)(test_random(seed) % 4);

	def.state = (enum map_state)(test_random(seed) % MAP_STATES);
	def.end_at_goal = test_random(seed) % 2;
	def.silence_us = (int64_t)(test_random(seed) % 2 * (test_random(seed) % 10000000)) * 1000000;
	for (uint64_t n = test_random(seed) % 3; n > 0; n--)
		*LIST_ADD(sc, &def.personas) = pick(sc, seed, false);
	for (int s = 0; s < stages; s++) {
		struct stage stage = { .id = str_of(scope_printf(sc, "s %d", s)),
			.why = pick(sc, seed, true) };
		stage.name = test_random(seed) % 2 ? stage.id : pick(sc, seed, false);
		for (int t = 0; t < each; t++)
			*LIST_ADD(sc, &stage.touchpoints) =
				random_touchpoint(sc, seed, s * each + t, stages * each);
		*LIST_ADD(sc, &def.stages) = stage;
		*LIST_ADD(sc, &def.cells) = (struct definition_cell){ stage.id, str_of(definition_lane(3)),
			pick(sc, seed, false), (enum basis)(test_random(seed) % BASES), { 0 } };
		for (uint64_t n = test_random(seed) % 3; n > 0; n--)
			*LIST_ADD(sc, &def.cells.at[s].attachments) = (struct attached){
				str_of(scope_printf(sc, "%064llx", (unsigned long long)(n * 0xabcdef))),
				pick(sc, seed, false)
			};
	}
	for (unsigned lane = 0; definition_lane(lane); lane++)
		if (test_random(seed) % 3 == 0)
			*LIST_ADD(sc, &def.lanes) = str_of(definition_lane(lane));
	if (stages * each > 0 && test_random(seed) % 2)
		def.goal = STR("t 0");
	else if (test_random(seed) % 2)
		def.goal = GOAL_CASE_COMPLETE;
	if (test_random(seed) % 2)
		def.review = test_random(seed) % 2 ? STR("2027-03-31") : STR("2028-02-29");
	if (test_random(seed) % 2)
		def.checks_json = STR("[1,0.5,{\"a\":[null,\"ż\"]}]");
	return def;
}

static void same(struct str a, struct str b)
{
	assert_int_equal(!a.p, !b.p);
	assert_true(str_equal(a, b));
}

static void same_touchpoint(const struct touchpoint *a, const struct touchpoint *b)
{
	same(a->id, b->id);
	same(a->name, b->name);
	same(a->channel, b->channel);
	assert_int_equal(a->owner, b->owner);
	assert_int_equal(a->when, b->when);
	same(a->when_at, b->when_at);
	assert_int_equal(a->moment_of_truth, b->moment_of_truth);
	same(a->expected.property, b->expected.property);
	same(a->expected.rating, b->expected.rating);
	same(a->expected.since, b->expected.since);
	assert_int_equal(a->expected.within_us, b->expected.within_us);
	assert_int_equal(a->keywords.n, b->keywords.n);
	for (size_t i = 0; i < a->keywords.n; i++)
		same(a->keywords.at[i], b->keywords.at[i]);
	assert_int_equal(a->leads_to.n, b->leads_to.n);
	for (size_t i = 0; i < a->leads_to.n; i++)
		same(a->leads_to.at[i], b->leads_to.at[i]);
	assert_int_equal(a->matches.n, b->matches.n);
	for (size_t i = 0; i < a->matches.n; i++) {
		const struct match *x = &a->matches.at[i], *y = &b->matches.at[i];
		same(x->source, y->source);
		same(x->event, y->event);
		same(x->page, y->page);
		same(x->channel, y->channel);
		same(x->campaign, y->campaign);
	}
}

static void same_stages(const struct definition *a, const struct definition *b)
{
	assert_int_equal(a->stages.n, b->stages.n);
	assert_int_equal(definition_touchpoints(a), definition_touchpoints(b));
	for (size_t s = 0; s < a->stages.n; s++) {
		same(a->stages.at[s].id, b->stages.at[s].id);
		same(a->stages.at[s].name, b->stages.at[s].name);
		same(a->stages.at[s].why, b->stages.at[s].why);
	}
	for (size_t t = 0; t < definition_touchpoints(a); t++) {
		assert_int_equal(definition_stage_of(a, t), definition_stage_of(b, t));
		same_touchpoint(definition_touchpoint(a, t), definition_touchpoint(b, t));
	}
}

static void same_attachments(const struct attached_list *a, const struct attached_list *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		same(a->at[i].id, b->at[i].id);
		same(a->at[i].name, b->at[i].name);
	}
}

static void same_definition(const struct definition *a, const struct definition *b)
{
	const struct str of_a[] = { a->id, a->title, a->scenario, a->goal, a->goal_why, a->owner, a->review,
		a->checks_json };
	const struct str of_b[] = { b->id, b->title, b->scenario, b->goal, b->goal_why, b->owner, b->review,
		b->checks_json };

	for (size_t i = 0; i < COUNT_OF(of_a); i++)
		same(of_a[i], of_b[i]);
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->end_at_goal, b->end_at_goal);
	assert_true(a->silence_us == b->silence_us);
	same_stages(a, b);
	assert_int_equal(a->personas.n, b->personas.n);
	for (size_t i = 0; i < a->personas.n; i++)
		same(a->personas.at[i], b->personas.at[i]);
	assert_int_equal(a->lanes.n, b->lanes.n);
	for (size_t i = 0; i < a->lanes.n; i++)
		same(a->lanes.at[i], b->lanes.at[i]);
	assert_int_equal(a->cells.n, b->cells.n);
	for (size_t i = 0; i < a->cells.n; i++) {
		same(a->cells.at[i].at, b->cells.at[i].at);
		same(a->cells.at[i].lane, b->cells.at[i].lane);
		same(a->cells.at[i].text, b->cells.at[i].text);
		assert_int_equal(a->cells.at[i].basis, b->cells.at[i].basis);
		same_attachments(&a->cells.at[i].attachments, &b->cells.at[i].attachments);
	}
}

static void random_definitions_come_back(void **state)
{
	uint64_t seed = 4711;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct scope sc = { 0 };
		struct definition def = random_definition(&sc, &seed);
		json_t *json = definition_write(&def);
		struct definition *direct = definition_read(&sc, json);
		struct definition *yaml =
			definition_from_text(&sc, DOCUMENT_GUESS, definition_to_yaml(&sc, &def));
		struct definition *text =
			definition_from_text(&sc, DOCUMENT_GUESS, definition_to_json(&sc, &def));
		if (!direct || !yaml || !text)
			fail_msg("%s\n%s", sc.why, definition_to_yaml(&sc, &def).p);
		same_definition(&def, direct);
		same_definition(&def, yaml);
		same_definition(&def, text);
		json_decref(json);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_example_of_the_design_is_read),
		cmocka_unit_test(the_example_is_written_as_a_person_would),
		cmocka_unit_test(each_refusal_names_its_place),
		cmocka_unit_test(ceilings_are_named),
		cmocka_unit_test(what_is_not_given_is_none),
		cmocka_unit_test(the_case_may_be_the_goal_and_spans_are_read),
		cmocka_unit_test(files_links_and_a_review_are_read),
		cmocka_unit_test(random_definitions_come_back),
	};

	return cmocka_run_group_tests_name("definition_io", tests, NULL, NULL);
}
