#include "base/when_parts.h"
#include "test.h"

#include <time.h>

/* Every shape that was met, each with what it must be read as. */
static const struct {
	const char *text;
	enum when_family family;
	const char *iso; /* NULL: not a time */
	enum when_precision precision;
} shapes[] = {
	/* clang-format off */
	{ "2026-03-02T10:15:00.000Z", WHEN_ISO, "2026-03-02T10:15:00Z", WHEN_MS },
	{ "2026-03-01T18:02:11.123456789Z", WHEN_ISO, "2026-03-01T18:02:11.123456Z", WHEN_US },
	{ "2026-03-02T05:15:00.1234567-05:00", WHEN_ISO, "2026-03-02T10:15:00.123456Z", WHEN_US },
	{ "2026-03-02T10:15:00+03", WHEN_ISO, "2026-03-02T07:15:00Z", WHEN_S },
	{ "2026-03-02T10:15:00+0200", WHEN_ISO, "2026-03-02T08:15:00Z", WHEN_S },
	{ "2026-03-02T10:15+01", WHEN_ISO, "2026-03-02T09:15:00Z", WHEN_MIN },
	{ "2026-03-02 10:15:00,120", WHEN_ISO, "2026-03-02T10:15:00.120Z", WHEN_MS },
	{ "2026-03-02 10:15:00 UTC", WHEN_ISO, "2026-03-02T10:15:00Z", WHEN_S },
	{ "2026-03-02 10:15:00 +0530", WHEN_ISO, "2026-03-02T04:45:00Z", WHEN_S },
	{ "2026-03-02", WHEN_ISO, "2026-03-02T00:00:00Z", WHEN_DAY },
	{ " 2017-10-02 10:56:33 ", WHEN_ISO, "2017-10-02T10:56:33Z", WHEN_S },
	{ "2019-11-01 17:59:13.273932", WHEN_ISO, "2019-11-01T17:59:13.273932Z", WHEN_US },
	{ "2011-10-11 13:42:22.688000+02:00", WHEN_ISO, "2011-10-11T11:42:22.688Z", WHEN_US },
	{ "1948-01-26T22:59:00Z", WHEN_ISO, "1948-01-26T22:59:00Z", WHEN_S },
	{ "1970-01-01T01:00:00.000+01:00", WHEN_ISO, "1970-01-01T00:00:00Z", WHEN_MS },
	{ "2016-12-31T23:59:60Z", WHEN_ISO, "2017-01-01T00:00:00Z", WHEN_S },
	{ "2026-02-01 09:14 AM", WHEN_ISO, "2026-02-01T09:14:00Z", WHEN_MIN },
	{ "2019/11/03 01:11:19.000", WHEN_YMD, "2019-11-03T01:11:19Z", WHEN_MS },
	{ "2026.03.02", WHEN_YMD, "2026-03-02T00:00:00Z", WHEN_DAY },
	{ "2026/03/03 10:05:00 AM GMT+1", WHEN_YMD, "2026-03-03T09:05:00Z", WHEN_S },
	{ "20260302", WHEN_YMD, "2026-03-02T00:00:00Z", WHEN_DAY },
	{ "20260302101500", WHEN_YMD, "2026-03-02T10:15:00Z", WHEN_S },
	{ "20260302T101500Z", WHEN_YMD, "2026-03-02T10:15:00Z", WHEN_S },
	{ "01/05/2018 19:43", WHEN_DMY_MDY, "2018-05-01T19:43:00Z", WHEN_MIN },
	{ "24-02-2015 11.35", WHEN_DMY_MDY, "2015-02-24T11:35:00Z", WHEN_MIN },
	{ "05/11/2016 12:00:00 AM", WHEN_DMY_MDY, "2016-11-05T00:00:00Z", WHEN_S },
	{ "12/31/1899 12:30:00 PM", WHEN_DMY_MDY, "1899-12-31T12:30:00Z", WHEN_S },
	{ "5.1.2018", WHEN_DMY_MDY, "2018-01-05T00:00:00Z", WHEN_DAY },
	{ "03/02/26 1:05:00 p.m.", WHEN_DMY_MDY, "2026-02-03T13:05:00Z", WHEN_S },
	{ "25/12/68", WHEN_DMY_MDY, "2068-12-25T00:00:00Z", WHEN_DAY },
	{ "25/12/69", WHEN_DMY_MDY, "1969-12-25T00:00:00Z", WHEN_DAY },
	{ "02.03.2026, 10:15:00", WHEN_DMY_MDY, "2026-03-02T10:15:00Z", WHEN_S },
	{ "1772446500", WHEN_EPOCH_S, "2026-03-02T10:15:00Z", WHEN_S },
	{ "1772446500.5123", WHEN_EPOCH_S, "2026-03-02T10:15:00.512300Z", WHEN_US },
	{ "1772446500123", WHEN_EPOCH_MS, "2026-03-02T10:15:00.123Z", WHEN_MS },
	{ "1772446500123456", WHEN_EPOCH_US, "2026-03-02T10:15:00.123456Z", WHEN_US },
	{ "[02/Mar/2026:10:15:00 +0100]", WHEN_LOG, "2026-03-02T09:15:00Z", WHEN_S },
	{ "02/Mar/2026:10:15:00 +0100", WHEN_LOG, "2026-03-02T09:15:00Z", WHEN_S },
	{ "Mon Mar 02 10:15:00 +0000 2026", WHEN_CTIME, "2026-03-02T10:15:00Z", WHEN_S },
	{ "Mon Mar  2 10:15:00 2026", WHEN_CTIME, "2026-03-02T10:15:00Z", WHEN_S },
	{ "Mon, 2 Mar 2026 10:15:00 +0100", WHEN_MAIL, "2026-03-02T09:15:00Z", WHEN_S },
	{ "2 Mar 26 10:15 GMT", WHEN_MAIL, "2026-03-02T10:15:00Z", WHEN_MIN },
	{ "Mon, 2 Mar 2026 10:15:00 -0500 (EST)", WHEN_MAIL, "2026-03-02T15:15:00Z", WHEN_S },
	{ "Apr 19, 2017, 3:35 AM", WHEN_WORDS, "2017-04-19T03:35:00Z", WHEN_MIN },
	{ "April 19th, 2017 12:01 am", WHEN_WORDS, "2017-04-19T00:01:00Z", WHEN_MIN },
	{ "2-Mar-2026", WHEN_WORDS, "2026-03-02T00:00:00Z", WHEN_DAY },
	{ "2 marca 2026 10:15", WHEN_WORDS, "2026-03-02T10:15:00Z", WHEN_MIN },
	{ "poniedziałek, 12 września 2022 r. godz. 08:00", WHEN_WORDS, "2022-09-12T08:00:00Z", WHEN_MIN },
	{ "1 paź 2021", WHEN_WORDS, "2021-10-01T00:00:00Z", WHEN_DAY },
	{ "3 maja 1948", WHEN_WORDS, "1948-05-03T00:00:00Z", WHEN_DAY },
	{ "2 марта 2026", WHEN_WORDS, "2026-03-02T00:00:00Z", WHEN_DAY },
	{ "5 НОЯБРЯ 2020 г., 14:05:09", WHEN_WORDS, "2020-11-05T14:05:09Z", WHEN_S },
	{ "1 июл. 2021 в 09:00", WHEN_WORDS, "2021-07-01T09:00:00Z", WHEN_MIN },
	{ "1:05", WHEN_NOT_A_TIME, NULL, 0 },
	{ "00:00:01,000", WHEN_NOT_A_TIME, NULL, 0 },
	{ "8:34 AM", WHEN_NOT_A_TIME, NULL, 0 },
	{ "", WHEN_NOT_A_TIME, NULL, 0 },
	{ "auto", WHEN_NOT_A_TIME, NULL, 0 },
	{ "42", WHEN_NOT_A_TIME, NULL, 0 },
	{ "1.2.3.4", WHEN_NOT_A_TIME, NULL, 0 },
	{ "2026-02-29", WHEN_NOT_A_TIME, NULL, 0 },
	{ "1900-02-29", WHEN_NOT_A_TIME, NULL, 0 },
	{ "2026-13-01", WHEN_NOT_A_TIME, NULL, 0 },
	{ "2026-03-02T24:01:00", WHEN_NOT_A_TIME, NULL, 0 },
	{ "2026-03-02T10:15:00+25:00", WHEN_NOT_A_TIME, NULL, 0 },
	{ "2026-03-02T10:15:00Zulu", WHEN_NOT_A_TIME, NULL, 0 },
	{ "2026-03-02T10:15:00.", WHEN_NOT_A_TIME, NULL, 0 },
	{ "2026-03-02 13:15 PM", WHEN_NOT_A_TIME, NULL, 0 },
	{ "1599-12-31", WHEN_NOT_A_TIME, NULL, 0 },
	{ "13/13/2018", WHEN_NOT_A_TIME, NULL, 0 },
	{ "01/05-2018", WHEN_NOT_A_TIME, NULL, 0 },
	{ "March 2026", WHEN_NOT_A_TIME, NULL, 0 },
	{ "Order 2 in March 2026", WHEN_NOT_A_TIME, NULL, 0 },
	{ "2 Mar 2026 10:15 +99", WHEN_NOT_A_TIME, NULL, 0 },
	/* clang-format on */
};

