#include "simulate/random.h"

#include "test.h"

static void the_stream_is_xoshiro256(void **state)
{
	/* from the state 1, 2, 3, 4: the vectors that the crate rand_xoshiro took from the authors' program */
	static const uint64_t published[] = { 11520u, 0u, 1509978240u, 1215971899390074240u,
		1216172134540287360u, 607988272756665600u, 16172922978634559625u, 8476171486693032832u,
		10595114339597558777u, 2904607092377533576u };
	struct random rng = { { 1, 2, 3, 4 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(published); i++)
		assert_true(random_next(&rng) == published[i]);
}

static void the_seeds_are_split_by_splitmix64(void **state)
{
	/* from 1234567, as on Rosetta Code */
	static const uint64_t published[] = { 6457827717110365317u, 3203168211198807973u,
		9817491932198370423u, 4593380528125082431u, 16408922859458223821u };
	uint64_t at = 1234567;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(published); i++)
		assert_true(random_split(&at) == published[i]);
}

static void streams_differ_by_seed_and_by_number(void **state)
{
	enum { SIDE = 64 };
	uint64_t first[SIDE * SIDE];

	(void)state;
	for (uint64_t seed = 0; seed < SIDE; seed++) {
		for (uint64_t stream = 0; stream < SIDE; stream++) {
			struct random rng = random_start(seed, stream), again = random_start(seed, stream);
			first[seed * SIDE + stream] = random_next(&rng);
			assert_true(first[seed * SIDE + stream] == random_next(&again));
		}
	}
	for (size_t i = 0; i < COUNT_OF(first); i++)
		for (size_t k = 0; k < i; k++)
			assert_true(first[i] != first[k]);
}

/* Sum of (found - expected)^2 / expected of n equally likely sorts. */
static double chi_square(const uint64_t *found, size_t n, double draws)
{
	double sum = 0, expected = draws / (double)n;

	for (size_t i = 0; i < n; i++)
		sum += ((double)found[i] - expected) * ((double)found[i] - expected) / expected;
	return sum;
}

/* Of mean n - 1 and variance 2 (n - 1). */
static void assert_even(const uint64_t *found, size_t n, double draws)
{
	assert_near(chi_square(found, n, draws), (double)(n - 1), 4 * sqrt(2.0 * (double)(n - 1)));
}

static void numbers_below_are_even(void **state)
{
	enum { DRAWS = 200000, MOST = 1000 };
	static const uint32_t tops[] = { 2, 3, 6, 10, 64, 365, MOST };

	(void)state;
	for (size_t t = 0; t < COUNT_OF(tops); t++) {
		uint64_t found[MOST] = { 0 };
		struct random rng = random_start(1, tops[t]);
		for (int i = 0; i < DRAWS; i++) {
			uint32_t x = random_below(&rng, tops[t]);
			assert_true(x < tops[t]);
			found[x]++;
		}
		assert_even(found, tops[t], DRAWS);
	}
}

/* Below 3/4 of 2^32, a product without a refusal gives every third number twice as often, a modulo the lowest
 * third of them. */
static void no_number_is_favoured(void **state)
{
	enum { DRAWS = 300000 };
	const uint32_t top = 3u << 30;
	uint64_t by_rest[3] = { 0 }, by_third[3] = { 0 };
	struct random rng = random_start(2, 0);

	(void)state;
	for (int i = 0; i < DRAWS; i++) {
		uint32_t x = random_below(&rng, top);
		by_rest[x % 3]++;
		by_third[x / (top / 3)]++;
	}
	assert_even(by_rest, 3, DRAWS);
	assert_even(by_third, 3, DRAWS);
}

static void the_edges_are_in_reach(void **state)
{
	struct random rng = random_start(3, 0);
	uint32_t largest = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		uint32_t x = random_below(&rng, UINT32_MAX);
		largest = x > largest ? x : largest;
		assert_int_equal(random_below(&rng, 1), 0);
	}
	assert_true(largest > UINT32_MAX / 100 * 99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_stream_is_xoshiro256),
		cmocka_unit_test(the_seeds_are_split_by_splitmix64),
		cmocka_unit_test(streams_differ_by_seed_and_by_number),
		cmocka_unit_test(numbers_below_are_even),
		cmocka_unit_test(no_number_is_favoured),
		cmocka_unit_test(the_edges_are_in_reach),
	};

	return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
