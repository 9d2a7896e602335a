/* What the API answers of a workspace and its maps: held against numbers counted by hand, and against the rows. */
#include "house_kit.h"

static const char DRAFT[] =
	"{\"seen\":0,\"definition\":{\"map\":\"secret\",\"title\":\"Plans of ours\",\"stages\":[{\"id\":\"look\","
	"\"name\":\"Look\",\"touchpoints\":[{\"id\":\"visit\",\"name\":\"Visit\",\"match\":{\"event\":\"visit\"}}]}]}}";

static const char RENAMED[] =
	"{\"seen\":1,\"definition\":{\"map\":\"shop\",\"title\":\"The shop, changed\",\"goal\":\"buy\",\"stages\":[{\"id\":"
	"\"look\",\"name\":\"Look\",\"touchpoints\":[{\"id\":\"visit\",\"name\":\"Visit\",\"match\":{\"event\":\"visit\"}},"
	"{\"id\":\"buy\",\"name\":\"Purchase\",\"match\":{\"event\":\"buy\"}}]}]}}";

/* "shop" is published and its draft changed since; "secret" is a draft alone. */
static int open_kit(void **state)
{
	struct house_kit *kit = house_kit_open();

	kit_publish(kit, "shop");
	assert_int_equal(
		kit_ask(kit, kit->editor, "PUT", "/api/v1/maps/shop/definition", RENAMED)->status, 200);
	assert_int_equal(
		kit_ask(kit, kit->editor, "PUT", "/api/v1/maps/secret/definition", DRAFT)->status, 200);
	*state = kit;
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

/* --- maps: drafts for editors, versions for viewers ---------------------------------------------------------- */

static void editors_see_drafts(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/maps");

	assert_int_equal(kit_size(a, "maps"), 2);
	assert_string_equal(kit_text(a, "maps.0.id"), "shop");
	assert_string_equal(kit_text(a, "maps.0.title"), "The shop, changed");
	assert_int_equal(kit_number(a, "maps.0.version"), 1);
	assert_int_equal(kit_number(a, "maps.0.revision"), 2);
	assert_true(json_is_null(kit_at(a, "maps.1.version")));
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop");
	assert_int_equal(kit_size(a, "touchpoints"), 2);
	assert_null(kit_at(a, "version"));
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/definition");
	assert_string_equal(kit_text(a, "definition.title"), "The shop, changed");
	kit_is_tagged(kit, kit->editor, "/api/v1/maps/shop");
	kit_is_tagged(kit, kit->editor, "/api/v1/maps/shop/definition");
	kit_is_tagged(kit, kit->editor, "/api/v1/maps/shop/drawing/svg");
}

static void editors_see_versions_by_number(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/maps/shop?version=1");

	assert_int_equal(kit_size(a, "touchpoints"), 4);
	assert_int_equal(kit_number(a, "version.no"), 1);
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/definition?version=1");
	assert_string_equal(kit_text(a, "definition.title"), "The shop");
	assert_int_equal(kit_number(a, "revision"), 1);
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop?version=2", NULL, 404, "it has 1 to 1");
	kit_refused(
		kit, kit->editor, "GET", "/api/v1/maps/secret?version=1", NULL, 404, "none was published");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop?version=0", NULL, 422, "from 1 to");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop?version=1&where=country%3DPL", NULL, 422,
		"a version stays as it was counted");
}

static void viewers_see_what_is_published(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/maps");

	assert_int_equal(kit_size(a, "maps"), 1);
	assert_string_equal(kit_text(a, "maps.0.title"), "The shop");
	assert_int_equal(kit_number(a, "maps.0.revision"), 1);
	assert_null(strstr(a->body, "secret"));
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop");
	assert_int_equal(kit_size(a, "touchpoints"), 4);
	assert_int_equal(kit_number(a, "version.no"), 1);
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/definition");
	assert_string_equal(kit_text(a, "definition.title"), "The shop");
	kit_is_tagged(kit, kit->viewer, "/api/v1/maps/shop");
	kit_is_tagged(kit, kit->viewer, "/api/v1/maps/shop/definition");
}

static void versions_are_drawn(void **state)
{
	static const struct {
		const char *format, *begins;
	} rows[] = { { "svg", "<?xml" }, { "pdf", "%PDF" }, { "html", "<!" }, { "csv", "" },
		{ "txt", "The shop" } };
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *path = scope_printf(&kit->sc, "/api/v1/maps/shop/drawing/%s", rows[i].format);
		struct kit_answer *a = kit_get(kit, kit->viewer, path);
		assert_int_equal(strncmp(a->body, rows[i].begins, strlen(rows[i].begins)), 0);
		assert_null(strstr(a->body, "The shop, changed"));
		kit_is_tagged(kit, kit->viewer, path);
	}
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/maps/shop/drawing/svg");
	assert_non_null(strstr(a->body, "The shop, changed"));
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/drawing/svg?version=1");
	assert_null(strstr(a->body, "The shop, changed"));
	assert_non_null(strstr(a->body, "Version 1 of"));
}

