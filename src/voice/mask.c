#include "voice/mask_private.h"

#include <ctype.h>
#include <strings.h>

#include "base/buf.h"
#include "voice/fold.h"

enum { ADDRESS = 254 /* bytes of an e-mail address, RFC 5321 */ };

static const char *const shown[MASK_KINDS] = { "[e-mail]", "[phone]", "[number]", "[name]", "[link]" };

const char *mask_word(enum mask_kind kind)
{
	return shown[kind];
}

/* --- letters ------------------------------------------------------------------------------------------ */

/* The bytes of a letter or digit at `at`; 0: there is none. */
static size_t letter_at(struct str text, size_t at)
{
	size_t next = at;

	if (at >= text.n)
		return 0;
	uint32_t c = str_next(text, &next);
	return c != 0xfffd && fold_class(c) == FOLD_LETTER ? next - at : 0;
}

/* The end of letters, digits and these marks, at most ADDRESS bytes on. */
static size_t run_end(struct str text, size_t at, const char *marks)
{
	size_t from = at, n;

	while (at < text.n && at - from < ADDRESS) {
		if (text.p[at] && strchr(marks, text.p[at]))
			at++;
		else if ((n = letter_at(text, at)))
			at += n;
		else
			break;
	}
	return at;
}

static size_t without_tail(struct str text, size_t from, size_t to, const char *marks)
{
	while (to > from && text.p[to - 1] && strchr(marks, text.p[to - 1]))
		to--;
	return to;
}

/* --- mail and @names ---------------------------------------------------------------------------------- */

/* The end of a mail's domain: it begins with a letter, or has a letter behind a dot. */
static size_t domain_end(struct str text, size_t at)
{
	size_t end = without_tail(text, at, run_end(text, at, ".-"), ".-");
	bool letter = end > at && !isdigit((unsigned char)text.p[at]) && letter_at(text, at);

	for (size_t i = at; i + 1 < end && !letter; i++)
		letter = text.p[i] == '.' && letter_at(text, i + 1) && !isdigit((unsigned char)text.p[i + 1]);
	return letter ? end : at;
}

static struct mask_found mail_at(struct str text, size_t at)
{
	size_t sign = run_end(text, at, ".-_+%");

	if (sign == at || sign >= text.n || text.p[sign] != '@')
		return (struct mask_found){ 0 };
	size_t end = domain_end(text, sign + 1);
	return end > sign + 1 ? (struct mask_found){ at, end, end, MASK_EMAIL } : (struct mask_found){ 0 };
}

static struct mask_found call_at(struct str text, size_t at)
{
	size_t end = without_tail(text, at + 1, run_end(text, at + 1, "._"), ".");

	if (end == at + 1 || isdigit((unsigned char)text.p[at + 1]))
		return (struct mask_found){ 0 };
	return (struct mask_found){ at, end, end, MASK_NAME };
}

/* --- addresses of pages ------------------------------------------------------------------------------- */

static const char *const schemes[] = { "http://", "https://", "www." };

/* Where the address itself names a person. */
static const char *const of_people[] = { "facebook.com/", "fb.com/", "instagram.com/", "twitter.com/",
	"x.com/", "linkedin.com/", "tiktok.com/", "t.me/", "wa.me/", "vk.com/", "ok.ru/", "vk.me/",
	"threads.net/" };

static bool starts_small(struct str text, size_t at, const char *start)
{
	size_t n = strlen(start);

	return text.n - at >= n && strncasecmp(text.p + at, start, n) == 0;
}

static size_t start_among(struct str text, size_t at, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (starts_small(text, at, list[i]))
			return strlen(list[i]);
	return 0;
}

static size_t page_end(struct str text, size_t at)
{
	size_t from = at;

	while (at < text.n && (unsigned char)text.p[at] > ' ' && !strchr("<>\"", text.p[at]))
		at++;
	return without_tail(text, from, at, ".,;:!?)]}'*");
}

/* Small letters and few digits, as the pages of a shop have; anything else may say whose it is. */
static bool is_plain_page(struct str host, struct str path)
{
	size_t digits = 0;

	for (size_t i = 0; i < host.n; i++)
		digits += isdigit((unsigned char)host.p[i]) ? 1 : 0;
	for (size_t i = 0; i < path.n; i++) {
		char c = path.p[i];
		digits += isdigit((unsigned char)c) ? 1 : 0;
		if (!(c >= 'a' && c <= 'z') && !isdigit((unsigned char)c) && !memchr("/-_.", c, 4))
			return false;
	}
	return digits < 4;
}

