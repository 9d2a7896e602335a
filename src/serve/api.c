#include "serve/api.h"

#include <stdarg.h>
#include <stdio.h>

#include "answer/kept.h"
#include "base/when.h"
#include "serve/api_desk.h"
#include "serve/api_door.h"
#include "serve/api_once.h"

enum { DETAIL = 600 };

/* --- for handlers --------------------------------------------------------------------------------------- */

struct json *api_json(struct api *api)
{
	if (!api->out.out)
		api->out.out = buf_new(api->sc, API_ANSWER);
	return &api->out;
}

void api_send(struct api *api, const char *type, struct str body)
{
	reply_text(api->reply, type, body);
}

/* No proxy between is to wait for more of it. */
void api_stream(struct api *api, struct stream *stream)
{
	reply_text(api->reply, "text/event-stream", STR(""));
	reply_add(api->reply, "X-Accel-Buffering", STR("no"));
	api->reply->stream = stream;
}

const json_t *api_value(const struct api *api, const char *name)
{
	const json_t *v = json_object_get(api->body, name);

	return json_is_null(v) ? NULL : v;
}

struct str api_text(const struct api *api, const char *name)
{
	const json_t *v = api_value(api, name);

	return json_is_string(v) ? (struct str){ json_string_value(v), json_string_length(v) }
				 : (struct str){ 0 };
}

int64_t api_count(const struct api *api, const char *name, int64_t none)
{
	const json_t *v = api_value(api, name);

	return json_is_integer(v) ? json_integer_value(v) : none;
}

bool api_true(const struct api *api, const char *name)
{
	return json_is_true(api_value(api, name));
}

int64_t api_time(struct str text, int64_t none)
{
	int64_t us;

	return text.p && when_read_any(NULL, text, &us) ? us : none;
}

struct str api_author(const struct api *api)
{
	return str_equal(api->visitor.name, STR(KEPT_PROPOSER)) ? STR(KEPT_PROPOSER " (a person)")
								: api->visitor.name;
}

bool api_problem(struct api *api, int status, const char *detail, ...)
{
	char text[DETAIL];
	va_list args;

	va_start(args, detail);
	vsnprintf(text, sizeof text, detail, args);
	va_end(args);
	return reply_problem(api->req, api->reply, status, "%s", text);
}

/* The problem's own members come first: what is appended stands behind them. */
bool api_problem_with(struct api *api, int status, struct str members, const char *detail, ...)
{
	struct buf *out = buf_new(api->sc, API_ANSWER);
	char text[DETAIL];
	va_list args;

	va_start(args, detail);
	vsnprintf(text, sizeof text, detail, args);
	va_end(args);
	reply_problem(api->req, api->reply, status, "%s", text);
	buf_str_add(out, str_sub(api->reply->body, 0, api->reply->body.n - 2)); /* without "}\n" */
	buf_putc(out, ',');
	buf_str_add(out, members);
	buf_puts(out, "}\n");
	if (!buf_over(out))
		api->reply->body = buf_str(out);
	return false;
}

bool api_wait(struct api *api, int64_t seconds)
{
	reply_add(api->reply, "Retry-After",
		str_of(scope_printf(api->sc, "%lld", (long long)(seconds > 0 ? seconds : 1))));
	return api_problem(
		api, 429, "too many tries: wait %lld seconds", (long long)(seconds > 0 ? seconds : 1));
}

/* --- what the row says of the query ----------------------------------------------------------------------- */

static const struct shape_field *query_row(const struct api_row *row, const char *name)
{
	for (size_t i = 0; i < row->n_queries; i++)
		if (strcmp(row->queries[i].name, name) == 0)
			return &row->queries[i];
	return NULL;
}

struct query_check {
	struct api *api;
	bool ok;
};

static bool check_query(void *to, const char *name, struct str value)
{
	struct query_check *c = to;
	const struct shape_field *row = query_row(c->api->row, name);

	if (row)
		c->ok = shape_check_text(c->api->sc, row, value);
	else
		c->ok = scope_fail(c->api->sc, FAULT_INVALID, "nothing here is asked by \"%.*s\"",
			STR_ARG(str_short(c->api->sc, str_of(name), 60)));
	return c->ok;
}

