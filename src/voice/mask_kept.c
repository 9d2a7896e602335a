/* The part of mask.h that knows the numbers that stay: dates, years, amounts, prices. */
#include "voice/mask_private.h"

#include <strings.h>

unsigned mask_value(const struct mask_digits *d, size_t i)
{
	unsigned x = 0;

	for (size_t at = d->from[i]; at < d->to[i] && x < 100000; at++)
		x = x * 10 + (unsigned)(d->text.p[at] - '0');
	return x;
}

/* What stands before the i-th group. */
static struct str gap(const struct mask_digits *d, size_t i)
{
	return str_sub(d->text, d->to[i - 1], d->from[i]);
}

static bool has_blank(struct str marks)
{
	return marks.n && memchr(marks.p, ' ', marks.n);
}

/* The one mark before the i-th group, blanks around it or not; 0: none, or there is more. */
static char mark_before(const struct mask_digits *d, size_t i)
{
	struct str marks = i < d->n ? str_trim(gap(d, i)) : (struct str){ 0 };

	return marks.n == 1 ? marks.p[0] : 0;
}

/* --- dates and years ---------------------------------------------------------------------------------- */

static bool is_year(const struct mask_digits *d, size_t i)
{
	return mask_length(d, i) == 4 && mask_value(d, i) >= 1900 && mask_value(d, i) < 2100;
}

static bool is_day(const struct mask_digits *d, size_t i)
{
	return mask_length(d, i) <= 2 && mask_value(d, i) >= 1 && mask_value(d, i) <= 31;
}

/* 24.02.2015, 2015-02-24, 12/24/15 from the i-th group on.  With a dash and a short year it is one only where
 * no other number goes on: that is how phones are written, too. */
static bool is_date(const struct mask_digits *d, size_t i)
{
	char mark = mark_before(d, i + 1);
	bool marked = mark && mark_before(d, i + 2) == mark;

	if (marked && is_year(d, i))
		return is_day(d, i + 1) && is_day(d, i + 2);
	if (!marked || !is_day(d, i) || !is_day(d, i + 1))
		return false;
	return is_year(d, i + 2) || (mask_length(d, i + 2) == 2 && (mark != '-' || (i == 0 && d->n == 3)));
}

/* 02/2015, 2015/02, 2014/15, and nothing more but behind a blank. */
static bool is_month(const struct mask_digits *d, size_t i)
{
	char mark = mark_before(d, i + 1);

	if ((mark != '/' && mark != '.') || (i + 2 < d->n && !has_blank(gap(d, i + 2))))
		return false;
	if (is_year(d, i))
		return mask_length(d, i + 1) == 2;
	return is_day(d, i) && mask_value(d, i) <= 12 && is_year(d, i + 1);
}

/* "1683-1767" */
static bool is_span(const struct mask_digits *d)
{
	return d->n == 2 && mark_before(d, 1) == '-' && mask_length(d, 0) == 4 && mask_length(d, 1) == 4 &&
	       mask_value(d, 0) >= 1000 && mask_value(d, 0) < mask_value(d, 1) && mask_value(d, 1) < 2100;
}

/* "in 2015 600 100 200": a year before a phone; no card begins so. */
static bool is_year_before(const struct mask_digits *d)
{
	enum { LEAST = 9, MOST = 12 };
	size_t digits = 0;

	for (size_t i = 1; i < d->n; i++)
		digits += mask_length(d, i);
	return is_year(d, 0) && digits >= LEAST && digits <= MOST && str_empty(str_trim(gap(d, 1)));
}

size_t mask_date_groups(const struct mask_digits *d)
{
	size_t years = 0;

	if (d->plus)
		return 0;
	while (years < d->n && is_year(d, years))
		years++;
	if (is_date(d, 0))
		return 3;
	if (years >= 2)
		return years;
	return is_month(d, 0) || is_span(d) ? 2 : is_year_before(d) ? 1 : 0;
}

/* "126 (2016)" */
static bool is_year_in_brackets(const struct mask_digits *d, size_t i)
{
	struct str behind = str_trim(str_sub(d->text, d->to[i], d->to[i] + 2));

	return is_year(d, i) && mark_before(d, i) == '(' && str_starts(behind, STR(")"));
}

size_t mask_before_date(const struct mask_digits *d)
{
	for (size_t i = 1; i < d->n; i++)
		if (has_blank(gap(d, i)) && (is_date(d, i) || is_month(d, i) || is_year_in_brackets(d, i)))
			return i;
	return d->n;
}

