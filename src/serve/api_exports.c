#include "serve/api_exports.h"

#include "doors/audit.h"
#include "serve/api.h"
#include "serve/exports.h"
#include "serve/reply_file.h"

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const struct shape_field file_fields[] = {
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "bytes", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
};
static const struct shape file_shape = { "ExportFile", "a file of an export", file_fields, COUNT_OF(file_fields), false };
static const struct shape_field export_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "state", SHAPE_TEXT, SHAPE_NEEDED, .words = "making done failed" },
	{ "files", SHAPE_LIST, SHAPE_NEEDED, .of = &file_shape },
	{ "error", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape export_shape = { "Export", "everything of the workspace, as files that lie here for a day", export_fields, COUNT_OF(export_fields), false };
static const struct shape_field id_fields[] = { { "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL } };
static const struct shape id_shape = { "ExportBegun", "an export under way", id_fields, COUNT_OF(id_fields), false };
/* clang-format on */

/* What leaves the house stands in the log before it does.  `file` p NULL: it is only made. */
static bool note(struct api *api, struct str id, struct str file)
{
	struct audit_entry entry = { .action = AUDIT_EXPORT,
		.on = "export",
		.on_id = id,
		.details = { { file.p ? "file" : NULL, file } } };

	return audit_add(api->sc, api->doors->db, &api->visitor, &entry, api->req->now_us);
}

static bool run_start(struct api *api)
{
	struct json *j = api_json(api);
	struct str id = exports_id(api->sc);

	if (!note(api, id, (struct str){ 0 }) ||
		!exports_start(api->sc, api->house->exports, id, api->req->now_us))
		return false;
	json_open(j, NULL, '{');
	json_text(j, "id", id);
	json_close(j, '}');
	return true;
}

static bool run_one(struct api *api)
{
	return exports_tell(
		api->sc, api->house->exports, request_part(api->req, "export"), api_json(api)->out);
}

static bool give(struct api *api, struct str name)
{
	struct str id = request_part(api->req, "export");
	const char *path;

	if (!exports_file(api->sc, api->house->exports, id, name, &path) || !note(api, id, name))
		return false;
	reply_add(api->reply, "Content-Disposition", STR("attachment"));
	return reply_file(api->req, api->reply, path, "application/octet-stream");
}

static bool run_file(struct api *api)
{
	return give(api, request_part(api->req, "file"));
}

static bool run_attachment(struct api *api)
{
	struct str file = request_part(api->req, "file");

	return give(api, str_of(scope_printf(api->sc, "attachments/%.*s", STR_ARG(file))));
}

/* clang-format off */
static const struct api_row start_row = { .name = "startExport", .about = "Makes files of everything: events, feedback, notes, maps with their histories.", .group = "exports",
	.grant = GRANT_PERSONAL, .gives = &id_shape, .made = 202, .run = run_start };
static const struct api_row one_row = { .name = "getExport", .about = "Whether it is made, and its files.", .group = "exports", .grant = GRANT_PERSONAL, .gives = &export_shape, .run = run_one };
static const struct api_row file_row = { .name = "getExportFile", .about = "A file of an export, or a part of it (Range).", .group = "exports", .grant = GRANT_PERSONAL,
	.gives_type = "application/octet-stream", .ranged = true, .run = run_file };
static const struct api_row attachment_row = { .name = "getExportAttachment", .about = "A picture or a file out of an export's folder attachments, or a part of it (Range).", .group = "exports", .grant = GRANT_PERSONAL,
	.gives_type = "application/octet-stream", .ranged = true, .run = run_attachment };

static const struct route rows[] = {
	{ METHOD_POST, "/api/v1/exports",                 ROUTE_WORKER, 0, api_answer, false, &start_row },
	{ METHOD_GET,  "/api/v1/exports/{export}",        ROUTE_WORKER, 0, api_answer, false, &one_row },
	{ METHOD_GET,  "/api/v1/exports/{export}/{file}", ROUTE_WORKER, 0, api_answer, false, &file_row },
	{ METHOD_GET,  "/api/v1/exports/{export}/attachments/{file}", ROUTE_WORKER, 0, api_answer, false, &attachment_row },
};
/* clang-format on */

struct routes api_exports_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
