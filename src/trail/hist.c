#include "trail/hist.h"

#include <math.h>

static double middle(const struct hist *h, unsigned octave, unsigned bin)
{
	if (octave == 0)
		return bin;
	unsigned top = octave + h->bits - 1, shift = top - h->bits;
	return (double)((1ull << top) + ((uint64_t)bin << shift)) + (double)((1ull << shift) - 1) / 2;
}

uint64_t *hist_bins(struct scope *sc, struct hist *h, unsigned octave)
{
	if (!h->octaves[octave])
		h->octaves[octave] = NEW_ARRAY(sc, uint64_t, (size_t)1 << h->bits);
	return h->octaves[octave];
}

void hist_add(struct scope *sc, struct hist *h, int64_t seconds)
{
	uint64_t s = seconds < 0 ? 0 : (uint64_t)seconds;
	unsigned octave = hist_octave(h->bits, s), bin = hist_bin(h->bits, octave, s);

	if (octave >= HIST_OCTAVES) {
		octave = HIST_OCTAVES - 1;
		bin = (1u << h->bits) - 1;
	}
	hist_bins(sc, h, octave)[bin]++;
	h->n++;
}

void hist_merge(struct scope *sc, struct hist *into, const struct hist *from)
{
	for (unsigned k = 0; k < HIST_OCTAVES; k++) {
		if (!from->octaves[k])
			continue;
		uint64_t *bins = hist_bins(sc, into, k);
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
