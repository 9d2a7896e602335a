#include <unicode/uchar.h>

#include "draw/font.h"

#define ELLIPSIS "\xe2\x80\xa6"

/* Where a line may end: behind a space, behind a mark that joins names, and around ideographs. */
static bool breaks_after(uint32_t c)
{
	int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);

	return c == ' ' || c == '\t' || c == '\n' || c == '/' || c == '_' || c == '-' || c == 0x2013 ||
	       c == 0x2014 || c == '|' || width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

/* A letter that must not be parted from the one before it. */
static bool joins(uint32_t c)
{
	int8_t kind = u_charType((UChar32)c);

	return kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR ||
	       kind == U_COMBINING_SPACING_MARK || (c >= 0x1F3FB && c <= 0x1F3FF);
}

static size_t piece_end(struct str text, size_t from)
{
	size_t i = from;

	while (i < text.n) {
		if (!breaks_after(str_next(text, &i)))
			continue;
		size_t next = i;
		if (i == text.n || !joins(str_next(text, &next)))
			break;
	}
	return i;
}

/* How many bytes of the text go into the width, whole letters with their marks; at least one letter. */
static size_t letters_in(struct font *font, struct str text, struct fit_want want, double size)
{
	size_t fit = 0;

	for (size_t i = 0; i < text.n;) {
		str_next(text, &i);
		for (size_t next = i; next < text.n && joins(str_next(text, &next));)
			i = next;
		if (fit && font_width(font, str_sub(text, 0, i), size, want.face) > want.width)
			break;
		fit = i;
	}
	return fit;
}

struct str font_cut(
	struct scope *sc, struct font *font, struct str text, double width, double size, enum face face)
{
	struct fit_want want = { .width = width - font_width(font, STR(ELLIPSIS), size, face), .face = face };

	text = str_trim(text);
	if (font_width(font, text, size, face) <= width)
		return text;
	struct str head = str_trim(str_sub(text, 0, letters_in(font, text, want, size)));
	return str_of(scope_printf(sc, "%.*s" ELLIPSIS, STR_ARG(head)));
}

/* The end of the line that starts at `from`: as many pieces as go in; 0 where not even one does. */
static size_t line_end(struct font *font, struct str text, size_t from, struct fit_want want, double size)
{
	size_t end = 0;

	for (size_t i = from; i < text.n;) {
		i = piece_end(text, i);
		struct str line = str_trim(str_sub(text, from, i));
		if (font_width(font, line, size, want.face) > want.width)
			break;
		end = i;
	}
	return end;
}

static bool fits(struct font *font, struct str text, struct fit_want want, struct fit *out)
{
	out->n = 0;
	for (size_t from = 0; from < text.n;) {
		size_t end = out->n < want.lines ? line_end(font, text, from, want, out->size) : 0;
		if (!end)
			return false;
		out->lines[out->n++] = str_trim(str_sub(text, from, end));
		from = end;
	}
	return true;
}

/* At the smallest size: words are broken where they must, and the last line says that something is left out.
 */
static void force(struct scope *sc, struct font *font, struct str text, struct fit_want want, struct fit *out)
{
	size_t from = 0;

	out->n = 0;
	while (from < text.n && out->n + 1 < want.lines) {
		struct str rest = str_sub(text, from, text.n);
		size_t end = line_end(font, text, from, want, out->size);
		if (!end)
			end = from + letters_in(font, rest, want, out->size);
		out->lines[out->n++] = str_trim(str_sub(text, from, end));
		from = end;
	}
	struct str rest = str_trim(str_sub(text, from, text.n));
	if (rest.n) {
		out->lines[out->n] = font_cut(sc, font, rest, want.width, out->size, want.face);
		out->cut = out->lines[out->n++].p != rest.p;
	}
}

struct fit font_fit(struct scope *sc, struct font *font, struct str text, struct fit_want want)
{
	struct fit fit = { .size = want.size };

	text = str_trim(text);
	if (want.lines > FIT_LINES)
		want.lines = FIT_LINES;
	for (; fit.size >= want.smallest; fit.size -= 1)
		if (fits(font, text, want, &fit))
			return fit;
	fit.size = want.smallest;
	force(sc, font, text, want, &fit);
	return fit;
}
