#include "model/scalar.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

/* The words of the core schema, and those that only YAML 1.1 takes for something else than text. */
static const struct {
	const char *word;
	enum scalar_kind kind;
	bool truth;
} words[] = {
	{ "", SCALAR_NULL, false },
	{ "~", SCALAR_NULL, false },
	{ "null", SCALAR_NULL, false },
	{ "Null", SCALAR_NULL, false },
	{ "NULL", SCALAR_NULL, false },
	{ "true", SCALAR_BOOL, true },
	{ "True", SCALAR_BOOL, true },
	{ "TRUE", SCALAR_BOOL, true },
	{ "false", SCALAR_BOOL, false },
	{ "False", SCALAR_BOOL, false },
	{ "FALSE", SCALAR_BOOL, false },
};

static const char *const older_words[] = { "y", "n", "yes", "no", "on", "off", "true", "false", "null" };

static size_t digits(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && isdigit((unsigned char)s.p[i + n]))
		n++;
	return n;
}

static size_t sign(struct str s)
{
	return s.n && (s.p[0] == '-' || s.p[0] == '+');
}

/* 0o17 or 0x1F: the digits behind the prefix, all of them. */
static bool based_read(struct str s, struct scalar *out)
{
	int base = str_starts(s, STR("0o")) ? 8 : str_starts(s, STR("0x")) ? 16 : 0;
	uint64_t value = 0;

	if (!base || s.n < 3)
		return false;
	*out = (struct scalar){ .kind = SCALAR_INTEGER };
	for (size_t i = 2; i < s.n; i++) {
		int c = tolower((unsigned char)s.p[i]);
		int digit = isdigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
		if (digit >= base)
			return false;
		if (value > (uint64_t)(INT64_MAX - digit) / (uint64_t)base)
			out->kind = SCALAR_OUTSIDE;
		else
			value = value * (uint64_t)base + (uint64_t)digit;
	}
	out->integer = (int64_t)value;
	return true;
}

static bool is_integer(struct str s)
{
	size_t i = sign(s), n = digits(s, i);

	return n > 0 && i + n == s.n;
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool is_real(struct str s)
{
	size_t i = sign(s), whole = digits(s, i), part = 0;

	i += whole;
	if (i < s.n && s.p[i] == '.') {
		part = digits(s, i + 1);
		i += 1 + part;
	}
	if (whole + part == 0)
		return false;
	if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
		i++;
		i += i < s.n && (s.p[i] == '-' || s.p[i] == '+');
		size_t exponent = digits(s, i);
		if (exponent == 0)
			return false;
		i += exponent;
	}
	return i == s.n;
}

static bool is_not_finite(struct str s)
{
	struct str bare = str_sub(s, sign(s), s.n);

	return str_equal(bare, STR(".inf")) || str_equal(bare, STR(".Inf")) || str_equal(bare, STR(".INF")) ||
	       str_equal(s, STR(".nan")) || str_equal(s, STR(".NaN")) || str_equal(s, STR(".NAN"));
}

struct scalar scalar_read(struct str text)
{
	struct scalar out = { .kind = SCALAR_TEXT };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_equal(text, str_of(words[i].word)))
			return (struct scalar){ .kind = words[i].kind, .truth = words[i].truth };
	if (based_read(text, &out))
		return out;
	if (is_integer(text))
		out.kind = str_integer(text, &out.integer) ? SCALAR_INTEGER : SCALAR_OUTSIDE;
	else if (is_real(text))
		out.kind = str_number(text, &out.real) ? SCALAR_REAL : SCALAR_OUTSIDE;
	else if (is_not_finite(text))
		out.kind = SCALAR_OUTSIDE;
	else
		out.kind = SCALAR_TEXT;
	return out;
}

/* Dates, times, 1_000, 1:30 and the like are more than text to YAML 1.1: whatever starts as a number does and
 * is made of a number's and a time's characters alone. */
static bool looks_like_number(struct str s)
{
	size_t i = sign(s);

	if (i < s.n && s.p[i] == '.')
		i++;
	if (i >= s.n || !isdigit((unsigned char)s.p[i]))
		return false;
	if (s.p[i] == '0' && i + 1 < s.n && memchr("xXbBoO", s.p[i + 1], 6))
		return true;
	for (; i < s.n; i++)
		if (!isdigit((unsigned char)s.p[i]) && !memchr("+-._:, eETtZz", s.p[i], 13))
			return false;
	return true;
}

bool scalar_needs_quotes(struct str text)
{
	if (scalar_read(text).kind != SCALAR_TEXT || looks_like_number(text))
		return true;
	for (size_t i = 0; i < COUNT_OF(older_words); i++)
		if (str_same(text, str_of(older_words[i])))
			return true;
	return str_equal(text, STR("<<")) || str_equal(text, STR("="));
}

void scalar_real(struct buf *out, double x)
{
	char text[40];
	int n = 0;

	for (int precision = 1; precision <= 17; precision++) {
		n = snprintf(text, sizeof text, "%.*g", precision, x);
		if (strtod(text, NULL) == x)
			break;
	}
	buf_add(out, text, (size_t)n);
	if (!strpbrk(text, ".e"))
		buf_puts(out, ".0");
}
