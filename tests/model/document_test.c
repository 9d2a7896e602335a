#include "model/document.h"
#include "model/scalar.h"
#include "test.h"

static json_t *must_read(struct scope *sc, enum document_format format, const char *text)
{
	struct document *doc = document_read(sc, format, str_of(text));

	if (!doc)
		fail_msg("%s\n%s", sc->why, text);
	return doc->root; /* the test decrefs it in the document's stead */
}

static void scalars_follow_the_core_schema(void **state)
{
	static const struct {
		const char *yaml, *json;
	} rows[] = {
		{ "null", "null" },
		{ "~", "null" },
		{ "Null", "null" },
		{ "nUll", "\"nUll\"" },
		{ "true", "true" },
		{ "FALSE", "false" },
		{ "yes", "\"yes\"" },
		{ "no", "\"no\"" },
		{ "0", "0" },
		{ "-12", "-12" },
		{ "+12", "12" },
		{ "007", "7" },
		{ "0o17", "15" },
		{ "0x1F", "31" },
		{ "0b1", "\"0b1\"" },
		{ "1_000", "\"1_000\"" },
		{ "1.5", "1.5" },
		{ ".5", "0.5" },
		{ "5.", "5.0" },
		{ "1e3", "1000.0" },
		{ "1e", "\"1e\"" },
		{ ".", "\".\"" },
		{ "1.2.3", "\"1.2.3\"" },
		{ "12:30", "\"12:30\"" },
		{ "2026-03-02", "\"2026-03-02\"" },
		{ "9223372036854775807", "9223372036854775807" },
		{ "\"5\"", "\"5\"" },
		{ "'true'", "\"true\"" },
		{ "\"\"", "\"\"" },
		{ "39d", "\"39d\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		json_t *got = must_read(&sc, DOCUMENT_YAML, rows[i].yaml);
		json_t *want = json_loads(rows[i].json, JSON_DECODE_ANY, NULL);
		if (!json_equal(got, want))
			fail_msg("%s is not read as %s", rows[i].yaml, rows[i].json);
		json_decref(got);
		json_decref(want);
		scope_close(&sc);
	}
}

static void what_a_map_does_not_need_is_refused(void **state)
{
	static const struct {
		enum document_format format;
		enum fault fault;
		const char *text, *words;
	} rows[] = {
		{ DOCUMENT_YAML, FAULT_INVALID, "", "the text is empty" },
		{ DOCUMENT_YAML, FAULT_INVALID, " \n\n", "the text is empty" },
		{ DOCUMENT_YAML, FAULT_INVALID, "# nothing\n", "the text is empty" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 1\nb: 2\na: 3\n",
			"line 3: \"a\" is given twice, first in line 1" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: &x 1\n", "line 1: anchors" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: &x [1]\n", "line 1: anchors" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 1\nb: *x\n", "line 2: anchors" },
		{ DOCUMENT_YAML, FAULT_INVALID, "&k a: 1\n", "line 1: anchors" },
		{ DOCUMENT_YAML, FAULT_INVALID, "*k : 1\n", "line 1: anchors" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: !!str 1\n", "line 1: tags" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: !x {}\n", "line 1: tags" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 1\n---\nb: 2\n", "line 2: a second document" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: [1, 2\n", "line 2: " },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 1\n b: 2\n", "line 2: " },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 1\n\tb: 2\n", "line 2: " },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 1\nb: \x01\n", "line 2: control characters" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: \"\\0\"\n", "line 1: a text may not hold a NUL" },
		{ DOCUMENT_YAML, FAULT_INVALID, "? [a]\n: 1\n", "line 1: a key must be a text" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: .inf\n", "line 1: .inf is a number that does not fit" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: -.Inf\n", "does not fit" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: .nan\n", "does not fit" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 1e999\n", "does not fit" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 9223372036854775808\n", "does not fit" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: 0xFFFFFFFFFFFFFFFFF\n", "does not fit" },
		{ DOCUMENT_YAML, FAULT_INVALID, "a: \xff\n", "the text is not UTF-8" },
		{ DOCUMENT_JSON, FAULT_INVALID, "{\"a\": 1,\n \"a\": 2}", "line 2: duplicate object key" },
		{ DOCUMENT_JSON, FAULT_INVALID, "{\"a\": }", "line 1: " },
		{ DOCUMENT_JSON, FAULT_INVALID, "{\"a\": 1} x", "line 1: end of file expected" },
		{ DOCUMENT_JSON, FAULT_INVALID, "\"\\u0000\"", "\\u0000" },
		{ DOCUMENT_GUESS, FAULT_INVALID, "{\"a\": 1,\n \"b\" 2}", "line 2: ':' expected" },
		{ DOCUMENT_GUESS, FAULT_INVALID, "{a: 1, a: 2}", "line 1: \"a\" is given twice" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		assert_null(document_read(&sc, rows[i].format, str_of(rows[i].text)));
		assert_fault(&sc, rows[i].fault, rows[i].words);
		scope_close(&sc);
	}
}

static void refuse_large(
	enum document_format format, const char *open, const char *shut, int n, const char *words)
{
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 1 << 24);

	for (int i = 0; i < n; i++)
		buf_puts(text, open);
	buf_puts(text, "1");
	for (int i = 0; i < n; i++)
		buf_puts(text, shut);
	assert_null(document_read(&sc, format, buf_str(text)));
	assert_fault(&sc, FAULT_LIMIT, words);
	scope_close(&sc);
}

