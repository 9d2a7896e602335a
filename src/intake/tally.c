#include "intake/tally.h"

#include "base/crew.h"
#include "base/names.h"

enum { FIRST = 128, PART_BITS = 8, TASK_BITS = 3, AHEAD = 16 };

/* Stands for the hash 0, which marks a free place; it is of the same part. */
static const uint64_t ZERO = 0x00B54A32D192ED03u;

__extension__ typedef unsigned __int128 wide; /* what two 64-bit numbers make */

struct tally_slot {
	uint64_t hash, count; /* count 0: free */
};

static struct tally_slot *again_slot(struct tally_slot *slots, size_t size, uint64_t hash)
{
	size_t i = hash & (size - 1);

	while (slots[i].count && slots[i].hash != hash)
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static void again_grow(struct tally_part *part)
{
	size_t size = part->again_size ? 2 * part->again_size : FIRST;
	struct scope sc = { 0 };
	struct tally_slot *slots = NEW_ARRAY(&sc, struct tally_slot, size);

	for (size_t i = 0; i < part->again_size; i++)
		if (part->again[i].count)
			*again_slot(slots, size, part->again[i].hash) = part->again[i];
	scope_close(&part->again_sc);
	part->again_sc = sc;
	part->again = slots;
	part->again_size = size;
}

static uint64_t seen_again(struct tally_part *part, uint64_t hash)
{
	if (part->again_used * 2 >= part->again_size)
		again_grow(part);
	struct tally_slot *slot = again_slot(part->again, part->again_size, hash);
	part->again_used += slot->count == 0;
	slot->hash = hash;
	return ++slot->count;
}

/* The bits behind the part's own, spread over any size: a table need not double to grow. */
static size_t place(uint64_t hash, size_t size)
{
	return (size_t)((wide)(hash << PART_BITS) * size >> 64);
}

static uint64_t *key_for(uint64_t *keys, size_t size, uint64_t hash)
{
	size_t i = place(hash, size);

	while (keys[i] && keys[i] != hash)
		i = i + 1 < size ? i + 1 : 0;
	return &keys[i];
}

static void part_grow(struct tally_part *part)
{
	size_t size = part->size ? part->size + part->size / 2 : FIRST;
	struct scope sc = { 0 };
	uint64_t *keys = NEW_ARRAY(&sc, uint64_t, size);

	for (size_t i = 0; i < part->size; i++)
		if (part->keys[i])
			*key_for(keys, size, part->keys[i]) = part->keys[i];
	scope_close(&part->sc);
	part->sc = sc;
	part->keys = keys;
	part->size = size;
}

static struct tally_part *part_of(struct tally *tally, uint64_t hash)
{
	return &tally->parts[hash >> (64 - PART_BITS)];
}

uint64_t tally_add(struct tally *tally, uint64_t hash)
{
	struct tally_part *part = part_of(tally, hash);

	hash = hash ? hash : ZERO;
	if (part->used * 5 >= part->size * 4)
		part_grow(part);
	uint64_t *key = key_for(part->keys, part->size, hash);
	if (*key)
		return seen_again(part, hash);
	*key = hash;
	part->used++;
	return 0;
}

/* --- very many ----------------------------------------------------------------------------------- */

struct tallying {
	struct tally *tally;
	const struct tally_list *lists;
	size_t n;
	unsigned task_bits; /* the hash's first bits say which task it belongs to */
};

struct counted { /* a hash on its way to its part */
	uint64_t hash, *id;
};

static bool belongs(const struct tallying *t, size_t task, uint64_t hash)
{
	return t->task_bits == 0 || hash >> (64 - t->task_bits) == task;
}

/* The task's hashes part by part, in their order within each: starts[p] .. starts[p + 1] - 1. */
static struct counted *sorted(const struct tallying *t, size_t task, struct scope *sc, size_t *starts)
{
	size_t at[TALLY_PARTS] = { 0 };

	for (size_t k = 0; k < t->n; k++)
		for (size_t i = 0; i < t->lists[k].n; i++)
			at[t->lists[k].hashes[i] >> (64 - PART_BITS)] +=
				belongs(t, task, t->lists[k].hashes[i]);
	for (size_t p = 0; p < TALLY_PARTS; p++) {
		starts[p + 1] = starts[p] + at[p];
		at[p] = starts[p];
	}
	struct counted *all = NEW_ARRAY(sc, struct counted, starts[TALLY_PARTS] + 1);
	for (size_t k = 0; k < t->n; k++)
		for (size_t i = 0; i < t->lists[k].n; i++) {
			uint64_t hash = t->lists[k].hashes[i];
			if (belongs(t, task, hash))
				all[at[hash >> (64 - PART_BITS)]++] =
					(struct counted){ hash, &t->lists[k].ids[i] };
		}
	return all;
}

static void ask_for(const struct tally *tally, uint64_t hash)
{
	const struct tally_part *part = &tally->parts[hash >> (64 - PART_BITS)];

	if (part->keys)
		__builtin_prefetch(&part->keys[place(hash, part->size)], 1);
}

/* Each task goes through all hashes and takes those of its own parts: so what it writes is nobody else's.  Part by part,
 * because a part is few enough pages of memory for the processor to know where they are. */
static void tally_some(void *to, unsigned worker, size_t task)
{
	const struct tallying *t = to;
	struct scope sc = { 0 };
	size_t starts[TALLY_PARTS + 1] = { 0 };
	struct counted *all = sorted(t, task, &sc, starts);

	(void)worker;
	for (size_t i = 0; i < starts[TALLY_PARTS]; i++) {
		if (i + AHEAD < starts[TALLY_PARTS])
			ask_for(t->tally, all[i + AHEAD].hash);
		*all[i].id = hash_mix(all[i].hash, tally_add(t->tally, all[i].hash));
	}
	scope_close(&sc);
}

void tally_many(struct tally *tally, unsigned threads, const struct tally_list *lists, size_t n)
{
	struct tallying t = { tally, lists, n, 0 };

	while (1u << t.task_bits < threads && t.task_bits < TASK_BITS)
		t.task_bits++;
	crew_run(threads, 1u << t.task_bits, tally_some, &t);
}

void tally_close(struct tally *tally)
{
	for (size_t i = 0; i < TALLY_PARTS; i++) {
		scope_close(&tally->parts[i].sc);
		scope_close(&tally->parts[i].again_sc);
	}
	*tally = (struct tally){ 0 };
}
