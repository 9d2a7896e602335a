#include "serve/api_access.h"

#include "base/when.h"
#include "doors/first.h"
#include "doors/handover.h"
#include "doors/second.h"
#include "doors/sign_in.h"
#include "serve/api_door.h"

enum { BODY = 16 << 10, PASSWORD = 1024 };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const struct shape_field me_fields[] = {
	{ "user", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "null for a token" },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "role", SHAPE_TEXT, SHAPE_NEEDED, .words = "viewer editor admin" },
	{ "grants", SHAPE_TEXT, SHAPE_NEEDED, .about = "what may be done: read,write,import,collect,personal,admin" },
	{ "csrf", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "to be sent as X-CSRF-Token with whatever changes something" },
	{ "language", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "that the page speaks to them: en, pl, ru; null: as the browser says" },
	{ "has_second", SHAPE_BOOL, SHAPE_NEEDED, .about = "codes of a second factor are asked for, too" },
};
static const struct shape me_shape = { "Me", "who is asking", me_fields, COUNT_OF(me_fields), false };

static const struct shape_field me_change_fields[] = { { "language", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .least = 2, .most = 20, .about = "en, pl or ru; null: none of one's own" } };
static const struct shape me_change_shape = { "MeChange", "what of oneself is to be otherwise", me_change_fields, COUNT_OF(me_change_fields), false };

static const struct shape_field sign_in_fields[] = {
	{ "email", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 254 },
	{ "password", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = PASSWORD },
	{ "code", SHAPE_TEXT, SHAPE_NULL, .most = 40, .about = "of the second factor, where the user has one" },
};
static const struct shape sign_in_shape = { "SignIn", "an e-mail and a password", sign_in_fields, COUNT_OF(sign_in_fields), false };

