#include "trail/bins.h"
#include "trail/table.h"

/* --- reach, visits, leaving ----------------------------------------------------------------------- */

/* Two counters in one number, so that both are added to at once: the second in the upper half. */
#define BOTH(one, two) ((uint64_t)(one) | (uint64_t)(two) << 32)

struct at {
	uint64_t visits_journeys, customers_backs, events_young, converted_left;
	uint32_t seen_journey, seen_customer; /* the journey, the customer + 1 that was counted last */
	uint32_t entries, exits;
	uint64_t unused[2]; /* a line of the cache each */
};

struct touchpoints {
	const struct table_ask *ask;
	struct scope *sc;
	uint32_t units; /* of the blocks before: with its place in this one, a number for each journey */
	struct at *at;  /* [n + 1] */
	uint32_t *left; /* of each unit of the block: the touchpoint where it left; NOWHERE */
	size_t room;
};

static const uint32_t NOWHERE = UINT32_MAX;

static void *touchpoints_open(struct scope *sc, const struct table_ask *ask)
{
	struct touchpoints *t = NEW(sc, struct touchpoints);

	t->ask = ask;
	t->sc = sc;
	t->at = NEW_ARRAY(sc, struct at, (size_t)ask->ask->n + 1);
	return t;
}

static void look_at_ends(struct touchpoints *t, const struct block *b)
{
	if (t->room < b->units) {
		t->room = b->units + BLOCK_EVENTS;
		t->left = NEW_ARRAY(t->sc, uint32_t, t->room);
	}
	for (size_t u = 0; u < b->units; u++) {
		uint16_t last = b->touch[b->start[u + 1] - 1];
		t->at[b->touch[b->start[u]]].entries++;
		t->at[last].exits++;
		t->left[u] = b->flags[u] & (BLOCK_GOAL | BLOCK_OPEN | BLOCK_ANSWERS) ? NOWHERE : last;
	}
}

/* There and back: the visit before the last one was here, in the same journey. */
static inline bool is_back(const struct block *b, size_t v, uint32_t touch, uint32_t unit)
{
	size_t before = b->visit[v > 1 ? v - 2 : v];

	return v > 1 && b->touch[before] == touch && b->unit[before] == unit;
}

/* One loop over all visits, without a look at where journeys end, which nobody could foresee. */
static inline __attribute__((always_inline)) void count_visits(
	struct touchpoints *t, const struct block *b, int64_t settled, bool wide)
{
	for (size_t v = 0; v < b->n_visits; v++) {
		uint32_t i = b->visit[v], touch = b->touch[i], unit = b->unit[i],
			 journey = t->units + unit + 1;
		uint32_t customer = b->customer[unit] + 1;
		struct at *at = &t->at[touch];
		uint64_t first = at->seen_journey != journey;
		uint64_t on_the_way = !block_answered(b->flags[unit]);
		uint64_t judged = on_the_way & (uint64_t)(block_time(b, i, wide) <= settled);
		uint64_t goal = b->flags[unit] & BLOCK_GOAL;
		_Static_assert(BLOCK_GOAL == 1, "it is counted as it is");
		at->visits_journeys += BOTH(1, first);
		at->customers_backs += BOTH(at->seen_customer != customer, is_back(b, v, touch, unit));
		at->events_young += BOTH(b->visit[v + 1] - i, first & !judged);
		at->converted_left += BOTH(first & judged & goal, first & judged & (t->left[unit] == touch));
		at->seen_journey = journey;
		at->seen_customer = customer;
	}
}

static void touchpoints_block(void *mine, const struct block *b)
{
	struct touchpoints *t = mine;
	int64_t settled = t->ask->settled_s - b->base_s;

	look_at_ends(t, b);
	if (b->time)
		count_visits(t, b, settled, false);
	else
		count_visits(t, b, settled, true);
	t->units += (uint32_t)b->units;
}

