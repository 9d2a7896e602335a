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
		cmocka_unit_test(the_hash_is_the_same_everywhere),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