/* The same words for a draft as for what never was. */
static void viewers_cannot_tell_that_there_is_a_draft(void **state)
{
	struct house_kit *kit = *state;
	static const char *const paths[] = { "", "/definition", "/drawing/svg", "/voice", "/findings",
		"/gaps", "/scores", "/flow", "/paths", "/funnel?steps=visit" };

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		const char *draft = scope_printf(&kit->sc, "/api/v1/maps/secret%s", paths[i]),
			   *none = scope_printf(&kit->sc, "/api/v1/maps/nowhere%s", paths[i]);
		kit_refused(kit, kit->viewer, "GET", draft, NULL, 404, "no version of a map \\\"secret\\\"");
		kit_refused(kit, kit->viewer, "GET", none, NULL, 404, "no version of a map \\\"nowhere\\\"");
		assert_null(strstr(kit_ask(kit, kit->viewer, "GET", none, NULL)->body, "secret"));
	}
	kit_refused(
		kit, kit->viewer, "GET", "/api/v1/maps/secret?version=1", NULL, 404, "no version of a map");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/maps/shop?version=7", NULL, 404, "it has 1 to 1");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/maps/shop?where=country%3DPL", NULL, 422,
		"a version stays as it was counted");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/maps/shop/drawing/svg?where=country%3DPL", NULL, 422,
		"a version stays as it was counted");
}

/* It is the role that counts, not what a token may. */
static void tokens_of_editors_read_drafts(void **state)
{
	struct house_kit *kit = *state;
	struct kit_user by_token = *kit->editor;

	by_token.by_token = true;
	assert_int_equal(kit_size(kit_get(kit, &by_token, "/api/v1/maps"), "maps"), 2);
	by_token = *kit->viewer;
	by_token.by_token = true;
	assert_int_equal(kit_size(kit_get(kit, &by_token, "/api/v1/maps"), "maps"), 1);
}

static void unknown_maps(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/nowhere", NULL, 404, "there is no map");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/nowhere/definition", NULL, 404, "there is no map");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop/drawing/gif", NULL, 404, "svg, pdf");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/maps", NULL, 401, "sign in");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/maps/shop", NULL, 401, "sign in");
}

/* --- the workspace ------------------------------------------------------------------------------------------- */

static void status_counts(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/status");

	assert_int_equal(kit_number(a, "customers"), 8);
	assert_int_equal(kit_number(a, "events"), 22);
	assert_int_equal(kit_number(a, "quarantined"), 1);
	assert_int_equal(kit_number(a, "kinds"), 7);
	assert_int_equal(kit_size(a, "imports"), 2);
	assert_int_equal(kit_size(a, "maps"), 2);
	a = kit_get(kit, kit->viewer, "/api/v1/status");
	assert_int_equal(kit_size(a, "maps"), 1);
	assert_string_equal(kit_text(a, "maps.0"), "shop");
	kit_is_tagged(kit, kit->viewer, "/api/v1/status");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/status", NULL, 401, "sign in");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/status?a=b", NULL, 422, "nothing here is asked by");
}

static void kinds_are_counted(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/kinds?source=survey");

	assert_int_equal(kit_size(a, "kinds"), 3);
	assert_string_equal(kit_text(a, "kinds.0.event"), "help");
	assert_int_equal(kit_number(a, "kinds.0.events"), 2);
	assert_string_equal(kit_text(a, "kinds.0.first"), "2026-03-05T10:00:00Z");
	assert_int_equal(kit_size(kit_get(kit, kit->viewer, "/api/v1/kinds?has=HEL"), "kinds"), 2);
	assert_int_equal(kit_size(kit_get(kit, kit->viewer, "/api/v1/kinds?has=%25"), "kinds"), 0);
	assert_int_equal(kit_pages(kit, kit->viewer, "/api/v1/kinds?", "kinds"), 7);
	assert_int_equal(kit_pages(kit, kit->viewer, "/api/v1/kinds?source=web&", "kinds"), 4);
	kit_is_tagged(kit, kit->viewer, "/api/v1/kinds");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/kinds?source=radio", NULL, 422, "one of: web");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/kinds", NULL, 401, "sign in");
}

static size_t looks(struct house_kit *kit, const char *action)
{
	return kit_size(kit_get(kit, kit->admin,
				scope_printf(&kit->sc, "/api/v1/audit?looks=true&action=%s", action)),
		"rows");
}