static void every_shape_is_known(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(shapes); i++) {
		struct str text = str_of(shapes[i].text);
		struct when_shape shape;
		int64_t us = 0;
		enum when_precision precision = WHEN_US;
		size_t n = when_guess(&text, 1, &shape);
		if (shape.family != shapes[i].family)
			fail_msg("%s is taken for %s", shapes[i].text, when_family_name(shape.family));
		assert_int_equal(n, shapes[i].iso != NULL);
		assert_int_equal(when_read(&shape, NULL, text, &us, &precision), n);
		assert_int_equal(when_read_any(NULL, text, &us), n);
		if (!n)
			continue;
		assert_str(when_iso(&sc, us), shapes[i].iso);
		assert_int_equal(precision, shapes[i].precision);
	}
	scope_close(&sc);
}

static void a_guess_takes_what_most_samples_are(void **state)
{
	const struct str mixed[] = { STR("2026-03-02 10:15:00"), STR(""), STR("2026-03-02 10:15:00.5"),
		STR("02/03/2026"), STR("n/a"), STR("2026-03-04 00:00:00") };
	const struct str zoned[] = { STR("2026-03-02 10:15:00Z"), STR("2026-03-02 10:15:00+01") };
	struct when_shape shape;

	(void)state;
	assert_int_equal(when_guess(mixed, COUNT_OF(mixed), &shape), 3);
	assert_int_equal(shape.family, WHEN_ISO);
	assert_int_equal(shape.precision, WHEN_MS);
	assert_false(shape.has_zone);
	assert_int_equal(when_guess(zoned, COUNT_OF(zoned), &shape), 2);
	assert_true(shape.has_zone);
}

