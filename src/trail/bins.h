/* bins - many histograms of one worker, as they are counted: 32 bits a bin, made where something falls.
 *
 *	struct bins b = bins_new(sc, pairs, HIST_COARSE);
 *	bins_add(&b, pair, seconds);
 *	bins_give(sc, &b, pair, &transition->gap);           // into the histogram that is kept
 *
 * The bins are those of hist.h.  Fewer than 2^32 of anything may be added.
 */
#pragma once

#include "trail/hist.h"

struct bins {
	struct scope *sc;
	unsigned bits;
	size_t rows;
	uint32_t *octave; /* [rows * HIST_OCTAVES] where its bins begin in the pool, in octaves; 0: none yet */
	uint32_t *pool;
	size_t used, room; /* octaves */
};

struct bins bins_new(struct scope *sc, size_t rows, unsigned bits);
uint32_t bins_make(struct bins *b, size_t at);
void bins_give(struct scope *sc, const struct bins *b, size_t row, struct hist *into);

static inline void bins_add(struct bins *b, size_t row, uint64_t seconds, unsigned bits)
{
	unsigned octave = hist_octave(bits, seconds), bin = hist_bin(bits, octave, seconds);
	size_t at = row * HIST_OCTAVES + octave;
	uint32_t begins = b->octave[at];

	if (__builtin_expect(!begins, 0))
		begins = bins_make(b, at);
	b->pool[((size_t)begins << bits) + bin]++;
}
