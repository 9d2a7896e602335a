#include "base/str.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

int str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

uint32_t str_next(struct str s, size_t *at)
{
	UChar32 c;
	size_t i = *at;

	if (s.n - i > INT32_MAX)
		s.n = i + INT32_MAX;
	int32_t k = 0, n = (int32_t)(s.n - i);
	const uint8_t *p = (const uint8_t *)s.p + i;
	U8_NEXT_OR_FFFD(p, k, n, c);
	*at = i + (size_t)k;
	return (uint32_t)c;
}

bool str_same(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	while (i < a.n && k < b.n) {
		UChar32 x = (UChar32)str_next(a, &i), y = (UChar32)str_next(b, &k);
		if (x != y && u_foldCase(x, U_FOLD_CASE_DEFAULT) != u_foldCase(y, U_FOLD_CASE_DEFAULT))
			return false;
	}
	return i == a.n && k == b.n;
}

bool str_starts(struct str s, struct str start)
{
	return s.n >= start.n && (start.n == 0 || memcmp(s.p, start.p, start.n) == 0);
}

bool str_ends(struct str s, struct str end)
{
	return s.n >= end.n && (end.n == 0 || memcmp(s.p + s.n - end.n, end.p, end.n) == 0);
}

bool str_has(struct str s, struct str part)
{
	return part.n == 0 || (s.n >= part.n && memmem(s.p, s.n, part.p, part.n) != NULL);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

struct str str_trim(struct str s)
{
	static const char nbsp[] = "\xc2\xa0";

	for (;;) {
		if (s.n && is_blank(s.p[0]))
			s = str_sub(s, 1, s.n);
		else if (s.n && is_blank(s.p[s.n - 1]))
			s.n--;
		else if (str_starts(s, STR(nbsp)))
			s = str_sub(s, 2, s.n);
		else if (str_ends(s, STR(nbsp)))
			s.n -= 2;
		else
			return s;
	}
}

struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){ s.p ? s.p + from : NULL, to - from };
}

struct str str_cut(struct str *rest, char c)
{
	const char *hit = rest->n ? memchr(rest->p, c, rest->n) : NULL;
	struct str part = *rest;

	if (!hit) {
		*rest = (struct str){ 0 };
		return part;
	}
	part.n = (size_t)(hit - rest->p);
	*rest = (struct str){ hit + 1, rest->n - part.n - 1 };
	return part;
}

char *str_c(struct scope *sc, struct str s)
{
	char *p = scope_alloc(sc, s.n + 1, 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

struct str str_copy(struct scope *sc, struct str s)
{
	return s.p ? (struct str){ str_c(sc, s), s.n } : s;
}

struct str str_fold(struct scope *sc, struct str s)
{
	/* Folding lengthens UTF-8 at most threefold. */
	uint8_t *p = scope_alloc(sc, s.n * 3 + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = (uint32_t)u_tolower((UChar32)str_next(s, &i));
		U8_APPEND_UNSAFE(p, n, c);
	}
	return (struct str){ (const char *)p, n };
}

/* strtod reads more than numbers ("inf", "0x1p3", " 7"): what it is given is checked first. */
bool str_number(struct str s, double *out)
{
	char text[64], *end;

	if (s.n == 0 || s.n >= sizeof text)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!isdigit((unsigned char)s.p[i]) && !memchr("+-.eE", s.p[i], 5))
			return false;
	memcpy(text, s.p, s.n);
	text[s.n] = 0;
	double value = strtod(text, &end);
	if (*end || end == text || !isfinite(value))
		return false;
	*out = value;
	return true;
}

bool str_integer(struct str s, int64_t *out)
{
	int64_t value = 0;
	size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
	bool minus = s.n && s.p[0] == '-';

	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		if (!isdigit((unsigned char)s.p[i]))
			return false;
		int digit = s.p[i] - '0';
		if (__builtin_mul_overflow(value, 10, &value) ||
			__builtin_add_overflow(value, minus ? -digit : digit, &value))
			return false;
	}
	*out = value;
	return true;
}

uint32_t str_bare_letter(uint32_t letter)
{
	static const struct {
		uint32_t marked, bare;
	} letters[] = {
		{ 0x105, 'a' },
		{ 0x107, 'c' },
		{ 0x119, 'e' },
		{ 0x142, 'l' },
		{ 0x144, 'n' },
		{ 0xf3, 'o' },
		{ 0x15b, 's' },
		{ 0x17a, 'z' },
		{ 0x17c, 'z' },
		{ 0x451, 0x435 },
	};

	letter = (uint32_t)u_tolower((UChar32)letter);
	for (size_t i = 0; i < COUNT_OF(letters); i++)
		if (letters[i].marked == letter)
			return letters[i].bare;
	return letter;
}

size_t str_letters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; n++)
		str_next(s, &i);
	return n;
}

bool str_is_utf8(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		if ((unsigned char)s.p[i] < 0x80) {
			i++;
			continue;
		}
		size_t from = i;
		if (str_next(s, &i) == 0xFFFD && !str_starts(str_sub(s, from, i), STR("\xef\xbf\xbd")))
			return false;
	}
	return true;
}

struct str str_short(struct scope *sc, struct str s, size_t letters)
{
	size_t i = 0, n = 0;

	if (str_letters(s) <= letters || letters == 0)
		return s;
	while (n < letters - 1) {
		str_next(s, &i);
		n++;
	}
	struct str head = str_trim(str_sub(s, 0, i));
	return str_of(scope_printf(sc, "%.*s…", STR_ARG(head)));
}

bool str_fits(struct str pattern, struct str name)
{
	struct scope sc = { 0 };
	bool behind = str_ends(pattern, STR("*")), before = str_starts(pattern, STR("*"));

	name = str_trim(name);
	if (!behind && !before)
		return str_same(pattern, name);
	struct str word = str_fold(&sc, str_sub(pattern, before, pattern.n - behind)),
		   text = str_fold(&sc, name);
	bool fits = before && behind ? str_has(text, word)
		    : behind         ? str_starts(text, word)
				     : str_ends(text, word);
	scope_close(&sc);
	return fits;
}
