/* persona - what the data says of those who belong to a persona or a segment: how many, when, where, over what, how
 * they feel.
 *
 *	struct members_rule rule; ... members_rule(sc, docs, PAPER_PERSONA, STR("first-time-buyer"), &rule) ...
 *	struct persona_facts *facts = persona_facts(sc, study, def, &rule);
 *	facts->share.low, facts->touchpoints.at[0].share
 *
 * Shares are of the members, one customer one voice.  Membership is decided as of the newest event.
 */
#pragma once

#include "answer/members.h"
#include "model/channel.h"
#include "model/estimate.h"

enum { PERSONA_PLACES = 5 };

/* Of all members: the middle one, with its 95 % interval. */
struct persona_median {
	bool known;
	uint64_t value, low, high, n;
};

struct persona_place {
	struct str id, name;
	uint64_t customers;
	struct estimate share;
};

struct persona_channel {
	enum channel channel;
	uint64_t customers;
	struct estimate share;
};

struct persona_facts {
	const uint64_t *members;
	uint64_t n, customers; /* members; all customers */
	struct estimate share;
	uint64_t events, journeys; /* of the members */
	struct persona_median events_each, journeys_each;
	uint64_t weekdays[7], hours[24];        /* events, from Monday, by UTC */
	unsigned weekday, hour;                 /* the commonest; nothing where there are no events */
	LIST(struct persona_place) touchpoints; /* of the map, the commonest first */
	LIST(struct persona_channel) channels;  /* the commonest first */
	struct estimate feeling;                /* -2..2; one value a customer */
	struct str feeling_from;                /* the scales, or "by their words"; p NULL: not known */
};

/* `def` NULL: no touchpoints are told.  rule->rule must be there. */
struct persona_facts *persona_facts(struct scope *sc, struct study *study, const struct definition *def,
	const struct members_rule *rule) MUST_USE;

const char *persona_weekday(unsigned day); /* 0: "Monday" */
