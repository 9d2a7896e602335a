#include "model/span.h"

#include "base/buf.h"

static const struct unit {
	const char *key, *word;
	int64_t seconds;
	bool written; /* weeks are read and written as days */
} units[] = {
	{ "w", "week", 7 * 86400, false },
	{ "d", "day", 86400, true },
	{ "h", "hour", 3600, true },
	{ "m", "minute", 60, true },
	{ "s", "second", 1, true },
};

static bool is_digit(struct str s)
{
	return s.n && s.p[0] >= '0' && s.p[0] <= '9';
}

/* The number and the unit that *rest starts with, in seconds; *rest moves behind them. */
static bool part_read(struct str *rest, int64_t *seconds)
{
	struct str s = *rest;
	int64_t number = 0;

	if (!is_digit(s))
		return false;
	for (; is_digit(s); s = str_sub(s, 1, s.n))
		if (__builtin_mul_overflow(number, 10, &number) ||
			__builtin_add_overflow(number, s.p[0] - '0', &number))
			return false;
	s = str_trim(s);
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		if (s.n && s.p[0] == units[i].key[0]) {
			*rest = str_trim(str_sub(s, 1, s.n));
			return !__builtin_mul_overflow(number, units[i].seconds, seconds);
		}
	}
	return false;
}

bool span_read(struct str text, int64_t *us)
{
	int64_t total = 0, part = 0;

	for (struct str rest = str_trim(text); rest.n;) {
		if (!part_read(&rest, &part) || part > SPAN_LONGEST_US / SPAN_SECOND_US)
			return false;
		total += part;
		if (total > SPAN_LONGEST_US / SPAN_SECOND_US)
			return false;
	}
	if (total == 0)
		return false;
	*us = total * SPAN_SECOND_US;
	return true;
}

struct str span_text(struct scope *sc, int64_t us)
{
	struct buf *out = buf_new(sc, 256);
	int64_t left = us / SPAN_SECOND_US;

	for (size_t i = 0; i < COUNT_OF(units); i++) {
		int64_t n = left / units[i].seconds;
		if (!units[i].written || n == 0)
			continue;
		buf_printf(out, "%lld%s", (long long)n, units[i].key);
		left %= units[i].seconds;
	}
	return buf_str(out);
}

struct str span_words(struct scope *sc, int64_t us)
{
	struct buf *out = buf_new(sc, 256);
	int64_t left = us / SPAN_SECOND_US;

	for (size_t i = 0; i < COUNT_OF(units); i++) {
		int64_t n = left / units[i].seconds;
		if (!units[i].written || n == 0)
			continue;
		buf_printf(out, "%s%lld %s%s", buf_len(out) ? " " : "", (long long)n, units[i].word,
			n == 1 ? "" : "s");
		left %= units[i].seconds;
	}
	return buf_str(out);
}
