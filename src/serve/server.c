#include "serve/server_private.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SWEEP_MS = 500 /* how often deadlines are looked at */, LINGER_US = 400000 };

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

/* NULL: whoever comes from there may have all of them. */
static struct crowd_place *place_of(struct server *s, const struct sockaddr *peer)
{
	return s->wish.counted(s->wish.house, peer) ? crowd_place(s->crowd, peer) : NULL;
}

static enum MHD_Result accept_(void *to, const struct sockaddr *peer, socklen_t n)
{
	struct server *s = ((struct loop *)to)->server;
	struct crowd_place *place = place_of(s, peer);

	(void)n;
	return place && crowd_count(place) >= s->wish.limits.address_connections ? MHD_NO : MHD_YES;
}

const struct sockaddr *server_peer(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

	return info ? info->client_addr : NULL;
}

struct line *server_line(struct MHD_Connection *c)
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
	line->place = place_of(loop->server, server_peer(c));
	crowd_enter(line->place);
	atomic_fetch_add(&loop->server->connections, 1);
	return line;
}

/* Of a request whose headers the library refused by itself it never says that it ended: its line does. */
static void line_gone(struct line *line)
{
	struct loop *loop = line->loop;

	if (line->begun)
		server_over(line->begun);
	atomic_fetch_sub(&loop->server->connections, 1);
	crowd_leave(line->place);
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

/* Whoever asks all the time over one connection is told with the next answer that it ends: so that none is closed while
 * a question is on its way. */
static bool goes_on(struct server *s, int64_t began_us)
{
	int64_t took = s->wish.steady_us() - began_us;

	return (atomic_load(&s->answering) && took < s->wish.limits.stop_us) ||
	       (atomic_load(&s->connections) && took < LINGER_US);
}

/* No new connection, and what is being answered is answered, for a while. */
static void finish(struct loop *loop)
{
	struct server *s = loop->server;
	int64_t began_us = s->wish.steady_us(), swept_us = 0;
	MHD_socket fd = MHD_quiesce_daemon(loop->daemon);

	while (goes_on(s, began_us))
		turn(loop, &swept_us);
	for (int i = 0; i < 3; i++) {
		streams_beat(loop->streams, s->wish.steady_us(), true);
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

	return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO, 0, accept_, loop,
		server_access, loop, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, connections,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits->header_bytes, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)(limits->idle_us / 1000000 + 1), MHD_OPTION_NOTIFY_CONNECTION, connection_told,
		loop, MHD_OPTION_URI_LOG_CALLBACK, server_begin, loop, MHD_OPTION_NOTIFY_COMPLETED,
		server_ended, loop, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
		MHD_OPTION_END);
}

/* A daemon that there is has the socket already. */
static bool not_opened(struct scope *sc, struct loop *loop, int mine)
{
	int why = errno;

	if (loop->daemon)
		MHD_stop_daemon(loop->daemon);
	else if (mine >= 0)
		close(mine);
	if (loop->wake >= 0)
		close(loop->wake);
	pthread_mutex_destroy(&loop->lock);
	return scope_fail(sc, FAULT_IO, "the server cannot listen: %s", strerror(why));
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
		return not_opened(sc, loop, mine);
	loop->epoll = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	s->n_loops++;
	return true;
}

struct server *server_open(struct scope *sc, const struct server_wish *wish)
{
	struct server *s = NEW(sc, struct server);

	s->wish = *wish;
	s->seed = (uint64_t)wish->clock_us();
	s->bodies.most = wish->limits.body_bytes;
	s->crowd = crowd_new(sc);
	s->pool = pool_open(sc, wish->limits.workers, wish->limits.waiting);
	bool ok = s->pool && s->crowd;
	for (size_t i = 0; ok && i < wish->n_listen; i++)
		for (unsigned k = 0; ok && k < wish->limits.loops; k++)
			ok = open_loop(sc, s, wish->listen[i]);
	if (ok)
		return s;
	s->wish.n_listen = 0; /* they stay the caller's */
	server_close(s);
	return NULL;
}

bool server_run(struct server *s)
{
	bool any = false;

	for (size_t i = 0; i < s->n_loops; i++)
		s->loops[i].started = pthread_create(&s->loops[i].thread, NULL, run_loop, &s->loops[i]) == 0;
	for (size_t i = 0; i < s->n_loops; i++)
		if (s->loops[i].started) {
			any = true;
			pthread_join(s->loops[i].thread, NULL);
		}
	return any;
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

void server_quiet(struct server *s)
{
	if (!s || !s->pool)
		return;
	atomic_store(&s->quiet, true);
	pool_close(s->pool);
	s->pool = NULL;
}

/* The library does not stop while anything is suspended: streams are ended, and what was answered is let go. */
static void let_all_go(struct loop *loop)
{
	for (int i = 0; i < 2; i++) {
		streams_beat(loop->streams, loop->server->wish.steady_us(), true);
		resume(loop);
		MHD_run(loop->daemon);
	}
}

void server_close(struct server *s)
{
	if (!s)
		return;
	server_quiet(s);
	for (size_t i = 0; i < s->n_loops; i++) {
		let_all_go(&s->loops[i]);
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
