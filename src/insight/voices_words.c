#include <unicode/uchar.h>

#include "base/buf.h"
#include "insight/voices_inside.h"
#include "voice/mask.h"

enum { AROUND = 2000 /* bytes on either side of a clause in which its quote lies */ };

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

/* A clause with what stands around it: a text may be long, a quote is not. */
struct around {
	struct str text;
	struct voice_clause clause; /* as it lies in that */
	bool before, behind;        /* the text goes on there */
};

static struct around around_of(struct str text, const struct voice_clause *c)
{
	size_t from = c->from > AROUND ? c->from - AROUND : 0,
	       to = text.n - c->to > AROUND ? c->to + AROUND : text.n;
	struct around a = { .clause = *c, .before = from > 0, .behind = to < text.n };

	from += in_letter(text, from);
	to += in_letter(text, to);
	a.text = str_sub(text, from, to);
	a.clause.from -= (uint32_t)from;
	a.clause.to -= (uint32_t)from;
	return a;
}

/* What is masked is masked before it is cut: half a number is a number still. */
static struct str shown(struct scope *sc, const struct around *a, struct str kept, bool before, bool behind)
{
	struct mask_places places = mask_find(sc, a->text);
	size_t from = (size_t)(kept.p - a->text.p);

	return plain(sc, in_line(sc, mask_part(sc, a->text, &places, from, from + kept.n), before, behind));
}

struct str voices_words(struct scope *sc, struct str text, const struct voice_clause *c, size_t least)
{
	struct around a = around_of(text, c);
	struct str whole = str_trim(a.text);
	size_t from = 0, to = a.text.n;

	if (!a.before && !a.behind && str_letters(whole) <= QUOTE_LONG)
		return str_letters(whole) >= least ? shown(sc, &a, whole, false, false) : (struct str){ 0 };
	struct str s = out_of(a.text, &a.clause, &from, &to);
	struct str kept = str_letters(s) > QUOTE_LONG - 4 ? shortened(s) : s;
	if (str_letters(kept) < least)
		return (struct str){ 0 };
	return shown(sc, &a, kept, from > 0 && !is_end(a.text.p[from - 1]), kept.n < s.n);
}

struct str voices_again(struct scope *sc, struct str text, uint32_t from, uint32_t to, size_t least)
{
	struct voice_clause c = { .from = from, .to = to };

	return from <= to && to <= text.n ? voices_words(sc, text, &c, least) : (struct str){ 0 };
}

bool voices_is_whole(struct str text, const struct voice_clause *c)
{
	size_t from, to, at = 0;
	struct str s = sentence(text, c, &from, &to);
	uint32_t first = s.n ? str_next(s, &at) : 0;

	return s.n && u_tolower((UChar32)first) != (UChar32)first && is_end(s.p[s.n - 1]);
}
