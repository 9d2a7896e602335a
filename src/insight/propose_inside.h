/* propose_inside - what the three files behind propose.h share: the work in progress.
 *
 *	propose_way(sc, &in): finds the order, then propose_stages(&p), which calls propose_names(&p); each fills its
 *	part of p.out
 */
#pragma once

#include "insight/propose.h"

struct proposing {
	struct scope *sc;
	const struct propose_input *in;
	const struct words *words;
	struct words_say *say; /* by candidate; after the order is found, `ordered` by position */
	struct proposal *out;
	size_t outcomes_from; /* position */
	bool by_flow;         /* words say the same of all stages: they are named plainly */
	struct words_say *ordered;
	uint64_t *transitions, *reach; /* by position */
};

/* The proposal for touchpoints of one way: as propose, which parts the ways first. */
struct proposal *propose_way(struct scope *sc, const struct propose_input *in) MUST_USE;

/* Hardly any journey reaches both. */
bool propose_apart(const struct propose_input *in, size_t a, size_t b);

void propose_stages(struct proposing *p); /* cuts the order and joins what is one stage */
void propose_names(struct proposing *p);  /* names the stages, says why and how sure */

/* The default stage that the words of the positions from .. to - 1 agree on, with the share that does, by
 * reach; STAGE_UNKNOWN where they do not clearly. */
enum default_stage propose_words(const struct proposing *p, size_t from, size_t to, double *share);

/* Of the moves from or to a stage's touchpoints, the share that stays inside; NaN without moves. */
double propose_inside_moves(const struct proposing *p, const struct proposed_stage *stage);

/* What is known from few journeys is not sure, however clear it looks: 0..1. */
double propose_count_sure(uint64_t journeys);

/* Nearly all its visits are the last of their journey. */
bool propose_ends(const struct propose_candidate *c);
