/* order - the order in which touchpoints are first met, for the columns of a map.
 *
 *	struct order_input in = { .n = n, .first_before = counts, .mean_position = means, .names = names,
 *		.journeys = journeys };
 *	uint32_t *order = order_find(sc, &in);      // order[0] is the touchpoint that comes first
 *
 * The linear ordering problem: of all orders, the one with the largest sum of net(a, b) over a before b,
 * where net(a, b) = journeys in which a's first visit comes before b's, minus the other way round.  Loops do
 * not confuse it as they confuse an order by transitions.  Up to ORDER_MOST touchpoints.
 */
#pragma once

#include "base/str.h"

enum { ORDER_MOST = 250 };

struct order_input {
	size_t n;
	const uint64_t *first_before; /* n * n: [a * n + b], journeys in which a's first visit precedes b's */
	const double *mean_position;  /* 0..1; settles what net leaves open, then the name does */
	const struct str *names;
	const double *rank; /* what words say of the place, any scale, NaN: nothing; or NULL */
	uint64_t journeys;
};

/* The order: n indices, the same for the same input on every machine.  Insertion moves from the mean position
 * until nothing improves, then again from shaken copies of the best. */
uint32_t *order_find(struct scope *sc, const struct order_input *in) MUST_USE;

/* The sum of net over all pairs a before b: what the order is judged by, without the pull of words. */
int64_t order_score(const struct order_input *in, const uint32_t *order);
