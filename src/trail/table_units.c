#include "trail/bins.h"
#include "trail/table.h"

/* --- how many events ------------------------------------------------------------------------------- */

enum { SHORT = 256 /* units up to so many events have a counter each */ };

struct lengths {
	uint32_t events[SHORT];
	struct bins bins; /* of the longer ones */
};

static void *length_open(struct scope *sc, const struct table_ask *ask)
{
	struct lengths *l = NEW(sc, struct lengths);

	(void)ask;
	l->bins = bins_new(sc, 1, HIST_FINE, UINT32_MAX);
	return l;
}

static void length_block(void *mine, const struct block *b)
{
	struct lengths *l = mine;

	for (size_t u = 0; u < b->units; u++) {
		uint32_t events = b->start[u + 1] - b->start[u];
		if (events < SHORT)
			l->events[events]++;
		else
			bins_add(&l->bins, 0, events, HIST_FINE);
	}
}

static void length_give(struct scope *sc, void *mine, struct stats *s)
{
	struct lengths *l = mine;

	bins_give(sc, &l->bins, 0, &s->length);
	for (uint32_t events = 0; events < SHORT; events++) {
		if (!l->events[events])
			continue;
		unsigned octave = hist_octave(HIST_FINE, events);
		hist_bins(sc, &s->length, octave)[hist_bin(HIST_FINE, octave, events)] += l->events[events];
		s->length.n += l->events[events];
	}
}

const struct table table_length = { STATS_LENGTH, 0, length_open, length_block, length_give };

/* --- how long -------------------------------------------------------------------------------------- */

enum row { SPAN, TO_GOAL, ROWS };

struct times {
	struct bins bins; /* a row each of these */
};

static void *times_open(struct scope *sc, const struct table_ask *ask)
{
	struct times *t = NEW(sc, struct times);

	(void)ask;
	t->bins = bins_new(sc, ROWS, HIST_FINE, BINS_LONGEST);
	return t;
}

static inline __attribute__((always_inline)) void times_of(struct times *t, const struct block *b, bool wide)
{
	for (size_t u = 0; u < b->units; u++) {
		int64_t begins = block_time(b, b->start[u], wide),
			ends = block_time(b, b->start[u + 1] - 1, wide);
		bins_add(&t->bins, SPAN, (uint64_t)(ends - begins), HIST_FINE);
		if (b->goal_at[u] != BLOCK_NOWHERE)
			bins_add(&t->bins, TO_GOAL, (uint64_t)(block_time(b, b->goal_at[u], wide) - begins),
				HIST_FINE);
	}
}

static void times_block(void *mine, const struct block *b)
{
	if (b->time)
		times_of(mine, b, false);
	else
		times_of(mine, b, true);
}

static void times_give(struct scope *sc, void *mine, struct stats *s)
{
	struct times *t = mine;

	bins_give(sc, &t->bins, SPAN, &s->span);
	bins_give(sc, &t->bins, TO_GOAL, &s->to_goal);
}

const struct table table_times = { STATS_TIMES, BLOCK_STATE, times_open, times_block, times_give };
