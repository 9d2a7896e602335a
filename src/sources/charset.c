#include "sources/charset.h"

#include <math.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

/* Among equals the earlier one goes first. */
static const char *const single_byte[] = { "windows-1250", "windows-1251", "ISO-8859-2", "KOI8-R" };

enum { SAMPLE = 64 * 1024 };

size_t charset_ascii(struct str s)
{
	size_t i = 0;

	for (; i + 64 <= s.n; i += 64) {
		uint64_t words[8], any = 0;
		memcpy(words, s.p + i, sizeof words);
		for (size_t k = 0; k < COUNT_OF(words); k++)
			any |= words[k];
		if (any & 0x8080808080808080ull)
			break;
	}
	while (i < s.n && !((unsigned char)s.p[i] & 0x80))
		i++;
	return i;
}

/* The length of the UTF-8 letter that starts the text (Unicode 15, table 3-7); 0: none; -1: it is cut off. */
static int utf8_letter(const unsigned char *p, size_t n)
{
	unsigned char first = p[0], low = 0x80, high = 0xBF;
	size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

	if ((first >= 0x80 && first < 0xC2) || first > 0xF4)
		return 0;
	low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : low;
	high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : high;
	for (size_t i = 1; i < length; i++) {
		if (i == n)
			return -1;
		if (p[i] < low || p[i] > high)
			return 0;
		low = 0x80;
		high = 0xBF;
	}
	return (int)length;
}

size_t charset_utf8(struct str s, bool *cut)
{
	size_t i = 0;

	*cut = false;
	while (i < s.n) {
		if (!((unsigned char)s.p[i] & 0x80)) {
			i += charset_ascii(str_sub(s, i, s.n));
			continue;
		}
		int n = utf8_letter((const unsigned char *)s.p + i, s.n - i);
		*cut = n < 0;
		if (n <= 0)
			return i;
		i += (size_t)n;
	}
	return i;
}

/* Letters past ASCII that are sound UTF-8, against bytes that are not. */
static bool looks_utf8(struct str s)
{
	size_t sound = 0, broken = 0;

	for (size_t i = 0; i < s.n;) {
		int n = utf8_letter((const unsigned char *)s.p + i, s.n - i);
		if (n < 0)
			break;
		sound += n > 1;
		broken += n == 0;
		i += n > 0 ? (size_t)n : 1;
	}
	return broken * 2 <= sound;
}

/* A UTF-16 unit that text is made of: ASCII, Latin, Cyrillic, general punctuation. */
static bool unit_is_text(unsigned unit)
{
	if (unit < 0x20)
		return unit == '\t' || unit == '\n' || unit == '\r';
	return (unit < 0x250 && unit != 0x7F) || (unit >= 0x400 && unit < 0x530) ||
	       (unit >= 0x2000 && unit < 0x2120);
}

/* The share of units that are text, read with the low byte at `low` (0 or 1); 0 where none is ASCII, since
 * no table is without a comma and a line's end. */
static double utf16_share(struct str s, size_t low)
{
	size_t text = 0, ascii = 0, n = s.n / 2;

	for (size_t i = 0; i < n; i++) {
		unsigned unit =
			(unsigned char)s.p[2 * i + low] | (unsigned)(unsigned char)s.p[2 * i + 1 - low] << 8;
		text += unit_is_text(unit);
		ascii += unit < 0x80;
	}
	return n && ascii ? (double)text / (double)n : 0;
}

static const char *utf16_name(struct str s)
{
	if (str_starts(s, STR("\xff\xfe")))
		return "UTF-16LE";
	if (str_starts(s, STR("\xfe\xff")))
		return "UTF-16BE";
	if (s.n < 4 || !memchr(s.p, 0, s.n))
		return NULL;
	double little = utf16_share(s, 0), big = utf16_share(s, 1);
	if (little < 0.97 && big < 0.97)
		return NULL;
	return little >= big ? "UTF-16LE" : "UTF-16BE";
}

size_t charset_mark(const char *name, struct str bytes)
{
	static const struct {
		const char *name;
		struct str mark;
	} marks[] = {
		{ "UTF-8", { "\xef\xbb\xbf", 3 } },
		{ "UTF-16LE", { "\xff\xfe", 2 } },
		{ "UTF-16BE", { "\xfe\xff", 2 } },
	};

	for (size_t i = 0; name && i < COUNT_OF(marks); i++)
		if (str_equal(str_of(name), str_of(marks[i].name)) && str_starts(bytes, marks[i].mark))
			return marks[i].mark.n;
	return 0;
}

/* Per cent among the letters of running text: Polish without the 23 letters of ASCII (NKJP corpus),
 * Russian (National Corpus). */
