/* Who comes in, and who does not: strangers, pages of others, sessions and tokens that have ended, people who would be more
 * than they are.  What holds for every route is tried on every route. */
#include "attack_rows.h"

#include "doors/user.h"

static void must_be(const struct kit_answer *a, const struct attack_row *r, int status, const char *words)
{
	if (a->status != status || !strstr(a->body, words))
		fail_msg("%s %s: want %d with \"%s\", got %d: %s", r->verb, r->path, status, words, a->status,
			a->body);
}

/* --- strangers ------------------------------------------------------------------------------------------- */

static void strangers_see_nothing(void **state)
{
	static const struct kit_user pretenders[] = {
		{ 0 },
		{ .token = { "wt_", 3 }, .by_token = true },
		{ .token = { "wt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 50 }, .by_token = true },
		{ .token = { "' OR 1=1 --", 11 }, .by_token = true },
		{ .cookie = { "ws_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 50 },
			.csrf = { "a", 1 } },
		{ .cookie = { "\"; x", 4 }, .csrf = { "a", 1 } },
	};
	struct house_kit *kit = *state;
	size_t closed = 0;

	for (size_t i = 0; i < COUNT_OF(pretenders); i++)
		for (struct attack_row r = { 0 }; attack_next(kit, &r);) {
			if (r.row->open)
				continue;
			must_be(kit_ask(kit, &pretenders[i], r.verb, r.path, r.body), &r, 401, "sign in");
			closed++;
		}
	assert_true(closed >= COUNT_OF(pretenders) * 20);
}

/* --- pages of others --------------------------------------------------------------------------------------- */

static void a_page_of_others_changes_nothing(void **state)
{
	struct house_kit *kit = *state;
	struct kit_user without = *kit->admin, others = *kit->admin, wrong = *kit->admin;
	const char *cross = "Sec-Fetch-Site: cross-site\r\nOrigin: https://elsewhere.example\r\n";

	without.no_csrf = true;
	others.csrf = kit->viewer->csrf;
	wrong.csrf = str_sub(kit->admin->csrf, 0, kit->admin->csrf.n - 1);
	for (struct attack_row r = { 0 }; attack_next(kit, &r);) {
		if (!attack_changes(&r))
			continue;
		must_be(kit_ask(kit, &without, r.verb, r.path, r.body), &r, 403, "X-CSRF-Token");
		must_be(kit_ask(kit, &others, r.verb, r.path, r.body), &r, 403, "X-CSRF-Token");
		must_be(kit_ask(kit, &wrong, r.verb, r.path, r.body), &r, 403, "X-CSRF-Token");
		must_be(kit_ask_with(kit, kit->admin, r.verb, r.path, cross, (struct str){ 0 }), &r, 403,
			"another site");
	}
}

/* Forms can send three types of body and none of them is JSON; nobody is signed in by another's page. */
static void a_form_signs_nobody_in(void **state)
{
	static const char *const types[] = { "application/x-www-form-urlencoded",
		"multipart/form-data; boundary=a", "text/plain", "text/plain; charset=application/json" };
	struct house_kit *kit = *state;
	const struct str body = STR("{\"email\":\"admin@shop.example\",\"password\":\"" KIT_PASSWORD "\"}");

	for (size_t i = 0; i < COUNT_OF(types); i++) {
		struct kit_answer *a = kit_ask_with(kit, kit->nobody, "POST", "/api/v1/sign-in",
			scope_printf(&kit->sc, "Content-Type: %s\r\n", types[i]), body);
		assert_int_equal(a->status, 415);
		assert_null(attack_header(kit, a, "Set-Cookie"));
	}
	struct kit_answer *a = kit_ask_with(kit, kit->nobody, "POST", "/api/v1/sign-in",
		"Content-Type: application/json\r\nSec-Fetch-Site: cross-site\r\n", body);
	assert_int_equal(a->status, 403);
	assert_null(attack_header(kit, a, "Set-Cookie"));
}

/* --- what has ended -------------------------------------------------------------------------------------------- */

static struct kit_user signed_in(struct house_kit *kit, const char *email, const char *password)
{
	struct kit_user user = { .email = email };
	struct kit_answer *a = kit_ask(kit, kit->nobody, "POST", "/api/v1/sign-in",
		scope_printf(&kit->sc, "{\"email\":\"%s\",\"password\":\"%s\"}", email, password));

	if (a->status != 200)
		fail_msg("%s: %d %s", email, a->status, a->body);
	const char *cookie = attack_header(kit, a, "Set-Cookie");
	assert_non_null(cookie);
	assert_int_equal(strncmp(cookie, API_COOKIE "=", sizeof API_COOKIE), 0);
	assert_non_null(strstr(cookie, "; HttpOnly; SameSite=Lax"));
	cookie += sizeof API_COOKIE;
	user.cookie = (struct str){ cookie, strcspn(cookie, ";") };
	user.csrf = str_copy(&kit->sc, str_of(kit_text(a, "csrf")));
	return user;
}

static int me(struct house_kit *kit, const struct kit_user *user)
{
	return kit_ask(kit, user, "GET", "/api/v1/me", NULL)->status;
}

static void what_has_ended_opens_nothing(void **state)
{
	struct house_kit *kit = *state;
	struct kit_user one = signed_in(kit, "viewer@shop.example", KIT_PASSWORD);
	struct kit_user two = signed_in(kit, "viewer@shop.example", KIT_PASSWORD);

	assert_false(str_equal(one.cookie, two.cookie));
	assert_int_equal(me(kit, &one), 200);
	assert_int_equal(kit_ask(kit, &one, "POST", "/api/v1/sign-out", NULL)->status, 204);
	assert_int_equal(me(kit, &one), 401);
	assert_int_equal(kit_ask(kit, &one, "POST", "/api/v1/sign-out", NULL)->status, 401);
	assert_int_equal(me(kit, &two), 200);
	/* a new password ends all the others, not the one that asked for it */
	struct kit_user three = signed_in(kit, "viewer@shop.example", KIT_PASSWORD);
	assert_int_equal(kit_ask(kit, &two, "POST", "/api/v1/me/password",
				 "{\"old\":\"" KIT_PASSWORD "\",\"new\":\"a zebra of seven colours\"}")
				 ->status,
		204);
	assert_int_equal(me(kit, &two), 200);
	assert_int_equal(me(kit, &three), 401);
	assert_int_equal(me(kit, kit->viewer), 401);
	kit_refused(kit, kit->nobody, "POST", "/api/v1/sign-in",
		"{\"email\":\"viewer@shop.example\",\"password\":\"" KIT_PASSWORD "\"}", 401,
		"the e-mail or the password is wrong");
}

/* Sessions and tokens that began and ended before now: made by the doors themselves, with an earlier clock. */
static void what_is_too_old_opens_nothing(void **state)
{
	struct house_kit *kit = *state;
	struct doors_shared shared = { 0 };
	struct doors *doors = doors_open(&kit->sc, scope_printf(&kit->sc, "%s/wend.db", kit->dir), shared);
	int64_t now = clock_us(), then = now - INT64_C(400) * 86400 * 1000000;
	struct ticket t;
	struct kit_user old = { 0 }, ended = { .by_token = true };
	struct visitor by;

	assert_non_null(doors);
	assert_true(session_begin(&kit->sc, doors, kit->editor->id, STR("127.0.0.1"), then, &t));
	old.cookie = str_of(t.text);
	assert_int_equal(me(kit, &old), 401);
	assert_true(session_open(&kit->sc, doors, kit->editor->cookie, STR("127.0.0.1"), now, &by));
	struct api_token_wish wish = {
		.user = kit->editor->id, .name = STR("old"), .grants = GRANT_READ, .until_us = then + 1000000
	};
	assert_true(api_token_add(&kit->sc, doors, &by, &wish, then, &ended.token));
	assert_int_equal(me(kit, &ended), 401);
	doors_close(doors);
}

static void a_revoked_token_opens_nothing(void **state)
{
	struct house_kit *kit = *state;
	struct kit_user token = { .by_token = true };
	struct kit_answer *a = kit_ask(
		kit, kit->editor, "POST", "/api/v1/tokens", "{\"name\":\"mine\",\"grants\":\"read\"}");

	assert_int_equal(a->status, 201);
	token.token = str_of(kit_text(a, "token"));
	assert_int_equal(me(kit, &token), 200);
	struct kit_answer *all = kit_get(kit, kit->editor, "/api/v1/tokens");
	size_t n = kit_size(all, "tokens");
	const char *path = scope_printf(&kit->sc, "/api/v1/tokens/%.0f",
		kit_number(all, scope_printf(&kit->sc, "tokens.%zu.id", n - 1)));
	/* nobody else's, not even by its number */
	assert_true(kit_ask(kit, kit->viewer, "DELETE", path, NULL)->status >= 400);
	assert_int_equal(me(kit, &token), 200);
	assert_int_equal(kit_ask(kit, kit->editor, "DELETE", path, NULL)->status, 204);
	assert_int_equal(me(kit, &token), 401);
}

/* --- more than one is -------------------------------------------------------------------------------------------- */

static void each_route_asks_for_its_grant(void **state)
{
	struct house_kit *kit = *state;
	const struct kit_user *people[] = { kit->viewer, kit->editor };
	const enum rank ranks[] = { RANK_VIEWER, RANK_EDITOR };
	size_t refused = 0;

	for (size_t i = 0; i < COUNT_OF(people); i++)
		for (struct attack_row r = { 0 }; attack_next(kit, &r);) {
			if (!r.row->grant || (rank_grants(ranks[i]) & r.row->grant))
				continue;
			struct kit_user by_token = *people[i];
			by_token.by_token = true;
			must_be(kit_ask(kit, people[i], r.verb, r.path, r.body), &r, 403,
				"you may not do this");
			must_be(kit_ask(kit, &by_token, r.verb, r.path, r.body), &r, 403,
				"this token may not do this");
			refused++;
		}
	assert_true(refused >= 15);
}

/* An admin's token that may only read is a reader's. */
static void a_token_is_no_more_than_its_scopes(void **state)
{
	struct house_kit *kit = *state;
	struct kit_user reader = { .by_token = true };
	struct kit_answer *a = kit_ask(
		kit, kit->admin, "POST", "/api/v1/tokens", "{\"name\":\"reader\",\"grants\":\"read\"}");

	reader.token = str_of(kit_text(a, "token"));
	for (struct attack_row r = { 0 }; attack_next(kit, &r);)
		if (r.row->grant && r.row->grant != GRANT_READ)
			must_be(kit_ask(kit, &reader, r.verb, r.path, r.body), &r, 403, "this token may not");
	/* nor does it make itself another, a password, a second factor */
	kit_refused(kit, &reader, "POST", "/api/v1/tokens", "{\"name\":\"x\",\"grants\":\"admin\"}", 403,
		"sign in");
	kit_refused(kit, &reader, "POST", "/api/v1/tokens", "{\"name\":\"x\",\"grants\":\"read\"}", 403,
		"sign in");
	kit_refused(kit, &reader, "POST", "/api/v1/me/password",
		"{\"old\":\"" KIT_PASSWORD "\",\"new\":\"a zebra of seven colours\"}", 403, "");
	kit_refused(kit, &reader, "POST", "/api/v1/me/second", NULL, 403, "");
	kit_refused(kit, &reader, "POST", "/api/v1/me/second/off", "{\"code\":\"123456\"}", 403, "");
	kit_refused(kit, &reader, "POST", "/api/v1/me/sign-out-others", NULL, 403, "");
}

static void nobody_makes_himself_more(void **state)
{
	struct house_kit *kit = *state;
	const struct kit_user *people[] = { kit->viewer, kit->editor };

	for (size_t i = 0; i < COUNT_OF(people); i++) {
		const char *own = scope_printf(&kit->sc, "/api/v1/users/%lld", (long long)people[i]->id);
		const char *admin = scope_printf(&kit->sc, "/api/v1/users/%lld", (long long)kit->admin->id);
		kit_refused(kit, people[i], "PATCH", own, "{\"role\":\"admin\"}", 403, "");
		kit_refused(kit, people[i], "PATCH", own, "{\"name\":\"x\",\"role\":\"admin\"}", 403, "");
		kit_refused(kit, people[i], "PATCH", admin, "{\"role\":\"viewer\"}", 403, "");
		kit_refused(kit, people[i], "PATCH", admin, "{\"name\":\"Nobody\"}", 403, "");
		kit_refused(kit, people[i], "PATCH", admin, "{\"disabled\":true}", 403, "");
		kit_refused(kit, people[i], "POST", "/api/v1/users",
			"{\"email\":\"new@shop.example\",\"role\":\"admin\"}", 403, "");
		kit_refused(kit, people[i], "POST", "/api/v1/tokens", "{\"name\":\"x\",\"grants\":\"admin\"}",
			403, "may not do more than its user");
		struct kit_answer *a = kit_get(kit, people[i], "/api/v1/me");
		assert_string_equal(kit_text(a, "role"), i ? "editor" : "viewer");
	}
	/* Refused as a whole: the name that stood before the role is what it was. */
	struct kit_answer *users = kit_get(kit, kit->admin, "/api/v1/users");
	assert_null(strstr(users->body, "\"name\":\"x\""));
	assert_null(strstr(users->body, "\"name\":\"Nobody\""));
	assert_null(strstr(users->body, "new@shop.example"));
	/* The last admin stays one, whatever he asks for. */
	kit_refused(kit, kit->admin, "PATCH",
		scope_printf(&kit->sc, "/api/v1/users/%lld", (long long)kit->admin->id),
		"{\"role\":\"viewer\"}", 409, "");
}

/* A field that somebody might set unasked is refused, and nothing of the rest is done. */
static void fields_nobody_asked_for_are_refused(void **state)
{
	static const struct {
		const char *verb, *path, *body;
	} extra[] = {
		{ "POST", "/api/v1/users",
			"{\"email\":\"fresh@shop.example\",\"role\":\"viewer\",\"has_password\":true}" },
		{ "POST", "/api/v1/users",
			"{\"email\":\"fresh@shop.example\",\"role\":\"viewer\",\"id\":1}" },
		{ "POST", "/api/v1/users",
			"{\"email\":\"fresh@shop.example\",\"role\":\"viewer\",\"__proto__\":{}}" },
		{ "POST", "/api/v1/tokens", "{\"name\":\"x\",\"grants\":\"read\",\"user\":1}" },
		{ "POST", "/api/v1/sign-in", "{\"email\":\"a@b.c\",\"password\":\"x\",\"role\":\"admin\"}" },
		{ "POST", "/api/v1/me/password", "{\"old\":\"a\",\"new\":\"b\",\"user\":1}" },
	};
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(extra); i++)
		kit_refused(kit, kit->admin, extra[i].verb, extra[i].path, extra[i].body, 422,
			"there is no field");
	assert_null(strstr(kit_get(kit, kit->admin, "/api/v1/users")->body, "fresh@shop.example"));
	for (struct attack_row r = { 0 }; attack_next(kit, &r);)
		if (r.body) {
			struct kit_answer *a = kit_ask(kit, kit->admin, r.verb, r.path, r.body);
			if (a->status != 422)
				must_be(a, &r, 422, "");
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strangers_see_nothing), cmocka_unit_test(a_page_of_others_changes_nothing),
		cmocka_unit_test(a_form_signs_nobody_in), cmocka_unit_test(what_is_too_old_opens_nothing),
		cmocka_unit_test(a_revoked_token_opens_nothing),
		cmocka_unit_test(each_route_asks_for_its_grant),
		cmocka_unit_test(a_token_is_no_more_than_its_scopes),
		cmocka_unit_test(nobody_makes_himself_more),
		cmocka_unit_test(fields_nobody_asked_for_are_refused),
		cmocka_unit_test(
			what_has_ended_opens_nothing), /* last: the viewer's own session ends in it */
	};

	return cmocka_run_group_tests(tests, attack_open, attack_close);
}
