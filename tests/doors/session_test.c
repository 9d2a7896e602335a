#include "kit.h"

static bool stored(struct kit *k, struct str text)
{
	struct lite_rows *rows = lite_ask(&k->sc, k->doors->db, "SELECT hash FROM door_session", 0, NULL);
	bool found = false;

	while (lite_next(rows))
		found |= str_has(lite_text(rows, 0), str_sub(text, 3, 13));
	assert_true(lite_done(&k->sc, rows));
	return found;
}

static size_t how_many(struct kit *k, int64_t user)
{
	struct session_row *rows;
	size_t n;

	kit_ok(k, session_list(&k->sc, k->doors, user, (struct str){ 0 }, &rows, &n));
	return n;
}

static void a_cookie_opens_until_it_signs_out(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct str cookie = kit_cookie(&k, "ewa@x.test"), other = kit_cookie(&k, "ewa@x.test");
	struct visitor v;

	(void)state;
	kit_ok(&k, kit_opens(&k, cookie, &v));
	assert_int_equal(v.kind, VISITOR_USER);
	assert_int_equal(v.id, ewa);
	assert_int_equal(v.user, ewa);
	assert_int_equal(v.grants, rank_grants(RANK_EDITOR));
	assert_str(v.name, "ewa");
	assert_false(stored(&k, cookie));
	kit_ok(&k, session_end(&k.sc, k.doors, cookie, k.now_us));
	kit_refused(&k, kit_opens(&k, cookie, &v), FAULT_DENIED, "sign in first: you have not");
	assert_int_equal(v.grants, 0);
	kit_ok(&k, session_end(&k.sc, k.doors, cookie, k.now_us)); /* twice is no harm */
	kit_ok(&k, kit_opens(&k, other, &v));
	assert_int_equal(kit_audit(&k, "session.end"), 1);
	kit_close(&k);
}

static void any_bytes_are_a_cookie(void **state)
{
	struct kit k = kit_open();
	uint64_t random = 9;
	struct visitor v;
	char bytes[100];

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct str cookie = kit_cookie(&k, "ewa@x.test");
	for (size_t i = 0; i < 2000; i++) {
		size_t n = test_random(&random) % sizeof bytes;
		for (size_t b = 0; b < n; b++)
			bytes[b] = (char)test_random(&random);
		kit_refused(&k, kit_opens(&k, (struct str){ bytes, n }, &v), FAULT_DENIED, "sign in first");
		kit_ok(&k, session_end(&k.sc, k.doors, (struct str){ bytes, n }, k.now_us));
	}
	kit_refused(&k, kit_opens(&k, (struct str){ 0 }, &v), FAULT_DENIED, "sign in first");
	kit_refused(&k, kit_opens(&k, str_sub(cookie, 0, cookie.n - 1), &v), FAULT_DENIED, "sign in first");
	kit_ok(&k, kit_opens(&k, cookie, &v));
	kit_close(&k);
}

static void it_ends_when_nobody_comes(void **state)
{
	struct kit k = kit_open();
	struct visitor v;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct str cookie = kit_cookie(&k, "ewa@x.test");
	int64_t idle = k.now_us;
	for (int day = 0; day < 89; day += 13) { /* used every now and then, it lasts */
		k.now_us = idle + day * KIT_DAY_US;
		kit_ok(&k, kit_opens(&k, cookie, &v));
	}
	k.now_us = idle + SESSION_LONGEST_US - 1;
	kit_ok(&k, kit_opens(&k, cookie, &v));
	k.now_us++;
	kit_refused(
		&k, kit_opens(&k, cookie, &v), FAULT_DENIED, "it was too long ago"); /* but not for ever */
	cookie = kit_cookie(&k, "ewa@x.test");
	k.now_us += SESSION_IDLE_US - 1;
	struct str still = kit_cookie(&k, "ewa@x.test");
	k.now_us++;
	kit_refused(&k, kit_opens(&k, cookie, &v), FAULT_DENIED, "sign in first");
	kit_ok(&k, session_sweep(&k.sc, k.doors, k.now_us));
	kit_ok(&k, kit_opens(&k, still, &v));
	assert_int_equal(how_many(&k, v.user), 1);
	kit_close(&k);
}