static const struct {
	UChar letter;
	float percent;
} frequencies[] = {
	/* clang-format off */
	{ 0x105, 0.99f }, { 0x107, 0.40f }, { 0x119, 1.11f }, { 0x142, 1.82f }, { 0x144, 0.20f },
	{ 0x0F3, 0.85f }, { 0x15B, 0.66f }, { 0x17A, 0.06f }, { 0x17C, 0.83f },
	{ 0x430, 8.01f }, { 0x431, 1.59f }, { 0x432, 4.54f }, { 0x433, 1.70f }, { 0x434, 2.98f },
	{ 0x435, 8.45f }, { 0x451, 0.04f }, { 0x436, 0.94f }, { 0x437, 1.65f }, { 0x438, 7.35f },
	{ 0x439, 1.21f }, { 0x43A, 3.49f }, { 0x43B, 4.40f }, { 0x43C, 3.21f }, { 0x43D, 6.70f },
	{ 0x43E, 10.97f }, { 0x43F, 2.81f }, { 0x440, 4.73f }, { 0x441, 5.47f }, { 0x442, 6.26f },
	{ 0x443, 2.62f }, { 0x444, 0.26f }, { 0x445, 0.97f }, { 0x446, 0.48f }, { 0x447, 1.44f },
	{ 0x448, 0.73f }, { 0x449, 0.36f }, { 0x44A, 0.04f }, { 0x44B, 1.90f }, { 0x44C, 1.74f },
	{ 0x44D, 0.32f }, { 0x44E, 0.64f }, { 0x44F, 2.01f },
	/* clang-format on */
};

enum { POLISH_SHARE = 7 /* per cent of Polish letters that are past ASCII */ };

static bool is_cyrillic(UChar32 c)
{
	return c >= 0x400 && c < 0x500;
}

/* How much a letter speaks for the set it was read by: the logarithm of its share among the letters past
 * ASCII, and much against it for what hardly stands in a table. */
static float letter_weight(UChar c)
{
	static const UChar marks[] = { 0xA0, 0xAB, 0xBB, 0xA7, 0xB0, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C,
		0x201D, 0x201E, 0x2026, 0x2116, 0x20AC };
	UChar32 lower = u_tolower(c);

	for (size_t i = 0; i < COUNT_OF(frequencies); i++) {
		if (frequencies[i].letter != lower)
			continue;
		float share = frequencies[i].percent / (is_cyrillic(lower) ? 100 : POLISH_SHARE);
		return logf(share * 64) - (lower == c ? 0.0f : 0.7f);
	}
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (marks[i] == c)
			return 0.5f;
	return u_isalpha(c) ? -4.0f : u_isprint(c) ? -5.0f : -8.0f;
}

struct reading {
	UChar letter[256];
	float weight[256];
};

static bool reading_make(struct reading *r, const char *name)
{
	UErrorCode error = U_ZERO_ERROR;
	UConverter *from = ucnv_open(name, &error);

	if (U_FAILURE(error))
		return false;
	for (int i = 0; i < 256; i++) {
		char byte = (char)i;
		UChar two[2] = { 0, 0 };
		error = U_ZERO_ERROR;
		ucnv_toUChars(from, two, 2, &byte, 1, &error);
		r->letter[i] = two[0];
		r->weight[i] = letter_weight(two[0]);
	}
	ucnv_close(from);
	return true;
}

/* Letters of two scripts side by side, or a capital behind a small letter, are the mark of a wrong reading.
 */
static float pair_weight(UChar before, UChar c)
{
	if (!u_isalpha(before) || !u_isalpha(c))
		return 0;
	if (is_cyrillic(before) != is_cyrillic(c))
		return -4;
	return u_islower(before) && u_isupper(c) ? -3 : 0;
}

static double spells(const struct reading *r, struct str s)
{
	double sum = 0;
	unsigned char before = ' ';

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c >= 0x80)
			sum += r->weight[c];
		if ((c | before) >= 0x80)
			sum += pair_weight(r->letter[before], r->letter[c]);
		before = c;
	}
	return sum;
}

static const char *best_spelling(struct str s)
{
	const char *best = single_byte[0];
	double most = -INFINITY;

	for (size_t i = 0; i < COUNT_OF(single_byte); i++) {
		struct reading r;
		double sum = reading_make(&r, single_byte[i]) ? spells(&r, s) : -INFINITY;
		if (sum > most) {
			most = sum;
			best = single_byte[i];
		}
	}
	return best;
}

const char *charset_recognise(struct str bytes)
{
	struct str s = str_sub(bytes, 0, SAMPLE);
	const char *utf16 = utf16_name(s);

	if (utf16)
		return utf16;
	if (charset_ascii(s) == s.n)
		return NULL;
	return looks_utf8(s) ? "UTF-8" : best_spelling(s);
}
