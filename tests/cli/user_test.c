/* wend user and wend token: who may come in, from the command line, beside whoever has the workspace open. */
#include "shop.h"

#include "store/workspace.h"

/* wend with this on its standard input. */
static struct ran fed(struct box *box, const char *input, const char *arguments)
{
	const char *line = scope_printf(&box->sc, "printf '%%b' '%s' | \"$0\" %s", input, arguments);

	return run_program(box, "/bin/sh", "-c", line, wend_bin());
}

static void with_users(struct box *box)
{
	make_workspace(box, "ws");
	assert_int_equal(fed(box, "correct zebra battery\\n",
				 "user add Ewa@x.test --role admin --password-stdin -w ws")
				 .code,
		0);
	wend_ok(box, "user", "add", "jan@x.test", "--role", "editor", "--name", "Jan Kowalski", "-w", "ws");
}

static json_t *users(struct box *box)
{
	return json_of(wend_ok(box, "user", "--json", "-w", "ws"));
}

static void assert_text(const json_t *json, const char *path, const char *want)
{
	if (want)
		assert_string_equal(json_string_value(json_at(json, path)), want);
	else
		assert_true(json_is_null(json_at(json, path)));
}

static void users_are_added_and_listed(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	assert_true(str_has(wend_ok(box, "user", "-w", "ws"), STR("No user yet: wend user add E-MAIL")));
	assert_int_equal(run_program(box, "/bin/sh", "-c", "rm -r ws").code, 0);
	with_users(box);
	json_t *list = users(box);
	assert_text(list, "users.0.email", "ewa@x.test");
	assert_text(list, "users.0.role", "admin");
	assert_true(json_is_true(json_at(list, "users.0.password")));
	assert_text(list, "users.0.seen", NULL);
	assert_text(list, "users.1.name", "Jan Kowalski");
	assert_true(json_is_false(json_at(list, "users.1.password")));
	json_decref(list);
	struct str table = wend_ok(box, "user", "list", "-w", "ws");
	assert_true(str_has(table, STR("jan@x.test  Jan Kowalski  editor  invited      never")));
	/* no password and no hash is told */
	assert_false(str_has(wend_ok(box, "user", "--json", "-w", "ws"), STR("argon2")));
}

static void links_are_written_for_others_to_take(void **state)
{
	struct box *box = *state;

	with_users(box);
	struct ran r = wend(box, "user", "jan@x.test", "--invite", "-w", "ws");
	assert_int_equal(r.code, 0);
	assert_true(str_starts(r.out, STR("/join/wl_")));
	assert_int_equal(r.out.n, 6 + 46 + 1);
	assert_true(str_has(r.err, STR("opens once, within 7 days: hand it to jan@x.test alone")));
	r = wend(box, "user", "ewa@x.test", "--reset", "-w", "ws");
	assert_true(str_starts(r.out, STR("/join/wl_")));
	assert_true(str_has(r.err, STR("within an hour")));
	r = wend(box, "user", "add", "ola@x.test", "--invite", "-w", "ws");
	assert_true(str_starts(r.out, STR("/join/wl_")));
	assert_refused(wend(box, "user", "jan@x.test", "--reset", "-w", "ws"), 4, "has no password yet");
	assert_refused(wend(box, "user", "ewa@x.test", "--invite", "-w", "ws"), 4, "has come already");
}

