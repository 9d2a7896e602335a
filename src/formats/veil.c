#include "formats/veil.h"

bool veil_is_email(struct str text)
{
	const char *at = text.n ? memchr(text.p, '@', text.n) : NULL, *end = at ? text.p + text.n : NULL;

	return at && at > text.p && text.n <= 254 && memchr(at, '.', (size_t)(end - at)) &&
	       !memchr(text.p, ' ', text.n) && !memchr(text.p, '/', text.n);
}

bool veil_is_needed(struct str text)
{
	return text.n &&
	       (memchr(text.p, '@', text.n) || (memchr(text.p, '%', text.n) && str_has(text, STR("%40"))));
}

static bool ends_address(char c)
{
	return strchr(" \t\r\n<>()[]\"',;:=&?/", c) != NULL;
}

/* The bytes of the sign at `i`: in the addresses of pages it may be written %40. */
static size_t sign_at(struct str text, size_t i)
{
	if (text.p[i] == '@')
		return 1;
	return text.p[i] == '%' && str_starts(str_sub(text, i, i + 3), STR("%40")) ? 3 : 0;
}

size_t veil_emails(char *p, size_t n)
{
	struct str text = { p, n };
	size_t from = 0, out = 0; /* not copied yet */

	for (size_t i = 0; i < n; i++) {
		size_t sign = sign_at(text, i);
		if (!sign || i == from || ends_address(p[i - 1]))
			continue;
		size_t start = i, end = i + sign;
		while (start > from && !ends_address(p[start - 1]))
			start--;
		while (end < n && !ends_address(p[end]))
			end++;
		memmove(p + out, p + from, start - from);
		out += start - from;
		size_t veil = end - start < 3 ? end - start : 3;
		memcpy(p + out, "...", veil);
		out += veil;
		from = end;
		i = end - 1;
	}
	memmove(p + out, p + from, n - from);
	return out + n - from;
}
