#include "model/identifier.h"

#include "test.h"

/* clang-format off */
static const struct {
	enum identifier_kind kind;
	const char *given, *want; /* NULL: it names nobody */
} rows[] = {
	/* what names nobody, whatever the kind */
	{ IDENTIFIER_USER,     "",                                     NULL },
	{ IDENTIFIER_USER,     "   ",                                  NULL },
	{ IDENTIFIER_USER,     "null",                                 NULL },
	{ IDENTIFIER_USER,     "NULL",                                 NULL },
	{ IDENTIFIER_USER,     " Undefined ",                          NULL },
	{ IDENTIFIER_USER,     "0",                                    NULL },
	{ IDENTIFIER_USER,     "-1",                                   NULL },
	{ IDENTIFIER_USER,     "n/a",                                  NULL },
	{ IDENTIFIER_USER,     "[object Object]",                      NULL },
	{ IDENTIFIER_USER,     "(not set)",                            NULL },
	{ IDENTIFIER_USER,     "GOŚĆ",                                 NULL },
	{ IDENTIFIER_USER,     "Гость",                                NULL },
	{ IDENTIFIER_USER,     "0000-0000",                            NULL },
	{ IDENTIFIER_USER,     "----",                                 NULL },
	{ IDENTIFIER_USER,     "00000000-0000-0000-0000-000000000000", NULL },
	{ IDENTIFIER_COOKIE,   "ga4/null",                             NULL },
	{ IDENTIFIER_COOKIE,   "ga4/",                                 NULL },
	{ IDENTIFIER_COOKIE,   "ga4/(not set)",                        NULL },
	{ IDENTIFIER_EXTERNAL, "hubspot/0",                            NULL },
	{ IDENTIFIER_DEVICE,   "app/00000000-0000-0000-0000-000000000000", NULL },
	/* and what does */
	{ IDENTIFIER_USER,     " u-1042 ",                             "u-1042" },
	{ IDENTIFIER_USER,     "U-1042",                               "U-1042" },
	{ IDENTIFIER_USER,     "1",                                    "1" },
	{ IDENTIFIER_USER,     "100",                                  "100" },
	{ IDENTIFIER_USER,     "team/null",                            "team/null" },
	{ IDENTIFIER_USER,     "nullable",                             "nullable" },
	{ IDENTIFIER_USER,     "Ż0",                                   "Ż0" },
	{ IDENTIFIER_COOKIE,   "ga4/811.1772000000",                   "ga4/811.1772000000" },
	{ IDENTIFIER_HANDLE,   "facebook/Ewa Nowak",                   "facebook/Ewa Nowak" },
	/* e-mail */
	{ IDENTIFIER_EMAIL,    "Ewa@Example.TEST",                     "ewa@example.test" },
	{ IDENTIFIER_EMAIL,    " ewa@example.test\n",                  "ewa@example.test" },
	{ IDENTIFIER_EMAIL,    "Ewa Nowak <ewa@example.test>",         "ewa@example.test" },
	{ IDENTIFIER_EMAIL,    "\"a < b\" <ewa@example.test>",         "ewa@example.test" },
	{ IDENTIFIER_EMAIL,    "<ewa@example.test>",                   "ewa@example.test" },
	{ IDENTIFIER_EMAIL,    "mailto:ewa@example.test",              "ewa@example.test" },
	{ IDENTIFIER_EMAIL,    "MAILTO:Ewa@example.test",              "ewa@example.test" },
	{ IDENTIFIER_EMAIL,    "ewa+shop@example.test",                "ewa+shop@example.test" },
	{ IDENTIFIER_EMAIL,    "ŁUKASZ@PRZYKŁAD.PL",                   "łukasz@przykład.pl" },
	{ IDENTIFIER_EMAIL,    "ewa@localhost",                        NULL },
	{ IDENTIFIER_EMAIL,    "@example.test",                        NULL },
	{ IDENTIFIER_EMAIL,    "ewa@",                                 NULL },
	{ IDENTIFIER_EMAIL,    "ewa",                                  NULL },
	{ IDENTIFIER_EMAIL,    "ewa@a@b.test",                         NULL },
	{ IDENTIFIER_EMAIL,    "ewa nowak@example.test",               NULL },
	{ IDENTIFIER_EMAIL,    "ewa@example.test, jan@example.test",   NULL },
	{ IDENTIFIER_EMAIL,    "ewa@example.test;jan@example.test",    NULL },
	{ IDENTIFIER_EMAIL,    "null",                                 NULL },
	{ IDENTIFIER_EMAIL,    "<>",                                   NULL },
	/* of several people, or nobody */
	{ IDENTIFIER_EMAIL,    "info@shop.example",                    NULL },
	{ IDENTIFIER_EMAIL,    "INFO@shop.example",                    NULL },
	{ IDENTIFIER_EMAIL,    "Shop <no-reply@shop.example>",         NULL },
	{ IDENTIFIER_EMAIL,    "noreply@shop.example",                 NULL },
	{ IDENTIFIER_EMAIL,    "biuro@firma.pl",                       NULL },
	{ IDENTIFIER_EMAIL,    "sklep@firma.pl",                       NULL },
	{ IDENTIFIER_EMAIL,    "information@shop.example",             "information@shop.example" },
	/* phones */
	{ IDENTIFIER_PHONE,    "+48 600 700 800",                      "+48600700800" },
	{ IDENTIFIER_PHONE,    "0048 600-700-800",                     "+48600700800" },
	{ IDENTIFIER_PHONE,    "(0048) 600 700 800",                   "+48600700800" },
	{ IDENTIFIER_PHONE,    "tel:+48600700800",                     "+48600700800" },
	{ IDENTIFIER_PHONE,    "600 700 800",                          "600700800" },
	{ IDENTIFIER_PHONE,    "600.700.800",                          "600700800" },
	{ IDENTIFIER_PHONE,    "600700800 ext. 12",                    "600700800" },
	{ IDENTIFIER_PHONE,    "600700800x12",                         "600700800" },
	{ IDENTIFIER_PHONE,    "+48600700800.0",                       "+48600700800" }, /* a number of a spreadsheet */
	{ IDENTIFIER_PHONE,    "48600700800.0",                        "48600700800" },
	{ IDENTIFIER_PHONE,    "4.86007E+10",                          NULL }, /* cut off by a spreadsheet */
	{ IDENTIFIER_PHONE,    "4,86007E+10",                          NULL },
	{ IDENTIFIER_PHONE,    "12345",                                NULL },
	{ IDENTIFIER_PHONE,    "1234567890123456",                     NULL },
	{ IDENTIFIER_PHONE,    "000000000",                            NULL },
	{ IDENTIFIER_PHONE,    "+000000000",                           NULL },
	{ IDENTIFIER_PHONE,    "unknown",                              NULL },
	{ IDENTIFIER_PHONE,    "+",                                    NULL },
	{ IDENTIFIER_PHONE,    "00",                                   NULL },
	/* orders */
	{ IDENTIFIER_ORDER,    "#1001",                                "1001" },
	{ IDENTIFIER_ORDER,    "# 1001",                               "1001" },
	{ IDENTIFIER_ORDER,    "##1001",                               "1001" },
	{ IDENTIFIER_ORDER,    "PL/1001",                              "PL/1001" },
	{ IDENTIFIER_ORDER,    "#",                                    NULL },
	{ IDENTIFIER_ORDER,    "#null",                                NULL },
	{ IDENTIFIER_ORDER,    "# #",                                  NULL },
	{ IDENTIFIER_ORDER,    "#0",                                   NULL },
};
/* clang-format on */

