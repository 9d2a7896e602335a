#include "serve/api_once.h"

#include <xxhash.h>

bool api_once_heeds(enum method method, const struct api_row *row)
{
	return method != METHOD_GET && method != METHOD_HEAD && method != METHOD_OPTIONS && !row->open;
}

static bool key_ok(struct str key)
{
	bool ok = key.n >= 1 && key.n <= ONCE_KEY_LETTERS;

	for (size_t i = 0; ok && i < key.n; i++)
		ok = key.p[i] >= ' ' && key.p[i] <= '~';
	return ok;
}

/* Method, path and query, body: with a length between, so that nothing of one can pass for the other's.  `hidden`: the
 * body may be a password, which no fast hash of is kept anywhere. */
static struct str hash_asked(struct scope *sc, const struct request *req, bool hidden)
{
	struct str head = str_of(scope_printf(
		sc, "%s %zu %.*s\n", method_name(req->method), req->target.n, STR_ARG(req->target)));
	XXH3_state_t *state = XXH3_createState();
	XXH128_canonical_t out;

	XXH3_128bits_reset(state);
	XXH3_128bits_update(state, head.p, head.n);
	if (req->body.n && !hidden)
		XXH3_128bits_update(state, req->body.p, req->body.n);
	XXH128_canonicalFromHash(&out, XXH3_128bits_digest(state));
	XXH3_freeState(state);
	return str_copy(sc, (struct str){ (const char *)out.digest, sizeof out.digest });
}

static bool busy(struct api *api)
{
	reply_add(api->reply, "Retry-After", STR("1"));
	return api_problem(api, 409,
		"a request with this " API_ONCE_HEADER " is being answered just now: ask again in a second");
}

static bool lost(struct api *api)
{
	return api_problem(api, 409,
		"a request with this " API_ONCE_HEADER
		" was begun and never came to its end: look whether it was done, then send it with another key");
}

static bool other(struct api *api)
{
	return api_problem(api, 422,
		"this " API_ONCE_HEADER " was used for another request: each request needs a key of its own");
}

/* Of secrets that are shown once, and of what is too long to be kept. */
static bool shown(struct api *api)
{
	return api_problem(api, 409,
		"the request with this " API_ONCE_HEADER " was done, and its answer is not shown again");
}

static bool again(struct api *api, const struct once_answer *answer)
{
	if (!answer->body.p)
		return shown(api);
	reply_add(api->reply, "Idempotency-Replayed", STR("true"));
	api->reply->status = answer->status;
	if (answer->type.p)
		reply_text(api->reply, answer->type.p, answer->body);
	return false;
}

static bool go_on(struct api *api, enum once_found found, const struct once_answer *answer)
{
	if (found == ONCE_DONE)
		return again(api, answer);
	api->once_begun = found == ONCE_NEW;
	if (found == ONCE_OTHER)
		return other(api);
	if (found == ONCE_BUSY)
		return busy(api);
	return found == ONCE_NEW || lost(api);
}

bool api_once_begin(struct api *api)
{
	struct str key = request_header(api->req, API_ONCE_HEADER);
	struct once_answer answer;
	enum once_found found;

	if (!key.p || !api_once_heeds(api->req->method, api->row))
		return true;
	if (!key_ok(key))
		return api_problem(
			api, 400, API_ONCE_HEADER ": 1 to %d printable ASCII characters", ONCE_KEY_LETTERS);
	api->once = (struct once){ .who = str_of(scope_printf(api->sc, "%s:%lld",
					   visitor_key(api->visitor.kind), (long long)api->visitor.id)),
		.key = key,
		.asked = hash_asked(api->sc, api->req, api->row->secret),
		.run = api->house->began_us,
		.now_us = api->req->now_us };
	return once_begin(api->sc, api->docs, &api->once, &found, &answer) && go_on(api, found, &answer);
}

/* Where the answer cannot be kept, the change is there all the same: the next one is told that it was lost. */
void api_once_end(struct api *api)
{
	const struct reply *reply = api->reply;
	struct scope sc = { 0 };
	struct once_answer answer = { reply->status, str_of(reply->type),
		reply->body.p ? reply->body : STR("") };

	if (!api->once_begun)
		return;
	if (api->row->secret)
		answer.body = (struct str){ 0 };
	if (!(reply->status < 400 ? once_keep(&sc, api->docs, &api->once, &answer)
				  : once_drop(&sc, api->docs, &api->once)))
		journal_say(&api->house->journal, JOURNAL_ERROR, "once", "id=%s why=%s", api->req->id,
			journal_word(&sc, sc.why));
	scope_close(&sc);
}
