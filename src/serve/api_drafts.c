#include "serve/api_drafts.h"

#include "base/when.h"
#include "model/definition_io.h"
#include "model/operation_io.h"
#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_viewer.h"
#include "store/draft.h"
#include "store/published.h"

enum { BODY = 5 << 20, REVISIONS_MOST = INT32_MAX };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const struct shape_field edit_fields[] = {
	{ "revision", SHAPE_COUNT, 0, .least = 1, .most = REVISIONS_MOST, .about = "on which those were made that do not say `seen` themselves" },
	{ "operations", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_ANY, .least = 1, .most = OPERATIONS, .about = "as docs/versions.md lists them: all of them are made, or none" },
};
static const struct shape edit_shape = { "DraftEdit", "operations on a map's draft", edit_fields, COUNT_OF(edit_fields), false };
static const struct shape_field draft_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = "the newest now; as before where nothing was changed by it" },
	{ "definition", SHAPE_ANY, SHAPE_NEEDED, .about = "as it reads now: docs/definition-schema.json" },
};
static const struct shape draft_shape = { "Draft", "a map's draft after a change", draft_fields, COUNT_OF(draft_fields), false };
static const struct shape_field undo_fields[] = { { "revision", SHAPE_COUNT, SHAPE_NEEDED, .least = 1, .most = REVISIONS_MOST, .about = "one's own, to be taken back" } };
static const struct shape undo_shape = { "DraftUndo", "a revision that is taken back", undo_fields, COUNT_OF(undo_fields), false };
static const struct shape_field restore_fields[] = {
	{ "revision", SHAPE_COUNT, 0, .least = 1, .most = REVISIONS_MOST, .about = "becomes the draft again; or" },
	{ "version", SHAPE_COUNT, 0, .least = 1, .most = PUBLISHED_MOST, .about = "the number of what was published" },
};
static const struct shape restore_shape = { "DraftRestore", "a revision or a version that comes back", restore_fields, COUNT_OF(restore_fields), false };

static const struct shape_field revision_fields[] = {
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "written", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "author", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "title", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "operations", SHAPE_LIST, SHAPE_NEEDED | SHAPE_NULL, .item = SHAPE_ANY, .most = OPERATIONS * 100, .about = "what made it; null: it was written as a whole" },
};
static const struct shape revision_shape = { "DraftRevision", "a revision of a map's draft", revision_fields, COUNT_OF(revision_fields), false };
static const struct shape_field revisions_fields[] = { { "revisions", SHAPE_LIST, SHAPE_NEEDED, .of = &revision_shape, .about = "from the first to the newest" }, PAGE_NEXT };
static const struct shape revisions_shape = { "DraftRevisions", "a page of a draft's revisions", revisions_fields, COUNT_OF(revisions_fields), false };
static const struct shape_field was_fields[] = {
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "written", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "author", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "title", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "definition", SHAPE_ANY, SHAPE_NEEDED, .about = "as docs/definition-schema.json describes it" },
};
static const struct shape was_shape = { "DraftThen", "a draft as it was", was_fields, COUNT_OF(was_fields), false };
static const struct shape_field page_queries[] = { PAGE_QUERIES };
/* clang-format on */

/* --- changing ------------------------------------------------------------------------------------------------ */

struct drafting {
	struct draft_edit edit;
	struct draft_change change;
	int64_t undo;       /* the revision that is taken back */
	struct str restore; /* the definition that comes back */
	bool same;          /* nothing was changed by it */
	struct audit_entry entry;
	bool (*make)(struct api *api, struct documents *docs, struct drafting *d);
};

static bool make_edit(struct api *api, struct documents *docs, struct drafting *d)
{
	return draft_edit(api->sc, docs, &d->edit, &d->change);
}

/* By the audit log: names are no proof, for two may have the same, and one may take another. */
static bool is_own(struct api *api, struct documents *docs, const struct drafting *d)
{
	struct draft_revision *r = draft_revision(api->sc, docs, d->edit.map, d->undo);
	struct audit_entry written = { .action = AUDIT_MAP_CHANGE,
		.on = "map",
		.on_id = d->edit.map,
		.details = { { "revision", str_of(scope_printf(api->sc, "%lld", (long long)d->undo)) } } };
	int64_t user;

	if (!r || !audit_whose(api->sc, documents_lite(docs), &written, &user))
		return false;
	return (user && user == api->visitor.user) ||
	       scope_fail(api->sc, FAULT_DENIED,
		       "revision %lld was written by %.*s: everybody undoes their own changes",
		       (long long)d->undo, STR_ARG(r->map.author));
}

static bool make_undo(struct api *api, struct documents *docs, struct drafting *d)
{
	d->edit.own = is_own(api, docs, d);
	return d->edit.own && draft_undo(api->sc, docs, &d->edit, d->undo, &d->change);
}

