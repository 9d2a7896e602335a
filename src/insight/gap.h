/* gap - expectation against experience: pairs of what was expected and what came, and the gap between the two.
 *
 *	struct gap_pair pairs[] = { { 5, 3, true }, { 4, 4, false } };       // expected, actual, whether it was broken
 *	struct gap g = gap_of(sc, GAP_POINTS, pairs, 2, 1, 5);               // on a scale from 1 to 5
 *	g.difference.value                                                   // -1: less than expected
 *
 * The gap of a pair is actual - expected (SERVQUAL: perception minus expectation; Parasuraman, Zeithaml and Berry
 * 1988).  Days, points of a scale and steps are units of their own: nothing here brings two of them together.
 */
#pragma once

#include "model/estimate.h"

enum gap_unit { GAP_DAYS, GAP_POINTS, GAP_STEPS, GAP_UNITS };

const char *gap_unit_name(enum gap_unit unit); /* "days" */

struct gap_pair {
	double expected, actual;
	bool broken; /* less, or later, than was expected: whoever makes the pair knows which it is */
};

struct gap {
	enum gap_unit unit;
	uint64_t n; /* pairs */
	/* Means with Student's t interval; that of the difference is paired.  Where a spread cannot be told on a scale
	 * without ends (one pair, or all differences equal) the interval is infinite. */
	struct estimate expected, actual, difference;
	struct estimate expected_median, actual_median, difference_median; /* between two order statistics */
	struct estimate broken;                                            /* Wilson */
};

/* Expected and actual lie between low and high, which may be infinite.  The pairs stay in their order. */
struct gap gap_of(struct scope *sc, enum gap_unit unit, const struct gap_pair *pairs, size_t n, double low,
	double high);

/* Of n journeys that came so far, a planned step happened in so many: one step was expected of each. */
struct gap gap_of_step(uint64_t happened, uint64_t n);

/* Whether there is an interval that can be said. */
bool gap_has_interval(const struct estimate *e);
