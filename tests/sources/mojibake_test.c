#include "sources/mojibake.h"

#include "test.h"

static void letters_are_mended(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" }, { "tea", "tea" }, { "wr\u00c3\u00b3ci", "wróci" },
		{ "\xc3\xb0\xc2\x9f\xc2\x91\xc2\x8d", "👍" },
		{ "\xc3\x91\xc2\x87\xc3\x90\xc2\xb0\xc3\x90\xc2\xb9", "чай" },
		{ "wróci", "wróci" },                   /* a letter that is no part of UTF-8 */
		{ "\u00c3\u00b3 ł", "\u00c3\u00b3 ł" }, /* a letter that is no byte */
		{ "\u00c3", "\u00c3" },                 /* cut short */
		{ "\xff\xfe", "\xff\xfe" },             /* no text */
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(mojibake_mend(&sc, str_of(cases[i].text)), cases[i].want);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(letters_are_mended) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
