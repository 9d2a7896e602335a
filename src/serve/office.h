/* office - the one workspace of a server: who is at it, when it is lent, when the inbox is emptied into it.
 *
 *	struct workspace *ws = office_enter(office, sc);         // NULL: it is lent, or cannot be opened
 *	...
 *	office_changed(office);                                  // evidence changed: what was computed is old
 *	office_leave(office);
 *
 * One at a time.  A thread of its own moves what the collector took, and lends the workspace to commands beside the server
 * (store/lend.h).  What is kept of computed answers is kept under office_state.
 */
#pragma once

#include "answer/study.h"
#include "collect/move.h"
#include "serve/bell.h"
#include "serve/journal.h"

struct office;

struct office_wish {
	const char *dir;
	struct inbox *inbox;
	int64_t move_us;      /* an event waits so long at most */
	uint64_t move_events; /* and no longer when so many wait */
	size_t event_bytes;   /* of one in a batch, as when it was answered; 0: COLLECT_EVENT_BYTES */
	const struct journal *journal;
	unsigned most_waiting; /* of those who ask for it at once, for one who takes long */
	struct bell *bell;     /* told when events were moved; NULL: nobody is */
	int64_t (*clock_us)(void);
};

struct office *office_open(struct scope *sc, const struct office_wish *wish) MUST_USE;
void office_end(struct office *office); /* nobody comes in any more, what is lent comes back; takes NULL */
bool office_ended(const struct office *office);
void office_close(struct office *office); /* moves what waits; takes NULL */

/* Waits some seconds for whoever is at it; where `most_waiting` wait already, only for those who are soon done, one after the
 * other.  NULL: FAULT_CONFLICT. */
struct workspace *office_enter(struct office *office, struct scope *sc) MUST_USE;
/* As long as it takes, for work that nobody waits for: until office_end. */
struct workspace *office_enter_patiently(struct office *office, struct scope *sc) MUST_USE;
void office_leave(struct office *office);

/* Inside: the workspace laid out for questions, kept open until the evidence changes.  NULL: there is no event yet. */
struct study *office_study(struct office *office, struct scope *sc) MUST_USE;

/* Inside, before evidence is changed: what was laid out takes no memory meanwhile. */
void office_put_away(struct office *office);

/* A higher number whenever what answers are computed of may have changed; never 0. */
uint64_t office_state(struct office *office);
uint64_t office_settled(struct office *office); /* the same, but for events that came live */
void office_changed(
	struct office *office); /* by an import, by taking one back, by a command beside the server */
void office_written(struct office *office); /* by people: maps, personas, notes */

struct office_counts {
	uint64_t moved, duplicates, quarantined, moves, failed_moves, loans;
};
void office_counts(struct office *office, struct office_counts *out);
