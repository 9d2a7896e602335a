/* hist - how often each duration occurred: a histogram of whole seconds that can be added to another.
 *
 * Bins are log-linear: below 2^bits seconds each second has its own, above it 2^bits bins divide every
 * doubling, so a bin is never wider than 2^-bits of its value (bits 10: 0.1 %, bits 5: 3.1 %).
 * Quantiles are by nearest rank and name the bin's middle; in bins of one second they are exact.
 */
#pragma once

#include "base/scope.h"

enum { HIST_FINE = 10, HIST_COARSE = 5, HIST_OCTAVES = 48 };

struct hist {
	unsigned bits; /* HIST_FINE or HIST_COARSE; set before the first hist_add */
	uint64_t n;
	uint64_t *octaves[HIST_OCTAVES]; /* each 2^bits counts; NULL where nothing fell */
};

void hist_add(struct scope *sc, struct hist *h, int64_t seconds);              /* negative counts as 0 */
void hist_merge(struct scope *sc, struct hist *into, const struct hist *from); /* the same bits */

/* The smallest value with at least `rank` values (1..n) at or below it, in seconds. */
double hist_rank(const struct hist *h, uint64_t rank);

/* Nearest rank: hist_rank(ceil(q * n)); q in (0, 1]; n > 0. */
double hist_quantile(const struct hist *h, double q);
