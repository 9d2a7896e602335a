/* loop_kit - a server of a test's own routes, without a workspace.
 *
 *	static struct running r;
 *	loop_open(&r, &table, header_us, body_us);
 *	int fd = talk_open(r.port);
 *	loop_close(&r);
 */
#pragma once

#include <pthread.h>
#include <stdatomic.h>

#include "serve/clock.h"
#include "serve/dress.h"
#include "serve/listen.h"
#include "serve/server.h"
#include "talk.h"

enum { LOOP_SHARE = 300 /* connections of an address */ };

struct running {
	struct scope sc;
	struct server *server;
	pthread_t thread;
	int port;
	atomic_int told;
	pthread_mutex_t gate; /* held: workers wait */
};

static inline void loop_locate(void *house, struct request *req, const void *peer)
{
	(void)house, (void)peer;
	req->address = STR("127.0.0.1");
}

static inline bool loop_counted(void *house, const void *peer)
{
	(void)house, (void)peer;
	return true;
}

static inline void loop_told(void *house, const struct request *req, const struct reply *reply)
{
	struct running *r = house;

	(void)req, (void)reply;
	atomic_fetch_add(&r->told, 1);
}

static inline void *loop_run(void *to)
{
	server_run(to);
	return NULL;
}

static inline void loop_open(
	struct running *r, const struct routes *table, int64_t header_us, int64_t body_us)
{
	int fd;

	memset(r, 0, sizeof *r);
	pthread_mutex_init(&r->gate, NULL);
	assert_true(listen_open(&r->sc, STR("127.0.0.1:0"), &fd));
	struct str where = listen_where(&r->sc, fd);
	r->port = (int)strtol(strrchr(where.p, ':') + 1, NULL, 10);
	r->server = server_open(&r->sc, &(struct server_wish){ .listen = &fd,
						.n_listen = 1,
						.routes = table,
						.n_routes = 1,
						.limits = { .connections = 1000,
							.address_connections = LOOP_SHARE,
							.body_bytes = 1 << 20,
							.header_bytes = 12 << 10,
							.header_us = header_us,
							.idle_us = 60 * 1000000,
							.body_us = body_us,
							.waiting = 2,
							.workers = 1,
							.loops = 2,
							.stop_us = 5000000 },
						.house = r,
						.clock_us = clock_us,
						.steady_us = clock_steady_us,
						.locate = loop_locate,
						.counted = loop_counted,
						.dress = dress_reply,
						.told = loop_told });
	assert_non_null(r->server);
	assert_int_equal(pthread_create(&r->thread, NULL, loop_run, r->server), 0);
}

static inline void loop_close(struct running *r)
{
	server_stop(r->server);
	pthread_join(r->thread, NULL);
	server_close(r->server);
	pthread_mutex_destroy(&r->gate);
	scope_close(&r->sc);
}
