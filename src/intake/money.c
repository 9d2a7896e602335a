#include "intake/money.h"

static const struct {
	const char *sign, *code;
} signs[] = {
	/* clang-format off */
	{ "zł", "PLN" }, { "zl", "PLN" }, { "€", "EUR" }, { "$", "USD" }, { "£", "GBP" }, { "₽", "RUB" },
	{ "руб.", "RUB" }, { "руб", "RUB" }, { "рублей", "RUB" }, { "р.", "RUB" }, { "р", "RUB" },
	{ "₴", "UAH" }, { "грн", "UAH" }, { "¥", "JPY" }, { "Kč", "CZK" }, { "kr", "SEK" }, { "R$", "BRL" },
	{ "US$", "USD" },
	/* clang-format on */
};

/* What stands between the thousands besides point and comma. */
static const struct str gaps[] = { { " ", 1 }, { "'", 1 }, { "\xc2\xa0", 2 }, { "\xe2\x80\xaf", 3 },
	{ "\xe2\x80\x89", 3 }, { "’", 3 } };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool currency_find(struct str word, struct str *currency)
{
	for (size_t i = 0; i < COUNT_OF(signs); i++) {
		if (str_same(word, str_of(signs[i].sign))) {
			*currency = str_of(signs[i].code);
			return true;
		}
	}
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] < 'A' || word.p[i] > 'Z')
			return false;
	if (word.n != 3)
		return false;
	*currency = word;
	return true;
}

/* The sign, the brackets and the currency taken off: what is left begins and ends with a digit. */
static bool bare(struct str *text, bool *minus, struct str *currency)
{
	struct str s = str_trim(*text);
	size_t from = 0, to = s.n;

	if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')') {
		*minus = true;
		s = str_sub(s, 1, s.n - 1);
		to = s.n;
	}
	while (from < s.n && !is_digit(s.p[from]))
		from++;
	while (to > from && !is_digit(s.p[to - 1]))
		to--;
	if (from == to)
		return false;
	struct str before = str_trim(str_sub(s, 0, from)), after = str_trim(str_sub(s, to, s.n));
	static const struct str minuses[] = { { "-", 1 }, { "−", 3 }, { "+", 1 } };
	for (size_t i = 0; i < COUNT_OF(minuses); i++) {
		if (str_starts(before, minuses[i]) || str_ends(before, minuses[i])) {
			*minus = *minus || i < 2;
			before = str_starts(before, minuses[i]) ? str_sub(before, minuses[i].n, before.n)
								: str_sub(before, 0, before.n - minuses[i].n);
			break;
		}
	}
	before = str_trim(before);
	*text = str_sub(s, from, to);
	if (before.n && after.n)
		return false;
	return before.n ? currency_find(before, currency) : after.n == 0 || currency_find(after, currency);
}

/* Where the decimals begin: behind this index; the text's end when it has none. */
static size_t decimal_mark(struct str s, bool decimal_comma)
{
	size_t last[2] = { s.n, s.n }, count[2] = { 0, 0 };

	for (size_t i = 0; i < s.n; i++) {
		int which = s.p[i] == ',' ? 1 : s.p[i] == '.' ? 0 : -1;
		if (which >= 0)
			last[which] = i, count[which]++;
	}
	if (count[0] && count[1]) {
		int which = last[1] > last[0];
		return count[which] == 1 ? last[which] : s.n;
	}
	int which = count[1] > 0;
	if (count[which] != 1)
		return s.n;
	bool thousands =
		s.n - last[which] == 4 && last[which] <= 3 && s.p[0] != '0' && decimal_comma != (which == 1);
	return thousands ? s.n : last[which];
}

static size_t gap_at(struct str s, size_t i)
{
	if (s.p[i] == '.' || s.p[i] == ',')
		return 1;
	for (size_t k = 0; k < COUNT_OF(gaps); k++)
		if (str_starts(str_sub(s, i, s.n), gaps[k]))
			return gaps[k].n;
	return 0;
}

/* Digits in groups of three, once there is a gap. */
static bool whole_read(struct str s, int64_t *value)
{
	size_t group = 0, groups = 0;

	for (size_t i = 0; i < s.n;) {
		if (is_digit(s.p[i])) {
			if (__builtin_mul_overflow(*value, 10, value) ||
				__builtin_add_overflow(*value, s.p[i] - '0', value))
				return false;
			group++;
			i++;
			continue;
		}
		size_t gap = gap_at(s, i);
		if (!gap || group == 0 || group > 3 || (groups && group != 3))
			return false;
		groups++;
		group = 0;
		i += gap;
	}
	return groups == 0 || group == 3;
}

static bool decimals_read(struct str s, int64_t *hundredths)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]))
			return false;
	int tens = s.n > 0 ? s.p[0] - '0' : 0, ones = s.n > 1 ? s.p[1] - '0' : 0;
	*hundredths = tens * 10 + ones + (s.n > 2 && s.p[2] >= '5');
	return true;
}

bool money_read(struct str text, bool decimal_comma, int64_t *minor, struct str *currency)
{
	int64_t whole = 0, hundredths = 0;
	bool minus = false;
	struct str named = { 0 };

	if (text.n > 64 || !bare(&text, &minus, &named))
		return false;
	size_t mark = decimal_mark(text, decimal_comma);
	if (!whole_read(str_sub(text, 0, mark), &whole) ||
		!decimals_read(str_sub(text, mark + 1, text.n), &hundredths) ||
		__builtin_mul_overflow(whole, 100, &whole) ||
		__builtin_add_overflow(whole, hundredths, &whole))
		return false;
	*minor = minus ? -whole : whole;
	if (named.p)
		*currency = named;
	return true;
}
