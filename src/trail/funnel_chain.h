/* funnel_chain - the steps that one unit gets through: the longest chain, and of the longest the earliest.
 *
 *	chains_add(&c, marks, seconds, place);                  // each event that is a step or an exclusion
 *	struct chain chain = chain_ordered(&c);
 *	c.wish->steps[0] happened at c.at_s[chain.at[0]]
 *
 * Linear in the events of the unit (times the steps, squared where there are windows or exclusions), so that
 * one customer of a million events is no trap.
 */
#pragma once

#include "trail/funnel.h"

/* marks: bit s for step s; this bit for an exclusion.  What is a step is no exclusion. */
#define CHAIN_EXCLUDED (1ull << FUNNEL_STEPS)

struct chain {
	size_t depth;              /* steps reached, 0..n */
	uint32_t at[FUNNEL_STEPS]; /* the event of each, among those that were added */
};

struct chains {
	struct scope *sc;
	const struct funnel_wish *wish;
	size_t n, room;
	uint64_t *marks;
	int64_t *at_s;   /* floored seconds */
	uint32_t *place; /* in the unit: strict steps stand side by side */
	uint32_t *end;   /* [steps * room]: see chain_ordered */
	uint64_t seen;   /* all marks */
};

/* What follows one step in the open mode. */
struct chain_pass {
	bool reached, passed;
	int64_t took_s; /* to the next step, where it passed */
};

void chains_clear(struct chains *c);
void chains_add(struct chains *c, uint64_t marks, int64_t at_s, uint32_t place);

struct chain chain_ordered(struct chains *c);
struct chain chain_strict(const struct chains *c);
struct chain chain_any(const struct chains *c);
void chain_open(const struct chains *c, struct chain_pass *out); /* [steps] */
