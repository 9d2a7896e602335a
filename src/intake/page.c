#include "intake/page.h"

#include "base/buf.h"

enum { PAGE_BYTES = 4096, LONG_ID = 28, MIXED_ID = 8 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct str without_host(struct str s)
{
	size_t scheme = 0;

	while (scheme < s.n && (is_letter(s.p[scheme]) || is_digit(s.p[scheme]) || s.p[scheme] == '-'))
		scheme++;
	bool has_host = str_starts(str_sub(s, scheme, s.n), STR("://"));
	if (has_host)
		s = str_sub(s, scheme + 3, s.n);
	else if (str_starts(s, STR("//")))
		has_host = true, s = str_sub(s, 2, s.n);
	struct str rest = s, first = str_cut(&rest, '/');
	if (!has_host && (!rest.p || first.n == 0 || !memchr(first.p, '.', first.n)))
		return s;
	return rest.p ? (struct str){ rest.p - 1, rest.n + 1 } : STR("/");
}

static struct str without_query(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != '?' && s.p[n] != '#' && s.p[n] != ';')
		n++;
	return str_sub(s, 0, n);
}

/* %C5%82 is a letter; what decodes to no text stays as it is. */
static struct str decoded(struct scope *sc, struct str s)
{
	if (!s.n || !memchr(s.p, '%', s.n))
		return s;
	char *out = scope_alloc(sc, s.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		int high = i + 2 < s.n ? hex_value(s.p[i + 1]) : -1,
		    low = i + 2 < s.n ? hex_value(s.p[i + 2]) : -1;
		bool escape = s.p[i] == '%' && high >= 0 && low >= 0;
		out[n++] = escape ? (char)(high * 16 + low) : s.p[i];
		i += escape ? 2 : 0;
		if ((unsigned char)out[n - 1] < ' ')
			return s;
	}
	return str_is_utf8((struct str){ out, n }) ? (struct str){ out, n } : s;
}

struct tally {
	size_t digits, letters, hex, separators, others, switches, last_digits;
};

static struct tally tally_of(struct str s)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		t.digits += is_digit(c);
		t.letters += is_letter(c);
		t.hex += hex_value(c) >= 0;
		t.separators += strchr("-_.,:~", c) != NULL;
		t.switches += i && is_digit(c) != is_digit(s.p[i - 1]);
		t.last_digits = is_digit(c) ? t.last_digits + 1 : 0;
	}
	t.others = s.n - t.digits - t.letters - t.separators;
	return t;
}

static struct str without_ending(struct str s)
{
	for (size_t i = s.n; i > 0 && s.n - i < 6; i--)
		if (s.p[i - 1] == '.')
			return i > 1 ? str_sub(s, 0, i - 1) : s;
	return s;
}

static bool varies(struct str segment)
{
	struct str s = without_ending(segment);
	struct tally t = tally_of(s);

	if (memchr(s.p, '@', s.n) || str_letters(segment) > PAGE_SEGMENT_LETTERS)
		return true;
	if (t.others || !t.digits)
		return !t.others && t.separators == 0 && t.letters >= LONG_ID;
	if (t.letters == 0)
		return true; /* a number or a date */
	if (t.hex + t.separators == s.n && t.hex >= 8)
		return true; /* a hash or a UUID */
	if (t.last_digits >= 3 && t.separators)
		return true; /* order-10011 */
	return (t.switches >= 3 && s.n >= MIXED_ID && t.separators <= 1) ||
	       (t.digits >= 4 && s.n >= MIXED_ID && !t.separators);
}

static void segment_add(struct scope *sc, struct buf *out, struct str segment)
{
	struct str text = decoded(sc, segment);

	if (varies(text))
		buf_putc(out, '*');
	else
		buf_str_add(out, str_fold(sc, text));
}

struct str page_template(struct scope *sc, struct str address)
{
	struct str rest = without_query(without_host(str_trim(address)));
	struct buf *out = buf_new(sc, PAGE_BYTES);
	bool absolute = str_starts(rest, STR("/")) || rest.n == 0;
	size_t n = 0;

	while (rest.p) {
		struct str segment = str_cut(&rest, '/');
		if (segment.n == 0)
			continue;
		if (n || absolute)
			buf_putc(out, '/');
		bool last = ++n == PAGE_SEGMENTS && rest.n > 0;
		segment_add(sc, out, last ? STR("0") : segment);
		if (n == PAGE_SEGMENTS)
			break;
	}
	return n ? buf_str(out) : STR("/");
}
