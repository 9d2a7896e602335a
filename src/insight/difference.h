/* difference - two numbers of the same thing, before and after: how far apart, with a 95 % interval and a test.
 *
 *	struct difference d = difference_shares(48, 80, 56, 70);        // .2, .0524 to .3339
 *	struct difference m = difference_means(&before, &after);        // Welch
 *	struct difference t = difference_medians(&before, &after);      // of durations, with their intervals
 *
 * Always after minus before.  Not known where one of them is not.
 */
#pragma once

#include "model/estimate.h"

struct difference {
	bool known;
	double value, low, high;
	double p; /* two-sided, that there is none; 1 where it cannot be tested */
};

/* A mean as what adds up. */
struct moments {
	uint64_t n;
	double sum, squares;
};

struct difference difference_shares(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b);

/* On a scale from low to high. */
struct difference difference_means(const struct moments *a, const struct moments *b, double low, double high);

struct difference difference_medians(const struct duration *a, const struct duration *b);
