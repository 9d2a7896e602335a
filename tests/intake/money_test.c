#include "intake/money.h"
#include "test.h"

static void amounts_are_read(void **state)
{
	static const struct {
		const char *text;
		bool decimal_comma, ok;
		int64_t minor;
		const char *currency;
	} cases[] = {
		{ "12", false, true, 1200, NULL },
		{ "12.5", false, true, 1250, NULL },
		{ "12,50", false, true, 1250, NULL },
		{ "0.125", false, true, 13, NULL },
		{ "1.234", false, true, 123, NULL },
		{ "1.234", true, true, 123400, NULL },
		{ "1,234", false, true, 123400, NULL },
		{ "1,234", true, true, 123, NULL },
		{ "1,234.56", false, true, 123456, NULL },
		{ "1.234,56", false, true, 123456, NULL },
		{ "1.234.567", false, true, 123456700, NULL },
		{ "1 234,50 zł", false, true, 123450, "PLN" },
		{ "1\xc2\xa0"
		  "234,50\xc2\xa0zł",
			false, true, 123450, "PLN" },
		{ "3'000 CHF", false, true, 300000, "CHF" },
		{ "$1,234.50", false, true, 123450, "USD" },
		{ "-$5", false, true, -500, "USD" },
		{ "$-5", false, true, -500, "USD" },
		{ "(12.00)", false, true, -1200, NULL },
		{ "€ 9,99", false, true, 999, "EUR" },
		{ "1200 руб.", false, true, 120000, "RUB" },
		{ "15 ₽", false, true, 1500, "RUB" },
		{ "PLN 15", false, true, 1500, "PLN" },
		{ "−5", false, true, -500, NULL },
		{ "free", false, false, 0, NULL },
		{ "", false, false, 0, NULL },
		{ "12 apples", false, false, 0, NULL },
		{ "1,23,45", false, false, 0, NULL },
		{ "1 23", false, false, 0, NULL },
		{ "1.2.3", false, false, 0, NULL },
		{ "2026-03-02", false, false, 0, NULL },
		{ "$5€", false, false, 0, NULL },
		{ "99999999999999999999", false, false, 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t minor = 0;
		struct str currency = { 0 };
		bool ok = money_read(str_of(cases[i].text), cases[i].decimal_comma, &minor, &currency);
		if (ok != cases[i].ok || (ok && minor != cases[i].minor))
			fail_msg("\"%s\" is read as %lld", cases[i].text, (long long)minor);
		if (ok)
			assert_str(currency, cases[i].currency);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_read),
	};

	return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
