#include "base/names.h"
#include "test.h"

static void codes_come_in_order_and_stay(void **state)
{
	struct scope sc = { 0 };
	struct names *names = names_new(&sc);
	char text[32];

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 100000; i++) {
			int n = snprintf(text, sizeof text, "customer %u", i * 2654435761u);
			assert_int_equal(names_add(names, (struct str){ text, (size_t)n }), i);
		}
	}
	assert_int_equal(names_count(names), 100000);
	assert_str(names_at(names, 1), "customer 2654435761");
	assert_int_equal(names_find(names, STR("customer 2654435761")), 1);
	assert_int_equal(names_find(names, STR("nobody")), NAMES_NONE);
	assert_null(names_at(names, 100000).p);
	scope_close(&sc);
}

static void the_empty_and_the_long_text_have_codes(void **state)
{
	struct scope sc = { 0 };
	struct names *names = names_new(&sc);
	char *text = scope_alloc(&sc, 100001, 1);

	(void)state;
	memset(text, 'x', 100000);
	assert_int_equal(names_add(names, STR("")), 0);
	assert_int_equal(names_add(names, str_of(text)), 1);
	assert_int_equal(names_add(names, (struct str){ 0 }), 0);
	assert_int_equal(names_at(names, 1).n, 100000);
	scope_close(&sc);
}

static void many_are_found_as_one_is(void **state)
{
	struct scope sc = { 0 };
	struct names *names = names_new(&sc);
	struct str texts[NAMES_MANY];
	uint32_t codes[NAMES_MANY];
	uint64_t random = 3;

	(void)state;
	for (int round = 0; round < 300; round++) {
		size_t n = test_random(&random) % (NAMES_MANY + 1);
		for (size_t i = 0; i < n; i++) {
			texts[i] = str_of(
				scope_printf(&sc, "%llu", (unsigned long long)(test_random(&random) % 900)));
			if (test_random(&random) % 20 == 0)
				texts[i] = (struct str){ 0 };
			else if (test_random(&random) % 3 == 0)
				names_add(names, texts[i]);
		}
		names_find_many(names, texts, n, codes);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(codes[i], texts[i].p ? names_find(names, texts[i]) : NAMES_NONE);
	}
	scope_close(&sc);
}

static void the_hash_is_the_same_everywhere(void **state)
{
	(void)state;
	assert_true(hash_str(STR("wend"), 0) == hash_bytes("wend", 4, 0));
	assert_true(hash_str(STR("wend"), 1) != hash_str(STR("wend"), 0));
	assert_true(hash_str(STR(""), 0) == 0x2d06800538d394c2ull); /* XXH3-64 of nothing, as published */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_come_in_order_and_stay),
		cmocka_unit_test(the_empty_and_the_long_text_have_codes),
		cmocka_unit_test(many_are_found_as_one_is),
		cmocka_unit_test(the_hash_is_the_same_everywhere),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
