/* Each kind of paper: what is read comes back, what is wrong is said with its place, the schema keeps step. */
#include "model/paper.h"

#include <jansson.h>

#include "model/comment.h"
#include "model/library.h"
#include "model/opportunity.h"
#include "model/persona.h"
#include "model/segment.h"
#include "test.h"

static struct scope sc;

static int scope_open(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	return 0;
}

static int scope_end(void **state)
{
	(void)state;
	scope_close(&sc);
	return 0;
}

static struct str file_text(const char *name)
{
	static char bytes[65536];
	const char *root = getenv("WEND_TEST_ROOT");
	FILE *f = fopen(scope_printf(&sc, "%s/%s", root ? root : ".", name), "rb");
	size_t n;

	if (!f)
		fail_msg("%s cannot be read", name);
	n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	return (struct str){ bytes, n };
}

static struct paper_text taken(enum paper_kind kind, struct str text)
{
	struct paper_text out;

	if (!paper_from_text(&sc, kind, DOCUMENT_GUESS, text, &out))
		fail_msg("%.*s: %s", STR_ARG(text), sc.why);
	return out;
}

/* The text of the documentation, read, kept and written, is the text again, byte by byte. */
static void the_examples_come_back(void **state)
{
	static const char *const files[] = { "docs/example/first-time-buyer.yaml",
		"docs/example/corner-shop.yaml" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct str text = file_text(files[i]);
		struct paper_text paper = taken(PAPER_PERSONA, text);
		struct str yaml = paper_yaml(&sc, PAPER_PERSONA, paper.json);
		if (!yaml.p)
			fail_msg("%s: %s", files[i], sc.why);
		assert_str(yaml, str_c(&sc, text));
		assert_true(str_equal(taken(PAPER_PERSONA, yaml).json, paper.json));
	}
}

static void a_persona_has_all_of_it(void **state)
{
	const struct persona *p = paper_read(
		&sc, PAPER_PERSONA, DOCUMENT_GUESS, file_text("docs/example/first-time-buyer.yaml"));

	(void)state;
	assert_non_null(p);
	assert_str(p->name, "Anna, buys a first present");
	assert_int_equal(p->party, PARTY_CUSTOMER);
	for (int l = 0; l < PERSONA_LISTS; l++)
		assert_true(p->lists[l].at.n >= 1);
	assert_int_equal(p->lists[PERSONA_GOALS].at.at[0].basis, BASIS_ASSUMED);
	const struct statement *s = &p->lists[PERSONA_GOALS].at.at[1];
	assert_int_equal(s->basis, BASIS_REPORTED);
	assert_int_equal(s->evidence.at.n, 2);
	assert_str(s->evidence.at.at[1], "note 14");
	assert_int_equal(p->lists[PERSONA_CHANNELS].at.n, 2);
	assert_int_equal(p->traits.n, 3);
	assert_str(p->traits.at[2].name, "loyal");
	assert_near(p->traits.at[2].value, .2, 0);
	assert_int_equal(p->rule->kind, CONDITION_NOT);
	assert_null(p->segment.p);
	p = paper_read(&sc, PAPER_PERSONA, DOCUMENT_GUESS, file_text("docs/example/corner-shop.yaml"));
	assert_int_equal(p->party, PARTY_PARTNER);
}

