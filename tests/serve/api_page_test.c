/* Lists in pages: each row on one of them, and cursors that are of this list, as it was made, or of none. */
#include "house_kit.h"

static int open_kit(void **state)
{
	struct house_kit *kit = house_kit_open();

	for (int i = 0; i < 4; i++)
		assert_int_equal(
			kit_ask(kit, kit->editor, "POST", "/api/v1/notes",
				scope_printf(&kit->sc,
					"{\"map\":\"shop\",\"touchpoint\":\"%s\",\"text\":\"note %d\"}",
					i % 2 ? "buy" : "cart", i))
				->status,
			201);
	*state = kit;
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static const char *cursor_of(struct house_kit *kit, const struct kit_user *user, const char *path)
{
	return kit_text(kit_get(kit, user, path), "next");
}

static void each_row_once(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/notes?limit=3");

	assert_int_equal(kit_size(a, "notes"), 3);
	a = kit_get(kit, kit->editor,
		scope_printf(&kit->sc, "/api/v1/notes?limit=3&cursor=%s", kit_text(a, "next")));
	assert_int_equal(kit_size(a, "notes"), 1);
	assert_string_equal(kit_text(a, "notes.0.text"), "note 3");
	assert_true(json_is_null(kit_at(a, "next")));
	/* as many rows as fit are no reason for another page */
	assert_true(json_is_null(kit_at(kit_get(kit, kit->editor, "/api/v1/notes?limit=4"), "next")));
	assert_int_equal(kit_pages(kit, kit->editor, "/api/v1/notes?touchpoint=buy&", "notes"), 2);
}

/* Of every list that has pages: as many rows one by one as all together. */
static void all_lists(void **state)
{
	static const struct {
		const char *path, *list;
		size_t rows;
	} rows[] = {
		{ "/api/v1/maps?", "maps", 1 },
		{ "/api/v1/kinds?", "kinds", 7 },
		{ "/api/v1/quarantine?", "rows", 1 },
		{ "/api/v1/users?", "users", 3 },
		{ "/api/v1/tokens?", "tokens", 3 },
		{ "/api/v1/shares?", "shares", 3 },
		{ "/api/v1/audit?action=note.&", "rows", 4 },
		{ "/api/v1/notes?", "notes", 4 },
		{ "/api/v1/search?q=the&", "found", 0 },
		{ "/api/v1/maps/shop/findings?", "findings", 0 },
		{ "/api/v1/customers/bob?", "events", 5 },
	};
	struct house_kit *kit = *state;

	for (int i = 0; i < 3; i++)
		assert_int_equal(
			kit_ask(kit, kit->admin, "POST", "/api/v1/shares", "{\"map\":\"shop\"}")->status,
			201);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		size_t all = kit_size(
			kit_get(kit, kit->admin, scope_printf(&kit->sc, "%slimit=200", rows[i].path)),
			rows[i].list);
		assert_int_equal(kit_pages(kit, kit->admin, rows[i].path, rows[i].list), all);
		if (rows[i].rows)
			assert_int_equal(all, rows[i].rows);
	}
}

static void audit_by_filters(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->admin, "/api/v1/audit?action=note.change&on=map&on_id=shop");

	assert_int_equal(kit_size(a, "rows"), 4);
	const char *by =
		scope_printf(&kit->sc, "/api/v1/audit?action=note.&user=%lld", (long long)kit->editor->id);
	assert_int_equal(kit_size(kit_get(kit, kit->admin, by), "rows"), 4);
	by = scope_printf(&kit->sc, "/api/v1/audit?action=note.&user=%lld", (long long)kit->viewer->id);
	assert_int_equal(kit_size(kit_get(kit, kit->admin, by), "rows"), 0);
	assert_int_equal(
		kit_size(kit_get(kit, kit->admin, "/api/v1/audit?to=2020-01-01T00:00:00Z"), "rows"), 0);
	assert_int_equal(
		kit_size(kit_get(kit, kit->admin, "/api/v1/audit?action=note.&from=2020-01-01T00:00:00Z"),
			"rows"),
		4);
	kit_refused(kit, kit->admin, "GET", "/api/v1/audit?from=yesterday", NULL, 422, "a time is needed");
	kit_refused(kit, kit->admin, "GET", "/api/v1/audit?before=7", NULL, 422, "nothing here is asked by");
	kit_refused(kit, kit->editor, "GET", "/api/v1/audit", NULL, 403, "admin");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/audit", NULL, 401, "sign in");
}

