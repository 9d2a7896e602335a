#include "serve/share_page.h"

#include "answer/pictures.h"
#include "answer/publish.h"
#include "doors/share.h"
#include "draw/words.h"
#include "map/hide.h"
#include "serve/api_attachments.h"
#include "serve/api_desk.h"
#include "serve/drawn.h"
#include "serve/dress.h"
#include "serve/house.h"
#include "serve/share_answer.h"
#include "serve/shelf.h"
#include "serve/web_form.h"
#include "store/attachments.h"

enum { PASS_S = 86400, BUSY_S = 5 };

#define COOKIE "wend_share"
#define SECURE_COOKIE "__Secure-" COOKIE

/* What of a map is shown; the ids of the files that stand in what is shown, a line each, are for ourselves. */
enum showing_what { SHOW_PAGE, SHOW_PICTURE, SHOW_FILES };

struct showing {
	struct request *req;
	struct reply *reply;
	struct scope *sc;
	struct house *house;
	struct api_desk *desk;
	struct str link;
	struct share_seen seen;
	enum showing_what what;
};

/* --- the map ------------------------------------------------------------------------------------------------ */

/* Outsiders are not told who published it, nor what was noted. */
static void say_version(struct scope *sc, struct map *map, const struct published *v)
{
	struct str words = words_line(sc, "Version %lld, published %s. The numbers are those of that day.",
		(long long)v->no, words_date(sc, v->published_us).p);

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

/* The ids have no line's end in them: attachment_id_ok. */
static bool write_files(struct scope *sc, const struct map *map, struct buf *out)
{
	for (size_t i = 0; i < map->lanes.n; i++)
		for (size_t t = 0; map->lanes.at[i].cells && t < map->touchpoints.n; t++)
			for (size_t c = 0; c < map->lanes.at[i].cells[t].cells.n; c++) {
				const struct attached_list *list =
					&map->lanes.at[i].cells[t].cells.at[c].attachments;
				for (size_t k = 0; k < list->n; k++)
					buf_printf(out, "%.*s\n", STR_ARG(list->at[k].id));
			}
	(void)sc;
	return buf_ok(out, "the list of files");
}

static const struct {
	const char *name; /* to keep it by */
	bool (*write)(struct scope *sc, const struct map *map, struct buf *out);
} shows[] = { [SHOW_PAGE] = { "page", write_page },
	[SHOW_PICTURE] = { "svg", draw_svg },
	[SHOW_FILES] = { "files", write_files } };

static bool write_version(struct showing *s, int64_t no, struct buf *out)
{
	struct map_hiding hiding = hiding_of(&s->seen.share);
	struct shown *shown = publish_show(s->sc, s->desk->docs, s->seen.share.map, no);
	struct map *map = shown ? publish_read(s->sc, shown) : NULL;

	if (!map)
		return false;
	map_hide(s->sc, map, &hiding);
	say_version(s->sc, map, shown->version);
	return pictures_fetch(s->sc, s->desk->docs, map) && shows[s->what].write(s->sc, map, out);
}

/* Kept no longer than other answers: the quotes of whoever was erased since are gone. */
static bool drawn_version(struct showing *s, struct str *bytes)
{
	const struct share *share = &s->seen.share;
	struct buf *out = buf_new(s->sc, DRAW_CEILING);
	struct shelf_key key = { office_state(s->house->office),
		str_of(scope_printf(s->sc, "share\n%.*s\n%.*s\n%d %lld %d %d", STR_ARG(share->map),
			STR_ARG(share->version), share->hide_quotes, (long long)share->small_n, (int)s->what,
			s->sc->speech)) };
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
		.format = str_of(shows[s->what].name),
		.now_us = s->req->now_us,
		.hiding = hiding_of(&s->seen.share),
		.want = { .speech = s->sc->speech },
		.write = s->what == SHOW_PICTURE ? NULL : shows[s->what].write };

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
		words_line(s->sc, "Something broke. The log knows it as %s.", s->req->id).p);
}

static bool opens(struct showing *s, struct str password)
{
	struct share_try attempt = { .text = s->link,
		.password = password,
		.pass = request_cookie(s->req, s->req->secure ? SECURE_COOKIE : COOKIE),
		.address = s->req->address,
		.counts = s->req->method == METHOD_GET && s->what == SHOW_PAGE };

	s->desk = api_desk_take(s->sc, s->house->desks);
	bool ok = s->desk && share_open(s->sc, s->desk->doors, &attempt, s->req->now_us, &s->seen);
	if (s->seen.language.p)
		s->sc->speech = speech_or_english(s->seen.language);
	return ok;
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
	req->sc->speech = share_speech(req);
	s->link = is_link(link) ? link : STR("");
	return s;
}

/* The page is kept for all links that show the same of a map; its own addresses are written in for each. */
static struct str addressed(struct showing *s, struct str page)
{
	static const char link[] = "href=\"";
	struct buf *out = buf_new(s->sc, DRAW_CEILING);

	for (const char *at; (at = page.n ? memmem(page.p, page.n, link, sizeof link - 1) : NULL) != NULL;) {
		size_t n = (size_t)(at - page.p) + sizeof link - 1;
		buf_str_add(out, str_sub(page, 0, n));
		page = str_sub(page, n, page.n);
		if (str_starts(page, STR(SHARE_PICTURE "\"")) || str_starts(page, STR(SHARE_FILES)))
			buf_printf(out, "/s/%.*s/", STR_ARG(s->link));
	}
	buf_str_add(out, page);
	return buf_str(out);
}

/* The share is open, and what it shows is there; false: something else was answered. */
static bool showable(struct showing *s, struct str *bytes)
{
	if (!opens(s, (struct str){ 0 }))
		return show_fault(s);
	if (s->seen.needs_password)
		return s->what == SHOW_PAGE ? share_ask_password(s->req, s->reply, s->link)
					    : share_show_nothing(s->req, s->reply, s->link);
	return drawn(s, bytes) || show_fault(s);
}

static bool show(struct showing *s)
{
	struct str bytes;

	if (!showable(s, &bytes))
		return false;
	bool page = s->what == SHOW_PAGE;
	reply_text(s->reply, page ? "text/html; charset=utf-8" : "image/svg+xml",
		page ? addressed(s, bytes) : bytes);
	share_headers(s->reply);
	return true;
}

static bool is_among(struct str lines, struct str id)
{
	while (lines.p && lines.n)
		if (str_equal(str_cut(&lines, '\n'), id))
			return true;
	return false;
}

/* A file of a cell that is shown, and no other of the workspace: in the same words whether there is one. */
static bool show_file(struct showing *s)
{
	struct str ids, bytes, id = request_part(s->req, "file");
	struct attachment a;

	if (!showable(s, &ids))
		return false;
	if (!is_among(ids, id))
		return share_show_nothing(s->req, s->reply, s->link);
	if (!attachments_get(s->sc, s->desk->docs, id, &a, &bytes))
		return show_fault(s);
	share_headers(s->reply);
	attachment_give(s->sc, s->reply, &a, bytes);
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

	s->what = SHOW_PICTURE;
	show(s);
	close_showing(s);
	return ANSWERED;
}

/* Framed by nobody, whatever frames the page: it is opened alone. */
static enum answered answer_file(struct request *req, struct reply *reply)
{
	struct showing *s = begin(req, reply);

	s->what = SHOW_FILES;
	show_file(s);
	api_desk_give(s->house->desks, s->desk);
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
	{ METHOD_GET,  "/s/{link}/files/{file}", ROUTE_WORKER, 0, answer_file, false, NULL },
};
/* clang-format on */

struct routes share_page_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
