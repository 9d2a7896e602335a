#include "serve/openapi.h"

#include <stdio.h>
#include <stdlib.h>

#include "serve/api_once.h"
#include "serve/openapi_page.h"
#include "serve/share_answer.h"

/* --- operations ------------------------------------------------------------------------------------------- */

static json_t *content(const char *type, json_t *schema)
{
	json_t *media = json_object(), *body = json_object();

	json_object_set_new(body, "schema", schema);
	json_object_set_new(media, type, body);
	return media;
}

static json_t *ref(const char *name)
{
	return json_pack("{s:s+}", "$ref", "#/components/schemas/", name);
}

static void put_answer(json_t *answers, int status, const char *about, json_t *body)
{
	char key[16];
	json_t *answer = json_pack("{s:s}", "description", about);

	snprintf(key, sizeof key, "%d", status);
	if (body)
		json_object_set_new(answer, "content", body);
	json_object_set_new(answers, key, answer);
}

static void put_problem(json_t *answers, int status)
{
	put_answer(answers, status, reply_title(status), content("application/problem+json", ref("Problem")));
}

/* Bytes have no schema: any would claim that they are JSON. */
static json_t *plain_schema(struct str type)
{
	bool text = str_starts(type, STR("text/")) || str_ends(type, STR("+xml"));

	return text ? json_pack("{s:s}", "type", "string") : json_object();
}

/* Types with blanks between them: which of them it is hangs on the path. */
static json_t *plain_content(const char *types)
{
	struct str rest = str_of(types);
	json_t *media = json_object();

	while (rest.p) {
		struct str type = str_cut(&rest, ' ');
		json_object_setn_new(media, type.p, type.n, json_pack("{s:o}", "schema", plain_schema(type)));
	}
	return media;
}

static void put_success(json_t *answers, const struct api_row *row)
{
	int status = row->made ? row->made : row->gives || row->gives_type ? 200 : 204;
	json_t *body = NULL;

	if (row->gives)
		body = content("application/json", ref(row->gives->name));
	else if (row->gives_type)
		body = plain_content(row->gives_type);
	put_answer(answers, status, row->about, body);
	if (row->or_there)
		put_answer(answers, 200, "It was there already.",
			content("application/json", ref(row->gives->name)));
	if (row->ranged) {
		put_answer(
			answers, 206, "The part of it that Range asks for.", plain_content(row->gives_type));
		put_problem(answers, 416);
	}
	if (row->cached)
		put_answer(answers, 304, "It is what the asker has already (If-None-Match).", NULL);
}

/* Every status that api_answer and the server can give a route of this kind. */
static json_t *answers_of(const struct route *r, const struct api_row *row)
{
	json_t *answers = json_object();
	static const int always[] = { 400, 413, 414, 415, 422, 500, 503 };

	put_success(answers, row);
	for (size_t i = 0; i < COUNT_OF(always); i++)
		put_problem(answers, always[i]);
	/* It is said before anything was read that a problem could be told of. */
	put_answer(
		answers, 431, "The request's line and headers are larger than --limit header-bytes.", NULL);
	/* Who tries passwords is refused by them, too. */
	if (!row->open || row->limited)
		put_problem(answers, 401);
	put_problem(answers, 403);
	put_problem(answers, 404);
	if (r->method != METHOD_GET || row->grant)
		put_problem(answers, 409);
	if (row->limited)
		put_problem(answers, 429);
	if (r->method != METHOD_GET)
		put_problem(answers, 507);
	return answers;
}

static void put_path_parts(json_t *parameters, const char *path)
{
	struct str rest = str_of(path);

	while (rest.p) {
		struct str piece = str_cut(&rest, '/');
		if (!str_starts(piece, STR("{")))
			continue;
		json_array_append_new(
			parameters, json_pack("{s:s%,s:s,s:b,s:{s:s}}", "name", piece.p + 1, piece.n - 2,
					    "in", "path", "required", 1, "schema", "type", "string"));
	}
}

static json_t *once_header(void)
{
	json_t *schema = json_pack("{s:s,s:i,s:i,s:s,s:s}", "type", "string", "minLength", 1, "maxLength",
		(int)ONCE_KEY_LETTERS, "pattern", "^[ -~]+$", "description",
		"What was done under this key is not done again for a day: it is answered as it was. A key goes with"
		" one request: with another path or body it is refused (422).");

	return json_pack("{s:s,s:s,s:b,s:o}", "name", API_ONCE_HEADER, "in", "header", "required", 0,
		"schema", schema);
}

static json_t *parameters_of(const struct route *r, const struct api_row *row)
{
	json_t *list = json_array();

	put_path_parts(list, r->path);
	for (size_t i = 0; i < row->n_queries; i++)
		json_array_append_new(
			list, json_pack("{s:s,s:s,s:b,s:o}", "name", row->queries[i].name, "in", "query",
				      "required", (row->queries[i].flags & SHAPE_NEEDED) != 0, "schema",
				      shape_field_schema(&row->queries[i])));
	if (api_once_heeds(r->method, row))
		json_array_append_new(list, once_header());
	return list;
}

static void put_grant(json_t *operation, unsigned grant)
{
	struct scope sc = { 0 };

	if (grant)
		json_object_set_new(operation, "x-grant", json_string(grants_words(&sc, grant).p));
	scope_close(&sc);
}

static json_t *operation(const struct route *r, const struct api_row *row)
{
	json_t *o = json_pack(
		"{s:s,s:s,s:[s]}", "operationId", row->name, "summary", row->about, "tags", row->group);

	json_object_set_new(o, "parameters", parameters_of(r, row));
	if (row->takes || row->takes_type)
		json_object_set_new(o, "requestBody",
			json_pack("{s:b,s:o}", "required", !row->bare, "content",
				row->takes ? content("application/json", ref(row->takes->name))
					   : content(row->takes_type, json_pack("{s:s}", "type", "string"))));
	json_object_set_new(o, "responses", answers_of(r, row));
	if (row->open)
		json_object_set_new(o, "security", json_array());
	put_grant(o, row->grant);
	return o;
}

