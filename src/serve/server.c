#include "serve/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/body.h"
#include "serve/framing.h"
#include "serve/line.h"
#include "serve/pool.h"
#include "serve/stream.h"

enum {
	SWEEP_MS = 500,      /* how often deadlines are looked at */
	BODY_STEP = 1 << 20, /* for so many bytes as much time again */
	TARGET_MOST = 8000,  /* bytes of a path and its query */
	STREAM_BLOCK = 4096
};

struct loop {
	struct server *server;
	struct MHD_Daemon *daemon;
	int epoll, wake;
	pthread_t thread;
	bool started;
	pthread_mutex_t lock;
	struct exchange *done;  /* to be resumed */
	struct stream *streams; /* answers that go on */
	struct line *lines;
};

enum stage { STAGE_NEW, STAGE_BODY, STAGE_AWAY, STAGE_DONE };

/* A request and its reply. */
struct exchange {
	struct request request; /* the first member: server_done finds the exchange by it */
	struct reply reply;
	struct scope sc;
	struct line *line;
	enum stage stage;
	struct body body;
	struct exchange *next;
};

struct server {
	struct server_wish wish;
	struct loop loops[SERVER_LOOPS * SERVER_LISTEN];
	size_t n_loops;
	struct pool *pool;
	atomic_size_t connections, answering;
	atomic_uint_fast64_t numbers;
	atomic_bool stopping;
	uint64_t seed;
};

static struct server *server_of(const struct exchange *e)
{
	return ((struct loop *)e->line->loop)->server;
}

/* --- waking a loop ----------------------------------------------------------------------------------- */

/* The library's own wake-up gets lost where loops are driven from outside. */
static void wake(struct loop *loop)
{
	uint64_t one = 1;
	ssize_t n = write(loop->wake, &one, sizeof one);

	(void)n;
}

void server_done(struct request *req)
{
	struct exchange *e = (struct exchange *)req;
	struct loop *loop = e->line->loop;

	pthread_mutex_lock(&loop->lock);
	e->next = loop->done;
	loop->done = e;
	pthread_mutex_unlock(&loop->lock);
	wake(loop);
}

static struct exchange *take_done(struct loop *loop)
{
	pthread_mutex_lock(&loop->lock);
	struct exchange *e = loop->done;
	loop->done = NULL;
	pthread_mutex_unlock(&loop->lock);
	return e;
}

static void resume(struct loop *loop)
{
	struct exchange *next;
	uint64_t n;
	ssize_t read_ = read(loop->wake, &n, sizeof n);

	(void)read_;
	for (struct exchange *e = take_done(loop); e; e = next) {
		next = e->next;
		e->stage = STAGE_DONE;
		MHD_resume_connection(e->line->connection);
	}
}

/* --- connections ------------------------------------------------------------------------------------- */

static struct line *line_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info ? info->socket_context : NULL;
}

static void *line_new(struct loop *loop, struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
	const struct server_wish *wish = &loop->server->wish;
	struct line *line = line_add(&loop->lines, c, loop, wish->steady_us() + wish->limits.header_us);

	line->fd = info ? info->connect_fd : -1;
	atomic_fetch_add(&loop->server->connections, 1);
	return line;
}

static void line_gone(struct line *line)
{
	struct loop *loop = line->loop;

	atomic_fetch_sub(&loop->server->connections, 1);
	line_take(&loop->lines, line);
}

static void connection_told(
	void *to, struct MHD_Connection *c, void **context, enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		*context = line_new(to, c);
	else if (*context)
		line_gone(*context);
}

/* --- a request --------------------------------------------------------------------------------------- */

