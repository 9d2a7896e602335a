#include <unistd.h>

#include "serve/server_private.h"

enum {
	BODY_STEP = 1 << 20,  /* for so many bytes as much time again */
	TARGET_MOST = 8000,   /* bytes of a path and its query */
	HERE_MOST = 64 << 10, /* of a body that a loop looks at itself, where the route leaves it to us */
	STREAM_BLOCK = 4096
};

static struct server *server_of(const struct exchange *e)
{
	return ((struct loop *)e->line->loop)->server;
}

/* --- a request --------------------------------------------------------------------------------------- */

/* Of the request's line, before its headers: what comes is as it was sent, not unescaped. */
void *server_begin(void *to, const char *uri, struct MHD_Connection *c)
{
	struct loop *loop = to;
	struct server *s = loop->server;
	struct exchange *e = calloc(1, sizeof *e);

	if (!e)
		abort();
	e->line = server_line(c);
	e->line->begun = e;
	e->request.sc = &e->sc;
	e->request.line = e->line;
	e->request.target = str_copy(&e->sc, str_of(uri));
	e->request.house = s->wish.house;
	e->request.now_us = s->wish.clock_us();
	e->request.began_us = s->wish.steady_us();
	request_number(&e->request, atomic_fetch_add(&s->numbers, 1) + s->seed);
	atomic_fetch_add(&s->answering, 1);
	return e;
}

void server_over(struct exchange *e)
{
	struct loop *loop = e->line->loop;
	struct server *s = loop->server;

	e->line->begun = NULL;
	e->line->deadline_us = s->wish.steady_us() + s->wish.limits.idle_us;
	if (e->reply.stream)
		stream_leave(&loop->streams, e->reply.stream);
	if (e->reply.file && e->reply.file->fd >= 0)
		close(e->reply.file->fd);
	if (e->reply.status)
		s->wish.told(s->wish.house, &e->request, &e->reply);
	body_close(&e->body);
	scope_close(&e->sc);
	free(e);
	atomic_fetch_sub(&s->answering, 1);
}

void server_ended(void *to, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code)
{
	(void)to, (void)c, (void)code;
	if (*context)
		server_over(*context);
	*context = NULL;
}

/* --- answers that go on --------------------------------------------------------------------------------- */

static void stream_awake(void *to)
{
	struct exchange *e = to;

	server_done(&e->request);
}

static void stream_begin(struct exchange *e)
{
	struct loop *loop = e->line->loop;

	streams_add(&loop->streams, e->reply.stream, e->line->fd, loop->server->wish.steady_us());
	stream_on_wake(e->reply.stream, stream_awake, e);
}

static ssize_t stream_read(void *to, uint64_t at, char *out, size_t room)
{
	struct exchange *e = to;
	size_t n;

	(void)at;
	switch (stream_take(e->reply.stream, out, room, &n)) {
	case STREAM_BYTES:
		return (ssize_t)n;
	case STREAM_WAIT:
		MHD_suspend_connection(e->line->connection);
		return 0;
	default:
		return MHD_CONTENT_READER_END_OF_STREAM;
	}
}

/* So long may so many bytes take, either way. */
static int64_t time_for(const struct server *s, uint64_t bytes)
{
	return s->wish.limits.body_us * (int64_t)(1 + bytes / BODY_STEP);
}

/* Whoever does not take the answer holds it no longer than whoever does not send the question; a stream has its own end
 * before. */
static int64_t taken_until(const struct server *s, const struct reply *r)
{
	if (r->stream)
		return s->wish.steady_us() + STREAM_LONGEST_US + time_for(s, 0);
	return s->wish.steady_us() + time_for(s, r->file ? r->file->n : r->body.n);
}

/* --- sending ----------------------------------------------------------------------------------------- */

static struct MHD_Response *response_of(struct exchange *e)
{
	const struct str body = e->reply.body;
	struct reply_file *file = e->reply.file;

	if (file) {
		int fd = file->fd;
		file->fd = -1;
		return MHD_create_response_from_fd_at_offset64(file->n, fd, file->from);
	}
	if (!e->reply.stream)
		return MHD_create_response_from_buffer(
			body.n, (void *)(uintptr_t)(body.p ? body.p : ""), MHD_RESPMEM_PERSISTENT);
	stream_begin(e);
	return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream_read, e, NULL);
}

