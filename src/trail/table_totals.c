#include "trail/table.h"

struct totals {
	const struct table_ask *ask;
	struct stats s; /* its totals alone */
	uint32_t customer;
	bool any;
};

static void *totals_open(struct scope *sc, const struct table_ask *ask)
{
	struct totals *t = NEW(sc, struct totals);

	t->ask = ask;
	return t;
}

static void count_unit(struct totals *t, const struct block *b, size_t u, bool wide)
{
	int64_t first = b->base_s + block_time(b, b->start[u], wide),
		last = b->base_s + block_time(b, b->start[u + 1] - 1, wide);
	bool goal = b->flags[u] & BLOCK_GOAL, open = b->flags[u] & BLOCK_OPEN, settled = first <= t->ask->settled_s;

	t->s.customers += !t->any || t->customer != b->customer[u];
	t->customer = b->customer[u];
	t->s.from_s = !t->any || first < t->s.from_s ? first : t->s.from_s;
	t->s.to_s = !t->any || last > t->s.to_s ? last : t->s.to_s;
	t->any = true;
	t->s.converted += goal;
	t->s.open += open && !goal;
	t->s.settled += settled;
	t->s.settled_converted += settled && goal;
	t->s.settled_left += settled && !goal && !open;
	t->s.cases += (b->flags[u] & BLOCK_CASE) != 0;
}

static void totals_block(void *mine, const struct block *b)
{
	struct totals *t = mine;

	for (size_t u = 0; u < b->units; u++)
		count_unit(t, b, u, !b->time);
	t->s.journeys += b->units;
	t->s.events += b->n;
}

static void totals_give(struct scope *sc, void *mine, struct stats *s)
{
	struct totals *t = mine;

	(void)sc;
	t->s.left = t->s.journeys - t->s.converted - t->s.open;
	if (t->s.events && (!s->events || t->s.from_s < s->from_s))
		s->from_s = t->s.from_s;
	if (t->s.events && (!s->events || t->s.to_s > s->to_s))
		s->to_s = t->s.to_s;
	s->customers += t->s.customers;
	s->events += t->s.events;
	s->journeys += t->s.journeys;
	s->converted += t->s.converted;
	s->left += t->s.left;
	s->open += t->s.open;
	s->settled += t->s.settled;
	s->settled_converted += t->s.settled_converted;
	s->settled_left += t->s.settled_left;
	s->cases += t->s.cases;
}

const struct table table_totals = { 0, BLOCK_STATE, totals_open, totals_block, totals_give };