static void users_are_changed(void **state)
{
	struct box *box = *state;

	with_users(box);
	wend_ok(box, "user", "JAN@x.test", "--role", "viewer", "-w", "ws");
	wend_ok(box, "user", "jan@x.test", "--name", "Jan", "-w", "ws");
	wend_ok(box, "user", "jan@x.test", "--disable", "-w", "ws");
	json_t *list = users(box);
	assert_text(list, "users.1.role", "viewer");
	assert_text(list, "users.1.name", "Jan");
	assert_true(json_is_true(json_at(list, "users.1.disabled")));
	json_decref(list);
	wend_ok(box, "user", "jan@x.test", "--enable", "-w", "ws");
	wend_ok(box, "user", "jan@x.test", "--sign-out", "-w", "ws");
	wend_ok(box, "user", "jan@x.test", "--no-second", "-w", "ws");
	assert_int_equal(
		fed(box, "zebra on a bicycle\\r\\n", "user jan@x.test --password-stdin -w ws").code, 0);
	list = users(box);
	assert_true(json_is_true(json_at(list, "users.1.password")));
	json_decref(list);
	wend_ok(box, "user", "jan@x.test", "--remove", "-w", "ws");
	list = users(box);
	assert_int_equal(json_array_size(json_at(list, "users")), 1);
	json_decref(list);
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct box *box = *state;

	with_users(box);
	assert_refused(wend(box, "user", "-w", "nowhere"), 3, "\"nowhere\" is not a workspace");
	assert_refused(wend(box, "user", "add", "-w", "ws"), 2, "whom? wend user add E-MAIL");
	assert_refused(wend(box, "user", "add", "no-address", "-w", "ws"), 2, "is no e-mail address");
	assert_refused(wend(box, "user", "add", "jan@x.test", "-w", "ws"), 4,
		"there is a user \"jan@x.test\" already");
	assert_refused(wend(box, "user", "add", "ola@x.test", "--role", "boss", "-w", "ws"), 2,
		"there is no role \"boss\"; there are: viewer, editor, admin");
	assert_refused(wend(box, "user", "add", "o@x.test", "--invite", "--password-stdin", "-w", "ws"), 2,
		"either --password-stdin, or --invite");
	assert_refused(fed(box, "short\\n", "user add o@x.test --password-stdin -w ws"), 2,
		"the password has 5 letters");
	assert_refused(fed(box, "", "user add o@x.test --password-stdin -w ws"), 2, "no password came");
	assert_refused(wend(box, "user", "ola@x.test", "--disable", "-w", "ws"), 3,
		"there is no user \"ola@x.test\"");
	assert_refused(wend(box, "user", "jan@x.test", "-w", "ws"), 2, "what about \"jan@x.test\"?");
	assert_refused(wend(box, "user", "jan@x.test", "--disable", "--remove", "-w", "ws"), 2,
		"one change at a time: --disable or --remove");
	assert_refused(wend(box, "user", "list", "jan@x.test", "-w", "ws"), 2, "see wend help user");
	assert_refused(wend(box, "user", "ewa@x.test", "--remove", "-w", "ws"), 4, "is the last admin");
	assert_refused(wend(box, "user", "ewa@x.test", "--disable", "-w", "ws"), 4, "is the last admin");
	assert_refused(
		wend(box, "user", "ewa@x.test", "--role", "viewer", "-w", "ws"), 4, "is the last admin");
	json_t *list = users(box);
	assert_int_equal(json_array_size(json_at(list, "users")), 2);
	json_decref(list);
}

/* The events are somebody else's at the time: a server's, an import's. */
static void they_work_beside_an_open_workspace(void **state)
{
	struct box *box = *state;
	struct scope sc = { 0 };

	with_users(box);
	struct workspace *ws = workspace_open(&sc, box_path(box, "ws"), WORKSPACE_WRITE);
	assert_non_null(ws);
	assert_refused(wend(box, "status", "-w", "ws"), 4, "in use by another wend");
	wend_ok(box, "user", "jan@x.test", "--role", "viewer", "-w", "ws");
	wend_ok(box, "token", "add", "nightly", "--scope", "read", "--user", "jan@x.test", "-w", "ws");
	assert_true(str_has(wend_ok(box, "token", "-w", "ws"), STR("nightly")));
	workspace_close(ws);
	scope_close(&sc);
}

