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

bool serve_run(struct scope *sc, const struct serve_wish *wish) MUST_USE;
