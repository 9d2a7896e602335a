#include "serve/api_imports.h"

#include "doors/audit.h"
#include "intake/import_words.h"
#include "serve/api.h"
#include "serve/imports.h"
#include "store/workspace.h"
#include "tell/imported.h"

enum { PIECE = 8 << 20, BODY = 64 << 10, COLUMNS = 4096, AGAIN_S = 10 };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const struct shape_field upload_wish_fields[] = {
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 1000, .about = "the file's: its ending may tell what it is" },
};
static const struct shape upload_wish_shape = { "UploadWish", "a file that will be sent", upload_wish_fields, COUNT_OF(upload_wish_fields), false };

static const struct shape_field upload_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "bytes", SHAPE_COUNT, SHAPE_NEEDED, .about = "that are there: the next piece begins here" },
};
static const struct shape upload_shape = { "Upload", "a file on its way in", upload_fields, COUNT_OF(upload_fields), false };

static const struct shape_field piece_queries[] = {
	{ "at", SHAPE_COUNT, SHAPE_NEEDED, .most = INT64_MAX / 2, .about = "where the piece begins: the bytes that are there" },
};

static const struct shape_field wish_fields[] = {
	{ "upload", SHAPE_TEXT, SHAPE_NEEDED, .most = 64, .about = "the id of a file that was sent" },
	{ "dry_run", SHAPE_BOOL, 0, .about = "all but the keeping: how each column is understood, what would be taken" },
	{ "format", SHAPE_TEXT, SHAPE_NULL, .most = 60, .about = "else it is found" },
	{ "source", SHAPE_TEXT, SHAPE_NULL, .most = 30, .about = "web email social survey interview support session crm ads staff log; else it is found" },
	{ "columns", SHAPE_LIST, 0, .item = SHAPE_TEXT, .most = COLUMNS, .about = "ROLE=COLUMN each: rating=Q7@1-5 as food" },
	{ "tz", SHAPE_TEXT, SHAPE_NULL, .most = 60, .about = "of times that say none: Europe/Warsaw" },
	{ "scale", SHAPE_TEXT, SHAPE_NULL, .most = 10, .about = "of the ratings: nps 1-5 1-7 0-10 ..." },
	{ "at", SHAPE_TEXT, SHAPE_NULL, .most = 40, .about = "the time of rows that have none" },
	{ "sheet", SHAPE_TEXT, SHAPE_NULL, .most = 200, .about = "of a workbook, by name or number" },
	{ "header", SHAPE_TEXT, SHAPE_NULL, .words = "yes no", .about = "whether the first line of a table has the columns' names; else it is found" },
	{ "contacts", SHAPE_BOOL, 0, .about = "e-mail addresses and phone numbers are kept in clear, to write to" },
};
static const struct shape wish_shape = { "ImportWish", "a file to be taken in, and how it is to be read", wish_fields, COUNT_OF(wish_fields), false };

