#include "intake/tally.h"

struct tally_slot {
	uint64_t hash, count;
};

static struct tally_slot *slot_for(const struct tally *tally, uint64_t hash)
{
	size_t i = hash & (tally->size - 1);

	while (tally->slots[i].hash && tally->slots[i].hash != hash)
		i = (i + 1) & (tally->size - 1);
	return &tally->slots[i];
}

static void grow(struct scope *sc, struct tally *tally)
{
	struct tally old = *tally;

	tally->size = old.size ? old.size * 2 : 4096;
	tally->slots = NEW_ARRAY(sc, struct tally_slot, tally->size);
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].hash)
			*slot_for(tally, old.slots[i].hash) = old.slots[i];
}

uint64_t tally_add(struct scope *sc, struct tally *tally, uint64_t hash)
{
	if (hash == 0)
		return tally->zero++;
	if (tally->used * 2 >= tally->size)
		grow(sc, tally);
	struct tally_slot *slot = slot_for(tally, hash);
	tally->used += slot->hash == 0;
	slot->hash = hash;
	return slot->count++;
}
