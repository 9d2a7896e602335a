/* house - what a server's handlers share: the workspace's folder, its inbox and office, ceilings, who is trusted.
 *
 *	struct house *house = req->house;
 *	struct workspace *ws = office_enter(house->office, req->sc);
 *
 * What is read anew while it runs (sources) is swapped as a whole, behind a lock.
 */
#pragma once

#include <pthread.h>

#include "doors/doors.h"
#include "serve/bell.h"
#include "serve/gauges.h"
#include "serve/limits.h"
#include "serve/office.h"
#include "serve/proxies.h"
#include "serve/recent.h"
#include "serve/server.h"
#include "store/live.h"

struct house {
	const char *dir;
	struct limits limits;
	struct proxies proxies;
	struct journal journal;
	struct gauges *gauges;
	int held; /* the workspace's lock (store/lend.h); 0: not held */
	struct inbox *inbox;
	struct office *office;
	struct server *server;
	struct sources *sources;       /* live sources by their keys (sources.h) */
	struct recent *recent;         /* what came in last from each (recent.h) */
	struct webhook_tokens *tokens; /* of webhooks, that came lately (collect/webhook.h) */
	struct doors_shared shared;
	struct shelf *shelf;     /* answers that were computed (shelf.h) */
	struct drawn *drawn;     /* maps that are computed anew (drawn.h) */
	struct api_desks *desks; /* connections to wend.db (api_desk.h) */
	struct bell *bell;       /* what changed, for open pages (bell.h) */
	struct live *live;       /* which are open (live.h) */
	struct uploads *uploads;
	struct imports *imports;     /* of what was uploaded (imports.h) */
	struct exports *exports;     /* of everything (exports.h) */
	const struct routes *tables; /* all routes, for what describes them */
	size_t n_tables;
	bool log_all; /* every request, not only what went wrong or took long */
	int64_t began_us;
};

static inline struct house *house_of(const struct request *req)
{
	return req->house;
}

/* To pages that are open, and to what is kept of answers: this reads otherwise now. */
static inline void house_tell(
	struct house *house, const char *what, struct str id, int64_t revision, struct str who)
{
	office_written(house->office);
	bell_ring(house->bell, str_of(what), id, revision, who);
}
