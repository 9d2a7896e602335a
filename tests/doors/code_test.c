#include "doors/code.h"
#include "test.h"

static void it_is_read_as_people_type_it(void **state)
{
	struct code back;

	(void)state;
	for (size_t round = 0; round < 200; round++) {
		struct code c = code_new();
		assert_int_equal(strlen(c.text), CODE_TEXT - 1);
		assert_int_equal(c.text[4], '-');
		assert_null(strpbrk(c.text, "ilou"));
		assert_true(code_read(str_of(c.text), &back));
		assert_string_equal(back.hash, c.hash);
	}
	struct code right, typed;
	assert_true(code_read(STR("0123-4567-89ab-1cd0"), &right));
	assert_true(code_read(STR(" O123 4567 89AB icdo "), &typed));
	assert_string_equal(right.hash, typed.hash);
	assert_string_equal(typed.text, "0123-4567-89ab-1cd0");
	assert_true(code_read(STR("0123-4567-89ab-1cd1"), &typed));
	assert_string_not_equal(right.hash, typed.hash);
}

static void anything_else_is_none(void **state)
{
	const struct str others[] = { STR("0123-4567-89ab-1cd"), STR("0123-4567-89ab-1cd00"),
		STR("0123-4567-89ab-1cdu"), STR("0123_4567-89ab-1cd0"), STR(""), STR("----"), STR("123456"),
		STR("0123-4567-89ab-1cd\0"), STR("0123-4567-89ab-1cd\xc3") };
	struct code back;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_false(code_read(others[i], &back));
	assert_false(code_read((struct str){ 0 }, &back));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_read_as_people_type_it),
		cmocka_unit_test(anything_else_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
