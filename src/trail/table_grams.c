#include <stdlib.h>
#include <string.h>

#include "trail/table.h"

/* 16 bits a name, the first in the highest that are used; `n` tells `a` from `a` before code 0. */
struct slot {
	uint64_t names;
	uint32_t n;                      /* 0: free */
	uint32_t count, customers, seen; /* seen: customer + 1 that was counted last */
};

struct grams {
	struct scope *sc;
	unsigned longest;
	uint16_t *name; /* [kinds] code of the event's name */
	struct slot *slots;
	size_t size, used; /* size: a power of two, never more than half full */
};

enum { FIRST_SIZE = 1 << 12 };

static void *grams_open(struct scope *sc, const struct table_ask *ask)
{
	struct grams *g = NEW(sc, struct grams);
	const struct dictionary *d = ask->ask->dictionary;

	g->sc = sc;
	g->longest = ask->ask->gram < 1 ? 1 : ask->ask->gram > STATS_GRAM ? STATS_GRAM : ask->ask->gram;
	g->name = NEW_ARRAY(sc, uint16_t, (size_t)d->n + 1);
	for (uint32_t k = 0; k < d->n; k++)
		g->name[k] = (uint16_t)d->event_code[k];
	g->size = FIRST_SIZE;
	g->slots = NEW_ARRAY(sc, struct slot, g->size);
	return g;
}

static inline struct slot *slot_for(const struct grams *g, uint64_t names, uint32_t n)
{
	uint64_t hash = (names ^ (uint64_t)n << 59) * 0x9E3779B97F4A7C15;
	size_t i = (hash ^ hash >> 32) & (g->size - 1);

	while (g->slots[i].n && (g->slots[i].names != names || g->slots[i].n != n))
		i = (i + 1) & (g->size - 1);
	return &g->slots[i];
}

static void grow(struct grams *g)
{
	struct slot *old = g->slots;
	size_t n = g->size;

	g->size *= 2;
	g->slots = NEW_ARRAY(g->sc, struct slot, g->size);
	for (size_t i = 0; i < n; i++)
		if (old[i].n)
			*slot_for(g, old[i].names, old[i].n) = old[i];
}

static inline void count_gram(struct grams *g, uint64_t names, uint32_t n, uint32_t customer)
{
	struct slot *slot = slot_for(g, names, n);

	if (__builtin_expect(!slot->n, 0)) {
		if (++g->used * 2 > g->size) {
			grow(g);
			slot = slot_for(g, names, n);
		}
		slot->names = names;
		slot->n = n;
	}
	slot->count++;
	slot->customers += slot->seen != customer;
	slot->seen = customer;
}

static void grams_block(void *mine, const struct block *b)
{
	struct grams *g = mine;

	for (size_t u = 0; u < b->units; u++) {
		uint64_t names = 0;
		size_t from = b->start[u];
		for (size_t i = from; i < b->start[u + 1]; i++) {
			names = names << 16 | g->name[b->kind[i]];
			for (unsigned n = 1; n <= g->longest && n <= i - from + 1; n++)
				count_gram(g, n == 4 ? names : names & ((1ull << (16 * n)) - 1), n,
					b->customer[u] + 1);
		}
	}
}

static int order_of(const struct stats_gram *a, const struct stats_gram *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (int i = 0; i < STATS_GRAM; i++)
		if (a->names[i] != b->names[i])
			return a->names[i] < b->names[i] ? -1 : 1;
	return 0;
}

static int compare_grams(const void *x, const void *y)
{
	return order_of(x, y);
}

static void grams_give(struct scope *sc, void *mine, struct stats *s)
{
	struct grams *g = mine;
	struct stats counted = { .grams = NEW_ARRAY(sc, struct stats_gram, g->used + 1) };

	for (size_t i = 0; i < g->size; i++) {
		const struct slot *slot = &g->slots[i];
		if (!slot->n)
			continue;
		struct stats_gram *to = &counted.grams[counted.n_grams++];
		to->n = (uint8_t)slot->n;
		for (unsigned k = 0; k < slot->n; k++)
			to->names[k] = (uint16_t)(slot->names >> (16 * (slot->n - 1 - k)));
		to->count = slot->count;
		to->customers = slot->customers;
	}
	if (counted.n_grams)
		qsort(counted.grams, counted.n_grams, sizeof *counted.grams, compare_grams);
	grams_merge(sc, s, &counted);
}

void grams_merge(struct scope *sc, struct stats *into, const struct stats *from)
{
	if (!from->n_grams)
		return;
	struct stats_gram *all = NEW_ARRAY(sc, struct stats_gram, into->n_grams + from->n_grams + 1);
	size_t a = 0, b = 0, n = 0;

	while (a < into->n_grams || b < from->n_grams) {
		int order = a == into->n_grams   ? 1
			    : b == from->n_grams ? -1
						 : order_of(&into->grams[a], &from->grams[b]);
		all[n] = order <= 0 ? into->grams[a++] : from->grams[b++];
		if (order == 0) {
			all[n].count += from->grams[b].count;
			all[n].customers += from->grams[b++].customers;
		}
		n++;
	}
	into->grams = all;
	into->n_grams = n;
}

const struct table table_grams = { STATS_GRAMS, BLOCK_KIND | BLOCK_CUSTOMER, grams_open, grams_block,
	grams_give };