static enum MHD_Result send_reply(struct MHD_Connection *c, struct exchange *e)
{
	struct reply *r = &e->reply;
	struct server *s = server_of(e);

	s->wish.dress(&e->request, r);
	reply_pack(&e->request, r);
	struct MHD_Response *response = response_of(e);
	if (!response)
		return MHD_NO;
	if (r->type)
		MHD_add_response_header(response, "Content-Type", r->type);
	for (size_t i = 0; i < r->n; i++)
		MHD_add_response_header(response, r->headers[i].name, str_c(&e->sc, r->headers[i].value));
	MHD_add_response_header(response, "X-Request-Id", e->request.id);
	if (r->closes || atomic_load(&s->stopping))
		MHD_add_response_header(response, "Connection", "close");
	e->line->deadline_us = taken_until(s, r);
	enum MHD_Result sent = MHD_queue_response(c, (unsigned)r->status, response);
	MHD_destroy_response(response);
	return sent;
}

/* Where nothing follows the headers, the connection may go on; else it is not read further. */
static enum MHD_Result refuse(
	struct MHD_Connection *c, struct exchange *e, const struct framing *seen, int status, const char *why)
{
	reply_problem(&e->request, &e->reply, status, "%s", why);
	e->reply.closes = framing_ends(seen);
	e->stage = STAGE_DONE;
	return e->reply.closes ? send_reply(c, e) : MHD_YES;
}

/* --- what is refused before anything of the body is read ------------------------------------------------ */

static enum MHD_Result look_at(void *to, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	framing_note(to, name, value);
	return MHD_YES;
}

static enum MHD_Result refuse_method(
	struct MHD_Connection *c, struct exchange *e, const struct framing *seen, const bool *allowed)
{
	struct buf *names = buf_new(&e->sc, 100);

	for (int i = 0; i < METHODS; i++)
		if (allowed[i])
			buf_printf(names, "%s%s", buf_len(names) ? ", " : "", method_name((enum method)i));
	reply_add(&e->reply, "Allow", buf_str(names));
	return refuse(c, e, seen, 405, scope_printf(&e->sc, "this path takes %.*s", STR_ARG(buf_str(names))));
}

static enum MHD_Result refuse_route(struct MHD_Connection *c, struct exchange *e, const struct framing *seen,
	enum route_found found, const bool *allowed)
{
	if (found == ROUTE_NO_METHOD)
		return refuse_method(c, e, seen, allowed);
	return found == ROUTE_NO_PATH ? refuse(c, e, seen, 404, "there is nothing at this path")
				      : refuse(c, e, seen, 400, "the path cannot be read");
}

static enum MHD_Result begin_body(struct MHD_Connection *c, struct exchange *e, const struct framing *seen)
{
	struct server *s = server_of(e);

	e->body.most = s->wish.room ? s->wish.room(&e->request) : e->request.route->body_most;
	e->body.shared = &s->bodies;
	if (framing_has_body(seen) && e->body.most == 0)
		return refuse(c, e, seen, 413, "nothing can be sent to this path");
	if (seen->length > e->body.most + (request_header(&e->request, "Expect").p ? 0 : BODY_SPILL))
		return refuse(c, e, seen, 413,
			scope_printf(&e->sc, "the body has %llu bytes: %zu fit here",
				(unsigned long long)seen->length, e->body.most));
	e->body_began_us = s->wish.steady_us();
	e->line->deadline_us = e->body_began_us + time_for(s, 0);
	e->stage = STAGE_BODY;
	return MHD_YES;
}

