#include <stdlib.h>
#include <string.h>

#include "trail/table.h"

/* A journey's sequence as 127 bits, and whether it converted as the last one. */
struct way {
	uint64_t key[2];
};

enum { CHUNK = 1 << 15, BUCKETS = 1 << 12 };

struct ways {
	struct ways *next;
	size_t n;
	struct way at[CHUNK];
};

struct variant_names {
	uint64_t (*hash)[2]; /* [kinds] of the event's name, the same on every machine */
};

struct variants {
	struct scope *sc;
	const struct variant_names *names;
	struct ways *ways; /* the newest first */
	size_t n;
};

const struct variant_names *variant_names(struct scope *sc, const struct dictionary *d)
{
	struct variant_names *names = NEW(sc, struct variant_names);

	names->hash = scope_alloc(sc, (size_t)d->n + 1, sizeof *names->hash);
	for (uint32_t k = 0; k < d->n; k++) {
		names->hash[k][0] = hash_str(d->kinds[k].event, 0);
		names->hash[k][1] = hash_str(d->kinds[k].event, 1);
	}
	return names;
}

static void *variants_open(struct scope *sc, const struct table_ask *ask)
{
	struct variants *v = NEW(sc, struct variants);

	v->sc = sc;
	v->names = variant_names(sc, ask->ask->dictionary);
	return v;
}

/* The two halves of a 128-bit product, folded: each bit of both goes into each of the result. */
static inline uint64_t fold(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline struct way way_of(const struct variant_names *names, const struct block *b, size_t u)
{
	static const uint64_t P = 0x9E3779B97F4A7C15, Q = 0xD6E8FEB86659FD93;
	struct way way = { { P, Q } };

	for (size_t i = b->start[u]; i < b->start[u + 1]; i++) {
		const uint64_t *name = names->hash[b->kind[i]];
		way.key[0] = fold(way.key[0] ^ name[0], P) + name[1];
		way.key[1] = fold(way.key[1] ^ name[1], Q) + name[0];
	}
	way.key[1] &= ~1ull;
	return way;
}

struct stats_variant variant_key(const struct variant_names *names, const struct block *b, size_t u)
{
	struct way way = way_of(names, b, u);

	return (struct stats_variant){ .key = { way.key[0], way.key[1] } };
}

static void variants_block(void *mine, const struct block *b)
{
	struct variants *v = mine;

	for (size_t u = 0; u < b->units; u++) {
		struct way way = way_of(v->names, b, u);
		way.key[1] |= (b->flags[u] & BLOCK_GOAL) != 0;
		if (!v->ways || v->ways->n == CHUNK) {
			struct ways *more = NEW(v->sc, struct ways);
			more->next = v->ways;
			v->ways = more;
		}
		v->ways->at[v->ways->n++] = way;
		v->n++;
	}
}

static int compare_ways(const void *x, const void *y)
{
	const struct way *a = x, *b = y;

	if (a->key[0] != b->key[0])
		return a->key[0] < b->key[0] ? -1 : 1;
	return (a->key[1] > b->key[1]) - (a->key[1] < b->key[1]);
}

/* By the key's first bits into buckets, and these, which fit into the cache, by the rest. */
static struct way *sorted(struct variants *v)
{
	struct way *out = NEW_ARRAY(v->sc, struct way, v->n + 1);
	size_t *at = NEW_ARRAY(v->sc, size_t, BUCKETS + 1);

	for (struct ways *w = v->ways; w; w = w->next)
		for (size_t i = 0; i < w->n; i++)
			at[w->at[i].key[0] >> 52]++;
	for (size_t i = 0, sum = 0; i <= BUCKETS; i++) {
		size_t n = at[i];
		at[i] = sum;
		sum += n;
	}
	for (struct ways *w = v->ways; w; w = w->next)
		for (size_t i = 0; i < w->n; i++)
			out[at[w->at[i].key[0] >> 52]++] = w->at[i];
	for (size_t i = 0, from = 0; i < BUCKETS; from = at[i++])
		qsort(out + from, at[i] - from, sizeof *out, compare_ways);
	return out;
}

static bool same_way(const struct way *a, const struct stats_variant *v)
{
	return a->key[0] == v->key[0] && (a->key[1] & ~1ull) == v->key[1];
}

static void variants_give(struct scope *sc, void *mine, struct stats *s)
{
	struct variants *v = mine;
	struct way *ways = sorted(v);
	struct stats counted = { 0 };
	size_t distinct = 0;

	for (size_t i = 0; i < v->n; i++)
		distinct += i == 0 || ways[i].key[0] != ways[i - 1].key[0] ||
			    (ways[i].key[1] & ~1ull) != (ways[i - 1].key[1] & ~1ull);
	counted.variants = NEW_ARRAY(sc, struct stats_variant, distinct + 1);
	for (size_t i = 0; i < v->n; i++) {
		struct stats_variant *last = &counted.variants[counted.n_variants];
		if (i == 0 || !same_way(&ways[i], last - 1)) {
			*last = (struct stats_variant){ .key = { ways[i].key[0], ways[i].key[1] & ~1ull } };
			counted.n_variants++;
			last++;
		}
		last[-1].count++;
		last[-1].converted += ways[i].key[1] & 1;
	}
	variants_merge(sc, s, &counted);
}

static int order_of(const struct stats_variant *a, const struct stats_variant *b)
{
	if (a->key[0] != b->key[0])
		return a->key[0] < b->key[0] ? -1 : 1;
	return (a->key[1] > b->key[1]) - (a->key[1] < b->key[1]);
}

void variants_merge(struct scope *sc, struct stats *into, const struct stats *from)
{
	if (!from->n_variants)
		return;
	struct stats_variant *all =
		NEW_ARRAY(sc, struct stats_variant, into->n_variants + from->n_variants + 1);
	size_t a = 0, b = 0, n = 0;

	while (a < into->n_variants || b < from->n_variants) {
		int order = a == into->n_variants   ? 1
			    : b == from->n_variants ? -1
						    : order_of(&into->variants[a], &from->variants[b]);
		all[n] = order <= 0 ? into->variants[a++] : from->variants[b++];
		if (order == 0) {
			all[n].count += from->variants[b].count;
			all[n].converted += from->variants[b++].converted;
		}
		n++;
	}
	into->variants = all;
	into->n_variants = n;
}

const struct table table_variants = { STATS_VARIANTS, BLOCK_KIND | BLOCK_STATE, variants_open, variants_block,
	variants_give };
