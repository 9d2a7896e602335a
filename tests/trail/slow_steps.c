#include "slow.h"

/* Where the rows of an anchor end: the last visit, or the first one at `to` behind it; -1: it never comes there. */
static int end_of(const struct slow_visits *v, const struct steps_wish *wish, int anchor)
{
	if (wish->from == STEPS_NO_ANCHOR || wish->to == STEPS_NO_ANCHOR)
		return (int)v->n - 1;
	for (int i = anchor + 1; i < (int)v->n; i++)
		if (v->at[i].touch == wish->to)
			return i;
	return -1;
}

static bool is_anchor(const struct slow_visits *v, const struct steps_wish *wish, int i)
{
	int touch = wish->from != STEPS_NO_ANCHOR ? wish->from : wish->to;

	if (touch == STEPS_NO_ANCHOR)
		return i == 0;
	return v->at[i].touch == touch && end_of(v, wish, i) >= 0;
}

static bool counts(const struct slow_visits *v, const struct steps_wish *wish, int i)
{
	bool before = false, behind = false;

	for (int k = 0; k < (int)v->n; k++) {
		before |= k < i && is_anchor(v, wish, k);
		behind |= k > i && is_anchor(v, wish, k);
	}
	return is_anchor(v, wish, i) &&
	       (wish->anchor == STEPS_EVERY || (wish->anchor == STEPS_FIRST ? !before : !behind));
}

static size_t stands(const struct slow_visits *v, int at, int end, size_t columns)
{
	return at >= 0 && at <= end ? (size_t)v->at[at].touch : columns - 1;
}

static void count_rows(struct slow_steps *m, const struct slow_visits *v, const struct steps_wish *wish,
	int anchor, size_t columns)
{
	bool backward = wish->from == STEPS_NO_ANCHOR && wish->to != STEPS_NO_ANCHOR && !wish->centred;
	int before = wish->centred ? (int)wish->depth : 0, end = end_of(v, wish, anchor);

	m->anchors++;
	for (int row = 0; row < (int)m->rows; row++) {
		size_t is = stands(v, backward ? anchor - row : anchor + row - before, end, columns);
		m->at[(size_t)row * columns + is]++;
		if (!row || !m->links)
			continue;
		size_t was = stands(v, backward ? anchor - row + 1 : anchor + row - before - 1, end, columns);
		m->links[((size_t)(row - 1) * columns + was) * columns + is]++;
	}
}

struct slow_steps *slow_steps(
	struct scope *sc, const struct slow *walk, const struct steps_wish *wish, size_t columns)
{
	struct slow_steps *m = NEW(sc, struct slow_steps);

	m->rows = (wish->centred ? 2 * wish->depth : wish->depth) + 1;
	m->at = NEW_ARRAY(sc, uint64_t, m->rows * columns);
	m->links = wish->links ? NEW_ARRAY(sc, uint64_t, m->rows * columns * columns) : NULL;
	for (size_t u = 0; u < walk->units.n; u++) {
		struct slow_visits v = slow_visits(sc, &walk->units.at[u]);
		uint64_t anchors = m->anchors;
		for (int i = 0; i < (int)v.n; i++)
			if (counts(&v, wish, i))
				count_rows(m, &v, wish, i, columns);
		m->journeys += m->anchors > anchors;
		m->all++;
	}
	return m;
}
