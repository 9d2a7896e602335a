#include "serve/collector.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/json.h"
#include "collect/event.h"
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

/* --- the key ----------------------------------------------------------------------------------------- */

struct credentials {
	struct str user, password; /* of Basic; p NULL: none */
};

static void read_basic(const struct request *req, struct credentials *out)
{
	struct str header = request_header(req, "Authorization");
	char *bytes = scope_alloc(req->sc, PASSWORD, 1);
	size_t n = 0;

	if (header.n < 6 || !str_same(str_sub(header, 0, 6), STR("Basic ")))
		return;
	struct str coded = str_trim(str_sub(header, 6, header.n));
	if (sodium_base642bin((unsigned char *)bytes, PASSWORD, coded.p, coded.n, NULL, &n, NULL,
		    sodium_base64_VARIANT_ORIGINAL) != 0)
		return;
	out->password = (struct str){ bytes, n };
	out->user = str_cut(&out->password, ':');
}

/* Segment's libraries send it as Basic's user, others in a header, the address or the body. */
static struct str write_key(const struct request *req, struct str in_body)
{
	struct credentials basic = { 0 };
	struct str asked[5];

	read_basic(req, &basic);
	asked[0] = basic.user;
	asked[1] = request_header(req, "X-Write-Key");
	asked[2] = request_query(req, "writeKey");
	asked[3] = request_query(req, "writekey");
	asked[4] = in_body;
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		if (asked[i].p && !str_empty(asked[i]))
			return asked[i];
	return STR("");
}

/* NULL, with the reply made, where nobody may send with it. */
static bool may_send(struct request *req, struct reply *reply, const struct live_source *from)
{
	struct str origin = request_header(req, "Origin");

	if (!from)
		return reply_problem(
			req, reply, 401, "this write key is not known: wend source lists those that are");
	if (from->disabled)
		return reply_problem(req, reply, 403, "this source is disabled");
	if (origin.p && !live_allows(from, origin))
		return reply_problem(req, reply, 403, "pages from there may not send with this write key");
	return true;
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
		.batch = (size_t)house->limits.at[LIMIT_BATCH_BYTES] };

	if (collect_read(sc, kind, body, &limits, &w->result))
		return true;
	return reply_problem(w->req, w->reply, sc->fault == FAULT_LIMIT ? 413 : 400, "%s", sc->why);
}

static enum answered take(struct waiting *w, enum collect_kind kind, struct str body)
{
	struct sources_held held;

	if (!read_body(w, kind, body))
		return ANSWERED;
	const struct live_source *from =
		sources_hold(house_of(w->req)->sources, write_key(w->req, w->result.write_key), &held);
	enum answered answered = ANSWERED;
	if (may_send(w->req, w->reply, from) && w->result.received) /* what is refused goes to quarantine */
		answered = put(w, from, kind, body);
	else if (!w->reply->status)
		say(w, true, NULL);
	sources_let(&held);
	return answered;
}

static enum answered call(struct request *req, struct reply *reply)
{
	struct waiting *w = NEW(req->sc, struct waiting);
	struct str name = request_part(req, "call");
	enum collect_kind kind;

	*w = (struct waiting){ .req = req, .reply = reply };
	origin_allow(req, reply);
	if (str_equal(name, STR("b")))
		name = STR("batch");
	if (!collect_kind_find(name, &kind))
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

static enum answered put_hook(struct waiting *w, const struct live_source *from, const struct webhook *hook)
{
	uint32_t events;

	if (!verified(w->req, w->reply, hook, from->secret))
		return ANSWERED;
	if (!webhook_count(w->req->sc, hook, w->req->body, &events)) {
		reply_problem(w->req, w->reply, 400, "%s", w->req->sc->why);
		return ANSWERED;
	}
	w->result.received = w->result.ok = events;
	return put(w, from, hook->kind, w->req->body);
}

static enum answered take_hook(struct waiting *w, const struct live_source *from)
{
	const struct webhook *hook = from && from->webhook.p ? webhook_find(from->webhook) : NULL;

	if (hook && !from->disabled)
		return put_hook(w, from, hook);
	reply_problem(
		w->req, w->reply, 404, "there is no webhook at this path: wend source lists those that are");
	return ANSWERED;
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

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_POST,    "/v1/{call}",        ROUTE_HERE, ROOM, call, true, NULL },
	{ METHOD_OPTIONS, "/v1/{call}",        ROUTE_HERE, 0, origin_preflight, true, NULL },
	{ METHOD_POST,    "/beacon/v1/{call}", ROUTE_HERE, ROOM, call, true, NULL },
	{ METHOD_OPTIONS, "/beacon/v1/{call}", ROUTE_HERE, 0, origin_preflight, true, NULL },
	{ METHOD_GET,     "/pixel/v1/{call}",  ROUTE_HERE, 0, pixel, true, NULL },
	{ METHOD_POST,    "/v1/webhook/{key}", ROUTE_HERE, ROOM, webhook, true, NULL },
};
/* clang-format on */

struct routes collector_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
