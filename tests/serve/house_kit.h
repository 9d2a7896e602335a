/* house_kit - a whole server of a test's own: a small workspace, an admin, an editor and a viewer, and answers that are
 * held against what the routes' rows say of them.
 *
 *	struct house_kit *kit = house_kit_open();
 *	struct kit_answer *a = kit_ask(kit, kit->viewer, "GET", "/api/v1/maps", NULL);      // by a session
 *	assert_int_equal(a->status, 200);
 *	assert_string_equal(kit_text(a, "maps.0.id"), "shop");
 *	kit_refused(kit, kit->viewer, "PUT", "/api/v1/maps/shop", "{}", 403, "editor");
 *	house_kit_close(kit);
 *
 * Each answer of a route with a row is checked: its status is one that OpenAPI tells of, its body has the shape of the
 * row (or of a problem), nothing beyond.  What is in the workspace stands in KIT_EVENTS and KIT_SURVEY below.
 */
#pragma once

#include <jansson.h>
#include <pthread.h>

#include "answer/publish.h"
#include "doors/api_token.h"
#include "doors/session.h"
#include "folder.h"
#include "intake/import.h"
#include "model/definition_io.h"
#include "serve/api_door.h"
#include "serve/clock.h"
#include "serve/openapi.h"
#include "serve/serve.h"
#include "talk.h"

/* Eight customers: eight visit, five put something into the cart, three buy; two of those ask for help. */
static const char KIT_EVENTS[] = "customer_id,event,timestamp,country\n"
				 "ada,visit,2026-03-02T10:00:00Z,PL\n"
				 "ada,cart,2026-03-02T10:05:00Z,PL\n"
				 "ada,buy,2026-03-02T10:10:00Z,PL\n"
				 "ada,help,2026-03-02T11:00:00Z,PL\n"
				 "bob,visit,2026-03-02T12:00:00Z,PL\n"
				 "bob,cart,2026-03-02T12:05:00Z,PL\n"
				 "bob,buy,2026-03-02T12:10:00Z,PL\n"
				 "bob,help,2026-03-02T13:00:00Z,PL\n"
				 "cyd,visit,2026-03-03T10:00:00Z,PL\n"
				 "cyd,cart,2026-03-03T10:05:00Z,PL\n"
				 "cyd,buy,2026-03-03T10:10:00Z,PL\n"
				 "dan,visit,2026-03-03T11:00:00Z,DE\n"
				 "dan,cart,2026-03-03T11:05:00Z,DE\n"
				 "eve,visit,2026-03-03T12:00:00Z,DE\n"
				 "eve,cart,2026-03-03T12:05:00Z,DE\n"
				 "fay,visit,2026-03-04T10:00:00Z,DE\n"
				 "gus,visit,2026-03-04T11:00:00Z,DE\n"
				 "hal,visit,2026-03-04T12:00:00Z,DE\n"
				 "ida,visit,no time at all,DE\n";

static const char KIT_SURVEY[] =
	"customer_id,event,timestamp,nps,comment\n"
	"ada,help,2026-03-05T10:00:00Z,10,\"The delivery was great, write to anna.nowak@shop.example\"\n"
	"bob,help,2026-03-05T11:00:00Z,2,\"Terrible support, the courier was rude and late\"\n"
	"cyd,buy,2026-03-05T12:00:00Z,9,\"Easy to pay, I love it\"\n"
	"dan,cart,2026-03-05T13:00:00Z,3,\"The cart lost my order and that is annoying\"\n";

static const char KIT_MAP[] =
	"map: shop\ntitle: The shop\ngoal: buy\nstages:\n"
	"  - { id: look, name: Look, touchpoints: [ { id: visit, name: Visit, match: { event: visit } } ] }\n"
	"  - { id: order, name: Order, touchpoints: [ { id: cart, name: Cart, match: { event: cart } },\n"
	"      { id: buy, name: Purchase, match: { event: buy } } ] }\n"
	"  - { id: after, name: After, touchpoints: [ { id: help, name: Help, match: { event: help } } ] }\n";

#define KIT_PASSWORD "a horse that staples batteries"

