/* skew - when something happened by the server's clock, where the sender's clock is wrong.
 *
 *	enum skew_rule rule;
 *	int64_t when = skew_correct(&(struct skew_times){ .received = now, .sent = sent, .original = then, .has_sent = true,
 *		.has_original = true }, &rule);
 *
 * occurred = received - (sent - original): what the sender's clock is off by cancels out.  Segment, RudderStack, PostHog and
 * Snowplow count alike.  Of live evidence only; files are taken at their word.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct skew_times {             /* microseconds UTC */
	int64_t received;       /* by the server's clock */
	int64_t sent, original; /* by the sender's: when it was sent, when it happened */
	int64_t timestamp;      /* what a server-side library says, or a browser's with `browser` */
	bool has_sent, has_original, has_timestamp;
	bool browser; /* the library runs on a visitor's machine: its clock is not to be trusted */
};

enum skew_rule {
	SKEW_RECEIVED,  /* nothing was said: when it came */
	SKEW_CORRECTED, /* sent and original */
	SKEW_STAMPED,   /* the sender's timestamp, as it is */
	SKEW_CLAMPED,   /* it would lie more than SKEW_AHEAD_US ahead: when it came */
	SKEW_RULES,
};

#define SKEW_AHEAD_US (INT64_C(23) * 3600 * 1000000) /* PostHog's bound */

int64_t skew_correct(const struct skew_times *times, enum skew_rule *rule);
const char *skew_rule_name(enum skew_rule rule); /* "corrected" */
