/* The part of words.h that writes a name as a person would. */
#include "insight/words.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "insight/given.h"

enum { NAME_BYTES = 4096 };

static const char *const acronyms[] = { "FAQ", "NPS", "CSAT", "CES", "SMS", "URL", "API", "ID", "PDF", "CRM",
	"IVR", "SLA", "QR", "VIP", "VAT", "KYC", "SSO", "CSV", "GPS", "PIN", "OTP", "UTM", "CTA", "RFQ",
	"MFA", "2FA", "PWA", "SEO", "SEM", "TV", "PC", "IT", "HR", "B2B", "B2C", "UI", "UX", "AI", "BLIK",
	"GDPR", "RODO", "IBAN", "ATM" };

static const char *acronym(struct str word)
{
	for (size_t i = 0; i < COUNT_OF(acronyms); i++)
		if (str_same(word, str_of(acronyms[i])))
			return acronyms[i];
	return NULL;
}

static bool all_upper(struct str s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.n;) {
		UChar32 c = (UChar32)str_next(s, &i);
		if (u_islower(c))
			return false;
		letters += u_isupper(c) != 0;
	}
	return letters > 0;
}

/* One word of the name: acronyms as they are written, the first letter of a name large, all else small.
 * `shout`: the whole name is in capitals, which then say nothing. */
static void put_word(struct buf *out, struct str word, bool shout)
{
	const char *known = acronym(word);
	bool first = buf_len(out) == 0;
	bool keep = !shout && word.n > 1 && all_upper(word);

	if (!first)
		buf_putc(out, ' ');
	if (known) {
		buf_puts(out, known);
		return;
	}
	for (size_t i = 0; i < word.n;) {
		UChar32 c = (UChar32)str_next(word, &i);
		buf_letter(out, (uint32_t)(first ? u_toupper(c) : keep ? c : u_tolower(c)));
		first = false;
	}
}

/* Where a word ends before the letter at `at`: at a hump of camelCase, and where a number follows a word of
 * three letters and more (product2, but T06 and B2B). */
static bool cut_here(struct str text, size_t from, size_t at)
{
	size_t i = from, k = at, letters = 0;
	UChar32 before = 0, c = (UChar32)str_next(text, &k);
	UChar32 after = k < text.n ? (UChar32)str_next(text, &k) : 0;

	while (i < at) {
		before = (UChar32)str_next(text, &i);
		letters += u_isalpha(before) != 0;
	}
	if (u_isupper(c))
		return u_islower(before) || (u_isupper(before) && u_islower(after));
	return u_isdigit(c) && u_isalpha(before) && letters >= 3 && !all_upper(str_sub(text, from, at));
}

static void put_words(struct buf *out, struct str text, bool shout)
{
	size_t from = 0;

	for (size_t at = 0; at <= text.n;) {
		size_t next = at;
		UChar32 c = at < text.n ? (UChar32)str_next(text, &next) : ' ';
		bool part = at == text.n || !(u_isalnum(c) || c == '\'');
		if ((part || cut_here(text, from, at)) && at > from) {
			put_word(out, str_sub(text, from, at), shout);
			from = at;
		}
		if (part)
			from = next;
		if (at == text.n)
			break;
		at = next;
	}
}

static struct str bare_path(struct str text)
{
	static const char *const endings[] = { ".html", ".htm", ".php", ".aspx", ".jsp" };
	size_t scheme = 0;

	for (size_t i = 0; i + 3 <= text.n && !scheme; i++)
		if (memcmp(text.p + i, "://", 3) == 0)
			scheme = i + 3;
	if (scheme) {
		text = str_sub(text, scheme, text.n);
		const char *slash = memchr(text.p, '/', text.n);
		text = slash ? str_sub(text, (size_t)(slash - text.p), text.n) : STR("/");
	}
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '?' || text.p[i] == '#')
			text = str_sub(text, 0, i);
	for (size_t i = 0; i < COUNT_OF(endings); i++)
		if (str_ends(text, str_of(endings[i])))
			text.n -= strlen(endings[i]);
	return text;
}

static bool is_language(struct str segment)
{
	static const char *const codes[] = { "en", "pl", "ru", "de", "fr", "es", "it", "uk", "cs", "en-us",
		"en-gb" };

	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if (str_same(segment, str_of(codes[i])))
			return true;
	return false;
}

/* "Strony: blog: comments": in other languages the word for pages stands before, so that nothing need be inflected. */
static void put_path_in(struct buf *out, struct str path, enum speech speech)
{
	bool plural = false;
	size_t words = 0;

	for (struct str rest = path; rest.p;)
		plural |= str_equal(str_cut(&rest, '/'), STR("*"));
	if (plural)
		buf_str_add(out, given(speech, GIVEN_PAGES));
	while (path.p) {
		struct str segment = str_cut(&path, '/');
		if (segment.n == 0 || str_equal(segment, STR("*")) || str_same(segment, STR("index")) ||
			(words == 0 && is_language(segment) && path.n))
			continue;
		if (words++ > 0 || plural)
			buf_putc(out, ':');
		put_words(out, segment, false);
	}
	if (words == 0 && !plural)
		buf_str_add(out, given(speech, GIVEN_HOME));
}

/* "/blog/ * /comments": Blog pages: comments; the home page where there is no segment. */
static void put_path(struct buf *out, struct str path)
{
	bool plural = false;
	size_t words = 0;

	while (path.p) {
		struct str segment = str_cut(&path, '/');
		bool any = str_equal(segment, STR("*"));
		if (segment.n == 0 || str_same(segment, STR("index")) ||
			(words == 0 && is_language(segment) && path.n))
			continue;
		if (any) {
			plural = true;
			continue;
		}
		if (words++ > 0)
			buf_puts(out, plural ? " pages:" : ":");
		plural = false;
		put_words(out, segment, false);
	}
	if (words == 0)
		buf_puts(out, plural ? "Pages" : "Home page");
	else if (plural)
		buf_puts(out, " pages");
}

/* A text that a person wrote stays as it is, but for a small first letter where all letters are small. */
static void put_sentence(struct buf *out, struct str text)
{
	size_t first = 0;
	bool small = true;

	for (size_t i = 0; i < text.n;)
		small &= !u_isupper((UChar32)str_next(text, &i));
	uint32_t c = str_next(text, &first);
	buf_letter(out, small ? (uint32_t)u_toupper((UChar32)c) : c);
	buf_str_add(out, str_sub(text, first, text.n));
}

/* "ADD_TO_CART" is a sentence in capitals; "Q7SIGN" is the code of a question. */
static bool shouted(struct str text)
{
	bool digit = false;

	for (size_t i = 0; i < text.n; i++)
		digit |= text.p[i] >= '0' && text.p[i] <= '9';
	return str_letters(text) > 3 && all_upper(text) && !digit;
}

static void put_address(struct buf *out, struct str path, enum speech speech)
{
	if (speech == SPEECH_EN)
		put_path(out, path);
	else
		put_path_in(out, path, speech);
}

struct str words_name_in(struct scope *sc, struct str text, enum speech speech)
{
	struct buf *out = buf_new(sc, NAME_BYTES);

	text = str_trim(text);
	if (str_has(text, STR("://")) || str_starts(text, STR("/")))
		put_address(out, bare_path(text), speech);
	else if (str_has(text, STR(" ")))
		put_sentence(out, text);
	else
		put_words(out, text, shouted(text));
	return buf_len(out) ? buf_str(out) : text;
}

struct str words_name(struct scope *sc, struct str text)
{
	return words_name_in(sc, text, SPEECH_EN);
}