struct kit_user {
	int64_t id;
	const char *email;
	struct str cookie, csrf, token; /* the token has all that the user may */
	bool by_token;                  /* kit_ask sends the token instead of the session */
	bool no_csrf;                   /* kit_ask leaves it out */
};

struct house_kit {
	struct folder folder;
	struct scope sc; /* of all answers */
	const char *dir;
	struct serving *serving;
	struct house *house;
	json_t *openapi;
	pthread_t thread;
	int port;
	const struct kit_user *nobody, *viewer, *editor, *admin;
	struct kit_user users[4];
	LIST(json_t *) answers;
};

struct kit_answer {
	int status;
	const char *all; /* headers and body */
	const char *body;
	json_t *json; /* NULL: it is none; the kit's */
	const struct api_row *row;
};

struct kit_wish {
	const char *events, *survey, *map; /* NULL: as above; "": none */
	struct limits limits;              /* all 0: the usual ones */
};

/* --- what lies in the workspace ------------------------------------------------------------------------- */

static inline void kit_import(struct house_kit *kit, struct workspace *ws, const char *name, const char *text)
{
	if (*text && !import_file(&kit->sc, ws, folder_file(&kit->folder, name, str_of(text)),
			     &(struct import_wish){ .now_us = clock_us() }))
		fail_msg("%s: %s", name, kit->sc.why);
}

static inline void kit_put_map(struct house_kit *kit, struct workspace *ws, const char *text)
{
	struct definition *def;

	if (!*text)
		return;
	def = definition_from_text(&kit->sc, DOCUMENT_GUESS, str_of(text));
	if (!def)
		fail_msg("%s", kit->sc.why);
	struct saved_map map = { .id = def->id,
		.title = def->title,
		.text = definition_to_json(&kit->sc, def),
		.author = STR("anna"),
		.written_us = clock_us() };
	assert_true(documents_put_map(&kit->sc, ws->documents, &map, 0));
}

static inline void kit_fill(struct house_kit *kit, const struct kit_wish *wish)
{
	kit->dir = folder_path(&kit->folder, "ws");
	assert_true(workspace_init(&kit->sc, kit->dir));
	struct workspace *ws = workspace_open(&kit->sc, kit->dir, WORKSPACE_WRITE);
	assert_non_null(ws);
	kit_import(kit, ws, "orders.csv", wish->events ? wish->events : KIT_EVENTS);
	kit_import(kit, ws, "survey.csv", wish->survey ? wish->survey : KIT_SURVEY);
	kit_put_map(kit, ws, wish->map ? wish->map : KIT_MAP);
	workspace_close(ws);
}

/* --- who comes in --------------------------------------------------------------------------------------- */

static inline void kit_user_make(
	struct house_kit *kit, struct doors *doors, struct kit_user *user, const char *email, enum rank rank)
{
	struct visitor system = visitor_system(), by;
	struct user_wish wish = { str_of(email), STR(""), rank, STR(KIT_PASSWORD) };
	struct scope *sc = &kit->sc;
	int64_t now = clock_us();
	struct ticket t;
	char csrf[TICKET_HASH];

	user->email = email;
	if (!user_add(sc, doors, &system, &wish, now, &user->id))
		fail_msg("%s", sc->why);
	assert_true(session_begin(sc, doors, user->id, STR("127.0.0.1"), now, &t));
	user->cookie = str_copy(sc, str_of(t.text));
	session_csrf(user->cookie, csrf);
	user->csrf = str_copy(sc, str_of(csrf));
	assert_true(session_open(sc, doors, user->cookie, STR("127.0.0.1"), now, &by));
	assert_true(api_token_add(sc, doors, &by,
		&(struct api_token_wish){ .user = user->id, .name = STR("kit"), .grants = by.grants }, now,
		&user->token));
}

