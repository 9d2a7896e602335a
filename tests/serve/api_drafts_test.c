/* A map's draft over the API: operations that merge, and both texts where they do not. */
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

static struct kit_answer *want(struct house_kit *kit, const struct kit_user *user, const char *verb,
	const char *path, const char *body, int status)
{
	struct kit_answer *a = kit_ask(kit, user, verb, path, body);

	if (a->status != status)
		fail_msg("%s %s: want %d, got %d: %s", verb, path, status, a->status, a->body);
	return a;
}

static const char OPERATIONS[] = "/api/v1/maps/shop/operations";

static const char *rename_to(struct house_kit *kit, int revision, const char *at, const char *name)
{
	return scope_printf(&kit->sc,
		"{\"revision\":%d,\"operations\":[{\"op\":\"rename_touchpoint\",\"at\":\"%s\",\"name\":\"%s\"}]}",
		revision, at, name);
}

static void what_touches_other_parts_merges(void **state)
{
	struct house_kit *kit = *state;
	uint64_t rung = bell_last(kit->house->bell);
	struct kit_answer *a =
		want(kit, kit->editor, "POST", OPERATIONS, rename_to(kit, 1, "cart", "Basket"), 200);

	assert_true(kit_number(a, "revision") == 2);
	assert_string_equal(kit_text(a, "definition.stages.1.touchpoints.0.name"), "Basket");
	/* made on revision 1 as well, and elsewhere */
	a = want(kit, kit->admin, "POST", OPERATIONS, rename_to(kit, 1, "help", "Ask for help"), 200);
	assert_true(kit_number(a, "revision") == 3);
	assert_string_equal(kit_text(a, "definition.stages.1.touchpoints.0.name"), "Basket");
	assert_string_equal(kit_text(a, "definition.stages.2.touchpoints.0.name"), "Ask for help");
	/* what reads as before is no revision */
	a = want(kit, kit->admin, "POST", OPERATIONS, rename_to(kit, 3, "help", "Ask for help"), 200);
	assert_true(kit_number(a, "revision") == 3);
	struct bell_news *news;
	bool missed;
	assert_int_equal(bell_since(&kit->sc, kit->house->bell, rung, &news, &missed), 2);
	assert_str(news[1].what, "map");
	assert_str(news[1].id, "shop");
	assert_int_equal(news[1].revision, 3);
	assert_str(news[1].who, "admin");
	a = kit_get(kit, kit->admin, "/api/v1/audit?action=map.change&limit=1");
	assert_string_equal(kit_text(a, "rows.0.on_id"), "shop");
	assert_string_equal(kit_text(a, "rows.0.details"), "{\"revision\":\"3\",\"operations\":\"1\"}");
}

static void what_touches_the_same_says_both_texts(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a =
		want(kit, kit->admin, "POST", OPERATIONS, rename_to(kit, 1, "cart", "Trolley"), 409);

	assert_non_null(strstr(kit_text(a, "detail"), "was changed meanwhile by editor (revision 2)"));
	assert_true(kit_number(a, "revision") == 3);
	assert_int_equal(kit_size(a, "conflicts"), 1);
	assert_string_equal(kit_text(a, "conflicts.0.author"), "editor");
	assert_true(kit_number(a, "conflicts.0.revision") == 2);
	assert_true(kit_number(a, "conflicts.0.operation") == 0);
	assert_string_equal(kit_text(a, "conflicts.0.seen"), "Cart");
	assert_string_equal(kit_text(a, "conflicts.0.theirs"), "Basket");
	assert_string_equal(kit_text(a, "conflicts.0.mine"), "Trolley");
	/* all of a list or none of it */
	a = want(kit, kit->admin, "POST", OPERATIONS,
		"{\"operations\":[{\"op\":\"rename_touchpoint\",\"at\":\"visit\",\"name\":\"Look\",\"seen\":1},"
		"{\"op\":\"rename_touchpoint\",\"at\":\"cart\",\"name\":\"Trolley\",\"seen\":1}]}",
		409);
	assert_true(kit_number(a, "conflicts.0.operation") == 1);
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/definition");
	assert_true(kit_number(a, "revision") == 3);
	assert_string_equal(kit_text(a, "definition.stages.0.touchpoints.0.name"), "Visit");
}

