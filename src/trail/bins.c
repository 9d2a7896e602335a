#include "trail/bins.h"

enum { FIRST_ROOM = 256 };

struct bins bins_new(struct scope *sc, size_t rows, unsigned bits)
{
	struct bins b = { .sc = sc, .bits = bits, .rows = rows, .used = 1, .room = FIRST_ROOM };

	b.octave = NEW_ARRAY(sc, uint32_t, rows * HIST_OCTAVES);
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
	for (unsigned octave = 0; octave < HIST_OCTAVES; octave++) {
		uint32_t begins = b->octave[row * HIST_OCTAVES + octave];
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
