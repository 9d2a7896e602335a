#include "draw/said.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "draw/said_match.h"

/* How a sentence is said that was found: values, forms, sentences within it; the same as ui/src/words/served/match.ts. */

enum { DEEP = 4, COLONS = 8 };

static bool say(struct scope *sc, struct str text, int depth, struct str *out);

/* --- numbers within text ---------------------------------------------------------------------------------- */

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

/* How long the number is that stands by itself at `at`: no part of a name, a date, a path; 0: none does. */
static size_t lone_number(struct str s, size_t at)
{
	size_t n = 0;

	if (at && (is_word(s.p[at - 1]) || strchr(".,:/-", s.p[at - 1])))
		return 0;
	while (at + n < s.n && ((s.p[at + n] >= '0' && s.p[at + n] <= '9') ||
				       (n && strchr(".,", s.p[at + n]) && at + n + 1 < s.n &&
					       s.p[at + n + 1] >= '0' && s.p[at + n + 1] <= '9')))
		n++;
	bool ends = at + n == s.n || !(is_word(s.p[at + n]) || strchr("/:-", s.p[at + n]));
	return n && ends && said_is_number(str_sub(s, at, at + n)) ? n : 0;
}

static void put_list(struct scope *sc, struct str value, struct buf *out)
{
	for (size_t i = 0; i < value.n;) {
		size_t n = lone_number(value, i);
		if (n)
			buf_str_add(out, said_number(sc, str_sub(value, i, i + n)));
		else
			buf_putc(out, value.p[i]);
		i += n ? n : 1;
	}
}

/* --- holes ------------------------------------------------------------------------------------------------ */

/* "2", "2!", "2!!", "2#", "2:one|few|many": what stands in braces. */
struct place {
	size_t index;
	struct str mark, forms;
};

static bool place_read(struct str inside, struct place *p)
{
	struct str rest = inside, number = str_cut(&rest, ':');
	int64_t index;

	p->forms = rest;
	p->mark = (struct str){ number.p + number.n, 0 };
	while (number.n && strchr("!#", number.p[number.n - 1])) {
		number.n--;
		p->mark = (struct str){ number.p + number.n, p->mark.n + 1 };
	}
	if (!str_integer(number, &index) || index < 1 || index > SAID_HOLES)
		return false;
	p->index = (size_t)index - 1;
	return true;
}

/* What is counted in a whole number is told as one: "5 dni", not "5,0 dnia". */
static struct str counted(const char *text, size_t index, struct str value)
{
	char key[8] = { '{', (char)('1' + index), ':', 0 };
	struct str rest = value, whole = str_cut(&rest, '.');

	if (!strstr(text, key) || !rest.p || !rest.n)
		return value;
	for (size_t i = 0; i < rest.n; i++)
		if (rest.p[i] != '0')
			return value;
	return whole;
}

/* False: the whole is not meant. */
static bool put_place(struct scope *sc, const struct said_found *f, const char *text, const struct place *p,
	int depth, struct buf *out)
{
	struct str value = counted(text, p->index, f->values[p->index]), known;

	if (p->forms.p) {
		buf_str_add(out, said_pick(sc, value, p->forms));
	} else if (str_equal(p->mark, STR("#"))) {
		put_list(sc, value, out);
	} else if (p->mark.n && !said_is_number(value)) {
		bool is = say(sc, value, depth + 1, &known);
		buf_str_add(out, is ? known : value);
		return is || p->mark.n < 2;
	} else {
		buf_str_add(out, p->mark.n || f->kinds[p->index] != 's' ? said_number(sc, value) : value);
	}
	return true;
}

static bool fill(struct scope *sc, const struct said_found *f, int depth, struct buf *out)
{
	const char *text = said_in(f->row, sc->speech);
	struct str rest = str_of(text);

	while (rest.p && rest.n) {
		struct place p;
		buf_str_add(out, str_cut(&rest, '{'));
		if (!rest.p)
			return true;
		struct str inside = str_cut(&rest, '}');
		if (place_read(inside, &p) && p.index < f->n && !put_place(sc, f, text, &p, depth, out))
			return false;
	}
	return true;
}

/* --- one sentence ----------------------------------------------------------------------------------------- */

/* A capital where the English has one, and a blank before the per cent that does not break. */
static struct str dressed(struct scope *sc, struct str words, struct str like)
{
	struct buf *b = buf_new(sc, 4 * words.n + 16);
	size_t at = 0, from = 0;
	uint32_t first = like.n ? str_next(like, &at) : 0;
	bool capital = first && u_tolower((UChar32)first) != (UChar32)first;

