#include "trail/find.h"

#include <string.h>

#include "trail/cpu.h"

/* 64 bytes of 0 or 1 as 64 bits: the product moves bit 0 of each of eight bytes into the highest byte. */
static inline uint64_t gather_bits(const uint8_t flag[64])
{
	uint64_t word = 0;

	for (unsigned k = 0; k < 64; k += 8) {
		uint64_t eight;
		memcpy(&eight, flag + k, sizeof eight);
		word |= eight * 0x0102040810204080 >> 56 << k;
	}
	return word;
}

EACH_CPU
void find_gaps(const uint32_t *at, size_t n, uint32_t limit, uint64_t *bits)
{
	uint8_t over[64];
	size_t i = 0;

	for (; i + 64 <= n; i += 64) {
		over[0] = i && at[i] - at[i - 1] > limit;
		for (size_t k = 1; k < 64; k++)
			over[k] = at[i + k] - at[i + k - 1] > limit;
		bits[i / 64] = gather_bits(over);
	}
	bits[i / 64] = 0;
	for (; i < n; i++)
		bits[i / 64] |= (uint64_t)(i && at[i] - at[i - 1] > limit) << (i % 64);
}

EACH_CPU
void find_changes(const uint16_t *at, size_t n, uint64_t *bits)
{
	uint8_t other[64];
	size_t i = 0;

	for (; i + 64 <= n; i += 64) {
		other[0] = i && at[i] != at[i - 1];
		for (size_t k = 1; k < 64; k++)
			other[k] = at[i + k] != at[i + k - 1];
		bits[i / 64] = gather_bits(other);
	}
	bits[i / 64] = 0;
	for (; i < n; i++)
		bits[i / 64] |= (uint64_t)(i && at[i] != at[i - 1]) << (i % 64);
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
	size_t found = 0, i = 0;

	for (; i + 64 <= n; i += 64) {
		uint8_t same[64];
		for (size_t k = 0; k < 64; k++)
			same[k] = at[i + k] == value;
		for (uint64_t left = gather_bits(same); left; left &= left - 1)
			out[found++] = (uint32_t)(i + (unsigned)__builtin_ctzll(left));
	}
	for (; i < n; i++)
		if (at[i] == value)
			out[found++] = (uint32_t)i;
	return found;
}

EACH_CPU
void find_values(const uint16_t *at, size_t n, const uint16_t *values, size_t n_values, uint64_t *bits)
{
	size_t i = 0;

	for (; i + 64 <= n; i += 64) {
		uint8_t any[64] = { 0 };
		for (size_t v = 0; v < n_values; v++)
			for (size_t k = 0; k < 64; k++)
				any[k] |= at[i + k] == values[v];
		bits[i / 64] = gather_bits(any);
	}
	bits[i / 64] = 0;
	for (; i < n; i++)
		for (size_t v = 0; v < n_values; v++)
			bits[i / 64] |= (uint64_t)(at[i] == values[v]) << (i % 64);
}

/* --- a touchpoint for each kind --------------------------------------------------------------------- */

static void in_table8(const uint8_t *at, size_t n, const uint16_t *table, uint16_t *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = table[at[i]];
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

enum { LOOKED_UP = 64 /* kinds: four registers of 16 */ };

/* Of the four registers each place is looked up in all; bits 4 and 5 of the kind say in which it stands. */
__attribute__((target("avx2"))) static size_t in_registers(
	const uint8_t *at, size_t n, const uint8_t table[LOOKED_UP], uint16_t *out)
{
	__m256i part[4];
	size_t i = 0;

	for (int k = 0; k < 4; k++)
		part[k] = _mm256_broadcastsi128_si256(
			_mm_loadu_si128((const __m128i *)(const void *)(table + 16 * k)));
	for (; i + 32 <= n; i += 32) {
		__m256i kind = _mm256_loadu_si256((const __m256i *)(const void *)(at + i));
		__m256i bit4 = _mm256_slli_epi16(kind, 3), bit5 = _mm256_slli_epi16(kind, 2);
		__m256i low = _mm256_and_si256(kind, _mm256_set1_epi8(15));
		__m256i one = _mm256_blendv_epi8(
			_mm256_shuffle_epi8(part[0], low), _mm256_shuffle_epi8(part[1], low), bit4);
		__m256i two = _mm256_blendv_epi8(
			_mm256_shuffle_epi8(part[2], low), _mm256_shuffle_epi8(part[3], low), bit4);
		__m256i found = _mm256_blendv_epi8(one, two, bit5);
		_mm256_storeu_si256(
			(__m256i *)(void *)(out + i), _mm256_cvtepu8_epi16(_mm256_castsi256_si128(found)));
		_mm256_storeu_si256((__m256i *)(void *)(out + i + 16),
			_mm256_cvtepu8_epi16(_mm256_extracti128_si256(found, 1)));
	}
	return i;
}

static size_t in_table_quickly(
	const uint8_t *at, size_t n, const uint16_t *table, size_t kinds, uint16_t *out)
{
	uint8_t bytes[LOOKED_UP] = { 0 };

	if (kinds > LOOKED_UP || n < 256 || !__builtin_cpu_supports("avx2"))
		return 0;
	for (size_t k = 0; k < kinds; k++) {
		if (table[k] > UINT8_MAX)
			return 0;
		bytes[k] = (uint8_t)table[k];
	}
	return in_registers(at, n, bytes, out);
}
#else
static size_t in_table_quickly(
	const uint8_t *at, size_t n, const uint16_t *table, size_t kinds, uint16_t *out)
{
	(void)at, (void)n, (void)table, (void)kinds, (void)out;
	return 0;
}
#endif

void find_in_table8(const uint8_t *at, size_t n, const uint16_t *table, size_t kinds, uint16_t *out)
{
	size_t done = in_table_quickly(at, n, table, kinds, out);

	in_table8(at + done, n - done, table, out + done);
}

void find_in_table16(const uint16_t *at, size_t n, const uint16_t *table, uint16_t *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = table[at[i]];
}