static void revisions_are_told(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/maps/shop/history");

	assert_int_equal(kit_size(a, "revisions"), 3);
	assert_true(json_is_null(kit_at(a, "revisions.0.operations")));
	assert_string_equal(kit_text(a, "revisions.1.author"), "editor");
	assert_string_equal(kit_text(a, "revisions.1.operations.0.op"), "rename_touchpoint");
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/history?limit=2");
	assert_int_equal(kit_size(a, "revisions"), 2);
	a = kit_get(kit, kit->editor,
		scope_printf(&kit->sc, "/api/v1/maps/shop/history?limit=2&cursor=%s", kit_text(a, "next")));
	assert_int_equal(kit_size(a, "revisions"), 1);
	assert_true(json_is_null(kit_at(a, "next")));
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/history/1");
	assert_string_equal(kit_text(a, "definition.stages.1.touchpoints.0.name"), "Cart");
}

static void everybody_undoes_their_own(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a;

	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/shop/undo", "{\"revision\":3}", 403,
		"everybody undoes their own changes");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/shop/undo", "{\"revision\":99}", 404,
		"it has 1 to 3");
	a = want(kit, kit->editor, "POST", "/api/v1/maps/shop/undo", "{\"revision\":2}", 200);
	assert_true(kit_number(a, "revision") == 4);
	assert_string_equal(kit_text(a, "definition.stages.1.touchpoints.0.name"), "Cart");
	assert_string_equal(kit_text(a, "definition.stages.2.touchpoints.0.name"), "Ask for help");
	/* the same part was changed since */
	a = want(kit, kit->editor, "POST", "/api/v1/maps/shop/undo", "{\"revision\":2}", 409);
	assert_string_equal(kit_text(a, "conflicts.0.theirs"), "Cart");
}

static void call(struct house_kit *kit, const struct kit_user *user, const char *name)
{
	want(kit, kit->admin, "PATCH", scope_printf(&kit->sc, "/api/v1/users/%lld", (long long)user->id),
		scope_printf(&kit->sc, "{\"name\":\"%s\"}", name), 200);
}

/* Revision 2 is the editor's, and its part was changed since. */
static void names_are_no_proof(void **state)
{
	struct house_kit *kit = *state;

	call(kit, kit->editor, "Edi");
	call(kit, kit->admin, "editor");
	kit_refused(kit, kit->admin, "POST", "/api/v1/maps/shop/undo", "{\"revision\":2}", 403,
		"revision 2 was written by editor: everybody undoes their own changes");
	/* Nor is what nobody wrote over the API anybody's. */
	call(kit, kit->admin, "anna");
	kit_refused(kit, kit->admin, "POST", "/api/v1/maps/shop/undo", "{\"revision\":1}", 403,
		"revision 1 was written by anna");
	struct kit_answer *a =
		want(kit, kit->editor, "POST", "/api/v1/maps/shop/undo", "{\"revision\":2}", 409);
	assert_string_equal(kit_text(a, "conflicts.0.theirs"), "Cart");
	call(kit, kit->editor, "editor");
	call(kit, kit->admin, "admin");
}

static void a_revision_comes_back(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a =
		want(kit, kit->editor, "POST", "/api/v1/maps/shop/restore", "{\"revision\":2}", 200);

	assert_true(kit_number(a, "revision") == 5);
	assert_string_equal(kit_text(a, "definition.stages.1.touchpoints.0.name"), "Basket");
	assert_string_equal(kit_text(a, "definition.stages.2.touchpoints.0.name"), "Help");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/shop/restore", "{\"revision\":77}", 404,
		"it has 1 to 5");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/shop/restore", "{\"version\":1}", 404,
		"has no version 1");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/shop/restore", "{}", 422, "one of");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/shop/restore", "{\"revision\":1,\"version\":1}",
		422, "one of");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/none/restore", "{\"revision\":1}", 404, "none");
}

