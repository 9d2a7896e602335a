#include "trail/hist.h"

#include <math.h>

/* Octave 0 holds 0 .. 2^bits - 1 second by second; octave k holds 2^(bits+k-1) .. 2^(bits+k) - 1. */
static void place(const struct hist *h, uint64_t seconds, unsigned *octave, unsigned *bin)
{
	unsigned size = 1u << h->bits;

	if (seconds < size) {
		*octave = 0;
		*bin = (unsigned)seconds;
		return;
	}
	unsigned top = 63u - (unsigned)__builtin_clzll(seconds);
	*octave = top - h->bits + 1;
	*bin = (unsigned)((seconds - (1ull << top)) >> (top - h->bits));
}

static double middle(const struct hist *h, unsigned octave, unsigned bin)
{
	if (octave == 0)
		return bin;
	unsigned top = octave + h->bits - 1, shift = top - h->bits;
	return (double)((1ull << top) + ((uint64_t)bin << shift)) + (double)((1ull << shift) - 1) / 2;
}

static uint64_t *octave_of(struct scope *sc, struct hist *h, unsigned octave)
{
	if (!h->octaves[octave])
		h->octaves[octave] = NEW_ARRAY(sc, uint64_t, (size_t)1 << h->bits);
	return h->octaves[octave];
}

void hist_add(struct scope *sc, struct hist *h, int64_t seconds)
{
	unsigned octave, bin;

	place(h, seconds < 0 ? 0 : (uint64_t)seconds, &octave, &bin);
	if (octave >= HIST_OCTAVES) {
		octave = HIST_OCTAVES - 1;
		bin = (1u << h->bits) - 1;
	}
	octave_of(sc, h, octave)[bin]++;
	h->n++;
}

void hist_merge(struct scope *sc, struct hist *into, const struct hist *from)
{
	for (unsigned k = 0; k < HIST_OCTAVES; k++) {
		if (!from->octaves[k])
			continue;
		uint64_t *bins = octave_of(sc, into, k);
		for (unsigned i = 0; i < 1u << from->bits; i++)
			bins[i] += from->octaves[k][i];
	}
	into->n += from->n;
}

double hist_rank(const struct hist *h, uint64_t rank)
{
	uint64_t seen = 0;

	for (unsigned k = 0; k < HIST_OCTAVES; k++) {
		for (unsigned i = 0; h->octaves[k] && i < 1u << h->bits; i++) {
			seen += h->octaves[k][i];
			if (seen >= rank && h->octaves[k][i])
				return middle(h, k, i);
		}
	}
	return NAN;
}

double hist_quantile(const struct hist *h, double q)
{
	double rank = ceil(q * (double)h->n - 1e-9);

	return hist_rank(h, rank < 1 ? 1 : (uint64_t)rank);
}
