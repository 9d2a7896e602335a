/* steps - the step matrix: where journeys are one, two, three ... visits after (or before) an anchor.
 *
 *	struct steps *m = steps_count(sc, trail, &rules, &walk, &(struct steps_wish){ .from = cart, .to = -1, .depth = 5 });
 *	m->at[steps_cell(m, 2, touchpoint)]          // journeys that are there two visits after the cart
 *
 * An anchor is the entry, or a visit at a touchpoint: the first, the last or every one of a journey.  Row
 * `m->before` is the anchor itself; every anchor stands once in every row: at a touchpoint, in "unsorted", or in the
 * last column, where the journey had ended by then (or, counted backwards, not begun).
 */
#pragma once

#include "trail/walk.h"

enum { STEPS_DEPTH = 1000, STEPS_NO_ANCHOR = -1, STEPS_LINKS = 4 << 20 };

enum steps_anchor { STEPS_FIRST, STEPS_LAST, STEPS_EVERY, STEPS_ANCHORS };
const char *steps_anchor_name(enum steps_anchor anchor); /* "first" */

struct steps_wish {
	int from; /* a touchpoint: rows go forward from its visit; STEPS_NO_ANCHOR: from the entry */
	int to;   /* a touchpoint: without `from`, rows go backward from its visit; with `from`, only visits
	           * behind which the journey comes to it count, and their rows end there */
	size_t depth;             /* rows after the anchor, 1..STEPS_DEPTH */
	enum steps_anchor anchor; /* which visits; without from and to the entry alone is one */
	bool centred;             /* as many rows before the anchor as after it; not with from and to */
	bool links;               /* what goes from each row to the next as well: STEPS_LINKS cells at most */
};

struct steps {
	size_t depth, before, columns; /* columns: touchpoints, unsorted, ended */
	uint64_t journeys;             /* with an anchor */
	uint64_t anchors; /* what stands in each row; other than journeys where every visit is one */
	uint64_t all;     /* walked */
	bool backward;    /* row r is r visits before the anchor */
	uint64_t *at;     /* [(before + depth + 1) * columns] */
	uint64_t *
		links; /* [(before + depth) * columns * columns]: from one row's column to the next row's; NULL: not asked */
};

static inline size_t steps_rows(const struct steps *m)
{
	return m->before + m->depth + 1;
}

static inline size_t steps_cell(const struct steps *m, size_t row, size_t column)
{
	return row * m->columns + column;
}

/* Of those that stand at `from` in this row, how many stand at `to` in the next one. */
static inline size_t steps_link(const struct steps *m, size_t row, size_t from, size_t to)
{
	return (row * m->columns + from) * m->columns + to;
}

/* NULL, with the reason, where the depth is out of range or the wishes do not go together.  Touchpoints are those
 * of the rules, or what the walk's wish folds them to: `columns` - 2 of them. */
struct steps *steps_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *walk, const struct steps_wish *wish) MUST_USE;

void steps_merge(struct steps *into, const struct steps *from); /* the same wish over other customers */