static void drafts_are_refused(void **state)
{
	struct house_kit *kit = *state;
	static const char *const writes[] = { "operations", "undo", "restore" };
	static const char *const bodies[] = {
		"{\"operations\":[{\"op\":\"remove_touchpoint\",\"at\":\"cart\",\"seen\":1}]}",
		"{\"revision\":1}", "{\"revision\":1}"
	};

	for (size_t i = 0; i < COUNT_OF(writes); i++) {
		const char *path = scope_printf(&kit->sc, "/api/v1/maps/shop/%s", writes[i]);
		kit_refused(kit, kit->viewer, "POST", path, bodies[i], 403, "write");
		kit_refused(kit, kit->nobody, "POST", path, bodies[i], 401, "sign in");
	}
	kit_refused(kit, kit->viewer, "GET", "/api/v1/maps/shop/history", NULL, 403,
		"viewers see what was published");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/maps/shop/history/1", NULL, 403,
		"viewers see what was published");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop/history/first", NULL, 404,
		"a revision has a number");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/none/history", NULL, 404, "none");
	kit_refused(kit, kit->editor, "POST", OPERATIONS, "{\"operations\":[]}", 422,
		"operations: at least 1 items");
	kit_refused(kit, kit->editor, "POST", OPERATIONS, "{\"operations\":[{\"op\":\"burn\",\"seen\":1}]}",
		422, "burn");
	kit_refused(kit, kit->editor, "POST", OPERATIONS,
		"{\"operations\":[{\"op\":\"rename_touchpoint\",\"at\":\"cart\",\"name\":\"A\"}]}", 422,
		"\\\"seen\\\" is missing");
	kit_refused(
		kit, kit->editor, "POST", OPERATIONS, rename_to(kit, 99, "cart", "A"), 404, "it has 1 to");
	kit_refused(kit, kit->editor, "POST", OPERATIONS, rename_to(kit, 1, "nowhere", "A"), 404, "nowhere");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/none/operations", rename_to(kit, 1, "cart", "A"),
		404, "none");
}

static const char WHOLE[] =
	"{\"seen\":%d,\"definition\":{\"map\":\"whole\",\"title\":\"%s\",\"stages\":[{\"id\":\"look\",\"name\":\"Look\","
	"\"touchpoints\":[{\"id\":\"visit\",\"name\":\"Visit\",\"match\":{\"event\":\"visit\"}}]}]}}";

static const char *whole(struct house_kit *kit, int seen, const char *title)
{
	char *text = scope_alloc(&kit->sc, 1000, 1);

	snprintf(text, 1000, WHOLE, seen, title);
	return text;
}

static void a_whole_definition_is_written_where_nobody_was_first(void **state)
{
	struct house_kit *kit = *state;
	const char *path = "/api/v1/maps/whole/definition";
	uint64_t rung = bell_last(kit->house->bell);
	struct kit_answer *a;

	want(kit, kit->editor, "PUT", path, whole(kit, 0, "One"), 200);
	a = want(kit, kit->editor, "PUT", path, whole(kit, 1, "Two"), 200);
	assert_true(kit_number(a, "revision") == 2);
	a = want(kit, kit->admin, "PUT", path, whole(kit, 2, "Two"), 200);
	assert_true(kit_number(a, "revision") == 2);
	assert_string_equal(kit_text(a, "author"), "editor");
	assert_int_equal(bell_last(kit->house->bell), rung + 2);
	a = want(kit, kit->admin, "PUT", path, whole(kit, 1, "Three"), 409);
	assert_string_equal(kit_text(a, "mine.title"), "Three");
	assert_string_equal(kit_text(a, "theirs.title"), "Two");
	assert_string_equal(kit_text(a, "author"), "editor");
	assert_true(kit_number(a, "revision") == 2);
	a = kit_get(kit, kit->admin, "/api/v1/audit?action=map.change&limit=1");
	assert_string_equal(kit_text(a, "rows.0.on_id"), "whole");
	assert_string_equal(kit_text(a, "rows.0.details"), "{\"revision\":\"2\"}");
	kit_refused(kit, kit->viewer, "PUT", path, whole(kit, 2, "Three"), 403, "write");
	kit_refused(kit, kit->editor, "PUT", "/api/v1/maps/other/definition", whole(kit, 0, "One"), 422,
		"a map keeps its name");
}

