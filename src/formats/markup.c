#include "formats/markup.h"

#include <ctype.h>
#include <strings.h>

#include "base/buf.h"
#include "formats/markup_letters.h"

enum { TAG_NAME = 16 };

enum { BLANK = 1, LINE = 2 };

struct markup {
	struct str html;
	size_t at;
	struct buf *out;
	int gap;      /* what stands between the last letter and the next: nothing, BLANK, LINE */
	bool open;    /* no ">" comes any more */
	bool unquote; /* an attribute's quotes did not close: quotes are letters from here on */
};

/* What a tag does to the text around it; those that are not here do nothing. */
enum effect { EFFECT_NONE, EFFECT_BLANK, EFFECT_LINE, EFFECT_HIDDEN };

/* clang-format off */
static const struct {
	enum effect effect;
	const char *names;
} effects[] = {
	{ EFFECT_LINE, " address article aside blockquote body br caption center dd details dialog div dl dt fieldset "
		"figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol optgroup option p "
		"pre section summary table tbody tfoot thead tr ul " },
	{ EFFECT_BLANK, " td th button input img select textarea " },
	{ EFFECT_HIDDEN, " script style title template xml object svg noembed noframes " },
};
/* clang-format on */

/* --- letters ------------------------------------------------------------------------------------- */

/* Letters without width, which mails are padded with so that nothing else shows in a list of mails. */
static bool is_nothing(uint32_t c)
{
	return c == 0x200B || c == 0x200C || c == 0xFEFF || c == 0xAD || c == 0x34F;
}

static bool is_blank(uint32_t c)
{
	return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

static void put(struct markup *m, uint32_t c)
{
	if (is_nothing(c))
		return;
	if (is_blank(c)) {
		m->gap |= BLANK;
		return;
	}
	if (m->gap && buf_len(m->out))
		buf_putc(m->out, m->gap & LINE ? '\n' : ' ');
	m->gap = 0;
	buf_letter(m->out, c);
}

static void entity(struct markup *m)
{
	uint32_t letter = markup_letter(m->html, &m->at);

	if (letter) {
		put(m, letter);
		return;
	}
	m->at++;
	put(m, '&');
}

/* --- tags ---------------------------------------------------------------------------------------- */

static enum effect effect_of(struct str name)
{
	char word[TAG_NAME + 2] = " ";

	if (!name.n || name.n > TAG_NAME - 1)
		return EFFECT_NONE;
	for (size_t i = 0; i < name.n; i++)
		word[i + 1] = (char)tolower((unsigned char)name.p[i]);
	word[name.n + 1] = ' ';
	for (size_t i = 0; i < COUNT_OF(effects); i++)
		if (str_has(str_of(effects[i].names), (struct str){ word, name.n + 2 }))
			return effects[i].effect;
	return EFFECT_NONE;
}

/* The first ">" from here on; html.n: there is none, which is found out once. */
static size_t next_end(struct markup *m, size_t at)
{
	const char *hit = m->open ? NULL : memchr(m->html.p + at, '>', m->html.n - at);

	m->open = !hit;
	return hit ? (size_t)(hit - m->html.p) : m->html.n;
}

/* The ">" that ends the tag, quotes heeded.  A document in which they do not close is read without them from there on,
 * so that no text is gone through more than twice. */
static size_t tag_end(struct markup *m, size_t at)
{
	char quote = 0;

	for (size_t i = at; !m->unquote && i < m->html.n; i++) {
		char c = m->html.p[i];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '>')
			return i;
		else if ((c == '"' || c == '\'') && m->html.p[i - 1] == '=')
			quote = c;
	}
	m->unquote = true;
	return next_end(m, at);
}

/* Behind the end tag of what is not shown; the rest of the document where there is none. */
static void pass_hidden(struct markup *m, struct str name)
{
	const char *at = m->html.p + m->at, *end = m->html.p + m->html.n;

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) > name.n + 2 && at[1] == '/' &&
			strncasecmp(at + 2, name.p, name.n) == 0 && !isalnum((unsigned char)at[2 + name.n]))
			break;
		at++;
	}
	m->at = at ? (size_t)(at - m->html.p) : m->html.n;
}

static void comment(struct markup *m)
{
	const char *from = m->html.p + m->at + 4;
	const char *hit = memmem(from, m->html.n - m->at - 4, "-->", 3);

	m->at = hit ? (size_t)(hit - m->html.p) + 3 : m->html.n;
}

static void tag(struct markup *m, bool closing)
{
	size_t from = m->at + 1 + closing, end = tag_end(m, from);
	struct str name = { m->html.p + from, 0 };

	if (end == m->html.n) {
		put(m, '<');
		m->at++;
		return;
	}
	while (from + name.n < end && isalnum((unsigned char)name.p[name.n]))
		name.n++;
	enum effect effect = effect_of(name);
	m->gap |= effect == EFFECT_LINE ? LINE : effect == EFFECT_BLANK ? BLANK : 0;
	m->at = end + 1;
	if (effect == EFFECT_HIDDEN && !closing && m->html.p[end - 1] != '/')
		pass_hidden(m, name);
}

static void angle(struct markup *m)
{
	struct str rest = str_sub(m->html, m->at, m->html.n);
	bool closing = rest.n > 1 && rest.p[1] == '/';
	char c = rest.n > 1u + closing ? rest.p[1 + closing] : ' ';

	if (str_starts(rest, STR("<!--"))) {
		comment(m);
	} else if (isalpha((unsigned char)c)) {
		tag(m, closing);
	} else if ((c == '!' || c == '?') && next_end(m, m->at) < m->html.n) {
		m->at = next_end(m, m->at) + 1;
	} else {
		put(m, '<');
		m->at++;
	}
}

struct str markup_text(struct scope *sc, struct str html)
{
	struct markup m = { .html = html, .out = buf_new(sc, html.n * 3 + 16) };

	while (m.at < html.n) {
		if (html.p[m.at] == '<')
			angle(&m);
		else if (html.p[m.at] == '&')
			entity(&m);
		else
			put(&m, str_next(html, &m.at));
	}
	return buf_str(m.out);
}

struct str markup_entities(struct scope *sc, struct str text)
{
	struct buf *out = buf_new(sc, text.n * 3 + 16);

	for (size_t at = 0; at < text.n;) {
		uint32_t letter = text.p[at] == '&' ? markup_letter(text, &at) : 0;
		buf_letter(out, letter ? letter : str_next(text, &at));
	}
	return buf_str(out);
}