static const struct shape_field id_fields[] = { { "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL } };
static const struct shape id_shape = { "ImportBegun", "an import under way", id_fields, COUNT_OF(id_fields), false };

static const struct shape_field import_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "state", SHAPE_TEXT, SHAPE_NEEDED, .words = "waiting reading counting done failed" },
	{ "file", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "upload", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "dry_run", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
	{ "begun", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "done", SHAPE_COUNT, SHAPE_NEEDED, .about = "bytes or rows that are read" },
	{ "all", SHAPE_COUNT, SHAPE_NEEDED, .about = "of so many; 0: not known" },
	{ "files", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_ANY, .most = 100000, .about = "a report each, as wend import --json has it" },
	{ "error", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "why a file was not taken" },
};
static const struct shape import_shape = { "Import", "what becomes of a file", import_fields, COUNT_OF(import_fields), false };
static const struct shape_field imports_fields[] = { { "imports", SHAPE_LIST, SHAPE_NEEDED, .of = &import_shape } };
static const struct shape imports_shape = { "Imports", "the last imports over HTTP, newest first", imports_fields, COUNT_OF(imports_fields), false };

static const struct shape_field preview_fields[] = {
	{ "files", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_ANY, .most = 100000,
		.about = "of each: file, known (its format knows its columns), remark (other sheets), rows that were looked at, columns (name, "
			 "filled, values, and role, why, event, shape, scale as far as it was understood), events (row, why, who, time, "
			 "time_assumed, event, rating, scale, text, page, channel, value, currency)" },
};
static const struct shape preview_shape = { "ImportPreview", "the first rows of a file, as they stand and as the events they would become", preview_fields, COUNT_OF(preview_fields), false };

static const struct shape_field undone_fields[] = {
	{ "import", SHAPE_COUNT, SHAPE_NEEDED, .about = "its number under /api/v1/status" },
	{ "file", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "events", SHAPE_COUNT, SHAPE_NEEDED, .about = "that were taken back" },
	{ "metrics", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "quarantined", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "restored", SHAPE_COUNT, SHAPE_NEEDED, .about = "of earlier versions, which count again" },
	{ "handed_on", SHAPE_COUNT, SHAPE_NEEDED, .about = "that another import has, too" },
};
static const struct shape undone_shape = { "ImportUndone", "what taking an import back meant", undone_fields, COUNT_OF(undone_fields), false };
/* clang-format on */

/* --- pieces ------------------------------------------------------------------------------------------------ */

static bool write_upload(struct api *api, const struct upload *u)
{
	struct json *j = api_json(api);

	json_open(j, NULL, '{');
	json_text(j, "id", u->id);
	json_text(j, "name", u->name);
	json_count(j, "bytes", u->bytes);
	json_close(j, '}');
	return true;
}

/* Nobody's fault, and over in a while. */
static bool busy(struct api *api)
{
	if (api->sc->fault != FAULT_IO && api->sc->fault != FAULT_LIMIT)
		return false;
	reply_add(api->reply, "Retry-After", str_of(scope_printf(api->sc, "%d", AGAIN_S)));
	return api_problem(api, 503, "%s", api->sc->why);
}

/* A full disk is not over in a while: nobody is told to wait. */
static bool no_room(struct api *api, const struct upload *u)
{
	return u->full ? api_problem(api, 507, "%s", api->sc->why) : busy(api);
}

static bool run_upload(struct api *api)
{
	struct upload u = { 0 };

	if (!uploads_new(api->sc, api->house->uploads, api_text(api, "name"), api->req->now_us, &u))
		return no_room(api, &u);
	return write_upload(api, &u);
}

static bool run_piece(struct api *api)
{
	struct upload u = { 0 };
	int64_t at;

	if (!request_count(api->req, "at", 0, INT64_MAX / 2, 0, &at))
		return false;
	if (!uploads_add(api->sc, api->house->uploads, request_part(api->req, "upload"), (uint64_t)at,
		    api->req->body, &u))
		return api->sc->fault == FAULT_IO ? no_room(api, &u) : false;
	return write_upload(api, &u);
}

static bool run_how_far(struct api *api)
{
	struct upload u;

	return uploads_find(api->sc, api->house->uploads, request_part(api->req, "upload"), &u) &&
	       write_upload(api, &u);
}

static bool run_drop(struct api *api)
{
	return uploads_drop(api->sc, api->house->uploads, request_part(api->req, "upload"));
}

/* --- taking in --------------------------------------------------------------------------------------------- */

/* The wish outlives the request. */
static struct str kept(struct api *api, struct scope *sc, const char *name)
{
	struct str text = api_text(api, name);

	return text.p ? str_copy(sc, text) : text;
}

static bool read_wish(struct api *api, struct import_job *job)
{
	struct scope *sc = import_job_scope(job);
	struct import_wish *wish = import_job_wish(job);
	const json_t *columns = api_value(api, "columns");
	struct str *texts = NEW_ARRAY(sc, struct str, json_array_size(columns) + 1);
	struct import_words words = { .format = kept(api, sc, "format"),
		.source = kept(api, sc, "source"),
		.scale = kept(api, sc, "scale"),
		.zone = kept(api, sc, "tz"),
		.at = kept(api, sc, "at"),
		.sheet = kept(api, sc, "sheet"),
		.header = kept(api, sc, "header"),
		.columns = texts,
		.n_columns = json_array_size(columns) };

	for (size_t i = 0; i < words.n_columns; i++)
		texts[i] = str_copy(sc, str_of(json_string_value(json_array_get(columns, i))));
	wish->dry_run = api_true(api, "dry_run");
	wish->contacts = api_true(api, "contacts");
	if (words.format.p && !format_find(words.format))
		return scope_fail(
			api->sc, FAULT_INVALID, "there is no format \"%.*s\"", STR_ARG(words.format));
	return import_words_read(sc, &words, wish) || scope_fail(api->sc, sc->fault, "%s", sc->why);
}

/* Before it begins: nothing comes in that the log does not tell of.  Where it cannot begin after all, somebody wanted it. */
static bool log_import(struct api *api, const struct import_job *job, bool dry_run)
{
	struct audit_entry entry = { .action = AUDIT_IMPORT, .on = "import", .on_id = import_job_id(job) };

	return dry_run || audit_add(api->sc, api->doors->db, &api->visitor, &entry, api->req->now_us);
}

static bool begin(struct api *api, struct import_job *job, const struct upload *u)
{
	struct json *j = api_json(api);
	struct str id = imports_start(api->sc, api->house->imports, job, u, &api->visitor);

	if (!id.p)
		return busy(api);
	json_open(j, NULL, '{');
	json_text(j, "id", id);
	json_close(j, '}');
	return true;
}

static bool run_import(struct api *api)
{
	struct upload u;

	if (!uploads_find(api->sc, api->house->uploads, api_text(api, "upload"), &u))
		return false;
	struct import_job *job = import_job_new(api->house->imports);
	if (read_wish(api, job) && log_import(api, job, import_job_wish(job)->dry_run))
		return begin(api, job, &u);
	import_job_drop(job);
	return false;
}

static bool run_imports(struct api *api)
{
	imports_tell_all(api->sc, api->house->imports, api_json(api)->out);
	return true;
}

static bool run_one(struct api *api)
{
	return imports_tell(
		api->sc, api->house->imports, request_part(api->req, "import"), api_json(api)->out);
}

static bool run_preview(struct api *api)
{
	return imports_preview(api->sc, api->house->imports, request_part(api->req, "import"), &api->visitor,
		api_json(api)->out);
}

static bool run_stop(struct api *api)
{
	return imports_stop(api->sc, api->house->imports, request_part(api->req, "import"));
}

static bool run_events(struct api *api)
{
	struct stream *stream = imports_watch(api->sc, api->house->imports, request_part(api->req, "import"));

	if (!stream)
		return api->sc->fault == FAULT_LIMIT ? busy(api) : false;
	api_stream(api, stream);
	return true;
}

/* --- taking back ------------------------------------------------------------------------------------------- */

/* The log first: a row of what could not be done after all is no harm, a change without a row would be.  What is undone
 * is so for everybody at once, whatever else fails; the next opening cleans what is left. */
static bool undo(struct api *api, struct workspace *ws, int64_t import)
{
	struct audit_entry entry = {
		.action = AUDIT_IMPORT_UNDO, .on = "import", .on_id = request_part(api->req, "import")
	};
	struct evidence_undone undone;

	if (!evidence_may_undo(api->sc, ws->evidence, import) ||
		!audit_add(api->sc, api->doors->db, &api->visitor, &entry, api->req->now_us))
		return false;
	office_put_away(api->house->office);
	if (!evidence_undo(api->sc, ws->evidence, import, &undone))
		return false;
	office_changed(api->house->office);
	bool clean = workspace_clean(api->sc, ws);
	house_tell(api->house, "import", request_part(api->req, "import"), 0, api->visitor.name);
	if (clean)
		tell_undone(import, &undone, api_json(api)->out);
	return clean;
}

static bool run_undo(struct api *api)
{
	int64_t import;

	if (!str_integer(request_part(api->req, "import"), &import))
		return scope_fail(api->sc, FAULT_NOT_FOUND, "there is no import \"%.*s\"",
			STR_ARG(str_short(api->sc, request_part(api->req, "import"), 40)));
	struct workspace *ws = office_enter(api->house->office, api->sc);
	if (!ws)
		return false;
	bool ok = undo(api, ws, import);
	office_leave(api->house->office);
	return ok;
}

/* clang-format off */
static const struct api_row upload_row = { .name = "beginUpload", .about = "Begins to send a file.", .group = "imports", .grant = GRANT_IMPORT,
	.takes = &upload_wish_shape, .gives = &upload_shape, .made = 201, .run = run_upload };
static const struct api_row piece_row = { .name = "sendPiece", .about = "A piece of the file, up to 8 MB; the same piece again is no harm.", .group = "imports", .grant = GRANT_IMPORT,
	.takes_type = "application/octet-stream", .gives = &upload_shape, .queries = piece_queries, .n_queries = COUNT_OF(piece_queries), .run = run_piece };
static const struct api_row far_row = { .name = "getUpload", .about = "How far a file came, to go on after a break.", .group = "imports", .grant = GRANT_IMPORT,
	.gives = &upload_shape, .run = run_how_far };
static const struct api_row drop_row = { .name = "dropUpload", .about = "Forgets a file that was sent.", .group = "imports", .grant = GRANT_IMPORT, .made = 204, .run = run_drop };
static const struct api_row import_row = { .name = "startImport", .about = "Takes a file in, or says what would be taken.", .group = "imports", .grant = GRANT_IMPORT,
	.takes = &wish_shape, .gives = &id_shape, .made = 202, .run = run_import };
static const struct api_row imports_row = { .name = "listImports", .about = "The last imports over HTTP.", .group = "imports", .grant = GRANT_IMPORT, .gives = &imports_shape, .run = run_imports };
static const struct api_row one_row = { .name = "getImport", .about = "How far an import is, and what became of it.", .group = "imports", .grant = GRANT_IMPORT, .gives = &import_shape, .run = run_one };
static const struct api_row events_row = { .name = "watchImport", .about = "The same as server-sent events: progress, then done or failed.", .group = "imports", .grant = GRANT_IMPORT,
	.gives_type = "text/event-stream", .run = run_events };
static const struct api_row preview_row = { .name = "previewImport", .about = "The first rows of a file that was looked at (dry_run), for who sent it.", .group = "imports", .grant = GRANT_IMPORT,
	.gives = &preview_shape, .run = run_preview };
static const struct api_row stop_row = { .name = "stopImport", .about = "Stops it: nothing of it is kept, the file stays to be read otherwise.", .group = "imports", .grant = GRANT_IMPORT, .made = 204, .run = run_stop };
static const struct api_row undo_row = { .name = "undoImport", .about = "Takes an import back, whole; by its number under status.", .group = "imports", .grant = GRANT_IMPORT,
	.gives = &undone_shape, .run = run_undo };

static const struct route rows[] = {
	{ METHOD_POST,   "/api/v1/uploads",                 ROUTE_WORKER, BODY, api_answer, false, &upload_row },
	{ METHOD_PUT,    "/api/v1/uploads/{upload}",        ROUTE_WORKER, PIECE, api_answer, false, &piece_row },
	{ METHOD_GET,    "/api/v1/uploads/{upload}",        ROUTE_WORKER, 0, api_answer, false, &far_row },
	{ METHOD_DELETE, "/api/v1/uploads/{upload}",        ROUTE_WORKER, 0, api_answer, false, &drop_row },
	{ METHOD_POST,   "/api/v1/imports",                 ROUTE_WORKER, BODY, api_answer, false, &import_row },
	{ METHOD_GET,    "/api/v1/imports",                 ROUTE_WORKER, 0, api_answer, false, &imports_row },
	{ METHOD_GET,    "/api/v1/imports/{import}",        ROUTE_WORKER, 0, api_answer, false, &one_row },
	{ METHOD_GET,    "/api/v1/imports/{import}/events", ROUTE_WORKER, 0, api_answer, false, &events_row },
	{ METHOD_GET,    "/api/v1/imports/{import}/preview", ROUTE_WORKER, 0, api_answer, false, &preview_row },
	{ METHOD_DELETE, "/api/v1/imports/{import}",        ROUTE_WORKER, 0, api_answer, false, &stop_row },
	{ METHOD_POST,   "/api/v1/imports/{import}/undo",   ROUTE_WORKER, 0, api_answer, false, &undo_row },
};
/* clang-format on */

struct routes api_imports_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
