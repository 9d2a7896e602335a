/* dictionary - the kinds: each distinct (source, event name, page template, channel, campaign) once.
 *
 * Rules run on the dictionary, not on the data: which touchpoint an event belongs to is decided for its
 * kind.  A workspace has a few thousand kinds at most, whatever the number of its events.
 */
#pragma once

#include "base/names.h"
#include "model/source.h"

enum { DICTIONARY_KINDS = 65535 }; /* the ceiling */

struct kind {
	enum source_kind source;
	struct str event;    /* the event's own name, as the source wrote it */
	struct str page;     /* template of the page address, `*` for what varies; or p NULL */
	struct str channel;  /* as the source wrote it, or p NULL */
	struct str campaign; /* or p NULL */
};

struct dictionary {
	const struct kind *kinds; /* the index is the kind's code */
	uint32_t n;
	const uint32_t *event_code; /* per kind: code of its event name, below n_events */
	const struct str *events;   /* the event names by code */
	uint32_t n_events;
};
