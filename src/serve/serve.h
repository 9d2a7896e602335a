/* serve - a workspace for a company: events live, answers over HTTP, until it is told to stop.
 *
 *	struct serve_wish wish = { .dir = "shop", .listen = STR("127.0.0.1:8321") };
 *	if (!serve_run(sc, &wish)) ...
 *
 * SIGTERM and SIGINT finish what is being answered, sync and end; SIGHUP reads the live sources anew.
 */
#pragma once

#include "serve/house.h"

struct serve_wish {
	const char *dir;
	const struct str *listen; /* none: what systemd hands over, else SERVE_LISTEN */
	size_t n_listen;
	struct limits limits;
	struct proxies proxies;
	enum journal_level log;
	bool log_all;
};

#define SERVE_LISTEN "127.0.0.1:8321"

/* Until a signal says so. */
bool serve_run(struct scope *sc, const struct serve_wish *wish) MUST_USE;

/* The same without signals, for a program that has a server in one of its threads. */
struct serving;
struct serving *serve_open(
	struct scope *sc, const struct serve_wish *wish) MUST_USE;                 /* listens from here on */
struct str serve_where(struct scope *sc, const struct serving *serving, size_t i); /* "127.0.0.1:8321" */
struct house *serve_house(struct serving *serving);
void serve_answer(struct serving *serving); /* until serve_stop, from any thread */
void serve_stop(struct serving *serving);
void serve_close(struct serving *serving); /* moves what waits; takes NULL */
