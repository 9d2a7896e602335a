/* live - the pages that are open: who looks at which map, and what changes while they do.
 *
 *	struct live *live = live_open(sc, bell);
 *	struct stream *stream = live_join(sc, live, &(struct live_page){ .map = STR("buying"), .who = name, .user = 3 });
 *	reply->stream = stream;
 *	live_close(live);                                // after the server: its connections tell that they are gone
 *
 * Server-sent events (HTML, section 9.2): "change" for what is another now, "people" for who else looks at the map,
 * "missed" where more changed than is kept, and all is to be read anew.
 */
#pragma once

#include "serve/bell.h"
#include "serve/stream.h"

enum {
	LIVE_PAGES = 2000,
	LIVE_PAGES_OF_ONE = 50, /* user */
	LIVE_NAMED = 100        /* people of a map that are told; more are too many to be told apart */
};

struct live;

struct live_page {
	struct str map; /* p NULL: none, and nobody is told who looks */
	struct str who; /* as they are shown */
	int64_t user;
	bool edits;     /* else only what is published and imported is told, and not by whom */
	uint64_t after; /* the last news that was seen; 0: from now on */
};

struct live *live_open(struct scope *sc, struct bell *bell) MUST_USE;
void live_close(struct live *live); /* takes NULL */
struct stream *live_join(struct scope *sc, struct live *live, const struct live_page *page) MUST_USE;
