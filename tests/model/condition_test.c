#include "model/condition_io.h"
#include "model/span.h"
#include "test.h"

/* What is written, the sentence, and the JSON that it becomes. */
static void conditions_are_read_said_and_written(void **state)
{
	static const struct {
		const char *text, *words, *json;
	} rows[] = {
		{ "country=PL", "country is PL", "{\"attr\":\"country\",\"is\":\"PL\"}" },
		{ " channel != app ", "not (channel is app)",
			"{\"not\":{\"attr\":\"channel\",\"is\":\"app\"}}" },
		{ "value>100", "value above 100", "{\"attr\":\"value\",\"above\":100}" },
		{ "value<0.5", "value below 0.5", "{\"attr\":\"value\",\"below\":0.5}" },
		{ "age=42", "age is 42", "{\"attr\":\"age\",\"is\":42}" },
		{ "vip=true", "vip is true", "{\"attr\":\"vip\",\"is\":true}" },
		{ "url=https://a.b/c: d", "url is https://a.b/c: d",
			"{\"attr\":\"url\",\"is\":\"https://a.b/c: d\"}" },
		{ "{did: cart, at_least: 2}", "did cart at least 2 times",
			"{\"did\":\"cart\",\"at_least\":2}" },
		{ "did: cart\nwithin: 90d\n", "did cart within 90 days",
			"{\"did\":\"cart\",\"within\":\"90d\"}" },
		{ "{\"did\": \"a=b\"}", "did a=b", "{\"did\":\"a=b\"}" },
		{ "did: a=b", "did a=b", "{\"did\":\"a=b\"}" },
		{ "{ did: order-placed, where: { value: { above: 100 }, country: PL }, at_least: 2, within: 90d }",
			"did order-placed where value above 100 and country is PL at least 2 times within 90 days",
			"{\"did\":\"order-placed\",\"where\":{\"value\":{\"above\":100},\"country\":\"PL\"},"
			"\"at_least\":2,\"within\":\"90d\"}" },
		{ "{ attr: country, in: [PL, DE, 7, 0.5, true] }", "country is PL, DE, 7, 0.5 or true",
			"{\"attr\":\"country\",\"in\":[\"PL\",\"DE\",7,0.5,true]}" },
		{ "{ attr: age, above: 18, below: 65.5 }", "age above 18 and below 65.5",
			"{\"attr\":\"age\",\"above\":18,\"below\":65.5}" },
		{ "{ attr: country, exists: true }", "has country",
			"{\"attr\":\"country\",\"exists\":true}" },
		{ "{ attr: country, exists: false }", "has no country",
			"{\"attr\":\"country\",\"exists\":false}" },
		{ "{ sequence: [cart, checkout], within: 1h30m, then_not: order-placed }",
			"did cart, then checkout within 1 hour 30 minutes, but not order-placed after it",
			"{\"sequence\":[\"cart\",\"checkout\"],\"within\":\"1h30m\",\"then_not\":\"order-placed\"}" },
		{ "{ rating: nps, at: delivery, below: 7 }", "rated nps at delivery below 7",
			"{\"rating\":\"nps\",\"at\":\"delivery\",\"below\":7}" },
		{ "{ said: { at: delivery, feeling: negative, theme: late } }",
			"said something negative about late at delivery",
			"{\"said\":{\"at\":\"delivery\",\"feeling\":\"negative\",\"theme\":\"late\"}}" },
		{ "{ said: {} }", "said something", "{\"said\":{}}" },
		{ "{ party: employee }", "is an employee", "{\"party\":\"employee\"}" },
		{ "{ promised: delivered, kept: false }", "was promised delivered, which was broken",
			"{\"promised\":\"delivered\",\"kept\":false}" },
		{ "{ promised: delivered, kept: true }", "was promised delivered, which was kept",
			"{\"promised\":\"delivered\",\"kept\":true}" },
		{ "{ all: [] }", "is anybody", "{\"all\":[]}" },
		{ "{ any: [] }", "is nobody", "{\"any\":[]}" },
		{ "{ all: [{ party: customer }, { any: [{ did: a }, { did: b }] }, { not: { did: c } }] }",
			"is a customer and (did a or did b) and not (did c)",
			"{\"all\":[{\"party\":\"customer\"},{\"any\":[{\"did\":\"a\"},{\"did\":\"b\"}]},{\"not\":{\"did\":"
			"\"c\"}}]}" },
		{ "{ not: { any: [{ did: a }, { party: partner }] } }", "not (did a or is a partner)",
			"{\"not\":{\"any\":[{\"did\":\"a\"},{\"party\":\"partner\"}]}}" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct condition *c = condition_from_text(&sc, str_of(rows[i].text));
		if (!c)
			fail_msg("%s: %s", rows[i].text, sc.why);
		assert_str(condition_words(&sc, c), rows[i].words);
		json_t *json = condition_write(c);
		char *text = json_dumps(json, JSON_COMPACT);
		assert_string_equal(text, rows[i].json);
		json_t *again = condition_write(condition_read(&sc, json));
		assert_true(json_equal(json, again));
		free(text);
		json_decref(json);
		json_decref(again);
		scope_close(&sc);
	}
}

static void each_refusal_names_what_is_known(void **state)
{
	static const struct {
		const char *text, *why;
	} rows[] = {
		{ "", "the text is empty" },
		{ "cart",
			"a condition needs one of the fields all, any, not, attr, did, sequence, rating, said, party, promised" },
		{ "[1]", "a condition needs one of the fields" },
		{ "{}", "a condition needs one of the fields" },
		{ "{ dod: cart }", "a condition needs one of the fields" },
		{ "=PL", "\"=PL\" is not a condition: write country=PL" },
		{ "country=", "is not a condition" },
		{ "value>=5", "is not a condition" },
		{ "a==b", "is not a condition" },
		{ "value>much", "above: must be a number" },
		{ "{ did: a, at_last: 2 }",
			"line 1: unknown field \"at_last\" (known: did, where, at_least, within)" },
		{ "{ did: a, sequence: [a, b] }", "unknown field \"sequence\" (known: did" },
		{ "{ did: 5 }", "did: must be a text: write \"5\", in quotes" },
		{ "{ did: null }", "a did needs the field \"did\"" },
		{ "{ did: a, at_least: 0 }", "at_least: must be a whole number, 1 or more" },
		{ "{ did: a, at_least: 1.5 }", "at_least: must be a whole number" },
		{ "{ did: a, within: soon }", "within: must be a time such as \"39d\"" },
		{ "{ did: a, within: 0d }", "within: must be a time" },
		{ "{ did: a, where: [x] }", "where: must be properties" },
		{ "{ did: a, where: { v: { over: 1 } } }",
			"where, v: unknown field \"over\" (known: is, in, above, below, exists)" },
		{ "{ did: a, where: { v: {} } }", "where, v: says nothing to compare with" },
		{ "{ did: a, where: { v: null } }", "where, v: must be a text, a number, true or false" },
		{ "{ attr: a }", "says nothing to compare with: is, in, above, below, exists" },
		{ "{ attr: a, is: 1, in: [2] }", "in: of is, in, above and below, exists one is given" },
		{ "{ attr: a, above: 1, exists: true }", "exists: of is, in" },
		{ "{ attr: a, above: 2, below: 1 }", "no number is above 2 and below 1" },
		{ "{ attr: a, is: [1] }", "is: must be a text, a number, true or false" },
		{ "{ attr: a, in: 1 }", "in: must be a list" },
		{ "{ attr: a, in: [] }", "in: needs a value or more" },
		{ "{ attr: a, in: [[1]] }", "in[1]: must be a text" },
		{ "{ attr: a, exists: 1 }", "exists: must be true or false" },
		{ "{ sequence: [a] }", "sequence: needs two steps or more" },
		{ "{ sequence: a }", "sequence: must be a list" },
		{ "{ sequence: [a, 1] }", "sequence[2]: must be a text" },
		{ "{ rating: nps }", "says nothing to compare with" },
		{ "{ rating: nps, exists: true }",
			"unknown field \"exists\" (known: rating, at, is, in, above, below)" },
		{ "{ said: late }", "said: said is written as fields (known: at, feeling, theme)" },
		{ "{ said: { feeling: sad } }",
			"said, feeling: \"sad\" is not known (known: negative, neutral, positive)" },
		{ "{ party: robot }", "party: \"robot\" is not known (known: customer, partner, employee)" },
		{ "{ promised: a }", "a promised needs the field \"kept\"" },
		{ "{ promised: a, kept: no }", "kept: must be true or false" },
		{ "{ promised: a, broken: true }", "unknown field \"broken\" (known: promised, kept)" },
		{ "{ kept: true }", "a condition needs one of the fields" },
		{ "all:\n  - did: a\n  - not: { did: a, x: 1 }\n",
			"line 3: all[2], not: unknown field \"x\"" },
		{ "{ any: { did: a } }", "any: must be a list" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		if (condition_from_text(&sc, str_of(rows[i].text)))
			fail_msg("taken: %s", rows[i].text);
		assert_fault(&sc, FAULT_INVALID, rows[i].why);
		scope_close(&sc);
	}
}

static void ceilings_are_named(void **state)
{
	struct scope sc = { 0 };
	json_t *c = json_pack("{s:s}", "did", "a"), *wide = json_array();

	(void)state;
	for (int i = 1; i < CONDITION_DEPTH; i++)
		c = json_pack("{s:o}", "not", c);
	assert_non_null(condition_read(&sc, c));
	c = json_pack("{s:o}", "not", c);
	assert_null(condition_read(&sc, c));
	assert_fault(&sc, FAULT_LIMIT, "conditions nest at most 16 deep");
	scope_forgive(&sc);
	for (int i = 0; i <= CONDITION_PARTS; i++)
		json_array_append_new(wide, json_pack("{s:s}", "did", "a"));
	wide = json_pack("{s:o}", "all", wide);
	assert_null(condition_read(&sc, wide));
	assert_fault(&sc, FAULT_LIMIT, "all: 201 of them are more than 200");
	json_decref(c);
	json_decref(wide);
	scope_close(&sc);
}

static void texts_keep_how_they_were_written(void **state)
{
	struct scope sc = { 0 };
	struct condition *c =
		condition_from_text(&sc, STR("{ attr: zip, in: [\"007\", 7, 7.0, true, \"true\"] }"));
	static const struct {
		enum value_kind kind;
		const char *text;
	} want[] = { { VALUE_TEXT, "007" }, { VALUE_INTEGER, "7" }, { VALUE_REAL, "7.0" },
		{ VALUE_BOOL, "true" }, { VALUE_TEXT, "true" } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_int_equal(c->test.values.at[i].kind, want[i].kind);
		assert_str(c->test.values.at[i].text, want[i].text);
	}
	json_t *json = condition_write(c);
	char *text = json_dumps(json, JSON_COMPACT);
	assert_string_equal(text, "{\"attr\":\"zip\",\"in\":[\"007\",7,7.0,true,\"true\"]}");
	free(text);
	json_decref(json);
	scope_close(&sc);
}

static json_t *random_condition(uint64_t *seed, int depth);

static json_t *random_test(uint64_t *seed, json_t *test)
{
	double number = (double)(int64_t)test_random(seed) / (double)(1 + test_random(seed) % 1000);

	switch (test_random(seed) % 4) {
	case 0:
		json_object_set_new(test, "is", json_integer((json_int_t)test_random(seed)));
		break;
	case 1:
		json_object_set_new(test, "in", json_pack("[s,f,b]", "ż", number, 1));
		break;
	case 2:
		json_object_set_new(test, "above", json_real(number));
		break;
	default:
		json_object_set_new(test, "below", json_integer((json_int_t)(test_random(seed) % 1000)));
	}
	return test;
}

static json_t *random_list(uint64_t *seed, int depth)
{
	json_t *list = json_array();

	for (uint64_t n = test_random(seed) % 4; n > 0; n--)
		json_array_append_new(list, random_condition(seed, depth + 1));
	return list;
}

static json_t *random_condition(uint64_t *seed, int depth)
{
	switch (test_random(seed) % (depth > 5 ? 5 : 8)) {
	case 0:
		return random_test(seed, json_pack("{s:s}", "attr", "país"));
	case 1:
		return json_pack("{s:s,s:{s:o},s:i,s:s}", "did", "cart", "where", "v",
			random_test(seed, json_object()), "at_least", 2 + (int)(test_random(seed) % 9),
			"within", "3d4h5s");
	case 2:
		return json_pack("{s:[s,s],s:s}", "sequence", "a", "b", "then_not", "c");
	case 3:
		return random_test(seed, json_pack("{s:s}", "rating", "csat"));
	case 4:
		return json_pack("{s:{s:s}}", "said", "feeling", "neutral");
	case 5:
		return json_pack("{s:o}", "not", random_condition(seed, depth + 1));
	case 6:
		return json_pack("{s:o}", "all", random_list(seed, depth));
	default:
		return json_pack("{s:o}", "any", random_list(seed, depth));
	}
}

static void random_conditions_come_back(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct scope sc = { 0 };
		json_t *json = random_condition(&seed, 0);
		struct condition *c = condition_from_text(&sc, document_to_yaml(&sc, json));
		if (!c)
			fail_msg("%s\n%s", sc.why, document_to_yaml(&sc, json).p);
		json_t *again = condition_write(c);
		struct condition *second = condition_read(&sc, again);
		json_t *third = condition_write(second);
		assert_true(json_equal(again, third));
		assert_str(condition_words(&sc, second), condition_words(&sc, c).p);
		json_decref(json);
		json_decref(again);
		json_decref(third);
		scope_close(&sc);
	}
}

static void spans_are_read_and_said(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds; /* 0: refused */
		const char *again, *words;
	} rows[] = {
		{ "39d", 39 * 86400, "39d", "39 days" },
		{ "1h30m", 5400, "1h30m", "1 hour 30 minutes" },
		{ " 90 s ", 90, "1m30s", "1 minute 30 seconds" },
		{ "2w", 14 * 86400, "14d", "14 days" },
		{ "1d 1d", 2 * 86400, "2d", "2 days" },
		{ "36500d", INT64_C(36500) * 86400, "36500d", "36500 days" },
		{ "36501d", 0, NULL, NULL },
		{ "36500d1s", 0, NULL, NULL },
		{ "99999999999999999999d", 0, NULL, NULL },
		{ "9999999999999999w", 0, NULL, NULL },
		{ "", 0, NULL, NULL },
		{ "0d", 0, NULL, NULL },
		{ "5", 0, NULL, NULL },
		{ "d", 0, NULL, NULL },
		{ "-5d", 0, NULL, NULL },
		{ "1.5h", 0, NULL, NULL },
		{ "5y", 0, NULL, NULL },
		{ "auto", 0, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		int64_t us = 0;
		assert_int_equal(span_read(str_of(rows[i].text), &us), rows[i].seconds != 0);
		assert_true(us == rows[i].seconds * SPAN_SECOND_US);
		if (us) {
			assert_str(span_text(&sc, us), rows[i].again);
			assert_str(span_words(&sc, us), rows[i].words);
		}
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_are_read_said_and_written),
		cmocka_unit_test(each_refusal_names_what_is_known),
		cmocka_unit_test(ceilings_are_named),
		cmocka_unit_test(texts_keep_how_they_were_written),
		cmocka_unit_test(random_conditions_come_back),
		cmocka_unit_test(spans_are_read_and_said),
	};

	return cmocka_run_group_tests_name("condition", tests, NULL, NULL);
}
