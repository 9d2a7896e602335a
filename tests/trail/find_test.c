#include "trail/find.h"

#include "random_log.h"
#include "test.h"

enum { LONGEST = 300, PLACES = 8 /* that a column may begin at, in items */ };

/* A column of its own memory, which ends where it ends: what reads behind it is seen. */
struct column {
	void *memory;
	uint32_t *at32;
	uint16_t *at16;
	uint8_t *at8;
};

static struct column column_new(size_t n, size_t size, size_t place)
{
	char *memory = malloc((n + place) * size + 1);

	assert_non_null(memory);
	void *at = memory + place * size;
	return (struct column){ memory, at, at, at };
}

static bool bit_of(const uint64_t *bits, size_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

/* Behind the last item no bit is set. */
static void bits_end(const uint64_t *bits, size_t n)
{
	for (size_t i = n; i < (n / 64 + 1) * 64; i++)
		assert_false(bit_of(bits, i));
}

static void gaps_are_where_a_loop_finds_them(void **state)
{
	static const uint32_t limits[] = { 0, 1, 5, 1000, UINT32_MAX - 1, UINT32_MAX };
	uint64_t seed = 70;

	(void)state;
	for (size_t n = 0; n <= LONGEST; n++) {
		struct column c = column_new(n, sizeof *c.at32, n % PLACES);
		uint64_t *bits = malloc((n / 64 + 1) * sizeof *bits);
		uint32_t limit = limits[n % COUNT_OF(limits)], at = random_below(&seed, 5);
		for (size_t i = 0; i < n; i++) {
			at += random_chance(&seed, 80)   ? random_below(&seed, 8)
			      : random_chance(&seed, 50) ? limit + random_below(&seed, 3) - 1
							 : (uint32_t)test_random(&seed); /* also backwards */
			c.at32[i] = at;
		}
		memset(bits, 0xA5, (n / 64 + 1) * sizeof *bits);
		find_gaps(c.at32, n, limit, bits);
		for (size_t i = 1; i < n; i++)
			assert_int_equal(bit_of(bits, i), (uint32_t)(c.at32[i] - c.at32[i - 1]) > limit);
		assert_false(n && bit_of(bits, 0));
		bits_end(bits, n);
		free(bits);
		free(c.memory);
	}
}

static void fill16(uint64_t *seed, struct column *c, size_t n, uint32_t different)
{
	for (size_t i = 0; i < n; i++)
		c->at16[i] = (uint16_t)(random_chance(seed, 90) ? random_below(seed, different)
								: 65535 - random_below(seed, different));
}

static void changes_are_where_a_loop_finds_them(void **state)
{
	uint64_t seed = 71;

	(void)state;
	for (size_t n = 0; n <= LONGEST; n++) {
		struct column c = column_new(n, sizeof *c.at16, n % PLACES);
		uint64_t *bits = malloc((n / 64 + 1) * sizeof *bits);
		fill16(&seed, &c, n, 1 + random_below(&seed, 4));
		memset(bits, 0xA5, (n / 64 + 1) * sizeof *bits);
		find_changes(c.at16, n, bits);
		for (size_t i = 1; i < n; i++)
			assert_int_equal(bit_of(bits, i), c.at16[i] != c.at16[i - 1]);
		assert_false(n && bit_of(bits, 0));
		bits_end(bits, n);
		free(bits);
		free(c.memory);
	}
}

static void bits_become_places(void **state)
{
	uint64_t seed = 72;

	(void)state;
	for (size_t n = 0; n <= LONGEST; n++) {
		uint64_t bits[LONGEST / 64 + 1] = { 0 };
		uint32_t *out = malloc((n + 1) * sizeof *out), share = random_below(&seed, 101);
		size_t want = 0;
		for (size_t i = 0; i < n; i++)
			bits[i / 64] |= (uint64_t)random_chance(&seed, share) << (i % 64);
		size_t found = find_bits(bits, n, out);
		for (size_t i = 0; i < n; i++) {
			if (!bit_of(bits, i))
				continue;
			assert_true(want < found);
			assert_int_equal(out[want++], i);
		}
		assert_int_equal(found, want);
		free(out);
	}
}

static void values_are_where_a_loop_finds_them(void **state)
{
	uint64_t seed = 73;

	(void)state;
	for (size_t n = 0; n <= LONGEST; n++) {
		struct column c = column_new(n, sizeof *c.at16, n % PLACES);
		uint32_t *out = malloc((n + 1) * sizeof *out);
		uint16_t value = (uint16_t)(n % 3 ? random_below(&seed, 4) : 65535);
		size_t want = 0;
		fill16(&seed, &c, n, 4);
		size_t found = find_value(c.at16, n, value, out);
		for (size_t i = 0; i < n; i++)
			if (c.at16[i] == value)
				assert_int_equal(out[want++], i);
		assert_int_equal(found, want);
		free(out);
		free(c.memory);
	}
}

static void any_of_some_values_is_where_a_loop_finds_it(void **state)
{
	uint64_t seed = 74;

	(void)state;
	for (size_t n = 0; n <= LONGEST; n++) {
		struct column c = column_new(n, sizeof *c.at16, n % PLACES);
		uint64_t *bits = malloc((n / 64 + 1) * sizeof *bits);
		uint16_t values[FIND_VALUES];
		size_t n_values = 1 + n % FIND_VALUES;
		for (size_t v = 0; v < n_values; v++)
			values[v] = (uint16_t)(v ? random_below(&seed, 40) : 65535);
		fill16(&seed, &c, n, 40);
		memset(bits, 0xA5, (n / 64 + 1) * sizeof *bits);
		find_values(c.at16, n, values, n_values, bits);
		for (size_t i = 0; i < n; i++) {
			bool any = false;
			for (size_t v = 0; v < n_values; v++)
				any |= c.at16[i] == values[v];
			assert_int_equal(bit_of(bits, i), any);
		}
		bits_end(bits, n);
		free(bits);
		free(c.memory);
	}
}

/* Of up to 64 kinds with small numbers a long column is looked up in registers; all others in the table. */
static void kinds_of_a_byte_are_looked_up(void **state)
{
	static const uint32_t kinds[] = { 1, 15, 16, 17, 33, 64, 65, 256 };
	uint64_t seed = 75;

	(void)state;
	for (size_t n = 0; n <= 3 * LONGEST; n++) {
		struct column c = column_new(n, 1, n % PLACES), out = column_new(n, sizeof *out.at16, n % 3);
		uint32_t k = kinds[n % COUNT_OF(kinds)], most = random_chance(&seed, 70) ? 256 : 65536;
		uint16_t table[256];
		for (uint32_t i = 0; i < k; i++)
			table[i] = (uint16_t)random_below(&seed, most);
		for (size_t i = 0; i < n; i++)
			c.at8[i] = (uint8_t)random_below(&seed, k);
		find_in_table8(c.at8, n, table, k, out.at16);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(out.at16[i], table[c.at8[i]]);
		free(c.memory);
		free(out.memory);
	}
}

static void kinds_of_two_bytes_are_looked_up(void **state)
{
	static uint16_t table[65536];
	uint64_t seed = 76;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(table); i++)
		table[i] = (uint16_t)test_random(&seed);
	for (size_t n = 0; n <= LONGEST; n++) {
		struct column c = column_new(n, sizeof *c.at16, n % PLACES),
			      out = column_new(n, sizeof *out.at16, n % 3);
		for (size_t i = 0; i < n; i++)
			c.at16[i] = (uint16_t)test_random(&seed);
		find_in_table16(c.at16, n, table, out.at16);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(out.at16[i], table[c.at16[i]]);
		/* and where the result takes its place */
		find_in_table16(out.at16, n, table, out.at16);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(out.at16[i], table[table[c.at16[i]]]);
		free(c.memory);
		free(out.memory);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps_are_where_a_loop_finds_them),
		cmocka_unit_test(changes_are_where_a_loop_finds_them),
		cmocka_unit_test(bits_become_places),
		cmocka_unit_test(values_are_where_a_loop_finds_them),
		cmocka_unit_test(any_of_some_values_is_where_a_loop_finds_it),
		cmocka_unit_test(kinds_of_a_byte_are_looked_up),
		cmocka_unit_test(kinds_of_two_bytes_are_looked_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
