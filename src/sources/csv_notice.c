#include "sources/csv_notice.h"

#include <ctype.h>

static bool is_group_mark(const char *p, size_t n, size_t *length)
{
	static const char *const marks[] = { " ", ".", ",", "'", "\xc2\xa0", "\xe2\x80\xaf" };

	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		*length = strlen(marks[i]);
		if (n >= *length && memcmp(p, marks[i], *length) == 0)
			return true;
	}
	return false;
}

/* A number with a comma or a point before its last digits, and nothing else but signs between groups: how
 * many digits stand behind the mark; 0 where it is no such number or has groups of that very mark. */
static size_t digits_behind(struct str s, char mark)
{
	size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'), behind = 0, length = 0;
	const char *last = s.n ? memrchr(s.p, mark, s.n) : NULL;

	if (!last || s.n > 32 || i == s.n || !isdigit((unsigned char)s.p[i]))
		return 0;
	while (s.p + i < last) {
		if (isdigit((unsigned char)s.p[i]))
			i++;
		else if (s.p[i] != mark && is_group_mark(s.p + i, s.n - i, &length))
			i += length;
		else
			return 0;
	}
	for (const char *p = last + 1; p < s.p + s.n; p++, behind++)
		if (!isdigit((unsigned char)*p))
			return 0;
	return behind;
}

/* With three digits behind it the mark may as well separate thousands, which says nothing. */
void decimals_see(struct decimals *d, struct str value)
{
	size_t comma = digits_behind(value, ','), point = digits_behind(value, '.');

	d->comma += comma > 0 && comma != 3;
	d->point += point > 0 && point != 3;
}

bool decimals_comma(const struct decimals *d)
{
	return d->comma > d->point;
}

static bool is_total_word(struct str s)
{
	static const char *const words[] = { "total", "totals", "grand total", "grand totals", "sum", "razem",
		"suma", "suma końcowa", "ogółem", "łącznie", "итого", "всего", "итог", "общий итог" };

	s = str_trim(s);
	if (str_ends(s, STR(":")))
		s.n--;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_same(s, str_of(words[i])))
			return true;
	return false;
}

bool csv_is_total(const struct str *fields, size_t n, size_t columns)
{
	size_t first = 0, said = 0;

	while (first < n && first < 2 && str_empty(fields[first]))
		first++;
	if (columns < 2 || first >= n || first == 2)
		return false;
	/* Most records are told by one letter. */
	unsigned char letter = (unsigned char)fields[first].p[0];
	if (!strchr("tTgGsSrRoO \"", letter) && letter < 0xC2)
		return false;
	for (size_t i = 0; i < n; i++)
		said += !str_empty(fields[i]);
	return (said < columns) && is_total_word(fields[first]);
}

struct str csv_unwrap(struct str value)
{
	return csv_is_wrapped(value) ? str_sub(value, 2, value.n - 1) : value;
}
