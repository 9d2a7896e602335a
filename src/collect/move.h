/* move - from the inbox to the event store, in large batches, exactly once.
 *
 *	if (collect_move_due(inbox, &wish))
 *		collect_move(sc, ws, inbox, &wish, &report);
 *
 * Each source's events are an import of their own, called "live/NAME".  How far the inbox was moved is written with the
 * import's own transaction, so it does not matter where the power goes: what was moved is not moved again, what was not
 * still stands in the inbox.  One at a time; nobody else may use the workspace meanwhile.
 */
#pragma once

#include "store/inbox.h"
#include "store/workspace.h"

struct move_wish {
	int64_t now_us;
	uint64_t events;    /* it is due when so many wait; 0: 100,000 */
	int64_t after_us;   /* or the oldest has waited so long; 0: 10 s */
	size_t bytes;       /* of the inbox at a time; 0: 32 MiB */
	size_t event_bytes; /* an event's ceiling, as when it was answered; 0: COLLECT_EVENT_BYTES */
};

struct move_report {
	uint64_t items, events, duplicates, quarantined;
	size_t imports;
	bool more; /* the inbox has more than was taken at a time */
};

/* Once, before anything is put: a copy of inbox.db that was put back goes on behind what was moved. */
bool collect_move_open(struct scope *sc, struct workspace *ws, struct inbox *inbox) MUST_USE;
bool collect_move_due(struct inbox *inbox, const struct move_wish *wish) MUST_USE;
bool collect_move(struct scope *sc, struct workspace *ws, struct inbox *inbox, const struct move_wish *wish,
	struct move_report *report) MUST_USE;
