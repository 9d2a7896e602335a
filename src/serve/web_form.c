#include "serve/web_form.h"

#include "base/buf.h"

/* As browsers write forms: "+" is a blank, "%C5%82" two bytes.  p NULL: it is not so, or too long. */
static struct str unescaped(struct scope *sc, struct str value)
{
	struct buf *out = buf_new(sc, WEB_FORM_TEXT_MOST);

	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] != '%') {
			buf_putc(out, value.p[i] == '+' ? ' ' : value.p[i]);
			continue;
		}
		int high = i + 2 < value.n ? request_hex(value.p[i + 1]) : -1;
		int low = i + 2 < value.n ? request_hex(value.p[i + 2]) : -1;
		if (high < 0 || low < 0)
			return (struct str){ 0 };
		buf_putc(out, (char)(high * 16 + low));
		i += 2;
	}
	struct str text = buf_str(out);
	return !buf_over(out) && str_is_utf8(text) && !memchr(text.p, 0, text.n) ? text : (struct str){ 0 };
}

struct str web_form_text(struct request *req, const char *name)
{
	struct str rest = req->body;

	while (rest.p) {
		struct str value = str_cut(&rest, '&'), key = str_cut(&value, '=');
		if (value.p && str_equal(key, str_of(name)))
			return unescaped(req->sc, value);
	}
	return (struct str){ 0 };
}

/* Browsers say where a form stands that is sent; who is none says nothing. */
bool web_form_from_here(const struct request *req)
{
	struct str site = request_header(req, "Sec-Fetch-Site");

	return !site.p || str_equal(site, STR("same-origin")) || str_equal(site, STR("none"));
}

bool web_form_is(const struct request *req)
{
	struct str type = request_header(req, "Content-Type");

	return type.p && str_starts(type, STR("application/x-www-form-urlencoded"));
}
