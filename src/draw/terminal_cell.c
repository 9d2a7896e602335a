#include "draw/terminal_cell.h"

#include <unicode/uchar.h>

static bool turns_direction(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

static uint32_t clean(uint32_t c)
{
	bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);

	return control || turns_direction(c) ? 0xFFFD : c;
}

static size_t letter_width(uint32_t c)
{
	int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	int8_t kind = u_charType((UChar32)c);

	if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR)
		return 0;
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t cell_width(struct str text)
{
	size_t width = 0;

	for (size_t i = 0; i < text.n;)
		width += letter_width(clean(str_next(text, &i)));
	return width;
}

static void fill(struct buf *out, size_t n)
{
	while (n--)
		buf_putc(out, ' ');
}

/* Gives how many columns it took. */
static size_t put(struct buf *out, struct str text, size_t columns)
{
	bool whole = cell_width(text) <= columns;
	size_t room = whole ? columns : columns - (columns > 0), used = 0;

	for (size_t i = 0; i < text.n;) {
		uint32_t c = clean(str_next(text, &i));
		size_t w = letter_width(c);
		if (used + w > room)
			break;
		buf_letter(out, c);
		used += w;
	}
	if (whole || columns == 0)
		return used;
	buf_puts(out, "…");
	return used + 1;
}

void cell_put(struct buf *out, struct str text, size_t columns)
{
	(void)put(out, text, columns);
}

void cell_left(struct buf *out, struct str text, size_t columns)
{
	fill(out, columns - put(out, text, columns));
}

void cell_right(struct buf *out, struct str text, size_t columns)
{
	size_t width = cell_width(text);

	if (width < columns)
		fill(out, columns - width);
	(void)put(out, text, columns);
}

void cell_wrap(struct buf *out, const char *mark, size_t indent, struct str text, size_t columns)
{
	size_t at = indent;
	bool first = true;

	buf_puts(out, mark);
	for (struct str rest = text; rest.p;) {
		struct str word = str_cut(&rest, ' ');
		size_t w = cell_width(word);
		if (!word.n)
			continue;
		if (!first && at + 1 + w > columns) {
			buf_putc(out, '\n');
			fill(out, indent);
			at = indent;
			first = true;
		}
		if (!first) {
			buf_putc(out, ' ');
			at++;
		}
		at += put(out, word, columns - indent);
		first = false;
	}
	buf_putc(out, '\n');
}