static void quarantine_shows_rows_to_whom_it_may(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/quarantine");

	assert_int_equal(kit_size(a, "rows"), 1);
	assert_int_equal(kit_number(a, "rows.0.row"), 20);
	assert_non_null(strstr(kit_text(a, "rows.0.reason"), "no time"));
	assert_null(kit_at(a, "rows.0.record"));
	kit_is_tagged(kit, kit->editor, "/api/v1/quarantine");
	assert_int_equal(looks(kit, "look.texts"), 0);
	a = kit_get(kit, kit->editor, "/api/v1/quarantine?records=true");
	assert_non_null(strstr(kit_text(a, "rows.0.record"), "ida"));
	assert_int_equal(looks(kit, "look.texts"), 1);
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/quarantine?import=2"), "rows"), 0);
	assert_int_equal(
		kit_size(kit_get(kit, kit->editor, "/api/v1/quarantine?file=orders.csv"), "rows"), 1);
	kit_refused(kit, kit->viewer, "GET", "/api/v1/quarantine", NULL, 403, "import");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/quarantine", NULL, 401, "sign in");
	kit_refused(kit, kit->editor, "GET", "/api/v1/quarantine?import=many", NULL, 422, "import");
}

/* --- one customer -------------------------------------------------------------------------------------------- */

static void a_customer_is_a_look(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/customers/ada");

	assert_string_equal(kit_text(a, "customer"), "ada");
	assert_int_equal(kit_size(a, "events"), 5);
	assert_string_equal(kit_text(a, "events.0.event"), "visit");
	assert_non_null(strstr(kit_text(a, "events.4.text"), "anna.nowak@shop.example"));
	assert_int_equal(kit_pages(kit, kit->editor, "/api/v1/customers/ada?", "events"), 5);
	a = kit_get(kit, kit->admin, "/api/v1/audit?looks=true&on=customer");
	assert_int_equal(kit_size(a, "rows"), 6);
	assert_string_equal(kit_text(a, "rows.0.action"), "look.customer");
	assert_int_equal(strlen(kit_text(a, "rows.0.on_id")), 32);
	assert_null(strstr(a->body, "\"ada\""));
}

static void customers_are_not_for_everybody(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->editor, "GET", "/api/v1/customers/zoe", NULL, 404, "there is no customer");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/customers/ada", NULL, 403, "personal");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/customers/ada", NULL, 401, "sign in");
}

/* --- notes --------------------------------------------------------------------------------------------------- */

static void notes_are_written_and_removed(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/notes",
		"{\"map\":\"shop\",\"touchpoint\":\"Purchase\",\"text\":\" They ask for invoices \",\"about\":\"firms\"}");

	assert_int_equal(a->status, 201);
	assert_string_equal(kit_text(a, "touchpoint"), "buy");
	assert_string_equal(kit_text(a, "text"), "They ask for invoices");
	assert_int_equal(kit_ask(kit, kit->editor, "POST", "/api/v1/notes",
				 "{\"map\":\"shop\",\"touchpoint\":\"visit\",\"text\":\"Late\"}")
				 ->status,
		201);
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/notes"), "notes"), 2);
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/notes?touchpoint=visit"), "notes"), 1);
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/notes?map=secret"), "notes"), 0);
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/notes?has=invoices"), "notes"), 1);
	assert_int_equal(kit_pages(kit, kit->editor, "/api/v1/notes?map=shop&", "notes"), 2);
	/* They were written after the map was published. */
	assert_int_equal(kit_size(kit_get(kit, kit->viewer, "/api/v1/notes"), "notes"), 0);
	const char *path = scope_printf(&kit->sc, "/api/v1/notes/%d", (int)kit_number(a, "id"));
	kit_refused(kit, kit->viewer, "DELETE", path, NULL, 403, "write");
	assert_int_equal(kit_ask(kit, kit->editor, "DELETE", path, NULL)->status, 204);
	kit_refused(kit, kit->editor, "DELETE", path, NULL, 404, "note");
	kit_refused(kit, kit->editor, "DELETE", "/api/v1/notes/x", NULL, 404, "a note has a number");
	a = kit_get(kit, kit->admin, "/api/v1/audit?action=note.");
	assert_int_equal(kit_size(a, "rows"), 3);
}