static bool check_queries(struct api *api)
{
	struct query_check c = { api, true };

	request_each_query(api->req, check_query, &c);
	for (size_t i = 0; c.ok && i < api->row->n_queries; i++)
		if ((api->row->queries[i].flags & SHAPE_NEEDED) &&
			!request_query(api->req, api->row->queries[i].name).p)
			c.ok = scope_fail(
				api->sc, FAULT_INVALID, "\"%s\" is needed", api->row->queries[i].name);
	return c.ok;
}

/* --- the body --------------------------------------------------------------------------------------------- */

static bool shallow(struct str body)
{
	size_t depth = 0;
	bool text = false;

	for (size_t i = 0; i < body.n; i++) {
		char c = body.p[i];
		if (text)
			i += c == '\\', text = c != '"';
		else if (c == '"')
			text = true;
		else if ((c == '{' || c == '[') && ++depth > API_DEPTH)
			return false;
		else if ((c == '}' || c == ']') && depth)
			depth--;
	}
	return true;
}

static bool is_json_type(const struct request *req)
{
	struct str type = request_header(req, "Content-Type");

	return type.p && str_same(str_trim(str_cut(&type, ';')), STR("application/json"));
}

static bool read_body(struct api *api)
{
	json_error_t error;

	if (!api->row->takes)
		return true;
	if (api->row->bare && api->req->body.n == 0) {
		api->body = json_object();
		return shape_check(api->sc, api->row->takes, api->body);
	}
	if (!is_json_type(api->req))
		return api_problem(api, 415, "Content-Type: application/json is needed");
	if (!shallow(api->req->body))
		return api_problem(api, 400, "the body is more than %d levels deep", API_DEPTH);
	api->body = json_loadb(api->req->body.p, api->req->body.n, JSON_REJECT_DUPLICATES, &error);
	if (!api->body)
		return api_problem(api, 400, "the body is no JSON: %s (line %d)", error.text, error.line);
	return shape_check(api->sc, api->row->takes, api->body);
}

/* --- all of it --------------------------------------------------------------------------------------------- */

static void finish(struct api *api)
{
	if (api->out.out && !api->reply->status) {
		buf_putc(api->out.out, '\n');
		if (buf_ok(api->out.out, "the answer"))
			reply_json(api->reply, buf_str(api->out.out));
		else
			reply_fault(api->req, api->reply);
	}
	if (!api->reply->status || (api->reply->status == 200 && api->row->made && !api->was_there))
		api->reply->status = api->row->made ? api->row->made : 204;
}

static void log_fault(struct api *api)
{
	if (api->sc->fault == FAULT_IO || api->sc->fault == FAULT_NONE)
		journal_say(&api->house->journal, JOURNAL_ERROR, "fault", "id=%s why=%s", api->req->id,
			journal_word(api->sc, api->sc->why));
}

/* As the system and SQLite say it. */
static bool disk_is_full(const struct api *api)
{
	struct str why = str_of(api->sc->why);

	return api->sc->fault == FAULT_IO &&
	       (str_has(why, STR("disk is full")) || str_has(why, STR("No space left on device")) ||
		       str_has(why, STR("quota exceeded")));
}

/* What the asker is not told is for the log; that there is no room is nobody's secret. */
static void refuse(struct api *api)
{
	log_fault(api);
	if (api->req->method != METHOD_GET && disk_is_full(api)) {
		(void)api_problem(api, 507,
			"the server's disk is full, nothing of this was kept: make room and try again");
		return;
	}
	reply_fault(api->req, api->reply);
}

static void run(struct api *api)
{
	bool ok = api_door(api) && check_queries(api) && read_body(api) && api_once_begin(api) &&
		  api->row->run(api);

	if (ok)
		finish(api);
	else if (!api->reply->status)
		refuse(api);
	api_once_end(api);
	json_decref(api->body);
}

enum answered api_answer(struct request *req, struct reply *reply)
{
	struct house *house = house_of(req);
	struct api api = {
		.req = req, .reply = reply, .sc = req->sc, .house = house, .row = req->route->says
	};
	struct api_desk *desk = api_desk_take(req->sc, house->desks);

	if (!desk) {
		refuse(&api);
		return ANSWERED;
	}
	api.docs = desk->docs;
	api.doors = desk->doors;
	run(&api);
	api_desk_give(house->desks, desk);
	return ANSWERED;
}
