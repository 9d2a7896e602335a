/* route - which handler answers a path: rows of a table, found by method and path.
 *
 *	static const struct route routes[] = { { METHOD_GET, "/health", ROUTE_HERE, 0, answer_health }, ... };
 *	const struct route *r = route_find(tables, n, METHOD_GET, STR("/api/v1/maps/a%2Fb"), req);
 *
 * A path is compared piece by piece, each unescaped by itself: an escaped slash never makes a piece.
 */
#pragma once

#include "serve/reply.h"

enum route_where {
	ROUTE_HERE,   /* in the loop: never waits for anything */
	ROUTE_WORKER, /* by a worker: may read disks and compute */
	ROUTE_EITHER, /* in the loop where the body is small and not packed, else by a worker; waits for nothing */
};

enum answered {
	ANSWERED,
	ANSWER_LATER, /* whoever took it calls server_done when the reply is made */
};

struct route {
	enum method method;
	const char *path; /* "/api/v1/maps/{map}"; a last piece "*" takes the rest */
	enum route_where where;
	size_t body_most; /* bytes; 0: it takes none; server_wish.room may say less */
	enum answered (*answer)(struct request *req, struct reply *reply);
	bool quiet;       /* not in the log where all went well */
	const void *says; /* what the folder that has the route knows of it beside */
};

struct routes {
	const struct route *at;
	size_t n;
};

enum route_found { ROUTE_FOUND, ROUTE_NO_PATH, ROUTE_NO_METHOD, ROUTE_BAD_PATH };

/* Fills req->route and req->parts.  `allowed` (at least METHODS) is told which methods the path has. */
enum route_found route_find(
	const struct routes *tables, size_t n_tables, struct request *req, bool allowed[static METHODS]);