static struct mask_found page_at(struct str text, size_t at)
{
	size_t scheme = start_among(text, at, schemes, COUNT_OF(schemes)), host = at + scheme;

	if (scheme && starts_small(text, host, "www."))
		host += 4;
	size_t person = start_among(text, host, of_people, COUNT_OF(of_people));
	if (!scheme && !person)
		return (struct mask_found){ 0 };
	size_t end = page_end(text, at), path = host;
	while (path < end && !strchr("/?#@", text.p[path]))
		path++;
	bool plain = is_plain_page(str_sub(text, host, path), str_sub(text, path, end)) &&
		     !(person && end > host + person);
	return (struct mask_found){ at, end, end, plain ? MASK_NOTHING : MASK_LINK };
}

/* --- the whole ---------------------------------------------------------------------------------------- */

static struct mask_found at_word(struct str text, size_t at)
{
	static struct mask_found (*const looks[])(struct str, size_t) = { page_at, mail_at, mask_code_at };
	struct mask_found found = { 0 };
	char c = text.p[at];

	for (size_t i = 0; i < COUNT_OF(looks) && !found.end; i++)
		found = looks[i](text, at);
	if (!found.end)
		found = isdigit((unsigned char)c) ? mask_number_at(text, at) : mask_name_at(text, at);
	return found;
}

static struct mask_found look_at(struct str text, size_t at)
{
	char c = text.p[at];

	if (c == '@')
		return call_at(text, at);
	if (c == '+' && at + 1 < text.n && isdigit((unsigned char)text.p[at + 1]))
		return mask_number_at(text, at);
	return letter_at(text, at) ? at_word(text, at) : (struct mask_found){ 0 };
}

static struct mask_places find(struct scope *sc, struct str text)
{
	struct mask_places places = { 0 };

	for (size_t at = 0; at < text.n;) {
		struct mask_found found = look_at(text, at);
		if (found.end <= at) {
			str_next(text, &at);
			continue;
		}
		at = found.end;
		if (found.kind != MASK_NOTHING)
			*LIST_ADD(sc, &places) = (struct mask_place){ found.from, found.to, found.kind };
	}
	return places;
}

struct mask_places mask_find(struct scope *sc, struct str text)
{
	struct mask_plain plain = mask_plain(sc, text);
	struct mask_places places = find(sc, plain.text);

	mask_as_written(&plain, &places);
	return places;
}

/* --- what is shown ------------------------------------------------------------------------------------ */

/* The first place that ends behind `at`. */
static size_t place_behind(const struct mask_places *places, size_t at)
{
	size_t low = 0, high = places->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (places->at[middle].to > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

bool mask_hides(const struct mask_places *places, size_t from, size_t to)
{
	size_t i = place_behind(places, from);

	return from < to && i < places->n && places->at[i].from < to;
}

/* Where the place begins in which `at` lies, or ends; `at` itself outside of all and at their edges. */
static struct mask_place around(const struct mask_places *places, size_t at)
{
	size_t i = place_behind(places, at);

	return i < places->n && places->at[i].from < at ? places->at[i]
							: (struct mask_place){ .from = at, .to = at };
}

struct str mask_part(
	struct scope *sc, struct str text, const struct mask_places *places, size_t from, size_t to)
{
	to = around(places, to < text.n ? to : text.n).to;
	from = around(places, from < to ? from : to).from;
	size_t first = place_behind(places, from), behind = first;
	while (behind < places->n && places->at[behind].from < to)
		behind++;
	if (first == behind)
		return str_sub(text, from, to);
	struct buf *out = buf_new(sc, to - from + (behind - first) * 16);
	for (size_t i = first; i < behind; from = places->at[i++].to) {
		buf_str_add(out, str_sub(text, from, places->at[i].from));
		buf_puts(out, shown[places->at[i].kind]);
	}
	buf_str_add(out, str_sub(text, from, to));
	return buf_str(out);
}

struct str mask_text(struct scope *sc, struct str text)
{
	struct mask_places places = mask_find(sc, text);

	return places.n ? mask_part(sc, text, &places, 0, text.n) : text;
}
