/* dwell - how long visits of a simulated touchpoint last: whole seconds, and a median that is exactly known.
 *
 *	struct dwell d = dwell_make(40, DWELL_WIDE, 100);     // about 40 s; one in ten goes on another day
 *	uint32_t seconds = dwell_draw(&d, &rng);
 *	uint32_t truth = dwell_median(&d, UINT32_MAX);
 *
 * A distribution is a row of parts that do not overlap, with even chances for every whole second of a part:
 * shaped like a lognormal one, but its distribution function is a fraction of whole numbers.
 */
#pragma once

#include "simulate/random.h"

enum { DWELL_PARTS = 16, DWELL_WEIGHT = 1000000, DWELL_LATER_S = 3 * 3600 };

enum dwell_shape {
	DWELL_WIDE,  /* as a lognormal with sigma 0.9: pages */
	DWELL_EVEN,  /* sigma 0.5: talks, answers */
	DWELL_TIGHT, /* sigma 0.25: parcels */
	DWELL_SHAPES,
};

struct dwell {
	size_t n;
	struct dwell_part {
		uint32_t low,
			high; /* low <= seconds < high; each part begins where the one before it ends, or later */
		uint32_t weight; /* of DWELL_WEIGHT */
	} parts[DWELL_PARTS];
};

/* `typical_s` is about the median of those who go on at once.  Of a thousand, `later` go on another day,
 * after DWELL_LATER_S up to eight days; with later > 0 the others must be gone by then (8 * typical_s is
 * below DWELL_LATER_S). */
struct dwell dwell_make(uint32_t typical_s, enum dwell_shape shape, uint32_t later);

/* At least 1. */
uint32_t dwell_draw(const struct dwell *d, struct random *rng);

/* The share that lasts at most `s` seconds. */
double dwell_share(const struct dwell *d, uint32_t s);

/* The median of those that last at most `limit_s`, by nearest rank: the smallest whole second that at least
 * half of them do not exceed.  0 where none is that short. */
uint32_t dwell_median(const struct dwell *d, uint32_t limit_s);
