#include "simulate/random.h"

uint64_t random_split(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

struct random random_start(uint64_t seed, uint64_t stream)
{
	struct random rng;
	uint64_t state = stream;

	state = random_split(&state) ^ seed;
	for (int i = 0; i < 4; i++)
		rng.s[i] = random_split(&state);
	return rng;
}

static uint64_t rotate(uint64_t x, int k)
{
	return (x << k) | (x >> (64 - k));
}

uint64_t random_next(struct random *rng)
{
	uint64_t *s = rng->s, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

uint32_t random_below(struct random *rng, uint32_t n)
{
	uint64_t m = (random_next(rng) >> 32) * n;

	if ((uint32_t)m < n) {
		uint32_t least = (0u - n) % n;
		while ((uint32_t)m < least)
			m = (random_next(rng) >> 32) * n;
	}
	return (uint32_t)(m >> 32);
}
