/* The part of mask.h that knows numbers: phones, cards, accounts, codes; and dates, which stay. */
#include "voice/mask_private.h"

#include "voice/fold.h"

enum { GROUPS = 12, DIGITS = 40, LONG = 6, SEPARATOR = 3 };

/* Digits in groups, as they are written: "+48 600-100-200". */
struct digits {
	struct str text;
	size_t n;
	size_t from[GROUPS], to[GROUPS];
	bool dots, slashes, others; /* what stands between the groups looked at */
	bool plus;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t length(const struct digits *d, size_t i)
{
	return d->to[i] - d->from[i];
}

static size_t total(const struct digits *d, size_t k)
{
	size_t n = 0;

	for (size_t i = 0; i < k; i++)
		n += length(d, i);
	return n;
}

/* --- reading ------------------------------------------------------------------------------------------ */

/* The bytes of one mark that may stand inside a number; blanks and dashes of other widths too. */
static size_t separator_at(struct str text, size_t at)
{
	static const char *const wide[] = { "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x90",
		"\xe2\x80\x91", "\xe2\x80\x93" };

	if (at < text.n && text.p[at] && strchr(" -().\x2f", text.p[at]))
		return 1;
	for (size_t i = 0; i < COUNT_OF(wide); i++)
		if (str_starts(str_sub(text, at, text.n), str_of(wide[i])))
			return strlen(wide[i]);
	return 0;
}

static size_t digits_end(struct str text, size_t at)
{
	while (at < text.n && is_digit(text.p[at]))
		at++;
	return at;
}

/* The next group behind at most SEPARATOR marks; its start, or 0. */
static size_t next_group(struct str text, size_t at)
{
	for (int i = 0; i < SEPARATOR; i++) {
		size_t n = separator_at(text, at);
		if (!n)
			return 0;
		at += n;
		if (at < text.n && is_digit(text.p[at]))
			return at;
	}
	return 0;
}

static struct digits digits_at(struct str text, size_t at)
{
	struct digits d = { .text = text, .plus = text.p[at] == '+' };

	at += d.plus;
	do {
		d.from[d.n] = at;
		d.to[d.n] = digits_end(text, at);
		if (length(&d, d.n) > DIGITS)
			return (struct digits){
				.text = text, .n = 1, .from = { d.from[0] }, .to = { d.to[0] }
			};
		at = next_group(text, d.to[d.n++]);
	} while (at && d.n < GROUPS);
	return d;
}

static void look_between(struct digits *d, size_t k)
{
	d->dots = d->slashes = d->others = false;
	for (size_t i = 1; i < k; i++)
		for (size_t at = d->to[i - 1]; at < d->from[i]; at++) {
			d->dots |= d->text.p[at] == '.';
			d->slashes |= d->text.p[at] == '/';
			d->others |= d->text.p[at] != '.' && d->text.p[at] != '/';
		}
}

/* The digits of the first k groups, without what is between. */
static struct str joined(const struct digits *d, size_t k, char room[static DIGITS])
{
	size_t n = 0;

