/* The part of mask.h that knows numbers: phones, cards, accounts, codes; and dates, which stay. */
#include "voice/mask_private.h"

#include "voice/fold.h"

enum { DIGITS = 40, LONG = 6, LONG_RUN = 13, SEPARATOR = 3 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t total(const struct mask_digits *d, size_t k)
{
	size_t n = 0;

	for (size_t i = 0; i < k; i++)
		n += mask_length(d, i);
	return n;
}

/* --- reading ------------------------------------------------------------------------------------------ */

static bool is_separator(char c)
{
	return c && strchr(" -()./", c);
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
	for (int i = 0; i < SEPARATOR && at < text.n && is_separator(text.p[at]); i++)
		if (++at < text.n && is_digit(text.p[at]))
			return at;
	return 0;
}

static struct mask_digits digits_at(struct str text, size_t at)
{
	struct mask_digits d = { .text = text, .plus = text.p[at] == '+' };

	at += d.plus;
	do {
		d.from[d.n] = at;
		d.to[d.n] = digits_end(text, at);
		at = next_group(text, d.to[d.n++]);
	} while (at && d.n < MASK_GROUPS);
	return d;
}

/* Where all the groups end that follow. */
static size_t run_end(struct str text, size_t at)
{
	for (size_t next = next_group(text, at); next; next = next_group(text, at))
		at = digits_end(text, next);
	return at;
}

static void look_between(struct mask_digits *d, size_t k)
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
static struct str joined(const struct mask_digits *d, size_t k, char room[static DIGITS])
{
	size_t n = 0;

	for (size_t i = 0; i < k; i++)
		for (size_t at = d->from[i]; at < d->to[i] && n < DIGITS; at++)
			room[n++] = d->text.p[at];
	return (struct str){ room, n };
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

static bool is_card(const struct mask_digits *d, size_t k, struct str all)
{
	for (size_t i = 0; i + 1 < k; i++)
		if (mask_length(d, i) < 4)
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

static bool sizes_are(const struct mask_digits *d, size_t k, const char *sizes)
{
	for (size_t i = 0; i < k; i++)
		if (sizes[i] == 0 || mask_length(d, i) != (size_t)(sizes[i] - '0'))
			return false;
	return sizes[k] == 0;
}

/* Whether groups of these sizes are how people write phones. */
static bool is_grouped_phone(const struct mask_digits *d, size_t k, struct str all)
{
	size_t most = 0;

	if ((d->dots && d->others) || mask_is_amount(d, k))
		return false;
	if (d->slashes && (all.n < 9 || mask_is_priced(d, k)))
		return false;
	if (all.n <= 8)
		return sizes_are(d, k, "322") || sizes_are(d, k, "34") || sizes_are(d, k, "44") ||
		       sizes_are(d, k, "233");
	for (size_t i = 0; i < k; i++) {
		bool country = i == 0 && all.n == 11 && starts_with(all, "1 7 8");
		if (mask_length(d, i) < 2 && !country)
			return false;
		most = mask_length(d, i) > most ? mask_length(d, i) : most;
	}
	return all.n >= 9 && all.n <= 12 && most >= 3 && (most <= 7 || most == 9);
}

static bool is_phone(const struct mask_digits *d, size_t k, struct str all)
{
	size_t behind = d->to[k - 1];
	bool unit = behind < d->text.n && (is_letter(d->text.p[behind]) || d->text.p[behind] == '%');

	if (unit)
		return false;
	if (d->plus || (starts_with(all, "00") && all.n > 2 && all.p[2] != '0' && !d->slashes))
		return all.n >= 8 && all.n <= 15;
	return k == 1 ? is_unbroken_phone(all) : is_grouped_phone(d, k, all);
}

static enum mask_kind kind_of(struct mask_digits *d, size_t k, bool amounts)
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
	if (total(d, k) >= LONG_RUN && !amounts)
		return MASK_NUMBER;
	return k == 1 && mask_length(d, 0) >= LONG ? MASK_NUMBER : MASK_NOTHING;
}

/* "(22) 123 45 67" with its bracket. */
static size_t with_bracket(struct str text, size_t from, size_t to)
{
	return from && text.p[from - 1] == '(' && memchr(text.p + from, ')', to - from) ? from - 1 : from;
}

struct mask_found mask_number_at(struct str text, size_t at)
{
	struct mask_digits d = digits_at(text, at);
	size_t kept = mask_date_groups(&d);

	if (kept)
		return (struct mask_found){ .end = d.to[kept - 1], .kind = MASK_NOTHING };
	d.n = mask_before_date(&d);
	d.n = mask_before_price(&d);
	bool amounts = mask_are_amounts(&d);
	for (size_t k = d.n; k > 0; k--) {
		enum mask_kind kind = kind_of(&d, k, amounts);
		if (kind == MASK_NOTHING)
			continue;
		size_t to = k == MASK_GROUPS ? run_end(text, d.to[k - 1]) : d.to[k - 1];
		return (struct mask_found){ with_bracket(text, at, to), to, to, kind };
	}
	kept = mask_amount_groups(&d);
	return (struct mask_found){ .end = d.to[kept ? kept - 1 : 0], .kind = MASK_NOTHING };
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
