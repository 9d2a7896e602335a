/* The shapes made of digits alone: what nearly all files have, so it is read without a detour. */
#include "base/when_parts.h"

int when_digits(struct when_cursor *c, int least, int most, int *out)
{
	const char *p = c->p;
	int value = 0, n = 0;

	while (n < most && p < c->end && (unsigned)(*p - '0') < 10) {
		value = value * 10 + (*p++ - '0');
		n++;
	}
	if (n < least)
		return 0;
	c->p = p;
	*out = value;
	return n;
}

bool when_take(struct when_cursor *c, char letter)
{
	if (c->p == c->end || *c->p != letter)
		return false;
	c->p++;
	return true;
}

void when_skip_blanks(struct when_cursor *c)
{
	while (c->p < c->end && (*c->p == ' ' || *c->p == '\t'))
		c->p++;
}

int when_century(int two_digits)
{
	return two_digits < 69 ? 2000 + two_digits : 1900 + two_digits;
}

/* Digits past the sixth are below what is kept; they are counted and passed over. */
static bool fraction(struct when_cursor *c, struct when_parts *parts)
{
	int scale = 100000, n = 0;

	for (; c->p < c->end && (unsigned)(*c->p - '0') < 10; c->p++, n++) {
		parts->us += (*c->p - '0') * scale;
		scale /= 10;
	}
	parts->fraction_digits = n;
	return n > 0 && n <= 12;
}

bool when_clock(struct when_cursor *c, struct when_parts *parts)
{
	if (!when_digits(c, 1, 2, &parts->hour) || c->p == c->end)
		return false;
	char sep = *c->p;
	if ((sep != ':' && sep != '.') || (c->p++, when_digits(c, 2, 2, &parts->minute) != 2))
		return false;
	parts->has_time = true;
	if (!when_take(c, sep))
		return true;
	parts->has_seconds = true;
	if (when_digits(c, 2, 2, &parts->second) != 2)
		return false;
	if (c->p < c->end && (*c->p == '.' || *c->p == ','))
		return c->p++, fraction(c, parts);
	return true;
}

bool when_half(struct when_cursor *c, struct when_parts *parts)
{
	struct when_cursor at = *c;
	char half = at.p < at.end ? (char)(*at.p++ | 0x20) : 0;

	if (half != 'a' && half != 'p')
		return false;
	when_take(&at, '.');
	if (at.p == at.end || (*at.p++ | 0x20) != 'm' || parts->hour < 1 || parts->hour > 12)
		return false;
	when_take(&at, '.');
	parts->hour = parts->hour % 12 + (half == 'p' ? 12 : 0);
	*c = at;
	return true;
}

static bool sign_offset(struct when_cursor *c, struct when_parts *parts)
{
	int hours = 0, minutes = 0, sign = *c->p++ == '-' ? -1 : 1;

	if (!when_digits(c, 1, 2, &hours))
		return false;
	if (when_take(c, ':') ? when_digits(c, 2, 2, &minutes) != 2 : false)
		return false;
	if (minutes == 0)
		when_digits(c, 2, 2, &minutes);
	parts->offset_s = sign * (hours * 3600 + minutes * 60);
	return hours <= 18 && minutes < 60;
}

/* The names of zones that mean one offset wherever they stand: RFC 5322's, and the European ones. */
static const struct {
	const char *name;
	int hours;
} zones[] = {
	{ "Z", 0 },
	{ "UTC", 0 },
	{ "GMT", 0 },
	{ "UT", 0 },
	{ "EST", -5 },
	{ "EDT", -4 },
	{ "CST", -6 },
	{ "CDT", -5 },
	{ "MST", -7 },
	{ "MDT", -6 },
	{ "PST", -8 },
	{ "PDT", -7 },
	{ "CET", 1 },
	{ "CEST", 2 },
	{ "EET", 2 },
	{ "EEST", 3 },
	{ "MSK", 3 },
	{ "WET", 0 },
	{ "WEST", 1 },
	{ "BST", 1 },
};

static bool named_offset(struct when_cursor *c, struct when_parts *parts)
{
	struct str name = { c->p, 0 };

	while (c->p + name.n < c->end && (unsigned)((c->p[name.n] | 0x20) - 'a') < 26)
		name.n++;
	for (size_t i = 0; i < COUNT_OF(zones); i++) {
		if (!str_same(name, str_of(zones[i].name)))
			continue;
		parts->offset_s = zones[i].hours * 3600;
		c->p += name.n;
		if (c->p < c->end && (*c->p == '+' || *c->p == '-'))
			return zones[i].hours == 0 && name.n > 1 && sign_offset(c, parts);
		return true;
	}
	return false;
}

bool when_offset(struct when_cursor *c, struct when_parts *parts)
{
	if (c->p == c->end)
		return false;
	bool bracket = when_take(c, '(');
	if (c->p == c->end)
		return false;
	parts->has_zone = true;
	if (*c->p == 'Z' && c->p + 1 == c->end)
		return c->p++, true;
	bool ok = *c->p == '+' || *c->p == '-' ? sign_offset(c, parts) : named_offset(c, parts);
	return ok && (!bracket || when_take(c, ')'));
}

bool when_rest(struct when_cursor *c, struct when_parts *parts)
{
	if (c->p == c->end)
		return true;
	if (*c->p == 'T' || *c->p == 't') {
		c->p++;
	} else {
		when_take(c, ',');
		if (c->p == c->end || *c->p != ' ')
			return false;
		when_skip_blanks(c);
	}
	if (!when_clock(c, parts))
		return false;
	if (c->p == c->end)
		return true;
	when_skip_blanks(c);
	if (when_half(c, parts))
		when_skip_blanks(c);
	return c->p == c->end || (when_offset(c, parts) && c->p == c->end);
}

