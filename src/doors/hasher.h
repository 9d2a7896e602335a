/* hasher - Argon2id of passwords, so many at once and no more: each takes 64 MiB and a moment of a processor.
 *
 *	struct hasher *hasher = hasher_new(sc, &(struct hasher_wish){ 0 });      // one for the whole process
 *	struct str hash = hasher_make(sc, hasher, password);
 *	enum hasher_found found = hasher_check(sc, hasher, hash, password);
 *
 * Thread-safe.  Who finds all places taken waits; who finds too many waiting is refused with FAULT_LIMIT, so that
 * nobody waits longer than those before him take.  A hash that is not there (p NULL) costs what a real one costs.
 */
#pragma once

#include "base/str.h"

enum {
	HASHER_AT_ONCE = 2,
	HASHER_WAITING = 16,
	HASHER_PASSES = 3,        /* over the memory */
	HASHER_MEMORY = 64 << 20, /* bytes */
	HASHER_RETRY_S = 5,       /* what somebody who was refused is told to wait */
};

struct hasher;

struct hasher_wish { /* 0: as above */
	unsigned at_once, waiting, passes;
	size_t memory;
};

enum hasher_found {
	HASHER_WRONG,
	HASHER_RIGHT,
	HASHER_WEAK,   /* right, and made with less than what is asked for today: make it anew */
	HASHER_FAILED, /* the reason is in the scope */
};

struct hasher *hasher_new(struct scope *sc, const struct hasher_wish *wish) MUST_USE; /* lives in sc */
void hasher_close(struct hasher *hasher);                                             /* takes NULL */

struct str hasher_make(
	struct scope *sc, struct hasher *hasher, struct str password) MUST_USE; /* p NULL: failed */
enum hasher_found hasher_check(
	struct scope *sc, struct hasher *hasher, struct str hash, struct str password) MUST_USE;

struct hasher_counts {
	uint64_t hashes;       /* that were begun */
	uint64_t refused;      /* as too many waited */
	unsigned at_once_most; /* as many ran at once at the busiest moment */
};
struct hasher_counts hasher_counts(struct hasher *hasher);
