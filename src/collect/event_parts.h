/* event_parts - what the files of event share: a body taken apart, and what is wrong with an event. */
#pragma once

#include "collect/event.h"

/* `key` where it stands outside the events; it is copied. */
bool event_each(struct scope *sc, enum collect_kind kind, struct str body,
	const struct collect_limits *limits, struct str *key, collect_event_fn fn, void *to) MUST_USE;

/* NULL: nothing is wrong.  The members were read already. */
const char *event_why(const struct collect_event *event, enum collect_kind sent_to);
