#include "base/json.h"

enum { DIGITS = 15, DIGITS_EXACT = 17 /* which tell any two doubles apart */ };

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

static void escape(struct buf *b, uint32_t c)
{
	static const char short_names[] = "\"\"\\\\\bb\ff\nn\rr\tt";

	for (size_t i = 0; i + 1 < sizeof short_names; i += 2) {
		if ((uint32_t)short_names[i] == c) {
			buf_printf(b, "\\%c", short_names[i + 1]);
			return;
		}
	}
	buf_printf(b, "\\u%04x", c);
}

static bool plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

void json_quote(struct buf *b, struct str s)
{
	if (!s.p) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '"');
	for (size_t i = 0, from; i < s.n;) {
		for (from = i;
			i < s.n && plain((unsigned char)s.p[i]) && !(i && s.p[i] == '/' && s.p[i - 1] == '<');
			i++)
			;
		buf_add(b, s.p + from, i - from);
		if (i == s.n)
			break;
		uint32_t c = str_next(s, &i);
		if (c == '/')
			buf_puts(b, "\\/");
		else if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f || c == 0x2028 || c == 0x2029)
			escape(b, c);
		else
			buf_letter(b, c);
	}
	buf_putc(b, '"');
}

void json_text(struct json *j, const char *name, struct str text)
{
	start(j, name);
	json_quote(j->out, text);
}

void json_count(struct json *j, const char *name, uint64_t n)
{
	start(j, name);
	buf_printf(j->out, "%llu", (unsigned long long)n);
}

static void number(struct json *j, double x)
{
	size_t from = buf_len(j->out);
	double read;

	for (int digits = DIGITS;; digits++) {
		buf_number(j->out, x, digits);
		struct str written = str_sub(buf_str(j->out), from, buf_len(j->out));
		if (!j->exact || digits == DIGITS_EXACT || (str_number(written, &read) && read == x))
			return;
		buf_cut(j->out, from);
	}
}

void json_number(struct json *j, const char *name, bool known, double x)
{
	start(j, name);
	if (known)
		number(j, x);
	else
		buf_puts(j->out, "null");
}

void json_bool(struct json *j, const char *name, bool yes)
{
	start(j, name);
	buf_puts(j->out, yes ? "true" : "false");
}
