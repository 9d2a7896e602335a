/* steps - the step matrix: where journeys are one, two, three ... visits after (or before) an anchor.
 *
 *	struct steps *m = steps_count(sc, trail, &rules, &walk, &(struct steps_wish){ .from = cart, .to = -1, .depth = 5 });
 *	m->at[steps_cell(m, 2, touchpoint)]          // journeys that are there two visits after the cart
 *
 * Row 0 is the anchor.  Every journey that has the anchor stands once in every row: at a touchpoint, in
 * "unsorted", or in the last column, where it had ended by then (or, counted backwards, not begun).
 */
#pragma once

#include "trail/walk.h"

enum { STEPS_DEPTH = 50, STEPS_NO_ANCHOR = -1 };

struct steps_wish {
	int from; /* a touchpoint: rows go forward from its first visit; STEPS_NO_ANCHOR: from the entry */
	int to;   /* a touchpoint: without `from`, rows go backward from its first visit; with `from`, only
	           * journeys that come to it at a later visit count, and their rows end there */
	size_t depth; /* rows after the anchor, 1..STEPS_DEPTH */
};

struct steps {
	size_t depth, columns; /* columns: touchpoints, unsorted, ended */
	uint64_t journeys;     /* with the anchor (or both) */
	uint64_t all;          /* walked */
	bool backward;
	uint64_t *at; /* [(depth + 1) * columns] */
};

static inline size_t steps_cell(const struct steps *m, size_t row, size_t column)
{
	return row * m->columns + column;
}

/* NULL, with the reason, where the depth is out of range. */
struct steps *steps_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *walk, const struct steps_wish *wish) MUST_USE;

void steps_merge(struct steps *into, const struct steps *from); /* the same wish over other customers */
