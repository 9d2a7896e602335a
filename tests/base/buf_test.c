#include "base/buf.h"
#include "test.h"

static void past_the_ceiling_nothing_is_taken(void **state)
{
	struct scope sc = { 0 };
	struct buf *b = buf_new(&sc, 10);

	(void)state;
	buf_puts(b, "0123456789");
	assert_true(buf_ok(b, "the text"));
	buf_putc(b, 'x');
	assert_true(buf_over(b));
	assert_str(buf_str(b), "0123456789");
	assert_false(buf_ok(b, "the text"));
	assert_fault(&sc, FAULT_LIMIT, "the text is larger than 10 bytes");
	scope_close(&sc);
}

static void numbers_never_have_a_comma(void **state)
{
	static const struct {
		double x;
		int digits;
		const char *want;
	} cases[] = {
		{ 0, 6, "0" },
		{ -0.0, 6, "0" },
		{ 1.5, 6, "1.5" },
		{ 100, 3, "100" },
		{ 0.1 + 0.2, 6, "0.3" },
		{ 12345678, 3, "12345678" },
		{ 1e20, 3, "1e+20" },
		{ NAN, 3, "null" },
		{ -0.00004, 3, "-4e-05" },
		{ 0.125, 17, "0.125" },
		{ -0.0004, 2, "-0.0004" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf *b = buf_new(&sc, 100);
		buf_number(b, cases[i].x, cases[i].digits);
		assert_str(buf_str(b), cases[i].want);
	}
	scope_close(&sc);
}

static void letters_become_utf8(void **state)
{
	struct scope sc = { 0 };
	struct buf *b = buf_new(&sc, 100);

	(void)state;
	buf_letter(b, 'a');
	buf_letter(b, 0x17C);
	buf_letter(b, 0x1F600);
	buf_letter(b, 0xD800);
	buf_printf(b, "%d%s", 7, "x");
	assert_str(buf_str(b), "aż😀\xef\xbf\xbd"
			       "7x");
	buf_cut(b, 3);
	assert_str(buf_str(b), "aż");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(past_the_ceiling_nothing_is_taken),
		cmocka_unit_test(numbers_never_have_a_comma),
		cmocka_unit_test(letters_become_utf8),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
