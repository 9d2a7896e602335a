#include "intake/tally.h"

#include "base/names.h"

#include "test.h"

/* Against the slow obvious way: counting what came before. */
static void counts_as_one_would(void **state)
{
	enum { N = 20000, VALUES = 300 };
	struct tally tally = { 0 };
	static uint64_t seen[VALUES];
	uint64_t luck = 5;

	(void)state;
	for (int i = 0; i < N; i++) {
		uint64_t value = test_random(&luck) % VALUES;
		assert_int_equal(tally_add(&tally, value * 4096), seen[value]++);
	}
	tally_close(&tally);
}

/* Many different hashes make it grow; none is forgotten. */
static void grows(void **state)
{
	enum { N = 50000 };
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t pass = 0; pass < 3; pass++)
		for (uint64_t i = 0; i < N; i++)
			assert_int_equal(tally_add(&tally, i * 0x9E3779B97F4A7C15u), pass);
	for (size_t i = 0; i < TALLY_PARTS; i++)
		assert_true(tally.parts[i].used * 5 <= tally.parts[i].size * 4 + 5);
	tally_close(&tally);
}

static void the_hash_0_is_one_like_any_other(void **state)
{
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 5; i++)
		assert_int_equal(tally_add(&tally, 0), i);
	tally_close(&tally);
}

/* The ids of many at once are those that one by one would give, whatever the threads. */
static void many_are_as_one_by_one(void **state)
{
	enum { LISTS = 7, N = 30000 };
	static const unsigned threads[] = { 1, 2, 7 };
	static uint64_t hashes[LISTS][N], ids[LISTS][N];
	uint64_t luck = 7;

	(void)state;
	for (size_t k = 0; k < LISTS; k++)
		for (size_t i = 0; i < N; i++)
			hashes[k][i] = (test_random(&luck) % 90000) * 0x9E3779B97F4A7C15u;
	for (size_t t = 0; t < COUNT_OF(threads); t++) {
		struct tally tally = { 0 }, slow = { 0 };
		struct tally_list lists[LISTS];
		for (size_t k = 0; k < LISTS; k++)
			lists[k] = (struct tally_list){ hashes[k], ids[k], k * N / LISTS };
		tally_many(&tally, threads[t], lists, LISTS / 2);
		tally_many(&tally, threads[t], lists + LISTS / 2, LISTS - LISTS / 2);
		for (size_t k = 0; k < LISTS; k++)
			for (size_t i = 0; i < lists[k].n; i++)
				assert_int_equal(
					ids[k][i], hash_mix(hashes[k][i], tally_add(&slow, hashes[k][i])));
		tally_close(&tally);
		tally_close(&slow);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_as_one_would),
		cmocka_unit_test(grows),
		cmocka_unit_test(the_hash_0_is_one_like_any_other),
		cmocka_unit_test(many_are_as_one_by_one),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
