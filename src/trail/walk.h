/* walk - the one way in which everybody's steps are read: journeys, their touchpoints and their ends.
 *
 *	static void on_journey(void *to, const struct journey *j) { ... }
 *	trail_walk(trail, &rules, &(struct walk_wish){ .unit = UNIT_JOURNEYS }, on_journey, &mine);
 *
 * Every report is a fold over this walk, so no two of them can contradict each other.  Definitions: paths.md
 * of the documentation (docs/paths.md).  One call a unit, customers in their order; a customer's journeys in
 * the order of their starts, those that the log brought as cases after those that were cut.
 *
 * An event's touchpoint is settled in its journey (`when` looks no further back), so that it is the same
 * whatever unit is counted.
 */
#pragma once

#include "model/matching.h"
#include "trail/trail.h"

enum { TOUCH_MAX = 65534 };

enum unit { UNIT_JOURNEYS, UNIT_CUSTOMERS, UNIT_SESSIONS, UNITS };
const char *unit_name(enum unit unit); /* "journeys" */

/* Answered: nothing but answers to what the company asked, which are no steps (decision 0061). */
enum journey_state { JOURNEY_CONVERTED, JOURNEY_LEFT, JOURNEY_OPEN, JOURNEY_ANSWERED };

enum { GOAL_NONE = -1, GOAL_CASES = -2 };

/* What a map's definition says about counting.  Touchpoints are 0 .. touchpoints - 1; what nothing matches is
 * `touchpoints` itself ("unsorted"), which is walked like any other, so that nothing is dropped. */
struct walk_rules {
	const struct matching *matching; /* over the kinds of the trail */
	uint32_t touchpoints;
	int goal;            /* a touchpoint; GOAL_NONE; GOAL_CASES: a case that fell silent is complete */
	bool end_at_goal;    /* a journey ends with the first visit at its goal; cases stay whole */
	int64_t silence_s;   /* the silence limit, in seconds */
	int64_t idle_s;      /* the idle limit of sessions, in seconds */
	int64_t now_us;      /* the newest event of the workspace, never the clock */
	const bool *answers; /* [kinds]: an answer, a step of nobody's way; NULL: none is */
};

struct walk_wish {
	enum unit unit;
	const uint64_t *customers; /* bitmap: only these customers; NULL: all */
	bool has_period;           /* only units that start in [from_s, to_s], whole seconds */
	int64_t from_s, to_s;
	const uint16_t *fold; /* [touchpoints + 1]: counts these instead of touchpoints (stages) */
	uint32_t folded;      /* with `fold`: how many these are; `folded` itself is unsorted then */
	unsigned workers;     /* threads, at most CREW_MOST; 0: as many as there are processors */
	unsigned block;       /* events of a block (block.h); 0: as many as fit into the cache */
};

struct journey {
	uint32_t customer;
	size_t n; /* events, at least 1 */
	const struct trail_part *part;
	const uint64_t *events; /* their places in the part, in order */
	const uint16_t *touch;  /* the touchpoint of each (after `fold`) */
	enum journey_state state;
	bool reached_goal, open; /* open also where the goal was reached: fewer than a silence limit ago */
	bool is_case;            /* brought by the log, not cut */
	bool answers;            /* all its events are answers */
	size_t goal_at;          /* its first event at the goal touchpoint; JOURNEY_NOWHERE */
};

#define JOURNEY_NOWHERE SIZE_MAX

typedef void (*walk_fn)(void *to, const struct journey *journey);

void trail_walk(const struct trail *trail, const struct walk_rules *rules, const struct walk_wish *wish,
	walk_fn on_journey, void *to);

/* The same, customer by customer: whoever has a way of their own through the customers. */
struct walk;
struct walk *walk_open(
	const struct walk_rules *rules, const struct walk_wish *wish, walk_fn on_journey, void *to);
void walk_history(struct walk *w, uint32_t customer, struct history history);
void walk_close(struct walk *w);

static inline bool walk_wants(const struct walk_wish *wish, uint32_t customer)
{
	return !wish->customers || trail_has_bit(wish->customers, customer);
}

/* What is counted: touchpoints, or what they are folded to; the number itself stands for unsorted. */
static inline uint32_t walk_touchpoints(const struct walk_rules *rules, const struct walk_wish *wish)
{
	return wish->fold ? wish->folded : rules->touchpoints;
}

/* The pause that ends a unit, in seconds; INT64_MAX where nothing does. */
int64_t walk_limit(const struct walk_rules *rules, enum unit unit);

enum { IDLE_S = 30 * 60, DAY_S = 86400 };