static void notes_that_do_not_fit(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->editor, "POST", "/api/v1/notes",
		"{\"map\":\"nowhere\",\"touchpoint\":\"buy\",\"text\":\"a\"}", 404, "there is no map");
	kit_refused(kit, kit->editor, "POST", "/api/v1/notes",
		"{\"map\":\"shop\",\"touchpoint\":\"moon\",\"text\":\"a\"}", 422, "has no touchpoint");
	kit_refused(kit, kit->editor, "POST", "/api/v1/notes", "{\"map\":\"shop\",\"touchpoint\":\"buy\"}",
		422, "text: is needed");
	kit_refused(kit, kit->viewer, "POST", "/api/v1/notes",
		"{\"map\":\"shop\",\"touchpoint\":\"buy\",\"text\":\"a\"}", 403, "write");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/notes", NULL, 401, "sign in");
}

/* --- live sources -------------------------------------------------------------------------------------------- */

static void sources_are_made_and_changed(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_ask(kit, kit->admin, "POST", "/api/v1/sources",
		"{\"name\":\"site\",\"kind\":\"web\",\"origins\":[\"https://shop.example\"]}");

	assert_int_equal(a->status, 201);
	const char *key = kit_text(a, "key"),
		   *path = scope_printf(&kit->sc, "/api/v1/sources/%d", (int)kit_number(a, "id"));
	assert_int_equal(strncmp(key, "wk_", 3), 0);
	assert_int_equal(
		kit_ask(kit, kit->admin, "POST", "/api/v1/sources",
			"{\"name\":\"mails\",\"kind\":\"email\",\"webhook\":\"postmark\",\"secret\":\"x:hushhush\"}")
			->status,
		201);
	a = kit_get(kit, kit->admin, "/api/v1/sources");
	assert_int_equal(kit_size(a, "sources"), 2);
	assert_null(strstr(a->body, "hushhush"));
	assert_int_equal(kit_pages(kit, kit->admin, "/api/v1/sources?", "sources"), 2);
	a = kit_ask(kit, kit->admin, "PATCH", path, "{\"new_key\":true,\"disabled\":true}");
	assert_int_equal(a->status, 200);
	assert_true(json_is_true(kit_at(a, "disabled")));
	assert_string_not_equal(kit_text(a, "key"), key);
	kit_refused(kit, kit->admin, "PATCH", path, "{}", 422, "nothing to change");
	kit_refused(kit, kit->admin, "PATCH", "/api/v1/sources/999", "{\"disabled\":true}", 404, "no source");
	kit_refused(kit, kit->admin, "POST", "/api/v1/sources", "{\"name\":\"b\",\"kind\":\"radio\"}", 422,
		"one of: web");
	kit_refused(kit, kit->editor, "GET", "/api/v1/sources", NULL, 403, "admin");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/sources", NULL, 401, "sign in");
}

/* --- all rows ------------------------------------------------------------------------------------------------ */

struct named {
	const struct shape *at[1000];
	size_t n;
};

/* OpenAPI knows a shape by its name: two of one name would be described as one. */
static void note_shape(struct named *named, const struct shape *shape)
{
	for (size_t i = 0; shape && i < named->n; i++) {
		if (named->at[i] == shape)
			return;
		if (strcmp(named->at[i]->name, shape->name) == 0)
			fail_msg("two shapes are called %s", shape->name);
	}
	if (!shape)
		return;
	assert_true(named->n < COUNT_OF(named->at));
	named->at[named->n++] = shape;
	for (size_t i = 0; i < shape->n; i++)
		note_shape(named, shape->fields[i].of);
}

static void names_are_one_shape_s(void **state)
{
	struct house_kit *kit = *state;
	struct named named = { .n = 0 };
	size_t n = 0;

	for (size_t t = 0; t < kit->house->n_tables; t++)
		for (size_t r = 0; r < kit->house->tables[t].n; r++) {
			const struct api_row *row = kit->house->tables[t].at[r].says;
			note_shape(&named, row ? row->takes : NULL);
			note_shape(&named, row ? row->gives : NULL);
			n += row != NULL;
		}
	assert_true(n > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(editors_see_drafts),
		cmocka_unit_test(editors_see_versions_by_number),
		cmocka_unit_test(viewers_see_what_is_published),
		cmocka_unit_test(versions_are_drawn),
		cmocka_unit_test(viewers_cannot_tell_that_there_is_a_draft),
		cmocka_unit_test(tokens_of_editors_read_drafts),
		cmocka_unit_test(unknown_maps),
		cmocka_unit_test(status_counts),
		cmocka_unit_test(kinds_are_counted),
		cmocka_unit_test(quarantine_shows_rows_to_whom_it_may),
		cmocka_unit_test(a_customer_is_a_look),
		cmocka_unit_test(customers_are_not_for_everybody),
		cmocka_unit_test(notes_are_written_and_removed),
		cmocka_unit_test(notes_that_do_not_fit),
		cmocka_unit_test(sources_are_made_and_changed),
		cmocka_unit_test(names_are_one_shape_s),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
