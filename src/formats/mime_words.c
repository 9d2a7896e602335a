#include "formats/mime_words.h"

#include <ctype.h>
#include <unicode/ucnv.h>

#include "base/buf.h"
#include "sources/charset.h"

enum { CHARSET = 40, ADDRESS = 254 /* RFC 5321, 4.5.3.1.3 */ };

/* --- character sets ------------------------------------------------------------------------------ */

/* What names no set: bytes past ASCII in it are of some other. */
static const char *const no_set[] = { "", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown",
	"default", "8bit", "binary", "none", "_charset_" };

/* Mails that say Latin-1 are written in its superset [Encoding Standard, 4.2]. */
static bool is_latin1(struct str name)
{
	return str_same(name, STR("iso-8859-1")) || str_same(name, STR("iso8859-1")) ||
	       str_same(name, STR("latin1"));
}

static bool names_no_set(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(no_set); i++)
		if (str_same(name, str_of(no_set[i])))
			return true;
	for (size_t i = 0; i < name.n; i++)
		if (!isalnum((unsigned char)name.p[i]) && !strchr("-_.:+", name.p[i]))
			return true;
	return name.n > CHARSET;
}

/* Without NUL and what is broken. */
static struct str sound(struct scope *sc, struct str text)
{
	struct buf *out;
	bool nul = text.n && memchr(text.p, 0, text.n);

	if (!nul && str_is_utf8(text))
		return text;
	out = buf_new(sc, text.n * 3 + 1);
	for (size_t at = 0; at < text.n;) {
		uint32_t letter = str_next(text, &at);
		if (letter)
			buf_letter(out, letter);
	}
	return buf_str(out);
}

static struct str converted(struct scope *sc, const char *name, struct str bytes)
{
	UErrorCode error = U_ZERO_ERROR;
	UConverter *from = ucnv_open(name, &error);
	int32_t room = (int32_t)bytes.n * 2 + 64, n;
	char *p = scope_alloc(sc, (size_t)room, 1);

	n = U_FAILURE(error)
		    ? -1
		    : ucnv_toAlgorithmic(UCNV_UTF8, from, p, room, bytes.p, (int32_t)bytes.n, &error);
	if (error == U_BUFFER_OVERFLOW_ERROR && n > 0) {
		error = U_ZERO_ERROR;
		p = scope_alloc(sc, (size_t)n + 1, 1);
		n = ucnv_toAlgorithmic(UCNV_UTF8, from, p, n + 1, bytes.p, (int32_t)bytes.n, &error);
	}
	if (from)
		ucnv_close(from);
	return U_SUCCESS(error) && n >= 0 ? sound(sc, (struct str){ p, (size_t)n }) : (struct str){ 0 };
}

static const char *looks_like(struct str bytes)
{
	const char *name = charset_recognise(bytes);

	return name && !str_starts(str_of(name), STR("UTF-")) ? name : "windows-1252";
}

struct str mime_utf8(struct scope *sc, struct str charset, struct str bytes)
{
	struct str text = { 0 };

	if (!bytes.n || bytes.n > (64u << 20))
		return (struct str){ "", 0 };
	if (str_same(charset, STR("utf-8")) || str_same(charset, STR("utf8")))
		return sound(sc, bytes);
	if (is_latin1(charset))
		charset = STR("windows-1252");
	if (!names_no_set(charset))
		text = converted(sc, str_c(sc, charset), bytes);
	if (!text.p && str_is_utf8(bytes))
		return sound(sc, bytes);
	if (!text.p)
		text = converted(sc, looks_like(bytes), bytes);
	return text.p ? text : sound(sc, bytes);
}

/* --- codings ------------------------------------------------------------------------------------- */

static int base64_digit(unsigned char c)
{
	if (isupper(c))
		return c - 'A';
	if (islower(c))
		return c - 'a' + 26;
	if (isdigit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

struct str mime_base64(struct scope *sc, struct str text)
{
	char *p = scope_alloc(sc, text.n / 4 * 3 + 4, 1);
	uint32_t bits = 0;
	unsigned have = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		int digit = base64_digit((unsigned char)text.p[i]);
		if (text.p[i] == '=')
			have = 0; /* where pieces were joined, the next begins anew */
		if (digit < 0)
			continue;
		bits = bits << 6 | (uint32_t)digit;
		have += 6;
		if (have >= 8) {
			have -= 8;
			p[n++] = (char)(bits >> have);
		}
	}
	return (struct str){ p, n };
}

static int hex_digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10 : -1;
}

/* A "=" at a line's end, blanks behind it or none: the line goes on. */
static size_t soft_break(struct str text, size_t at)
{
	size_t i = at + 1;

	while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t' || text.p[i] == '\r'))
		i++;
	return i < text.n && text.p[i] == '\n' ? i + 1 : 0;
}

struct str mime_quoted(struct scope *sc, struct str text, bool in_header)
{
	char *p = scope_alloc(sc, text.n + 1, 1);
	size_t n = 0, next;

	for (size_t i = 0; i < text.n;) {
		int high = i + 2 < text.n && text.p[i] == '=' ? hex_digit(text.p[i + 1]) : -1;
		int low = high >= 0 ? hex_digit(text.p[i + 2]) : -1;
		if (low >= 0) {
			p[n++] = (char)(high << 4 | low);
			i += 3;
		} else if (text.p[i] == '=' && (next = soft_break(text, i)) > 0) {
			i = next;
		} else {
			p[n++] = in_header && text.p[i] == '_' ? ' ' : text.p[i];
			i++;
		}
	}
	return (struct str){ p, n };
}

