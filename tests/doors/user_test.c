#include "kit.h"

static void they_are_added_and_found(void **state)
{
	struct kit k = kit_open();
	int64_t id;
	struct user *users;
	size_t n;

	(void)state;
	kit_ok(&k, user_add(&k.sc, k.doors, &k.system,
			   &(struct user_wish){ .email = STR("  Ewa.Nowak@Ex.Test "), .rank = RANK_EDITOR },
			   k.now_us, &id));
	struct user *user = user_find(&k.sc, k.doors, STR("EWA.NOWAK@ex.test"));
	assert_non_null(user);
	assert_int_equal(user->id, id);
	assert_str(user->email, "ewa.nowak@ex.test");
	assert_str(user->name, "ewa.nowak");
	assert_int_equal(user->rank, RANK_EDITOR);
	assert_false(user->has_password || user->has_second || user->disabled);
	assert_int_equal(user->made_us, k.now_us);
	assert_int_equal(user->seen_us, 0);
	kit_user(&k, "adam@x.test", RANK_VIEWER);
	kit_ok(&k, user_list(&k.sc, k.doors, &users, &n));
	assert_int_equal(n, 2);
	assert_str(users[0].email, "adam@x.test");
	assert_true(users[0].has_password);
	assert_int_equal(kit_audit(&k, "user.add"), 2);
	kit_close(&k);
}

static void what_is_no_user_is_refused(void **state)
{
	static const char *const no_email[] = { "", " ", "ewa", "@x.test", "ewa@", "ewa@@x.test",
		"e w a@x.test", "ewa@x.test\n", "ewa@x.test,jan@x.test", "<ewa@x.test>", "ewa@x\x1b.test",
		"\xff@x.test", "ewa@.test", "ewa@test." };
	struct kit k = kit_open();
	char longest[300];
	int64_t id;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(no_email); i++)
		if (strcmp(no_email[i], "ewa@x.test\n") != 0) /* blanks around it are none of it */
			kit_refused(&k,
				user_add(&k.sc, k.doors, &k.system,
					&(struct user_wish){ .email = str_of(no_email[i]) }, k.now_us, &id),
				FAULT_INVALID, "is no e-mail address");
	memset(longest, 'a', sizeof longest);
	memcpy(longest + 280, "@x.test", 8);
	kit_refused(&k,
		user_add(&k.sc, k.doors, &k.system, &(struct user_wish){ .email = str_of(longest) }, k.now_us,
			&id),
		FAULT_INVALID, "is no e-mail address");
	kit_refused(&k,
		user_add(&k.sc, k.doors, &k.system,
			&(struct user_wish){ .email = STR("e@x.test"), .name = { longest, 101 } }, k.now_us,
			&id),
		FAULT_INVALID, "the name has 101 letters, the ceiling is 100");
	kit_refused(&k,
		user_add(&k.sc, k.doors, &k.system,
			&(struct user_wish){ .email = STR("e@x.test"), .password = STR("short") }, k.now_us,
			&id),
		FAULT_INVALID, "the password has 5 letters");
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	kit_refused(&k,
		user_add(&k.sc, k.doors, &k.system, &(struct user_wish){ .email = STR("EWA@x.test") },
			k.now_us, &id),
		FAULT_CONFLICT, "there is a user \"ewa@x.test\" already");
	kit_refused(&k, user_find(&k.sc, k.doors, STR("jan@x.test")), FAULT_NOT_FOUND,
		"there is no user \"jan@x.test\"");
	kit_refused(&k, user_at(&k.sc, k.doors, 77), FAULT_NOT_FOUND, "there is no user 77");
	assert_int_equal(kit_audit(&k, "user.add"), 1); /* of what was refused there is none */
	kit_close(&k);
}

