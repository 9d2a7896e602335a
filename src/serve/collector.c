#include "serve/collector.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/json.h"
#include "collect/event.h"
#include "collect/glance.h"
#include "collect/webhook.h"
#include "serve/collector_origin.h"
#include "serve/house.h"
#include "serve/sources.h"

enum {
	ROOM = 16 << 20, /* of the largest body; the ceilings within it are limits.h's */
	ERRORS_MOST = 1 << 16,
	PASSWORD = 4096,
	RETRY_S = 5
};

/* What waits for the inbox. */
struct waiting {
	struct request *req;
	struct reply *reply;
	struct collect_result result;
	bool pixel;
};

static const unsigned char gif[] = { 'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF,
	0xFF, 0xFF, 0x21, 0xF9, 4, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B };

/* --- for who looks whether anything comes --------------------------------------------------------------- */

static void note_refused(const struct request *req, const struct live_source *from, const char *why)
{
	if (from)
		recent_note(house_of(req)->recent, from->id,
			&(struct recent_event){ .time_us = req->now_us, .why = str_of(why) });
}

static void note_hook(const struct request *req, const struct live_source *from, enum collect_kind kind)
{
	recent_note(house_of(req)->recent, from->id,
		&(struct recent_event){ .time_us = req->now_us, .kind = str_of(collect_kind_name(kind)) });
}

static void note_event(const struct request *req, const struct live_source *from, enum collect_kind kind,
	const struct collect_last *last)
{
	struct scope sc = { 0 };
	struct glance g = collect_glance(&sc, last->text);
	struct str called = kind == COLLECT_BATCH ? g.type : str_of(collect_kind_name(kind));

	recent_note(house_of(req)->recent, from->id,
		&(struct recent_event){ .time_us = req->now_us,
			.kind = called,
			.name = g.name,
			.page = g.page,
			.why = last->why ? str_of(last->why) : (struct str){ 0 } });
	scope_close(&sc);
}

/* Before they are safe: afterwards the request may be over.  What is sent again because the inbox was full stands twice. */
static void note_events(const struct request *req, const struct live_source *from, enum collect_kind kind,
	const struct collect_result *r)
{
	size_t first = r->received > COLLECT_LAST ? r->received - COLLECT_LAST : 0;

	for (size_t i = first; i < r->received; i++)
		note_event(req, from, kind, &r->last[i % COLLECT_LAST]);
}

/* --- the key ----------------------------------------------------------------------------------------- */

struct credentials {
	struct str user, password; /* of Basic; p NULL: none */
};

static void read_basic(const struct request *req, struct credentials *out)
{
	struct str header = request_header(req, "Authorization");
	size_t n = 0;

	if (header.n < 6 || !str_same(str_sub(header, 0, 6), STR("Basic ")))
		return;
	char *bytes = scope_alloc(req->sc, PASSWORD, 1);
	struct str coded = str_trim(str_sub(header, 6, header.n));
	if (sodium_base642bin((unsigned char *)bytes, PASSWORD, coded.p, coded.n, NULL, &n, NULL,
		    sodium_base64_VARIANT_ORIGINAL) != 0)
		return;
	out->password = (struct str){ bytes, n };
	out->user = str_cut(&out->password, ':');
}

/* Segment's libraries send it as Basic's user, others in a header, the address or the body.  Empty: it can only be in the
 * body. */
static struct str key_outside(const struct request *req)
{
	struct credentials basic = { 0 };

	read_basic(req, &basic);
	const struct str asked[] = { basic.user, request_header(req, "X-Write-Key"),
		request_query(req, "writeKey"), request_query(req, "writekey") };
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		if (asked[i].p && !str_empty(asked[i]))
			return asked[i];
	return STR("");
}

