/* bins - many histograms of one worker, as they are counted: 32 bits a bin, made where something falls.
 *
 *	struct bins b = bins_new(sc, pairs, HIST_COARSE, longest);
 *	bins_add(&b, pair, seconds);
 *	bins_give(sc, &b, pair, &transition->gap);           // into the histogram that is kept
 *
 * Nothing longer than `longest` seconds may be added.  The bins are those of hist.h.  Fewer than 2^32 of anything may be added.
 */
#pragma once

#include "trail/hist.h"

struct bins {
	struct scope *sc;
	unsigned bits;
	size_t rows;
	unsigned octaves; /* a row */
	uint32_t *octave; /* [rows * octaves] where its bins begin in the pool, in octaves; 0: none yet */
	uint32_t *pool;
	size_t used, room; /* octaves */
};

/* Between the first and the last microsecond that there are; for `longest` where nothing bounds it. */
#define BINS_LONGEST (INT64_MAX / 1000000 * 2)

struct bins bins_new(struct scope *sc, size_t rows, unsigned bits, uint64_t longest);
uint32_t bins_make(struct bins *b, size_t at);
void bins_give(struct scope *sc, const struct bins *b, size_t row, struct hist *into);

/* A duration's octave and bin in one number: code >> bits is the octave. */
static inline uint32_t bins_code(uint64_t seconds, unsigned bits)
{
	unsigned octave = hist_octave(bits, seconds);

	return octave << bits | hist_bin(bits, octave, seconds);
}

static inline __attribute__((always_inline)) void bins_add_code(
	struct bins *b, size_t row, uint32_t code, unsigned bits)
{
	size_t at = row * b->octaves + (code >> bits);
	uint32_t begins = b->octave[at];

	if (__builtin_expect(!begins, 0))
		begins = bins_make(b, at);
	b->pool[((size_t)begins << bits) + (code & ((1u << bits) - 1))]++;
}

static inline __attribute__((always_inline)) void bins_add(
	struct bins *b, size_t row, uint64_t seconds, unsigned bits)
{
	bins_add_code(b, row, bins_code(seconds, bits), bits);
}

/* The codes of many durations of less than 2^31 seconds, for bits of HIST_COARSE. */
void bins_codes(const uint32_t *from, const uint32_t *to, size_t n, uint16_t *codes);