static bool make_restore(struct api *api, struct documents *docs, struct drafting *d)
{
	return draft_restore(api->sc, docs, &d->edit, d->restore, &d->change);
}

/* False without a fault where nothing is changed by it: then nothing is noted. */
static bool make(struct api *api, struct documents *docs, void *to)
{
	struct drafting *d = to;
	const struct saved_map *map = documents_map(api->sc, docs, d->edit.map);

	if (!map || !d->make(api, docs, d))
		return false;
	d->same = d->change.revision == map->revision;
	d->entry.details[0] = (struct audit_detail){ "revision",
		str_of(scope_printf(api->sc, "%lld", (long long)d->change.revision)) };
	return !d->same;
}

static void text_or_null(struct buf *out, const char *name, struct str json)
{
	buf_printf(out, ",\"%s\":", name);
	buf_str_add(out, json.p ? json : STR("null"));
}

static void say_part(struct buf *out, const struct draft_conflict *c)
{
	buf_printf(out, "{\"operation\":%zu,\"part\":", c->operation);
	json_quote(out, c->part);
	text_or_null(out, "seen", c->seen);
	text_or_null(out, "theirs", c->theirs);
	text_or_null(out, "mine", c->yours);
	buf_puts(out, ",\"author\":");
	json_quote(out, c->author);
	if (c->revision)
		buf_printf(out, ",\"revision\":%lld}", (long long)c->revision);
	else
		buf_puts(out, ",\"revision\":null}");
}

/* Each part as it was seen, as it is now and as it would have become. */
static bool say_conflict(struct api *api, const struct drafting *d)
{
	struct buf *out = buf_new(api->sc, API_ANSWER);
	struct scope sc = { 0 };
	const struct saved_map *map = documents_map(&sc, api->docs, d->edit.map);

	buf_printf(out, "\"revision\":%lld,\"conflicts\":[", map ? (long long)map->revision : 0);
	for (size_t i = 0; i < d->change.conflicts.n; i++) {
		buf_puts(out, i ? "," : "");
		say_part(out, &d->change.conflicts.at[i]);
	}
	buf_puts(out, "]");
	api_problem_with(api, 409, buf_str(out), "%s", api->sc->why);
	scope_close(&sc);
	return false;
}

static bool tell_draft(struct api *api, const struct drafting *d)
{
	struct str text = definition_to_json(api->sc, d->change.draft);
	struct buf *out = api_json(api)->out;

	buf_puts(out, "{\"id\":");
	json_quote(out, d->edit.map);
	buf_printf(out, ",\"revision\":%lld,\"definition\":", (long long)d->change.revision);
	buf_str_add(out, text);
	buf_putc(out, '}');
	return text.p != NULL;
}

static bool draft(struct api *api, struct drafting *d)
{
	d->edit.map = request_part(api->req, "map");
	d->edit.author = api_author(api);
	d->edit.now_us = api->req->now_us;
	d->entry.action = AUDIT_MAP_CHANGE;
	d->entry.on = "map";
	d->entry.on_id = d->edit.map;
	if (api_change(api, api->docs, make, d, &d->entry)) {
		house_tell(api->house, "map", d->edit.map, d->change.revision, api->visitor.name);
		return tell_draft(api, d);
	}
	if (d->same)
		return tell_draft(api, d);
	return api->sc->fault == FAULT_CONFLICT && d->change.conflicts.n ? say_conflict(api, d) : false;
}

static bool run_edit(struct api *api)
{
	struct drafting d = { .make = make_edit };
	int64_t seen = api_count(api, "revision", 0);

	if (!operations_read(api->sc, api_value(api, "operations"), &d.edit.ops))
		return false;
	for (size_t i = 0; i < d.edit.ops.n; i++)
		if (!d.edit.ops.at[i].seen)
			d.edit.ops.at[i].seen = seen;
	d.entry.details[1] =
		(struct audit_detail){ "operations", str_of(scope_printf(api->sc, "%zu", d.edit.ops.n)) };
	return draft(api, &d);
}

static bool run_undo(struct api *api)
{
	struct drafting d = { .make = make_undo, .undo = api_count(api, "revision", 0) };

	d.entry.details[1] =
		(struct audit_detail){ "undone", str_of(scope_printf(api->sc, "%lld", (long long)d.undo)) };
	return draft(api, &d);
}

static bool definition_then(struct api *api, int64_t revision, int64_t no, struct str *definition)
{
	struct str map = request_part(api->req, "map");
	const struct draft_revision *r = revision ? draft_revision(api->sc, api->docs, map, revision) : NULL;
	const struct published *v = no ? published_get(api->sc, api->docs, map, no) : NULL;

	*definition = r ? r->map.text : v ? v->definition : (struct str){ 0 };
	return r || v;
}

