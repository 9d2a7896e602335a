#include "doors/api_token.h"
#include "doors/second.h"
#include "doors/ticket.h"
#include "kit.h"

static bool add(struct kit *k, const struct visitor *by, int64_t user, unsigned grants, int64_t until_us,
	struct str *text)
{
	return api_token_add(&k->sc, k->doors, by,
		&(struct api_token_wish){ user, STR("nightly"), grants, until_us }, k->now_us, text);
}

static bool opens(struct kit *k, struct str text, struct visitor *v)
{
	return api_token_open(&k->sc, k->doors, text, STR("203.0.113.7"), k->now_us, v);
}

static const char OPENS_NOTHING[] = "this token opens nothing: it is wrong, has ended or was revoked";

static void a_token_is_some_of_its_user(void **state)
{
	struct kit k = kit_open();
	struct api_token *tokens;
	struct str text;
	struct visitor v;
	size_t n;

	(void)state;
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor by = kit_visitor(&k, "ewa@x.test");
	kit_ok(&k, add(&k, &by, ewa, GRANT_READ | GRANT_COLLECT, 0, &text));
	assert_true(str_starts(text, STR("wt_")));
	kit_ok(&k, opens(&k, text, &v));
	assert_int_equal(v.kind, VISITOR_TOKEN);
	assert_int_equal(v.user, ewa);
	assert_int_equal(v.grants, GRANT_READ | GRANT_COLLECT);
	assert_str(v.name, "nightly");
	kit_refused(&k, visitor_needs(&k.sc, &v, GRANT_WRITE), FAULT_DENIED, "it has no scope \"write\"");
	kit_ok(&k, api_token_list(&k.sc, k.doors, &by, ewa, &tokens, &n));
	assert_int_equal(n, 1);
	assert_int_equal(tokens[0].id, v.id);
	assert_str(tokens[0].name, "nightly");
	assert_str(tokens[0].email, "ewa@x.test");
	assert_int_equal(tokens[0].used_us, k.now_us);
	assert_int_equal(tokens[0].grants, GRANT_READ | GRANT_COLLECT);
	assert_int_equal(kit_audit(&k, "token.add"), 1);
	kit_close(&k);
}

static void it_ends(void **state)
{
	struct kit k = kit_open();
	struct str text, other;
	struct visitor v;

	(void)state;
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor by = kit_visitor(&k, "ewa@x.test");
	kit_refused(&k, add(&k, &by, ewa, GRANT_READ, k.now_us, &text), FAULT_INVALID,
		"would have ended already");
	kit_ok(&k, add(&k, &by, ewa, GRANT_READ, k.now_us + 100, &text));
	kit_ok(&k, add(&k, &by, ewa, GRANT_READ, 0, &other));
	k.now_us += 99;
	kit_ok(&k, opens(&k, text, &v));
	k.now_us++;
	kit_refused(&k, opens(&k, text, &v), FAULT_DENIED, OPENS_NOTHING);
	kit_ok(&k, opens(&k, other, &v));
	kit_ok(&k, api_token_revoke(&k.sc, k.doors, &by, v.id, k.now_us));
	kit_refused(&k, opens(&k, other, &v), FAULT_DENIED, OPENS_NOTHING);
	kit_refused(&k, api_token_revoke(&k.sc, k.doors, &by, 2, k.now_us), FAULT_NOT_FOUND,
		"there is no token 2 that could be revoked");
	kit_refused(&k, opens(&k, STR("wt_"), &v), FAULT_DENIED, OPENS_NOTHING);
	kit_refused(&k, opens(&k, (struct str){ 0 }, &v), FAULT_DENIED, OPENS_NOTHING);
	kit_refused(&k, opens(&k, kit_cookie(&k, "ewa@x.test"), &v), FAULT_DENIED, OPENS_NOTHING);
	assert_int_equal(kit_audit(&k, "token.revoke"), 1);
	kit_close(&k);
}

/* Whatever a token was made with, it may no more than its user at this moment. */
static void it_is_never_more_than_its_user(void **state)
{
	struct kit k = kit_open();
	struct str text;
	struct visitor v;

	(void)state;
	kit_user(&k, "admin@x.test", RANK_ADMIN);
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor by = kit_visitor(&k, "ewa@x.test");
	kit_refused(&k, add(&k, &by, ewa, GRANT_READ | GRANT_ADMIN, 0, &text), FAULT_DENIED,
		"a token may not do more than its user: editor may not \"admin\"");
	kit_refused(
		&k, add(&k, &k.system, ewa, GRANT_ADMIN, 0, &text), FAULT_DENIED, "editor may not \"admin\"");
	kit_ok(&k, add(&k, &by, ewa, rank_grants(RANK_EDITOR), 0, &text));
	kit_ok(&k, user_set_rank(&k.sc, k.doors, &k.system, ewa, RANK_VIEWER, k.now_us));
	kit_ok(&k, opens(&k, text, &v));
	assert_int_equal(v.grants, GRANT_READ);
	kit_ok(&k, user_set_rank(&k.sc, k.doors, &k.system, ewa, RANK_ADMIN, k.now_us));
	kit_ok(&k, opens(&k, text, &v));
	assert_int_equal(v.grants, rank_grants(RANK_EDITOR)); /* and no more than it was made with */
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &k.system, ewa, true, k.now_us));
	kit_refused(&k, opens(&k, text, &v), FAULT_DENIED, OPENS_NOTHING);
	kit_refused(&k, add(&k, &k.system, ewa, GRANT_READ, 0, &text), FAULT_CONFLICT,
		"\"ewa@x.test\" is disabled");
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &k.system, ewa, false, k.now_us));
	kit_ok(&k, user_remove(&k.sc, k.doors, &k.system, ewa, k.now_us));
	kit_refused(&k, opens(&k, text, &v), FAULT_DENIED, OPENS_NOTHING);
	kit_close(&k);
}

