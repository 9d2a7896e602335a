#include "serve/share_page.h"

#include "answer/publish.h"
#include "base/when.h"
#include "doors/share.h"
#include "draw/draw.h"
#include "map/hide.h"
#include "serve/api_desk.h"
#include "serve/drawn.h"
#include "serve/dress.h"
#include "serve/house.h"
#include "serve/share_answer.h"
#include "serve/shelf.h"
#include "serve/web_form.h"

enum { PASS_S = 86400, BUSY_S = 5 };

#define COOKIE "wend_share"
#define SECURE_COOKIE "__Secure-" COOKIE

struct showing {
	struct request *req;
	struct reply *reply;
	struct scope *sc;
	struct house *house;
	struct api_desk *desk;
	struct str link;
	struct share_seen seen;
	bool svg;
};

/* --- the map ------------------------------------------------------------------------------------------------ */

/* Outsiders are not told who published it, nor what was noted. */
static void say_version(struct scope *sc, struct map *map, const struct published *v)
{
	struct str words =
		str_of(scope_printf(sc, "Version %lld, published %.*s. The numbers are those of that day.",
			(long long)v->no, STR_ARG(when_date(sc, v->published_us))));

	LIST_ADD(sc, &map->remarks);
	for (size_t i = map->remarks.n - 1; i > 0; i--)
		map->remarks.at[i] = map->remarks.at[i - 1];
	map->remarks.at[0] = words;
}

static struct map_hiding hiding_of(const struct share *share)
{
	return (struct map_hiding){ .quotes = share->hide_quotes, .small_n = (uint64_t)share->small_n };
}

static bool write_page(struct scope *sc, const struct map *map, struct buf *out)
{
	struct html_links links = share_links(sc);

	return html_page(sc, map, &links, out);
}

static bool write_version(struct showing *s, int64_t no, struct buf *out)
{
	struct map_hiding hiding = hiding_of(&s->seen.share);
	struct shown *shown = publish_show(s->sc, s->desk->docs, s->seen.share.map, no);
	struct map *map = shown ? publish_read(s->sc, shown) : NULL;

	if (!map)
		return false;
	map_hide(s->sc, map, &hiding);
	say_version(s->sc, map, shown->version);
	return (s->svg ? draw_svg : write_page)(s->sc, map, out);
}

/* Kept no longer than other answers: the quotes of whoever was erased since are gone. */
static bool drawn_version(struct showing *s, struct str *bytes)
{
	const struct share *share = &s->seen.share;
	struct buf *out = buf_new(s->sc, DRAW_CEILING);
	struct shelf_key key = { office_state(s->house->office),
		str_of(scope_printf(s->sc, "share\n%.*s\n%.*s\n%d %lld %d", STR_ARG(share->map),
			STR_ARG(share->version), share->hide_quotes, (long long)share->small_n, s->svg)) };
	int64_t no;

	if (shelf_get(s->house->shelf, s->sc, key, bytes))
		return true;
	if (!str_integer(share->version, &no))
		return scope_fail(s->sc, FAULT_NOT_FOUND, "the link's version is none");
	if (!write_version(s, no, out))
		return false;
	*bytes = buf_str(out);
	shelf_put(s->house->shelf, key, *bytes);
	return true;
}

static bool drawn(struct showing *s, struct str *bytes)
{
	struct drawn_wish wish = { .map = s->seen.share.map,
		.format = s->svg ? STR("svg") : STR("page"),
		.now_us = s->req->now_us,
		.hiding = hiding_of(&s->seen.share),
		.write = s->svg ? NULL : write_page };

	return s->seen.share.version.p ? drawn_version(s, bytes) : drawn_get(s->sc, s->house, &wish, bytes);
}

/* --- who may see it ------------------------------------------------------------------------------------------- */

/* One for each link: its path keeps them apart, here and in the browser.  Within a frame of another site a browser keeps
 * none that is SameSite=Lax, and one that is not only over TLS; Partitioned: for this frame in that site's pages alone.  It
 * shows a page and changes nothing, so that no request of others can do harm with it. */
static void give_pass(struct showing *s)
{
	bool secure = s->req->secure, framed = secure && !str_empty(s->seen.frames);

	reply_add(s->reply, "Set-Cookie",
		str_of(scope_printf(s->sc, "%s=%s; Path=/s/%.*s; HttpOnly; SameSite=%s; Max-Age=%d%s%s",
			secure ? SECURE_COOKIE : COOKIE, s->seen.pass, STR_ARG(s->link),
			framed ? "None" : "Lax", PASS_S, secure ? "; Secure" : "",
			framed ? "; Partitioned" : "")));
}

