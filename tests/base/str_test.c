#include "test.h"

static void same_ignores_letter_case_of_any_script(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {
		{ "", "", true }, { "Cart", "cART", true }, { "Zamówienie", "ZAMÓWIENIE", true },
		{ "Оплата", "оПЛАТА", true }, { "cart", "carts", false }, { "carts", "cart", false },
		{ "a\xff", "a\xfe", true }, /* both are broken: both are U+FFFD */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(str_same(str_of(cases[i].a), str_of(cases[i].b)), cases[i].same);
}

static void numbers_are_read_strictly(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		double value;
	} cases[] = {
		{ "0", true, 0 },
		{ "-1.5", true, -1.5 },
		{ "1e3", true, 1000 },
		{ "", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "inf", false, 0 },
		{ "nan", false, 0 },
		{ "0x10", false, 0 },
		{ "1,5", false, 0 },
		{ "1e999", false, 0 },
		{ "+", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		double value = 0;
		assert_int_equal(str_number(str_of(cases[i].text), &value), cases[i].ok);
		assert_near(value, cases[i].value, 0);
	}
	int64_t n;
	assert_true(str_integer(STR("-9223372036854775808"), &n) && n == INT64_MIN);
	assert_false(str_integer(STR("9223372036854775808"), &n));
	assert_false(str_integer(STR("-"), &n));
}

static void cutting_gives_every_part_once(void **state)
{
	struct str rest = STR("a,,b,");
	const char *want[] = { "a", "", "b", "" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(want); i++)
		assert_str(str_cut(&rest, ','), want[i]);
	assert_null(rest.p);
}

static void trimming_and_shortening_know_letters(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_str(str_trim(STR(" \t\xc2\xa0 koszyk \xc2\xa0\r\n")), "koszyk");
	assert_str(str_trim(STR("   ")), "");
	assert_str(str_short(&sc, STR("Złożenie zamówienia"), 9), "Złożenie…");
	assert_str(str_short(&sc, STR("Оплата"), 6), "Оплата");
	assert_str(str_fold(&sc, STR("ŻÓŁĆ Ёлка")), "żółć ёлка");
	assert_int_equal(str_letters(STR("Ёлка")), 4);
	assert_int_equal(str_bare_letter(0x141), 'l');   /* Ł */
	assert_int_equal(str_bare_letter(0x401), 0x435); /* Ё */
	assert_int_equal(str_bare_letter('Q'), 'q');
	assert_false(str_is_utf8(STR("a\xc3")));
	assert_true(str_is_utf8(STR("Ёлка \xef\xbf\xbd")));
	scope_close(&sc);
}

static void a_pattern_fits_a_part_a_start_an_end_or_the_whole(void **state)
{
	const struct {
		const char *pattern, *name;
		bool fits;
	} cases[] = {
		{ "Q7", " q7 ", true },
		{ "Q7", "Q70", false },
		{ "Q7*", "q7_2", true },
		{ "Q7*", "aQ7", false },
		{ "*_text", "Q7_TEXT", true },
		{ "*_text", "Q7_text_2", false },
		{ "*ОЦЕНКА*", "Ваша оценка сервиса", true },
		{ "*оценка*", "Ваш отзыв", false },
		{ "*", "anything", true },
		{ "", "anything", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(str_fits(str_of(cases[i].pattern), str_of(cases[i].name)), cases[i].fits);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_ignores_letter_case_of_any_script),
		cmocka_unit_test(numbers_are_read_strictly),
		cmocka_unit_test(cutting_gives_every_part_once),
		cmocka_unit_test(trimming_and_shortening_know_letters),
		cmocka_unit_test(a_pattern_fits_a_part_a_start_an_end_or_the_whole),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
