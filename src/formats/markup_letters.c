#include "formats/markup_letters.h"

#include <ctype.h>

enum { NAME = 12 }; /* no name of the tables is longer; a number may have as many digits */

/* U+00A0 to U+00FF, in order [HTML 4.01, 24.2.1]. */
static const char latin[] =
	"nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 "
	"acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde "
	"Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute "
	"Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde "
	"auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute "
	"ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/* What letters, shops and word processors use of the others [HTML 4.01, 24.3 and 24.4; HTML Living Standard, 13.5]. */
/* clang-format off */
static const struct {
	const char *name;
	uint32_t letter;
} others[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "AMP", '&' },
	{ "LT", '<' }, { "GT", '>' }, { "QUOT", '"' }, { "num", '#' }, { "commat", '@' }, { "colon", ':' },
	{ "semi", ';' }, { "comma", ',' }, { "period", '.' }, { "excl", '!' }, { "quest", '?' }, { "lpar", '(' },
	{ "rpar", ')' }, { "sol", '/' }, { "percnt", '%' }, { "dollar", '$' }, { "plus", '+' }, { "equals", '=' },
	{ "lowbar", '_' }, { "NewLine", '\n' }, { "Tab", '\t' },
	{ "aogon", 0x105 }, { "Aogon", 0x104 }, { "cacute", 0x107 }, { "Cacute", 0x106 }, { "eogon", 0x119 },
	{ "Eogon", 0x118 }, { "lstrok", 0x142 }, { "Lstrok", 0x141 }, { "nacute", 0x144 }, { "Nacute", 0x143 },
	{ "sacute", 0x15B }, { "Sacute", 0x15A }, { "zacute", 0x17A }, { "Zacute", 0x179 }, { "zdot", 0x17C },
	{ "Zdot", 0x17B }, { "OElig", 0x152 }, { "oelig", 0x153 }, { "Scaron", 0x160 }, { "scaron", 0x161 },
	{ "Yuml", 0x178 }, { "ccaron", 0x10D }, { "zcaron", 0x17E }, { "ecaron", 0x11B }, { "rcaron", 0x159 },
	{ "fnof", 0x192 }, { "circ", 0x2C6 }, { "tilde", 0x2DC },
	{ "ensp", 0x2002 }, { "emsp", 0x2003 }, { "thinsp", 0x2009 }, { "zwnj", 0x200C }, { "zwj", 0x200D },
	{ "lrm", 0x200E }, { "rlm", 0x200F }, { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "lsquo", 0x2018 },
	{ "rsquo", 0x2019 }, { "sbquo", 0x201A }, { "ldquo", 0x201C }, { "rdquo", 0x201D }, { "bdquo", 0x201E },
	{ "dagger", 0x2020 }, { "Dagger", 0x2021 }, { "bull", 0x2022 }, { "hellip", 0x2026 }, { "permil", 0x2030 },
	{ "prime", 0x2032 }, { "Prime", 0x2033 }, { "lsaquo", 0x2039 }, { "rsaquo", 0x203A }, { "euro", 0x20AC },
	{ "numero", 0x2116 }, { "trade", 0x2122 }, { "larr", 0x2190 }, { "uarr", 0x2191 }, { "rarr", 0x2192 },
	{ "darr", 0x2193 }, { "harr", 0x2194 }, { "minus", 0x2212 }, { "infin", 0x221E }, { "asymp", 0x2248 },
	{ "ne", 0x2260 }, { "le", 0x2264 }, { "ge", 0x2265 }, { "loz", 0x25CA }, { "star", 0x2606 },
	{ "starf", 0x2605 }, { "phone", 0x260E }, { "check", 0x2713 }, { "hearts", 0x2665 },
	{ "alpha", 0x3B1 }, { "beta", 0x3B2 }, { "gamma", 0x3B3 }, { "delta", 0x3B4 }, { "mu", 0x3BC },
	{ "pi", 0x3C0 }, { "sigma", 0x3C3 }, { "omega", 0x3C9 }, { "Delta", 0x394 }, { "Sigma", 0x3A3 },
	{ "Omega", 0x3A9 },
};
/* clang-format on */

/* Numbers 128 to 159 mean the letters of windows-1252 [HTML Living Standard, 13.2.5.80]; 0: none. */
static const uint16_t windows[32] = { 0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030,
	0x160, 0x2039, 0x152, 0, 0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
	0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178 };

static uint32_t named(struct str name)
{
	struct str rest = STR(latin);

	for (size_t i = 0; i < COUNT_OF(others); i++)
		if (str_equal(name, str_of(others[i].name)))
			return others[i].letter;
	for (uint32_t letter = 0xA0; rest.p; letter++)
		if (str_equal(name, str_cut(&rest, ' ')))
			return letter;
	return 0;
}

static uint32_t sound(uint32_t n)
{
	if (n >= 0x80 && n < 0xA0 && windows[n - 0x80])
		return windows[n - 0x80];
	return n == 0 || n > 0x10FFFF || (n >= 0xD800 && n < 0xE000) ? 0xFFFD : n;
}

/* The number behind "&#"; the semicolon may be missing. */
static uint32_t numbered(struct str text, size_t *at)
{
	size_t i = *at + 2, from;
	bool hex = i < text.n && (text.p[i] | 0x20) == 'x';
	uint32_t n = 0;

	for (from = i += hex; i < text.n && i - from < NAME; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (!(hex ? isxdigit(c) : isdigit(c)))
			break;
		uint32_t digit = isdigit(c) ? c - (uint32_t)'0' : (c | 0x20u) - (uint32_t)'a' + 10;
		n = n > 0x10FFFF ? n : n * (hex ? 16 : 10) + digit;
	}
	if (i == from)
		return 0;
	*at = i + (i < text.n && text.p[i] == ';');
	return sound(n);
}

uint32_t markup_letter(struct str text, size_t *at)
{
	struct str name = { text.p + *at + 1, 0 };

	if (*at + 1 < text.n && text.p[*at + 1] == '#')
		return numbered(text, at);
	while (*at + 1 + name.n < text.n && name.n <= NAME && isalnum((unsigned char)name.p[name.n]))
		name.n++;
	size_t end = *at + 1 + name.n;
	/* Without its semicolon it is as likely a part of an address: "?a=1&copy=2". */
	uint32_t letter = name.n && end < text.n && text.p[end] == ';' ? named(name) : 0;
	if (letter)
		*at = end + 1;
	return letter;
}