static bool show_fault(struct showing *s)
{
	if (s->sc->fault == FAULT_NOT_FOUND)
		return share_show_nothing(s->req, s->reply, s->link);
	if (s->sc->fault == FAULT_LIMIT && s->seen.retry_s)
		return share_show_wait(s->req, s->reply, 429, s->seen.retry_s,
			"There were too many tries. Wait some minutes, then try again.");
	if (s->sc->fault == FAULT_CONFLICT)
		return share_show_wait(s->req, s->reply, 503, BUSY_S,
			"It is being worked on. Load the page again in some seconds.");
	if (s->sc->fault == FAULT_LIMIT)
		return share_show_words(s->req, s->reply, 503, "The map is too large for a page.");
	return share_show_words(s->req, s->reply, 500,
		scope_printf(s->sc, "Something broke. The log knows it as %s.", s->req->id));
}

static bool opens(struct showing *s, struct str password)
{
	struct share_try attempt = { .text = s->link,
		.password = password,
		.pass = request_cookie(s->req, s->req->secure ? SECURE_COOKIE : COOKIE),
		.address = s->req->address,
		.counts = s->req->method == METHOD_GET && !s->svg };

	s->desk = api_desk_take(s->sc, s->house->desks);
	return s->desk && share_open(s->sc, s->desk->doors, &attempt, s->req->now_us, &s->seen);
}

/* Only what a link can be goes back into a page or a header. */
static bool is_link(struct str link)
{
	struct ticket t;

	return ticket_read(TICKET_SHARE, link, &t);
}

static struct showing *begin(struct request *req, struct reply *reply)
{
	struct showing *s = NEW(req->sc, struct showing);
	struct str link = request_part(req, "link");

	s->req = req;
	s->reply = reply;
	s->sc = req->sc;
	s->house = house_of(req);
	s->link = is_link(link) ? link : STR("");
	return s;
}

/* The page is kept for all links that show the same of a map; its own address is written in for each. */
static struct str addressed(struct showing *s, struct str page)
{
	static const char place[] = "href=\"" SHARE_PICTURE "\"";
	const char *at = page.n ? memmem(page.p, page.n, place, sizeof place - 1) : NULL;

	if (s->svg || !at)
		return page;
	struct buf *out = buf_new(s->sc, DRAW_CEILING);
	const char *after = at + sizeof place - 1;
	buf_str_add(out, (struct str){ page.p, (size_t)(at - page.p) });
	buf_printf(out, "href=\"/s/%.*s/map.svg\"", STR_ARG(s->link));
	buf_str_add(out, (struct str){ after, page.n - (size_t)(after - page.p) });
	return buf_over(out) ? page : buf_str(out);
}

static bool show(struct showing *s)
{
	struct str bytes;

	if (!opens(s, (struct str){ 0 }))
		return show_fault(s);
	if (s->seen.needs_password)
		return s->svg ? share_show_nothing(s->req, s->reply, s->link)
			      : share_ask_password(s->req, s->reply, s->link);
	if (!drawn(s, &bytes))
		return show_fault(s);
	reply_text(s->reply, s->svg ? "image/svg+xml" : "text/html; charset=utf-8", addressed(s, bytes));
	share_headers(s->reply);
	return true;
}

/* Whatever it is that the link answers: the form and what is said of a wrong password stand where the map would. */
static void close_showing(struct showing *s)
{
	dress_framed(s->req, s->reply, s->seen.frames);
	api_desk_give(s->house->desks, s->desk);
}

static enum answered answer_page(struct request *req, struct reply *reply)
{
	struct showing *s = begin(req, reply);

	show(s);
	close_showing(s);
	return ANSWERED;
}

static enum answered answer_picture(struct request *req, struct reply *reply)
{
	struct showing *s = begin(req, reply);

	s->svg = true;
	show(s);
	close_showing(s);
	return ANSWERED;
}

/* --- the password ---------------------------------------------------------------------------------------------- */

static bool try_password(struct showing *s)
{
	if (!web_form_from_here(s->req))
		return share_show_words(s->req, s->reply, 403,
			"The password came from another site's page. Open the link itself, and type it there.");
	if (!web_form_is(s->req))
		return share_show_words(s->req, s->reply, 415, "A form with the password is expected.");
	struct str password = web_form_text(s->req, "password");
	if (!password.p)
		return share_show_words(s->req, s->reply, 422,
			"A password of up to 200 letters is expected. Go back, and type it.");
	if (!opens(s, password))
		return show_fault(s);
	if (s->seen.pass[0])
		give_pass(s);
	s->reply->status = 303;
	reply_add(s->reply, "Location", str_of(scope_printf(s->sc, "/s/%.*s", STR_ARG(s->link))));
	share_headers(s->reply);
	return true;
}

static enum answered answer_password(struct request *req, struct reply *reply)
{
	struct showing *s = begin(req, reply);

	try_password(s);
	close_showing(s);
	return ANSWERED;
}

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_GET,  "/s/look/{file}",    ROUTE_HERE, 0, share_look, true, NULL },
	{ METHOD_GET,  "/s/{link}",         ROUTE_WORKER, 0, answer_page, false, NULL },
	{ METHOD_POST, "/s/{link}",         ROUTE_WORKER, WEB_FORM_MOST, answer_password, false, NULL },
	{ METHOD_GET,  "/s/{link}/map.svg", ROUTE_WORKER, 0, answer_picture, false, NULL },
};
/* clang-format on */

struct routes share_page_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
