/* server_private - what server.c (loops and connections) and server_request.c (requests on them) share.
 *
 *	struct line *line = server_line(connection);
 *	struct exchange *e = server_begin(loop, uri, connection);
 *	server_access(loop, connection, ...);
 */
#pragma once

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "serve/body.h"
#include "serve/crowd.h"
#include "serve/framing.h"
#include "serve/line.h"
#include "serve/pool.h"
#include "serve/server.h"
#include "serve/stream.h"

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
	int64_t body_began_us;
	struct exchange *next;
};

struct server {
	struct server_wish wish;
	struct loop loops[SERVER_LOOPS * SERVER_LISTEN];
	size_t n_loops;
	struct pool *pool;
	struct crowd *crowd;
	struct body_shared bodies;
	atomic_size_t connections, answering;
	atomic_uint_fast64_t numbers;
	atomic_bool stopping, quiet;
	uint64_t seed;
};

struct line *server_line(struct MHD_Connection *c); /* NULL: it has none any more */
const struct sockaddr *server_peer(struct MHD_Connection *c);

void server_over(struct exchange *e); /* answered, or never to be */

/* What the library calls: of a request's line, again and again until it is answered, when it is over. */
void *server_begin(void *loop, const char *uri, struct MHD_Connection *c);
enum MHD_Result server_access(void *loop, struct MHD_Connection *c, const char *url, const char *method,
	const char *version, const char *bytes, size_t *n, void **context);
void server_ended(void *loop, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code);
