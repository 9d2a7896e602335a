/* moved - the ledger of what came out of an inbox: up to which of its numbers each stream of it is in the event store.
 *
 *	moved_up_to(sc, ev, inbox_name(inbox), STR("3/segment"), &seq);       // 0: nothing yet
 *	moved_note(sc, ev, inbox_name(inbox), STR("3/segment"), 5120);        // between evidence_begin and its commit
 *
 * The row is written in the transaction of the events themselves: either both are there or none.
 */
#pragma once

#include "store/evidence.h"

bool moved_up_to(
	struct scope *sc, struct evidence *ev, struct str inbox, struct str stream, int64_t *seq) MUST_USE;
bool moved_note(
	struct scope *sc, struct evidence *ev, struct str inbox, struct str stream, int64_t seq) MUST_USE;
/* The highest of all streams of that inbox. */
bool moved_last(struct scope *sc, struct evidence *ev, struct str inbox, int64_t *seq) MUST_USE;
