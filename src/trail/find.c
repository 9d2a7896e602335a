#include "trail/find.h"

#include <stdbool.h>
#include <string.h>

/* Resolvers run before the sanitizers are ready. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && defined(__GNUC__) &&  \
	!defined(__clang__)
#define EACH_CPU __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define EACH_CPU
#endif

EACH_CPU
void find_gaps(const uint32_t *at, size_t n, uint32_t limit, uint64_t *bits)
{
	size_t i = 1;

	memset(bits, 0, (n / 64 + 1) * sizeof *bits);
	for (; i < n && i % 64; i++)
		bits[0] |= (uint64_t)(at[i] - at[i - 1] > limit) << i;
	for (; i + 64 <= n; i += 64) {
		uint8_t over[64];
		uint64_t word = 0;
		for (size_t k = 0; k < 64; k++)
			over[k] = at[i + k] - at[i + k - 1] > limit;
		for (size_t k = 0; k < 64; k++)
			word |= (uint64_t)over[k] << k;
		bits[i / 64] = word;
	}
	for (; i < n; i++)
		bits[i / 64] |= (uint64_t)(at[i] - at[i - 1] > limit) << (i % 64);
}

size_t find_bits(const uint64_t *bits, size_t n, uint32_t *out)
{
	size_t found = 0;

	for (size_t w = 0; w * 64 < n; w++)
		for (uint64_t left = bits[w]; left; left &= left - 1)
			out[found++] = (uint32_t)(w * 64 + (unsigned)__builtin_ctzll(left));
	return found;
}

EACH_CPU
size_t find_value(const uint16_t *at, size_t n, uint16_t value, uint32_t *out)
{
	enum { RUN = 32 };
	size_t found = 0, i = 0;

	for (; i + RUN <= n; i += RUN) {
		uint16_t any = 0;
		for (size_t k = 0; k < RUN; k++)
			any |= (uint16_t)(at[i + k] == value);
		for (size_t k = 0; any && k < RUN; k++)
			if (at[i + k] == value)
				out[found++] = (uint32_t)(i + k);
	}
	for (; i < n; i++)
		if (at[i] == value)
			out[found++] = (uint32_t)i;
	return found;
}

void find_in_table8(const uint8_t *at, size_t n, const uint16_t *table, uint16_t *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = table[at[i]];
}

void find_in_table16(const uint16_t *at, size_t n, const uint16_t *table, uint16_t *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = table[at[i]];
}
