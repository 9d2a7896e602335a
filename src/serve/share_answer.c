#include "serve/share_answer.h"

#include <xxhash.h>

#include "draw/said.h"
#include "draw/svg.h"

enum { PAGE_MOST = 1 << 16 };

extern const char share_css_start[], share_css_end[], docs_css_start[], docs_css_end[];

static struct str share_style(void)
{
	return (struct str){ share_css_start, (size_t)(share_css_end - share_css_start) };
}

static struct str docs_style(void)
{
	return (struct str){ docs_css_start, (size_t)(docs_css_end - docs_css_start) };
}

/* --- what is served as it is ------------------------------------------------------------------------------- */

static const struct look {
	const char *name, *ending, *type;
	struct str (*bytes)(void);
} looks[] = {
	{ "page", "css", "text/css; charset=utf-8", html_style },
	{ "page", "js", "text/javascript; charset=utf-8", html_script },
	{ "share", "css", "text/css; charset=utf-8", share_style },
	{ "docs", "css", "text/css; charset=utf-8", docs_style },
};
enum { LOOK_STYLE, LOOK_SCRIPT, LOOK_SHARE, LOOK_DOCS };

static struct str look_name(struct scope *sc, const struct look *look)
{
	struct str bytes = look->bytes();

	return str_of(scope_printf(sc, "%s-%016llx.%s", look->name,
		(unsigned long long)XXH3_64bits(bytes.p, bytes.n), look->ending));
}

static struct str look_path(struct scope *sc, int which)
{
	return str_of(scope_printf(sc, "/s/look/%s", look_name(sc, &looks[which]).p));
}

enum answered share_look(struct request *req, struct reply *reply)
{
	struct str file = request_part(req, "file");

	for (size_t i = 0; i < COUNT_OF(looks); i++) {
		if (!str_equal(file, look_name(req->sc, &looks[i])))
			continue;
		reply_text(reply, looks[i].type, looks[i].bytes());
		reply_add(reply, "Cache-Control", STR("public, max-age=31536000, immutable"));
		return ANSWERED;
	}
	reply_problem(
		req, reply, 404, "there is nothing here by this name: pages are newer, load them again");
	return ANSWERED;
}

struct html_links share_links(struct scope *sc)
{
	return (struct html_links){ look_path(sc, LOOK_STYLE), look_path(sc, LOOK_SCRIPT), STR(SHARE_PICTURE),
		STR(SHARE_FILES) };
}

struct str share_docs_style(struct scope *sc)
{
	return look_path(sc, LOOK_DOCS);
}

/* --- pages -------------------------------------------------------------------------------------------------- */

enum speech share_speech(const struct request *req)
{
	return speech_accepted(request_headers(req, "Accept-Language"));
}

void share_headers(struct reply *reply)
{
	reply_add(reply, "X-Robots-Tag", STR("noindex, nofollow, noarchive"));
	reply_add(reply, "Referrer-Policy", STR("no-referrer"));
	reply_add(reply, "Cache-Control", STR("no-store"));
}

struct buf *share_begin(struct request *req, const char *title)
{
	struct buf *out = buf_new(req->sc, PAGE_MOST);
	const char *own = said(req->sc, title);

	buf_printf(out, "<!doctype html>\n<html lang=\"%s\">\n", speech_code(req->sc->speech));
	buf_puts(out, "<head>\n<meta charset=\"utf-8\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
		      "<meta name=\"robots\" content=\"noindex, nofollow\">\n"
		      "<link rel=\"icon\" href=\"data:,\">\n");
	buf_printf(out,
		"<title>%s</title>\n<link rel=\"stylesheet\" href=\"%s\">\n<link rel=\"stylesheet\" href=\"%s\">\n"
		"</head>\n<body>\n<main class=\"door\">\n<h1>%s</h1>\n",
		own, look_path(req->sc, LOOK_STYLE).p, look_path(req->sc, LOOK_SHARE).p, own);
	return out;
}

bool share_end(struct reply *reply, int status, struct buf *out)
{
	buf_puts(out, "</main>\n</body>\n</html>\n");
	reply->status = status;
	reply_text(reply, "text/html; charset=utf-8", buf_str(out));
	share_headers(reply);
	return false;
}

static void form(struct scope *sc, struct buf *out, struct str link)
{
	buf_puts(out, "<form method=\"post\" action=\"/s/");
	xml_text(out, link);
	buf_printf(out,
		"\">\n<label for=\"password\">%s</label>\n"
		"<input id=\"password\" name=\"password\" type=\"password\" required maxlength=\"200\""
		" autocomplete=\"off\" autofocus>\n<button>%s</button>\n</form>\n",
		said(sc, "Password"), said(sc, "Show the map"));
}

bool share_ask_password(struct request *req, struct reply *reply, struct str link)
{
	struct buf *out = share_begin(req, "A shared map");

	buf_printf(out, "<p>%s</p>\n",
		said(req->sc,
			"Whoever shared this map with you has set a password for it. It came to you apart from the link."));
	form(req->sc, out, link);
	return share_end(reply, 200, out);
}

/* One page for a link that never was, has ended, was revoked, or has another password: who guesses learns nothing. */
bool share_show_nothing(struct request *req, struct reply *reply, struct str link)
{
	struct buf *out = share_begin(req, "This link opens nothing");

	buf_printf(out, "<p>%s</p>\n<p><a href=\"/s/",
		said(req->sc,
			"It is wrong, has ended, or its password is another. Ask whoever gave it to you."));
	xml_text(out, link);
	buf_printf(out, "\">%s</a></p>\n", said(req->sc, "Try again"));
	return share_end(reply, 404, out);
}

bool share_show_words(struct request *req, struct reply *reply, int status, const char *words)
{
	struct buf *out = share_begin(req, "The map cannot be shown");

	buf_puts(out, "<p>");
	xml_text(out, str_of(said(req->sc, words)));
	buf_puts(out, "</p>\n");
	return share_end(reply, status, out);
}

bool share_show_wait(struct request *req, struct reply *reply, int status, int64_t seconds, const char *words)
{
	reply_add(reply, "Retry-After", str_of(scope_printf(req->sc, "%lld", (long long)seconds)));
	return share_show_words(req, reply, status, words);
}
