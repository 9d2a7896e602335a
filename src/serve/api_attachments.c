#include "serve/api_attachments.h"

#include "doors/audit.h"
#include "serve/api_viewer.h"
#include "store/attachments.h"

enum { BODY = 64 << 20 /* the most that its limit can be */ };

/* clang-format off */
static const struct shape_field attachment_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = "the SHA-256 of its bytes: what a cell names" },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "type", SHAPE_TEXT, SHAPE_NEEDED, .about = "what its bytes say that it is" },
	{ "bytes", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "width", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "of a picture, in pixels; null: it is none that is shown" },
	{ "height", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape attachment_shape = { "Attachment", "a picture or a file that cells may name", attachment_fields, COUNT_OF(attachment_fields), false };
static const struct shape_field add_queries[] = {
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = ATTACHMENT_NAME, .about = "the file's, without a path: plan.png" },
};
/* clang-format on */

/* --- sending ------------------------------------------------------------------------------------------------ */

struct adding {
	struct api *api;
	struct attachment_wish wish;
	struct attachment kept;
	bool was_there;
};

/* The row of the log is written with the file, and only where there is one more. */
static bool add_with_row(struct adding *a)
{
	struct api *api = a->api;

	if (!attachments_put(api->sc, api->docs, &a->wish, &a->kept, &a->was_there))
		return false;
	struct audit_entry entry = { .action = AUDIT_ATTACHMENT_ADD,
		.on = "attachment",
		.on_id = a->kept.id,
		.details = { { "bytes",
			str_of(scope_printf(api->sc, "%llu", (unsigned long long)a->kept.bytes)) } } };
	return a->was_there ||
	       audit_add(api->sc, documents_lite(api->docs), &api->visitor, &entry, api->req->now_us);
}

static bool add(struct adding *a)
{
	struct api *api = a->api;

	if (!documents_begin(api->sc, api->docs))
		return false;
	if (add_with_row(a) && documents_commit(api->sc, api->docs))
		return true;
	documents_rollback(api->docs);
	return false;
}

static void tell(struct api *api, const struct attachment *a)
{
	struct json *j = api_json(api);

	json_open(j, NULL, '{');
	json_text(j, "id", a->id);
	json_text(j, "name", a->name);
	json_text(j, "type", str_of(a->media.type));
	json_count(j, "bytes", a->bytes);
	json_number(j, "width", a->media.shown, a->media.width);
	json_number(j, "height", a->media.shown, a->media.height);
	json_close(j, '}');
}

/* No page hears of it: nobody sees it before a map names it, and that is a change of the map. */
static bool run_add(struct api *api)
{
	const struct limits *limits = &api->house->limits;
	struct adding a = { .api = api,
		.wish = { .name = request_query(api->req, "name"),
			.bytes = api->req->body,
			.author = api->visitor.name,
			.now_us = api->req->now_us,
			.most = (uint64_t)limits->at[LIMIT_ALL_ATTACHMENTS_BYTES] } };

	if (!add(&a))
		return false;
	api->was_there = a.was_there;
	tell(api, &a.kept);
	return true;
}

/* --- fetching ----------------------------------------------------------------------------------------------- */

/* RFC 8187: any letters of a name, within a header. */
static struct str disposition(struct scope *sc, const struct attachment *a)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";
	struct buf *out = buf_new(sc, 4 * ATTACHMENT_NAME * 4);

	buf_printf(out, "%s; filename*=UTF-8''", a->media.shown ? "inline" : "attachment");
	for (size_t i = 0; i < a->name.n; i++) {
		if (memchr(plain, a->name.p[i], sizeof plain - 1))
			buf_putc(out, a->name.p[i]);
		else
			buf_printf(out, "%%%02X", (unsigned char)a->name.p[i]);
	}
	return buf_str(out);
}

/* In the same words whether it is there and not theirs to see, or never was. */
static bool may_see(struct api *api, struct str id)
{
	bool yes = true;

	if (viewer_only(api) && !attachments_published(api->sc, api->docs, id, &yes))
		return false;
	return yes || scope_fail(api->sc, FAULT_NOT_FOUND, "there is no picture and no file \"%.*s\"",
			      STR_ARG(str_short(api->sc, id, ATTACHMENT_DIGITS)));
}

/* What its bytes are, whatever they say, runs nowhere: not as a page, not within one. */
void attachment_give(struct scope *sc, struct reply *reply, const struct attachment *a, struct str bytes)
{
	reply_add(reply, "Content-Disposition", disposition(sc, a));
	reply_add(reply, "Content-Security-Policy", STR("default-src 'none'; sandbox"));
	reply_add(reply, "Cross-Origin-Resource-Policy", STR("same-origin"));
	reply_text(reply, a->media.type, bytes);
	reply->as_it_is = true;
}

/* It never changes under this id. */
static bool run_get(struct api *api)
{
	struct str id = request_part(api->req, "attachment"), bytes;
	struct attachment a;

	if (!may_see(api, id) || !attachments_get(api->sc, api->docs, id, &a, &bytes))
		return false;
	reply_add(api->reply, "Cache-Control", STR("private, max-age=31536000, immutable"));
	attachment_give(api->sc, api->reply, &a, bytes);
	return true;
}

/* clang-format off */
static const struct api_row add_row = { .name = "addAttachment", .about = "Sends a picture or a file that stands in a cell of a map; the same bytes are the same one.", .group = "attachments",
	.grant = GRANT_WRITE, .takes_type = "application/octet-stream", .gives = &attachment_shape, .queries = add_queries, .n_queries = COUNT_OF(add_queries),
	.made = 201, .or_there = true, .run = run_add };
static const struct api_row get_row = { .name = "getAttachment", .about = "A picture, to be shown, or a file, to be kept. Viewers: those that the newest version of a map names.", .group = "attachments",
	.grant = GRANT_READ, .gives_type = "image/png image/jpeg image/gif image/webp application/pdf application/octet-stream", .run = run_get };

static const struct route rows[] = {
	{ METHOD_POST, "/api/v1/attachments",              ROUTE_WORKER, BODY, api_answer, false, &add_row },
	{ METHOD_GET,  "/api/v1/attachments/{attachment}", ROUTE_WORKER, 0, api_answer, false, &get_row },
};
/* clang-format on */

struct routes api_attachments_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}

bool api_attachments_takes(const struct request *req)
{
	return req->route == &rows[0];
}