static void a_part_over_12_settles_day_and_month(void **state)
{
	const struct str open[] = { STR("01/05/2018 19:43"), STR("05/04/2018 16:06") };
	const struct str day[] = { STR("01/05/2018"), STR("31/05/2018") };
	const struct str month[] = { STR("01/05/2018"), STR("05/31/2018") };
	struct scope sc = { 0 };
	struct when_shape shape;
	int64_t us;

	(void)state;
	when_guess(day, 2, &shape);
	assert_int_equal(shape.order, WHEN_DAY_FIRST);
	assert_false(when_read(&shape, NULL, STR("05/31/2018"), &us, NULL));
	when_guess(month, 2, &shape);
	assert_int_equal(shape.order, WHEN_MONTH_FIRST);
	assert_true(when_read(&shape, NULL, STR("01/05/2018"), &us, NULL));
	assert_str(when_date(&sc, us), "2018-01-05");
	when_guess(open, 2, &shape);
	assert_int_equal(shape.order, WHEN_ORDER_UNKNOWN);
	when_settle(&shape, STR("not a date"));
	when_settle(&shape, STR("12/12/2018"));
	assert_int_equal(shape.order, WHEN_ORDER_UNKNOWN);
	when_settle(&shape, STR("04/13/2018 01:00"));
	assert_int_equal(shape.order, WHEN_MONTH_FIRST);
	when_settle(&shape, STR("13/04/2018 01:00"));
	assert_int_equal(shape.order, WHEN_MONTH_FIRST);
	scope_close(&sc);
}