static bool year_first(struct str text, const char *seps, struct when_parts *parts)
{
	struct when_cursor c = { text.p, text.p + text.n };

	if (when_digits(&c, 4, 4, &parts->year) != 4 || c.p == c.end)
		return false;
	char sep = *c.p++;
	if (sep != seps[0] && sep != seps[1])
		return false;
	return when_digits(&c, 1, 2, &parts->month) && when_take(&c, sep) &&
	       when_digits(&c, 1, 2, &parts->day) && when_rest(&c, parts);
}

static int two_digits(const char *p)
{
	unsigned a = (unsigned)(p[0] - '0'), b = (unsigned)(p[1] - '0');

	return a < 10 && b < 10 ? (int)(a * 10 + b) : -1;
}

/* 2026-03-02 10:15:00 to the letter: what most files have, read without a loop. */
static bool plain_iso(struct str text, struct when_parts *parts)
{
	const char *p = text.p;

	if (text.n != 19 || p[4] != '-' || p[7] != '-' || p[10] != ' ' || p[13] != ':' || p[16] != ':')
		return false;
	int century = two_digits(p), year = two_digits(p + 2);
	parts->month = two_digits(p + 5);
	parts->day = two_digits(p + 8);
	parts->hour = two_digits(p + 11);
	parts->minute = two_digits(p + 14);
	parts->second = two_digits(p + 17);
	parts->year = century * 100 + year;
	parts->has_time = parts->has_seconds = true;
	return (century | year | parts->month | parts->day | parts->hour | parts->minute | parts->second) >=
	       0;
}

bool when_read_iso(struct str text, enum when_order order, struct when_parts *parts)
{
	(void)order;
	if (plain_iso(text, parts))
		return true;
	*parts = (struct when_parts){ 0 };
	return year_first(text, "--", parts);
}

/* 20260302, 20260302101500, 20260302T101500Z */
static bool compact(struct str text, struct when_parts *parts)
{
	struct when_cursor c = { text.p, text.p + text.n };

	if (when_digits(&c, 4, 4, &parts->year) != 4 || when_digits(&c, 2, 2, &parts->month) != 2 ||
		when_digits(&c, 2, 2, &parts->day) != 2)
		return false;
	if (c.p == c.end)
		return true;
	if (!when_take(&c, 'T'))
		when_take(&c, ' ');
	if (when_digits(&c, 2, 2, &parts->hour) != 2 || when_digits(&c, 2, 2, &parts->minute) != 2 ||
		when_digits(&c, 2, 2, &parts->second) != 2)
		return false;
	parts->has_time = parts->has_seconds = true;
	return c.p == c.end || (when_offset(&c, parts) && c.p == c.end);
}

bool when_read_ymd(struct str text, enum when_order order, struct when_parts *parts)
{
	(void)order;
	if (text.n > 4 && (unsigned)(text.p[4] - '0') < 10)
		return compact(text, parts);
	return year_first(text, "/.", parts);
}

/* Where the order is not known the part over 12 tells it, else the day goes first. */
static void set_day_month(struct when_parts *parts, int first, int second, enum when_order order)
{
	parts->day_over_12 = first > 12;
	parts->month_over_12 = second > 12;
	bool month_first = order == WHEN_MONTH_FIRST || (order == WHEN_ORDER_UNKNOWN && second > 12);
	parts->month = month_first ? first : second;
	parts->day = month_first ? second : first;
}

bool when_read_dmy(struct str text, enum when_order order, struct when_parts *parts)
{
	struct when_cursor c = { text.p, text.p + text.n };
	int first = 0, second = 0;

	if (!when_digits(&c, 1, 2, &first) || c.p == c.end)
		return false;
	char sep = *c.p++;
	if ((sep != '/' && sep != '.' && sep != '-') || !when_digits(&c, 1, 2, &second) ||
		!when_take(&c, sep))
		return false;
	int digits = when_digits(&c, 2, 4, &parts->year);
	if (digits != 2 && digits != 4)
		return false;
	if (digits == 2)
		parts->year = when_century(parts->year);
	set_day_month(parts, first, second, order);
	return when_rest(&c, parts);
}

static bool epoch(struct str text, int64_t unit_us, struct when_parts *parts)
{
	size_t whole = 0;
	int64_t value;

	while (whole < text.n && text.p[whole] != '.' && text.p[whole] != ',')
		whole++;
	if (!str_integer(str_sub(text, 0, whole), &value) ||
		__builtin_mul_overflow(value, unit_us, &parts->epoch_us))
		return false;
	parts->is_epoch = parts->has_zone = true;
	if (whole == text.n)
		return true;
	struct when_cursor c = { text.p + whole + 1, text.p + text.n };
	if (value < 0 || !fraction(&c, parts) || c.p != c.end)
		return false;
	parts->epoch_us += (int64_t)parts->us * unit_us / 1000000;
	return true;
}

bool when_read_epoch_s(struct str text, enum when_order order, struct when_parts *parts)
{
	(void)order;
	return epoch(text, 1000000, parts);
}

bool when_read_epoch_ms(struct str text, enum when_order order, struct when_parts *parts)
{
	(void)order;
	return epoch(text, 1000, parts);
}

bool when_read_epoch_us(struct str text, enum when_order order, struct when_parts *parts)
{
	(void)order;
	return epoch(text, 1, parts);
}
