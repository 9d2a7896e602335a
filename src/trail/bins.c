#include "trail/bins.h"

#include <string.h>

#include "trail/cpu.h"

enum { FIRST_ROOM = 256 };

struct bins bins_new(struct scope *sc, size_t rows, unsigned bits, uint64_t longest)
{
	struct bins b = { .sc = sc, .bits = bits, .rows = rows, .used = 1, .room = FIRST_ROOM };

	b.octaves = hist_octave(bits, longest) + 1;
	b.octave = NEW_ARRAY(sc, uint32_t, rows * b.octaves);
	b.pool = NEW_ARRAY(sc, uint32_t, b.room << bits);
	return b;
}

uint32_t bins_make(struct bins *b, size_t at)
{
	if (b->used == b->room) {
		b->pool = scope_grow(
			b->sc, b->pool, b->room << b->bits, b->room << (b->bits + 1), sizeof *b->pool);
		b->room *= 2;
	}
	return b->octave[at] = (uint32_t)b->used++;
}

void bins_give(struct scope *sc, const struct bins *b, size_t row, struct hist *into)
{
	for (unsigned octave = 0; octave < b->octaves; octave++) {
		uint32_t begins = b->octave[row * b->octaves + octave];
		if (!begins)
			continue;
		const uint32_t *from = b->pool + ((size_t)begins << b->bits);
		uint64_t *to = hist_bins(sc, into, octave);
		for (size_t i = 0; i < (size_t)1 << b->bits; i++) {
			to[i] += from[i];
			into->n += from[i];
		}
	}
}

/* The highest bit as a number's exponent: with the bit below it cleared where it is set, the number is not rounded
 * up to the next power of two. */
static inline uint32_t exponent(uint32_t x)
{
	float f = (float)(int32_t)(x & ~(x >> 1));
	uint32_t bits;

	memcpy(&bits, &f, sizeof bits);
	return (bits >> 23 & 0xFF) -
	       127; /* without the sign: of 2^31 or more it is not right, but not out of range */
}

EACH_CPU
void bins_codes(const uint32_t *from, const uint32_t *to, size_t n, uint16_t *codes)
{
	const uint32_t low = (1u << HIST_COARSE) - 1;

	for (size_t i = 0; i < n; i++) {
		uint32_t seconds = to[i] - from[i], octave = exponent(seconds | low) - (HIST_COARSE - 1);
		uint32_t shift = octave - (octave > 0);
		codes[i] = (uint16_t)(octave << HIST_COARSE | (seconds >> shift & low));
	}
}