/* false, with the reply made, where nobody may send with it. */
static bool may_send(struct request *req, struct reply *reply, const struct live_source *from)
{
	struct str origin = request_header(req, "Origin");

	if (!from)
		return reply_problem(
			req, reply, 401, "this write key is not known: wend source lists those that are");
	const char *why = NULL;
	if (from->disabled)
		why = "this source is disabled";
	else if (origin.p && !live_allows(from, origin))
		why = "pages from there may not send with this write key";
	if (!why)
		return true;
	note_refused(req, from, why);
	return reply_problem(req, reply, 403, "%s", why);
}

/* --- the answer, when the bytes are safe ----------------------------------------------------------------- */

static void say_result(struct request *req, struct reply *reply, const struct collect_result *r)
{
	struct buf *out = buf_new(req->sc, ERRORS_MOST);

	buf_printf(out, "{\"success\":%s,\"receivedEvents\":%zu,\"okEvents\":%zu,\"errors\":[",
		r->ok == r->received ? "true" : "false", r->received, r->ok);
	for (size_t i = 0; i < r->errors.n; i++) {
		buf_printf(out, "%s{\"event\":%zu,\"why\":", i ? "," : "", r->errors.at[i].at);
		json_quote(out, str_of(r->errors.at[i].why));
		buf_puts(out, "}");
	}
	buf_puts(out, "]}\n");
	reply_json(reply, buf_str(out));
}

static void say_pixel(struct reply *reply)
{
	reply->status = 0;
	reply_text(reply, "image/gif", (struct str){ (const char *)gif, sizeof gif });
	reply_add(reply, "Cache-Control", STR("no-store"));
}

static void say_full(struct request *req, struct reply *reply, const char *why)
{
	reply_add(reply, "Retry-After", str_of(scope_printf(req->sc, "%d", RETRY_S)));
	reply_problem(req, reply, 503, "nothing was taken: %s. Send it again in a moment", why);
}

static void say(struct waiting *w, bool ok, const char *why)
{
	struct house *house = house_of(w->req);

	gauges_events(house->gauges, ok ? w->result.ok : 0, w->result.received - (ok ? w->result.ok : 0));
	if (!ok)
		say_full(w->req, w->reply, why);
	else
		say_result(w->req, w->reply, &w->result);
	if (w->pixel)
		say_pixel(w->reply);
}

static void safe(void *to, bool ok, const char *why)
{
	struct waiting *w = to;

	say(w, ok, why);
	server_done(w->req);
}

static enum answered put(
	struct waiting *w, const struct live_source *from, enum collect_kind kind, struct str body)
{
	struct inbox_item item = { .source = from->id,
		.kind = (int)kind,
		.events = (uint32_t)w->result.received,
		.received_us = w->req->now_us,
		.bytes = body };
	const char *why = INBOX_FULL;

	if (inbox_put(house_of(w->req)->inbox, &item, safe, w, &why))
		return ANSWER_LATER;
	say(w, false, why);
	return ANSWERED;
}

/* --- Segment's calls ----------------------------------------------------------------------------------- */

static bool is_json(const struct request *req)
{
	static const char *const types[] = { "application/json", "text/plain",
		"application/x-www-form-urlencoded" };
	struct str type = request_header(req, "Content-Type");

	if (!type.p)
		return true;
	type = str_trim(str_cut(&type, ';'));
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (str_same(type, str_of(types[i])))
			return true;
	return false;
}

static bool read_body(struct waiting *w, enum collect_kind kind, struct str body)
{
	struct house *house = house_of(w->req);
	struct scope *sc = w->req->sc;
	struct collect_limits limits = { .body = (size_t)house->limits.at[LIMIT_EVENT_BYTES],
		.event = (size_t)house->limits.at[LIMIT_EVENT_BYTES],
		.batch = (size_t)house->limits.at[LIMIT_BATCH_BYTES] };

	if (collect_read(sc, kind, body, &limits, &w->result))
		return true;
	return reply_problem(w->req, w->reply, sc->fault == FAULT_LIMIT ? 413 : 400, "%s", sc->why);
}