static const struct shape_field signed_fields[] = {
	{ "signed_in", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
	{ "needs_code", SHAPE_BOOL, SHAPE_NEEDED, .about = "right so far: send all of it again, with the code" },
	{ "recovery_left", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "where a recovery code was used" },
	{ "csrf", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape signed_shape = { "SignedIn", "how it went", signed_fields, COUNT_OF(signed_fields), false };

static const struct shape_field first_fields[] = {
	{ "code", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 40, .about = "as the terminal of wend serve shows it" },
	{ "email", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 254 },
	{ "name", SHAPE_TEXT, 0, .most = 100 },
	{ "password", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = PASSWORD },
};
static const struct shape first_shape = { "FirstAdmin", "the first admin to be", first_fields, COUNT_OF(first_fields), false };

static const struct shape_field state_fields[] = {
	{ "needs_first_admin", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
	{ "version", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
};
static const struct shape state_shape = { "State", "what somebody meets who comes for the first time", state_fields, COUNT_OF(state_fields), false };

static const struct shape_field password_fields[] = {
	{ "old", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = PASSWORD },
	{ "new", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = PASSWORD },
};
static const struct shape password_shape = { "NewPassword", "the old password and a new one", password_fields, COUNT_OF(password_fields), false };

static const struct shape_field offer_fields[] = {
	{ "secret", SHAPE_TEXT, SHAPE_NEEDED, .about = "in base32, to be typed" },
	{ "uri", SHAPE_TEXT, SHAPE_NEEDED, .about = "otpauth://totp/..., for a QR code" },
};
static const struct shape offer_shape = { "SecondOffer", "a second factor, on once a code of it was sent", offer_fields, COUNT_OF(offer_fields), false };

static const struct shape_field code_fields[] = { { "code", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 40 } };
static const struct shape code_shape = { "SecondCode", "a code of the second factor", code_fields, COUNT_OF(code_fields), false };

static const struct shape_field recovery_fields[] = {
	{ "recovery", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .about = "shown once: each opens once, for the day the telephone is lost" },
};
static const struct shape recovery_shape = { "Recovery", "codes to be kept on paper", recovery_fields, COUNT_OF(recovery_fields), false };

static const struct shape_field link_fields[] = {
	{ "kind", SHAPE_TEXT, SHAPE_NEEDED, .words = "invite reset" },
	{ "email", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "until", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
};
static const struct shape link_shape = { "Link", "an invitation or a new password, and whose it is", link_fields, COUNT_OF(link_fields), false };

static const struct shape_field join_fields[] = {
	{ "name", SHAPE_TEXT, 0, .most = 100 },
	{ "password", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = PASSWORD },
};
static const struct shape join_shape = { "Join", "the password of somebody who has a link", join_fields, COUNT_OF(join_fields), false };
/* clang-format on */

/* --- coming in ----------------------------------------------------------------------------------------------- */

static void say_signed(struct api *api, const struct sign_in_done *done)
{
	struct json *j = api_json(api);
	char csrf[TICKET_HASH];

	json_open(j, NULL, '{');
	json_bool(j, "signed_in", !done->needs_code);
	json_bool(j, "needs_code", done->needs_code);
	json_number(j, "recovery_left", done->recovery_left >= 0, (double)done->recovery_left);
	if (done->needs_code) {
		json_text(j, "csrf", (struct str){ 0 });
	} else {
		session_csrf(str_of(done->cookie), csrf);
		json_text(j, "csrf", str_of(csrf));
		api_set_cookie(api, str_of(done->cookie));
	}
	json_close(j, '}');
}

static bool let_in(struct api *api, struct str email, struct str password, struct str code)
{
	struct sign_in_try attempt = { email, password, code, api->req->address };
	struct sign_in_done done = { .recovery_left = -1 };

	if (sign_in(api->sc, api->doors, &attempt, api->req->now_us, &done)) {
		say_signed(api, &done);
		return true;
	}
	if (api->sc->fault == FAULT_LIMIT)
		return api_wait(api, done.retry_s);
	return api->sc->fault == FAULT_DENIED ? api_problem(api, 401, "%s", api->sc->why) : false;
}

static bool run_sign_in(struct api *api)
{
	return let_in(api, api_text(api, "email"), api_text(api, "password"), api_text(api, "code"));
}

static bool run_sign_out(struct api *api)
{
	if (api->cookie.p && !session_end(api->sc, api->doors, api->cookie, api->req->now_us))
		return false;
	api_set_cookie(api, STR(""));
	return true;
}

static bool run_state(struct api *api)
{
	struct json *j = api_json(api);
	bool any;

	if (!user_any(api->sc, api->doors, &any))
		return false;
	json_open(j, NULL, '{');
	json_bool(j, "needs_first_admin", !any);
	json_text(j, "version", STR(WEND_VERSION));
	json_close(j, '}');
	return true;
}

static bool run_first(struct api *api)
{
	struct user_wish wish = { .email = api_text(api, "email"),
		.name = api_text(api, "name"),
		.password = api_text(api, "password") };
	int64_t id;

	wish.name = wish.name.p ? wish.name : STR("");
	if (first_admin(api->sc, api->doors, api_text(api, "code"), &wish, api->req->address,
		    api->req->now_us, &id))
		return let_in(api, wish.email, wish.password, (struct str){ 0 });
	return api->sc->fault == FAULT_LIMIT ? api_wait(api, 60) : false;
}

/* --- oneself -------------------------------------------------------------------------------------------------- */

static bool run_me(struct api *api)
{
	const struct visitor *v = &api->visitor;
	struct json *j = api_json(api);
	const struct user *user = user_at(api->sc, api->doors, v->user);
	char csrf[TICKET_HASH];

	if (!user)
		return false;
	json_open(j, NULL, '{');
	json_number(j, "user", v->kind == VISITOR_USER, (double)v->user);
	json_text(j, "name", v->name);
	json_text(j, "role", str_of(rank_key(v->rank)));
	json_text(j, "grants", grants_words(api->sc, v->grants));
	if (api->cookie.p && v->kind == VISITOR_USER) {
		session_csrf(api->cookie, csrf);
		json_text(j, "csrf", str_of(csrf));
	} else {
		json_text(j, "csrf", (struct str){ 0 });
	}
	json_text(j, "language", user->language);
	json_bool(j, "has_second", user->has_second);
	json_close(j, '}');
	return true;
}

static bool run_change_me(struct api *api)
{
	return user_set_language(
		       api->sc, api->doors, &api->visitor, api_text(api, "language"), api->req->now_us) &&
	       run_me(api);
}

static bool run_password(struct api *api)
{
	int64_t retry_s = 0;

	if (user_change_password(api->sc, api->doors, &api->visitor, api_text(api, "old"),
		    api_text(api, "new"), api->cookie, api->req->now_us, &retry_s))
		return true;
	return api->sc->fault == FAULT_LIMIT ? api_wait(api, retry_s) : false;
}

static bool run_offer(struct api *api)
{
	struct second_offer offer;
	struct json *j = api_json(api);

	if (!second_offer(api->sc, api->doors, &api->visitor, api->req->now_us, &offer))
		return false;
	json_open(j, NULL, '{');
	json_text(j, "secret", offer.secret);
	json_text(j, "uri", offer.uri);
	json_close(j, '}');
	return true;
}

static bool run_second_on(struct api *api)
{
	struct second_recovery recovery;
	struct json *j = api_json(api);

	if (!second_turn_on(
		    api->sc, api->doors, &api->visitor, api_text(api, "code"), api->req->now_us, &recovery))
		return false;
	json_open(j, NULL, '{');
	json_open(j, "recovery", '[');
	for (size_t i = 0; i < SECOND_RECOVERY; i++)
		json_text(j, NULL, recovery.codes[i]);
	json_close(j, ']');
	json_close(j, '}');
	return true;
}

static bool run_second_off(struct api *api)
{
	return second_turn_off(api->sc, api->doors, &api->visitor, api->visitor.user, api_text(api, "code"),
		api->req->now_us);
}

static bool run_sign_out_others(struct api *api)
{
	return session_end_all(
		api->sc, api->doors, &api->visitor, api->visitor.user, api->cookie, api->req->now_us);
}

/* --- links ------------------------------------------------------------------------------------------------------ */

static bool run_link(struct api *api)
{
	static const char *const kinds[HANDOVERS] = {
		[HANDOVER_INVITE] = "invite", [HANDOVER_RESET] = "reset"
	};
	struct handover_seen seen;
	struct json *j = api_json(api);

	if (!handover_look(api->sc, api->doors, request_part(api->req, "link"), api->req->now_us, &seen))
		return false;
	json_open(j, NULL, '{');
	json_text(j, "kind", str_of(kinds[seen.kind]));
	json_text(j, "email", seen.email);
	json_text(j, "name", seen.name);
	json_text(j, "until", when_iso(api->sc, seen.until_us));
	json_close(j, '}');
	return true;
}

static bool run_join(struct api *api)
{
	struct str name = api_text(api, "name"), password = api_text(api, "password");
	int64_t id;

	if (!handover_use(api->sc, api->doors, request_part(api->req, "link"), name.p ? name : STR(""),
		    password, api->req->address, api->req->now_us, &id))
		return false;
	struct user *user = user_at(api->sc, api->doors, id);
	return user && let_in(api, user->email, password, (struct str){ 0 });
}

/* clang-format off */
static const struct api_row state_row = { .name = "getState", .about = "Whether there is anybody yet who could sign in.", .group = "access",
	.open = true, .gives = &state_shape, .run = run_state };
static const struct api_row first_row = { .name = "makeFirstAdmin", .about = "Makes the first admin, with the code of the terminal, and signs in.",
	.group = "access", .open = true, .takes = &first_shape, .gives = &signed_shape, .run = run_first, .limited = true };
static const struct api_row sign_in_row = { .name = "signIn", .about = "Signs in; the session is a cookie.", .group = "access", .open = true,
	.takes = &sign_in_shape, .gives = &signed_shape, .run = run_sign_in, .limited = true };
static const struct api_row sign_out_row = { .name = "signOut", .about = "Ends this session.", .group = "access", .made = 204, .run = run_sign_out };
static const struct api_row me_row = { .name = "getMe", .about = "Who is asking, and what they may do.", .group = "access", .gives = &me_shape, .run = run_me };
static const struct api_row change_me_row = { .name = "changeMe", .about = "Chooses the language that the page speaks to whoever asks.", .group = "access", .takes = &me_change_shape, .gives = &me_shape, .run = run_change_me };
static const struct api_row password_row = { .name = "changePassword", .about = "A new password for oneself; other sessions end.",
	.group = "access", .takes = &password_shape, .made = 204, .secret = true, .run = run_password, .limited = true };
static const struct api_row others_row = { .name = "signOutOthers", .about = "Ends all other sessions of oneself.", .group = "access", .made = 204,
	.run = run_sign_out_others };
static const struct api_row offer_row = { .name = "offerSecond", .about = "A second factor to be turned on.", .group = "access", .gives = &offer_shape, .secret = true, .run = run_offer };
static const struct api_row on_row = { .name = "turnSecondOn", .about = "Turns the second factor on, with a code of it.", .group = "access",
	.takes = &code_shape, .gives = &recovery_shape, .secret = true, .run = run_second_on };
static const struct api_row off_row = { .name = "turnSecondOff", .about = "Turns the second factor off, with a code of it.", .group = "access",
	.takes = &code_shape, .made = 204, .run = run_second_off };
static const struct api_row link_row = { .name = "getLink", .about = "Whose an invitation or a link for a new password is.", .group = "access",
	.open = true, .gives = &link_shape, .run = run_link };
static const struct api_row join_row = { .name = "useLink", .about = "Sets the password by a link, once, and signs in.", .group = "access",
	.open = true, .takes = &join_shape, .gives = &signed_shape, .run = run_join, .limited = true };

static const struct route rows[] = {
	{ METHOD_GET,    "/api/v1/state",             ROUTE_WORKER, 0, api_answer, false, &state_row },
	{ METHOD_POST,   "/api/v1/first",             ROUTE_WORKER, BODY, api_answer, false, &first_row },
	{ METHOD_POST,   "/api/v1/sign-in",           ROUTE_WORKER, BODY, api_answer, false, &sign_in_row },
	{ METHOD_POST,   "/api/v1/sign-out",          ROUTE_WORKER, 0, api_answer, false, &sign_out_row },
	{ METHOD_GET,    "/api/v1/me",                ROUTE_WORKER, 0, api_answer, false, &me_row },
	{ METHOD_PATCH,  "/api/v1/me",                ROUTE_WORKER, BODY, api_answer, false, &change_me_row },
	{ METHOD_POST,   "/api/v1/me/password",       ROUTE_WORKER, BODY, api_answer, false, &password_row },
	{ METHOD_POST,   "/api/v1/me/sign-out-others", ROUTE_WORKER, 0, api_answer, false, &others_row },
	{ METHOD_POST,   "/api/v1/me/second",         ROUTE_WORKER, 0, api_answer, false, &offer_row },
	{ METHOD_PUT,    "/api/v1/me/second",         ROUTE_WORKER, BODY, api_answer, false, &on_row },
	{ METHOD_POST,   "/api/v1/me/second/off",     ROUTE_WORKER, BODY, api_answer, false, &off_row },
	{ METHOD_GET,    "/api/v1/links/{link}",      ROUTE_WORKER, 0, api_answer, false, &link_row },
	{ METHOD_POST,   "/api/v1/links/{link}",      ROUTE_WORKER, BODY, api_answer, false, &join_row },
};
/* clang-format on */

struct routes api_access_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
