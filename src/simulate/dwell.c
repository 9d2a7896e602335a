#include "simulate/dwell.h"

enum { SHAPE_PARTS = 7, LATER_PARTS = 6 };

/* exp(sigma z) in thousandths at z = -2.2, -1.645, -0.842, -0.253, 0.253, 0.842, 1.645, 2.2 */
static const uint32_t shapes[DWELL_SHAPES][SHAPE_PARTS + 1] = {
	[DWELL_WIDE] = { 138, 228, 469, 796, 1256, 2133, 4395, 7243 },
	[DWELL_EVEN] = { 333, 439, 657, 881, 1135, 1523, 2276, 3004 },
	[DWELL_TIGHT] = { 577, 663, 810, 939, 1065, 1234, 1509, 1733 },
};

/* Normal probabilities between those z, in thousandths; what lies outside is in the outer parts. */
static const uint32_t shape_weights[SHAPE_PARTS] = { 50, 150, 200, 200, 200, 150, 50 };

static const uint32_t later_knots[LATER_PARTS + 1] = { DWELL_LATER_S, 36000, 72000, 100000, 180000, 350000,
	690000 };
static const uint32_t later_weights[LATER_PARTS] = { 100, 200, 300, 200, 150, 50 };

static void part_add(struct dwell *d, uint32_t low, uint32_t high, uint32_t weight)
{
	if (weight)
		d->parts[d->n++] = (struct dwell_part){ low, high, weight };
}

struct dwell dwell_make(uint32_t typical_s, enum dwell_shape shape, uint32_t later)
{
	struct dwell d = { 0 };
	uint32_t low = 1;

	for (size_t i = 0; i <= SHAPE_PARTS; i++) {
		uint32_t knot = (uint32_t)((uint64_t)typical_s * shapes[shape][i] / 1000);
		if (knot <= low)
			knot = low + (i > 0);
		if (i > 0)
			part_add(&d, low, knot, shape_weights[i - 1] * (1000 - later));
		low = knot;
	}
	for (size_t i = 0; i < LATER_PARTS; i++)
		part_add(&d, later_knots[i], later_knots[i + 1], later_weights[i] * later);
	return d;
}

uint32_t dwell_draw(const struct dwell *d, struct random *rng)
{
	uint32_t at = random_below(rng, DWELL_WEIGHT);
	const struct dwell_part *part = d->parts;

	for (; at >= part->weight; part++)
		at -= part->weight;
	return part->low + random_below(rng, part->high - part->low);
}

/* num / den of DWELL_WEIGHT; at most one part is only partly counted, so this is exact. */
struct fraction {
	uint64_t num, den;
};

static struct fraction share_until(const struct dwell *d, uint32_t s)
{
	uint64_t whole = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct dwell_part *part = &d->parts[i];
		if (s < part->low)
			break;
		if (s < part->high - 1) {
			uint64_t den = part->high - part->low;
			return (struct fraction){ whole * den + (uint64_t)part->weight * (s - part->low + 1),
				den };
		}
		whole += part->weight;
	}
	return (struct fraction){ whole, 1 };
}

double dwell_share(const struct dwell *d, uint32_t s)
{
	struct fraction f = share_until(d, s);

	return (double)f.num / (double)f.den / DWELL_WEIGHT;
}

uint32_t dwell_median(const struct dwell *d, uint32_t limit_s)
{
	uint32_t low = 1, high = d->parts[d->n - 1].high;
	struct fraction all = share_until(d, limit_s);

	if (all.num == 0)
		return 0;
	/* numerators stay below 1e6 parts of 7e5 seconds, so the products stay below 1e18 */
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct fraction f = share_until(d, middle);
		if (2 * f.num * all.den >= all.num * f.den)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}