static const struct {
	enum paper_kind kind;
	const char *text, *json; /* NULL: the text itself */
} rows[] = {
	{ PAPER_PERSONA, "id: a\nname: A", "{\"id\":\"a\",\"name\":\"A\",\"party\":\"customer\"}" },
	{ PAPER_PERSONA, "id: a\nname: A\ngoals: one alone\nsegment: new",
		"{\"id\":\"a\",\"name\":\"A\",\"party\":\"customer\",\"goals\":[\"one alone\"],\"segment\":\"new\"}" },
	{ PAPER_PERSONA, "id: a\nname: A\ngoals: [{ text: x, basis: assumed }]\nquote: null",
		"{\"id\":\"a\",\"name\":\"A\",\"party\":\"customer\",\"goals\":[\"x\"]}" },
	{ PAPER_PERSONA, "id: a\nname: A\ngoals: [{ text: x, evidence: heard it }]",
		"{\"id\":\"a\",\"name\":\"A\",\"party\":\"customer\",\"goals\":[{\"text\":\"x\",\"basis\":\"assumed\","
		"\"evidence\":\"heard it\"}]}" },
	{ PAPER_PERSONA,
		"id: ночной-покупатель\nname: Иван\nparty: employee\nphoto: data:image/png;base64,iVBORw0KGgo=",
		"{\"id\":\"ночной-покупатель\",\"name\":\"Иван\",\"party\":\"employee\","
		"\"photo\":\"data:image/png;base64,iVBORw0KGgo=\"}" },
	{ PAPER_SEGMENT,
		"{\"id\":\"paying\",\"name\":\"Who pays\",\"about\":\"Since 2025\",\"rule\":{\"did\":\"order\"}}",
		NULL },
	{ PAPER_SEGMENT, "{\"id\":\"all\",\"name\":\"All\",\"rule\":{\"all\":[]}}", NULL },
	{ PAPER_TOUCHPOINT,
		"{\"id\":\"cart\",\"name\":\"Cart\",\"channel\":\"website\",\"owner\":\"partner\",\"keeper\":\"shop team\","
		"\"page\":\"/cart/*\",\"system\":\"Shopify\",\"about\":\"x\"}",
		NULL },
	{ PAPER_CHANNEL, "{\"key\":\"kiosk\",\"name\":\"Kiosk\",\"colour\":\"#2563A8\",\"symbol\":\"store\"}",
		NULL },
	{ PAPER_OPPORTUNITY,
		"{\"id\":\"date\",\"title\":\"Say the date\",\"about\":\"x\",\"map\":\"present\",\"touchpoints\":[\"cart\",\"pay\"],"
		"\"persona\":\"anna\",\"effect\":{\"low\":0.5,\"high\":3,\"unit\":\"points of conversion\"},"
		"\"customer_value\":80,\"business_value\":40,\"effort\":1.5,\"owner\":\"shop team\",\"status\":\"doing\","
		"\"rests_on\":[{\"at\":\"cart\",\"lane\":\"pains\"},{\"note\":14}]}",
		NULL },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\ntouchpoints: cart\neffort: 0",
		"{\"id\":\"a\",\"title\":\"A\",\"touchpoints\":\"cart\",\"effort\":0,\"status\":\"idea\"}" },
	{ PAPER_COMMENT,
		"{\"id\":\"c2\",\"map\":\"present\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"Really?\",\"author\":\"jan\","
		"\"answers\":\"c1\",\"done\":true,\"mentions\":[7,3]}",
		NULL },
	{ PAPER_COMMENT, "id: c\nmap: m\ntext: x\nauthor: jan\nmentions: [7, 3, 7]",
		"{\"id\":\"c\",\"map\":\"m\",\"text\":\"x\",\"author\":\"jan\",\"mentions\":[7,3]}" },
};

static void each_kind_is_kept_as_it_was_meant(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *want = rows[i].json ? rows[i].json : rows[i].text;
		struct paper_text paper = taken(rows[i].kind, str_of(rows[i].text));
		json_t *got = json_loadb(paper.json.p, paper.json.n, 0, NULL),
		       *wanted = json_loads(want, 0, NULL);
		assert_non_null(wanted);
		if (!json_equal(got, wanted))
			fail_msg("%s: got %.*s", rows[i].text, STR_ARG(paper.json));
		struct str yaml = paper_yaml(&sc, rows[i].kind, paper.json);
		assert_true(str_equal(taken(rows[i].kind, yaml).json, paper.json));
		json_decref(got);
		json_decref(wanted);
	}
}

static void what_it_is_called(void **state)
{
	struct paper_text paper = taken(PAPER_COMMENT,
		STR("{\"id\":\"c\",\"map\":\"m\",\"author\":\"jan\",\"text\":\"Two\\nlines "
		    "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\"}"));
	enum paper_kind kind;

	(void)state;
	assert_true(str_starts(paper.title, STR("Two lines 0123456789")));
	assert_true(str_letters(paper.title) <= PAPER_TITLE_LETTERS + 1);
	assert_str(taken(PAPER_CHANNEL, str_of(rows[8].text)).id, "kiosk");
	for (int k = 0; k < PAPER_KINDS; k++) {
		assert_true(paper_kind_find(str_of(paper_kind_name((enum paper_kind)k)), &kind));
		assert_int_equal(kind, k);
		assert_true(paper_kind_find(str_of(paper_kind_plural((enum paper_kind)k)), &kind));
		assert_int_equal(kind, k);
	}
	assert_false(paper_kind_find(STR("maps"), &kind));
}

