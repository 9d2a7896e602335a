#include "answer/period.h"

#include <time.h>

#include "base/when.h"

enum { DAY_SECONDS = 86400, WEEK_DAYS = 7, THURSDAY = 3 /* days after Monday; the epoch was one */ };

static const char *const words[PERIODS] = { "", "day", "week", "month", "quarter", "year" };
static const int months[PERIODS] = { [PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_YEAR] = 12 };

const char *period_word(enum period period)
{
	return words[period];
}

bool period_find(struct str word, enum period *out)
{
	for (int i = PERIOD_DAY; i < PERIODS; i++) {
		if (str_same(word, str_of(words[i]))) {
			*out = (enum period)i;
			return true;
		}
	}
	return false;
}

static int64_t floored(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t months_of(int64_t second)
{
	struct tm tm;
	time_t t = (time_t)second;

	gmtime_r(&t, &tm);
	return ((int64_t)tm.tm_year + 1900) * 12 + tm.tm_mon;
}

int64_t period_of(enum period period, int64_t second)
{
	int64_t day = floored(second, DAY_SECONDS);

	if (period == PERIOD_NONE)
		return 0;
	if (period == PERIOD_DAY)
		return day;
	return period == PERIOD_WEEK ? floored(day + THURSDAY, WEEK_DAYS)
				     : floored(months_of(second), months[period]);
}

int64_t period_start(enum period period, int64_t number)
{
	if (period == PERIOD_DAY)
		return number * DAY_SECONDS;
	if (period == PERIOD_WEEK)
		return (number * WEEK_DAYS - THURSDAY) * DAY_SECONDS;
	int64_t month = number * months[period];
	struct tm tm = { .tm_year = (int)floored(month, 12) - 1900,
		.tm_mon = (int)(month - floored(month, 12) * 12),
		.tm_mday = 1 };

	return period == PERIOD_NONE ? 0 : (int64_t)timegm(&tm);
}

/* A week belongs to the year of its Thursday. */
static struct str week_name(struct scope *sc, int64_t number)
{
	int64_t thursday = period_start(PERIOD_WEEK, number) + (int64_t)THURSDAY * DAY_SECONDS;
	int64_t year = period_of(PERIOD_YEAR, thursday);
	int64_t week = (thursday - period_start(PERIOD_YEAR, year)) / (WEEK_DAYS * DAY_SECONDS) + 1;

	return str_of(scope_printf(sc, "%04lld-W%02lld", (long long)year, (long long)week));
}

struct str period_name(struct scope *sc, enum period period, int64_t number)
{
	struct str date = when_date(sc, period_start(period, number) * 1000000);

	if (period == PERIOD_WEEK)
		return week_name(sc, number);
	if (period == PERIOD_QUARTER)
		return str_of(
			scope_printf(sc, "%.4s-Q%d", date.p, (int)(number - floored(number, 4) * 4) + 1));
	return str_sub(date, 0, period == PERIOD_YEAR ? 4 : period == PERIOD_MONTH ? 7 : date.n);
}

enum period period_fitting(int64_t from_s, int64_t to_s, int64_t most)
{
	for (int i = PERIOD_DAY; i < PERIOD_YEAR; i++)
		if (period_of((enum period)i, to_s) - period_of((enum period)i, from_s) < most)
			return (enum period)i;
	return PERIOD_YEAR;
}

/* --- read --- */

/* Years from so to so are tried: those that a time may have. */
enum { FIRST_YEAR = 1600, LAST_YEAR = 9999, YEAR_DIGITS = 4, AROUND_DAYS = 380 };

/* The period that has this name: of those of its year, which begin around it, the one that is called so. */
static bool named(struct scope *sc, enum period period, int64_t year, struct str text, int64_t *number)
{
	int64_t first = period_start(PERIOD_YEAR, year);

	for (int64_t n = period_of(period, first - DAY_SECONDS * WEEK_DAYS);
		n <= period_of(period, first + (int64_t)AROUND_DAYS * DAY_SECONDS); n++) {
		*number = n;
		if (str_same(period_name(sc, period, n), text))
			return true;
	}
	return false;
}

static bool read_one(struct scope *sc, struct str text, int64_t *from_s, int64_t *to_s)
{
	int64_t year, number;

	if (text.n < YEAR_DIGITS || text.n >= sizeof "2026-03-02" ||
		!str_integer(str_sub(text, 0, YEAR_DIGITS), &year) || year < FIRST_YEAR || year > LAST_YEAR)
		return false;
	for (int p = PERIOD_DAY; p < PERIODS; p++) {
		if (!named(sc, (enum period)p, year, text, &number))
			continue;
		*from_s = period_start((enum period)p, number);
		*to_s = period_start((enum period)p, number + 1) - 1;
		return true;
	}
	return false;
}

static bool read_two(struct scope *sc, struct str text, int64_t *from_s, int64_t *to_s)
{
	struct str dots = STR("..");
	int64_t between;

	for (size_t i = 0; i + dots.n <= text.n; i++)
		if (str_equal(str_sub(text, i, i + dots.n), dots))
			return read_one(sc, str_sub(text, 0, i), from_s, &between) &&
			       read_one(sc, str_sub(text, i + dots.n, text.n), &between, to_s) &&
			       *from_s <= *to_s;
	return read_one(sc, text, from_s, to_s);
}

bool period_read(struct scope *sc, struct str text, int64_t *from_s, int64_t *to_s)
{
	return read_two(sc, text, from_s, to_s) ||
	       scope_fail(sc, FAULT_INVALID,
		       "\"%.*s\" is no period: write 2026, 2026-Q1, 2026-03, 2026-W10, 2026-03-02, or the first and"
		       " the last with .. between",
		       STR_ARG(str_short(sc, text, 60)));
}
