#include "serve/limits.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "test.h"

enum { PAGE = 1 << 18 };

/* --- how they are moved --- */

static void limits_are_moved(void **state)
{
	struct scope sc = { 0 };
	struct limits limits = limits_usual();

	(void)state;
	assert_int_equal(limits.at[LIMIT_HEADER_SECONDS], 15);
	assert_true(limits_set(&sc, &limits, STR("header-seconds=30")));
	assert_true(limits_set(&sc, &limits, STR(" upload-bytes = 4294967296 ")));
	assert_int_equal(limits.at[LIMIT_HEADER_SECONDS], 30);
	assert_int_equal(limits.at[LIMIT_UPLOAD_BYTES], INT64_C(4) << 30);
	assert_int_equal(limits.at[LIMIT_WORKERS], 4);
	scope_close(&sc);
}

static void what_is_no_limit_is_refused(void **state)
{
	static const struct {
		const char *text, *why;
	} refused[] = {
		{ "speed=3", "there is no limit \"speed\"; there are: connections address-connections" },
		{ "", "there is no limit \"\"" },
		{ "workers", "workers=NUMBER, from 1 to 64 (threads that compute answers)" },
		{ "workers=", "from 1 to 64" },
		{ "workers=0", "from 1 to 64" },
		{ "workers=65", "from 1 to 64" },
		{ "workers=4x", "from 1 to 64" },
		{ "upload-bytes=1MB", "from 1024 to 4294967296" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct scope sc = { 0 };
		struct limits limits = limits_usual();
		assert_false(limits_set(&sc, &limits, str_of(refused[i].text)));
		assert_int_equal(sc.fault, FAULT_INVALID);
		if (!strstr(sc.why, refused[i].why))
			fail_msg("\"%s\" was refused with \"%s\"", refused[i].text, sc.why);
		assert_int_equal(limits.at[LIMIT_WORKERS], 4);
		scope_close(&sc);
	}
}

/* --- what docs/server.md says of them --- */

static const char *page(struct scope *sc)
{
	const char *name = scope_printf(sc, "%s/docs/server.md", getenv("WEND_TEST_ROOT"));
	char *text = scope_alloc(sc, PAGE, 1);
	FILE *file = fopen(name, "r");

	assert_non_null(file);
	text[fread(text, 1, PAGE - 1, file)] = 0;
	fclose(file);
	return text;
}

/* Bytes as people read them; other numbers as they are. */
static const char *in_words(struct scope *sc, const struct limit_row *row, int64_t n)
{
	static const struct {
		int shift;
		const char *word;
	} units[] = { { 30, "GiB" }, { 20, "MiB" }, { 10, "KiB" } };

	for (size_t i = 0; str_ends(str_of(row->name), STR("-bytes")) && i < COUNT_OF(units); i++)
		if (n % (INT64_C(1) << units[i].shift) == 0)
			return scope_printf(sc, "%lld %s", (long long)(n >> units[i].shift), units[i].word);
	return scope_printf(sc, "%lld", (long long)n);
}

static const char *row_of(struct scope *sc, const struct limit_row *row)
{
	bool bytes = str_ends(str_of(row->name), STR("-bytes"));

	return scope_printf(sc, "\n| `%s` | %lld | %s%s| %s | %s | %s |\n", row->name, (long long)row->usual,
		bytes ? in_words(sc, row, row->usual) : "", bytes ? " " : "", in_words(sc, row, row->least),
		in_words(sc, row, row->most), row->help);
}

static size_t rows_in(const char *table)
{
	size_t n = 0;

	for (const char *at = table; *at == '|'; at = strchr(at, '\n') + 1)
		n++;
	return n;
}

/* A row for each, as it is, and none of one that is gone. */
static void the_page_has_each_as_it_is(void **state)
{
	struct scope sc = { 0 };
	const char *text = page(&sc);
	const char *heading = "| name | usual | | least | most | |\n";

	(void)state;
	for (int i = 0; i < LIMITS; i++) {
		const char *row = row_of(&sc, limit_row((enum limit)i));
		if (!strstr(text, row))
			fail_msg("docs/server.md lacks this row:%s", row);
	}
	const char *table = strstr(text, heading);
	assert_non_null(table);
	assert_int_equal(rows_in(table), 2 + LIMITS);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_are_moved),
		cmocka_unit_test(what_is_no_limit_is_refused),
		cmocka_unit_test(the_page_has_each_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
