#include "model/definition_io.h"
#include "serve/api_ask.h"
#include "serve/api_read.h"
#include "tell/notes.h"

enum { BODY = 1 << 16, PAGE = 100, PAGE_MOST = 1000 };

/* clang-format off */
static const struct shape_field note_fields[] = {
	{ "id", SHAPE_COUNT, SHAPE_NEEDED }, { "written", SHAPE_TIME, SHAPE_NEEDED }, { "map", SHAPE_TEXT, SHAPE_NEEDED },
	{ "touchpoint", SHAPE_TEXT, SHAPE_NEEDED, .about = "its id" }, { "author", SHAPE_TEXT, SHAPE_NEEDED },
	{ "about", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "which customers" }, { "text", SHAPE_TEXT, SHAPE_NEEDED },
};
static const struct shape note_shape = { "Note", "what somebody of the staff observed at a touchpoint", note_fields, COUNT_OF(note_fields), false };
static const struct shape_field notes_fields[] = {
	{ "notes", SHAPE_LIST, SHAPE_NEEDED, .of = &note_shape, .about = "the oldest first" },
	{ "next", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "to be sent as `after`; null: that was all" },
};
static const struct shape notes_shape = { "Notes", "a page of notes", notes_fields, COUNT_OF(notes_fields), false };
static const struct shape_field wish_fields[] = {
	{ "map", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 400 },
	{ "touchpoint", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 400, .about = "its id or name" },
	{ "text", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = NOTE_LETTERS },
	{ "about", SHAPE_TEXT, SHAPE_NULL, .least = 1, .most = NOTE_NAME_LETTERS, .about = "which customers, as \"new customers\"" },
};
static const struct shape wish_shape = { "NoteWish", "a note to be", wish_fields, COUNT_OF(wish_fields), false };
static const struct shape_field notes_queries[] = {
	{ "map", SHAPE_TEXT, 0, .most = 400, .about = "of this map alone" },
	{ "after", SHAPE_COUNT, 0, .least = 0, .most = INT64_MAX / 2, .about = "the `next` of the page before" },
	{ "limit", SHAPE_COUNT, 0, .least = 1, .most = PAGE_MOST, .about = "so many at most (100)" },
};
/* clang-format on */

/* --- listing ----------------------------------------------------------------------------------------------- */

static void tell_page(struct api *api, const struct note *notes, size_t n, size_t limit)
{
	struct json *j = api_json(api);
	size_t shown = n < limit ? n : limit;

	json_open(j, NULL, '{');
	json_open(j, "notes", '[');
	for (size_t i = 0; i < shown; i++)
		tell_note(api->sc, j, &notes[i]);
	json_close(j, ']');
	if (shown < n)
		json_count(j, "next", (uint64_t)notes[shown - 1].id);
	else
		json_text(j, "next", (struct str){ 0 });
	json_close(j, '}');
}

static bool run_list(struct api *api)
{
	struct note *notes;
	int64_t after, limit;
	size_t n, from = 0;

	if (!request_count(api->req, "after", 0, INT64_MAX / 2, 0, &after) ||
		!request_count(api->req, "limit", 1, PAGE_MOST, PAGE, &limit) ||
		!notes_of(api->sc, api->docs, request_query(api->req, "map"), &notes, &n))
		return false;
	while (from < n && notes[from].id <= after)
		from++;
	tell_page(api, notes + from, n - from, (size_t)limit);
	return true;
}

/* --- writing ------------------------------------------------------------------------------------------------- */

/* By its id, else by its name. */
static const struct touchpoint *touchpoint_of(struct api *api, const struct saved_map *map, struct str name)
{
	struct definition *def = definition_from_text(api->sc, DOCUMENT_JSON, map->text);
	const struct touchpoint *found = NULL;

	for (size_t t = 0; def && t < definition_touchpoints(def); t++) {
		const struct touchpoint *at = definition_touchpoint(def, t);
		if (str_equal(at->id, name))
			return at;
		if (!found && (str_same(at->id, name) || str_same(at->name, name)))
			found = at;
	}
	if (def && !found)
		api_problem(api, 422, "touchpoint: the map \"%.*s\" has no touchpoint \"%.*s\"",
			STR_ARG(map->id), STR_ARG(str_short(api->sc, name, 60)));
	return found;
}

static bool put_note(struct api *api, struct documents *docs, void *to)
{
	struct note *note = to;

	return notes_add(api->sc, docs, note, &note->id);
}

static bool run_add(struct api *api)
{
	struct saved_map *map = documents_map(api->sc, api->docs, api_text(api, "map"));
	const struct touchpoint *t = map ? touchpoint_of(api, map, api_text(api, "touchpoint")) : NULL;
	struct note note = { .written_us = api->req->now_us,
		.author = api->visitor.name,
		.about = api_text(api, "about"),
		.text = api_text(api, "text") };

	if (!t)
		return false;
	note.map = map->id;
	note.touchpoint = t->id;
	struct audit_entry entry = {
		.action = AUDIT_NOTE_CHANGE, .on = "map", .on_id = map->id, .details = { { "touchpoint", t->id } }
	};
	if (!api_change(api, api->docs, put_note, &note, &entry))
		return false;
	office_changed(api->house->office);
	note.text = str_trim(note.text);
	tell_note(api->sc, api_json(api), &note);
	return true;
}

static bool drop_note(struct api *api, struct documents *docs, void *to)
{
	const int64_t *id = to;

	return notes_remove(api->sc, docs, *id);
}

static bool run_remove(struct api *api)
{
	struct str text = request_part(api->req, "note");
	struct audit_entry entry = { .action = AUDIT_NOTE_REMOVE, .on = "note", .on_id = text };
	int64_t id;

	if (!str_integer(text, &id))
		return api_problem(api, 404, "a note has a number");
	if (!api_change(api, api->docs, drop_note, &id, &entry))
		return false;
	office_changed(api->house->office);
	return true;
}

/* clang-format off */
static const struct api_row list_row = { .name = "listNotes", .about = "What staff observed.", .group = "notes", .grant = GRANT_READ, .gives = &notes_shape,
	.queries = notes_queries, .n_queries = COUNT_OF(notes_queries), .run = run_list };
static const struct api_row add_row = { .name = "addNote", .about = "Writes a note at a touchpoint of a map.", .group = "notes", .grant = GRANT_WRITE,
	.takes = &wish_shape, .gives = &note_shape, .made = 201, .run = run_add };
static const struct api_row remove_row = { .name = "removeNote", .about = "Removes a note.", .group = "notes", .grant = GRANT_WRITE, .made = 204, .run = run_remove };

static const struct route rows[] = {
	{ METHOD_GET,    "/api/v1/notes",        ROUTE_WORKER, 0, api_answer, false, &list_row },
	{ METHOD_POST,   "/api/v1/notes",        ROUTE_WORKER, BODY, api_answer, false, &add_row },
	{ METHOD_DELETE, "/api/v1/notes/{note}", ROUTE_WORKER, 0, api_answer, false, &remove_row },
};
/* clang-format on */

struct routes api_read_notes_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
