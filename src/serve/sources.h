/* sources - the live sources of a running server, looked up for each event and read anew when they change.
 *
 *	struct sources_held held;
 *	const struct live_source *from = sources_hold(sources, key, &held);      // NULL: nobody's key
 *	sources_let(&held);
 *
 * Who looks holds the table that was there; a new one takes its place, and the old one goes with the last who holds it.
 */
#pragma once

#include "store/live.h"

struct sources;
struct sources_table;

struct sources_held {
	struct sources *sources;
	struct sources_table *table;
};

struct sources *sources_open(struct scope *sc, const char *dir) MUST_USE;
void sources_close(struct sources *sources); /* takes NULL */

/* From wend.db, whose writers need not be this process. */
bool sources_read(struct scope *sc, struct sources *sources) MUST_USE;
bool sources_refresh(struct scope *sc,
	struct sources *sources) MUST_USE; /* where anything was written since; by one thread */

const struct live_source *sources_hold(struct sources *sources, struct str key, struct sources_held *held);
void sources_let(struct sources_held *held);