/* Passwords are hashed with little here: it is not they that are tested. */
static inline void kit_people(struct house_kit *kit)
{
	struct doors_shared shared = {
		hasher_new(&kit->sc, &(struct hasher_wish){ .passes = 1, .memory = 1 << 20 }), NULL
	};
	struct doors *doors = doors_open(&kit->sc, scope_printf(&kit->sc, "%s/wend.db", kit->dir), shared);

	assert_non_null(doors);
	kit_user_make(kit, doors, &kit->users[3], "admin@shop.example", RANK_ADMIN);
	kit_user_make(kit, doors, &kit->users[2], "editor@shop.example", RANK_EDITOR);
	kit_user_make(kit, doors, &kit->users[1], "viewer@shop.example", RANK_VIEWER);
	doors_close(doors);
	hasher_close(shared.hasher);
	kit->nobody = &kit->users[0];
	kit->viewer = &kit->users[1];
	kit->editor = &kit->users[2];
	kit->admin = &kit->users[3];
}

/* --- opening and closing -------------------------------------------------------------------------------- */

static inline void *kit_answer_all(void *to)
{
	serve_answer(to);
	return NULL;
}

static inline void kit_start(struct house_kit *kit, struct limits limits)
{
	static const struct str listen = { "127.0.0.1:0", 11 };
	struct serve_wish wish = { .dir = kit->dir,
		.listen = &listen,
		.n_listen = 1,
		.limits = limits.at[LIMIT_WORKERS] ? limits : limits_usual(),
		.log = JOURNAL_ERROR };

	kit->serving = serve_open(&kit->sc, &wish);
	if (!kit->serving)
		fail_msg("%s", kit->sc.why);
	kit->house = serve_house(kit->serving);
	struct str where = serve_where(&kit->sc, kit->serving, 0);
	kit->port = (int)strtol(strrchr(where.p, ':') + 1, NULL, 10);
	kit->openapi = openapi_document(kit->house->tables, kit->house->n_tables);
	assert_non_null(kit->openapi);
	assert_int_equal(pthread_create(&kit->thread, NULL, kit_answer_all, kit->serving), 0);
}

static inline void kit_stop(struct house_kit *kit)
{
	serve_stop(kit->serving);
	pthread_join(kit->thread, NULL);
	serve_close(kit->serving);
	json_decref(kit->openapi);
}

static inline struct house_kit *house_kit_open_with(const struct kit_wish *wish)
{
	struct house_kit *kit = calloc(1, sizeof *kit);

	assert_non_null(kit);
	kit->folder = folder_open();
	kit_fill(kit, wish);
	kit_people(kit);
	kit_start(kit, wish->limits);
	return kit;
}

static inline struct house_kit *house_kit_open(void)
{
	return house_kit_open_with(&(struct kit_wish){ 0 });
}

static inline void house_kit_close(struct house_kit *kit)
{
	kit_stop(kit);
	for (size_t i = 0; i < kit->answers.n; i++)
		json_decref(kit->answers.at[i]);
	scope_close(&kit->sc);
	folder_close(&kit->folder);
	free(kit);
}

/* --- what nobody asks for by HTTP ----------------------------------------------------------------------- */

/* The draft of a map, as it is now, becomes its next version. */
static inline void kit_publish(struct house_kit *kit, const char *map)
{
	struct published v = { .author = STR("anna"), .note = STR(""), .published_us = clock_us() };
	struct workspace *ws = office_enter(kit->house->office, &kit->sc);
	struct study *study = ws ? office_study(kit->house->office, &kit->sc) : NULL;
	struct saved_map *draft = study ? documents_map(&kit->sc, ws->documents, str_of(map)) : NULL;
	bool ok = draft && publish(&kit->sc, study, draft, &(struct publish_wish){ .version = &v });

	if (ws)
		office_leave(kit->house->office);
	if (!ok)
		fail_msg("%s: %s", map, kit->sc.why);
}

/* The audit log is out of reach, or there again. */
static inline void kit_hide_log(struct house_kit *kit, bool hide)
{
	struct lite *db = lite_open(&kit->sc, scope_printf(&kit->sc, "%s/wend.db", kit->dir), LITE_WRITE);

	if (!db ||
		!lite_script(&kit->sc, db,
			hide ? "ALTER TABLE audit RENAME TO hidden" : "ALTER TABLE hidden RENAME TO audit"))
		fail_msg("%s", kit->sc.why);
	lite_close(db);
}

/* --- what every answer is held against ------------------------------------------------------------------ */

