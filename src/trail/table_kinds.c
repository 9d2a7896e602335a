#include "trail/table.h"

enum { TURNS = 4 }; /* counters in turn: the same kind twice running does not wait for itself */

struct kinds {
	uint32_t *count[TURNS];
};

static void *kinds_open(struct scope *sc, const struct table_ask *ask)
{
	struct kinds *k = NEW(sc, struct kinds);

	for (int turn = 0; turn < TURNS; turn++)
		k->count[turn] = NEW_ARRAY(sc, uint32_t, (size_t)ask->ask->dictionary->n + 1);
	return k;
}

static void kinds_block(void *mine, const struct block *b)
{
	struct kinds *k = mine;
	size_t i = 0;

	for (; i + TURNS <= b->n; i += TURNS)
		for (size_t turn = 0; turn < TURNS; turn++)
			k->count[turn][b->kind[i + turn]]++;
	for (; i < b->n; i++)
		k->count[0][b->kind[i]]++;
}

static void kinds_give(struct scope *sc, void *mine, struct stats *s)
{
	struct kinds *k = mine;

	(void)sc;
	for (uint32_t kind = 0; kind < s->kinds; kind++)
		for (size_t turn = 0; turn < TURNS; turn++)
			s->kind_events[kind] += k->count[turn][kind];
}

const struct table table_kinds = { STATS_KINDS, BLOCK_KIND, kinds_open, kinds_block, kinds_give };
