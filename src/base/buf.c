#include "base/buf.h"

#include <math.h>
#include <stdio.h>
#include <unicode/utf8.h>

struct buf {
	struct scope *sc;
	char *p;
	size_t n, room, ceiling;
	bool over;
};

enum { FIRST_ROOM = 256 };

struct buf *buf_new(struct scope *sc, size_t ceiling)
{
	struct buf *b = NEW(sc, struct buf);

	b->sc = sc;
	b->ceiling = ceiling;
	b->room = FIRST_ROOM;
	b->p = scope_alloc(sc, b->room, 1);
	return b;
}

static bool buf_reserve(struct buf *b, size_t n)
{
	if (b->over || n > b->ceiling - b->n) {
		b->over = true;
		return false;
	}
	size_t room = b->room;
	while (room < b->n + n + 1)
		room *= 2;
	if (room != b->room) {
		b->p = scope_grow(b->sc, b->p, b->room, room, 1);
		b->room = room;
	}
	return true;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (n == 0 || !buf_reserve(b, n))
		return;
	memcpy(b->p + b->n, bytes, n);
	b->n += n;
	b->p[b->n] = 0;
}

void buf_str_add(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void buf_puts(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_letter(struct buf *b, uint32_t code_point)
{
	uint8_t bytes[4];
	int32_t n = 0;

	if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
		code_point = 0xFFFD;
	U8_APPEND_UNSAFE(bytes, n, code_point);
	buf_add(b, bytes, (size_t)n);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (n > 0 && buf_reserve(b, (size_t)n)) {
		vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void buf_number(struct buf *b, double x, int digits)
{
	char text[400];

	if (!isfinite(x)) {
		buf_puts(b, "null");
		return;
	}
	if (x == 0)
		x = 0; /* no "-0" */
	int exponent = x == 0 ? 0 : (int)floor(log10(fabs(x)));
	if (exponent < -4 || exponent >= 15) {
		buf_printf(b, "%.*g", digits, x);
		return;
	}
	int places = digits - 1 - exponent;
	snprintf(text, sizeof text, "%.*f", places < 0 ? 0 : places, x);
	if (strchr(text, '.')) {
		size_t n = strlen(text);
		while (text[n - 1] == '0')
			n--;
		if (text[n - 1] == '.')
			n--;
		text[n] = 0;
	}
	buf_puts(b, strcmp(text, "-0") == 0 ? "0" : text);
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

size_t buf_len(const struct buf *b)
{
	return b->n;
}

void buf_cut(struct buf *b, size_t n)
{
	if (n < b->n) {
		b->n = n;
		b->p[n] = 0;
	}
}

bool buf_over(const struct buf *b)
{
	return b->over;
}

bool buf_ok(const struct buf *b, const char *what)
{
	if (!b->over)
		return true;
	return scope_fail(b->sc, FAULT_LIMIT, "%s is larger than %zu bytes, the ceiling", what, b->ceiling);
}
