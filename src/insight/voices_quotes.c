#include <math.h>
#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/buf.h"
#include "insight/voices_inside.h"
#include "voice/mask.h"

enum { CANDIDATES = 4000 /* of one finding: more are not looked at, the strongest come first */ };

/* What being whole sentences is worth beside how much it hurts, -2..2; of interviews, whose pages tear them, more. */
static const float WHOLE = .5f, WHOLE_SPOKEN = 1.5f;

/* Until something can be quoted: long enough and said nowhere else, then shorter, then what another kind quotes too. */
static const struct pass {
	size_t least;
	bool fresh;
} passes[] = { { QUOTE_SHORT, true }, { QUOTE_LEAST, true }, { QUOTE_SHORT, false }, { QUOTE_LEAST, false } };

struct candidate {
	uint32_t clause;
	float strength;
};

static bool is_end(char c)
{
	return c == '.' || c == '!' || c == '?' || c == '\n' || c == ';';
}

/* How many bytes behind this one the next letter begins. */
static size_t in_letter(struct str text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n && ((unsigned char)text.p[at + n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* The sentence around the clause: from the end before it to the one behind it, looked for no further than a quote
 * is long. */
static struct str sentence(struct str text, const struct voice_clause *c, size_t *from, size_t *to)
{
	size_t far = 4 * QUOTE_LONG;

	*from = c->from;
	*to = c->to;
	while (*from > 0 && c->from - *from < far && !is_end(text.p[*from - 1]))
		(*from)--;
	while (*to < text.n && *to - c->to < far && !is_end(text.p[*to]))
		(*to)++;
	while (*to < text.n && text.p[*to] != '\n' && is_end(text.p[*to]))
		(*to)++;
	*from += in_letter(text, *from);
	*to += in_letter(text, *to);
	return str_trim(str_sub(text, *from, *to));
}

/* Up to a blank, so that no word is cut. */
static struct str shortened(struct str s)
{
	size_t at = 0, blank = 0, letters = 0;

	while (at < s.n && letters < QUOTE_LONG - 1) {
		size_t before = at;
		if (str_next(s, &at) == ' ')
			blank = before;
		letters++;
	}
	return str_trim(str_sub(s, 0, at >= s.n ? s.n : blank > 0 ? blank : at));
}

/* One line, blanks single: line ends inside a quote would tear it apart. */
static struct str in_line(struct scope *sc, struct str s, bool cut_before, bool cut_behind)
{
	struct buf *b = buf_new(sc, 8192);
	bool blank = false;

	buf_puts(b, cut_before ? "… " : "");
	for (size_t i = 0; i < s.n; i++) {
		bool is = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
		if (!is && blank && buf_len(b))
			buf_putc(b, ' ');
		if (!is)
			buf_putc(b, s.p[i]);
		blank = is;
	}
	buf_puts(b, cut_behind ? " …" : "");
	return buf_str(b);
}

/* The sentence before, where both together are short enough: "Pipe the town.  That is what we need." */
static struct str with_context(struct str text, struct str s, size_t *from)
{
	size_t end = *from, start;

	while (end > 0 && (is_end(text.p[end - 1]) || text.p[end - 1] == ' '))
		end--;
	for (start = end; start > 0 && end - start < QUOTE_LONG && !is_end(text.p[start - 1]);)
		start--;
	struct str both = str_trim(str_sub(text, start, (size_t)(s.p - text.p) + s.n));
	if (end == start || (start > 0 && !is_end(text.p[start - 1])) || str_letters(both) > QUOTE_LONG - 4)
		return s;
	*from = start;
	return both;
}

/* A text that is too long to quote: its sentence with the one before, or from the clause on where that is too short. */
static struct str out_of(struct str text, const struct voice_clause *c, size_t *from, size_t *to)
{
	struct str s = sentence(text, c, from, to);

	if (str_letters(s) >= QUOTE_SHORT)
		return with_context(text, s, from);
	*to = *from + 4 * QUOTE_LONG < text.n ? *from + 4 * QUOTE_LONG : text.n;
	*to += in_letter(text, *to);
	return str_trim(str_sub(text, *from, *to));
}

/* The whole text where it is short enough, else a piece of it; p NULL: too short to quote. */
static struct str words_of(struct scope *sc, struct str text, const struct voice_clause *c, size_t least)
{
	struct str whole = str_trim(text);
	size_t from = 0, to = text.n;

	if (str_letters(whole) <= QUOTE_LONG)
		return str_letters(whole) >= least ? in_line(sc, whole, false, false) : (struct str){ 0 };
	struct str s = out_of(text, c, &from, &to);
	struct str kept = str_letters(s) > QUOTE_LONG - 4 ? shortened(s) : s;
	if (str_letters(kept) < least)
		return (struct str){ 0 };
	return in_line(sc, kept, from > 0 && !is_end(text.p[from - 1]), kept.n < s.n);
}

static int by_strength(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;

	if (a->strength != b->strength)
		return a->strength > b->strength ? -1 : 1;
	return (a->clause < b->clause) - (a->clause > b->clause); /* what was said later first */
}

/* One customer once, and nothing that another quote says already. */
static bool is_new(const struct voices_input *in, const struct voice_finding *f, const struct voice_text *t)
{
	for (size_t i = 0; i < f->n_quotes; i++) {
		const struct voice_text *other = &in->texts[f->quotes[i].of];
		if (other->customer == t->customer || other->first == t->first)
			return false;
	}
	return true;
}

static bool is_new_here(const struct voices_input *in, const struct voice_place *p,
	const struct voice_finding *f, const struct voice_text *t, bool fresh)
{
	for (size_t i = 0; i < p->findings.n; i++) {
		const struct voice_finding *other = &p->findings.at[i];
		if (other->kind == f->kind && !is_new(in, other, t))
			return false;
		/* what one kind quotes, another need not say again */
		for (size_t q = 0; fresh && q < other->n_quotes; q++)
			if (in->texts[other->quotes[q].of].first == t->first)
				return false;
	}
	return is_new(in, f, t);
}

/* "&amp;" and its like, as some exports have them. */
static struct str plain(struct scope *sc, struct str s)
{
	static const struct {
		const char *written, *meant;
	} marks[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" },
		{ "&#39;", "'" } };
	struct buf *b = buf_new(sc, 16384);

	if (!s.p || !memchr(s.p, '&', s.n))
		return s;
	for (size_t i = 0; i < s.n;) {
		size_t m = 0;
		while (m < COUNT_OF(marks) && !str_starts(str_sub(s, i, s.n), str_of(marks[m].written)))
			m++;
		if (m < COUNT_OF(marks))
			buf_puts(b, marks[m].meant);
		else
			buf_putc(b, s.p[i]);
		i += m < COUNT_OF(marks) ? strlen(marks[m].written) : 1;
	}
	return buf_str(b);
}

static void quote(struct scope *sc, const struct voices_input *in, const struct voice_place *p,
	uint32_t clause, const struct pass *pass, struct voice_finding *f)
{
	const struct voice_clause *c = &in->clauses[clause];
	const struct voice_text *t = &in->texts[c->text];

	if (!is_new_here(in, p, f, t, pass->fresh))
		return;
	struct str words = plain(sc, words_of(sc, t->text, c, pass->least));
	if (!words.p)
		return;
	f->quotes[f->n_quotes++] = (struct voice_quote){ .text = mask_text(sc, words),
		.id = t->id,
		.time_us = t->time_us,
		.source = t->source,
		.event = t->event,
		.language = t->language,
		.rule = c->rule,
		.of = c->text };
}

/* Whether a clause stands in whole sentences: what begins small and ends with no mark was cut somewhere. */
static bool is_whole(struct str text, const struct voice_clause *c)
{
	size_t from, to, at = 0;
	struct str s = sentence(text, c, &from, &to);
	uint32_t first = s.n ? str_next(s, &at) : 0;

	return s.n && u_tolower((UChar32)first) != (UChar32)first && is_end(s.p[s.n - 1]);
}

/* What hurts or delights most speaks first, most of all where the words say it too; of what was found by patterns, what
 * was said last. */
static float strength_of(const struct voices_input *in, const struct voice_clause *c, enum voice_kind kind)
{
	const struct voice_text *t = &in->texts[c->text];
	float sign = kind == VOICE_GAIN ? 1 : -1, whole = 0;

	if (is_whole(t->text, c))
		whole = t->source == SOURCE_INTERVIEW ? WHOLE_SPOKEN : WHOLE;

	return whole + (voice_is_proposed(kind) ? 0 : sign * (c->score + c->words));
}

void voices_quote(struct scope *sc, const struct voices_input *in, const uint32_t *clauses, size_t n,
	const struct voice_place *p, size_t room, struct voice_finding *f)
{
	struct candidate *list = NEW_ARRAY(sc, struct candidate, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] =
			(struct candidate){ clauses[i], strength_of(in, &in->clauses[clauses[i]], f->kind) };
	if (n)
		qsort(list, n, sizeof *list, by_strength);
	for (size_t k = 0; k < COUNT_OF(passes) && !f->n_quotes; k++)
		for (size_t i = 0; i < n && i < CANDIDATES && f->n_quotes < room; i++)
			quote(sc, in, p, list[i].clause, &passes[k], f);
}
