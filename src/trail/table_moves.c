#include "trail/bins.h"
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
	uint32_t journey;
	struct move *moves; /* [n * n] */
	struct bins bins;   /* each move falls into one: their sum is the count */
};

static void *gaps_open(struct scope *sc, const struct table_ask *ask)
{
	struct gaps *g = NEW(sc, struct gaps);

	g->n = (size_t)ask->ask->n + 1;
	g->moves = NEW_ARRAY(sc, struct move, g->n * g->n);
	g->bins = bins_new(sc, g->n * g->n, HIST_COARSE);
	return g;
}

static inline __attribute__((always_inline)) void gaps_of(struct gaps *g, const struct block *b, bool wide)
{
	const uint16_t *touch = b->touch;

	for (size_t u = 0; u < b->units; u++) {
		uint32_t journey = ++g->journey;
		for (size_t i = b->start[u] + 1; i < b->start[u + 1]; i++) {
			size_t pair = touch[i - 1] * g->n + touch[i];
			if (touch[i - 1] == touch[i])
				continue;
			bins_add(&g->bins, pair,
				(uint64_t)(block_time(b, i, wide) - block_time(b, i - 1, wide)), HIST_COARSE);
			struct move *m = &g->moves[pair];
			m->journeys += m->seen != journey;
			m->seen = journey;
		}
	}
}

static void gaps_block(void *mine, const struct block *b)
{
	if (b->time)
		gaps_of(mine, b, false);
	else
		gaps_of(mine, b, true);
}

static void gaps_give(struct scope *sc, void *mine, struct stats *s)
{
	struct gaps *g = mine;

	for (size_t pair = 0; pair < g->n * g->n; pair++) {
		if (!g->moves[pair].journeys)
			continue;
		struct stats_transition *t = transition(sc, s, pair);
		t->journeys += g->moves[pair].journeys;
		uint64_t before = t->gap.n;
		bins_give(sc, &g->bins, pair, &t->gap);
		t->count += t->gap.n - before;
	}
}

const struct table table_gaps = { STATS_GAPS, BLOCK_TOUCH, gaps_open, gaps_block, gaps_give };
