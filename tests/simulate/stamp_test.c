#include "simulate/stamp.h"

#include <time.h>

#include "test.h"

static struct str stamped(struct scope *sc, int64_t time_s, const char *format)
{
	struct buf *b = buf_new(sc, 200);

	stamp_put(b, time_s, format);
	return buf_str(b);
}

static void every_shape(void **state)
{
	static const struct {
		int64_t time_s;
		const char *format, *want;
	} cases[] = {
		{ 1772446500, "Y-M-DTh:m:sZ", "2026-03-02T10:15:00Z" },
		{ 1772446500, "[D/b/Y:h:m:s +0000]", "[02/Mar/2026:10:15:00 +0000]" },
		{ 1772446500, "a, D b Y h:m:s", "Mon, 02 Mar 2026 10:15:00" },
		{ 1772446500, "YMD", "20260302" },
		{ 0, "a D b Y", "Thu 01 Jan 1970" },
		{ 951782399, "Y-M-D h:m:s", "2000-02-28 23:59:59" },
		{ 951782400, "Y-M-D h:m:s", "2000-02-29 00:00:00" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		assert_str(stamped(&sc, cases[i].time_s, cases[i].format), cases[i].want);
		scope_close(&sc);
	}
}

static void agrees_with_the_library(void **state)
{
	uint64_t random = 11;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct scope sc = { 0 };
		time_t t = (time_t)(test_random(&random) % 7000000000u);
		struct tm tm;
		char want[80];
		assert_non_null(gmtime_r(&t, &tm));
		assert_true(strftime(want, sizeof want, "%a %d %b %Y %m %H:%M:%S", &tm));
		assert_str(stamped(&sc, (int64_t)t, "a D b Y M h:m:s"), want);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape),
		cmocka_unit_test(agrees_with_the_library),
	};

	return cmocka_run_group_tests_name("stamp", tests, NULL, NULL);
}
