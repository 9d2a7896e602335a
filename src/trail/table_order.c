#include "trail/table.h"

/* What a proposed order of touchpoints is made of. */
struct order {
	size_t n; /* touchpoints with unsorted */
	uint32_t journey;
	uint32_t *seen, *first_before, *together;
	uint64_t *place;
	LIST(uint16_t) firsts; /* of the journey in hand, in the order of its coming there */
	struct scope *sc;
};

static void *order_open(struct scope *sc, const struct table_ask *ask)
{
	struct order *o = NEW(sc, struct order);

	o->sc = sc;
	o->n = (size_t)ask->ask->n + 1;
	o->seen = NEW_ARRAY(sc, uint32_t, o->n);
	o->place = NEW_ARRAY(sc, uint64_t, o->n);
	o->first_before = NEW_ARRAY(sc, uint32_t, o->n * o->n);
	o->together = NEW_ARRAY(sc, uint32_t, o->n * o->n);
	return o;
}

static void find_firsts(struct order *o, const struct block *b, size_t u)
{
	uint32_t from = b->visits[u], visits = b->visits[u + 1] - from, journey = ++o->journey;

	o->firsts.n = 0;
	for (uint32_t v = 0; v < visits; v++) {
		uint16_t touch = b->touch[b->visit[from + v]];
		if (o->seen[touch] == journey)
			continue;
		o->seen[touch] = journey;
		*LIST_ADD(o->sc, &o->firsts) = touch;
		o->place[touch] += visits > 1 ? (uint64_t)v * STATS_PLACE / (visits - 1) : STATS_PLACE / 2;
	}
}

static void order_block(void *mine, const struct block *b)
{
	struct order *o = mine;

	for (size_t u = 0; u < b->units; u++) {
		find_firsts(o, b, u);
		for (size_t x = 0; x < o->firsts.n; x++) {
			uint32_t *together = o->together + o->firsts.at[x] * o->n,
				 *before = o->first_before + o->firsts.at[x] * o->n;
			for (size_t y = 0; y < o->firsts.n; y++)
				together[o->firsts.at[y]]++;
			for (size_t y = x + 1; y < o->firsts.n; y++)
				before[o->firsts.at[y]]++;
		}
	}
}

static void order_give(struct scope *sc, void *mine, struct stats *s)
{
	struct order *o = mine;

	(void)sc;
	for (size_t t = 0; t < o->n; t++)
		s->place[t] += o->place[t];
	for (size_t pair = 0; pair < o->n * o->n; pair++) {
		s->first_before[pair] += o->first_before[pair];
		s->together[pair] += o->together[pair];
	}
}

const struct table table_order = { STATS_ORDER, BLOCK_VISITS, order_open, order_block, order_give };
