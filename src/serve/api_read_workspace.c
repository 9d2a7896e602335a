#include "base/when.h"
#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_read.h"
#include "serve/api_shapes.h"
#include "serve/api_viewer.h"
#include "store/evidence_pages.h"
#include "tell/status.h"

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
#define COUNT(name, what) { name, SHAPE_COUNT, SHAPE_NEEDED, .about = what }
#define TEXT(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED, .about = what }
#define TEXT_OR_NULL(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = what }
#define TIME_OR_NULL(name, what) { name, SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = what }
#define SOURCES "web email social survey interview support session crm ads staff log"

static const struct shape_field period_fields[] = { TIME_OR_NULL("from", "the oldest event"), TIME_OR_NULL("to", "the newest") };
static const struct shape period_shape = { "Period", "from when to when there are events", period_fields, COUNT_OF(period_fields), false };
static const struct shape_field identifiers_fields[] = {
	COUNT("all", NULL), COUNT("joined", "that are another's customer, too"), COUNT("shared", "that several customers have"), COUNT("swallowed", NULL),
	COUNT("orphans", "orders of whom nothing says whose they are"),
};
static const struct shape identifiers_shape = { "Identifiers", "who is who", identifiers_fields, COUNT_OF(identifiers_fields), false };
static const struct shape_field import_fields[] = {
	COUNT("import", "its number"), { "undone", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL }, TEXT("file", "live/...: what a source sent as it happened"), TEXT("format", NULL),
	{ "source", SHAPE_TEXT, SHAPE_NEEDED, .words = SOURCES }, { "imported", SHAPE_TIME, SHAPE_NEEDED, .about = "live: the last time" },
	COUNT("rows", NULL), COUNT("events", NULL), COUNT("duplicates", NULL), COUNT("quarantined", NULL),
	{ "remarks", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .most = SHAPE_ROWS_MOST, .about = "what was assumed" },
};
static const struct shape import_shape = { "ImportRow", "a file that was read", import_fields, COUNT_OF(import_fields), false };
static const struct shape_field status_fields[] = {
	COUNT("customers", NULL), COUNT("events", NULL), COUNT("quarantined", "rows that could not be read"), COUNT("kinds", "of event"),
	{ "period", SHAPE_OBJECT, SHAPE_NEEDED, .of = &period_shape }, { "identifiers", SHAPE_OBJECT, SHAPE_NEEDED, .of = &identifiers_shape },
	{ "imports", SHAPE_LIST, SHAPE_NEEDED, .of = &import_shape, .most = SHAPE_ROWS_MOST },
	{ "maps", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .about = "their ids" }, COUNT("notes", NULL),
};
static const struct shape status_shape = { "Status", "what is in the workspace", status_fields, COUNT_OF(status_fields), false };

static const struct shape_field row_fields[] = {
	COUNT("import", NULL), TEXT("file", NULL), COUNT("row", "of the file"), TEXT("reason", "why it could not be read"),
	{ "record", SHAPE_TEXT, 0, .most = INT32_MAX, .about = "as it was read; with records=true" },
};
static const struct shape row_shape = { "QuarantineRow", "a row that could not be read", row_fields, COUNT_OF(row_fields), false };
static const struct shape_field quarantine_fields[] = {
	{ "rows", SHAPE_LIST, SHAPE_NEEDED, .of = &row_shape, .about = "by import and row" }, PAGE_NEXT,
};
static const struct shape quarantine_shape = { "Quarantine", "a page of what waits to be read again", quarantine_fields, COUNT_OF(quarantine_fields), false };
static const struct shape_field quarantine_queries[] = {
	{ "import", SHAPE_COUNT, 0, .least = 1, .most = INT32_MAX, .about = "of this one alone" },
	{ "file", SHAPE_TEXT, 0, .least = 1, .most = 4000, .about = "of this one alone" },
	{ "records", SHAPE_BOOL, 0, .about = "true: with the rows themselves; needs personal, and is written down" },
	PAGE_QUERIES,
};

