/* request - what somebody asks over HTTP, as handlers see it: plain values, whatever library reads them.
 *
 *	struct str map = request_part(req, "map");                   // of the route "/api/v1/maps/{map}"
 *	struct str seen = request_header(req, "If-None-Match");      // p NULL: not sent
 *	struct str where = request_query(req, "where");
 *
 * A request's scope lives until it is answered: what a reply says may lie in it.
 */
#pragma once

#include "base/str.h"

struct route;
struct reply;

enum method {
	METHOD_GET,
	METHOD_HEAD,
	METHOD_POST,
	METHOD_PUT,
	METHOD_PATCH,
	METHOD_DELETE,
	METHOD_OPTIONS,
	METHODS,
};

const char *method_name(enum method method);
bool method_find(const char *name, enum method *method) MUST_USE;

enum { REQUEST_PARTS = 4, REQUEST_ID = 17 };

struct request {
	struct scope *sc;
	enum method method;
	const struct route *route;       /* NULL: nobody answers this path */
	struct str target;               /* as it was sent: "/api/v1/maps?top=3" */
	struct str parts[REQUEST_PARTS]; /* what stands for the {names} of the route's path, unescaped */
	struct str body;                 /* whole, and unpacked where it was gzip */
	struct str address;              /* the client's: of whom a trusted proxy says that it is */
	bool secure;                     /* over TLS, by a trusted proxy's word */
	char id[REQUEST_ID];             /* in the answer and in the log */
	int64_t now_us;                  /* when it was read */
	int64_t began_us;                /* by the steady clock */
	void *house;                     /* what the handlers of this server share */
	const void *line;                /* the connection's */
};

struct str request_part(const struct request *req, const char *name);
struct str request_header(const struct request *req, const char *name);
/* Of a header that may stand there several times: all of it, as one list. */
struct str request_headers(const struct request *req, const char *name);
struct str request_cookie(const struct request *req, const char *name); /* p NULL: not sent */
struct str request_query(const struct request *req, const char *name);
/* Each name behind the "?", as often as it stands there; false ends it. */
typedef bool (*request_query_fn)(void *to, const char *name, struct str value);
void request_each_query(const struct request *req, request_query_fn fn, void *to);

/* A whole number from `least` to `most`; `none` where it was not given.  False with FAULT_INVALID. */
bool request_count(const struct request *req, const char *name, int64_t least, int64_t most, int64_t none,
	int64_t *out) MUST_USE;

/* Its id: of other numbers another. */
void request_number(struct request *req, uint64_t n);

/* Of headers with a list of words, as Accept-Encoding: whether it names the word with no weight of 0. */
bool request_accepts(struct str header, const char *word);

/* What a digit of an escape "%C5" is worth; -1: it is none. */
int request_hex(char c);