static const struct {
	enum paper_kind kind;
	const char *text, *words;
} bad[] = {
	{ PAPER_PERSONA, "name: A", "a persona needs the field \"id\"" },
	{ PAPER_PERSONA, "id: a", "a persona needs the field \"name\"" },
	{ PAPER_PERSONA, "- a", "a persona is written as fields (known: id, name, party" },
	{ PAPER_PERSONA, "id: a\nname: A\ngaols: x",
		"line 3: unknown field \"gaols\" (known: id, name, party, quote" },
	{ PAPER_PERSONA, "id: first time\nname: A",
		"line 1: id: \"first time\" is not an id: write letters" },
	{ PAPER_PERSONA, "id: a/b\nname: A", "is not an id" },
	{ PAPER_PERSONA, "id: -a\nname: A", "is not an id" },
	{ PAPER_PERSONA, "id: segment:a\nname: A", "is not an id" },
	{ PAPER_PERSONA, "id: 12\nname: A", "must be a text: write \"12\", in quotes" },
	{ PAPER_PERSONA, "id: a\nname: A\nparty: friend",
		"\"friend\" is not known (known: customer, partner, employee)" },
	{ PAPER_PERSONA, "id: a\nname: A\ngoals: [{ text: x, basis: seen }]",
		"goals[1], basis: \"seen\" is not known (known: observed, reported, inferred, assumed)" },
	{ PAPER_PERSONA, "id: a\nname: A\ngoals:\n  - fine\n  - { text: x, basis: observed }",
		"line 5: goals[2]: what is observed needs its evidence" },
	{ PAPER_PERSONA, "id: a\nname: A\nneeds: { text: x, basis: reported, evidence: [] }",
		"needs: what is reported needs its evidence" },
	{ PAPER_PERSONA, "id: a\nname: A\ngoals: [{ basis: assumed }]",
		"a statement needs the field \"text\"" },
	{ PAPER_PERSONA, "id: a\nname: A\ngoals: [[x]]", "a statement is a text, or { text:" },
	{ PAPER_PERSONA, "id: a\nname: A\ngoals: [{ text: x, proof: y }]",
		"unknown field \"proof\" (known: text, basis, evidence)" },
	{ PAPER_PERSONA, "id: a\nname: A\ntraits: { thrifty: 1.5 }",
		"traits, thrifty: must be a number from 0 to 1" },
	{ PAPER_PERSONA, "id: a\nname: A\ntraits: { thrifty: much }", "must be a number from 0 to 1" },
	{ PAPER_PERSONA, "id: a\nname: A\ntraits: [thrifty]", "must be names with numbers" },
	{ PAPER_PERSONA, "id: a\nname: A\nphoto: https://elsewhere.example/a.png", "nothing is fetched" },
	{ PAPER_PERSONA, "id: a\nname: A\nphoto: ../a.png", "must be a file's name without folders" },
	{ PAPER_PERSONA, "id: a\nname: A\nphoto: data:image/svg+xml;base64,AAAA", "png, jpeg, webp, gif" },
	{ PAPER_PERSONA, "id: a\nname: A\nphoto: 'data:image/png;base64,<script>'", "must be a file's name" },
	{ PAPER_PERSONA, "id: a\nname: A\nsegment: b\nrule: { did: order }",
		"not both: leave one of them out" },
	{ PAPER_PERSONA, "id: a\nname: A\nrule: { done: order }",
		"rule: a condition needs one of the fields all, any" },
	{ PAPER_PERSONA, "id: a\nname: A\nrule:\n  any:\n    - { did: order, twice: 1 }",
		"line 5: rule, any[1]: unknown field \"twice\"" },
	{ PAPER_SEGMENT, "id: a\nname: A", "a segment needs the field \"rule\"" },
	{ PAPER_SEGMENT, "id: a\nname: A\nrule: country=PL", "a condition needs one of the fields" },
	{ PAPER_SEGMENT, "id: a\nname: A\nrule: { all: [] }\nsize: 3",
		"unknown field \"size\" (known: id, name, about, rule)" },
	{ PAPER_TOUCHPOINT, "id: a\nname: A\nowner: me",
		"\"me\" is not known (known: brand, partner, customer, social)" },
	{ PAPER_CHANNEL, "key: a\nname: A\nsymbol: app", "a channel needs the field \"colour\"" },
	{ PAPER_CHANNEL, "key: a\nname: A\ncolour: '#2563A8'", "a channel needs the field \"symbol\"" },
	{ PAPER_CHANNEL, "key: a\nname: ''\ncolour: '#2563A8'\nsymbol: app", "name" },
	{ PAPER_CHANNEL, "key: a b\nname: A\ncolour: '#2563A8'\nsymbol: app", "key" },
	{ PAPER_CHANNEL, "key: a\nname: A\ncolour: '#2563A8'\nsymbol: smoke",
		"\"smoke\" is not known (known: other" },
	{ PAPER_CHANNEL, "key: a\nname: A\ncolour: '#2563A8'\nsymbol: app\narchived: perhaps", "archived" },
	{ PAPER_CHANNEL, "key: a\nname: A\nsymbol: app\ncolour: blue",
		"must be a colour such as \"#2563A8\"" },
	{ PAPER_CHANNEL, "key: a\nname: A\nsymbol: app\ncolour: '#25g3A8'", "must be a colour" },
	{ PAPER_CHANNEL, "key: a\nname: A\nsymbol: app\ncolour: '#FFD700'",
		"too pale to be read on white: its contrast is 1.4" },
	{ PAPER_CHANNEL, "key: a\nname: A\nsymbol: horn\ncolour: '#2563A8'",
		"\"horn\" is not known (known: other, website" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\neffort: 6", "effort: must be a number from 0 to 5" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\ncustomer_value: -1", "must be a number from 0 to 100" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\nstatus: soon",
		"(known: idea, planned, doing, done, dropped)" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\neffect: { low: 1, high: 2 }",
		"an effect needs the field \"unit\"" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\neffect: { low: 3, high: 2, unit: x }",
		"\"low\" is above \"high\"" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\neffect: { low: a, high: 2, unit: x }",
		"low: must be a number" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\nrests_on: [{ at: cart }]", "rests_on[1]: is a cell" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\nrests_on: [{ at: cart, lane: pains, note: 1 }]", "is a cell" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\nrests_on: { note: 0 }", "must be a note's number" },
	{ PAPER_OPPORTUNITY, "id: a\ntitle: A\nrests_on: { at: cart, lane: pain }",
		"\"pain\" is not a lane (known: actions" },
	{ PAPER_COMMENT, "id: a\nmap: m\nauthor: jan", "a comment needs the field \"text\"" },
	{ PAPER_COMMENT, "id: a\nmap: m\nauthor: jan\ntext: x\nanswers: a",
		"a comment cannot answer itself" },
	{ PAPER_COMMENT, "id: a\nmap: m\nauthor: jan\ntext: x\ndone: yes", "must be true or false" },
	{ PAPER_COMMENT, "id: a\nmap: m\nauthor: jan\ntext: x\nmentions: 3", "mentions: must be a list" },
	{ PAPER_COMMENT, "id: a\nmap: m\nauthor: jan\ntext: x\nmentions: [3, 0]",
		"mentions[2]: must be a user's number" },
};

static void each_refusal_names_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct paper_text out;
		if (paper_from_text(&sc, bad[i].kind, DOCUMENT_GUESS, str_of(bad[i].text), &out))
			fail_msg("%s is taken", bad[i].text);
		assert_fault(&sc, FAULT_INVALID, bad[i].words);
		scope_forgive(&sc);
	}
}