	for (size_t i = 0; i < k; i++)
		for (size_t at = d->from[i]; at < d->to[i] && n < DIGITS; at++)
			room[n++] = d->text.p[at];
	return (struct str){ room, n };
}

static unsigned value(const struct digits *d, size_t i)
{
	unsigned x = 0;

	for (size_t at = d->from[i]; at < d->to[i] && x < 100000; at++)
		x = x * 10 + (unsigned)(d->text.p[at] - '0');
	return x;
}

/* --- dates and years ---------------------------------------------------------------------------------- */

static bool is_year(const struct digits *d, size_t i)
{
	return length(d, i) == 4 && value(d, i) >= 1900 && value(d, i) < 2100;
}

static bool is_day(const struct digits *d, size_t i)
{
	return length(d, i) <= 2 && value(d, i) >= 1 && value(d, i) <= 31;
}

/* How many groups are a date or years: 24.02.2015, 2015-02-24, 12/24/15, 2019-2020; 0: none. */
static size_t date_groups(const struct digits *d)
{
	bool marked = d->n >= 3 && d->from[1] == d->to[0] + 1 && d->from[2] == d->to[1] + 1 &&
		      d->text.p[d->to[0]] == d->text.p[d->to[1]] && d->text.p[d->to[0]] != ' ';

	if (d->plus)
		return 0;
	if (marked && is_year(d, 0) && is_day(d, 1) && is_day(d, 2))
		return 3;
	if (marked && is_day(d, 0) && is_day(d, 1) &&
		(is_year(d, 2) || (length(d, 2) == 2 && (d->n == 3 || d->text.p[d->to[1]] != '-'))))
		return 3;
	size_t years = 0;
	while (years < d->n && is_year(d, years))
		years++;
	return years >= 2 ? years : 0;
}

/* --- what is what ------------------------------------------------------------------------------------- */

/* Luhn (1960). */
static bool luhn(struct str digits)
{
	unsigned sum = 0;

	for (size_t i = 0; i < digits.n; i++) {
		unsigned x = (unsigned)(digits.p[digits.n - 1 - i] - '0') << (i % 2);
		sum += x > 9 ? x - 9 : x;
	}
	return sum % 10 == 0;
}

/* The check of an account's number (ISO 13616): moved to the end, letters as 10 to 35, one is left over 97. */
static unsigned rest_of_97(unsigned rest, struct str letters)
{
	for (size_t i = 0; i < letters.n; i++) {
		char c = letters.p[i];
		unsigned x = is_digit(c) ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a') + 10;
		rest = (rest * (x > 9 ? 100 : 10) + x) % 97;
	}
	return rest;
}

/* Polish ones are often written without their country. */
static bool is_polish_account(struct str digits)
{
	return digits.n == 26 && rest_of_97(rest_of_97(rest_of_97(0, str_sub(digits, 2, 26)), STR("PL")),
					 str_sub(digits, 0, 2)) == 1;
}

/* The Polish number of a person: the day of birth, with the century in the month's first digit, and a
 * check. */
static bool is_pesel(struct str digits)
{
	static const unsigned weights[] = { 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1 };
	unsigned sum = 0;

	for (size_t i = 0; digits.n == 11 && i < 11; i++)
		sum += weights[i] * (unsigned)(digits.p[i] - '0');
	if (digits.n != 11 || sum % 10 != 0)
		return false;
	int month = (digits.p[2] - '0') % 2 * 10 + digits.p[3] - '0',
	    day = (digits.p[4] - '0') * 10 + digits.p[5] - '0';
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_card(const struct digits *d, size_t k, struct str all)
{
	for (size_t i = 0; i + 1 < k; i++)
		if (length(d, i) < 4)
			return false;
	return !d->dots && !d->slashes && all.n >= 13 && all.n <= 19 && luhn(all);
}

static bool starts_with(struct str digits, const char *starts)
{
	struct str rest = str_of(starts);

	while (rest.p)
		if (str_starts(digits, str_cut(&rest, ' ')))
			return true;
	return false;
}

/* In one piece: what phones of the three languages begin with; all else is some number. */
static bool is_unbroken_phone(struct str digits)
{
	static const char mobile[] = "45 50 51 53 57 60 66 69 72 73 78 79 88";

	if (digits.n == 9)
		return starts_with(digits, mobile);
	if (digits.n == 10)
		return starts_with(digits, "0 9");
	if (digits.n == 11 && starts_with(digits, "48") && starts_with(str_sub(digits, 2, 11), mobile))
		return true;
	return digits.n == 11 && starts_with(digits, "0 79 89 749 849 78 88") && !is_pesel(digits);
}

/* "1 250 000", "100-200", "500-1000": amounts and spans of them. */
static bool is_amount(const struct digits *d, size_t k)
{
	bool thousands = length(d, 0) <= 3 && value(d, k - 1) == 0;

	for (size_t i = 1; i < k; i++)
		thousands = thousands && length(d, i) == 3;
	return thousands || (k == 2 && value(d, 0) % 10 == 0 && value(d, 1) % 10 == 0);
}

static bool sizes_are(const struct digits *d, size_t k, const char *sizes)
{
	for (size_t i = 0; i < k; i++)
		if (sizes[i] == 0 || length(d, i) != (size_t)(sizes[i] - '0'))
			return false;
	return sizes[k] == 0;
}

/* Whether groups of these sizes are how people write phones. */
static bool is_grouped_phone(const struct digits *d, size_t k, struct str all)
{
	size_t most = 0;

	if (d->slashes || (d->dots && d->others) || is_amount(d, k))
		return false;
	if (all.n <= 8)
		return sizes_are(d, k, "322") || sizes_are(d, k, "34") || sizes_are(d, k, "44") ||
		       sizes_are(d, k, "233");
	for (size_t i = 0; i < k; i++) {
		bool country = i == 0 && all.n == 11 && starts_with(all, "1 7 8");
		if (length(d, i) < 2 && !country)
			return false;
		most = length(d, i) > most ? length(d, i) : most;
	}
	return all.n >= 9 && all.n <= 12 && most >= 3 && most <= 7;
}

static bool is_phone(const struct digits *d, size_t k, struct str all)
{
	size_t behind = d->to[k - 1];
	bool unit = behind < d->text.n && (is_letter(d->text.p[behind]) || d->text.p[behind] == '%');

	if (unit)
		return false;
	if (d->plus || (starts_with(all, "00") && !d->slashes))
		return all.n >= 8 && all.n <= 15;
	return k == 1 ? is_unbroken_phone(all) : is_grouped_phone(d, k, all);
}

static enum mask_kind kind_of(struct digits *d, size_t k)
{
	char room[DIGITS];
	struct str all = joined(d, k, room);

	look_between(d, k);
	if (total(d, k) <= DIGITS) {
		if (is_card(d, k, all) || is_polish_account(all))
			return MASK_NUMBER;
		if (is_phone(d, k, all))
			return MASK_PHONE;
	}
	return k == 1 && length(d, 0) >= LONG ? MASK_NUMBER : MASK_NOTHING;
}

/* "(22) 123 45 67" with its bracket. */
static size_t with_bracket(struct str text, size_t from, size_t to)
{
	return from && text.p[from - 1] == '(' && memchr(text.p + from, ')', to - from) ? from - 1 : from;
}

struct mask_found mask_number_at(struct str text, size_t at)
{
	struct digits d = digits_at(text, at);
	size_t kept = date_groups(&d);

	if (kept)
		return (struct mask_found){ .end = d.to[kept - 1], .kind = MASK_NOTHING };
	for (size_t k = d.n; k > 0; k--) {
		enum mask_kind kind = kind_of(&d, k);
		size_t to = d.to[k - 1];
		if (kind != MASK_NOTHING)
			return (struct mask_found){ with_bracket(text, at, to), to, to, kind };
	}
	return (struct mask_found){ .end = d.to[0], .kind = MASK_NOTHING };
}

/* --- accounts and codes ------------------------------------------------------------------------------- */

/* The end of an account with its country, in groups or not; 0: it is none. */
static size_t account_end(struct str text, size_t at)
{
	enum { LEAST = 15, MOST = 34 };
	size_t n = 0, end = 0, next = at + 4;
	unsigned rest = 0;

	if (at + LEAST > text.n || !is_letter(text.p[at]) || !is_letter(text.p[at + 1]) ||
		!is_digit(text.p[at + 2]) || !is_digit(text.p[at + 3]))
		return 0;
	for (n = 4; next < text.n && n <= MOST; next++) {
		bool blank = text.p[next] == ' ' || text.p[next] == '-', last = next + 1 == text.n;
		if (!blank && !is_letter(text.p[next]) && !is_digit(text.p[next]))
			break;
		if (blank && (text.p[next - 1] == ' ' || text.p[next - 1] == '-'))
			break;
		if (blank)
			continue;
		rest = rest_of_97(rest, str_sub(text, next, next + 1));
		n++;
		bool ends = last || (!is_letter(text.p[next + 1]) && !is_digit(text.p[next + 1]));
		if (ends && n >= LEAST && n <= MOST && rest_of_97(rest, str_sub(text, at, at + 4)) == 1)
			end = next + 1;
	}
	return end;
}

struct mask_found mask_code_at(struct str text, size_t at)
{
	size_t end = account_end(text, at), digits = 0, letters = 0;

	if (end)
		return (struct mask_found){ at, end, end, MASK_NUMBER };
	end = at;
	for (size_t next = at; next < text.n; end = next) {
		uint32_t c = str_next(text, &next);
		if (c == 0xfffd || fold_class(c) != FOLD_LETTER)
			break;
		bool digit = c < 0x80 && is_digit((char)c);
		digits += digit;
		letters += !digit;
	}
	if (digits < LONG || !letters)
		return (struct mask_found){ 0 };
	return (struct mask_found){ at, end, end, MASK_NUMBER };
}