static void zones_know_summer_gaps_and_overlaps(void **state)
{
	static const struct {
		const char *zone, *local, *utc;
	} cases[] = {
		{ "Europe/Warsaw", "2026-01-15 12:00", "2026-01-15T11:00:00Z" },
		{ "Europe/Warsaw", "2026-07-15 12:00", "2026-07-15T10:00:00Z" },
		{ "Europe/Warsaw", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z" },
		{ "Europe/Warsaw", "2026-03-29 02:30", "2026-03-29T01:30:00Z" }, /* skipped by the clock */
		{ "Europe/Warsaw", "2026-03-29 03:00", "2026-03-29T01:00:00Z" },
		{ "Europe/Warsaw", "2026-10-25 02:30", "2026-10-25T00:30:00Z" }, /* shown twice: the first */
		{ "Europe/Warsaw", "2026-10-25 03:00", "2026-10-25T02:00:00Z" },
		{ "Europe/Moscow", "2026-07-15 12:00", "2026-07-15T09:00:00Z" },
		{ "America/New_York", "2015-02-24 11:35", "2015-02-24T16:35:00Z" },
		{ "Europe/Warsaw", "2026-07-15 12:00Z", "2026-07-15T12:00:00Z" },
		{ "UTC", "2026-07-15 12:00", "2026-07-15T12:00:00Z" },
	};
	struct scope sc = { 0 };
	int64_t us;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct when_zone *zone = when_zone_open(&sc, cases[i].zone);
		assert_non_null(zone);
		assert_true(when_read_any(zone, str_of(cases[i].local), &us));
		assert_str(when_iso(&sc, us), cases[i].utc);
	}
	scope_close(&sc);
}

/* However the remembered stretches were come by, an offset is what a zone asked for nothing else says. */
static void remembered_offsets_are_right(void **state)
{
	struct scope sc = { 0 };
	struct when_zone *warm = when_zone_open(&sc, "America/St_Johns");
	uint64_t seed = 11;

	(void)state;
	for (int i = 0; i < 400; i++) {
		struct when_zone *cold = when_zone_open(&sc, "America/St_Johns");
		int64_t local = (int64_t)(test_random(&seed) % (150ull * 366 * 86400)) * 1000000 -
				INT64_C(2208988800000000);
		assert_int_equal(when_zone_offset_us(warm, local), when_zone_offset_us(cold, local));
	}
	scope_close(&sc);
}

static void an_unknown_zone_is_refused(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_null(when_zone_open(&sc, "Warsaw"));
	assert_fault(&sc, FAULT_INVALID, "Europe/Warsaw");
	scope_forgive(&sc);
	assert_null(when_zone_open(&sc, ""));
	assert_fault(&sc, FAULT_INVALID, "no time zone");
	scope_close(&sc);
}