/* What the program proposed is made again when evidence comes: what a person wrote never is. */
static void nobody_is_taken_for_the_program(void **state)
{
	struct house_kit *kit = *state;
	const char *user = scope_printf(&kit->sc, "/api/v1/users/%lld", (long long)kit->editor->id);
	struct kit_answer *a;

	want(kit, kit->editor, "PATCH", user, "{\"name\":\"wend\"}", 200);
	a = want(kit, kit->editor, "PUT", "/api/v1/maps/whole/definition", whole(kit, 2, "Mine"), 200);
	assert_string_equal(kit_text(a, "author"), "wend (a person)");
	a = want(kit, kit->editor, "POST", "/api/v1/maps/whole/operations",
		"{\"revision\":3,\"operations\":[{\"op\":\"rename_touchpoint\",\"at\":\"visit\",\"name\":\"Come\"}]}",
		200);
	a = kit_get(kit, kit->editor, "/api/v1/maps/whole");
	assert_string_equal(kit_text(a, "title"), "Mine");
	a = want(kit, kit->editor, "POST", "/api/v1/maps/whole/undo", "{\"revision\":4}", 200);
	assert_true(kit_number(a, "revision") == 5);
	a = kit_get(kit, kit->editor, "/api/v1/maps/whole/history");
	assert_string_equal(kit_text(a, "revisions.4.author"), "wend (a person)");
	want(kit, kit->editor, "PATCH", user, "{\"name\":\"editor\"}", 200);
}

/* --- many at once --------------------------------------------------------------------------------------------- */

enum { WRITERS = 4, EDITS = 5 };

struct writer {
	struct house_kit *kit;
	int which, made;
};

/* Each a cell of their own: all merge, none is lost. */
static int send_cell(struct writer *w, int n)
{
	struct scope sc = { 0 };
	int fd = talk_open(w->kit->port);
	const char *body = scope_printf(&sc,
		"{\"revision\":1,\"operations\":[{\"op\":\"put_cell\",\"at\":\"visit\",\"lane\":\"needs\",\"text\":\"%d of %d\","
		"\"basis\":\"assumed\"}]}",
		n, w->which);

	talk_send(fd,
		scope_printf(&sc,
			"POST /api/v1/maps/race/operations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %.*s\r\n"
			"Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
			STR_ARG(w->kit->editor->token), strlen(body), body));
	int status = talk_status(talk_answer(&sc, fd));
	close(fd);
	scope_close(&sc);
	return status;
}

static void *write_often(void *to)
{
	struct writer *w = to;

	for (int n = 0; n < EDITS; n++)
		w->made += send_cell(w, n) == 200;
	return NULL;
}

