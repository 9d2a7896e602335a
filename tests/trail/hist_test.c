#include "trail/hist.h"

#include "test.h"

static void below_the_first_octave_every_second_is_exact(void **state)
{
	(void)state;
	for (int fine = 0; fine < 2; fine++) {
		struct scope sc = { 0 };
		struct hist h = { .bits = fine ? HIST_FINE : HIST_COARSE };
		for (int64_t s = 0; s < 1ll << h.bits; s++)
			hist_add(&sc, &h, s);
		for (int64_t s = 0; s < 1ll << h.bits; s++)
			assert_near(hist_rank(&h, (uint64_t)s + 1), (double)s, 0);
		scope_close(&sc);
	}
}

static void a_bin_names_its_values_within_its_width(void **state)
{
	static const int64_t values[] = { 1023, 1024, 1025, 2047, 2048, 86400, 86401, 2592000, 31536000,
		3000000000, 1ll << 40, (1ll << 46) - 1 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(values); i++) {
		for (int fine = 0; fine < 2; fine++) {
			struct scope sc = { 0 };
			struct hist h = { .bits = fine ? HIST_FINE : HIST_COARSE };
			hist_add(&sc, &h, values[i]);
			assert_near(hist_quantile(&h, .5), (double)values[i],
				(double)values[i] / (double)(1 << h.bits));
			scope_close(&sc);
		}
	}
}

static void quantiles_are_by_nearest_rank(void **state)
{
	static const struct {
		double q, want;
	} rows[] = { { .01, 1 }, { .1, 1 }, { .11, 2 }, { .25, 3 }, { .5, 5 }, { .51, 6 }, { .9, 9 },
		{ .95, 10 }, { 1, 10 } };
	struct scope sc = { 0 };
	struct hist h = { .bits = HIST_FINE };

	(void)state;
	for (int64_t s = 10; s >= 1; s--)
		hist_add(&sc, &h, s);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_near(hist_quantile(&h, rows[i].q), rows[i].want, 0);
	scope_close(&sc);
}

static void what_is_out_of_range_is_kept_at_the_edge(void **state)
{
	struct scope sc = { 0 };
	struct hist h = { .bits = HIST_FINE };

	(void)state;
	hist_add(&sc, &h, -5);
	hist_add(&sc, &h, INT64_MAX);
	assert_int_equal(h.n, 2);
	assert_near(hist_rank(&h, 1), 0, 0);
	assert_true(hist_rank(&h, 2) > 1e16);
	assert_true(isnan(hist_rank(&h, 3)));
	scope_close(&sc);
}

static int by_value(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

static void merged_is_as_if_added_to_one(void **state)
{
	enum { N = 500 };
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 100; round++) {
		struct scope sc = { 0 };
		struct hist parts[3], sum = { .bits = HIST_FINE };
		int64_t all[N];

		for (int p = 0; p < 3; p++)
			parts[p] = (struct hist){ .bits = HIST_FINE };
		for (int i = 0; i < N; i++) {
			all[i] = (int64_t)(test_random(&seed) >> (20 + test_random(&seed) % 43));
			hist_add(&sc, &parts[test_random(&seed) % 3], all[i]);
		}
		for (int p = 0; p < 3; p++)
			hist_merge(&sc, &sum, &parts[p]);
		qsort(all, N, sizeof *all, by_value);
		assert_int_equal(sum.n, N);
		for (uint64_t rank = 1; rank <= N; rank++)
			assert_near(
				hist_rank(&sum, rank), (double)all[rank - 1], .001 * (double)all[rank - 1]);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(below_the_first_octave_every_second_is_exact),
		cmocka_unit_test(a_bin_names_its_values_within_its_width),
		cmocka_unit_test(quantiles_are_by_nearest_rank),
		cmocka_unit_test(what_is_out_of_range_is_kept_at_the_edge),
		cmocka_unit_test(merged_is_as_if_added_to_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
