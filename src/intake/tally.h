/* tally - how often each 64-bit hash has been seen: the ordinals of equal rows.
 *
 *	struct tally tally = { 0 };
 *	uint64_t before = tally_add(&tally, hash);
 *	tally_many(&tally, crew_size(), lists, n);       // the same for very many, on several threads
 *	tally_close(&tally);
 *
 * It is what grows with the rows of a file: 10 to 15 bytes for each that is like no other, 40 more for one that comes
 * again.
 */
#pragma once

#include "base/scope.h"

enum { TALLY_PARTS = 256 };

struct tally_part {
	struct scope sc;
	uint64_t *keys; /* 0: free */
	size_t size, used;
	struct scope again_sc;
	struct tally_slot *again; /* those that were seen more than once */
	size_t again_size, again_used;
};

struct tally { /* by the hash's first bits */
	struct tally_part parts[TALLY_PARTS];
};

/* How often it was seen before; counts it. */
uint64_t tally_add(struct tally *tally, uint64_t hash);

struct tally_list {
	const uint64_t *hashes;
	uint64_t *ids; /* of the hash and how often it was seen before, in the order of the lists */
	size_t n;
};

void tally_many(struct tally *tally, unsigned threads, const struct tally_list *lists, size_t n);
void tally_close(struct tally *tally);
