#include "collect.h"
#include "sources/json_pull.h"

static void json_is_flattened(void **state)
{
	/* clang-format off */
	static const struct {
		const char *format, *text, *want;
	} cases[] = {
		{ NULL, "[{\"a\":1,\"b\":\"x\"},\n{\"a\":2}]", "1 a=1 b=x|2 a=2" },
		{ NULL, "[]", "" },
		{ NULL, " [ { } ] ", "1" },
		{ NULL, "{\"data\":[{\"a\":1},\n\n{\"a\":2}],\"total\":2}", "1 a=1|3 a=2" },
		{ NULL, "{\"page\":{\"n\":[1,2]},\"ok\":true,\"data\":[{\"a\":1}]}\n", "1 a=1" },
		{ NULL, "{\"a\":1,\"tags\":[\"x\",\"y\"],\"none\":[]}", "1 a=1 tags=[\"x\",\"y\"] none=[]" },
		{ NULL, "{\"a\":1}\n{\"a\":2}\n", "1 a=1|2 a=2" },
		{ "json", "{\"a\":1}\n{\"a\":\n2}\n", "1 a=1|2 a=2" },
		{ NULL, "[{\"u\":{\"id\":7,\"x\":{\"y\":null,\"z\":true}},\"l\":[1,{\"k\":[2]}]}]",
			"1 u.id=7 u.x.z=true l=[1,{\"k\":[2]}]" },
		{ NULL, "[{\"a\":1,\"a\":2},{\"a\":3,\"a\":null}]", "1 a=2|1" },
		{ NULL, "[{\"a\":\"q\\\"\\\\\\/\\b\\f\\n\\r\\t\"}]", "1 a=q\"\\/\b\f\n\r\t" },
		{ NULL, "[{\"a\":\"\\u017c\\ud83d\\ude00\"}]", "1 a=ż😀" },
		{ NULL, "[{\"a\":\"\\ud83dx\\ude00\\u0000\"}]", "1 a=\xef\xbf\xbdx\xef\xbf\xbd\xef\xbf\xbd" },
		{ NULL, "[{\"a\":\"wr\\u00c3\\u00b3ci\"},{\"a\":\"\\u00f3\"}]", "1 a=wróci|1 a=ó" },
		{ NULL, "[{\"a\":-0,\"b\":1.50,\"c\":1e+5,\"d\":false}]", "1 a=-0 b=1.50 c=1e+5 d=false" },
		{ "ndjson", "{\"a\":1}\r\n\n{\"a\":2,}\n[1]\n{\"b\":3}", "1 a=1|3!no key in quotes where one is "
			"expected|4!no object ({...}) where a record is expected|5 b=3" },
		{ "ndjson", "{\"a\":1\n{\"a\":2}\n", "1!no comma between two values|2 a=2" },
		{ "ndjson", "{\"a\":[{\"b\":1}]}\n", "1 a=[{\"b\":1}]" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_collected(cases[i].format, str_of(cases[i].text), cases[i].want);
}

static void broken_json_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{ "[{\"a\":1}\n{\"a\":2}]", "a.csv, line 2: no comma between two records" },
		{ "[{\"a\":1},\n{\"a\":2,}]", "line 2: no key in quotes" },
		{ "[{\"a\":1},\n{\n\"a\":01}]", "line 3: a number that is none" },
		{ "[{\"a\":1},\n2]", "line 2: no object ({...}) where a record is expected" },
		{ "[{\"a\":1},\n", "line 2: the list ends where a record is expected" },
		{ "[{\"a\":1},]", "line 1: the list ends where a record is expected" },
		{ "[{\"a\":1}", "line 1: the file ends within its list: it is cut short" },
		{ "[{\"a\":1}]\n[", "line 2: text behind the list" },
		{ "[{\"a\":\"x\ny\"}]", "line 1: a control character in a string" },
		{ "[{\"a\":\"\\x\"}]", "an escape that JSON does not know" },
		{ "[{\"a\":NaN}]", "no value where one is expected" },
		{ "[{\"a\":\n\"x", "line 2: the file ends within a value: it is cut short" },
		{ "{\"a\":[{\"x\":1}],\n\"b\":[{\"y\":1}]}", "line 2: a second list of records" },
		{ "{\"a\":nul,\"b\":[{\"y\":1}]}", "no value where one is expected" },
		{ "{\"a\" 1}", "no colon behind a key" },
		{ "{\"a\":", "the file ends behind a key" },
		{ "{a:1}", "no key in quotes where one is expected" },
		{ "{\"a\":1 \"b\":2}", "no comma between two members" },
		{ "{\"a\":1", "the file ends within an object: it is cut short" },
		{ "{\"a\":1}\nx", "line 2: text behind the object" },
		{ "x", "a file of JSON records begins with [ or {" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_refused("json", str_of(cases[i].text), FAULT_INVALID, cases[i].words);
}

static struct str around(struct scope *sc, const char *before, const char *piece, size_t n, const char *after)
{
	struct buf *b = buf_new(sc, 64 << 20);

	buf_puts(b, before);
	for (size_t i = 0; i < n; i++)
		buf_puts(b, piece);
	buf_puts(b, after);
	return buf_str(b);
}

static void ceilings_are_named(void **state)
{
	struct scope sc = { 0 };
	struct buf *wide = buf_new(&sc, 1 << 20);

	(void)state;
	assert_refused("json", around(&sc, "[\n{\"a\":", "[", 70, ""), FAULT_INVALID, "cut short");
	assert_refused("ndjson", around(&sc, "\n{\"a\":", "[", 70, "\n"), FAULT_LIMIT,
		"a.csv, line 2: nested deeper than 64 levels, the ceiling");
	assert_refused("ndjson", around(&sc, "", "{\"a\":", 70, "\n"), FAULT_LIMIT, "nested deeper than 64");
	assert_refused("json", around(&sc, "[{\"a\":\"", "x", 2 << 20, "\"}]"), FAULT_LIMIT,
		"a value is longer than 1 MiB, the ceiling");
	assert_refused("json", around(&sc, "[{\"a\":\"", "x", 40 << 20, "\"}]"), FAULT_LIMIT,
		"a record is longer than 16 MiB, the ceiling");
	assert_refused("ndjson", around(&sc, "{\"", "x", 2000, "\":1}"), FAULT_LIMIT,
		"a column's name is longer than 1024 bytes, the ceiling");
	for (int i = 0; i < 4097; i++)
		buf_printf(wide, "%s\"k%d\":1", i ? "," : "{", i);
	buf_puts(wide, "}");
	assert_refused("json", buf_str(wide), FAULT_LIMIT, "more than 4096 columns, the ceiling");
	scope_close(&sc);
}

static void a_look_is_short(void **state)
{
	static const struct {
		const char *format, *text;
	} cases[] = {
		{ "json", "[{\"a\":1},{\"a\":2},{\"a\":3}, broken" },
		{ "json", "{\"d\":[{\"a\":1},{\"a\":2},{\"a\":3}, broken" },
		{ "json", "{\"a\":1}{\"a\":2}{\"a\":3} broken" },
		{ "ndjson", "{\"a\":1}\n{\"a\":2}\n{\"a\":3}" },
	};
	struct reader_options options = { .max_records = 2 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct collected c = { 0 };
		c.in = input_of(&c.sc, "a", str_of(cases[i].text));
		collect_from(&c, cases[i].format, &options);
		assert_true(c.ok);
		assert_int_equal(c.notes.records, 2);
		collect_close(&c);
	}
}

/* What was written from a list of values must come back, however it was written. */
static void random_value(struct buf *json, struct buf *want, uint64_t *random)
{
	static const char *const pieces[][2] = {
		{ "a", "a" },
		{ "\\n", "\n" },
		{ "\\u0142", "ł" },
		{ "ż", "ż" },
		{ "\\\"", "\"" },
		{ "{", "{" },
		{ "\\\\", "\\" },
		{ "]", "]" },
		{ "\\ud83d\\ude00", "😀" },
		{ ",", "," },
	};
	uint64_t kind = test_random(random) % 4, n = test_random(random) % 6;

	if (kind == 0) {
		long x = (long)(test_random(random) % 2000) - 1000;
		buf_printf(json, "%ld", x);
		buf_printf(want, "%ld", x);
		return;
	}
	buf_putc(json, '"');
	for (uint64_t i = 0; i < n; i++) {
		size_t k = test_random(random) % COUNT_OF(pieces);
		buf_puts(json, pieces[k][0]);
		buf_puts(want, pieces[k][1]);
	}
	buf_putc(json, '"');
}

static void random_json_comes_back(void **state)
{
	static const char *const gaps[] = { "", " ", "\t", "" };
	uint64_t random = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct scope sc = { 0 };
		struct buf *json = buf_new(&sc, 1 << 20), *want = buf_new(&sc, 1 << 20);
		struct collected c = { 0 };
		const struct reader_options options = { 0 };
		int shape = (int)(test_random(&random) % 3);
		uint64_t rows = 1 + test_random(&random) % 6;

		buf_puts(json, shape == 0 ? "[" : shape == 1 ? "{\"x\":[0],\"d\":[" : "");
		for (uint64_t k = 0; k < rows; k++) {
			buf_puts(json, k && shape < 2 ? "," : "");
			buf_printf(
				want, "%s%llu", k ? "|" : "", shape < 2 ? 1ull : (unsigned long long)k + 1);
			for (int i = 0; i < 3; i++) {
				buf_printf(json, "%s%s\"k%d\"%s:%s", i ? "," : "{",
					gaps[test_random(&random) % 4], i, gaps[test_random(&random) % 4],
					i == 1 ? "{\"in\":" : "");
				buf_printf(want, " k%d%s=", i, i == 1 ? ".in" : "");
				random_value(json, want, &random);
				buf_puts(json, i == 1 ? "}" : "");
			}
			buf_puts(json, shape < 2 ? "}" : "}\n");
		}
		buf_puts(json, shape == 0 ? "]" : shape == 1 ? "],\"y\":{}}" : "");
		c.in = input_of(&c.sc, "a", buf_str(json));
		input_set_block(c.in, 1 + test_random(&random) % 50);
		collect_from(&c, shape < 2 ? "json" : "ndjson", &options);
		assert_true(c.ok);
		assert_str(buf_str(c.text), buf_str(want).p);
		collect_close(&c);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_is_flattened),
		cmocka_unit_test(broken_json_is_refused_with_its_line),
		cmocka_unit_test(ceilings_are_named),
		cmocka_unit_test(a_look_is_short),
		cmocka_unit_test(random_json_comes_back),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