static void as_they_are_compared(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct str got = identifier_clean(&sc, rows[i].kind, str_of(rows[i].given));
		if (!rows[i].want ? got.p != NULL : !str_equal(got, str_of(rows[i].want)))
			fail_msg("%s \"%s\": got \"%.*s\"", identifier_name(rows[i].kind), rows[i].given,
				STR_ARG(got.p ? got : STR("(nobody)")));
		/* once more changes nothing */
		if (got.p)
			assert_true(str_equal(identifier_clean(&sc, rows[i].kind, got), got));
		scope_close(&sc);
	}
}

/* Any bytes: no crash, and what was cleaned stays as it is. */
static void whatever_is_given(void **state)
{
	static const char letters[] = " +-#@./<>0019aEeZ\t\xc3\xb3\xff:;,\"";
	uint64_t luck = 11;

	(void)state;
	for (int round = 0; round < 60000; round++) {
		struct scope sc = { 0 };
		size_t n = (size_t)(test_random(&luck) >> 8) % 14;
		char *p = scope_alloc(&sc, n + 1, 1); /* of just this length: the sanitizer looks on */
		for (size_t i = 0; i < n; i++)
			p[i] = letters[(test_random(&luck) >> 8) % (sizeof letters - 1)];
		for (int kind = 0; kind < IDENTIFIER_KINDS; kind++) {
			struct str got =
				identifier_clean(&sc, (enum identifier_kind)kind, (struct str){ p, n });
			if (got.p && !str_equal(identifier_clean(&sc, (enum identifier_kind)kind, got), got))
				fail_msg("%s \"%.*s\" gives \"%.*s\", which is cleaned again",
					identifier_name((enum identifier_kind)kind), (int)n, p, STR_ARG(got));
		}
		scope_close(&sc);
	}
	struct scope sc = { 0 };
	for (int kind = 0; kind < IDENTIFIER_KINDS; kind++)
		assert_null(identifier_clean(&sc, (enum identifier_kind)kind, (struct str){ 0 }).p);
	scope_close(&sc);
}

static void kinds_have_names(void **state)
{
	(void)state;
	for (int kind = 0; kind < IDENTIFIER_KINDS; kind++) {
		enum identifier_kind found;
		assert_true(identifier_find(str_of(identifier_name((enum identifier_kind)kind)), &found));
		assert_int_equal(found, kind);
		assert_true(strlen(identifier_label((enum identifier_kind)kind)) > 0);
		/* what joins says how many it may join; what is weak joins nobody */
		assert_int_equal(identifier_is_strong((enum identifier_kind)kind),
			identifier_accounts((enum identifier_kind)kind) > 0);
	}
	assert_false(identifier_find(STR("name"), &(enum identifier_kind){ 0 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_they_are_compared),
		cmocka_unit_test(whatever_is_given),
		cmocka_unit_test(kinds_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
