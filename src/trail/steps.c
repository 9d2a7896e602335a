#include "trail/steps.h"

struct counting {
	struct steps *m;
	const struct steps_wish *wish;
	struct scope mine;
	LIST(uint16_t) visits; /* touchpoints of the journey in hand, runs made one */
};

static void find_visits(struct counting *c, const struct journey *j)
{
	c->visits.n = 0;
	for (size_t i = 0; i < j->n; i++)
		if (i == 0 || j->touch[i] != j->touch[i - 1])
			*LIST_ADD(&c->mine, &c->visits) = j->touch[i];
}

/* The first visit of `touch` at or after `from`; visits.n when there is none. */
static size_t visit_of(const struct counting *c, int touch, size_t from)
{
	while (from < c->visits.n && c->visits.at[from] != touch)
		from++;
	return from;
}

static void count_rows(struct counting *c, size_t anchor, size_t end)
{
	struct steps *m = c->m;

	m->journeys++;
	for (size_t row = 0; row <= m->depth; row++) {
		bool there = m->backward ? row <= anchor : anchor + row < end;
		size_t place = m->backward ? anchor - row : anchor + row;
		m->at[steps_cell(m, row, there ? c->visits.at[place] : m->columns - 1)]++;
	}
}

static void count_journey(void *to, const struct journey *j)
{
	struct counting *c = to;

	find_visits(c, j);
	c->m->all++;
	size_t n = c->visits.n, anchor = 0, end = n;
	if (c->wish->from != STEPS_NO_ANCHOR)
		anchor = visit_of(c, c->wish->from, 0);
	else if (c->wish->to != STEPS_NO_ANCHOR)
		anchor = visit_of(c, c->wish->to, 0);
	if (anchor == n)
		return;
	if (c->wish->from != STEPS_NO_ANCHOR && c->wish->to != STEPS_NO_ANCHOR) {
		end = visit_of(c, c->wish->to, anchor + 1);
		if (end++ == n)
			return;
	}
	count_rows(c, anchor, end);
}

struct steps *steps_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *walk, const struct steps_wish *wish)
{
	struct counting c = { .wish = wish };

	if (wish->depth < 1 || wish->depth > STEPS_DEPTH)
		return scope_fail(sc, FAULT_LIMIT, "the depth is 1 to %d, not %zu", STEPS_DEPTH, wish->depth);
	c.m = NEW(sc, struct steps);
	c.m->depth = wish->depth;
	c.m->columns = rules->touchpoints + 2;
	c.m->backward = wish->from == STEPS_NO_ANCHOR && wish->to != STEPS_NO_ANCHOR;
	c.m->at = NEW_ARRAY(sc, uint64_t, (wish->depth + 1) * c.m->columns);
	trail_walk(trail, rules, walk, count_journey, &c);
	scope_close(&c.mine);
	return c.m;
}

void steps_merge(struct steps *into, const struct steps *from)
{
	into->journeys += from->journeys;
	into->all += from->all;
	for (size_t i = 0; i < (into->depth + 1) * into->columns; i++)
		into->at[i] += from->at[i];
}