static void of_the_same_cell_one_is_first(void **state)
{
	struct house_kit *kit = *state;
	struct writer w[WRITERS];
	pthread_t threads[WRITERS];
	int made = 0;

	want(kit, kit->editor, "PUT", "/api/v1/maps/race/definition",
		"{\"seen\":0,\"definition\":{\"map\":\"race\",\"title\":\"Race\",\"stages\":[{\"id\":\"look\",\"name\":\"Look\","
		"\"touchpoints\":[{\"id\":\"visit\",\"name\":\"Visit\",\"match\":{\"event\":\"visit\"}}]}]}}",
		200);
	for (int i = 0; i < WRITERS; i++) {
		w[i] = (struct writer){ .kit = kit, .which = i };
		assert_int_equal(pthread_create(&threads[i], NULL, write_often, &w[i]), 0);
	}
	for (int i = 0; i < WRITERS; i++) {
		pthread_join(threads[i], NULL);
		made += w[i].made;
	}
	assert_int_equal(made, 1);
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/maps/race/history");
	assert_int_equal(kit_size(a, "revisions"), 2);
}

static size_t logged(struct house_kit *kit, const char *id)
{
	return kit_size(
		kit_get(kit, kit->admin,
			scope_printf(&kit->sc, "/api/v1/audit?action=map.change&on=map&on_id=%s", id)),
		"rows");
}

static void the_first_map_is_made_once_and_logged(void **state)
{
	struct house_kit *kit = house_kit_open_with(&(struct kit_wish){ .map = "" });
	struct kit_answer *a;

	(void)state;
	kit_hide_log(kit, true);
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/maps", NULL);
	kit_hide_log(kit, false);
	assert_int_equal(a->status, 500);
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/maps"), "maps"), 0);
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/maps", NULL);
	assert_int_equal(a->status, 201);
	assert_true(kit_number(a, "revision") == 1);
	assert_int_equal(logged(kit, kit_text(a, "id")), 1);
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/maps", NULL);
	assert_int_equal(a->status, 200);
	assert_true(kit_number(a, "revision") == 1);
	assert_int_equal(logged(kit, kit_text(a, "id")), 1);
	assert_string_equal(kit_text(a, "definition.title"), "Customer journey");
	house_kit_close(kit);
}

static void the_first_map_is_named_in_the_language_of_who_makes_it(void **state)
{
	struct house_kit *kit = house_kit_open_with(&(struct kit_wish){ .map = "" });
	struct kit_answer *a;

	(void)state;
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps", "{\"language\":\"de\"}", 422, "en pl ru");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps", "{\"another\":1}", 422, "another");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps", "{\"lang\":\"pl\"}", 422, "lang");
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/maps", "{\"language\":\"ru\"}");
	assert_int_equal(a->status, 201);
	assert_string_equal(kit_text(a, "definition.title"), "Путь клиента");
	/* What is there stays as it is, whoever asks. */
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/maps", "{\"language\":\"pl\"}");
	assert_int_equal(a->status, 200);
	assert_string_equal(kit_text(a, "definition.title"), "Путь клиента");
	/* One more does not take its place. */
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/maps", "{\"another\":true,\"language\":\"pl\"}");
	assert_int_equal(a->status, 201);
	assert_string_equal(kit_text(a, "id"), "first-map-2");
	assert_string_equal(kit_text(a, "definition.title"), "Podróż klienta 2");
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/maps", "{\"another\":true}");
	assert_string_equal(kit_text(a, "id"), "first-map-3");
	assert_int_equal(logged(kit, "first-map-3"), 1);
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/maps"), "maps"), 3);
	house_kit_close(kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drafts_are_refused),
		cmocka_unit_test(what_touches_other_parts_merges),
		cmocka_unit_test(what_touches_the_same_says_both_texts),
		cmocka_unit_test(revisions_are_told),
		cmocka_unit_test(everybody_undoes_their_own),
		cmocka_unit_test(the_first_map_is_named_in_the_language_of_who_makes_it),
		cmocka_unit_test(names_are_no_proof),
		cmocka_unit_test(a_revision_comes_back),
		cmocka_unit_test(a_whole_definition_is_written_where_nobody_was_first),
		cmocka_unit_test(nobody_is_taken_for_the_program),
		cmocka_unit_test(of_the_same_cell_one_is_first),
		cmocka_unit_test(the_first_map_is_made_once_and_logged),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
