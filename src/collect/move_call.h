/* move_call - a call of the inbox as the format "segment" reads it.
 *
 *	move_call_write(sc, out, &(struct move_call){ &item, &event, inbox_name(inbox) });
 */
#pragma once

#include "base/buf.h"
#include "collect/event.h"
#include "store/inbox.h"

struct move_call {
	const struct inbox_item *item;
	const struct collect_event *event; /* that can be taken */
	struct str inbox;
};

/* `sc` for what it writes on the way. */
void move_call_write(struct scope *sc, struct buf *out, const struct move_call *call);