static enum answered keep(
	struct waiting *w, const struct live_source *from, enum collect_kind kind, struct str body)
{
	note_events(w->req, from, kind, &w->result);
	if (w->result.received) /* what is refused goes to quarantine */
		return put(w, from, kind, body);
	say(w, true, NULL);
	return ANSWERED;
}

/* The key first where it stands outside: a stranger's body is not read. */
static enum answered take(struct waiting *w, enum collect_kind kind, struct str body)
{
	struct str key = key_outside(w->req);
	bool outside = !str_empty(key);
	enum answered answered = ANSWERED;
	struct sources_held held;

	if (!outside && !read_body(w, kind, body))
		return ANSWERED;
	if (!outside && w->result.write_key.p)
		key = w->result.write_key;
	const struct live_source *from = sources_hold(house_of(w->req)->sources, key, &held);
	bool may = may_send(w->req, w->reply, from);
	if (may && (!outside || read_body(w, kind, body)))
		answered = keep(w, from, kind, body);
	else if (may)
		note_refused(w->req, from, w->req->sc->why);
	sources_let(&held);
	return answered;
}

static bool find_kind(const struct request *req, enum collect_kind *kind)
{
	struct str name = request_part(req, "call");

	return collect_kind_find(str_equal(name, STR("b")) ? STR("batch") : name, kind);
}

static enum answered call(struct request *req, struct reply *reply)
{
	struct waiting *w = NEW(req->sc, struct waiting);
	enum collect_kind kind;

	*w = (struct waiting){ .req = req, .reply = reply };
	origin_allow(req, reply);
	if (!find_kind(req, &kind))
		reply_problem(
			req, reply, 404, "calls are track, page, screen, identify, group, alias and batch");
	else if (!is_json(req))
		reply_problem(req, reply, 415, "a call is JSON: application/json or text/plain");
	else
		return take(w, kind, req->body);
	return ANSWERED;
}

/* "?data=" has the call as base64 of JSON; the picture comes back whatever becomes of it. */
static enum answered pixel(struct request *req, struct reply *reply)
{
	struct waiting *w = NEW(req->sc, struct waiting);
	struct str name = request_part(req, "call"), data = request_query(req, "data");
	char *bytes = scope_alloc(req->sc, data.n + 1, 1);
	enum collect_kind kind;
	size_t n = 0;