	at = 0;
	if (capital && words.n) {
		buf_letter(b, (uint32_t)u_toupper((UChar32)str_next(words, &at)));
		from = at;
	}
	for (size_t i = from; i < words.n; i++) {
		bool before = words.p[i] == ' ' && i && words.p[i - 1] >= '0' && words.p[i - 1] <= '9' &&
			      i + 1 < words.n && words.p[i + 1] == '%';
		if (before)
			buf_puts(b, "\xc2\xa0");
		else
			buf_putc(b, words.p[i]);
	}
	return buf_str(b);
}

static bool ends_itself(struct str s)
{
	return str_ends(s, STR(".")) || str_ends(s, STR("!")) || str_ends(s, STR("?")) ||
	       str_ends(s, STR("…"));
}

static bool found(struct scope *sc, struct str text, int depth, struct str *out)
{
	bool pointed = str_ends(text, STR(".")) && !str_ends(text, STR(".."));
	struct said_found f;
	struct buf *b = buf_new(sc, 4 * text.n + 4096);

	if (!said_match(str_sub(text, 0, text.n - pointed), &f) || !fill(sc, &f, depth, b))
		return false;
	*out = dressed(sc, buf_str(b), text);
	if (pointed && !ends_itself(*out))
		*out = str_of(scope_printf(sc, "%.*s.", STR_ARG(*out)));
	return true;
}

/* --- several ---------------------------------------------------------------------------------------------- */

/* "a.csv: no such file": what stands before the colon is a name, or known itself. */
static bool behind_colon(struct scope *sc, struct str text, int depth, struct str *out)
{
	struct str words, first;
	int tries = 0;

	for (size_t i = 0; i + 1 < text.n && tries < COLONS; i++) {
		if (text.p[i] != ':' || text.p[i + 1] != ' ')
			continue;
		tries++;
		struct str front = str_sub(text, 0, i);
		if (!found(sc, str_sub(text, i + 2, text.n), depth, &words))
			continue;
		*out = str_of(scope_printf(sc, "%.*s: %.*s",
			STR_ARG(found(sc, front, depth, &first) ? first : front), STR_ARG(words)));
		return true;
	}
	return false;
}

/* The next part up to a point or a semicolon with a blank behind it, or a line's end; `gap` is what parts them. */
static struct str next_part(struct str *rest, struct str *gap)
{
	struct str s = *rest;

	for (size_t i = 0; i < s.n; i++) {
		bool blank = s.p[i] == ' ' && i && strchr(".;", s.p[i - 1]);
		if (!blank && s.p[i] != '\n')
			continue;
		*gap = str_sub(s, i, i + 1);
		*rest = str_sub(s, i + 1, s.n);
		return str_sub(s, 0, i);
	}
	*gap = STR("");
	*rest = (struct str){ 0 };
	return s;
}

/* Each by itself; what is not known stays, unless all have to be. */
static bool by_parts(struct scope *sc, struct str text, int depth, bool all, struct str *out)
{
	struct buf *b = buf_new(sc, 8 * text.n + 4096);
	struct str gap, words, rest = text, part = next_part(&rest, &gap);
	bool any = false, every = true;

	if (!rest.p)
		return false;
	for (;; part = next_part(&rest, &gap)) {
		struct str end = str_ends(part, STR(";")) ? STR(";") : STR("");
		struct str core = str_sub(part, 0, part.n - end.n);
		bool known = !str_empty(str_trim(core)) &&
			     (found(sc, core, depth, &words) || behind_colon(sc, core, depth, &words));
		any |= known;
		every &= known || str_empty(str_trim(core));
		buf_str_add(b, known ? words : core);
		buf_str_add(b, end);
		buf_str_add(b, gap);
		if (!rest.p)
			break;
	}
	*out = buf_str(b);
	return any && (every || !all);
}

static bool say(struct scope *sc, struct str text, int depth, struct str *out)
{
	if (depth > DEEP || !text.n)
		return false;
	/* A list, all of it known: "en, agreeing with 69 %; pl, agreeing with 57 %". */
	return (str_has(text, STR("; ")) && by_parts(sc, text, depth, true, out)) ||
	       found(sc, text, depth, out) || behind_colon(sc, text, depth, out) ||
	       by_parts(sc, text, depth, false, out);
}

struct str said_again(struct scope *sc, struct str sentence)
{
	struct str words;

	return sc->speech != SPEECH_EN && say(sc, sentence, 0, &words) ? words : sentence;
}