/* Each change, by each who may not: refused, and nothing has changed. */
static void only_an_admin_changes_others(void **state)
{
	struct kit k = kit_open();
	int64_t admin = kit_user(&k, "admin@x.test", RANK_ADMIN),
		ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR), id;
	struct visitor others[] = { kit_visitor(&k, "ewa@x.test"), { .kind = VISITOR_NOBODY },
		{ .kind = VISITOR_SHARE, .id = 1 },
		{ .kind = VISITOR_TOKEN,
			.id = 1,
			.user = admin,
			.rank = RANK_ADMIN,
			.grants = GRANT_READ | GRANT_WRITE } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		struct visitor *by = &others[i];
		kit_refused(
			&k, user_set_rank(&k.sc, k.doors, by, ewa, RANK_ADMIN, k.now_us), FAULT_DENIED, "");
		kit_refused(&k, user_set_rank(&k.sc, k.doors, by, admin, RANK_VIEWER, k.now_us), FAULT_DENIED,
			"");
		kit_refused(
			&k, user_set_disabled(&k.sc, k.doors, by, admin, true, k.now_us), FAULT_DENIED, "");
		kit_refused(
			&k, user_set_name(&k.sc, k.doors, by, admin, STR("X"), k.now_us), FAULT_DENIED, "");
		kit_refused(&k, user_remove(&k.sc, k.doors, by, admin, k.now_us), FAULT_DENIED, "");
		kit_refused(&k,
			user_add(&k.sc, k.doors, by,
				&(struct user_wish){ STR("new@x.test"), .rank = RANK_ADMIN }, k.now_us, &id),
			FAULT_DENIED, "");
		kit_refused(&k, user_set_password(&k.sc, k.doors, by, admin, STR("another zebra"), k.now_us),
			FAULT_DENIED, "nobody sets another's password");
	}
	assert_int_equal(user_at(&k.sc, k.doors, ewa)->rank, RANK_EDITOR);
	assert_int_equal(user_at(&k.sc, k.doors, admin)->rank, RANK_ADMIN);
	/* an admin is no exception to the last of them */
	struct visitor v = kit_visitor(&k, "admin@x.test");
	kit_refused(&k, user_set_password(&k.sc, k.doors, &v, ewa, STR("another zebra"), k.now_us),
		FAULT_DENIED, "hand over a link");
	kit_ok(&k, user_set_name(&k.sc, k.doors, &others[0], ewa, STR(" Ewa Nowak "), k.now_us));
	assert_str(user_at(&k.sc, k.doors, ewa)->name, "Ewa Nowak");
	kit_refused(&k, user_set_name(&k.sc, k.doors, &v, ewa, STR(" "), k.now_us), FAULT_INVALID,
		"the name is empty");
	kit_close(&k);
}

static void the_last_admin_stays(void **state)
{
	struct kit k = kit_open();
	int64_t one = kit_user(&k, "one@x.test", RANK_ADMIN), two = kit_user(&k, "two@x.test", RANK_ADMIN),
		three;
	struct visitor v = kit_visitor(&k, "one@x.test");

	(void)state;
	/* who has been invited and who is disabled lets nobody in */
	kit_ok(&k, user_add(&k.sc, k.doors, &v,
			   &(struct user_wish){ STR("three@x.test"), .rank = RANK_ADMIN }, k.now_us, &three));
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &v, two, true, k.now_us));
	kit_refused(&k, user_set_rank(&k.sc, k.doors, &v, one, RANK_EDITOR, k.now_us), FAULT_CONFLICT,
		"\"one@x.test\" is the last admin and cannot be made less");
	kit_refused(&k, user_set_disabled(&k.sc, k.doors, &v, one, true, k.now_us), FAULT_CONFLICT,
		"the last admin and cannot be disabled");
	kit_refused(&k, user_remove(&k.sc, k.doors, &v, one, k.now_us), FAULT_CONFLICT,
		"the last admin and cannot be removed");
	kit_refused(&k, user_remove(&k.sc, k.doors, &k.system, one, k.now_us), FAULT_CONFLICT,
		"make somebody else admin first");
	kit_ok(&k, user_remove(&k.sc, k.doors, &v, three, k.now_us));
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &v, two, false, k.now_us));
	kit_ok(&k, user_set_rank(&k.sc, k.doors, &v, one, RANK_EDITOR, k.now_us));
	assert_int_equal(kit_audit(&k, "user.role"), 1);
	kit_close(&k);
}

static void all_is_changed_or_nothing(void **state)
{
	struct kit k = kit_open();
	int64_t admin = kit_user(&k, "admin@x.test", RANK_ADMIN),
		ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	enum rank less = RANK_VIEWER;
	bool yes = true;
	struct user_change change = { STR("Other"), &less, &yes };

	(void)state;
	kit_refused(&k, user_change(&k.sc, k.doors, &k.system, admin, &change, k.now_us), FAULT_CONFLICT,
		"is the last admin and cannot be made less");
	struct user *user = user_at(&k.sc, k.doors, admin);
	assert_false(str_equal(user->name, STR("Other")));
	/* Somebody may give himself another name; with the role that is asked for at once, not even that. */
	struct visitor own = kit_visitor(&k, "ewa@x.test");
	kit_refused(&k, user_change(&k.sc, k.doors, &own, ewa, &change, k.now_us), FAULT_DENIED, "");
	assert_false(str_equal(user_at(&k.sc, k.doors, ewa)->name, STR("Other")));
	kit_ok(&k, user_change(&k.sc, k.doors, &k.system, ewa, &change, k.now_us));
	user = user_at(&k.sc, k.doors, ewa);
	assert_str(user->name, "Other");
	assert_int_equal(user->rank, RANK_VIEWER);
	assert_true(user->disabled);
	kit_close(&k);
}

static void another_role_ends_the_sessions(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct str cookie = kit_cookie(&k, "ewa@x.test");
	struct visitor v;

	(void)state;
	kit_ok(&k, user_set_rank(
			   &k.sc, k.doors, &k.system, ewa, RANK_EDITOR, k.now_us)); /* it is that already */
	kit_ok(&k, kit_opens(&k, cookie, &v));
	kit_ok(&k, user_set_rank(&k.sc, k.doors, &k.system, ewa, RANK_VIEWER, k.now_us));
	kit_refused(&k, kit_opens(&k, cookie, &v), FAULT_DENIED, "sign in first");
	v = kit_visitor(&k, "ewa@x.test");
	assert_int_equal(v.grants, GRANT_READ);
	cookie = kit_cookie(&k, "ewa@x.test");
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &k.system, ewa, true, k.now_us));
	kit_refused(&k, kit_opens(&k, cookie, &v), FAULT_DENIED, "sign in first");
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &k.system, ewa, false, k.now_us));
	kit_refused(&k, kit_opens(&k, cookie, &v), FAULT_DENIED, "sign in first"); /* it does not come back */
	kit_close(&k);
}

