/* cut - stages as pieces of the order of touchpoints: where movement and words change.
 *
 *	struct cut_input in = { .n = n, .transitions = counts, .reach = reach, .journeys = journeys,
 *		.outcomes_from = n };
 *	struct cut cut = cut_find(sc, &in);       // stage i: positions cut.from[i] .. cut.from[i + 1] - 1
 *
 * Maximises the modularity of the undirected transitions (with a part of the shared neighbours, so that card
 * and cash, between which nobody moves, stay together) plus what words say for a stage, by dynamic
 * programming over the cut points: exact, O(n^3 + n^2 * CUT_MOST * labels^2), n up to 250.
 */
#pragma once

#include "insight/words.h"

enum { CUT_MOST = 7 };

struct cut_input {
	size_t n;                    /* all arrays are in the order of the map already */
	const uint64_t *transitions; /* n * n: [a * n + b], moves from a to b */
	const uint64_t *reach;       /* journeys that pass it */
	uint64_t journeys;
	size_t outcomes_from;          /* outcomes, from here on, are the last stage together; n: none */
	const struct words_say *words; /* what the names say; NULL: not to be used */
};

struct cut {
	size_t n;                  /* stages; 0 only where there is no touchpoint */
	size_t from[CUT_MOST + 1]; /* from[n] is the number of touchpoints */
	enum default_stage
		label[CUT_MOST]; /* what words say, each label once, in their order; or STAGE_UNKNOWN */
	double score;
};

/* Where there are no transitions and no words, and for up to three touchpoints on which words do not differ:
 * one stage.  Else 2 to 7; words may want one only.  A stage of one touchpoint stands at either end, or where
 * more than half of the journeys pass it. */
struct cut cut_find(struct scope *sc, const struct cut_input *in);

/* The score of any cut of this input, for comparison. */
double cut_score(struct scope *sc, const struct cut_input *in, const struct cut *cut);

/* How clearly the words of a name speak for a stage: 1 for it alone, -1 for another alone, 0 nothing. */
double cut_fit(const struct words_say *say, enum default_stage stage);
