#include "intake/tally.h"

#include "test.h"

/* Against the slow obvious way: counting what came before. */
static void counts_as_one_would(void **state)
{
	enum { N = 20000, VALUES = 300 };
	struct scope sc = { 0 };
	struct tally tally = { 0 };
	static uint64_t seen[VALUES];
	uint64_t luck = 5;

	(void)state;
	for (int i = 0; i < N; i++) {
		uint64_t value = test_random(&luck) % VALUES;
		assert_int_equal(tally_add(&sc, &tally, value * 4096), seen[value]++);
	}
	scope_close(&sc);
}

/* Many different hashes make it grow; none is forgotten. */
static void grows(void **state)
{
	enum { N = 50000 };
	struct scope sc = { 0 };
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t pass = 0; pass < 3; pass++)
		for (uint64_t i = 0; i < N; i++)
			assert_int_equal(tally_add(&sc, &tally, i * 0x9E3779B97F4A7C15u), pass);
	assert_true(tally.used * 2 <= tally.size);
	scope_close(&sc);
}

static void the_hash_0_is_one_like_any_other(void **state)
{
	struct scope sc = { 0 };
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 5; i++)
		assert_int_equal(tally_add(&sc, &tally, 0), i);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_as_one_would),
		cmocka_unit_test(grows),
		cmocka_unit_test(the_hash_0_is_one_like_any_other),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
