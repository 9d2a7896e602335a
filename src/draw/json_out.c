#include "draw/json_out.h"

enum { DIGITS = 15 };

static void start(struct json *j, const char *name)
{
	if (j->filled)
		buf_putc(j->out, ',');
	if (j->depth)
		buf_putc(j->out, '\n');
	for (unsigned i = 0; i < j->depth; i++)
		buf_puts(j->out, "  ");
	if (name)
		buf_printf(j->out, "\"%s\": ", name);
	j->filled = true;
}

void json_open(struct json *j, const char *name, char bracket)
{
	start(j, name);
	buf_putc(j->out, bracket);
	j->depth++;
	j->filled = false;
}

void json_close(struct json *j, char bracket)
{
	j->depth--;
	if (j->filled) {
		buf_putc(j->out, '\n');
		for (unsigned i = 0; i < j->depth; i++)
			buf_puts(j->out, "  ");
	}
	buf_putc(j->out, bracket);
	j->filled = true;
}

static void letter(struct buf *out, uint32_t c)
{
	if (c == '"' || c == '\\')
		buf_printf(out, "\\%c", (char)c);
	else if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029)
		buf_printf(out, "\\u%04X", (unsigned)c);
	else
		buf_letter(out, c);
}

void json_text(struct json *j, const char *name, struct str text)
{
	start(j, name);
	if (!text.p) {
		buf_puts(j->out, "null");
		return;
	}
	buf_putc(j->out, '"');
	for (size_t i = 0; i < text.n;)
		letter(j->out, str_next(text, &i));
	buf_putc(j->out, '"');
}

void json_count(struct json *j, const char *name, uint64_t n)
{
	start(j, name);
	buf_printf(j->out, "%llu", (unsigned long long)n);
}

void json_number(struct json *j, const char *name, bool known, double x)
{
	start(j, name);
	if (known)
		buf_number(j->out, x, DIGITS);
	else
		buf_puts(j->out, "null");
}

void json_bool(struct json *j, const char *name, bool yes)
{
	start(j, name);
	buf_puts(j->out, yes ? "true" : "false");
}
