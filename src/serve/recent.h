/* recent - what came in last from each live source, taken or refused, for who looks whether it works at all.
 *
 *	recent_note(recent, source->id, &(struct recent_event){ .time_us = now, .kind = STR("track"), .name = name });
 *	size_t n = recent_list(sc, recent, source->id, &events);        // the newest first
 *
 * In the memory of the running server, and gone with it.  No identifiers, no properties.  Thread-safe.
 */
#pragma once

#include "base/str.h"

enum {
	RECENT_MOST = 20 /* of a source */,
	RECENT_SOURCES = 1000,
	RECENT_BYTES = 200 /* of a text, cut beyond */
};

struct recent;

struct recent_event {
	int64_t time_us;             /* when it came */
	struct str kind, name, page; /* p NULL: it did not say */
	struct str why;              /* it was refused; p NULL: it was taken */
};

struct recent *recent_open(struct scope *sc) MUST_USE;
void recent_close(struct recent *recent); /* takes NULL */

void recent_note(struct recent *recent, int64_t source, const struct recent_event *event);
size_t recent_list(struct scope *sc, struct recent *recent, int64_t source, struct recent_event **events);
