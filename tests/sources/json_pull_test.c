#include "sources/json_pull.h"

#include "test.h"

static size_t slow_plain_end(struct str text, size_t at)
{
	while (at < text.n && text.p[at] != '"' && text.p[at] != '\\' && (unsigned char)text.p[at] >= 0x20)
		at++;
	return at;
}

/* Every byte beside every other: above 0x7f, below 0x20, the two that end plain text, and their neighbours. */
static void plain_text_ends_where_a_slow_look_ends_it(void **state)
{
	static const unsigned char bytes[] = { 'a', 'b', ' ', '!', '"', '#', '[', '\\', ']', 0, 1, 0x1f, 0x20,
		0x21, 0x7f, 0x80, 0x9f, 0xa0, 0xa2, 0xdc, 0xff, 'x', 'y', 'z' };
	uint64_t seed = 11;
	char text[40];

	(void)state;
	for (int round = 0; round < 200000; round++) {
		size_t n = test_random(&seed) % sizeof text, plain = test_random(&seed) % (n + 1);
		for (size_t i = 0; i < n; i++)
			text[i] = i < plain ? (char)('a' + i)
					    : (char)bytes[test_random(&seed) % COUNT_OF(bytes)];
		struct str s = { text, n };
		for (size_t at = 0; at <= n; at += 1 + n / 8)
			assert_int_equal(json_plain_end(s, at), slow_plain_end(s, at));
	}
}

static void hopping_ends_where_skipping_does(void **state)
{
	static const char *const texts[] = { "[]", "{}", "[[],{}]",
		"{\"a\":[1,2,{\"b\":\"]}\"}],\"c\":\"\\\"]\"}", "[\"\\\\\",\"\\\\\\\"]\"]",
		"[1, [2, [3]], \"x\"]" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct scope sc = { 0 };
		char store[200];
		struct json j, k;
		struct str text = str_of(scope_printf(&sc, "[%s,7]", texts[i]));
		json_begin(&j, text, store);
		json_begin(&k, text, store);
		assert_int_equal(json_next(&j) + json_next(&j), json_next(&k) + json_next(&k));
		assert_true(json_hop(&j));
		assert_non_null(json_skip(&k).p);
		assert_int_equal(j.at, k.at);
		assert_int_equal(json_next(&j), JSON_NUMBER);
		assert_int_equal(json_next(&j), JSON_ARRAY_END);
		assert_int_equal(json_next(&j), JSON_END);
		scope_close(&sc);
	}
}

static void a_text_that_ends_within_a_value_is_told(void **state)
{
	static const char *const texts[] = { "[", "[[]", "[\"", "[\"]", "[\"\\", "{\"a\":[}" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		char store[20];
		struct json j;
		json_begin(&j, str_of(texts[i]), store);
		json_next(&j);
		assert_false(json_hop(&j));
		assert_true(j.at <= strlen(texts[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_ends_where_a_slow_look_ends_it),
		cmocka_unit_test(hopping_ends_where_skipping_does),
		cmocka_unit_test(a_text_that_ends_within_a_value_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
