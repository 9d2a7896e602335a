#include "trail/table.h"

/* --- how many -------------------------------------------------------------------------------------- */

struct totals {
	uint64_t customers, journeys, events;
};

static void *totals_open(struct scope *sc, const struct table_ask *ask)
{
	(void)ask;
	return NEW(sc, struct totals);
}

static void totals_block(void *mine, const struct block *b)
{
	struct totals *t = mine;

	t->customers += b->customers;
	t->journeys += b->units;
	t->events += b->n;
}

static void totals_give(struct scope *sc, void *mine, struct stats *s)
{
	const struct totals *t = mine;

	(void)sc;
	s->customers += t->customers;
	s->journeys += t->journeys;
	s->events += t->events;
}

const struct table table_totals = { 0, 0, totals_open, totals_block, totals_give };

/* --- what became of them ---------------------------------------------------------------------------- */

struct states {
	int64_t settled_s, from_s, to_s;
	uint64_t converted, left, open, answered, settled, settled_converted, settled_left, cases;
};

static void *states_open(struct scope *sc, const struct table_ask *ask)
{
	struct states *t = NEW(sc, struct states);

	*t = (struct states){ .settled_s = ask->settled_s, .from_s = INT64_MAX, .to_s = INT64_MIN };
	return t;
}

static void states_block(void *mine, const struct block *b)
{
	struct states *t = mine;

	for (size_t u = 0; u < b->units; u++) {
		int64_t first = b->base_s + block_time(b, b->start[u], !b->time),
			last = b->base_s + block_time(b, b->start[u + 1] - 1, !b->time);
		bool goal = b->flags[u] & BLOCK_GOAL, open = b->flags[u] & BLOCK_OPEN,
		     answered = block_answered(b->flags[u]), settled = !answered && first <= t->settled_s;
		t->from_s = first < t->from_s ? first : t->from_s;
		t->to_s = last > t->to_s ? last : t->to_s;
		t->converted += goal;
		t->answered += answered;
		t->open += open & !goal & !answered;
		t->left += !open & !goal & !answered;
		t->settled += settled;
		t->settled_converted += settled & goal;
		t->settled_left += settled & !goal & !open;
		t->cases += (b->flags[u] & BLOCK_CASE) != 0;
	}
}

static void states_give(struct scope *sc, void *mine, struct stats *s)
{
	const struct states *t = mine;
	bool any = s->converted + s->left + s->open + s->answered > 0;

	(void)sc;
	if (t->converted + t->left + t->open + t->answered == 0)
		return;
	s->from_s = any && s->from_s < t->from_s ? s->from_s : t->from_s;
	s->to_s = any && s->to_s > t->to_s ? s->to_s : t->to_s;
	s->converted += t->converted;
	s->left += t->left;
	s->open += t->open;
	s->answered += t->answered;
	s->settled += t->settled;
	s->settled_converted += t->settled_converted;
	s->settled_left += t->settled_left;
	s->cases += t->cases;
}

const struct table table_states = { STATS_STATES, BLOCK_STATE, states_open, states_block, states_give };
