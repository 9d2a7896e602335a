/* Lengths of time, as people write them and as they are said to people. */
#include "base/when.h"

#include <math.h>

#define US_PER_S INT64_C(1000000)

static const struct {
	const char *names[6];
	int64_t us;
} units[] = {
	{ { "s", "sec", "secs", "second", "seconds" }, US_PER_S },
	{ { "m", "min", "mins", "minute", "minutes" }, 60 * US_PER_S },
	{ { "h", "hour", "hours" }, 3600 * US_PER_S },
	{ { "d", "day", "days" }, 86400 * US_PER_S },
	{ { "w", "week", "weeks" }, 7 * 86400 * US_PER_S },
};

static int64_t unit_us(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(units); i++)
		for (size_t k = 0; units[i].names[k]; k++)
			if (str_same(name, str_of(units[i].names[k])))
				return units[i].us;
	return 0;
}

/* The length of what `in` says true of, from `from` on. */
static size_t run(struct str text, size_t from, bool (*in)(char))
{
	size_t to = from;

	while (to < text.n && in(text.p[to]))
		to++;
	return to - from;
}

static bool in_number(char c)
{
	return (c >= '0' && c <= '9') || c == '.';
}

static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool in_blank(char c)
{
	return c == ' ';
}

/* One number with its unit; *at moves behind it. */
static bool piece(struct str text, size_t *at, double *us)
{
	size_t number = run(text, *at, in_number), word_at = *at + number;
	double value;

	if (!str_number(str_sub(text, *at, word_at), &value))
		return false;
	word_at += run(text, word_at, in_blank);
	size_t word = run(text, word_at, in_word);
	int64_t unit = unit_us(str_sub(text, word_at, word_at + word));
	*us += value * (double)unit;
	*at = word_at + word;
	*at += run(text, *at, in_blank);
	return unit != 0;
}

bool when_span(struct str text, int64_t *us)
{
	double sum = 0;
	size_t at = 0;

	text = str_trim(text);
	if (text.n == 0)
		return false;
	while (at < text.n)
		if (!piece(text, &at, &sum))
			return false;
	if (sum > 1e18) /* 31,000 years; int64 ends at 9.2e18 */
		return false;
	*us = llround(sum);
	return true;
}

static struct str two_units(
	struct scope *sc, long long big, const char *big_name, long long small, const char *small_name)
{
	if (small == 0)
		return str_of(scope_printf(sc, "%lld %s", big, big_name));
	return str_of(scope_printf(sc, "%lld %s %lld %s", big, big_name, small, small_name));
}

static struct str days_words(struct scope *sc, double days)
{
	double tenths = round(days * 10) / 10;

	if (tenths >= 10 || tenths == floor(tenths))
		return str_of(scope_printf(sc, "%.0f %s", round(tenths), tenths == 1 ? "day" : "days"));
	return str_of(scope_printf(sc, "%.1f days", tenths));
}

/* Each limit stands where rounding would reach the next unit: 59.7 s is 1 min. */
struct str when_span_words(struct scope *sc, double seconds)
{
	if (!isfinite(seconds))
		return STR("no data");
	if (seconds < 0)
		return str_of(scope_printf(sc, "-%s", when_span_words(sc, -seconds).p));
	if (seconds > 0 && seconds < 0.95)
		return str_of(scope_printf(sc, "%.1f s", fmax(seconds, 0.1)));
	if (seconds < 59.5)
		return str_of(scope_printf(sc, "%.0f s", seconds));
	long long minutes = llround(fmin(seconds, 1e15) / 60);
	if (minutes < 60)
		return str_of(scope_printf(sc, "%lld min", minutes));
	if (minutes < 24 * 60)
		return two_units(sc, minutes / 60, "h", minutes % 60, "min");
	return days_words(sc, seconds / 86400);
}
