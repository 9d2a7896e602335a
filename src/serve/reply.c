#include "serve/reply.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/json.h"
#include "serve/gzip.h"

enum { WORTH_PACKING = 1024, DETAIL_LETTERS = 600 };

static const struct {
	int status;
	const char *title;
} titles[] = {
	{ 200, "OK" },
	{ 201, "Created" },
	{ 202, "Accepted" },
	{ 204, "No Content" },
	{ 206, "Partial Content" },
	{ 304, "Not Modified" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 411, "Length Required" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 416, "Range Not Satisfiable" },
	{ 422, "Unprocessable Content" },
	{ 428, "Precondition Required" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 503, "Service Unavailable" },
	{ 507, "Insufficient Storage" },
};

const char *reply_title(int status)
{
	for (size_t i = 0; i < COUNT_OF(titles); i++)
		if (titles[i].status == status)
			return titles[i].title;
	return "Error";
}

static const int statuses[] = {
	[FAULT_NONE] = 500,
	[FAULT_INVALID] = 422,
	[FAULT_NOT_FOUND] = 404,
	[FAULT_CONFLICT] = 409,
	[FAULT_DENIED] = 403,
	[FAULT_LIMIT] = 413,
	[FAULT_IO] = 500,
};

int reply_fault_status(enum fault fault)
{
	return statuses[fault];
}

void reply_add(struct reply *reply, const char *name, struct str value)
{
	if (reply->n < REPLY_HEADERS && value.p)
		reply->headers[reply->n++] = (struct reply_header){ name, value };
}

void reply_text(struct reply *reply, const char *type, struct str body)
{
	if (!reply->status)
		reply->status = 200;
	reply->type = type;
	reply->body = body;
}

void reply_json(struct reply *reply, struct str body)
{
	reply_text(reply, "application/json", body);
}

bool reply_problem(struct request *req, struct reply *reply, int status, const char *detail, ...)
{
	struct buf *out = buf_new(req->sc, 16384);
	char text[DETAIL_LETTERS + 100];
	va_list args;

	va_start(args, detail);
	vsnprintf(text, sizeof text, detail, args);
	va_end(args);
	buf_puts(out, "{\"title\":");
	json_quote(out, str_of(reply_title(status)));
	buf_printf(out, ",\"status\":%d,\"detail\":", status);
	json_quote(out, str_of(text));
	buf_printf(out, ",\"request\":\"%s\"}\n", req->id);
	reply->status = status;
	reply_text(reply, "application/problem+json", buf_str(out));
	return false;
}

/* What broke inside is for the log; the asker gets the number by which it is found there. */
bool reply_fault(struct request *req, struct reply *reply)
{
	enum fault fault = req->sc->fault;

	if (fault == FAULT_IO || fault == FAULT_NONE)
		return reply_problem(req, reply, 500,
			"something went wrong here: the server's log says what, under this request's number");
	return reply_problem(req, reply, reply_fault_status(fault), "%s", req->sc->why);
}

static bool names_tag(struct str header, struct str tag)
{
	while (header.p) {
		struct str one = str_trim(str_cut(&header, ','));
		if (str_starts(one, STR("W/")))
			one = str_sub(one, 2, one.n);
		if (str_equal(one, tag) || str_equal(one, STR("*")))
			return true;
	}
	return false;
}

static void tag_it(struct request *req, struct reply *reply, uint64_t hash, struct str keep)
{
	struct str tag = str_of(scope_printf(req->sc, "\"%016llx\"", (unsigned long long)hash));

	reply_add(reply, "ETag", str_of(scope_printf(req->sc, "W/%s", tag.p)));
	reply_add(reply, "Cache-Control", keep);
	if (!names_tag(request_header(req, "If-None-Match"), tag))
		return;
	reply->status = 304;
	reply->type = NULL;
	reply->body = STR("");
}

void reply_tag(struct request *req, struct reply *reply, uint64_t hash)
{
	tag_it(req, reply, hash, STR("private, no-cache"));
}

void reply_tag_public(struct request *req, struct reply *reply, uint64_t hash, unsigned seconds)
{
	tag_it(req, reply, hash, str_of(scope_printf(req->sc, "public, max-age=%u", seconds)));
}

static bool is_packable(const char *type)
{
	static const char *const words[] = { "json", "text/", "svg", "javascript", "xml", "csv" };

	for (size_t i = 0; type && i < COUNT_OF(words); i++)
		if (strstr(type, words[i]))
			return true;
	return false;
}

void reply_pack(struct request *req, struct reply *reply)
{
	if (reply->stream || reply->file || reply->as_it_is || reply->body.n < WORTH_PACKING ||
		!is_packable(reply->type))
		return;
	reply->as_it_is = true;
	reply_add(reply, "Vary", STR("Accept-Encoding"));
	if (!request_accepts(request_header(req, "Accept-Encoding"), "gzip"))
		return;
	reply->body = gzip_pack(req->sc, reply->body);
	reply_add(reply, "Content-Encoding", STR("gzip"));
}
