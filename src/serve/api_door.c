#include "serve/api_door.h"

#include "doors/api_token.h"
#include "doors/session.h"

/* Over TLS the name's prefix keeps other hosts of the domain from setting it (RFC 6265bis). */
#define SECURE_COOKIE "__Host-" API_COOKIE

static struct str session_cookie(const struct request *req)
{
	return request_cookie(req, req->secure ? SECURE_COOKIE : API_COOKIE);
}

static struct str bearer(const struct request *req)
{
	struct str header = request_header(req, "Authorization");

	if (header.n < 7 || !str_same(str_sub(header, 0, 7), STR("Bearer ")))
		return (struct str){ 0 };
	return str_trim(str_sub(header, 7, header.n));
}

static bool changes(const struct request *req)
{
	return req->method != METHOD_GET && req->method != METHOD_HEAD;
}

/* Browsers say whose page asks, and pages cannot say otherwise.  Signing in needs this, too: it has no token yet, and
 * another's page could sign its visitors in as somebody else. */
static bool is_others(const struct request *req)
{
	return changes(req) && str_same(request_headers(req, "Sec-Fetch-Site"), STR("cross-site"));
}

/* A stranger is told to come in, not what there would be to see. */
static bool refuse(struct api *api)
{
	if (api->row->open) {
		scope_forgive(api->sc);
		return true;
	}
	if (api->sc->fault == FAULT_IO)
		return false;
	reply_add(api->reply, "WWW-Authenticate", STR("Bearer realm=\"wend\""));
	return api_problem(api, 401, "sign in, or send a token: Authorization: Bearer wt_...");
}

static bool by_session(struct api *api)
{
	struct str claimed = request_header(api->req, "X-CSRF-Token");

	if (!session_open(
		    api->sc, api->doors, api->cookie, api->req->address, api->req->now_us, &api->visitor))
		return refuse(api);
	if (!changes(api->req))
		return true;
	if (session_csrf_ok(api->sc, api->cookie, claimed.p ? claimed : STR("")))
		return true;
	return api_problem(api, 403, "the X-CSRF-Token of this session is needed: GET /api/v1/me has it");
}

static bool come_in(struct api *api)
{
	struct str token = bearer(api->req);

	if (is_others(api->req))
		return api_problem(api, 403, "this comes from a page of another site");
	api->cookie = session_cookie(api->req);
	if (token.p)
		return api_token_open(api->sc, api->doors, token, api->req->address, api->req->now_us,
			       &api->visitor) ||
		       refuse(api);
	if (api->cookie.p)
		return by_session(api);
	return refuse(api);
}

bool api_door(struct api *api)
{
	if (!come_in(api))
		return false;
	if (!api->row->grant || visitor_needs(api->sc, &api->visitor, api->row->grant))
		return true;
	return api_problem(api, 403, "%s", api->sc->why);
}

void api_set_cookie(struct api *api, struct str ticket)
{
	bool secure = api->req->secure;
	const char *text = scope_printf(api->sc, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s",
		secure ? SECURE_COOKIE : API_COOKIE, STR_ARG(ticket), secure ? "; Secure" : "",
		str_empty(ticket) ? "; Max-Age=0" : "; Max-Age=7776000");

	reply_add(api->reply, "Set-Cookie", str_of(text));
}