static const struct shape_field kind_fields[] = {
	COUNT("kind", "its number"), { "source", SHAPE_TEXT, SHAPE_NEEDED, .words = SOURCES }, TEXT("event", "its own name"),
	TEXT_OR_NULL("page", "a template: * for what varies"), TEXT_OR_NULL("channel", NULL), TEXT_OR_NULL("campaign", NULL), COUNT("events", NULL),
	TIME_OR_NULL("first", NULL), TIME_OR_NULL("last", NULL),
};
static const struct shape kind_shape = { "Kind", "a kind of event: what touchpoints are matched with", kind_fields, COUNT_OF(kind_fields), false };
static const struct shape_field kinds_fields[] = {
	{ "kinds", SHAPE_LIST, SHAPE_NEEDED, .of = &kind_shape, .about = "in the order of their coming" }, PAGE_NEXT,
};
static const struct shape kinds_shape = { "Kinds", "a page of the kinds of event", kinds_fields, COUNT_OF(kinds_fields), false };
static const struct shape_field kinds_queries[] = {
	{ "source", SHAPE_TEXT, 0, .words = SOURCES }, { "has", SHAPE_TEXT, 0, .least = 1, .most = 400, .about = "in its event, page, channel or campaign" },
	PAGE_QUERIES,
};
/* clang-format on */

/* --- status -------------------------------------------------------------------------------------------------- */

/* Viewers are not told of maps that nobody published, nor of what was noted at them. */
static bool only_published(struct asking *a, struct status *s)
{
	struct published *heads;
	size_t n_heads, n = 0, n_notes = 0;

	if (!viewer_published(a->api, &heads, &n_heads))
		return false;
	for (size_t i = 0; i < s->n_maps; i++)
		if (viewer_head(heads, n_heads, s->maps[i].id))
			s->maps[n++] = s->maps[i];
	for (size_t i = 0; i < s->n_notes; i++) {
		const struct published *head = viewer_head(heads, n_heads, s->notes[i].map);
		n_notes += head && s->notes[i].written_us <= head->published_us;
	}
	s->n_maps = n;
	s->n_notes = n_notes;
	return true;
}

static bool tell_the_status(struct asking *a, struct buf *out)
{
	struct status s;
	bool ok = status_read(a->sc, a->ws, &s);

	if (ok && viewer_only(a->api))
		ok = only_published(a, &s);
	if (ok)
		tell_status(a->sc, &s, out);
	return s.imports && duck_done(a->sc, s.imports) && ok;
}

/* Maps and notes are written beside the office, too. */
static bool run_status(struct api *api)
{
	struct published *heads;
	size_t n;

	if (!viewer_published(api, &heads, &n))
		return false;
	return api_ask_workspace(api, viewer_state(heads, n) * 2 + viewer_only(api), tell_the_status);
}

/* --- quarantine ------------------------------------------------------------------------------------------------ */

static void tell_rows(struct asking *a, const struct quarantine_row *rows, size_t n, struct json *j)
{
	bool records = api_query_true(a->api, "records");

	for (size_t i = 0; i < n; i++) {
		json_open(j, NULL, '{');
		json_count(j, "import", (uint64_t)rows[i].import);
		json_text(j, "file", rows[i].file);
		json_count(j, "row", rows[i].row);
		json_text(j, "reason", rows[i].reason);
		if (records)
			json_text(j, "record", rows[i].record);
		json_close(j, '}');
	}
}

static bool tell_the_quarantine(struct asking *a, struct buf *out)
{
	struct quarantine_wish wish = { .file = request_query(a->api->req, "file") };
	struct json j = { .out = out };
	struct quarantine_row *rows;
	struct api_page page;
	size_t n;

	if (!api_page_open(a->api, &page) ||
		!request_count(a->api->req, "import", 1, INT32_MAX, 0, &wish.import))
		return false;
	wish.after = page.after;
	wish.most = page.limit + 1;
	if (!evidence_quarantine_page(a->sc, a->ws->evidence, &wish, &rows, &n))
		return false;
	bool more = n > page.limit;
	n = more ? page.limit : n;
	json_open(&j, NULL, '{');
	json_open(&j, "rows", '[');
	tell_rows(a, rows, n, &j);
	json_close(&j, ']');
	api_page_next(a->api, &j, more, n ? rows[n - 1].place : (struct str){ 0 });
	json_close(&j, '}');
	buf_putc(out, '\n');
	return true;
}