static void ceilings_are_named(void **state)
{
	json_t *many = json_array(), *traits = json_object();
	const char *const fields[] = { "goals", "traits" };
	json_t *values[] = { many, traits };
	struct paper_text out;

	(void)state;
	for (int i = 0; i <= PERSONA_STATEMENTS; i++)
		json_array_append_new(many, json_string("x"));
	for (int i = 0; i <= PERSONA_TRAITS; i++)
		json_object_set_new(traits, scope_printf(&sc, "t%d", i), json_real(.5));
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		json_t *persona = json_pack("{s:s,s:s,s:o}", "id", "a", "name", "A", fields[i], values[i]);
		char *text = json_dumps(persona, 0);
		assert_false(paper_from_text(&sc, PAPER_PERSONA, DOCUMENT_JSON, str_of(text), &out));
		assert_fault(&sc, FAULT_LIMIT, "the ceiling");
		scope_forgive(&sc);
		free(text);
		json_decref(persona);
	}
}

/* --- their order --- */

static void the_cheap_come_first_then_those_of_effect(void **state)
{
	static const char *const texts[] = {
		"id: e\ntitle: no effort is known\neffect: { low: 90, high: 99, unit: points }",
		"id: d\ntitle: dear\neffort: 4\neffect: { low: 50, high: 60, unit: points }",
		"id: c\ntitle: cheap and without effect\neffort: 1\ncustomer_value: 90",
		"id: b2\ntitle: cheap, little\neffort: 1\neffect: { low: 1, high: 2, unit: points }",
		"id: b1\ntitle: cheap, more\neffort: 1\neffect: { low: 0, high: 9, unit: points }",
		"id: c0\ntitle: cheap, of less value\neffort: 1\ncustomer_value: 50",
		"id: a\ntitle: for nothing\neffort: 0",
	};
	static const char *const order[] = { "a", "b1", "b2", "c", "c0", "d", "e" };
	const struct opportunity *list[COUNT_OF(texts)];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		list[i] = paper_read(&sc, PAPER_OPPORTUNITY, DOCUMENT_GUESS, str_of(texts[i]));
	qsort(list, COUNT_OF(list), sizeof *list, opportunity_compare);
	for (size_t i = 0; i < COUNT_OF(order); i++)
		assert_str(list[i]->id, order[i]);
}