	*w = (struct waiting){ .req = req, .reply = reply, .pixel = true };
	if (str_ends(name, STR(".gif")))
		name = str_sub(name, 0, name.n - 4);
	bool ok = data.p && collect_kind_find(name, &kind) &&
		  (sodium_base642bin((unsigned char *)bytes, data.n + 1, data.p, data.n, "= ", &n, NULL,
			   sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 ||
			  sodium_base642bin((unsigned char *)bytes, data.n + 1, data.p, data.n, "= ", &n,
				  NULL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0);
	if (ok && take(w, kind, (struct str){ bytes, n }) == ANSWER_LATER)
		return ANSWER_LATER;
	if (!ok || reply->status >= 400)
		gauges_events(house_of(req)->gauges, 0, 1);
	say_pixel(reply);
	return ANSWERED;
}

/* --- webhooks ------------------------------------------------------------------------------------------ */

static struct str header_of(void *to, const char *name)
{
	return request_header(to, name);
}

static bool verified(struct request *req, struct reply *reply, const struct webhook *hook, struct str secret)
{
	struct credentials basic = { 0 };

	read_basic(req, &basic);
	struct webhook_request asked = { .body = req->body,
		.now_us = req->now_us,
		.password = basic.password,
		.token = request_query(req, "token"),
		.header = header_of,
		.to = req,
		.tokens = house_of(req)->tokens };
	return webhook_verify(req->sc, hook, secret, &asked) ||
	       reply_problem(req, reply, 401, "%s", req->sc->why);
}

static bool count_hook(struct waiting *w, const struct webhook *hook, uint32_t *events)
{
	struct scope *sc = w->req->sc;
	size_t most = (size_t)house_of(w->req)->limits.at[LIMIT_BATCH_BYTES];

	if (webhook_count(sc, hook, w->req->body, most, events))
		return true;
	return reply_problem(w->req, w->reply, sc->fault == FAULT_LIMIT ? 413 : 400, "%s", sc->why);
}

static enum answered put_hook(struct waiting *w, const struct live_source *from, const struct webhook *hook)
{
	uint32_t events;

	if (!verified(w->req, w->reply, hook, from->secret) || !count_hook(w, hook, &events)) {
		note_refused(w->req, from, w->req->sc->why);
		return ANSWERED;
	}
	w->result.received = w->result.ok = events;
	note_hook(w->req, from, hook->kind);
	return put(w, from, hook->kind, w->req->body);
}

/* NULL, with the reply made, where there is none. */
static const struct webhook *hook_of(struct request *req, struct reply *reply, const struct live_source *from)
{
	const struct webhook *hook = from && from->webhook.p ? webhook_find(from->webhook) : NULL;

	if (hook && !from->disabled)
		return hook;
	reply_problem(req, reply, 404, "there is no webhook at this path: wend source lists those that are");
	return NULL;
}

static enum answered take_hook(struct waiting *w, const struct live_source *from)
{
	const struct webhook *hook = hook_of(w->req, w->reply, from);

	return hook ? put_hook(w, from, hook) : ANSWERED;
}

static enum answered webhook(struct request *req, struct reply *reply)
{
	struct waiting *w = NEW(req->sc, struct waiting);
	struct sources_held held;

	*w = (struct waiting){ .req = req, .reply = reply };
	const struct live_source *from =
		sources_hold(house_of(req)->sources, request_part(req, "key"), &held);
	enum answered answered = take_hook(w, from);
	sources_let(&held);
	return answered;
}

/* --- before the body ----------------------------------------------------------------------------------- */

size_t collector_room(const struct request *req)
{
	const int64_t *limits = house_of(req)->limits.at;
	enum collect_kind kind;

	if (req->route->answer == webhook)
		return (size_t)limits[LIMIT_BATCH_BYTES];
	if (req->route->answer != call)
		return req->route->body_most;
	return (size_t)limits[find_kind(req, &kind) && kind == COLLECT_BATCH ? LIMIT_BATCH_BYTES
									     : LIMIT_EVENT_BYTES];
}

static bool key_opens(struct request *req, struct reply *reply, struct str key)
{
	struct sources_held held;
	const struct live_source *from = sources_hold(house_of(req)->sources, key, &held);
	bool opens = req->route->answer == webhook ? hook_of(req, reply, from) != NULL
						   : may_send(req, reply, from);

	sources_let(&held);
	return opens;
}

/* Strangers are told so before their bytes are unpacked; of what is not packed the handlers see to it. */
bool collector_door(struct request *req, struct reply *reply)
{
	if (!request_header(req, "Content-Encoding").p)
		return true;
	if (req->route->answer == webhook)
		return key_opens(req, reply, request_part(req, "key"));
	if (req->route->answer != call)
		return true;
	struct str key = key_outside(req);
	if (str_empty(key) || key_opens(req, reply, key))
		return true;
	origin_allow(req, reply);
	return false;
}

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_POST,    "/v1/{call}",        ROUTE_EITHER, ROOM, call, true, NULL },
	{ METHOD_OPTIONS, "/v1/{call}",        ROUTE_HERE,   0, origin_preflight, true, NULL },
	{ METHOD_POST,    "/beacon/v1/{call}", ROUTE_EITHER, ROOM, call, true, NULL },
	{ METHOD_OPTIONS, "/beacon/v1/{call}", ROUTE_HERE,   0, origin_preflight, true, NULL },
	{ METHOD_GET,     "/pixel/v1/{call}",  ROUTE_HERE,   0, pixel, true, NULL },
	{ METHOD_POST,    "/v1/webhook/{key}", ROUTE_EITHER, ROOM, webhook, true, NULL },
};
/* clang-format on */

struct routes collector_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