/* Of the request's line, before its headers: what comes is as it was sent, not unescaped. */
static void *begin(void *to, const char *uri, struct MHD_Connection *c)
{
	struct loop *loop = to;
	struct server *s = loop->server;
	struct exchange *e = calloc(1, sizeof *e);

	if (!e)
		abort();
	e->line = line_of(c);
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

static void ended(void *to, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code)
{
	struct loop *loop = to;
	struct server *s = loop->server;
	struct exchange *e = *context;
	struct line *line = line_of(c);

	(void)code;
	if (line)
		line->deadline_us = s->wish.steady_us() + s->wish.limits.idle_us;
	if (!e)
		return;
	*context = NULL;
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

/* --- answers that go on --------------------------------------------------------------------------------- */

static void stream_awake(void *to)
{
	struct exchange *e = to;

	server_done(&e->request);
}

static void stream_begin(struct exchange *e)
{
	struct loop *loop = e->line->loop;

	streams_add(&loop->streams, e->reply.stream, loop->server->wish.steady_us());
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
	enum MHD_Result sent = MHD_queue_response(c, (unsigned)r->status, response);
	MHD_destroy_response(response);
	return sent;
}

/* Where nothing follows the headers, the connection may go on; else it is not read further. */
static enum MHD_Result refuse(
	struct MHD_Connection *c, struct exchange *e, const struct framing *seen, int status, const char *why)
{
	reply_problem(&e->request, &e->reply, status, "%s", why);
	e->reply.closes =
		seen->encodings || seen->length || seen->odd || seen->lengths > 1 || seen->hosts > 1;
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

	e->body.most = e->request.route->body_most;
	if (framing_has_body(seen) && e->body.most == 0)
		return refuse(c, e, seen, 413, "nothing can be sent to this path");
	if (seen->length > e->body.most)
		return refuse(c, e, seen, 413,
			scope_printf(&e->sc, "the body has %llu bytes: %zu fit here",
				(unsigned long long)seen->length, e->body.most));
	e->line->deadline_us =
		s->wish.steady_us() + s->wish.limits.body_us * (int64_t)(1 + seen->length / BODY_STEP);
	e->stage = STAGE_BODY;
	return MHD_YES;
}

/* The headers are whole. */
static enum MHD_Result first_look(struct MHD_Connection *c, struct exchange *e, const char *method)
{
	struct server *s = server_of(e);
	struct request *req = &e->request;
	struct framing seen = { 0 };
	bool allowed[METHODS];
	const union MHD_ConnectionInfo *peer = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

	MHD_get_connection_values(c, MHD_HEADER_KIND, look_at, &seen);
	s->wish.locate(s->wish.house, req, peer ? peer->client_addr : NULL);
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

	if (!unpack_body(e) || !s->wish.door(&e->request, &e->reply))
		return ANSWERED;
	return e->request.route->answer(&e->request, &e->reply);
}

static void answer_away(void *to)
{
	struct exchange *e = to;

	if (answer(e) == ANSWERED)
		server_done(&e->request);
}

static void busy(struct exchange *e)
{
	reply_add(&e->reply, "Retry-After", STR("2"));
	reply_problem(
		&e->request, &e->reply, 503, "there is more to do than can be done: try again in a moment");
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

static enum MHD_Result go(struct MHD_Connection *c, struct exchange *e)
{
	e->line->deadline_us = INT64_MAX;
	e->stage = STAGE_AWAY;
	if (e->body.spilt) {
		reply_problem(&e->request, &e->reply, 413, "the body is larger than %zu bytes", e->body.most);
		e->reply.closes = true;
		return finish_here(c, e);
	}
	if (e->request.route->where == ROUTE_WORKER)
		return go_away(c, e);
	if (answer(e) == ANSWERED)
		return finish_here(c, e);
	MHD_suspend_connection(c);
	return MHD_YES;
}

static enum MHD_Result access_(void *to, struct MHD_Connection *c, const char *url, const char *method,
	const char *version, const char *bytes, size_t *n, void **context)
{
	struct exchange *e = *context;

	(void)to, (void)url, (void)version;
	switch (e->stage) {
	case STAGE_NEW:
		return first_look(c, e, method);
	case STAGE_BODY:
		if (!*n)
			return go(c, e);
		if (!body_add(&e->body, bytes, *n))
			return MHD_NO;
		*n = 0;
		return MHD_YES;
	case STAGE_AWAY:
		*n = 0;
		return MHD_YES;
	default:
		*n = 0;
		return send_reply(c, e);
	}
}

/* --- loops ------------------------------------------------------------------------------------------- */

static int patience(struct loop *loop)
{
	MHD_UNSIGNED_LONG_LONG ms;

	if (MHD_get_timeout(loop->daemon, &ms) != MHD_YES || ms > SWEEP_MS)
		return SWEEP_MS;
	return (int)ms;
}

static void turn(struct loop *loop, int64_t *swept_us)
{
	struct pollfd fds[] = { { loop->epoll, POLLIN, 0 }, { loop->wake, POLLIN, 0 } };

	poll(fds, 2, patience(loop));
	resume(loop);
	MHD_run(loop->daemon);
	int64_t now = loop->server->wish.steady_us();
	if (now - *swept_us < SWEEP_MS * 1000)
		return;
	*swept_us = now;
	lines_sweep(loop->lines, now);
	streams_beat(loop->streams, now, atomic_load(&loop->server->stopping));
}

/* No new connection, and what is being answered is answered, for a while. */
static void finish(struct loop *loop)
{
	struct server *s = loop->server;
	int64_t until = s->wish.steady_us() + s->wish.limits.stop_us, swept_us = 0;
	MHD_socket fd = MHD_quiesce_daemon(loop->daemon);

	while (atomic_load(&s->answering) && s->wish.steady_us() < until)
		turn(loop, &swept_us);
	for (int i = 0; i < 3; i++) {
		wake(loop);
		turn(loop, &swept_us);
	}
	if (fd != MHD_INVALID_SOCKET)
		close(fd);
}

static void *run_loop(void *to)
{
	struct loop *loop = to;
	int64_t swept_us = 0;

	while (!atomic_load(&loop->server->stopping))
		turn(loop, &swept_us);
	finish(loop);
	return NULL;
}

static struct MHD_Daemon *start(struct loop *loop, int fd, unsigned connections)
{
	const struct server_limits *limits = &loop->server->wish.limits;

	return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO, 0, NULL, NULL,
		access_, loop, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, connections,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits->header_bytes, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)(limits->idle_us / 1000000 + 1), MHD_OPTION_NOTIFY_CONNECTION, connection_told,
		loop, MHD_OPTION_URI_LOG_CALLBACK, begin, loop, MHD_OPTION_NOTIFY_COMPLETED, ended, loop,
		MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
}

static bool open_loop(struct scope *sc, struct server *s, int fd)
{
	struct loop *loop = &s->loops[s->n_loops];
	size_t loops = s->wish.limits.loops * s->wish.n_listen;
	int mine = dup(fd);

	loop->server = s;
	loop->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	pthread_mutex_init(&loop->lock, NULL);
	loop->daemon = start(loop, mine, (unsigned)(s->wish.limits.connections / loops + 1));
	if (loop->wake < 0 || !loop->daemon)
		return scope_fail(sc, FAULT_IO, "the server cannot listen: %s", strerror(errno));
	loop->epoll = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	s->n_loops++;
	return true;
}

struct server *server_open(struct scope *sc, const struct server_wish *wish)
{
	struct server *s = NEW(sc, struct server);

	s->wish = *wish;
	s->seed = (uint64_t)wish->clock_us();
	s->pool = pool_open(sc, wish->limits.workers, wish->limits.waiting);
	bool ok = s->pool != NULL;
	for (size_t i = 0; ok && i < wish->n_listen; i++)
		for (unsigned k = 0; ok && k < wish->limits.loops; k++)
			ok = open_loop(sc, s, wish->listen[i]);
	if (ok)
		return s;
	server_close(s);
	return NULL;
}

void server_run(struct server *s)
{
	for (size_t i = 0; i < s->n_loops; i++)
		s->loops[i].started = pthread_create(&s->loops[i].thread, NULL, run_loop, &s->loops[i]) == 0;
	for (size_t i = 0; i < s->n_loops; i++)
		if (s->loops[i].started)
			pthread_join(s->loops[i].thread, NULL);
}

void server_stop(struct server *s)
{
	atomic_store(&s->stopping, true);
	for (size_t i = 0; i < s->n_loops; i++)
		wake(&s->loops[i]);
}

bool server_stopping(const struct server *s)
{
	return atomic_load(&s->stopping);
}

/* Workers first: what they were at is finished, then what was suspended for it is let go. */
void server_close(struct server *s)
{
	if (!s)
		return;
	pool_close(s->pool);
	for (size_t i = 0; i < s->n_loops; i++) {
		resume(&s->loops[i]);
		MHD_run(s->loops[i].daemon);
		MHD_stop_daemon(s->loops[i].daemon);
		close(s->loops[i].wake);
		pthread_mutex_destroy(&s->loops[i].lock);
	}
	for (size_t i = 0; i < s->wish.n_listen; i++)
		close(s->wish.listen[i]);
}

struct server_counts server_counts(struct server *s)
{
	return (struct server_counts){ s->connections, s->answering, pool_waiting(s->pool) };
}
