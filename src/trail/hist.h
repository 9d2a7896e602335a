/* hist - how often each duration occurred: a histogram of whole seconds that can be added to another.
 *
 * Bins are log-linear: below 2^bits seconds each second has its own, above it 2^bits bins divide every
 * doubling, so a bin is never wider than 2^-bits of its value (bits 10: 0.1 %, bits 6: 1.6 %).
 * Quantiles are by nearest rank and name the bin's middle; in bins of one second they are exact.
 */
#pragma once

#include "base/scope.h"

enum { HIST_FINE = 10, HIST_COARSE = 6, HIST_OCTAVES = 48 };

struct hist {
	unsigned bits; /* HIST_FINE or HIST_COARSE; set before the first hist_add */
	uint64_t n;
	uint64_t *octaves[HIST_OCTAVES]; /* each 2^bits counts; NULL where nothing fell */
};

void hist_add(struct scope *sc, struct hist *h, int64_t seconds);              /* negative counts as 0 */
void hist_merge(struct scope *sc, struct hist *into, const struct hist *from); /* the same bits */

/* Where a duration belongs: octave 0 holds 0 .. 2^bits - 1 second by second, octave k 2^(bits+k-1) .. 2^(bits+k) - 1. */
static inline unsigned hist_octave(unsigned bits, uint64_t seconds)
{
	return 64u - (unsigned)__builtin_clzll(seconds | ((1u << bits) - 1)) - bits;
}

static inline unsigned hist_bin(unsigned bits, unsigned octave, uint64_t seconds)
{
	return (unsigned)(seconds >> (octave - (octave > 0))) & ((1u << bits) - 1);
}

/* The bins of an octave, made where there are none. */
uint64_t *hist_bins(struct scope *sc, struct hist *h, unsigned octave);

/* The smallest value with at least `rank` values (1..n) at or below it, in seconds. */
double hist_rank(const struct hist *h, uint64_t rank);

/* Nearest rank: hist_rank(ceil(q * n)); q in (0, 1]; n > 0. */
double hist_quantile(const struct hist *h, double q);