/* --- words in headers ---------------------------------------------------------------------------- */

struct word {
	struct str charset, bytes;
	size_t end; /* behind its "?=" */
};

/* =?charset?B?...?= at `at`. */
static bool encoded_word(struct scope *sc, struct str raw, size_t at, struct word *word)
{
	struct str rest = str_sub(raw, at + 2, raw.n);
	struct str charset = str_cut(&rest, '?'), coding = rest.p ? str_cut(&rest, '?') : rest;

	if (!rest.p || coding.n != 1 || !charset.n || charset.n > CHARSET * 2)
		return false;
	const char *end = memmem(rest.p, rest.n < 4096 ? rest.n : 4096, "?=", 2);
	bool base64 = (coding.p[0] | 0x20) == 'b';
	if (!end || (!base64 && (coding.p[0] | 0x20) != 'q'))
		return false;
	struct str text = { rest.p, (size_t)(end - rest.p) };
	word->charset = str_cut(&charset, '*'); /* behind it is the language [RFC 2231, 5] */
	word->bytes = base64 ? mime_base64(sc, text) : mime_quoted(sc, text, true);
	word->end = (size_t)(end - raw.p) + 2;
	return true;
}

static bool blank_only(struct str s)
{
	return str_trim(s).n == 0;
}

/* Words in one set that stand one behind the other are decoded as one: a letter may be cut between them. */
struct run {
	struct scope *sc;
	struct buf *out, *bytes;
	struct str charset;
};

static void run_end(struct run *r)
{
	if (buf_len(r->bytes))
		buf_str_add(r->out, mime_utf8(r->sc, r->charset, buf_str(r->bytes)));
	buf_cut(r->bytes, 0);
}

static void run_word(struct run *r, const struct word *word)
{
	if (!str_same(r->charset, word->charset))
		run_end(r);
	r->charset = word->charset;
	buf_str_add(r->bytes, word->bytes);
}

static void run_plain(struct run *r, struct str text)
{
	if (!text.n)
		return;
	run_end(r);
	buf_str_add(r->out, mime_utf8(r->sc, (struct str){ "", 0 }, text));
}

struct str mime_words(struct scope *sc, struct str raw)
{
	struct run r = { sc, buf_new(sc, raw.n * 4 + 16), buf_new(sc, raw.n + 16), { "", 0 } };
	size_t from = 0; /* not handed on yet */
	bool behind_word = false;

	for (size_t i = 0; i + 1 < raw.n;) {
		struct word word;
		if (raw.p[i] != '=' || raw.p[i + 1] != '?' || !encoded_word(sc, raw, i, &word)) {
			i++;
			continue;
		}
		if (!behind_word || !blank_only(str_sub(raw, from, i)))
			run_plain(&r, str_sub(raw, from, i));
		run_word(&r, &word);
		from = i = word.end;
		behind_word = true;
	}
	run_plain(&r, str_sub(raw, from, raw.n));
	run_end(&r);
	return buf_str(r.out);
}

/* --- addresses ----------------------------------------------------------------------------------- */

/* Behind what a quote or a comment holds; a list of addresses has them in names. */
static size_t pass_quoted(struct str s, size_t at, char end)
{
	for (at++; at < s.n && s.p[at] != end; at++)
		at += s.p[at] == '\\';
	return at < s.n ? at : s.n - 1;
}

/* The end of the first entry of the list, and where it has <...>. */
static size_t entry_end(struct str s, size_t *open, size_t *close)
{
	size_t i;

	*open = *close = s.n;
	for (i = 0; i < s.n && s.p[i] != ',' && s.p[i] != ';'; i++) {
		if (s.p[i] == '"')
			i = pass_quoted(s, i, '"');
		else if (s.p[i] == '(')
			i = pass_quoted(s, i, ')');
		else if (s.p[i] == '<')
			*open = i + 1;
		else if (s.p[i] == '>' && *open <= i)
			*close = i;
	}
	return i;
}

static bool is_address(struct str s)
{
	const char *at = s.p ? memrchr(s.p, '@', s.n) : NULL;

	if (!at || at == s.p || at == s.p + s.n - 1 || s.n > ADDRESS)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || strchr("<>()[],;:\\\"", s.p[i]))
			return false;
	return str_is_utf8(s);
}

/* "ewa@example.test (Ewa)", "Friends: ewa@example.test": without the words around it. */
static struct str bare(struct str entry)
{
	const char *at = entry.n ? memchr(entry.p, '@', entry.n) : NULL;

	if (!at)
		return (struct str){ 0 };
	const char *from = at, *to = at, *end = entry.p + entry.n;
	while (from > entry.p && !strchr(" \t:(<\"'", from[-1]))
		from--;
	while (to < end && !strchr(" \t)>(\"'", *to))
		to++;
	return (struct str){ from, (size_t)(to - from) };
}

bool mime_address(struct scope *sc, struct str *rest, struct str *address)
{
	while (rest->n) {
		size_t open, close, end = entry_end(*rest, &open, &close);
		struct str entry = str_sub(*rest, 0, end);
		struct str found =
			close < end && open <= close ? str_trim(str_sub(entry, open, close)) : bare(entry);
		*rest = str_sub(*rest, end + 1, rest->n);
		if (!is_address(found))
			continue;
		*address = str_fold(sc, found);
		return true;
	}
	return false;
}
