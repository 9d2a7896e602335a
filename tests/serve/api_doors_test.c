/* Every route of the API, whatever it does: nobody gets in, nobody gets further than their role, nothing changes by a
 * page of somebody else's. */
#include "house_kit.h"

static int open_kit(void **state)
{
	*state = house_kit_open();
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

/* The route's path with something in each of its {places}, and what it needs behind the "?". */
static const char *path_of(struct house_kit *kit, const struct route *r)
{
	const struct api_row *row = r->says;
	struct buf *b = buf_new(&kit->sc, 2000);
	struct str rest = str_of(r->path);
	char before = '?';

	str_cut(&rest, '/');
	while (rest.p) {
		struct str piece = str_cut(&rest, '/');
		buf_putc(b, '/');
		buf_str_add(b, str_starts(piece, STR("{")) ? STR("1") : piece);
	}
	for (size_t i = 0; i < row->n_queries; i++)
		if (row->queries[i].flags & SHAPE_NEEDED) {
			buf_printf(b, "%c%s=1", before, row->queries[i].name);
			before = '&';
		}
	return str_c(&kit->sc, buf_str(b));
}

static struct kit_answer *ask(struct house_kit *kit, const struct kit_user *user, const struct route *r)
{
	const struct api_row *row = r->says;
	const char *type = row->takes_type ? scope_printf(&kit->sc, "Content-Type: %s\r\n", row->takes_type)
			   : row->takes    ? "Content-Type: application/json\r\n"
					   : "";

	return kit_ask_with(kit, user, method_name(r->method), path_of(kit, r), type,
		row->takes || row->takes_type ? STR("{}") : (struct str){ 0 });
}

typedef bool (*route_fn)(struct house_kit *kit, const struct route *r, const struct api_row *row);

static size_t each_route(struct house_kit *kit, route_fn fn)
{
	size_t n = 0;

	for (size_t t = 0; t < kit->house->n_tables; t++)
		for (size_t i = 0; i < kit->house->tables[t].n; i++) {
			const struct route *r = &kit->house->tables[t].at[i];
			const struct api_row *row = r->says;
			n += row && !row->open && fn(kit, r, row);
		}
	return n;
}

static void is(const struct kit_answer *a, const struct route *r, int status, const char *words)
{
	if (a->status != status || !strstr(a->body, words))
		fail_msg("%s %s: want %d with \"%s\", got %d: %s", method_name(r->method), r->path, status,
			words, a->status, a->body);
}

static bool nobody_is_refused(struct house_kit *kit, const struct route *r, const struct api_row *row)
{
	struct kit_user stranger = { .cookie = STR("wc_no_such_ticket_at_all") };

	(void)row;
	is(ask(kit, kit->nobody, r), r, 401, "sign in");
	is(ask(kit, &stranger, r), r, 401, "sign in");
	stranger = (struct kit_user){ .token = STR("wt_no_such_token_at_all"), .by_token = true };
	is(ask(kit, &stranger, r), r, 401, "sign in");
	return true;
}

static void nobody_comes_in(void **state)
{
	assert_true(each_route(*state, nobody_is_refused) > 40);
}

static bool less_is_refused(struct house_kit *kit, const struct route *r, const struct api_row *row)
{
	const struct kit_user *users[] = { kit->viewer, kit->editor };
	const enum rank ranks[] = { RANK_VIEWER, RANK_EDITOR };
	bool any = false;

	for (size_t i = 0; i < COUNT_OF(users); i++) {
		struct kit_user by_token = *users[i];
		if (!row->grant || (rank_grants(ranks[i]) & row->grant))
			continue;
		by_token.by_token = true;
		is(ask(kit, users[i], r), r, 403, "");
		is(ask(kit, &by_token, r), r, 403, "");
		any = true;
	}
	return any;
}

static void nobody_goes_further_than_their_role(void **state)
{
	assert_true(each_route(*state, less_is_refused) > 20);
}

static bool without_csrf_is_refused(struct house_kit *kit, const struct route *r, const struct api_row *row)
{
	struct kit_user forged = *kit->admin;

	(void)row;
	if (r->method == METHOD_GET || r->method == METHOD_HEAD)
		return false;
	forged.no_csrf = true;
	is(ask(kit, &forged, r), r, 403, "X-CSRF-Token");
	forged = *kit->admin;
	forged.csrf = kit->editor->csrf;
	is(ask(kit, &forged, r), r, 403, "X-CSRF-Token");
	return true;
}

static void nothing_changes_by_anothers_page(void **state)
{
	assert_true(each_route(*state, without_csrf_is_refused) > 20);
}

static void each_chooses_a_language(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/me");

	assert_true(json_is_null(kit_at(a, "language")));
	a = kit_ask(kit, kit->viewer, "PATCH", "/api/v1/me", "{\"language\":\"ru\"}");
	assert_int_equal(a->status, 200);
	assert_string_equal(kit_text(a, "language"), "ru");
	assert_string_equal(kit_text(kit_get(kit, kit->viewer, "/api/v1/me"), "language"), "ru");
	assert_true(json_is_null(kit_at(kit_get(kit, kit->editor, "/api/v1/me"), "language")));
	kit_refused(kit, kit->viewer, "PATCH", "/api/v1/me", "{\"language\":\"de\"}", 422, "en, pl and ru");
	kit_refused(kit, kit->viewer, "PATCH", "/api/v1/me", "{}", 422, "language");
	struct kit_user token = *kit->viewer;
	token.by_token = true;
	assert_string_equal(kit_text(kit_get(kit, &token, "/api/v1/me"), "language"), "ru");
	kit_refused(kit, &token, "PATCH", "/api/v1/me", "{\"language\":\"pl\"}", 403,
		"sign in with your password");
	a = kit_ask(kit, kit->viewer, "PATCH", "/api/v1/me", "{\"language\":null}");
	assert_true(json_is_null(kit_at(a, "language")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_chooses_a_language),
		cmocka_unit_test(nobody_comes_in),
		cmocka_unit_test(nobody_goes_further_than_their_role),
		cmocka_unit_test(nothing_changes_by_anothers_page),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