static inline const struct route *kit_route(struct house_kit *kit, const char *verb, const char *path)
{
	struct request req = { .sc = &kit->sc };
	bool allowed[METHODS];

	if (!method_find(verb, &req.method))
		return NULL;
	struct str target = str_of(path);
	req.target = str_cut(&target, '?');
	if (route_find(kit->house->tables, kit->house->n_tables, &req, allowed) != ROUTE_FOUND)
		return NULL;
	return req.route;
}

static inline const json_t *kit_documented(struct house_kit *kit, const struct route *r, int status)
{
	const json_t *path = json_object_get(json_object_get(kit->openapi, "paths"), r->path);
	char verb[16] = "", key[16];

	for (size_t i = 0; method_name(r->method)[i] && i + 1 < sizeof verb; i++)
		verb[i] = (char)(method_name(r->method)[i] | 0x20);
	snprintf(key, sizeof key, "%d", status);
	return json_object_get(json_object_get(json_object_get(path, verb), "responses"), key);
}

static inline void kit_check_problem(const struct kit_answer *a, const char *what)
{
	if (!strcasestr(a->all, "\r\nContent-Type: application/problem+json") || !a->json)
		fail_msg("%s: %d is no problem+json: %s", what, a->status, a->all);
	assert_int_equal(json_integer_value(json_object_get(a->json, "status")), a->status);
	assert_true(json_string_length(json_object_get(a->json, "title")) > 0);
	assert_true(json_string_length(json_object_get(a->json, "detail")) > 0);
	assert_true(json_string_length(json_object_get(a->json, "request")) > 0);
}

static inline void kit_check(
	struct house_kit *kit, struct kit_answer *a, const struct route *r, const char *what)
{
	struct scope sc = { 0 };

	if (!r || !r->says)
		return;
	a->row = r->says;
	if (!kit_documented(kit, r, a->status))
		fail_msg("%s: OpenAPI tells of no %d: %s", what, a->status, a->body);
	if (a->status >= 400)
		kit_check_problem(a, what);
	else if (a->status != 304 && a->row->gives && !a->json)
		fail_msg("%s: no JSON: %s", what, a->body);
	else if (a->status != 304 && a->row->gives && !shape_check(&sc, a->row->gives, a->json))
		fail_msg("%s: not as %s says: %s: %.2000s", what, a->row->gives->name, sc.why, a->body);
	else if (!a->row->gives && !a->row->gives_type && *a->body)
		fail_msg("%s: a body that nothing says: %s", what, a->body);
	scope_close(&sc);
}

/* --- asking --------------------------------------------------------------------------------------------- */

static inline const char *kit_credentials(struct house_kit *kit, const struct kit_user *user)
{
	if (!user->cookie.p && !user->token.p)
		return "";
	if (user->by_token)
		return scope_printf(&kit->sc, "Authorization: Bearer %.*s\r\n", STR_ARG(user->token));
	if (user->no_csrf)
		return scope_printf(&kit->sc, "Cookie: " API_COOKIE "=%.*s\r\n", STR_ARG(user->cookie));
	return scope_printf(&kit->sc, "Cookie: " API_COOKIE "=%.*s\r\nX-CSRF-Token: %.*s\r\n",
		STR_ARG(user->cookie), STR_ARG(user->csrf));
}

/* `headers`: more of them, each with its line's end; `body` NULL: none. */
static inline struct kit_answer *kit_ask_with(struct house_kit *kit, const struct kit_user *user,
	const char *verb, const char *path, const char *headers, struct str body)
{
	struct kit_answer *a = NEW(&kit->sc, struct kit_answer);
	const char *what = scope_printf(&kit->sc, "%s %s", verb, path);
	int fd = talk_open(kit->port);

	talk_send(fd, scope_printf(&kit->sc, "%s HTTP/1.1\r\nHost: a\r\n%s%s", what,
			      kit_credentials(kit, user), headers));
	if (body.p)
		talk_send(fd, scope_printf(&kit->sc, "Content-Length: %zu\r\n", body.n));
	talk_send(fd, "\r\n");
	if (body.p)
		talk_send_n(fd, body.p, body.n);
	a->all = talk_answer(&kit->sc, fd);
	close(fd);
	if (!a->all)
		fail_msg("%s: no answer", what);
	a->status = talk_status(a->all);
	a->body = talk_body(a->all);
	a->json = json_loads(a->body, JSON_REJECT_DUPLICATES, NULL);
	*LIST_ADD(&kit->sc, &kit->answers) = a->json;
	kit_check(kit, a, kit_route(kit, verb, path), what);
	return a;
}