static void put_route(json_t *paths, const struct route *r)
{
	static const char *const verbs[METHODS] = { "get", "head", "post", "put", "patch", "delete",
		"options" };
	json_t *path = json_object_get(paths, r->path);

	if (!path) {
		path = json_object();
		json_object_set_new(paths, r->path, path);
	}
	json_object_set_new(path, verbs[r->method], operation(r, r->says));
}

/* --- shapes ------------------------------------------------------------------------------------------------ */

static void put_shape(json_t *schemas, const struct shape *shape)
{
	if (!shape || json_object_get(schemas, shape->name))
		return;
	json_object_set_new(schemas, shape->name, shape_schema(shape));
	for (size_t i = 0; i < shape->n; i++)
		put_shape(schemas, shape->fields[i].of);
}

static const struct shape_field conflict_fields[] = {
	{ "operation", SHAPE_COUNT, SHAPE_NEEDED, .about = "its place in the list, from 0" },
	{ "part", SHAPE_TEXT, SHAPE_NEEDED, .about = "in words" },
	{ "seen", SHAPE_ANY, SHAPE_NEEDED, .about = "as it was seen; null: it was not there" },
	{ "theirs", SHAPE_ANY, SHAPE_NEEDED, .about = "as it is now" },
	{ "mine", SHAPE_ANY, SHAPE_NEEDED, .about = "as it would have become" },
	{ "author", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "who changed it" },
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "and when" },
};
static const struct shape conflict = { "Conflict", "a part of a map that two changed", conflict_fields,
	COUNT_OF(conflict_fields), false };
static const struct shape_field problem_fields[] = {
	{ "title", SHAPE_TEXT, SHAPE_NEEDED, .about = "the status in words" },
	{ "status", SHAPE_COUNT, SHAPE_NEEDED, .least = 400, .most = 599 },
	{ "detail", SHAPE_TEXT, SHAPE_NEEDED, .about = "what was seen, and what to do" },
	{ "request", SHAPE_TEXT, SHAPE_NEEDED, .about = "by which it is found in the log" },
	{ "mine", SHAPE_ANY, 0,
		.about = "where somebody else was first (409): what was sent; null: nothing was" },
	{ "theirs", SHAPE_ANY, 0, .about = "and what is there now; null: it was removed" },
	{ "revision", SHAPE_COUNT, 0, .about = "which is there now" },
	{ "author", SHAPE_TEXT, 0, .about = "whose it is" },
	{ "removed", SHAPE_BOOL, 0, .about = "nothing is there any more" },
	{ "conflicts", SHAPE_LIST, 0, .of = &conflict,
		.about = "of operations: each part that somebody else changed" },
};
static const struct shape problem = { "Problem", "what went wrong (RFC 9457)", problem_fields,
	COUNT_OF(problem_fields), true };

static json_t *security(void)
{
	return json_pack("{s:{s:s,s:s},s:{s:s,s:s,s:s}}", "token", "type", "http", "scheme", "bearer",
		"session", "type", "apiKey", "in", "cookie", "name", "wend_session");
}

json_t *openapi_document(const struct routes *tables, size_t n)
{
	json_t *paths = json_object(), *schemas = json_object();

	put_shape(schemas, &problem);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < tables[i].n; k++) {
			const struct api_row *row = tables[i].at[k].says;
			if (!row)
				continue;
			put_route(paths, &tables[i].at[k]);
			put_shape(schemas, row->takes);
			put_shape(schemas, row->gives);
		}
	return json_pack("{s:s,s:{s:s,s:s,s:s},s:[{s:[]},{s:[]}],s:o,s:{s:o,s:o}}", "openapi", "3.1.0",
		"info", "title", "Wend", "version", WEND_VERSION, "description",
		"Customer journey maps out of what customers did and said: one workspace.", "security",
		"token", "session", "paths", paths, "components", "schemas", schemas, "securitySchemes",
		security());
}

/* --- its own routes ------------------------------------------------------------------------------------------- */

static json_t *document_of(struct api *api)
{
	return openapi_document(api->house->tables, api->house->n_tables);
}

static bool give_document(struct api *api)
{
	json_t *document = document_of(api);
	char *text = json_dumps(document, JSON_INDENT(1));

	api_send(api, "application/json", str_copy(api->sc, str_of(text)));
	free(text);
	json_decref(document);
	return true;
}

static bool give_page(struct api *api)
{
	json_t *document = document_of(api);
	struct buf *out = buf_new(api->sc, 4 << 20);

	openapi_page(document, share_docs_style(api->sc), out);
	json_decref(document);
	api_send(api, "text/html; charset=utf-8", buf_str(out));
	return true;
}

static const struct shape document_shape = { "OpenApi", "this document", NULL, 0, true };
/* clang-format off */
static const struct api_row document_row = { .name = "getOpenApi", .about = "This API, described.", .group = "api",
	.open = true, .gives = &document_shape, .run = give_document };
static const struct api_row page_row = { .name = "getDocs", .about = "This API as a page.", .group = "api", .open = true,
	.gives_type = "text/html", .run = give_page };
static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/openapi.json", ROUTE_WORKER, 0, api_answer, false, &document_row },
	{ METHOD_GET, "/api/v1/docs",         ROUTE_WORKER, 0, api_answer, false, &page_row },
};
/* clang-format on */

struct routes openapi_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
