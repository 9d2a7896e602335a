#include "model/definition_io.h"
#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_read.h"
#include "serve/api_viewer.h"
#include "tell/notes.h"

enum { BODY = 1 << 16 };

/* clang-format off */
static const struct shape_field note_fields[] = {
	{ "id", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "written", SHAPE_TIME, SHAPE_NEEDED, .about = NULL }, { "map", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "touchpoint", SHAPE_TEXT, SHAPE_NEEDED, .about = "its id" }, { "author", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "about", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "which customers" }, { "text", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
};
static const struct shape note_shape = { "Note", "what somebody of the staff observed at a touchpoint", note_fields, COUNT_OF(note_fields), false };
static const struct shape_field notes_fields[] = {
	{ "notes", SHAPE_LIST, SHAPE_NEEDED, .of = &note_shape, .about = "the oldest first" },
	PAGE_NEXT,
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
	{ "touchpoint", SHAPE_TEXT, 0, .most = 400, .about = "at this one alone, by its id" },
	{ "has", SHAPE_TEXT, 0, .least = 1, .most = 400, .about = "with this in the text, letter for letter" },
	PAGE_QUERIES,
};
/* clang-format on */

/* --- listing ----------------------------------------------------------------------------------------------- */

struct picking {
	struct api *api;
	struct str touchpoint, has; /* p NULL: any */
	bool viewer;
	const struct published *heads;
	size_t n_heads;
};

/* A viewer sees what stood on the map when it was published. */
static bool is_shown(const struct picking *p, const struct note *note)
{
	const struct published *head = p->viewer ? viewer_head(p->heads, p->n_heads, note->map) : NULL;

	return !p->viewer || (head && note->written_us <= head->published_us);
}

static bool is_meant(const struct picking *p, const struct note *note)
{
	return is_shown(p, note) && (!p->touchpoint.p || str_equal(p->touchpoint, note->touchpoint)) &&
	       (!p->has.p || str_has(note->text, p->has));
}

static void tell_page(
	const struct picking *p, const struct api_page *page, const struct note *notes, size_t n)
{
	struct json *j = api_json(p->api);
	size_t told = 0;
	bool more = false;
	int64_t last = 0;

	json_open(j, NULL, '{');
	json_open(j, "notes", '[');
	for (size_t i = 0; i < n && !more; i++) {
		if (notes[i].id <= page->at || !is_meant(p, &notes[i]))
			continue;
		more = told == page->limit;
		if (more)
			break;
		tell_note(p->api->sc, j, &notes[i]);
		last = notes[i].id;
		told++;
	}
	json_close(j, ']');
	api_page_next_at(p->api, j, more, last);
	json_close(j, '}');
}

static bool run_list(struct api *api)
{
	struct picking p = { .api = api,
		.touchpoint = request_query(api->req, "touchpoint"),
		.has = request_query(api->req, "has"),
		.viewer = viewer_only(api) };
	struct api_page page;
	struct note *notes;
	struct published *heads;
	size_t n;

	if (!api_page_open(api, &page) ||
		!notes_of(api->sc, api->docs, request_query(api->req, "map"), &notes, &n) ||
		!viewer_published(api, &heads, &p.n_heads))
		return false;
	p.heads = heads;
	tell_page(&p, &page, notes, n);
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
	struct audit_entry entry = { .action = AUDIT_NOTE_CHANGE,
		.on = "map",
		.on_id = map->id,
		.details = { { "touchpoint", t->id } } };
	if (!api_change(api, api->docs, put_note, &note, &entry))
		return false;
	house_tell(api->house, "note", str_of(scope_printf(api->sc, "%lld", (long long)note.id)), 0,
		api->visitor.name);
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
	house_tell(api->house, "note", text, 0, api->visitor.name);
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
