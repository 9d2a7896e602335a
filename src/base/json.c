#include "base/json.h"

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

void json_text(struct buf *b, struct str s)
{
	if (!s.p) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '"');
	for (size_t i = 0, from; i < s.n;) {
		for (from = i; i < s.n && plain((unsigned char)s.p[i]) && !(i && s.p[i] == '/' && s.p[i - 1] == '<'); i++)
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