static void ceilings_are_named(void **state)
{
	(void)state;
	refuse_large(DOCUMENT_YAML, "[", "]", DOCUMENT_DEPTH + 1, "nested deeper than 48");
	refuse_large(DOCUMENT_YAML, "[", "]", 500000, "nested deeper than 48");
	refuse_large(DOCUMENT_JSON, "[", "]", DOCUMENT_DEPTH + 1, "nested deeper than 48");
	refuse_large(DOCUMENT_JSON, "{\"a\":", "}", DOCUMENT_DEPTH + 1, "nested deeper than 48");
	refuse_large(DOCUMENT_YAML, "# filling\n", "", DOCUMENT_BYTES / 10 + 1, "larger than 4194304 bytes");

	struct scope sc = { 0 };
	char *key = scope_alloc(&sc, DOCUMENT_KEY_LETTERS + 2, 1);
	memset(key, 'k', DOCUMENT_KEY_LETTERS + 1);
	char *yaml = scope_printf(&sc, "? %s\n: 1\n", key), *json = scope_printf(&sc, "{\"%s\": 1}", key);
	assert_null(document_read(&sc, DOCUMENT_YAML, str_of(yaml)));
	assert_fault(&sc, FAULT_LIMIT, "longer than 1000 letters");
	scope_forgive(&sc);
	assert_null(document_read(&sc, DOCUMENT_JSON, str_of(json)));
	assert_fault(&sc, FAULT_LIMIT, "longer than 1000 letters");
	scope_close(&sc);
}

static void guessing_takes_json_and_flow_style(void **state)
{
	static const char *const same[] = { "{\"a\": 1, \"b\": [true, \"x\"]}", "{a: 1, b: [true, x]}",
		"\xef\xbb\xbf{\"a\": 1, \"b\": [true, \"x\"]}", "a: 1\nb:\n  - true\n  - x\n",
		"{\"a\": 1, b: [true, x]}", "--- {a: 1, b: [true, x]}\n...\n" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(same); i++) {
		struct scope sc = { 0 };
		json_t *got = must_read(&sc, DOCUMENT_GUESS, same[i]);
		char *text = json_dumps(got, JSON_COMPACT);
		assert_string_equal(text, "{\"a\":1,\"b\":[true,\"x\"]}");
		free(text);
		json_decref(got);
		scope_close(&sc);
	}
}

static void lines_are_remembered(void **state)
{
	struct scope sc = { 0 };
	struct document *doc =
		document_read(&sc, DOCUMENT_YAML, STR("a: 1\nb:\n  - x\n\n  - y: 1\n    z: 2\n"));
	json_t *b = json_object_get(doc->root, "b");

	(void)state;
	assert_int_equal(document_line_of_key(doc, doc->root, STR("a")), 1);
	assert_int_equal(document_line_of_key(doc, doc->root, STR("b")), 2);
	assert_int_equal(document_line_of_item(doc, b, 1), 5);
	assert_int_equal(document_line_of_key(doc, json_array_get(b, 1), STR("z")), 6);
	assert_int_equal(document_line_of_key(doc, doc->root, STR("c")), 0);
	assert_int_equal(document_line_of_key(NULL, doc->root, STR("a")), 0);
	document_close(doc);
	document_close(NULL);
	scope_close(&sc);
}

