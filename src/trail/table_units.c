#include "trail/bins.h"
#include "trail/table.h"

struct units {
	struct bins bins; /* a row each of what follows */
};

enum row { LENGTH, SPAN, TO_GOAL, ROWS };

static void *units_open(struct scope *sc, const struct table_ask *ask)
{
	struct units *u = NEW(sc, struct units);

	(void)ask;
	u->bins = bins_new(sc, ROWS, HIST_FINE);
	return u;
}

static inline __attribute__((always_inline)) void units_of(struct units *mine, const struct block *b, bool wide)
{
	for (size_t u = 0; u < b->units; u++) {
		uint32_t from = b->start[u], last = b->start[u + 1] - 1;
		int64_t begins = block_time(b, from, wide);
		bins_add(&mine->bins, LENGTH, last - from + 1, HIST_FINE);
		bins_add(&mine->bins, SPAN, (uint64_t)(block_time(b, last, wide) - begins), HIST_FINE);
		if (b->goal_at[u] != BLOCK_NOWHERE)
			bins_add(&mine->bins, TO_GOAL, (uint64_t)(block_time(b, b->goal_at[u], wide) - begins),
				HIST_FINE);
	}
}

static void units_block(void *mine, const struct block *b)
{
	if (b->time)
		units_of(mine, b, false);
	else
		units_of(mine, b, true);
}

static void units_give(struct scope *sc, void *mine, struct stats *s)
{
	struct units *u = mine;

	bins_give(sc, &u->bins, LENGTH, &s->length);
	bins_give(sc, &u->bins, SPAN, &s->span);
	bins_give(sc, &u->bins, TO_GOAL, &s->to_goal);
}

const struct table table_units = { STATS_UNITS, BLOCK_STATE, units_open, units_block, units_give };