static void tokens_are_made_listed_revoked(void **state)
{
	struct box *box = *state;

	with_users(box);
	assert_true(str_has(wend_ok(box, "token", "-w", "ws"), STR("No token yet")));
	struct ran r = wend(box, "token", "add", "nightly", "--scope", "collect,read", "--user", "jan@x.test",
		"-w", "ws");
	assert_int_equal(r.code, 0);
	assert_true(str_starts(r.out, STR("wt_")));
	assert_int_equal(r.out.n, 46 + 1);
	assert_true(str_has(r.err, STR("It may read,collect as jan@x.test, until 2")));
	r = wend(box, "token", "add", "for ever", "--scope", "admin", "--user", "ewa@x.test", "--expires",
		"never", "-w", "ws");
	assert_true(str_has(r.err, STR("until it is revoked")));
	json_t *list = json_of(wend_ok(box, "token", "--json", "-w", "ws"));
	assert_text(list, "tokens.0.name", "nightly");
	assert_text(list, "tokens.0.user", "jan@x.test");
	assert_text(list, "tokens.0.scopes", "read,collect");
	assert_text(list, "tokens.0.state", "open");
	assert_text(list, "tokens.0.used", NULL);
	assert_text(list, "tokens.1.until", NULL);
	json_decref(list);
	assert_false(str_has(wend_ok(box, "token", "--json", "-w", "ws"), STR("wt_")));
	wend_ok(box, "token", "revoke", "1", "-w", "ws");
	list = json_of(wend_ok(box, "token", "list", "--user", "jan@x.test", "--json", "-w", "ws"));
	assert_int_equal(json_array_size(json_at(list, "tokens")), 1);
	assert_text(list, "tokens.0.state", "revoked");
	json_decref(list);
}

static void tokens_that_make_no_sense_are_refused(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	assert_refused(wend(box, "token", "add", "x", "--scope", "read", "-w", "ws"), 3,
		"a token is a user's, and there is none");
	assert_int_equal(run_program(box, "/bin/sh", "-c", "rm -r ws").code, 0);
	with_users(box);
	assert_refused(wend(box, "token", "add", "x", "--scope", "read", "-w", "ws"), 2,
		"there are 2 users: --user E-MAIL");
	assert_refused(wend(box, "token", "add", "x", "--user", "jan@x.test", "-w", "ws"), 2,
		"a token needs a scope");
	assert_refused(wend(box, "token", "add", "x", "--scope", "all", "--user", "jan@x.test", "-w", "ws"),
		2, "there is no scope \"all\"; there are: read,write");
	assert_refused(wend(box, "token", "add", "x", "--scope", "admin", "--user", "jan@x.test", "-w", "ws"),
		5, "a token may not do more than its user: editor may not \"admin\"");
	assert_refused(wend(box, "token", "add", "x", "--scope", "read", "--user", "jan@x.test", "--expires",
			       "soon", "-w", "ws"),
		2, "--expires is a span as 90d, 12w, 1h, or never, not \"soon\"");
	assert_refused(wend(box, "token", "add", " ", "--scope", "read", "--user", "jan@x.test", "-w", "ws"),
		2, "the token has no name");
	assert_refused(wend(box, "token", "revoke", "nightly", "-w", "ws"), 2, "by its number");
	assert_refused(wend(box, "token", "revoke", "7", "-w", "ws"), 3, "there is no token 7");
	assert_refused(wend(box, "token", "add", "-w", "ws"), 2, "see wend help token");
	assert_refused(wend(box, "token", "-w", "nowhere"), 3, "is not a workspace");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(users_are_added_and_listed, box_open, box_close),
		cmocka_unit_test_setup_teardown(links_are_written_for_others_to_take, box_open, box_close),
		cmocka_unit_test_setup_teardown(users_are_changed, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_makes_no_sense_is_refused, box_open, box_close),
		cmocka_unit_test_setup_teardown(they_work_beside_an_open_workspace, box_open, box_close),
		cmocka_unit_test_setup_teardown(tokens_are_made_listed_revoked, box_open, box_close),
		cmocka_unit_test_setup_teardown(tokens_that_make_no_sense_are_refused, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
