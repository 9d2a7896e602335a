#include "cli/table.h"

#include "cli/say.h"

#include <stdio.h>

struct table {
	struct scope *sc;
	const char *align;
	size_t n;
	LIST(struct str) cells; /* the head is the first row */
};

struct table *table_new(struct scope *sc, const char *align, const char *const *head, size_t n)
{
	struct table *t = NEW(sc, struct table);

	t->sc = sc;
	t->align = align;
	t->n = n;
	for (size_t i = 0; head && i < n; i++)
		table_cell(t, str_of(head[i]));
	return t;
}

void table_cell(struct table *t, struct str text)
{
	*LIST_ADD(t->sc, &t->cells) = terminal_text(t->sc, text.p ? text : STR(""));
}

void table_printf(struct table *t, const char *format, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	table_cell(t, str_of(text));
}

static size_t width_of(const struct table *t, size_t column)
{
	size_t width = 0;

	for (size_t i = column; i < t->cells.n; i += t->n) {
		size_t n = str_letters(t->cells.at[i]);
		width = n > width ? n : width;
	}
	return width;
}

static void pad(struct buf *out, size_t n)
{
	while (n--)
		buf_putc(out, ' ');
}

void table_write(const struct table *t, struct buf *out)
{
	size_t *widths = NEW_ARRAY(t->sc, size_t, t->n);

	for (size_t c = 0; c < t->n; c++)
		widths[c] = width_of(t, c);
	for (size_t i = 0; i < t->cells.n; i++) {
		size_t c = i % t->n, gap = widths[c] - str_letters(t->cells.at[i]);
		bool last = c + 1 == t->n, right = t->align[c] == 'r';
		if (right)
			pad(out, gap);
		buf_str_add(out, t->cells.at[i]);
		if (!right && !last)
			pad(out, gap);
		buf_puts(out, last ? "\n" : "  ");
	}
}

struct str count_words(struct scope *sc, uint64_t n)
{
	char digits[32], *out = scope_alloc(sc, 48, 1);
	int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n), at = 0;

	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	return str_of(out);
}
