#include "trail/bins.h"
#include "trail/cpu.h"
#include "trail/table.h"

/* --- counts alone -------------------------------------------------------------------------------- */

/* Two counters a pair, in turn: the same move twice running does not wait for itself. */
enum { TURNS = 2 };

struct moves {
	size_t n; /* touchpoints with unsorted */
	uint32_t *count[TURNS];
};

static void *moves_open(struct scope *sc, const struct table_ask *ask)
{
	struct moves *m = NEW(sc, struct moves);

	m->n = (size_t)ask->ask->n + 1;
	for (int turn = 0; turn < TURNS; turn++)
		m->count[turn] = NEW_ARRAY(sc, uint32_t, m->n * m->n);
	return m;
}

/* All pairs of neighbours, whoever's they are; then those that lie across two units are taken off again. */
static void moves_block(void *mine, const struct block *b)
{
	struct moves *m = mine;
	const uint16_t *touch = b->touch;
	size_t n = m->n, i = 1;
	uint32_t *one = m->count[0], *two = m->count[1];

	for (; i + 1 < b->n; i += 2) {
		one[touch[i - 1] * n + touch[i]]++;
		two[touch[i] * n + touch[i + 1]]++;
	}
	for (; i < b->n; i++)
		one[touch[i - 1] * n + touch[i]]++;
	for (size_t u = 1; u < b->units; u++)
		one[touch[b->start[u] - 1] * n + touch[b->start[u]]]--;
}

static struct stats_transition *transition(struct scope *sc, struct stats *s, size_t pair)
{
	if (!s->transitions[pair]) {
		s->transitions[pair] = NEW(sc, struct stats_transition);
		s->transitions[pair]->gap.bits = HIST_COARSE;
	}
	return s->transitions[pair];
}

static void moves_give(struct scope *sc, void *mine, struct stats *s)
{
	struct moves *m = mine;

	for (size_t pair = 0; pair < m->n * m->n; pair++) {
		uint32_t count = m->count[0][pair] + m->count[1][pair];
		if (count && pair / m->n != pair % m->n)
			transition(sc, s, pair)->count += count;
	}
}

const struct table table_moves = { STATS_MOVES, BLOCK_TOUCH, moves_open, moves_block, moves_give };

/* --- with all their weights ----------------------------------------------------------------------- */

struct move {
	uint32_t seen, journeys; /* seen: the journey that was counted last */
};

struct gaps {
	size_t n;
	uint32_t units;     /* of the blocks before: with its place in this one, a number for each journey */
	bool short_gaps;    /* none of 2^31 seconds or more */
	struct move *moves; /* [n * n] */
	struct bins bins;   /* each move falls into one: their sum is the count; the diagonal is no move */
	struct scope *sc;
	uint16_t *codes;
	uint32_t *pairs;
	size_t room;
};

/* Where nothing but pauses cuts, no gap within a unit is longer than the limit. */
uint64_t table_longest(const struct table_ask *ask)
{
	uint64_t longest = UINT32_MAX;
	int64_t limit = walk_limit(ask->rules, ask->wish->unit);
	bool bounded = limit < UINT32_MAX;

	for (size_t p = 0; p < ask->trail->n_parts; p++) {
		bounded &= !ask->trail->parts[p].case_code;
		if (ask->trail->parts[p].time_bytes == 8)
			longest = BINS_LONGEST;
	}
	return bounded ? (uint64_t)limit : longest;
}

static void *gaps_open(struct scope *sc, const struct table_ask *ask)
{
	struct gaps *g = NEW(sc, struct gaps);
	uint64_t longest = table_longest(ask);

	g->sc = sc;
	g->n = (size_t)ask->ask->n + 1;
	g->short_gaps = longest <= INT32_MAX;
	g->moves = NEW_ARRAY(sc, struct move, g->n * g->n + 1);
	g->bins = bins_new(sc, g->n * g->n + 1, HIST_COARSE, longest);
	return g;
}

static inline void count_move(struct gaps *g, size_t pair, uint32_t journey)
{
	struct move *m = &g->moves[pair];

	m->journeys += m->seen != journey;
	m->seen = journey;
}

static void make_room(struct gaps *g, size_t n)
{
	if (g->room >= n)
		return;
	g->room = n + BLOCK_EVENTS;
	g->codes = NEW_ARRAY(g->sc, uint16_t, g->room);
	g->pairs = NEW_ARRAY(g->sc, uint32_t, g->room);
}

EACH_CPU
static void find_pairs(const uint16_t *touch, size_t n, uint32_t touchpoints, uint32_t *pairs)
{
	for (size_t i = 1; i < n; i++)
		pairs[i] = touch[i - 1] * touchpoints + touch[i];
}

/* One loop over all events without a look at where units begin, which nobody could foresee: what lies across two
 * units is a pair of its own, the last.  Two loops: what one has to wait for would hold up the other. */
static void count_plain(struct gaps *g, const struct block *b)
{
	uint32_t nowhere = (uint32_t)(g->n * g->n);
	struct bins bins = g->bins;

	make_room(g, b->n);
	bins_codes(b->time, b->time + 1, b->n - 1, g->codes + 1);
	find_pairs(b->touch, b->n, (uint32_t)g->n, g->pairs);
	for (size_t u = 0; u < b->units; u++) {
		g->pairs[b->start[u]] = nowhere;
		g->codes[b->start[u]] = 0;
	}
	for (size_t i = 1; i < b->n; i++)
		bins_add_code(&bins, g->pairs[i], g->codes[i], HIST_COARSE);
	for (size_t i = 1; i < b->n; i++)
		count_move(g, g->pairs[i], g->units + b->unit[i] + 1);
	g->bins = bins;
}

static void count_any(struct gaps *g, const struct block *b)
{
	for (size_t u = 0; u < b->units; u++) {
		for (size_t i = b->start[u] + 1; i < b->start[u + 1]; i++) {
			size_t pair = b->touch[i - 1] * g->n + b->touch[i];
			int64_t gap = block_time(b, i, !b->time) - block_time(b, i - 1, !b->time);
			bins_add(&g->bins, pair, (uint64_t)gap, HIST_COARSE);
			count_move(g, pair, g->units + (uint32_t)u + 1);
		}
	}
}

static void gaps_block(void *mine, const struct block *b)
{
	struct gaps *g = mine;

	if (b->time && g->short_gaps)
		count_plain(g, b);
	else
		count_any(g, b);
	g->units += (uint32_t)b->units;
}

static void gaps_give(struct scope *sc, void *mine, struct stats *s)
{
	struct gaps *g = mine;

	for (size_t pair = 0; pair < g->n * g->n; pair++) {
		if (!g->moves[pair].journeys || pair / g->n == pair % g->n)
			continue;
		struct stats_transition *t = transition(sc, s, pair);
		uint64_t before = t->gap.n;
		t->journeys += g->moves[pair].journeys;
		bins_give(sc, &g->bins, pair, &t->gap);
		t->count += t->gap.n - before;
	}
}

const struct table table_gaps = { STATS_GAPS, BLOCK_TOUCH | BLOCK_UNIT, gaps_open, gaps_block, gaps_give };
