/* funnel - how many journeys (customers, sessions) get through a sequence of steps.
 *
 *	struct funnel_wish wish = { .steps = steps, .n = 3, .mode = FUNNEL_ORDERED, .within_s = 7 * DAY_S };
 *	struct funnel *f = funnel_count(sc, trail, &rules, &walk, &wish, dictionary);
 *	f->steps[2].reached
 *
 * Modes.  ordered: steps at strictly later places, others may lie between; every occurrence of the first step
 * may start (or only the first one: first_attempt), the longest chain counts, among equals the earliest.
 * strict: directly after each other.  any: steps 1..k in whatever order.  open: may enter at any step; a step is
 * reached wherever it occurs, and it is passed where the next one follows.  A window is counted from the
 * first step of the chain, in floored whole seconds, and is met at its very end.  An exclusion between two
 * steps stops the chain there; what is a step of the funnel is never an exclusion.  "After each other" is meant
 * of events: of A A B, the second A and B are.
 */
#pragma once

#include "trail/hist.h"
#include "trail/walk.h"

enum { FUNNEL_STEPS = 32 };

enum funnel_mode { FUNNEL_ORDERED, FUNNEL_STRICT, FUNNEL_ANY, FUNNEL_OPEN, FUNNEL_MODES };

const char *funnel_mode_name(enum funnel_mode mode);
bool funnel_mode_find(struct str name, enum funnel_mode *out) MUST_USE;

/* A step (or an exclusion): a touchpoint, all of a stage's, or an event name. */
struct funnel_step {
	const uint16_t *touchpoints; /* any of these */
	size_t n_touchpoints;
	const uint32_t *events; /* or any of these event names (codes of the dictionary) */
	size_t n_events;
	int64_t within_s; /* from the step before, 0: no limit; ordered and strict modes */
};

struct funnel_wish {
	const struct funnel_step *steps, *without; /* without: exclusions */
	size_t n, n_without;
	enum funnel_mode mode;
	int64_t within_s; /* from the first step of the chain; 0: no limit */
	bool first_attempt;
	bool who;    /* reached_by too */
	bool totals; /* every attempt counts: one a first step, up to the next; ordered and strict modes */
};

struct funnel_row {
	uint64_t reached;
	uint64_t passed;  /* of these: went on to the next step (open mode: may differ from its reached) */
	uint64_t open;    /* of these that did not pass: the unit is still open */
	struct hist time; /* from the step before, of those who reached it; n = 0 for the first */
};

struct funnel {
	size_t n;
	uint64_t units;   /* walked at all */
	uint64_t entered; /* reached any step; with totals, attempts, as all that follows */
	struct funnel_row steps[FUNNEL_STEPS];
	/* Where it was wished for, the units behind each number, as customers: bit set where one of the customer's units
	 * reached it. */
	uint32_t customers; /* bits in each */
	uint64_t *reached_by[FUNNEL_STEPS];
};

/* NULL, with the reason, for no step, more than FUNNEL_STEPS, or a negative window. */
struct funnel *funnel_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *walk, const struct funnel_wish *wish,
	const struct dictionary *dictionary) MUST_USE;

/* Adds `from` to `into`: the same funnel over other customers, who are numbered together. */
void funnel_merge(struct scope *sc, struct funnel *into, const struct funnel *from);