/* --- amounts ------------------------------------------------------------------------------------------ */

/* "1 250 000", "100-200", "500-1000": amounts and spans of them. */
bool mask_is_amount(const struct mask_digits *d, size_t k)
{
	bool thousands = mask_length(d, 0) <= 3 && mask_value(d, k - 1) == 0;

	for (size_t i = 1; i < k; i++)
		thousands = thousands && mask_length(d, i) == 3;
	return thousands || (k == 2 && mask_value(d, 0) % 10 == 0 && mask_value(d, 1) % 10 == 0);
}

static bool has_cents(const struct mask_digits *d, size_t i, size_t k)
{
	bool more = i + 1 < d->n && gap(d, i + 1).n == 1 && mark_before(d, i + 1) == '.';

	return i < k && !more && gap(d, i).n == 1 && mark_before(d, i) == '.' && mask_length(d, i) == 2;
}

static bool has_thousands(const struct mask_digits *d, size_t i, size_t k)
{
	return i < k && gap(d, i).n == 1 && strchr(" .", gap(d, i).p[0]) && mask_length(d, i) == 3;
}

/* Behind "12.99", "1 250 000", "1 250 999.50" that begin with the i-th group; i: there is none. */
static size_t amount_end(const struct mask_digits *d, size_t i, size_t k)
{
	size_t end = i + 1;
	bool zero = mask_length(d, i) > 1 && d->text.p[d->from[i]] == '0';

	while (!zero && mask_length(d, i) <= 3 && has_thousands(d, end, k))
		end++;
	if (!zero && mask_length(d, i) <= 5 && has_cents(d, end, k))
		return end + 1;
	return end > i + 1 && mask_value(d, end - 1) == 0 ? end : i;
}

/* "10-20 20-30 30-40 40-50", "36/38/40/42/44/46/48": prices or sizes, round or short, and never less than before. */
static bool are_in_order(const struct mask_digits *d)
{
	for (size_t i = 0; i < d->n; i++) {
		bool round = d->text.p[d->to[i] - 1] == '0' || mask_length(d, i) <= 2;
		if (!round || d->text.p[d->from[i]] == '0')
			return false;
		if (i && mask_value(d, i) < mask_value(d, i - 1))
			return false;
	}
	return true;
}

size_t mask_amount_groups(const struct mask_digits *d)
{
	return amount_end(d, 0, d->n);
}

/* Half of them at least; between them stand short numbers: "2 12.99 3 15.99". */
bool mask_are_amounts(const struct mask_digits *d)
{
	enum { SHORT = 3 };
	size_t all = 0, amounts = d->n == MASK_GROUPS; /* one may be cut */
	bool others = true;

	for (size_t i = 0; i < d->n; all++) {
		size_t end = amount_end(d, i, d->n);
		amounts += end > i;
		others = others && (end > i || mask_length(d, i) <= SHORT);
		i = end > i ? end : i + 1;
	}
	return (others && amounts * 2 >= all) || are_in_order(d);
}

/* --- prices ------------------------------------------------------------------------------------------- */

static const char *const currencies[] = { "zl", "zł", "zlotych", "złotych", "pln", "eur", "euro", "euros",
	"usd", "dollars", "gbp", "pounds", "rub", "руб", "рублей", "р.", "₽", "€", "$", "£" };

static bool is_letter(char c)
{
	return (c & 0x80) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool currency_at(struct str text, size_t at)
{
	at += at < text.n && text.p[at] == ' ';
	for (size_t i = 0; i < COUNT_OF(currencies); i++) {
		size_t n = strlen(currencies[i]);
		if (text.n - at >= n && strncasecmp(text.p + at, currencies[i], n) == 0 &&
			(at + n == text.n || !is_letter(text.p[at + n])))
			return true;
	}
	return false;
}

bool mask_is_priced(const struct mask_digits *d, size_t k)
{
	struct str before = str_sub(d->text, 0, d->from[0]);

	return currency_at(d->text, d->to[k - 1]) || str_ends(before, STR("$")) ||
	       str_ends(before, STR("€")) || str_ends(before, STR("£"));
}

size_t mask_before_price(const struct mask_digits *d)
{
	enum { LEAST = 9 };
	size_t last = d->n - 1, digits = 0;

	if (!currency_at(d->text, d->to[last]))
		return d->n;
	last -= last && has_cents(d, last, d->n);
	for (size_t i = 0; i < last; i++)
		digits += mask_length(d, i);
	return digits >= LEAST && has_blank(gap(d, last)) ? last : d->n;
}