/* The headers are whole. */
static enum MHD_Result first_look(
	struct MHD_Connection *c, struct exchange *e, const char *method, const char *version)
{
	struct server *s = server_of(e);
	struct request *req = &e->request;
	struct framing seen = { 0 };
	bool allowed[METHODS];
	const union MHD_ConnectionInfo *size =
		MHD_get_connection_info(c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

	framing_line(&seen, method, req->target.n, version);
	MHD_get_connection_values(c, MHD_HEADER_KIND, look_at, &seen);
	framing_whole(&seen, size ? size->header_size : SIZE_MAX);
	s->wish.locate(s->wish.house, req, server_peer(c));
	const char *smuggled = framing_wrong(&seen);
	if (smuggled)
		return refuse(c, e, &seen, 400, smuggled);
	if (req->target.n > TARGET_MOST)
		return refuse(c, e, &seen, 414, "the path is too long");
	if (!method_find(method, &req->method))
		return refuse(c, e, &seen, 405, "this method is not known");
	enum route_found found = route_find(s->wish.routes, s->wish.n_routes, req, allowed);
	if (found != ROUTE_FOUND)
		return refuse_route(c, e, &seen, found, allowed);
	return begin_body(c, e, &seen);
}

/* --- the body, and the answer -------------------------------------------------------------------------- */

static bool unpack_body(struct exchange *e)
{
	struct request *req = &e->request;
	int status = body_text(&e->sc, &e->body, request_header(req, "Content-Encoding"), &req->body);

	return !status || reply_problem(req, &e->reply, status, "%s", e->sc.why);
}

static enum answered answer(struct exchange *e)
{
	struct server *s = server_of(e);

	if (!s->wish.door(&e->request, &e->reply) || !unpack_body(e))
		return ANSWERED;
	return e->request.route->answer(&e->request, &e->reply);
}

static void busy(struct exchange *e)
{
	reply_add(&e->reply, "Retry-After", STR("2"));
	reply_problem(
		&e->request, &e->reply, 503, "there is more to do than can be done: try again in a moment");
}

static void answer_away(void *to)
{
	struct exchange *e = to;

	if (atomic_load(&server_of(e)->quiet))
		busy(e);
	else if (answer(e) != ANSWERED)
		return;
	/* Here, for a loop would keep others waiting. */
	reply_pack(&e->request, &e->reply);
	server_done(&e->request);
}

static void spilt(struct exchange *e)
{
	if (e->body.crowded)
		busy(e);
	else
		reply_problem(&e->request, &e->reply, 413, "the body is larger than %zu bytes", e->body.most);
}

static enum MHD_Result finish_here(struct MHD_Connection *c, struct exchange *e)
{
	e->stage = STAGE_DONE;
	return send_reply(c, e);
}

/* Its connection is resumed by this very thread, so never before it is suspended. */
static enum MHD_Result go_away(struct MHD_Connection *c, struct exchange *e)
{
	struct server *s = server_of(e);

	if (!pool_put(s->pool, answer_away, e)) {
		busy(e);
		return finish_here(c, e);
	}
	MHD_suspend_connection(c);
	return MHD_YES;
}

/* What takes long to unpack or to read would keep a loop's other connections waiting. */
static bool goes_away(const struct exchange *e)
{
	enum route_where where = e->request.route->where;

	if (where != ROUTE_EITHER)
		return where == ROUTE_WORKER;
	return e->body.n > HERE_MOST || request_header(&e->request, "Content-Encoding").p;
}

static enum MHD_Result go(struct MHD_Connection *c, struct exchange *e)
{
	e->line->deadline_us = INT64_MAX;
	e->stage = STAGE_AWAY;
	if (e->body.spilt) {
		spilt(e);
		e->reply.closes = true;
		return finish_here(c, e);
	}
	if (goes_away(e))
		return go_away(c, e);
	if (answer(e) == ANSWERED)
		return finish_here(c, e);
	MHD_suspend_connection(c);
	return MHD_YES;
}

/* What has come earns the time for what follows: a length that is only announced earns none. */
static enum MHD_Result take_piece(struct exchange *e, const char *bytes, size_t *n)
{
	if (!body_add(&e->body, bytes, *n))
		return MHD_NO;
	*n = 0;
	e->line->deadline_us = e->body_began_us + time_for(server_of(e), e->body.n);
	return MHD_YES;
}

enum MHD_Result server_access(void *to, struct MHD_Connection *c, const char *url, const char *method,
	const char *version, const char *bytes, size_t *n, void **context)
{
	struct exchange *e = *context;

	(void)to, (void)url;
	switch (e->stage) {
	case STAGE_NEW:
		return first_look(c, e, method, version);
	case STAGE_BODY:
		if (!*n)
			return go(c, e);
		return take_piece(e, bytes, n);
	default:
		*n = 0;
		return e->stage == STAGE_AWAY ? MHD_YES : send_reply(c, e);
	}
}