static void use_is_noted_now_and_then(void **state)
{
	struct kit k = kit_open();
	struct session_row *rows;
	struct visitor v;
	size_t n;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct str cookie = kit_cookie(&k, "ewa@x.test"), other = kit_cookie(&k, "ewa@x.test");
	k.now_us += SESSION_NOTE_US;
	kit_ok(&k, kit_opens(&k, cookie, &v));
	kit_ok(&k, session_list(&k.sc, k.doors, v.user, cookie, &rows, &n));
	assert_int_equal(n, 2);
	assert_int_equal(rows[0].used_us, KIT_NOW_US);
	k.now_us++;
	kit_ok(&k, kit_opens(&k, cookie, &v));
	kit_ok(&k, session_list(&k.sc, k.doors, v.user, cookie, &rows, &n));
	assert_int_equal(rows[0].used_us, k.now_us);
	assert_true(rows[0].is_this);
	assert_false(rows[1].is_this);
	assert_int_equal(rows[0].made_us, KIT_NOW_US);
	assert_str(rows[0].address, "203.0.113.0");
	assert_int_equal(user_at(&k.sc, k.doors, v.user)->seen_us, k.now_us);
	kit_ok(&k, kit_opens(&k, other, &v));
	kit_close(&k);
}

static void all_of_them_end(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR), jan = kit_user(&k, "jan@x.test", RANK_EDITOR);
	struct visitor v, w;

	(void)state;
	struct str one = kit_cookie(&k, "ewa@x.test"), two = kit_cookie(&k, "ewa@x.test"),
		   of_jan = kit_cookie(&k, "jan@x.test");
	kit_ok(&k, kit_opens(&k, one, &v));
	kit_refused(&k, session_end_all(&k.sc, k.doors, &v, jan, (struct str){ 0 }, k.now_us), FAULT_DENIED,
		"as editor you may not do this");
	kit_ok(&k, session_end_all(&k.sc, k.doors, &v, ewa, one, k.now_us));
	kit_ok(&k, kit_opens(&k, one, &w));
	kit_refused(&k, kit_opens(&k, two, &w), FAULT_DENIED, "sign in first");
	kit_ok(&k, session_end_all(&k.sc, k.doors, &v, ewa, STR("no cookie"), k.now_us));
	kit_refused(&k, kit_opens(&k, one, &w), FAULT_DENIED, "sign in first");
	kit_ok(&k, kit_opens(&k, of_jan, &w));
	kit_ok(&k, session_end_all(&k.sc, k.doors, &k.system, jan, (struct str){ 0 }, k.now_us));
	kit_refused(&k, kit_opens(&k, of_jan, &w), FAULT_DENIED, "sign in first");
	kit_close(&k);
}

static void one_user_has_so_many(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor v;

	(void)state;
	kit_user(&k, "jan@x.test", RANK_VIEWER);
	struct str of_jan = kit_cookie(&k, "jan@x.test"), first = kit_cookie(&k, "ewa@x.test");
	for (size_t i = 0; i < SESSION_MOST; i++) {
		k.now_us++;
		kit_cookie(&k, "ewa@x.test");
	}
	assert_int_equal(how_many(&k, ewa), SESSION_MOST);
	kit_refused(&k, kit_opens(&k, first, &v), FAULT_DENIED, "sign in first");
	kit_ok(&k, kit_opens(&k, of_jan, &v));
	kit_close(&k);
}

static void csrf_is_of_one_session(void **state)
{
	struct kit k = kit_open();
	char of_one[TICKET_HASH], of_two[TICKET_HASH];

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct str one = kit_cookie(&k, "ewa@x.test"), two = kit_cookie(&k, "ewa@x.test");
	session_csrf(one, of_one);
	session_csrf(two, of_two);
	kit_ok(&k, session_csrf_ok(&k.sc, one, str_of(of_one)));
	kit_refused(
		&k, session_csrf_ok(&k.sc, one, str_of(of_two)), FAULT_DENIED, "does not come from a page");
	kit_refused(&k, session_csrf_ok(&k.sc, one, STR("")), FAULT_DENIED, "does not come from a page");
	kit_refused(&k, session_csrf_ok(&k.sc, one, (struct str){ 0 }), FAULT_DENIED,
		"does not come from a page");
	kit_refused(&k, session_csrf_ok(&k.sc, one, one), FAULT_DENIED, "does not come from a page");
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cookie_opens_until_it_signs_out),
		cmocka_unit_test(any_bytes_are_a_cookie),
		cmocka_unit_test(it_ends_when_nobody_comes),
		cmocka_unit_test(use_is_noted_now_and_then),
		cmocka_unit_test(all_of_them_end),
		cmocka_unit_test(one_user_has_so_many),
		cmocka_unit_test(csrf_is_of_one_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
