/* The file that the doors keep, and what several connections do to each other. */
#include "folder.h"

#include "doors/user_private.h"
#include "kit.h"

static void it_opens_again(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "wend.db");
	struct kit k = kit_open_at(path);
	bool any;

	(void)state;
	kit_ok(&k, user_any(&k.sc, k.doors, &any));
	assert_false(any);
	kit_user(&k, "ewa@x.test", RANK_ADMIN);
	kit_close(&k);
	k = kit_open_at(path);
	kit_ok(&k, user_any(&k.sc, k.doors, &any));
	assert_true(any);
	kit_cookie(&k, "ewa@x.test");
	kit_close(&k);
	folder_close(&f);
}

static void a_place_that_cannot_be_opened_is_said(void **state)
{
	struct folder f = folder_open();
	struct scope sc = { 0 };

	(void)state;
	assert_null(doors_open(&sc, folder_path(&f, "no/wend.db"), (struct doors_shared){ 0 }));
	assert_fault(&sc, FAULT_IO, "may you write there?");
	scope_forgive(&sc);
	assert_null(doors_open(&sc,
		folder_file(&f, "wend.db",
			STR("this is no database, and long enough to be seen as none"
			    " of them, whatever SQLite may look for in its first page")),
		(struct doors_shared){ 0 }));
	assert_fault(&sc, FAULT_IO, "it is damaged");
	doors_close(NULL);
	scope_close(&sc);
	folder_close(&f);
}

static void a_workspace_of_before_gets_its_columns(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "wend.db");
	struct kit k = kit_open_at(path);
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);

	(void)state;
	kit_ok(&k,
		lite_script(&k.sc, k.doors->db,
			"ALTER TABLE door_user DROP COLUMN language; ALTER TABLE door_share DROP COLUMN frames"));
	kit_close(&k);
	k = kit_open_at(path);
	assert_non_null(user_at(&k.sc, k.doors, ewa));
	kit_ok(&k, lite_script(&k.sc, k.doors->db,
			   "SELECT language FROM door_user; SELECT frames FROM door_share"));
	kit_close(&k);
	folder_close(&f);
}

static void a_transaction_is_whole_or_not_at_all(void **state)
{
	struct kit k = kit_open();
	bool any;

	(void)state;
	kit_ok(&k, doors_begin(&k.sc, k.doors));
	int64_t id;
	kit_ok(&k,
		user_insert(&k.sc, k.doors, &(struct user_wish){ .email = STR("a@x.test"), .name = STR("A") },
			(struct str){ 0 }, k.now_us, &id));
	assert_false(doors_end(&k.sc, k.doors, false));
	kit_ok(&k, user_any(&k.sc, k.doors, &any));
	assert_false(any);
	kit_close(&k);
}

/* While somebody writes (an import, say), whoever is signed in goes on: only the note of it is left out. */
static void who_is_in_stays_in_while_others_write(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "wend.db");
	struct kit k = kit_open_at(path);
	struct scope sc = { 0 };
	struct visitor v;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct str cookie = kit_cookie(&k, "ewa@x.test");
	struct lite *writer = lite_open(&sc, path, LITE_WRITE);
	assert_true(lite_script(&sc, writer,
		"BEGIN IMMEDIATE; INSERT INTO audit (at, who, who_id, user, action, details)"
		" VALUES (0, 'system', 0, 0, 'import.add', '{}')"));
	k.now_us += SESSION_NOTE_US + 1;
	kit_ok(&k, kit_opens(&k, cookie, &v));
	assert_true(lite_script(&sc, writer, "COMMIT"));
	struct user *user = user_at(&k.sc, k.doors, v.user);
	assert_int_equal(user->seen_us, KIT_NOW_US); /* left out */
	kit_ok(&k, kit_opens(&k, cookie, &v));
	user = user_at(&k.sc, k.doors, v.user);
	assert_int_equal(user->seen_us, k.now_us);
	lite_close(writer);
	scope_close(&sc);
	kit_close(&k);
	folder_close(&f);
}

static void words_are_words(void **state)
{
	static const char *const bad[] = { "a\x1b[2Jb", "a\nb", "a\xe2\x80\xae z", "\xff", "a\x7f" };
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_null(doors_words(&sc, "the name", str_of(bad[i]), 100).p);
		assert_fault(&sc, FAULT_INVALID, "the name has signs that are no letters");
		scope_forgive(&sc);
	}
	assert_null(doors_words(&sc, "the name", STR("żółw"), 3).p);
	assert_fault(&sc, FAULT_INVALID, "the name has 4 letters, the ceiling is 3");
	scope_forgive(&sc);
	assert_str(doors_words(&sc, "the name", STR("  żółw na rowerze 🐢 "), 30), "żółw na rowerze 🐢");
	assert_str(doors_words(&sc, "the name", (struct str){ 0 }, 30), "");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_opens_again),
		cmocka_unit_test(a_place_that_cannot_be_opened_is_said),
		cmocka_unit_test(a_workspace_of_before_gets_its_columns),
		cmocka_unit_test(a_transaction_is_whole_or_not_at_all),
		cmocka_unit_test(who_is_in_stays_in_while_others_write),
		cmocka_unit_test(words_are_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
