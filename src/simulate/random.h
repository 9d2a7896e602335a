/* random - a seeded stream of random numbers that is the same on every machine.
 *
 *	struct random rng = random_start(seed, customer);
 *	uint32_t die = 1 + random_below(&rng, 6);
 *
 * xoshiro256** 1.0 (Blackman, Vigna: "Scrambled linear pseudorandom number generators", 2018), its state
 * filled by splitmix64 (Steele, Lea, Flood 2014) as its authors say.  Whole numbers only: no result depends
 * on how a machine rounds.
 */
#pragma once

#include "base/scope.h"

struct random {
	uint64_t s[4];
};

/* Streams of one seed are independent of one another. */
struct random random_start(uint64_t seed, uint64_t stream);
uint64_t random_next(struct random *rng);

/* Evenly 0 .. n-1, without the bias of a modulo (Lemire 2019); n > 0. */
uint32_t random_below(struct random *rng, uint32_t n);

/* The next number of splitmix64, which is also a good hash of *state. */
uint64_t random_split(uint64_t *state);
