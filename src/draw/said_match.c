#include "draw/said_match.h"

enum { STEPS = 4000 }; /* what one sentence may cost with one format, whatever somebody wrote into it */

struct matching {
	struct str text;
	struct said_found found;
	int steps;
};

/* --- numbers ---------------------------------------------------------------------------------------------- */

static size_t digits_at(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9')
		n++;
	return n;
}

size_t said_sign(struct str number)
{
	static const char *const signs[] = { "-", "+", "\xe2\x88\x92" };

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (str_starts(number, str_of(signs[i])))
			return strlen(signs[i]);
	return 0;
}

/* "1,204": groups of three after the first. */
static bool is_whole(struct str s)
{
	size_t at = said_sign(s), n = digits_at(s, at);

	for (at += n; n && at < s.n; at += 4)
		if (s.p[at] != ',' || digits_at(s, at + 1) < 3)
			return false;
	return n && at == s.n;
}

static bool is_fraction(struct str s)
{
	size_t at = said_sign(s), n = digits_at(s, at);

	at += n;
	if (at < s.n && s.p[at] == '.') {
		size_t part = digits_at(s, at + 1);
		return n && part && at + 1 + part == s.n;
	}
	return n && at == s.n;
}

bool said_is_number(struct str s)
{
	struct str rest = s, front = str_cut(&rest, '.');

	return is_whole(s) || is_fraction(s) ||
	       (rest.p && is_whole(front) && rest.n && digits_at(rest, 0) == rest.n);
}

static bool fits(char kind, struct str value)
{
	return kind == 's' || (kind == 'd' ? is_whole(value) : is_fraction(value));
}

/* --- one format ------------------------------------------------------------------------------------------- */

static bool is_hole(const char *p)
{
	return p[0] == '%' && p[1] && strchr("sdf", p[1]);
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The format ends at its point, if it has one: sentences are given theirs on their way. */
static bool at_end(const char *p)
{
	return !*p || (p[0] == '.' && !p[1]);
}

/* The literal from *p on against the text from *at on.  Which blank stands is left out of account, and the first letter's
 * case. */
static bool literal(const struct matching *m, const char **p, size_t *at)
{
	struct str s = m->text;

	for (; !at_end(*p) && !is_hole(*p); (*p)++) {
		if ((*p)[0] == '%' && (*p)[1] == '%')
			(*p)++;
		bool ours = (unsigned char)(*p)[0] == 0xC2 && (unsigned char)(*p)[1] == 0xA0;
		bool theirs = *at + 1 < s.n && (unsigned char)s.p[*at] == 0xC2 &&
			      (unsigned char)s.p[*at + 1] == 0xA0;
		if (*at >= s.n)
			return false;
		char want = ours ? ' ' : **p, is = theirs ? ' ' : s.p[*at];
		if (*at == 0 ? small(want) != small(is) : want != is)
			return false;
		*p += ours;
		*at += theirs ? 2 : 1;
	}
	return true;
}

static bool rest_fits(struct matching *m, const char *p, size_t at);

static bool hole_is(struct matching *m, const char *p, size_t from, size_t to)
{
	struct said_found *f = &m->found;
	struct str value = str_sub(m->text, from, to);
	size_t n = f->n;

	if (!fits(p[1], value))
		return false;
	f->values[n] = value;
	f->kinds[n] = p[1];
	f->n = n + 1;
	if (rest_fits(m, p + 2, to))
		return true;
	f->n = n;
	return false;
}

/* Of two holes without anything between them, the first has it all, but for a number: that is one. */
static bool both_are(struct matching *m, const char *p, size_t at)
{
	if (p[1] != 's') {
		size_t n = said_sign(str_sub(m->text, at, m->text.n));
		while (at + n < m->text.n && (digits_at(m->text, at + n) || strchr(".,", m->text.p[at + n])))
			n++;
		return hole_is(m, p, at, at + n);
	}
	for (size_t end = m->text.n; end + 1 > at && m->steps < STEPS; end--) {
		m->steps++;
		if (hole_is(m, p, at, end))
			return true;
	}
	return false;
}

static bool rest_fits(struct matching *m, const char *p, size_t at)
{
	if (m->steps++ >= STEPS || !literal(m, &p, &at))
		return false;
	if (at_end(p))
		return at == m->text.n;
	if (m->found.n == SAID_HOLES)
		return false;
	if (is_hole(p + 2))
		return both_are(m, p, at);
	for (size_t end = at; end <= m->text.n && m->steps < STEPS; end++)
		if (hole_is(m, p, at, end))
			return true;
	return false;
}

/* --- all of them ------------------------------------------------------------------------------------------ */

static size_t weight_of(const char *p)
{
	size_t n = 0;

	for (; !at_end(p); p++) {
		if (is_hole(p))
			p++;
		else
			n++;
	}
	return n;
}

/* Most are told apart by their first letter. */
static bool may_begin(const char *p, struct str text)
{
	return is_hole(p) || (text.n && small(*p) == small(text.p[0]));
}

/* And by their last, where that is no hole. */
static bool may_end(const char *p, struct str text)
{
	size_t n = strlen(p);

	n -= n && p[n - 1] == '.';
	bool hole = n > 1 && is_hole(p + n - 2) && !(n > 2 && p[n - 3] == '%');
	return !n || hole || (text.n && p[n - 1] == text.p[text.n - 1]);
}

bool said_match(struct str text, struct said_found *found)
{
	size_t most = 0;
	bool any = false;

	for (size_t i = 0; i < served_rows_n; i++) {
		struct matching m = { .text = text };
		const char *english = served_rows[i].english;
		if (!may_begin(english, text) || !may_end(english, text) ||
			(any && weight_of(english) <= most) || !rest_fits(&m, english, 0))
			continue;
		any = true;
		most = weight_of(english);
		*found = m.found;
		found->row = &served_rows[i];
	}
	return any;
}