/* A token makes no token and changes no user, not even an admin's with all scopes but by what "admin" says. */
static void a_token_makes_no_way_to_more(void **state)
{
	struct kit k = kit_open();
	struct second_offer offer;
	struct str text, fresh;
	struct visitor v;
	int64_t retry_s;

	(void)state;
	int64_t admin = kit_user(&k, "admin@x.test", RANK_ADMIN),
		ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor by = kit_visitor(&k, "admin@x.test"), other = kit_visitor(&k, "ewa@x.test");
	kit_ok(&k, add(&k, &by, admin, GRANTS_ALL, 0, &text));
	kit_ok(&k, opens(&k, text, &v));
	kit_refused(&k, add(&k, &v, admin, GRANT_READ, 0, &fresh), FAULT_DENIED, "a token may not do this");
	kit_refused(&k, api_token_revoke(&k.sc, k.doors, &v, v.id, k.now_us), FAULT_DENIED,
		"a token may not do this");
	kit_refused(&k, second_offer(&k.sc, k.doors, &v, k.now_us, &offer), FAULT_DENIED,
		"by the user who has signed in");
	kit_refused(&k,
		user_change_password(&k.sc, k.doors, &v, STR(KIT_PASSWORD), STR("another zebra"),
			(struct str){ 0 }, k.now_us, &retry_s),
		FAULT_DENIED, "only a user who has signed in");
	kit_refused(&k, add(&k, &other, admin, GRANT_READ, 0, &fresh), FAULT_DENIED,
		"by the user who will have it");
	kit_refused(
		&k, add(&k, &by, ewa, GRANT_READ, 0, &fresh), FAULT_DENIED, "by the user who will have it");
	kit_close(&k);
}

static void others_do_not_see_it(void **state)
{
	struct kit k = kit_open();
	struct api_token *tokens;
	struct str text;
	size_t n;

	(void)state;
	int64_t admin = kit_user(&k, "admin@x.test", RANK_ADMIN),
		ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor by = kit_visitor(&k, "admin@x.test"), other = kit_visitor(&k, "ewa@x.test"),
		       nobody = { 0 };
	kit_ok(&k, add(&k, &by, admin, GRANT_READ, 0, &text));
	kit_ok(&k, add(&k, &other, ewa, GRANT_READ, 0, &text));
	kit_refused(
		&k, api_token_list(&k.sc, k.doors, &other, admin, &tokens, &n), FAULT_DENIED, "as editor");
	kit_refused(&k, api_token_list(&k.sc, k.doors, &other, 0, &tokens, &n), FAULT_DENIED, "as editor");
	kit_refused(
		&k, api_token_list(&k.sc, k.doors, &nobody, 0, &tokens, &n), FAULT_DENIED, "sign in first");
	kit_refused(&k, api_token_revoke(&k.sc, k.doors, &other, 1, k.now_us), FAULT_NOT_FOUND,
		"there is no token 1");
	kit_ok(&k, api_token_list(&k.sc, k.doors, &by, 0, &tokens, &n));
	assert_int_equal(n, 2);
	kit_ok(&k, api_token_revoke(&k.sc, k.doors, &by, 2, k.now_us));
	kit_ok(&k, api_token_list(&k.sc, k.doors, &other, ewa, &tokens, &n));
	assert_int_equal(tokens[0].revoked_us, k.now_us);
	kit_close(&k);
}

static void wishes_have_ceilings(void **state)
{
	struct kit k = kit_open();
	struct str text;
	char longest[200];

	(void)state;
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor by = kit_visitor(&k, "ewa@x.test");
	memset(longest, 'x', sizeof longest);
	kit_refused(
		&k, add(&k, &by, ewa, 0, 0, &text), FAULT_INVALID, "a token needs a scope; there are: read");
	kit_refused(&k, add(&k, &by, ewa, 1024, 0, &text), FAULT_INVALID, "a token needs a scope");
	kit_refused(&k,
		api_token_add(&k.sc, k.doors, &by, &(struct api_token_wish){ ewa, STR(" "), GRANT_READ, 0 },
			k.now_us, &text),
		FAULT_INVALID, "the token has no name");
	kit_refused(&k,
		api_token_add(&k.sc, k.doors, &by,
			&(struct api_token_wish){ ewa, { longest, 101 }, GRANT_READ, 0 }, k.now_us, &text),
		FAULT_INVALID, "the token's name has 101 letters, the ceiling is 100");
	kit_refused(&k, add(&k, &k.system, 99, GRANT_READ, 0, &text), FAULT_NOT_FOUND, "there is no user 99");
	for (size_t i = 0; i < API_TOKENS_MOST; i++)
		kit_ok(&k, add(&k, &by, ewa, GRANT_READ, 0, &text));
	kit_refused(&k, add(&k, &by, ewa, GRANT_READ, 0, &text), FAULT_LIMIT,
		"this user has 100 tokens, the ceiling");
	kit_ok(&k, api_token_revoke(&k.sc, k.doors, &by, 1, k.now_us));
	kit_ok(&k, add(&k, &by, ewa, GRANT_READ, 0, &text));
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_is_some_of_its_user),
		cmocka_unit_test(it_ends),
		cmocka_unit_test(it_is_never_more_than_its_user),
		cmocka_unit_test(a_token_makes_no_way_to_more),
		cmocka_unit_test(others_do_not_see_it),
		cmocka_unit_test(wishes_have_ceilings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
