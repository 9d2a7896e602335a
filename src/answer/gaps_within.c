/* A promise that a person wrote on the map: here no later than so long after there, in each journey. */
#include "answer/gaps_private.h"

#include <math.h>

static const double day_s = 86400;

struct within {
	struct gaps_work *w;
	struct scope own; /* of the pairs */
	uint16_t since, here;
	int64_t within_s;
	LIST(struct gap_pair) pairs;
	LIST(struct gap_outcome) outcomes;
};

static size_t first_at(const struct journey *j, size_t from, uint16_t touch)
{
	while (from < j->n && j->touch[from] != touch)
		from++;
	return from;
}

/* From the first time there to the first time here behind it. */
static void take(void *to, const struct journey *j)
{
	struct within *at = to;
	size_t from = first_at(j, 0, at->since), came = from < j->n ? first_at(j, from + 1, at->here) : j->n;

	if (from == j->n)
		return;
	int64_t start = part_second(j->part, j->events[from]);
	int64_t now = trail_seconds(at->w->rules->walk.now_us);
	int64_t took = came < j->n ? part_second(j->part, j->events[came]) - start : now - start;
	bool late = took > at->within_s;

	if (came < j->n)
		*LIST_ADD(&at->own, &at->pairs) =
			(struct gap_pair){ (double)at->within_s / day_s, (double)took / day_s, late };
	*LIST_ADD(at->w->sc, &at->outcomes) = (struct gap_outcome){ j->customer,
		j->is_case ? part_case(j->part, j->events[from]) : TRAIL_NO_CASE,
		came < j->n ? (late ? GAP_BROKEN : GAP_KEPT) : (late ? GAP_OVERDUE : GAP_OPEN) };
}

static void one(struct gaps_work *w, size_t touchpoint)
{
	const struct expectation *e = &definition_touchpoint(w->def, touchpoint)->expected;
	int since = definition_find(w->def, e->since);
	struct within at = { .w = w,
		.since = (uint16_t)since,
		.here = (uint16_t)touchpoint,
		.within_s = e->within_us / 1000000 };

	if (!e->within_us || since < 0)
		return;
	trail_walk(w->study->trail, &w->rules->walk,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS, .customers = w->customers, .workers = 1 }, take,
		&at);
	struct gap_line *line = gaps_line(w, MAP_GAP_WITHIN, (int)touchpoint);
	line->at.expected = gaps_touchpoint_name(w, since);
	line->at.actual = gaps_touchpoint_name(w, (int)touchpoint);
	line->at.gap = gap_of(&at.own, GAP_DAYS, at.pairs.at, at.pairs.n, -INFINITY, INFINITY);
	gaps_outcomes(w, line, at.outcomes.at, at.outcomes.n);
	scope_close(&at.own);
}

void gaps_within(struct gaps_work *w)
{
	for (size_t t = 0; t < definition_touchpoints(w->def); t++)
		one(w, t);
}
