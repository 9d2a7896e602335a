#include "serve/api_people.h"

#include "base/speech.h"
#include "base/when.h"
#include "doors/api_token.h"
#include "doors/audit.h"
#include "doors/handover.h"
#include "doors/share.h"
#include "doors/user.h"
#include "serve/api_page.h"

enum { BODY = 16 << 10, VERSION = 1000000000 };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const struct shape_field user_fields[] = {
	{ "id", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "email", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "role", SHAPE_TEXT, SHAPE_NEEDED, .words = "viewer editor admin" },
	{ "has_password", SHAPE_BOOL, SHAPE_NEEDED, .about = "false: invited, and has not come yet" },
	{ "has_second", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
	{ "disabled", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
	{ "made", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "seen", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape user_shape = { "User", "somebody who may sign in", user_fields, COUNT_OF(user_fields), false };
static const struct shape_field users_fields[] = { { "users", SHAPE_LIST, SHAPE_NEEDED, .of = &user_shape, .about = "by e-mail" }, PAGE_NEXT };
static const struct shape users_shape = { "Users", "a page of who may sign in", users_fields, COUNT_OF(users_fields), false };

static const struct shape_field wish_fields[] = {
	{ "email", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 254 },
	{ "name", SHAPE_TEXT, 0, .most = 100 },
	{ "role", SHAPE_TEXT, SHAPE_NEEDED, .words = "viewer editor admin" },
};
static const struct shape wish_shape = { "UserWish", "somebody to be invited", wish_fields, COUNT_OF(wish_fields), false };

static const struct shape_field change_fields[] = {
	{ "name", SHAPE_TEXT, 0, .least = 1, .most = 100 },
	{ "role", SHAPE_TEXT, 0, .words = "viewer editor admin" },
	{ "disabled", SHAPE_BOOL, 0, .about = NULL },
};
static const struct shape change_shape = { "UserChange", "what becomes other of a user", change_fields, COUNT_OF(change_fields), false };

static const struct shape_field handed_fields[] = {
	{ "user", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "link", SHAPE_TEXT, SHAPE_NEEDED, .about = "a path of this server, to be handed over; it opens once" },
};
static const struct shape handed_shape = { "Handed", "a link for somebody", handed_fields, COUNT_OF(handed_fields), false };
static const struct shape_field kind_fields[] = { { "kind", SHAPE_TEXT, SHAPE_NEEDED, .words = "invite reset" } };
static const struct shape kind_shape = { "LinkWish", "which link is to be made", kind_fields, COUNT_OF(kind_fields), false };

static const struct shape_field token_fields[] = {
	{ "id", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "user", SHAPE_TEXT, SHAPE_NEEDED, .about = "whose it is: an e-mail" },
	{ "grants", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "made", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "until", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "used", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "revoked", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape token_shape = { "Token", "a token of the API", token_fields, COUNT_OF(token_fields), false };
static const struct shape_field tokens_fields[] = { { "tokens", SHAPE_LIST, SHAPE_NEEDED, .of = &token_shape }, PAGE_NEXT };
static const struct shape tokens_shape = { "Tokens", "one's tokens; all of them for an admin", tokens_fields, COUNT_OF(tokens_fields), false };
static const struct shape_field token_wish_fields[] = {
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 100 },
	{ "grants", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 100, .about = "read,write,import,collect,personal,admin" },
	{ "until", SHAPE_TIME, SHAPE_NULL, .about = NULL },
};
static const struct shape token_wish_shape = { "TokenWish", "a token to be", token_wish_fields, COUNT_OF(token_wish_fields), false };
static const struct shape_field secret_fields[] = { { "token", SHAPE_TEXT, SHAPE_NEEDED, .about = "shown once" } };
static const struct shape secret_shape = { "NewToken", "a token's text", secret_fields, COUNT_OF(secret_fields), false };

static const struct shape_field share_fields[] = {
	{ "id", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "map", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "version", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .least = 1, .most = VERSION, .about = "its number; null: the map as it stands" },
	{ "title", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "hide_quotes", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
	{ "small_n", SHAPE_COUNT, SHAPE_NEEDED, .about = "numbers of fewer customers are hidden; 0: none" },
	{ "has_password", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
	{ "frames", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .most = SHARE_FRAMES_MOST, .about = "whose pages may show it in a frame" },
	{ "language", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "of what Wend writes: en, pl, ru; null: the reader's own" },
	{ "views", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "by", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "who made it: an e-mail; null: nobody who is still there" },
	{ "made", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "until", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "revoked", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape share_shape = { "Share", "a link that shows a map", share_fields, COUNT_OF(share_fields), false };
static const struct shape_field shares_fields[] = { { "shares", SHAPE_LIST, SHAPE_NEEDED, .of = &share_shape }, PAGE_NEXT };
static const struct shape shares_shape = { "Shares", "the links that show maps", shares_fields, COUNT_OF(shares_fields), false };
static const struct shape_field share_wish_fields[] = {
	{ "map", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 500 },
	{ "version", SHAPE_COUNT, SHAPE_NULL, .least = 1, .most = VERSION, .about = "as publishing said; none: the map as it stands" },
	{ "title", SHAPE_TEXT, SHAPE_NULL, .most = SHARE_TITLE_MOST },
	{ "hide_quotes", SHAPE_BOOL, 0, .about = NULL },
	{ "small_n", SHAPE_COUNT, 0, .most = SHARE_SMALL_N_MOST },
	{ "until", SHAPE_TIME, SHAPE_NULL, .about = NULL },
	{ "password", SHAPE_TEXT, SHAPE_NULL, .most = 1024 },
	{ "frames", SHAPE_LIST, SHAPE_NULL, .item = SHAPE_TEXT, .most = SHARE_FRAMES_MOST, .about = "whose pages may show it in a frame: https://intranet.example; none: nobody's" },
	{ "language", SHAPE_TEXT, SHAPE_NULL, .words = SPEECH_WORDS, .about = "of what Wend writes; none: the reader's own, as their browser says" },
};
static const struct shape share_wish_shape = { "ShareWish", "a link to be", share_wish_fields, COUNT_OF(share_wish_fields), false };
static const struct shape_field shared_fields[] = { { "link", SHAPE_TEXT, SHAPE_NEEDED, .about = "shown once: a path of this server" } };
static const struct shape shared_shape = { "NewShare", "a link's text", shared_fields, COUNT_OF(shared_fields), false };

static const struct shape_field done_fields[] = {
	{ "id", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "when", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "who", SHAPE_TEXT, SHAPE_NEEDED, .words = "nobody system user token share" },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "action", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "words", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "on", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "on_id", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "details", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "address", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "cut, so that it names no single computer" },
};
static const struct shape done_shape = { "Done", "who did what", done_fields, COUNT_OF(done_fields), false };
static const struct shape_field audit_fields[] = {
	{ "rows", SHAPE_LIST, SHAPE_NEEDED, .of = &done_shape },
	PAGE_NEXT,
};
static const struct shape audit_shape = { "Audit", "who did what, newest first", audit_fields, COUNT_OF(audit_fields), false };
static const struct shape_field audit_queries[] = {
	{ "action", SHAPE_TEXT, 0, .most = 60, .about = "user.role, or user. for all that begin so" },
	{ "looks", SHAPE_BOOL, 0, .about = "only looks at personal data" },
	{ "on", SHAPE_TEXT, 0, .least = 1, .most = 60, .about = "what it was done to: map, user, customer, ..." },
	{ "on_id", SHAPE_TEXT, 0, .least = 1, .most = 500, .about = "which of these" },
	{ "user", SHAPE_COUNT, 0, .least = 1, .most = INT64_MAX / 2, .about = "who did it, by a session or a token" },
	{ "from", SHAPE_TIME, 0, .about = "not before" },
	{ "to", SHAPE_TIME, 0, .about = "before" },
	PAGE_QUERIES,
};
static const struct shape_field map_queries[] = { { "map", SHAPE_TEXT, 0, .most = 500 }, PAGE_QUERIES };
static const struct shape_field page_queries[] = { PAGE_QUERIES };
/* clang-format on */

/* --- users ------------------------------------------------------------------------------------------------- */

static void time_or_null(struct api *api, struct json *j, const char *name, int64_t us)
{
	json_text(j, name, us ? when_iso(api->sc, us) : (struct str){ 0 });
}

static void write_user(struct api *api, struct json *j, const struct user *u)
{
	json_open(j, NULL, '{');
	json_count(j, "id", (uint64_t)u->id);
	json_text(j, "email", u->email);
	json_text(j, "name", u->name);
	json_text(j, "role", str_of(rank_key(u->rank)));
	json_bool(j, "has_password", u->has_password);
	json_bool(j, "has_second", u->has_second);
	json_bool(j, "disabled", u->disabled);
	json_text(j, "made", when_iso(api->sc, u->made_us));
	time_or_null(api, j, "seen", u->seen_us);
	json_close(j, '}');
}

static bool run_users(struct api *api)
{
	struct json *j = api_json(api);
	struct api_page page;
	struct user *users;
	size_t n, i = 0, told = 0;

	if (!api_page_open(api, &page) || !user_list(api->sc, api->doors, &users, &n))
		return false;
	while (page.after.p && i < n && str_compare(users[i].email, page.after) <= 0)
		i++;
	json_open(j, NULL, '{');
	json_open(j, "users", '[');
	for (; i < n && told < page.limit; i++, told++)
		write_user(api, j, &users[i]);
	json_close(j, ']');
	api_page_next(api, j, i < n, i ? users[i - 1].email : (struct str){ 0 });
	json_close(j, '}');
	return true;
}

static bool say_handed(struct api *api, int64_t user, struct str text)
{
	struct json *j = api_json(api);

	json_open(j, NULL, '{');
	json_count(j, "user", (uint64_t)user);
	json_text(j, "link", str_of(scope_printf(api->sc, HANDOVER_PATH "%.*s", STR_ARG(text))));
	json_close(j, '}');
	return true;
}

static bool run_invite(struct api *api)
{
	struct str name = api_text(api, "name"), text;
	struct user_wish wish = { .email = api_text(api, "email"), .name = name.p ? name : STR("") };
	int64_t id;

	return rank_find(api_text(api, "role"), &wish.rank) &&
	       handover_invite(api->sc, api->doors, &api->visitor, &wish, api->req->now_us, &id, &text) &&
	       say_handed(api, id, text);
}

/* The number in the path; no such user as any other that is not there. */
static bool number_of(struct api *api, const char *part, int64_t *id)
{
	struct str text = request_part(api->req, part);

	return (str_integer(text, id) && *id > 0) ||
	       scope_fail(api->sc, FAULT_NOT_FOUND, "there is no %s \"%.*s\"", part,
		       STR_ARG(str_short(api->sc, text, 40)));
}

static bool run_change_user(struct api *api)
{
	struct str role = api_text(api, "role");
	const json_t *value = api_value(api, "disabled");
	bool disabled = json_is_true(value);
	enum rank rank = RANK_VIEWER;
	struct user_change change = { .name = api_text(api, "name"),
		.rank = role.p ? &rank : NULL,
		.disabled = value ? &disabled : NULL };
	int64_t id;

	if (!number_of(api, "user", &id) || (role.p && !rank_find(role, &rank)) ||
		!user_change(api->sc, api->doors, &api->visitor, id, &change, api->req->now_us))
		return false;
	const struct user *user = user_at(api->sc, api->doors, id);
	if (user)
		write_user(api, api_json(api), user);
	return user != NULL;
}

static bool run_remove_user(struct api *api)
{
	int64_t id;

	return number_of(api, "user", &id) &&
	       user_remove(api->sc, api->doors, &api->visitor, id, api->req->now_us);
}

static bool run_hand(struct api *api)
{
	bool reset = str_equal(api_text(api, "kind"), STR("reset"));
	enum handover_kind kind = reset ? HANDOVER_RESET : HANDOVER_INVITE;
	struct str text;
	int64_t id;

	return number_of(api, "user", &id) &&
	       handover_make(api->sc, api->doors, &api->visitor, kind, id, api->req->now_us, &text) &&
	       say_handed(api, id, text);
}

/* --- tokens ------------------------------------------------------------------------------------------------- */

static void write_token(struct api *api, struct json *j, const struct api_token *t)
{
	json_open(j, NULL, '{');
	json_count(j, "id", (uint64_t)t->id);
	json_text(j, "name", t->name);
	json_text(j, "user", t->email);
	json_text(j, "grants", grants_words(api->sc, t->grants));
	json_text(j, "made", when_iso(api->sc, t->made_us));
	time_or_null(api, j, "until", t->until_us);
	time_or_null(api, j, "used", t->used_us);
	time_or_null(api, j, "revoked", t->revoked_us);
	json_close(j, '}');
}

static bool run_tokens(struct api *api)
{
	bool all = (api->visitor.grants & GRANT_ADMIN) != 0;
	struct json *j = api_json(api);
	struct api_page page;
	struct api_token *t;
	size_t n, i = 0, told = 0;

	if (!api_page_open(api, &page) ||
		!api_token_list(api->sc, api->doors, &api->visitor, all ? 0 : api->visitor.user, &t, &n))
		return false;
	while (i < n && t[i].id <= page.at)
		i++;
	json_open(j, NULL, '{');
	json_open(j, "tokens", '[');
	for (; i < n && told < page.limit; i++, told++)
		write_token(api, j, &t[i]);
	json_close(j, ']');
	api_page_next_at(api, j, i < n, i ? t[i - 1].id : 0);
	json_close(j, '}');
	return true;
}

static bool say_one(struct api *api, const char *name, struct str text)
{
	struct json *j = api_json(api);

	json_open(j, NULL, '{');
	json_text(j, name, text);
	json_close(j, '}');
	return true;
}

static bool run_add_token(struct api *api)
{
	struct api_token_wish wish = { .user = api->visitor.user,
		.name = api_text(api, "name"),
		.until_us = api_time(api_text(api, "until"), 0) };
	struct str text;

	return grants_read(api->sc, api_text(api, "grants"), &wish.grants) &&
	       api_token_add(api->sc, api->doors, &api->visitor, &wish, api->req->now_us, &text) &&
	       say_one(api, "token", text);
}

static bool run_revoke_token(struct api *api)
{
	int64_t id;

	return number_of(api, "token", &id) &&
	       api_token_revoke(api->sc, api->doors, &api->visitor, id, api->req->now_us);
}

/* --- share links ---------------------------------------------------------------------------------------------- */

static void write_frames(struct json *j, struct str frames)
{
	json_open(j, "frames", '[');
	while (frames.n)
		json_text(j, NULL, str_cut(&frames, ' '));
	json_close(j, ']');
}

static void write_share(struct api *api, struct json *j, const struct share *s)
{
	int64_t version = 0;
	bool one = s->version.p && str_integer(s->version, &version);

	json_open(j, NULL, '{');
	json_count(j, "id", (uint64_t)s->id);
	json_text(j, "map", s->map);
	json_number(j, "version", one, (double)version);
	json_text(j, "title", s->title);
	json_bool(j, "hide_quotes", s->hide_quotes);
	json_count(j, "small_n", (uint64_t)s->small_n);
	json_bool(j, "has_password", s->has_password);
	write_frames(j, s->frames);
	json_text(j, "language", s->language);
	json_count(j, "views", (uint64_t)s->views);
	json_text(j, "by", s->email);
	json_text(j, "made", when_iso(api->sc, s->made_us));
	time_or_null(api, j, "until", s->until_us);
	time_or_null(api, j, "revoked", s->revoked_us);
	json_close(j, '}');
}

static bool run_shares(struct api *api)
{
	struct json *j = api_json(api);
	struct api_page page;
	struct share *shares;
	size_t n, i = 0, told = 0;

	if (!api_page_open(api, &page) ||
		!share_list(api->sc, api->doors, &api->visitor, request_query(api->req, "map"), &shares, &n))
		return false;
	while (i < n && shares[i].id <= page.at)
		i++;
	json_open(j, NULL, '{');
	json_open(j, "shares", '[');
	for (; i < n && told < page.limit; i++, told++)
		write_share(api, j, &shares[i]);
	json_close(j, ']');
	api_page_next_at(api, j, i < n, i ? shares[i - 1].id : 0);
	json_close(j, '}');
	return true;
}

/* Kept as a text: p NULL, the map as it stands. */
static struct str version_of(struct api *api)
{
	int64_t no = api_count(api, "version", 0);

	return no ? str_of(scope_printf(api->sc, "%lld", (long long)no)) : (struct str){ 0 };
}

static const struct str *frames_of(struct api *api, size_t *n)
{
	const json_t *list = api_value(api, "frames");
	struct str *frames = NEW_ARRAY(api->sc, struct str, json_array_size(list) + 1);

	*n = json_array_size(list);
	for (size_t i = 0; i < *n; i++)
		frames[i] = (struct str){ json_string_value(json_array_get(list, i)),
			json_string_length(json_array_get(list, i)) };
	return frames;
}

static bool run_add_share(struct api *api)
{
	struct str title = api_text(api, "title"), text;
	struct share_wish wish = { .map = api_text(api, "map"),
		.version = version_of(api),
		.title = title.p ? title : STR(""),
		.hide_quotes = api_true(api, "hide_quotes"),
		.small_n = api_count(api, "small_n", 0),
		.until_us = api_time(api_text(api, "until"), 0),
		.password = api_text(api, "password"),
		.language = api_text(api, "language") };

	wish.frames = frames_of(api, &wish.n_frames);
	return documents_map(api->sc, api->docs, wish.map) &&
	       share_add(api->sc, api->doors, &api->visitor, &wish, api->req->now_us, &text) &&
	       say_one(api, "link", str_of(scope_printf(api->sc, "/s/%.*s", STR_ARG(text))));
}

static bool run_revoke_share(struct api *api)
{
	int64_t id;

	return number_of(api, "share", &id) &&
	       share_revoke(api->sc, api->doors, &api->visitor, id, api->req->now_us);
}

/* --- who did what ----------------------------------------------------------------------------------------------- */

static void write_done(struct api *api, struct json *j, const struct audit_row *r)
{
	json_open(j, NULL, '{');
	json_count(j, "id", (uint64_t)r->id);
	json_text(j, "when", when_iso(api->sc, r->when_us));
	json_text(j, "who", str_of(visitor_key(r->who)));
	json_text(j, "name", r->who_name);
	json_text(j, "action", r->action);
	json_text(j, "words", r->words);
	json_text(j, "on", r->on);
	json_text(j, "on_id", r->on_id);
	json_text(j, "details", r->details);
	json_text(j, "address", r->address);
	json_close(j, '}');
}

static bool run_audit(struct api *api)
{
	struct request *req = api->req;
	struct audit_filter filter = { .action = request_query(req, "action"),
		.on = request_query(req, "on"),
		.on_id = request_query(req, "on_id"),
		.from_us = api_time(request_query(req, "from"), 0),
		.to_us = api_time(request_query(req, "to"), 0),
		.looks = str_equal(request_query(req, "looks"), STR("true")) };
	struct json *j = api_json(api);
	struct api_page page;
	struct audit_page rows;

	if (!api_page_open(api, &page) || !request_count(req, "user", 1, INT64_MAX / 2, 0, &filter.user))
		return false;
	filter.before = page.at;
	filter.most = page.limit;
	if (!audit_list(api->sc, api->doors->db, &api->visitor, &filter, &rows))
		return false;
	json_open(j, NULL, '{');
	json_open(j, "rows", '[');
	for (size_t i = 0; i < rows.n; i++)
		write_done(api, j, &rows.rows[i]);
	json_close(j, ']');
	api_page_next_at(api, j, rows.next != 0, rows.next);
	json_close(j, '}');
	return true;
}

/* clang-format off */
static const struct api_row users_row = { .name = "listUsers", .about = "All who may sign in.", .group = "people", .grant = GRANT_ADMIN, .gives = &users_shape,
	.queries = page_queries, .n_queries = COUNT_OF(page_queries), .run = run_users };
static const struct api_row invite_row = { .name = "inviteUser", .about = "Invites somebody: the link is handed over by whoever asked for it.",
	.group = "people", .grant = GRANT_ADMIN, .takes = &wish_shape, .gives = &handed_shape, .made = 201, .secret = true, .run = run_invite };
static const struct api_row change_row = { .name = "changeUser", .about = "Another name or role, or disabled.", .group = "people", .takes = &change_shape, .gives = &user_shape, .run = run_change_user };
static const struct api_row remove_row = { .name = "removeUser", .about = "Removes a user, with sessions and tokens.", .group = "people", .grant = GRANT_ADMIN, .made = 204, .run = run_remove_user };
static const struct api_row hand_row = { .name = "makeLink", .about = "A new invitation, or a link for a new password.", .group = "people", .grant = GRANT_ADMIN,
	.takes = &kind_shape, .gives = &handed_shape, .made = 201, .secret = true, .run = run_hand };
static const struct api_row tokens_row = { .name = "listTokens", .about = "One's tokens; all of them for an admin.", .group = "people", .gives = &tokens_shape,
	.queries = page_queries, .n_queries = COUNT_OF(page_queries), .run = run_tokens };
static const struct api_row add_token_row = { .name = "addToken", .about = "A token of the API, shown once.", .group = "people", .takes = &token_wish_shape, .gives = &secret_shape, .made = 201, .secret = true, .run = run_add_token };
static const struct api_row revoke_token_row = { .name = "revokeToken", .about = "Revokes a token.", .group = "people", .made = 204, .run = run_revoke_token };
static const struct api_row shares_row = { .name = "listShares", .about = "The links that show maps.", .group = "people", .grant = GRANT_WRITE, .gives = &shares_shape,
	.queries = map_queries, .n_queries = COUNT_OF(map_queries), .run = run_shares };
static const struct api_row add_share_row = { .name = "addShare", .about = "A link that shows a map to who cannot sign in.", .group = "people", .grant = GRANT_WRITE,
	.takes = &share_wish_shape, .gives = &shared_shape, .made = 201, .secret = true, .run = run_add_share };
static const struct api_row revoke_share_row = { .name = "revokeShare", .about = "Revokes a link: it shows nothing any more.", .group = "people", .grant = GRANT_WRITE, .made = 204, .run = run_revoke_share };
static const struct api_row audit_row = { .name = "listAudit", .about = "Who changed what, and who looked at personal data.", .group = "people", .grant = GRANT_ADMIN, .gives = &audit_shape,
	.queries = audit_queries, .n_queries = COUNT_OF(audit_queries), .run = run_audit };

static const struct route rows[] = {
	{ METHOD_GET,    "/api/v1/users",             ROUTE_WORKER, 0, api_answer, false, &users_row },
	{ METHOD_POST,   "/api/v1/users",             ROUTE_WORKER, BODY, api_answer, false, &invite_row },
	{ METHOD_PATCH,  "/api/v1/users/{user}",      ROUTE_WORKER, BODY, api_answer, false, &change_row },
	{ METHOD_DELETE, "/api/v1/users/{user}",      ROUTE_WORKER, 0, api_answer, false, &remove_row },
	{ METHOD_POST,   "/api/v1/users/{user}/link", ROUTE_WORKER, BODY, api_answer, false, &hand_row },
	{ METHOD_GET,    "/api/v1/tokens",            ROUTE_WORKER, 0, api_answer, false, &tokens_row },
	{ METHOD_POST,   "/api/v1/tokens",            ROUTE_WORKER, BODY, api_answer, false, &add_token_row },
	{ METHOD_DELETE, "/api/v1/tokens/{token}",    ROUTE_WORKER, 0, api_answer, false, &revoke_token_row },
	{ METHOD_GET,    "/api/v1/shares",            ROUTE_WORKER, 0, api_answer, false, &shares_row },
	{ METHOD_POST,   "/api/v1/shares",            ROUTE_WORKER, BODY, api_answer, false, &add_share_row },
	{ METHOD_DELETE, "/api/v1/shares/{share}",    ROUTE_WORKER, 0, api_answer, false, &revoke_share_row },
	{ METHOD_GET,    "/api/v1/audit",             ROUTE_WORKER, 0, api_answer, false, &audit_row },
};
/* clang-format on */

struct routes api_people_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