static void touchpoints_give(struct scope *sc, void *mine, struct stats *s)
{
	struct touchpoints *t = mine;

	(void)sc;
	for (uint32_t i = 0; i <= s->n; i++) {
		const struct at *from = &t->at[i];
		struct stats_touchpoint *to = &s->at[i];
		uint64_t visits = (uint32_t)from->visits_journeys, journeys = from->visits_journeys >> 32;
		to->customers += (uint32_t)from->customers_backs;
		to->journeys += journeys;
		to->visits += visits;
		to->events += (uint32_t)from->events_young;
		to->returns += visits - journeys;
		to->backs += from->customers_backs >> 32;
		to->entries += from->entries;
		to->arrivals += visits - from->entries;
		to->exits += from->exits;
		to->departures += visits - from->exits;
		to->settled += journeys - (from->events_young >> 32);
		to->settled_converted += (uint32_t)from->converted_left;
		to->left += from->converted_left >> 32;
	}
}

const struct table table_touchpoints = { STATS_TOUCHPOINTS,
	BLOCK_VISITS | BLOCK_STATE | BLOCK_CUSTOMER | BLOCK_UNIT, touchpoints_open, touchpoints_block,
	touchpoints_give };

/* --- dwell ---------------------------------------------------------------------------------------- */

struct dwell {
	int64_t idle_s;
	struct scope *sc;
	struct bins bins; /* two rows a touchpoint: with a longer pause in it, and without: the time on it */
	uint32_t *rows;   /* of each visit of a block */
	uint16_t *codes;
	size_t room;
};

static void *dwell_open(struct scope *sc, const struct table_ask *ask)
{
	struct dwell *d = NEW(sc, struct dwell);

	d->idle_s = ask->rules->idle_s;
	d->sc = sc;
	d->bins = bins_new(sc, 2 * ((size_t)ask->ask->n + 1) + 1, HIST_FINE, BINS_LONGEST);
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

static void make_dwell_room(struct dwell *d, size_t n)
{
	if (d->room >= n)
		return;
	d->room = n + BLOCK_EVENTS;
	d->rows = NEW_ARRAY(d->sc, uint32_t, d->room);
	d->codes = NEW_ARRAY(d->sc, uint16_t, d->room);
}

/* All visits at once; what lies across two journeys goes into a row of its own, the last. */
static inline __attribute__((always_inline)) void find_dwells(
	struct dwell *d, const struct block *b, bool wide)
{
	uint32_t nowhere = (uint32_t)d->bins.rows - 1;

	for (size_t v = 0; v + 1 < b->n_visits; v++) {
		uint32_t from = b->visit[v], to = b->visit[v + 1];
		bool same = b->unit[from] == b->unit[to];
		int64_t s = same ? block_time(b, to, wide) - block_time(b, from, wide) : 0;
		uint32_t on = (s <= d->idle_s) | ((b->flags[b->unit[from]] & BLOCK_CASE) != 0);
		if (to - from > 1 && !on)
			on = one_session(b, from, to, d->idle_s, wide);
		d->rows[v] = same ? 2u * b->touch[from] + on : nowhere;
		d->codes[v] = (uint16_t)bins_code((uint64_t)s, HIST_FINE);
	}
}

static void dwell_block(void *mine, const struct block *b)
{
	struct dwell *d = mine;
	struct bins bins = d->bins;

	make_dwell_room(d, b->n_visits);
	if (b->time)
		find_dwells(d, b, false);
	else
		find_dwells(d, b, true);
	for (size_t v = 0; v + 1 < b->n_visits; v++)
		bins_add_code(&bins, d->rows[v], d->codes[v], HIST_FINE);
	d->bins = bins;
}

static void dwell_give(struct scope *sc, void *mine, struct stats *s)
{
	struct dwell *d = mine;

	for (uint32_t i = 0; i <= s->n; i++) {
		bins_give(sc, &d->bins, 2 * (size_t)i, &s->at[i].dwell);
		bins_give(sc, &d->bins, 2 * (size_t)i + 1, &s->at[i].dwell);
		bins_give(sc, &d->bins, 2 * (size_t)i + 1, &s->at[i].time_on);
	}
}

const struct table table_dwell = { STATS_DWELL, BLOCK_VISITS | BLOCK_STATE | BLOCK_UNIT, dwell_open,
	dwell_block, dwell_give };