/* What it looks like is part of what it is for. */
static void the_hand_is_readable(void **state)
{
	static const char text[] = "map: buying-online\n"
				   "title: Buying a present online\n"
				   "country: \"no\"\n"
				   "day: \"2026-03-02\"\n"
				   "silence_limit: 39d\n"
				   "share: 0.1\n"
				   "scenario: |-\n"
				   "  First line.\n"
				   "\n"
				   "    Third line: indented # and so on\n"
				   "stages:\n"
				   "  - id: consider\n"
				   "    name: 'Obsługa: Клиента'\n"
				   "    touchpoints:\n"
				   "      - id: newsletter\n"
				   "        match:\n"
				   "          - { source: email, event: \"Email Opened\" }\n"
				   "          - { page: \"/newsletter/*\" }\n"
				   "        when: { before: order-placed }\n"
				   "lanes: [actions, channels, thoughts]\n"
				   "texts:\n"
				   "  - a text that is too long to be found easily in a list on one line\n"
				   "  - b\n"
				   "checks: []\n"
				   "none: {}\n"
				   "nothing: null\n";
	struct scope sc = { 0 };
	json_t *root = must_read(&sc, DOCUMENT_YAML, text);
	struct str got = document_to_yaml(&sc, root);
	char *want = str_c(&sc, STR(text)), *name = strstr(want, "'Obs");

	(void)state;
	name[0] = '"';
	*strchr(name, '\'') = '"';
	assert_str(got, want);
	json_decref(root);
	scope_close(&sc);
}

static const char *const pieces[] = { "a", "cart", " ", "  ", "\n", "\n\n", "\t", ":", ": ", " #", "#", "-",
	"- ", "?", "'", "\"", "\\", "%", "@", "`", "!", "&", "*", "|", ">", "[", "]", "{", "}", ",", "~",
	"null", "true", "no", "1", ".5", "0x1", "1e5", "2026-03-02", "---", "...", "<<", "=", "ż", "ЖЖ",
	"日本", "\xc2\x85", "\xe2\x80\xa8", "\xef\xbb\xbf", "\xc2\xa0", "\x01", "\x7f", "\r", "\r\n",
	"\xf0\x9f\x98\x80", "\xef\xbf\xbe", "\xf0\x9f\xbf\xbf" };

static json_t *random_text(uint64_t *seed)
{
	struct scope sc = { 0 };
	struct buf *out = buf_new(&sc, 4096);

	for (uint64_t n = test_random(seed) % 6; n > 0; n--)
		buf_puts(out, pieces[test_random(seed) % COUNT_OF(pieces)]);
	if (test_random(seed) % 50 == 0)
		for (int i = 0; i < 130; i++)
			buf_puts(out, "long ");
	json_t *text = json_stringn(buf_str(out).p, buf_len(out));
	scope_close(&sc);
	return text;
}

static json_t *random_real(uint64_t *seed)
{
	uint64_t bits = test_random(seed);
	double x = 0;

	memcpy(&x, &bits, sizeof x);
	return json_real(isfinite(x) && bits % 3 ? x : (double)(bits % 1000) / 8);
}

static json_t *random_value(uint64_t *seed, int depth)
{
	uint64_t pick = test_random(seed) % (depth > 4 ? 7 : 11), n = test_random(seed) % 5;
	json_t *value = NULL;

	if (pick < 4)
		return random_text(seed);
	if (pick == 4)
		return json_integer((json_int_t)test_random(seed) >> (test_random(seed) % 60));
	if (pick == 5)
		return random_real(seed);
	if (pick == 6)
		return n == 0 ? json_null() : json_boolean(n % 2);
	value = pick < 9 ? json_array() : json_object();
	for (; n > 0; n--) {
		json_t *key = random_text(seed);
		if (pick < 9)
			json_array_append_new(value, random_value(seed, depth + 1));
		else
			json_object_set_new(value, json_string_value(key), random_value(seed, depth + 1));
		json_decref(key);
	}
	return value;
}

static void random_documents_come_back(void **state)
{
	uint64_t seed = 20260301;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct scope sc = { 0 };
		json_t *root = random_value(&seed, 0);
		struct str yaml = document_to_yaml(&sc, root);
		json_t *again = must_read(&sc, DOCUMENT_YAML, yaml.p);
		struct str a = document_to_json(&sc, root), b = document_to_json(&sc, again);
		if (!str_equal(a, b))
			fail_msg("round %d:\n%s\n%s\n%s", i, a.p, yaml.p, b.p);
		json_decref(root);
		json_decref(again);
		scope_close(&sc);
	}
}

static void too_deep_is_not_written(void **state)
{
	struct scope sc = { 0 };
	json_t *root = json_object();

	(void)state;
	for (int i = 0; i < DOCUMENT_DEPTH + 1; i++)
		root = json_pack("{s:o,s:i}", "a", root, "b", 1);
	assert_null(document_to_yaml(&sc, root).p);
	assert_fault(&sc, FAULT_LIMIT, "nested deeper than 48");
	json_decref(root);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scalars_follow_the_core_schema),
		cmocka_unit_test(what_a_map_does_not_need_is_refused),
		cmocka_unit_test(ceilings_are_named),
		cmocka_unit_test(guessing_takes_json_and_flow_style),
		cmocka_unit_test(lines_are_remembered),
		cmocka_unit_test(the_hand_is_readable),
		cmocka_unit_test(random_documents_come_back),
		cmocka_unit_test(too_deep_is_not_written),
	};

	return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
