/* tally - how often each 64-bit hash has been seen: the ordinals of equal rows. */
#pragma once

#include "base/scope.h"

struct tally {
	struct tally_slot *slots;
	size_t size, used;
	uint64_t zero; /* the hash 0 marks a free slot, so its own count stands apart */
};

/* How often it was seen before; counts it. */
uint64_t tally_add(struct scope *sc, struct tally *tally, uint64_t hash);
