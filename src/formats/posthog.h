/* posthog - what an event of PostHog's means, whether it comes as an object or as a row of a table.
 *
 *	struct posthog_event e = { .event = name, .distinct_id = id, .time = time };
 *	e.property[POSTHOG_URL] = url;
 *	return posthog_take(f, row, raw, &e, say_rest, me);
 */
#pragma once

#include "formats/facts.h"

enum posthog_property {
	POSTHOG_URL,
	POSTHOG_SESSION,
	POSTHOG_DEVICE,
	POSTHOG_ANONYMOUS, /* the id that a visitor had before */
	POSTHOG_ALIAS,
	POSTHOG_USER,
	POSTHOG_IDENTIFIED,
	POSTHOG_CAMPAIGN,
	POSTHOG_REVENUE,
	POSTHOG_CURRENCY,
	POSTHOG_ORDER,
	POSTHOG_DEVICE_TYPE,
	POSTHOG_LIBRARY,
	POSTHOG_IP,
	POSTHOG_ANSWER, /* to a survey in the page */
	POSTHOG_SAID,   /* from here on: properties of Wend's under another name */
	POSTHOG_PROPERTIES = POSTHOG_SAID + 11,
};
extern const struct str posthog_keys[POSTHOG_PROPERTIES]; /* "$current_url", ... */

struct posthog_event {
	struct str uuid, event, distinct_id, person_id, time;
	struct str email, phone; /* of the person's properties */
	struct str property[POSTHOG_PROPERTIES];
};

/* What it says as facts; `say_rest` adds the other properties of what is an event. */
bool posthog_take(struct facts *f, uint64_t row, struct str raw, const struct posthog_event *e,
	void (*say_rest)(void *to), void *to) MUST_USE;

/* PostHog's own properties begin with $; those that are not in posthog_keys are noise of the library. */
bool posthog_is_own(struct str key);