static void cursors_of_elsewhere(void **state)
{
	struct house_kit *kit = *state;
	const char *notes = cursor_of(kit, kit->editor, "/api/v1/notes?limit=1"),
		   *filtered = cursor_of(kit, kit->editor, "/api/v1/notes?limit=1&touchpoint=buy"),
		   *kinds = cursor_of(kit, kit->editor, "/api/v1/kinds?limit=1"),
		   *ada = cursor_of(kit, kit->editor, "/api/v1/customers/ada?limit=1");
	const struct {
		const char *path, *cursor;
	} rows[] = { { "/api/v1/kinds?cursor=", notes }, { "/api/v1/notes?cursor=", kinds },
		{ "/api/v1/notes?cursor=", filtered }, { "/api/v1/notes?touchpoint=cart&cursor=", filtered },
		{ "/api/v1/notes?touchpoint=buy&cursor=", notes }, { "/api/v1/quarantine?cursor=", kinds },
		{ "/api/v1/customers/bob?cursor=", ada } };

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		kit_refused(kit, kit->editor, "GET",
			scope_printf(&kit->sc, "%s%s", rows[i].path, rows[i].cursor), NULL, 422,
			"cursor: it is none of this list");
	/* other filters' order, and other pages' size, ask for the same rows */
	kit_get(kit, kit->editor,
		scope_printf(&kit->sc, "/api/v1/notes?cursor=%s&limit=9&touchpoint=buy", filtered));
}

/* Each letter of a cursor otherwise, and it is none. */
static void altered_cursors(void **state)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	struct house_kit *kit = *state;
	const char *whole = cursor_of(kit, kit->editor, "/api/v1/notes?limit=1");
	size_t n = strlen(whole);
	uint64_t seed = 7;

	for (size_t i = 0; i < n; i++) {
		char *other = scope_printf(&kit->sc, "%s", whole);
		other[i] = digits[test_random(&seed) % 64];
		if (other[i] == whole[i])
			other[i] = whole[i] == 'A' ? 'B' : 'A';
		kit_refused(kit, kit->editor, "GET", scope_printf(&kit->sc, "/api/v1/notes?cursor=%s", other),
			NULL, 422, "cursor: it is none");
		kit_refused(kit, kit->editor, "GET",
			scope_printf(&kit->sc, "/api/v1/notes?cursor=%.*s", (int)i + 1,
				i + 1 < n ? whole : "????"),
			NULL, 422, "cursor: it is none");
	}
	kit_refused(kit, kit->editor, "GET", "/api/v1/notes?cursor=", NULL, 422, "it is empty");
	kit_refused(kit, kit->editor, "GET", scope_printf(&kit->sc, "/api/v1/notes?cursor=%02001d", 0), NULL,
		422, "cursor");
	kit_refused(kit, kit->editor, "GET", "/api/v1/notes?limit=0", NULL, 422, "from 1 to 200");
	kit_refused(kit, kit->editor, "GET", "/api/v1/notes?limit=201", NULL, 422, "from 1 to 200");
	kit_refused(kit, kit->editor, "GET", "/api/v1/notes?limit=all", NULL, 422, "limit");
}

/* A row that is gone keeps no page from its rows. */
static void rows_that_go_meanwhile(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/notes?limit=2");
	const char *gone = scope_printf(&kit->sc, "/api/v1/notes/%d", (int)kit_number(a, "notes.1.id"));

	assert_int_equal(kit_ask(kit, kit->editor, "DELETE", gone, NULL)->status, 204);
	a = kit_get(kit, kit->editor, scope_printf(&kit->sc, "/api/v1/notes?cursor=%s", kit_text(a, "next")));
	assert_int_equal(kit_size(a, "notes"), 2);
	assert_string_equal(kit_text(a, "notes.0.text"), "note 2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_once),
		cmocka_unit_test(all_lists),
		cmocka_unit_test(audit_by_filters),
		cmocka_unit_test(cursors_of_elsewhere),
		cmocka_unit_test(altered_cursors),
		cmocka_unit_test(rows_that_go_meanwhile),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
