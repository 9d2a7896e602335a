/* agreement - how well a grouping that was found agrees with the true one, over pairs of items.
 *
 *	struct agreement a = agreement_count(sc, truth, found, n);    // a group's number for each item, twice
 *	if (agreement_precision(&a) < .999) ...
 *
 * A pair counts as true where both items are of one true group, as found where both are of one found group.  Counted
 * over the contingency table of the two groupings (Hubert and Arabie 1985): n log n, never pair by pair.
 */
#pragma once

#include "base/scope.h"

/* An item that is in a group with nobody. */
#define AGREEMENT_ALONE UINT32_MAX

struct agreement {
	uint64_t pairs_true, pairs_found, pairs_both;
};

struct agreement agreement_count(struct scope *sc, const uint32_t *truth, const uint32_t *found, size_t n);

/* Of the pairs that were found, the share that is true; 1 where none was found. */
double agreement_precision(const struct agreement *a);

/* Of the true pairs, the share that was found; 1 where there is none. */
double agreement_recall(const struct agreement *a);

uint64_t agreement_pairs(uint64_t items); /* n choose 2 */
