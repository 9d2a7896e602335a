#include "serve/openapi.h"

#include "serve/api_access.h"
#include "serve/api_maps.h"
#include "serve/api_people.h"
#include "serve/api_read.h"
#include "serve/openapi_page.h"
#include "test.h"

/* --- what the document says of the routes ------------------------------------------------------------------ */

static json_t *document(void)
{
	const struct routes tables[] = { api_access_routes(), api_people_routes(), api_maps_routes(),
		api_read_ways_routes(), api_read_gaps_routes(), api_read_voice_routes(),
		api_read_findings_routes(), api_read_workspace_routes(), api_read_customers_routes(),
		api_read_notes_routes(), api_read_sources_routes(), openapi_routes() };

	return openapi_document(tables, COUNT_OF(tables));
}

static json_t *answer_of(json_t *doc, const char *path, const char *verb, const char *status)
{
	json_t *paths = json_object_get(doc, "paths");
	json_t *operation = json_object_get(json_object_get(paths, path), verb);

	assert_non_null(operation);
	return json_object_get(json_object_get(operation, "responses"), status);
}

static void names_who_is_refused(void **state)
{
	json_t *doc = document();

	(void)state;
	/* Nobody needs to be signed in there, but a password may be wrong. */
	assert_non_null(answer_of(doc, "/api/v1/sign-in", "post", "401"));
	assert_non_null(answer_of(doc, "/api/v1/sign-in", "post", "429"));
	assert_non_null(answer_of(doc, "/api/v1/users", "get", "401"));
	assert_non_null(answer_of(doc, "/api/v1/users", "get", "403"));
	assert_null(answer_of(doc, "/api/v1/state", "get", "401"));
	json_decref(doc);
}

static void names_each_type_of_a_drawing(void **state)
{
	static const char *const types[] = { "image/svg+xml", "application/pdf", "image/png", "text/html",
		"text/csv", "text/plain" };
	json_t *doc = document();
	json_t *answer = answer_of(doc, "/api/v1/maps/{map}/drawing/{format}", "get", "200");
	json_t *media = json_object_get(answer, "content");

	(void)state;
	assert_int_equal(json_object_size(media), COUNT_OF(types));
	for (size_t i = 0; i < COUNT_OF(types); i++)
		assert_non_null(json_object_get(json_object_get(media, types[i]), "schema"));
	json_t *text = json_object_get(json_object_get(media, "text/csv"), "schema");
	assert_string_equal(json_string_value(json_object_get(text, "type")), "string");
	json_t *bytes = json_object_get(json_object_get(media, "image/png"), "schema");
	assert_int_equal(json_object_size(bytes), 0);
	json_decref(doc);
}

/* A list that can be long has a page's queries and says what comes next. */
static void names_what_pages_take(void **state)
{
	static const char *const lists[] = { "/api/v1/maps", "/api/v1/users", "/api/v1/tokens",
		"/api/v1/shares", "/api/v1/audit", "/api/v1/notes", "/api/v1/sources", "/api/v1/kinds",
		"/api/v1/quarantine", "/api/v1/search", "/api/v1/maps/{map}/findings",
		"/api/v1/customers/{customer}" };
	json_t *doc = document(), *paths = json_object_get(doc, "paths");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		json_t *get = json_object_get(json_object_get(paths, lists[i]), "get"), *p;
		size_t k, found = 0;
		json_array_foreach(json_object_get(get, "parameters"), k, p)
		{
			const char *name = json_string_value(json_object_get(p, "name"));
			found += strcmp(name, "cursor") == 0 || strcmp(name, "limit") == 0;
		}
		assert_int_equal(found, 2);
		const char *ref = json_string_value(json_object_get(
			json_object_get(
				json_object_get(
					json_object_get(answer_of(doc, lists[i], "get", "200"), "content"),
					"application/json"),
				"schema"),
			"$ref"));
		json_t *shape =
			json_object_get(json_object_get(json_object_get(doc, "components"), "schemas"),
				strrchr(ref, '/') + 1);
		assert_non_null(json_object_get(json_object_get(shape, "properties"), "next"));
	}
	json_decref(doc);
}

/* What the server says before a route is asked stands at each of them. */
static void names_what_any_path_may_answer(void **state)
{
	static const char *const statuses[] = { "400", "413", "414", "415", "422", "431", "500", "503" };
	json_t *doc = document(), *operations, *o;
	const char *path, *verb;
	size_t n = 0;

	(void)state;
	json_object_foreach(json_object_get(doc, "paths"), path, operations)
		json_object_foreach(operations, verb, o)
	{
		for (size_t i = 0; i < COUNT_OF(statuses); i++)
			assert_non_null(answer_of(doc, path, verb, statuses[i]));
		n++;
	}
	assert_true(n > 25);
	json_decref(doc);
}

/* Names behind the "?", fields of what is taken and given, and the long words about keys once. */
static void the_page_shows_each_field(void **state)
{
	static const char *const parts[] = { "<code>POST /api/v1/sign-in</code>", "<code>needs_code</code>",
		"right so far: send all of it again, with the code",
		"<tr><th scope=\"row\"><code>email</code></th><td>string, 254 letters at most</td><td>yes</td>",
		"behind the ?", "<code>cursor</code>", "list of <a href=\"#shape-User\">User</a>",
		"<h3 id=\"shape-User\">", "string: viewer, editor, admin", "Needs <em>admin</em>.",
		"<link rel=\"stylesheet\" href=\"/look.css\">", "<code>GET /api/v1/openapi.json</code>" };
	struct scope sc = { 0 };
	json_t *doc = document();
	struct buf *out = buf_new(&sc, 4 << 20);

	(void)state;
	openapi_page(doc, STR("/look.css"), out);
	assert_false(buf_over(out));
	char *page = scope_printf(&sc, "%.*s", STR_ARG(buf_str(out)));
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (!strstr(page, parts[i]))
			fail_msg("no \"%s\"", parts[i]);
	const char *once = strstr(page, "is not done again for a day");
	assert_non_null(once);
	assert_null(strstr(once + 1, "is not done again for a day"));
	assert_true(!strstr(page, "<style") && !strstr(page, " style=") && !strstr(page, "<script"));
	scope_close(&sc);
	json_decref(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_who_is_refused),
		cmocka_unit_test(names_each_type_of_a_drawing),
		cmocka_unit_test(names_what_pages_take),
		cmocka_unit_test(names_what_any_path_may_answer),
		cmocka_unit_test(the_page_shows_each_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
