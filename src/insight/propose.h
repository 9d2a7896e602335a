/* propose - the first map without configuration: order, stages, their names, and the goal.
 *
 *	struct proposal *p = propose(sc, &in);
 *	for (size_t i = 0; i < p->n_stages; i++)
 *		show(p->stages[i].name, p->order + p->stages[i].from, p->stages[i].n, p->stages[i].why);
 *
 * Everything is a guess and says why and how sure it is; nothing here changes what a person has set.
 * NULL, with FAULT_LIMIT, for more than ORDER_MOST candidates.
 */
#pragma once

#include "insight/words.h"

enum { PROPOSE_NO_GOAL = -1, PROPOSE_CASE_ENDS = -2 }; /* no goal; the case is complete */

struct propose_candidate {
	struct str name; /* event name, or page template */
	bool is_page;    /* the name is a page template */
	bool is_asked;   /* its words are a question that the company asks: they name no goal */
	uint64_t reach;  /* journeys with it */
	uint64_t visits, entries, exits;
	double mean_position; /* of its first visit in a journey: 0 the first, 1 the last of the visits */
};

struct propose_input {
	size_t n;
	const struct propose_candidate *at;
	/* n * n each, [a * n + b] */
	const uint64_t *first_before; /* journeys in which a's first visit precedes b's */
	const uint64_t *transitions;  /* moves from a directly to b */
	const uint64_t *together;     /* journeys in which both occur */
	uint64_t journeys;
	bool has_cases;     /* the log brought its cases */
	enum speech speech; /* of the names that Wend gives itself; those of events stay */
};

struct proposed_stage {
	struct str name;
	struct str key; /* what its id is made of: a name that Wend gave, in English */
	struct str why; /* "words: cart, payment"; "flow: 83 % of the moves stay inside"; "position" */
	size_t from, n; /* positions in the order */
	double sure;    /* 0..1 */
	enum default_stage words; /* the default stage that it was named after, or STAGE_UNKNOWN */
};

struct proposal {
	uint32_t *order;    /* [position]: index of the candidate */
	uint32_t *stage_of; /* [position]: index of its stage */
	struct proposed_stage *stages;
	size_t n_stages;
	int goal; /* index of a candidate, PROPOSE_NO_GOAL or PROPOSE_CASE_ENDS */
	struct str goal_why;
	double goal_sure; /* 0..1 */
};

struct proposal *propose(struct scope *sc, const struct propose_input *in) MUST_USE;