/* --- the schema --- */

static void same_field(const json_t *property, const struct field *field)
{
	const json_t *choices = json_object_get(property, "enum"),
		     *longest = json_object_get(property, "maxLength");
	size_t n = 0;

	for (; field->choice && n < field->limit; n++)
		assert_string_equal(
			json_string_value(json_array_get(choices, n)), field->choice((unsigned)n));
	if (field->choice)
		assert_true(json_is_null(json_array_get(choices, n)));
	if (longest)
		assert_int_equal(json_integer_value(longest), field->limit);
	else
		assert_true(field->read != form_text);
}

static void same_fields(const json_t *object, const struct fields *fields)
{
	const json_t *properties = json_object_get(object, "properties");
	const json_t *required = json_object_get(object, "required");
	size_t n_required = 0;

	assert_int_equal(json_object_size(properties), fields->n);
	assert_true(json_is_false(json_object_get(object, "additionalProperties")));
	for (size_t i = 0; i < fields->n; i++) {
		const json_t *property = json_object_get(properties, fields->at[i].name);
		if (!property)
			fail_msg("%s: the schema does not know \"%s\"", fields->what, fields->at[i].name);
		same_field(property, &fields->at[i]);
		if (fields->at[i].flags & FIELD_REQUIRED)
			assert_string_equal(json_string_value(json_array_get(required, n_required++)),
				fields->at[i].name);
	}
	assert_int_equal(json_array_size(required), n_required);
}

static void the_schema_keeps_step(void **state)
{
	static const char *const names[] = { "persona", "statement", "segment", "touchpoint", "channel",
		"opportunity", "effect", "ground", "comment" };
	struct str text = file_text("docs/papers-schema.json");
	json_t *schema = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
	size_t n;
	const struct fields *const *all = paper_fields(&n);

	(void)state;
	assert_non_null(schema);
	assert_int_equal(n, COUNT_OF(names));
	for (size_t i = 0; i < n; i++)
		same_fields(json_object_get(json_object_get(schema, "$defs"), names[i]), all[i]);
	json_decref(schema);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, scope_open, scope_end)
	const struct CMUnitTest tests[] = {
		CASE(the_examples_come_back),
		CASE(a_persona_has_all_of_it),
		CASE(each_kind_is_kept_as_it_was_meant),
		CASE(what_it_is_called),
		CASE(each_refusal_names_its_place),
		CASE(ceilings_are_named),
		CASE(the_cheap_come_first_then_those_of_effect),
		CASE(the_schema_keeps_step),
	};

	return cmocka_run_group_tests_name("paper", tests, NULL, NULL);
}
