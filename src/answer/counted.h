/* counted - how many customers a condition means while somebody is still writing it: nothing is kept.
 *
 *	struct counted *c = study_counted(sc, study, def, condition, true);
 *	c->customers, c->of, c->share.low, c->parts[0].customers
 *
 * `def` NULL: what the condition names are events, not touchpoints.
 */
#pragma once

#include "answer/where.h"

struct counted_part {
	struct str who; /* in words */
	uint64_t customers;
};

struct counted {
	struct str who;
	uint64_t customers, of; /* that did anything */
	uint64_t events, journeys;
	struct estimate share;
	struct counted_part *parts; /* of an `all` or `any`, each by itself */
	size_t n_parts;
};

struct counted *study_counted(struct scope *sc, struct study *study, const struct definition *def,
	const struct condition *condition, bool parts) MUST_USE;

/* The same of customers who are known already, called `who`. */
struct counted *study_counted_members(struct scope *sc, struct study *study, const struct definition *def,
	const uint64_t *members, struct str who) MUST_USE;
