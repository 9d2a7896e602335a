#include "trail/bins.h"
#include "trail/table.h"

/* --- reach, visits, leaving ----------------------------------------------------------------------- */

struct at {
	uint32_t customers, journeys, visits, events, backs, entries, exits;
	uint32_t settled, left, settled_converted;
	uint32_t seen_journey, seen_customer; /* the journey, the customer + 1 that was counted last */
};

struct touchpoints {
	const struct table_ask *ask;
	uint32_t journey;
	struct at *at; /* [n + 1] */
};

static void *touchpoints_open(struct scope *sc, const struct table_ask *ask)
{
	struct touchpoints *t = NEW(sc, struct touchpoints);

	t->ask = ask;
	t->at = NEW_ARRAY(sc, struct at, (size_t)ask->ask->n + 1);
	return t;
}

static inline __attribute__((always_inline)) void count_unit(
	struct touchpoints *t, const struct block *b, size_t u, int64_t settled, bool wide)
{
	uint32_t from = b->visits[u], to = b->visits[u + 1], customer = b->customer[u] + 1, journey = ++t->journey;
	uint16_t last = b->touch[b->visit[to - 1]];
	bool goal = b->flags[u] & BLOCK_GOAL, left = !(b->flags[u] & (BLOCK_GOAL | BLOCK_OPEN));

	for (uint32_t v = from; v < to; v++) {
		uint32_t begins = b->visit[v];
		uint16_t touch = b->touch[begins];
		struct at *at = &t->at[touch];
		uint32_t first = at->seen_journey != journey;
		uint32_t judged = first & (block_time(b, begins, wide) <= settled);
		at->visits++;
		at->events += b->visit[v + 1] - begins;
		at->backs += v >= from + 2 && b->touch[b->visit[v - 2]] == touch;
		at->journeys += first;
		at->customers += at->seen_customer != customer;
		at->settled += judged;
		at->settled_converted += judged & goal;
		at->left += judged & left & (touch == last);
		at->seen_journey = journey;
		at->seen_customer = customer;
	}
	t->at[b->touch[b->start[u]]].entries++;
	t->at[last].exits++;
}

static void touchpoints_block(void *mine, const struct block *b)
{
	struct touchpoints *t = mine;
	int64_t settled = t->ask->settled_s - b->base_s;

	for (size_t u = 0; b->time && u < b->units; u++)
		count_unit(t, b, u, settled, false);
	for (size_t u = 0; !b->time && u < b->units; u++)
		count_unit(t, b, u, settled, true);
}

static void touchpoints_give(struct scope *sc, void *mine, struct stats *s)
{
	struct touchpoints *t = mine;

	(void)sc;
	for (uint32_t i = 0; i <= s->n; i++) {
		const struct at *from = &t->at[i];
		struct stats_touchpoint *to = &s->at[i];
		to->customers += from->customers;
		to->journeys += from->journeys;
		to->visits += from->visits;
		to->events += from->events;
		to->returns += from->visits - from->journeys;
		to->backs += from->backs;
		to->entries += from->entries;
		to->arrivals += from->visits - from->entries;
		to->exits += from->exits;
		to->departures += from->visits - from->exits;
		to->settled += from->settled;
		to->left += from->left;
		to->settled_converted += from->settled_converted;
	}
}

const struct table table_touchpoints = { STATS_TOUCHPOINTS, BLOCK_VISITS | BLOCK_STATE, touchpoints_open,
	touchpoints_block, touchpoints_give };

/* --- dwell ---------------------------------------------------------------------------------------- */

struct dwell {
	int64_t idle_s;
	struct bins dwell, time_on;
};

static void *dwell_open(struct scope *sc, const struct table_ask *ask)
{
	struct dwell *d = NEW(sc, struct dwell);

	d->idle_s = ask->rules->idle_s;
	d->dwell = bins_new(sc, (size_t)ask->ask->n + 1, HIST_FINE);
	d->time_on = bins_new(sc, (size_t)ask->ask->n + 1, HIST_FINE);
	return d;
}

static inline __attribute__((always_inline)) bool one_session(
	const struct block *b, uint32_t from, uint32_t to, int64_t idle_s, bool wide)
{
	for (uint32_t i = from; i < to; i++)
		if (block_time(b, i + 1, wide) - block_time(b, i, wide) > idle_s)
			return false;
	return true;
}

static inline __attribute__((always_inline)) void dwell_of(struct dwell *d, const struct block *b, bool wide)
{
	for (size_t u = 0; u < b->units; u++) {
		bool is_case = b->flags[u] & BLOCK_CASE;
		for (uint32_t v = b->visits[u]; v + 1 < b->visits[u + 1]; v++) {
			uint32_t from = b->visit[v], to = b->visit[v + 1];
			int64_t s = block_time(b, to, wide) - block_time(b, from, wide);
			bins_add(&d->dwell, b->touch[from], (uint64_t)s, HIST_FINE);
			if (is_case || s <= d->idle_s ||
				(to - from > 1 && one_session(b, from, to, d->idle_s, wide)))
				bins_add(&d->time_on, b->touch[from], (uint64_t)s, HIST_FINE);
		}
	}
}

static void dwell_block(void *mine, const struct block *b)
{
	if (b->time)
		dwell_of(mine, b, false);
	else
		dwell_of(mine, b, true);
}

static void dwell_give(struct scope *sc, void *mine, struct stats *s)
{
	struct dwell *d = mine;

	for (uint32_t i = 0; i <= s->n; i++) {
		bins_give(sc, &d->dwell, i, &s->at[i].dwell);
		bins_give(sc, &d->time_on, i, &s->at[i].time_on);
	}
}

const struct table table_dwell = { STATS_DWELL, BLOCK_VISITS | BLOCK_STATE, dwell_open, dwell_block,
	dwell_give };