/* `body`: JSON; NULL: none. */
static inline struct kit_answer *kit_ask(struct house_kit *kit, const struct kit_user *user, const char *verb,
	const char *path, const char *body)
{
	return kit_ask_with(kit, user, verb, path, body ? "Content-Type: application/json\r\n" : "",
		body ? str_of(body) : (struct str){ 0 });
}

static inline struct kit_answer *kit_get(struct house_kit *kit, const struct kit_user *user, const char *path)
{
	struct kit_answer *a = kit_ask(kit, user, "GET", path, NULL);

	if (a->status != 200)
		fail_msg("GET %s: %d: %s", path, a->status, a->body);
	return a;
}

static inline void kit_refused(struct house_kit *kit, const struct kit_user *user, const char *verb,
	const char *path, const char *body, int status, const char *words)
{
	struct kit_answer *a = kit_ask(kit, user, verb, path, body);

	if (a->status != status || !strstr(a->body, words))
		fail_msg("%s %s: want %d with \"%s\", got %d: %s", verb, path, status, words, a->status,
			a->body);
}

/* With an ETag the same answer is 304 and without a body. */
static inline void kit_is_tagged(struct house_kit *kit, const struct kit_user *user, const char *path)
{
	struct kit_answer *a = kit_get(kit, user, path);
	const char *tag = strcasestr(a->all, "\r\nETag: ");

	if (!tag)
		fail_msg("GET %s: no ETag", path);
	int n = (int)strcspn(tag + 8, "\r");
	struct kit_answer *again = kit_ask_with(kit, user, "GET", path,
		scope_printf(&kit->sc, "If-None-Match: %.*s\r\n", n, tag + 8), (struct str){ 0 });
	assert_int_equal(again->status, 304);
	assert_string_equal(again->body, "");
}

/* Page after page of one row each, until there is no more; how many rows there were.  `path` ends in "?" or "&". */
static inline size_t kit_pages(
	struct house_kit *kit, const struct kit_user *user, const char *path, const char *list)
{
	const char *cursor = "";
	size_t n = 0;

	for (;;) {
		struct kit_answer *a =
			kit_get(kit, user, scope_printf(&kit->sc, "%slimit=1%s", path, cursor));
		const json_t *rows = json_object_get(a->json, list), *next = json_object_get(a->json, "next");
		assert_true(json_array_size(rows) <= 1);
		n += json_array_size(rows);
		if (json_is_null(next))
			return n;
		assert_int_equal(json_array_size(rows), 1);
		cursor = scope_printf(&kit->sc, "&cursor=%s", json_string_value(next));
		assert_true(n < 10000);
	}
}

/* What stands at a path of names and numbers: "maps.0.id"; NULL: nothing. */
static inline const json_t *kit_at(const struct kit_answer *a, const char *path)
{
	struct str rest = str_of(path);
	const json_t *at = a->json;

	while (rest.p && at) {
		struct str piece = str_cut(&rest, '.');
		int64_t i;
		at = json_is_array(at) && str_integer(piece, &i) ? json_array_get(at, (size_t)i)
								 : json_object_getn(at, piece.p, piece.n);
	}
	return at;
}

static inline const char *kit_text(const struct kit_answer *a, const char *path)
{
	const json_t *at = kit_at(a, path);

	if (!json_is_string(at))
		fail_msg("no text at %s: %.2000s", path, a->body);
	return json_string_value(at);
}

static inline double kit_number(const struct kit_answer *a, const char *path)
{
	const json_t *at = kit_at(a, path);

	if (!json_is_number(at))
		fail_msg("no number at %s: %.2000s", path, a->body);
	return json_number_value(at);
}

static inline size_t kit_size(const struct kit_answer *a, const char *path)
{
	const json_t *at = kit_at(a, path);

	if (!json_is_array(at))
		fail_msg("no list at %s: %.2000s", path, a->body);
	return json_array_size(at);
}
