#include "formats/access_line.h"

#include <ctype.h>

#include "base/when.h"

enum { TIME = 26 /* letters */ };

/* --- the time ------------------------------------------------------------------------------------ */

bool access_time(struct str text, int64_t *us)
{
	static const struct when_shape log = { .family = WHEN_LOG, .has_zone = true };
	static const char marks[TIME + 1] = "../.../....:..:..:.. .....";

	if (text.n != TIME)
		return false;
	for (int i = 0; i < TIME; i++)
		if (marks[i] != '.' && marks[i] != text.p[i])
			return false;
	return when_read(&log, NULL, text, us, NULL);
}

/* --- the line ------------------------------------------------------------------------------------ */

/* What stands in quotes at *rest, and *rest moved behind it; false: no quotes, or they do not end. */
static bool quoted(struct str *rest, struct str *out)
{
	const char *p = rest->p, *end = p + rest->n;

	while (p < end && *p == ' ')
		p++;
	if (p == end || *p != '"')
		return false;
	const char *from = ++p;
	while ((p = memchr(p, '"', (size_t)(end - p))) != NULL) {
		const char *slash = p;
		while (slash > from && slash[-1] == '\\')
			slash--;
		if ((p - slash) % 2 == 0)
			break;
		p++;
	}
	if (!p)
		return false;
	*out = (struct str){ from, (size_t)(p - from) };
	*rest = (struct str){ p + 1, (size_t)(end - p - 1) };
	return true;
}

/* The next word at *rest; empty at the end. */
static struct str word(struct str *rest)
{
	while (rest->n && rest->p[0] == ' ')
		*rest = (struct str){ rest->p + 1, rest->n - 1 };
	const char *blank = memchr(rest->p, ' ', rest->n);
	struct str w = { rest->p, blank ? (size_t)(blank - rest->p) : rest->n };
	*rest = (struct str){ rest->p + w.n, rest->n - w.n };
	return w;
}

static struct str or_none(struct str text)
{
	if (text.n == 0 || (text.n == 1 && text.p[0] == '-'))
		text = (struct str){ 0 };
	return text;
}

/* By its letters: digits and points, or what has colons and is no host with a port. */
static bool is_address(struct str w)
{
	size_t points = 0, colons = 0, others = 0;

	for (size_t i = 0; i < w.n; i++) {
		unsigned char c = (unsigned char)w.p[i];
		points += c == '.';
		colons += c == ':';
		others += !isdigit(c) && c != '.' && c != ':' && c != ',';
	}
	return (points == 3 && !colons && !others) || colons > 1;
}

/* A host may stand before the address, and proxies behind it. */
static void read_front(struct str front, struct access_line *out)
{
	struct str rest = front, first = word(&rest), next = rest, second = word(&next), colon = first;

	if (!is_address(first) && is_address(second)) {
		out->host = or_none(str_cut(&colon, ':'));
		first = second;
		rest = next;
	}
	struct str list = first;
	out->address = or_none(str_cut(&list, ','));
	while (first.n && first.p[first.n - 1] == ',')
		first = word(&rest);
	word(&rest); /* ident: what nobody has told for decades */
	out->user = or_none(str_trim(rest));
}

/* Where the time stands, in brackets: a user's name may have one, too. */
static bool find_time(struct str line, struct access_line *out, struct str *rest)
{
	const char *end = line.p + line.n, *at = line.p;
	int64_t us;

	while ((at = memchr(at, '[', (size_t)(end - at))) != NULL) {
		struct str time = { at + 1, TIME };
		if (end - at > TIME + 1 && at[TIME + 1] == ']' && access_time(time, &us)) {
			out->time = time;
			*rest = (struct str){ at + TIME + 2, (size_t)(end - at) - TIME - 2 };
			read_front((struct str){ line.p, (size_t)(at - line.p) }, out);
			return true;
		}
		at++;
	}
	return false;
}

/* nginx's "main" has the proxies' list behind the agent: then that is where the customer is. */
static void read_forwarded(struct str rest, struct access_line *out)
{
	struct str list;

	if (!quoted(&rest, &list))
		return;
	struct str first = str_trim(str_cut(&list, ','));
	if (is_address(first))
		out->address = first;
}

static bool read_status(struct str text, int *status)
{
	int64_t n = 0;

	if (text.n != 3 || !str_integer(text, &n) || n < 100)
		return false;
	*status = (int)n;
	return true;
}

const char *access_line_read(struct str line, struct access_line *out)
{
	struct str rest = line;

	*out = (struct access_line){ 0 };
	if (line.n > TIME && !find_time(line, out, &rest))
		return "no sound time in brackets, as [02/Mar/2026:11:15:00 +0100]";
	if (!out->time.p)
		return "too short for a line of an access log";
	if (!quoted(&rest, &out->request))
		return "no request in quotes behind the time: the line is cut short";
	struct str status = word(&rest);
	if (!read_status(status, &out->status))
		return "no status of three digits behind the request";
	word(&rest); /* bytes */
	out->request = or_none(out->request);
	if (!quoted(&rest, &out->referer))
		return NULL;
	out->referer = or_none(out->referer);
	if (!quoted(&rest, &out->agent))
		return "no browser in quotes behind the referring page: the line is cut short";
	out->agent = or_none(out->agent);
	out->combined = true;
	read_forwarded(rest, out);
	return NULL;
}

/* --- escapes ------------------------------------------------------------------------------------- */

static int hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10 : -1;
}

/* The byte that the escape at text.p[*at] means, and *at moved behind it; 0: none that may stand in a text. */
static char escaped(struct str text, size_t *at)
{
	char c = *at + 1 < text.n ? text.p[*at + 1] : 0;

	*at += 2;
	if (c == '"' || c == '\\')
		return c;
	if (c == 't')
		return ' ';
	if (c != 'x' || *at + 2 > text.n)
		return 0;
	int high = hex(text.p[*at]), low = hex(text.p[*at + 1]), byte = high * 16 + low;
	*at += 2;
	return high < 0 || low < 0 || byte < ' ' || byte == 0x7F ? 0 : (char)byte;
}

struct str access_plain(struct str text, char *room)
{
	size_t n = 0;

	if (!text.n || !memchr(text.p, '\\', text.n))
		return text;
	for (size_t i = 0; i < text.n;) {
		char c = text.p[i] == '\\' ? escaped(text, &i) : text.p[i++];
		if (!c)
			return text;
		room[n++] = c;
	}
	struct str plain = { room, n };
	return str_is_utf8(plain) ? plain : text;
}