static bool run_restore(struct api *api)
{
	struct drafting d = { .make = make_restore };
	int64_t revision = api_count(api, "revision", 0), no = api_count(api, "version", 0);
	const char *what = revision ? "revision" : "version";

	if (!revision == !no)
		return scope_fail(api->sc, FAULT_INVALID, "one of \"revision\" and \"version\" is needed");
	if (!documents_map(api->sc, api->docs, request_part(api->req, "map")) ||
		!definition_then(api, revision, no, &d.restore))
		return false;
	d.entry.details[1] = (struct audit_detail){ revision ? "restored" : "restored_version",
		str_of(scope_printf(api->sc, "%s %lld", what, (long long)(revision ? revision : no))) };
	return draft(api, &d);
}

/* --- what was ------------------------------------------------------------------------------------------------- */

/* Drafts are of those who work on them. */
static bool sees_drafts(struct api *api)
{
	return !viewer_only(api) ||
	       api_problem(api, 403, "viewers see what was published: ask for the map's versions");
}

static void head(struct api *api, struct json *j, const struct saved_map *map)
{
	json_open(j, NULL, '{');
	json_count(j, "revision", (uint64_t)map->revision);
	json_text(j, "written", when_iso(api->sc, map->written_us));
	json_text(j, "author", map->author);
	json_text(j, "title", map->title);
}

static void tell_revision(struct api *api, struct json *j, const struct draft_revision *r)
{
	head(api, j, &r->map);
	text_or_null(j->out, "operations", r->operations);
	json_close(j, '}');
}

static bool run_history(struct api *api)
{
	struct str map = request_part(api->req, "map");
	struct json *j = api_json(api);
	struct draft_revision *list;
	struct api_page page;
	size_t n;

	if (!sees_drafts(api) || !api_page_open(api, &page) || !documents_map(api->sc, api->docs, map) ||
		!draft_page(api->sc, api->docs, map, page.at, page.limit + 1, &list, &n))
		return false;
	bool more = n > page.limit;
	n -= more;
	json_open(j, NULL, '{');
	json_open(j, "revisions", '[');
	for (size_t i = 0; i < n; i++)
		tell_revision(api, j, &list[i]);
	json_close(j, ']');
	api_page_next_at(api, j, more, n ? list[n - 1].map.revision : 0);
	json_close(j, '}');
	return true;
}

static bool run_then(struct api *api)
{
	struct str text = request_part(api->req, "revision");
	struct json *j = api_json(api);
	int64_t revision;

	if (!sees_drafts(api))
		return false;
	if (!str_integer(text, &revision))
		return scope_fail(api->sc, FAULT_NOT_FOUND, "a revision has a number");
	const struct draft_revision *r =
		draft_revision(api->sc, api->docs, request_part(api->req, "map"), revision);
	if (!r)
		return false;
	head(api, j, &r->map);
	text_or_null(j->out, "definition", r->map.text);
	json_close(j, '}');
	return true;
}

/* clang-format off */
static const struct api_row edit_row = { .name = "editDraft", .about = "Operations on a map's draft: merged with what others changed, or 409 with each part as it was seen, as it is and as it would be.",
	.group = "drafts", .grant = GRANT_WRITE, .takes = &edit_shape, .gives = &draft_shape, .run = run_edit };
static const struct api_row undo_row = { .name = "undoDraft", .about = "Takes back one's own revision, wherever nobody changed it since.", .group = "drafts", .grant = GRANT_WRITE,
	.takes = &undo_shape, .gives = &draft_shape, .run = run_undo };
static const struct api_row restore_row = { .name = "restoreDraft", .about = "Makes a revision or a version the draft again: the newest revision, nothing is lost by it.", .group = "drafts", .grant = GRANT_WRITE,
	.takes = &restore_shape, .gives = &draft_shape, .run = run_restore };
static const struct api_row history_row = { .name = "listRevisions", .about = "A draft's revisions, and the operations that made them.", .group = "drafts", .grant = GRANT_READ,
	.gives = &revisions_shape, .queries = page_queries, .n_queries = COUNT_OF(page_queries), .run = run_history };
static const struct api_row then_row = { .name = "getRevision", .about = "A draft as it was in a revision.", .group = "drafts", .grant = GRANT_READ, .gives = &was_shape, .run = run_then };

static const struct route rows[] = {
	{ METHOD_POST, "/api/v1/maps/{map}/operations",         ROUTE_WORKER, BODY, api_answer, false, &edit_row },
	{ METHOD_POST, "/api/v1/maps/{map}/undo",               ROUTE_WORKER, BODY, api_answer, false, &undo_row },
	{ METHOD_POST, "/api/v1/maps/{map}/restore",            ROUTE_WORKER, BODY, api_answer, false, &restore_row },
	{ METHOD_GET,  "/api/v1/maps/{map}/history",            ROUTE_WORKER, 0, api_answer, false, &history_row },
	{ METHOD_GET,  "/api/v1/maps/{map}/history/{revision}", ROUTE_WORKER, 0, api_answer, false, &then_row },
};
/* clang-format on */

struct routes api_drafts_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
