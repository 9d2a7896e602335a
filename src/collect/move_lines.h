/* move_lines - what an inbox keeps as the text that a format reads, a line an event.
 *
 *	struct move_lines lines = { .text = buf_new(sc, ceiling), .inbox = inbox_name(inbox) };
 *	move_lines_add(sc, &lines, &item);                  // as often as there are
 *	buf_str(lines.text), lines.bad
 *
 * Of a call the time is corrected (skew.h): the rule that was used becomes the property "$clock", what the sender said
 * "$orig_ts".  Its messageId is made the source's own, and made of the item's number where there is none.
 */
#pragma once

#include "base/buf.h"
#include "collect/event.h"
#include "store/inbox.h"

struct move_bad { /* for quarantine */
	int64_t seq;
	const char *why;
	struct str record; /* as it came */
};

struct move_lines {
	struct buf *text;
	struct str inbox;
	size_t event_bytes; /* the ceiling of one; 0: COLLECT_EVENT_BYTES */
	uint64_t n;         /* lines */
	LIST(struct move_bad) bad;
};

void move_lines_add(struct scope *sc, struct move_lines *lines, const struct inbox_item *item);
/* All of it is for quarantine. */
void move_lines_refuse(
	struct scope *sc, struct move_lines *lines, const struct inbox_item *item, const char *why);
