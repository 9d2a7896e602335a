/* What the values of a column look like, from the sample. */
#include "intake/mapping_parts.h"

#include "intake/money.h"

#include <math.h>

static bool is_url(struct str s)
{
	return !memchr(s.p, ' ', s.n) &&
	       (s.p[0] == '/' || str_has(s, STR("://")) || str_starts(s, STR("www.")));
}

static bool is_email(struct str s)
{
	const char *at = memchr(s.p, '@', s.n);

	return at && at > s.p && !memchr(s.p, ' ', s.n) && memchr(at, '.', s.n - (size_t)(at - s.p));
}

static bool is_address(struct str s)
{
	char room[ADDRESS_ROOM];

	return (memchr(s.p, '.', s.n) || memchr(s.p, ':', s.n)) && address_cut(s, room);
}

static bool is_sentence(struct str s)
{
	size_t blanks = 0;

	for (size_t i = 0; i < s.n; i++)
		blanks += s.p[i] == ' ';
	return blanks >= 3 && str_letters(s) >= 20;
}

static void look_at_number(struct look *look, double x)
{
	look->low = look->numbers ? fmin(look->low, x) : x;
	look->high = look->numbers ? fmax(look->high, x) : x;
	look->numbers++;
	look->integers += x == floor(x);
	look->zeros += x == 0;
	look->ones += x == 1;
	look->sixes += x == 6;
}

static void look_at_value(struct look *look, struct str s, bool decimal_comma)
{
	double x;
	int64_t minor;
	struct str currency;

	look->filled++;
	look->letters += (double)str_letters(s);
	if (rating_read(s, &x))
		look_at_number(look, x);
	look->money += money_read(s, decimal_comma, &minor, &currency);
	look->urls += is_url(s);
	look->emails += is_email(s);
	look->addresses += is_address(s);
	look->sentences += is_sentence(s);
}

static void look_at_times(struct look *look, const struct str *values, size_t n)
{
	int64_t us;
	size_t recent = 0;

	look->times = when_guess(values, n, &look->shape);
	enum when_family family = look->shape.family;
	look->bare_numbers = family == WHEN_EPOCH_S || family == WHEN_EPOCH_MS || family == WHEN_EPOCH_US ||
			     (family == WHEN_YMD && look->numbers * 2 > look->filled);
	for (size_t i = 0; i < n; i++)
		if (when_read(&look->shape, NULL, values[i], &us, NULL))
			recent += us > INT64_C(-2177452800000000); /* 1901-01-01 */
	look->long_ago = look->times && !recent;
	/* times were looked for in the first values only: the count is scaled to all */
	if (n && n < look->filled)
		look->times = look->times * look->filled / n;
}

void look_at(struct scope *sc, struct column *column, size_t code, const struct record *sample,
	size_t n_sample, bool decimal_comma)
{
	struct look *look = &column->look;
	struct names *distinct = names_new(sc);
	struct str times[SAMPLE_TIMES];
	size_t n_times = 0;

	for (size_t i = 0; i < n_sample && look->filled < SAMPLE_VALUES; i++) {
		look->seen++;
		struct str value = code < sample[i].n ? str_trim(sample[i].values[code]) : (struct str){ 0 };
		if (value.n == 0)
			continue;
		look_at_value(look, value, decimal_comma);
		names_add(distinct, value);
		if (n_times < SAMPLE_TIMES)
			times[n_times++] = value;
	}
	look->distinct = names_count(distinct);
	look->letters = look->filled ? look->letters / (double)look->filled : 0;
	look_at_times(look, times, n_times);
}

bool looks_like_times(const struct look *look)
{
	return look->filled && look->times * 10 >= look->filled * 8 && !look->long_ago;
}