static bool run_quarantine(struct api *api)
{
	if (api_query_true(api, "records") && !api_look(api, AUDIT_LOOK_TEXTS, "quarantine", "rows"))
		return false;
	return api_ask_workspace(api, 0, tell_the_quarantine);
}

/* --- kinds ----------------------------------------------------------------------------------------------------- */

static void tell_kind(struct scope *sc, const struct kind_row *k, struct json *j)
{
	struct str none = { 0 };

	json_open(j, NULL, '{');
	json_count(j, "kind", k->code);
	json_text(j, "source", str_of(source_name(k->source)));
	json_text(j, "event", k->event);
	json_text(j, "page", k->page);
	json_text(j, "channel", k->channel);
	json_text(j, "campaign", k->campaign);
	json_count(j, "events", k->events);
	json_text(j, "first", k->events ? when_iso(sc, k->first_us) : none);
	json_text(j, "last", k->events ? when_iso(sc, k->last_us) : none);
	json_close(j, '}');
}

static bool tell_the_kinds(struct asking *a, struct buf *out)
{
	struct str source = request_query(a->api->req, "source");
	struct kinds_wish wish = { .source = -1, .has = request_query(a->api->req, "has") };
	struct json j = { .out = out };
	enum source_kind kind;
	struct kind_row *rows;
	struct api_page page;
	size_t n;

	if (!api_page_open(a->api, &page))
		return false;
	if (source.p && source_find(source, &kind))
		wish.source = (int)kind;
	wish.after = page.after.p ? page.at : -1;
	wish.most = page.limit + 1;
	if (!evidence_kinds_page(a->sc, a->ws->evidence, &wish, &rows, &n))
		return false;
	bool more = n > page.limit;
	n = more ? page.limit : n;
	json_open(&j, NULL, '{');
	json_open(&j, "kinds", '[');
	for (size_t i = 0; i < n; i++)
		tell_kind(a->sc, &rows[i], &j);
	json_close(&j, ']');
	api_page_next_at(a->api, &j, more, n ? rows[n - 1].code : 0);
	json_close(&j, '}');
	buf_putc(out, '\n');
	return true;
}

static bool run_kinds(struct api *api)
{
	return api_ask_workspace(api, 0, tell_the_kinds);
}

/* clang-format off */
static const struct api_row status_row = { .name = "getStatus", .about = "What is in the workspace.", .group = "workspace", .grant = GRANT_READ,
	.gives = &status_shape, .cached = true, .run = run_status };
static const struct api_row quarantine_row = { .name = "listQuarantine", .about = "Rows that could not be read and wait to be read again.", .group = "workspace", .grant = GRANT_IMPORT,
	.gives = &quarantine_shape, .queries = quarantine_queries, .n_queries = COUNT_OF(quarantine_queries), .cached = true, .run = run_quarantine };
static const struct api_row kinds_row = { .name = "listKinds", .about = "The kinds of event, with how many there are of each.", .group = "workspace", .grant = GRANT_READ,
	.gives = &kinds_shape, .queries = kinds_queries, .n_queries = COUNT_OF(kinds_queries), .cached = true, .run = run_kinds };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/status",     ROUTE_WORKER, 0, api_answer, false, &status_row },
	{ METHOD_GET, "/api/v1/quarantine", ROUTE_WORKER, 0, api_answer, false, &quarantine_row },
	{ METHOD_GET, "/api/v1/kinds",      ROUTE_WORKER, 0, api_answer, false, &kinds_row },
};
/* clang-format on */

struct routes api_read_workspace_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