/* Against the C library's calendar, 1600 to 9999. */
static void days_agree_with_the_library(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t days = (int64_t)(test_random(&seed) % 3068037) - 135140;
		time_t t = (time_t)days * 86400;
		struct tm tm;
		int year, month, day;
		gmtime_r(&t, &tm);
		when_civil(days, &year, &month, &day);
		assert_int_equal(year, tm.tm_year + 1900);
		assert_int_equal(month, tm.tm_mon + 1);
		assert_int_equal(day, tm.tm_mday);
		assert_int_equal(when_days(year, month, day), days);
	}
}

static void what_is_written_reads_back(void **state)
{
	struct scope sc = { 0 };
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		int64_t back,
			us = (int64_t)(test_random(&seed) % 5000000000000000000ull % 265000000000000000ull) -
			     INT64_C(11676096000000000);
		assert_true(when_read_any(NULL, when_iso(&sc, us), &back));
		assert_int_equal(back, us);
	}
	scope_close(&sc);
}

/* Whatever the bytes: no reading past the end, no trap. */
static void random_bytes_do_no_harm(void **state)
{
	static const char letters[] = "0123456789:./- ,TZ+apmGMTOct[]()\xc5\x9b\xd0\xbc";
	uint64_t seed = 9;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		size_t n = test_random(&seed) % 30;
		char *text = malloc(n ? n : 1);
		int64_t us;
		for (size_t k = 0; k < n; k++)
			text[k] = letters[test_random(&seed) % (sizeof letters - 1)];
		for (int f = WHEN_ISO; f < WHEN_FAMILIES; f++) {
			struct when_shape shape = { .family = (enum when_family)f };
			if (when_read(&shape, NULL, (struct str){ text, n }, &us, NULL))
				assert_true(us >= INT64_C(-11676096000000000) - 86400000000);
		}
		free(text);
	}
}

static void spans_are_read(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds; /* -1: refused */
	} cases[] = {
		{ "7d", 604800 },
		{ "30m", 1800 },
		{ "1h30m", 5400 },
		{ "90 s", 90 },
		{ "2w", 1209600 },
		{ "1.5h", 5400 },
		{ "2 days", 172800 },
		{ "1 h 5 min", 3900 },
		{ "30 MIN", 1800 },
		{ "0s", 0 },
		{ "auto", -1 },
		{ "", -1 },
		{ "7", -1 },
		{ "d", -1 },
		{ "-1d", -1 },
		{ "7x", -1 },
		{ "7d!", -1 },
		{ "99999999999w", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t us = -1000000;
		assert_int_equal(when_span(str_of(cases[i].text), &us), cases[i].seconds >= 0);
		if (cases[i].seconds >= 0)
			assert_int_equal(us, cases[i].seconds * 1000000);
	}
}

static void spans_are_said(void **state)
{
	static const struct {
		double seconds;
		const char *words;
	} cases[] = {
		{ 0, "0 s" },
		{ 0.42, "0.4 s" },
		{ 0.001, "0.1 s" },
		{ 12.4, "12 s" },
		{ 59.7, "1 min" },
		{ 180, "3 min" },
		{ 3599, "1 h" },
		{ 7800, "2 h 10 min" },
		{ 86399, "1 day" },
		{ 86400, "1 day" },
		{ 4.2 * 86400, "4.2 days" },
		{ 9.97 * 86400, "10 days" },
		{ 40.4 * 86400, "40 days" },
		{ -180, "-3 min" },
		{ (double)NAN, "no data" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(when_span_words(&sc, cases[i].seconds), cases[i].words);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape_is_known),
		cmocka_unit_test(a_guess_takes_what_most_samples_are),
		cmocka_unit_test(a_part_over_12_settles_day_and_month),
		cmocka_unit_test(zones_know_summer_gaps_and_overlaps),
		cmocka_unit_test(remembered_offsets_are_right),
		cmocka_unit_test(an_unknown_zone_is_refused),
		cmocka_unit_test(days_agree_with_the_library),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(random_bytes_do_no_harm),
		cmocka_unit_test(spans_are_read),
		cmocka_unit_test(spans_are_said),
	};

	return cmocka_run_group_tests_name("when", tests, NULL, NULL);
}
