/* find - where something is in a column: the loops that read every event and find little (cpu.h). */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Bit i is set where at[i] - at[i - 1] > limit, for i of 1 .. n - 1; bits has n / 64 + 1 words. */
void find_gaps(const uint32_t *at, size_t n, uint32_t limit, uint64_t *bits);

/* Bit i is set where at[i] is not at[i - 1], for i of 1 .. n - 1. */
void find_changes(const uint16_t *at, size_t n, uint64_t *bits);

/* The places of the set bits; comes back with their number. */
size_t find_bits(const uint64_t *bits, size_t n, uint32_t *out);

/* The places where at[i] is the value. */
size_t find_value(const uint16_t *at, size_t n, uint16_t value, uint32_t *out);

/* Bit i is set where at[i] is one of the values, 1 .. FIND_VALUES. */
enum { FIND_VALUES = 8 };
void find_values(const uint16_t *at, size_t n, const uint16_t *values, size_t n_values, uint64_t *bits);

/* table[at[i]] for each i: a touchpoint for each kind. */
void find_in_table8(const uint8_t *at, size_t n, const uint16_t *table, size_t kinds, uint16_t *out);
void find_in_table16(const uint16_t *at, size_t n, const uint16_t *table, uint16_t *out);