static void who_is_removed_leaves_nothing(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct str cookie = kit_cookie(&k, "ewa@x.test");
	struct visitor v;

	(void)state;
	kit_ok(&k, user_remove(&k.sc, k.doors, &k.system, ewa, k.now_us));
	kit_refused(&k, kit_opens(&k, cookie, &v), FAULT_DENIED, "sign in first");
	assert_true(kit_user(&k, "ewa@x.test", RANK_VIEWER) > ewa); /* the number is never somebody else's */
	kit_refused(&k, user_remove(&k.sc, k.doors, &k.system, ewa, k.now_us), FAULT_NOT_FOUND,
		"there is no user");
	kit_close(&k);
}

static void passwords_change(void **state)
{
	struct kit k = kit_open();
	int64_t retry_s;
	struct sign_in_done done;
	struct visitor v, w;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct str here = kit_cookie(&k, "ewa@x.test"), elsewhere = kit_cookie(&k, "ewa@x.test");
	kit_ok(&k, kit_opens(&k, here, &v));
#define CHANGE(old, fresh)                                                                                   \
	user_change_password(&k.sc, k.doors, &v, STR(old), STR(fresh), here, k.now_us, &retry_s)
	kit_refused(&k, CHANGE("wrong zebra battery", "another zebra here"), FAULT_DENIED,
		"the old password is wrong");
	kit_refused(&k, CHANGE(KIT_PASSWORD, "short"), FAULT_INVALID, "the password has 5 letters");
	kit_refused(&k, CHANGE(KIT_PASSWORD, "ewa@x.test"), FAULT_INVALID, "is the e-mail address");
	kit_ok(&k, kit_opens(&k, elsewhere, &w));
	kit_ok(&k, CHANGE(KIT_PASSWORD, "another zebra here"));
	kit_ok(&k, kit_opens(&k, here, &w));
	kit_refused(&k, kit_opens(&k, elsewhere, &w), FAULT_DENIED, "sign in first");
	kit_refused(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done), FAULT_DENIED, "is wrong");
	kit_ok(&k, kit_try(&k, "ewa@x.test", "another zebra here", NULL, &done));
	for (size_t i = 0; i < 6; i++)
		kit_refused(&k, CHANGE("wrong zebra battery", "yet another zebra"), FAULT_DENIED,
			"old password is wrong");
	kit_refused(&k, CHANGE("another zebra here", "yet another zebra"), FAULT_LIMIT,
		"too many tries that failed: wait");
	assert_true(retry_s > 0);
	kit_ok(&k, user_set_password(&k.sc, k.doors, &k.system, v.user, STR("from the terminal"), k.now_us));
	kit_refused(&k, kit_opens(&k, here, &w), FAULT_DENIED, "sign in first");
	assert_int_equal(kit_audit(&k, "user.password"), 2);
	v = k.system;
	kit_refused(&k, CHANGE("a", "b"), FAULT_DENIED, "only a user who has signed in");
	kit_close(&k);
}

static void each_chooses_a_language(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor by = kit_visitor(&k, "ewa@x.test");

	(void)state;
	assert_null(user_at(&k.sc, k.doors, ewa)->language.p);
	kit_ok(&k, user_set_language(&k.sc, k.doors, &by, STR("pl"), k.now_us));
	assert_str(user_at(&k.sc, k.doors, ewa)->language, "pl");
	kit_refused(&k, user_set_language(&k.sc, k.doors, &by, STR("de"), k.now_us), FAULT_INVALID,
		"en, pl and ru, not in \"de\"");
	kit_ok(&k, user_set_language(&k.sc, k.doors, &by, (struct str){ 0 }, k.now_us));
	assert_null(user_at(&k.sc, k.doors, ewa)->language.p);
	assert_int_equal(kit_audit(&k, "user.language"), 2);
	by.kind = VISITOR_TOKEN;
	kit_refused(&k, user_set_language(&k.sc, k.doors, &by, STR("pl"), k.now_us), FAULT_DENIED, "");
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_added_and_found),
		cmocka_unit_test(what_is_no_user_is_refused),
		cmocka_unit_test(only_an_admin_changes_others),
		cmocka_unit_test(the_last_admin_stays),
		cmocka_unit_test(all_is_changed_or_nothing),
		cmocka_unit_test(another_role_ends_the_sessions),
		cmocka_unit_test(who_is_removed_leaves_nothing),
		cmocka_unit_test(passwords_change),
		cmocka_unit_test(each_chooses_a_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
