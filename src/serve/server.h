/* server - HTTP on libmicrohttpd, driven by loops of our own; its header is seen by server*.c and
 * asked.c alone.
 *
 *	struct server *s = server_open(sc, &(struct server_wish){ .listen = fds, .n_listen = 1, .routes = tables, ... });
 *	server_run(s);                                   // until server_stop, from any thread or a signal's handler
 *	server_close(s);
 *
 * Loops never wait: what reads disks is a worker's, and its connection is suspended meanwhile.  A request whose handler
 * gave ANSWER_LATER is finished by server_done, from any thread.
 */
#pragma once

#include "serve/route.h"

enum { SERVER_LOOPS = 8, SERVER_LISTEN = 4 };

struct server_limits {
	size_t connections;         /* at once, of all loops */
	size_t address_connections; /* of these, from one address that is counted */
	size_t body_bytes;          /* of bodies that are being sent, all together */
	size_t header_bytes;        /* of a request's line and headers, and of what a connection costs */
	int64_t header_us;          /* from the connection to the end of the first request's headers */
	int64_t idle_us;            /* between requests */
	int64_t body_us; /* of a body's or an answer's first megabyte; as much again for each further one */
	size_t waiting;  /* requests that wait for a worker */
	unsigned workers, loops;
	int64_t stop_us; /* what is being answered at the stop may take so long */
};

struct server_wish {
	const int *listen; /* sockets that listen already; closed by server_close */
	size_t n_listen;
	const struct routes *routes;
	size_t n_routes;
	struct server_limits limits;
	void *house;
	int64_t (*clock_us)(void), (*steady_us)(void);
	/* Whose request it is, where a proxy is trusted; fills address and secure. */
	void (*locate)(void *house, struct request *req, const void *peer);
	/* Whether its connections are counted by its address: not those of a proxy, who stands for many. */
	bool (*counted)(void *house, const void *peer);
	/* Headers that every reply has. */
	void (*dress)(struct request *req, struct reply *reply);
	void (*told)(
		void *house, const struct request *req, const struct reply *reply); /* when it was sent */
};

struct server;

struct server *server_open(struct scope *sc, const struct server_wish *wish) MUST_USE;
bool server_run(struct server *server);  /* false: no thread can be started */
void server_stop(struct server *server); /* fit for a signal's handler */
bool server_stopping(const struct server *server);
/* After server_run: what workers are at is finished, what waits for one is told to come again.  What handlers use may be
 * closed from then on. */
void server_quiet(struct server *server); /* takes NULL */
void server_close(struct server *server);

void server_done(struct request *req);

struct server_counts {
	size_t connections, answering, waiting;
};
struct server_counts server_counts(struct server *server);
