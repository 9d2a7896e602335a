#include "trail/bins.h"

#include "random_log.h"
#include "test.h"

/* Of every size: the number of its bits is as likely as any other. */
static uint64_t any_size(uint64_t *seed, unsigned bits)
{
	return test_random(seed) >> (64 - 1 - random_below(seed, bits));
}

/* What falls into bins is what falls into a histogram, one by one. */
static void given_over_they_are_the_histogram(void **state)
{
	enum { ROWS = 5, N = 3000 };
	static const unsigned sizes[] = { 31, 44, 5, 12 };
	uint64_t seed = 80;

	(void)state;
	for (size_t round = 0; round < 2 * COUNT_OF(sizes); round++) {
		struct scope sc = { 0 };
		unsigned bits = round % 2 ? HIST_FINE : HIST_COARSE, size = sizes[round / 2];
		struct bins b = bins_new(&sc, ROWS, bits, (1ull << size) - 1);
		struct hist got[ROWS], want[ROWS];
		for (size_t row = 0; row < ROWS; row++)
			got[row] = want[row] = (struct hist){ .bits = bits };
		for (int i = 0; i < N; i++) {
			uint32_t row = random_below(&seed, ROWS - 1); /* the last one stays empty */
			uint64_t seconds = any_size(&seed, size);
			bins_add(&b, row, seconds, bits);
			hist_add(&sc, &want[row], (int64_t)seconds);
		}
		for (size_t row = 0; row < ROWS; row++) {
			bins_give(&sc, &b, row, &got[row]);
			assert_int_equal(got[row].n, want[row].n);
			for (uint64_t rank = 1; rank <= got[row].n; rank += 7)
				assert_near(hist_rank(&got[row], rank), hist_rank(&want[row], rank), 0);
		}
		scope_close(&sc);
	}
}

static void codes_of_many_are_the_codes_of_each(void **state)
{
	enum { LONGEST = 300 };
	static const uint32_t edges[] = { 0, 1, 63, 64, 65, 127, 128, 0x7FFFFF, 0xFFFFFF, 0x1000000,
		0x1FFFFFF, 0x3FFFFFFF, 0x40000000, 0x7FFFFF7F, 0x7FFFFFC0, INT32_MAX - 1, INT32_MAX };
	uint64_t seed = 81;

	(void)state;
	for (size_t n = 0; n <= LONGEST; n++) {
		uint32_t *from = malloc((n + 1) * sizeof *from), *to = malloc((n + 1) * sizeof *to);
		uint16_t *codes = malloc((n + 1) * sizeof *codes);
		for (size_t i = 0; i < n; i++) {
			uint32_t seconds = random_chance(&seed, 50)
						   ? edges[random_below(&seed, COUNT_OF(edges))]
						   : (uint32_t)any_size(&seed, 31);
			from[i] = (uint32_t)test_random(&seed);
			to[i] = from[i] + seconds;
		}
		bins_codes(from, to, n, codes);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(codes[i], bins_code(to[i] - from[i], HIST_COARSE));
		free(from);
		free(to);
		free(codes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(given_over_they_are_the_histogram),
		cmocka_unit_test(codes_of_many_are_the_codes_of_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
