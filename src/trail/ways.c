#include "trail/ways.h"

#include "base/crew.h"
#include "trail/fold.h"
#include "trail/table.h"

/* Every journey of one key has the same sequence, so whoever comes first will do: each worker keeps its own. */
struct share {
	struct scope sc;
	struct way_names *found; /* [n] */
};

struct finding {
	const struct dictionary *dictionary;
	const struct variant_names *names;
	const struct stats_variant *wanted;
	size_t n;
	struct share share[CREW_MOST];
};

static size_t place_of(const struct finding *f, const struct stats_variant *key)
{
	size_t i = 0;

	while (i < f->n && (f->wanted[i].key[0] != key->key[0] || f->wanted[i].key[1] != key->key[1]))
		i++;
	return i;
}

static void keep(const struct finding *f, struct share *s, const struct block *b, size_t u, size_t place)
{
	size_t from = b->start[u], n = b->start[u + 1] - from;
	uint32_t *codes = NEW_ARRAY(&s->sc, uint32_t, n);

	for (size_t i = 0; i < n; i++)
		codes[i] = f->dictionary->event_code[b->kind[from + i]];
	s->found[place] = (struct way_names){ codes, n };
}

static void find_in_block(void *to, unsigned worker, const struct block *b)
{
	struct finding *f = to;
	struct share *s = &f->share[worker];

	for (size_t u = 0; u < b->units; u++) {
		struct stats_variant key = variant_key(f->names, b, u);
		size_t place = place_of(f, &key);
		if (place < f->n && !s->found[place].codes)
			keep(f, s, b, u, place);
	}
}

static void take(struct scope *sc, struct way_names *into, const struct way_names *from)
{
	if (into->codes || !from->codes)
		return;
	into->n = from->n;
	into->codes = NEW_ARRAY(sc, uint32_t, from->n);
	for (size_t i = 0; i < from->n; i++)
		into->codes[i] = from->codes[i];
}

struct way_names *ways_of(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *wish, const struct dictionary *dictionary, const struct stats_variant *wanted,
	size_t n)
{
	struct scope mine = { 0 };
	struct finding *f = NEW(&mine, struct finding);
	struct way_names *out = NEW_ARRAY(sc, struct way_names, n + 1);
	unsigned workers = fold_workers(trail, wish);

	f->dictionary = dictionary;
	f->names = variant_names(&mine, dictionary);
	f->wanted = wanted;
	f->n = n < WAYS_MOST ? n : WAYS_MOST;
	for (unsigned w = 0; w < workers; w++)
		f->share[w].found = NEW_ARRAY(&mine, struct way_names, n + 1);
	fold_blocks(trail, rules, wish, BLOCK_KIND, workers, find_in_block, f);
	for (unsigned w = 0; w < workers; w++) {
		for (size_t i = 0; i < f->n; i++)
			take(sc, &out[i], &f->share[w].found[i]);
		scope_close(&f->share[w].sc);
	}
	scope_close(&mine);
	return out;
}
