/* The part of mask.h that sees through dress: "６００", "600<U+200B>100" and "jan&#64;example.com" are read as
 * what people see. */
#include "voice/mask_private.h"

#include <ctype.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/buf.h"
#include "voice/fold.h"

enum { NAME = 16, LETTER_MOST = 0x10ffff };

/* --- signs that are spelt out ------------------------------------------------------------------------- */

static const struct {
	const char *written; /* behind the & */
	uint32_t sign;
} named[] = { { "commat;", '@' }, { "period;", '.' }, { "plus;", '+' }, { "hyphen;", '-' }, { "dash;", '-' },
	{ "ndash;", '-' }, { "minus;", '-' }, { "lowbar;", '_' }, { "sol;", '/' }, { "lpar;", '(' },
	{ "rpar;", ')' }, { "nbsp;", ' ' }, { "ensp;", ' ' }, { "emsp;", ' ' }, { "thinsp;", ' ' },
	{ "shy;", 0xad }, { "zwnj;", 0x200c }, { "zwj;", 0x200d }, { "ZeroWidthSpace;", 0x200b } };

static unsigned digit_of(char c, unsigned base)
{
	unsigned x = c >= '0' && c <= '9'                     ? (unsigned)(c - '0')
		     : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (unsigned)((c | 0x20) - 'a') + 10
							      : base;

	return x < base ? x : base;
}

/* "#64;" and "#x40;", as browsers read them: the mark at the end may lack. */
static size_t numbered_end(struct str text, size_t at, uint32_t *sign)
{
	bool hex = at + 1 < text.n && (text.p[at + 1] | 0x20) == 'x';
	unsigned base = hex ? 16 : 10;
	size_t first = at + 1 + hex, i = first;
	uint32_t c = 0;

	for (; i < text.n && i - first < NAME && digit_of(text.p[i], base) < base; i++)
		c = c > LETTER_MOST ? c : c * base + digit_of(text.p[i], base);
	if (i == first || c == 0 || c > LETTER_MOST || (c >= 0xd800 && c < 0xe000))
		return 0;
	*sign = c;
	return i + (i < text.n && text.p[i] == ';');
}

/* The end of a sign that is spelt out at `at`; 0: there is none.  Some is spelt twice: "&amp;#64;". */
static size_t spelt_end(struct str text, size_t at, uint32_t *sign)
{
	if (str_starts(str_sub(text, at, text.n), STR("%40"))) {
		*sign = '@';
		return at + 3;
	}
	if (text.p[at++] != '&')
		return 0;
	while (str_starts(str_sub(text, at, text.n), STR("amp;")))
		at += 4;
	if (at < text.n && text.p[at] == '#')
		return numbered_end(text, at, sign);
	for (size_t i = 0; i < COUNT_OF(named); i++)
		if (str_starts(str_sub(text, at, text.n), str_of(named[i].written))) {
			*sign = named[i].sign;
			return at + strlen(named[i].written);
		}
	return 0;
}

/* --- signs in other forms ----------------------------------------------------------------------------- */

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* What a sign beyond ASCII is read as; 0: as nothing. */
static uint32_t undressed(uint32_t c, bool behind_digit)
{
	int8_t type = u_charType((UChar32)c);
	int32_t numeric = u_getIntPropertyValue((UChar32)c, UCHAR_NUMERIC_TYPE);
	bool on_it = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;

	if (fold_class(c) == FOLD_NOTHING || (behind_digit && on_it))
		return 0;
	if (numeric == U_NT_DECIMAL || numeric == U_NT_DIGIT)
		return '0' + (uint32_t)u_getNumericValue((UChar32)c);
	if (c >= 0xff01 && c <= 0xff5e) /* full width */
		return c - 0xff01 + '!';
	if (type == U_SPACE_SEPARATOR)
		return ' ';
	if ((c >= 0x2010 && c <= 0x2013) || c == 0x2212)
		return '-';
	return c == 0xfe6b ? '@' : c;
}

/* --- the whole ---------------------------------------------------------------------------------------- */

static void change(struct scope *sc, struct mask_plain *plain, size_t from, size_t to, uint32_t sign)
{
	struct mask_change *last = plain->n ? &plain->at[plain->n - 1] : NULL;
	size_t begins = last ? last->plain + last->n + (from - last->to) : from;
	struct mask_change *c = LIST_ADD(sc, plain);
	uint32_t n = 0;

	*c = (struct mask_change){ .from = from, .to = to, .plain = begins };
	if (sign)
		U8_APPEND_UNSAFE((uint8_t *)c->as, n, sign);
	c->n = n;
}

static void look_for_changes(struct scope *sc, struct mask_plain *plain, struct str text)
{
	bool behind_digit = false;

	for (size_t at = 0, next = 0; at < text.n; at = next) {
		uint32_t c = str_next(text, &next), sign = c;
		size_t end = spelt_end(text, at, &sign);
		next = end ? end : next;
		if (sign >= 0x80 && sign != 0xfffd)
			sign = undressed(sign, behind_digit);
		if (end || sign != c)
			change(sc, plain, at, next, sign);
		behind_digit = is_digit(sign) || (behind_digit && !sign);
	}
}

struct mask_plain mask_plain(struct scope *sc, struct str text)
{
	struct mask_plain plain = { .text = text };
	size_t at = 0;

	look_for_changes(sc, &plain, text);
	if (!plain.n)
		return plain;
	struct buf *b = buf_new(sc, text.n); /* no sign is longer than what was written */
	for (size_t i = 0; i < plain.n; at = plain.at[i++].to) {
		buf_str_add(b, str_sub(text, at, plain.at[i].from));
		buf_add(b, plain.at[i].as, plain.at[i].n);
	}
	buf_str_add(b, str_sub(text, at, text.n));
	plain.text = buf_str(b);
	return plain;
}

/* The bytes that were written for the byte `at`, which lies behind all that were asked for before. */
static struct mask_place written(const struct mask_plain *plain, size_t at, size_t *next)
{
	const struct mask_change *c = plain->at;

	while (*next < plain->n && c[*next].plain + c[*next].n <= at)
		++*next;
	if (*next < plain->n && c[*next].plain <= at)
		return (struct mask_place){ .from = c[*next].from, .to = c[*next].to };
	if (*next)
		at += c[*next - 1].to - (c[*next - 1].plain + c[*next - 1].n);
	return (struct mask_place){ .from = at, .to = at + 1 };
}

/* What is seen as nothing goes with the sign before it. */
static size_t with_nothings(const struct mask_plain *plain, size_t end, size_t next)
{
	while (next < plain->n && plain->at[next].from < end)
		next++;
	for (; next < plain->n && plain->at[next].from == end && plain->at[next].n == 0; next++)
		end = plain->at[next].to;
	return end;
}

void mask_as_written(const struct mask_plain *plain, struct mask_places *places)
{
	size_t next = 0;

	for (size_t i = 0; plain->n && i < places->n; i++) {
		struct mask_place *place = &places->at[i];
		place->from = written(plain, place->from, &next).from;
		size_t end = written(plain, place->to - 1, &next).to;
		place->to = with_nothings(plain, end, next);
	}
}
