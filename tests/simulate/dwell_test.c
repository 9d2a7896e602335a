#include "simulate/dwell.h"

#include "test.h"

/* As many parts as one has are of sizes that divide this, so that every second's chance is a whole number. */
enum { COMMON = 2520, SECONDS = 256 };

/* The chance of each second, times COMMON * DWELL_WEIGHT. */
static void count_seconds(const struct dwell *d, uint64_t *chances)
{
	memset(chances, 0, SECONDS * sizeof *chances);
	for (size_t i = 0; i < d->n; i++)
		for (uint32_t s = d->parts[i].low; s < d->parts[i].high; s++)
			chances[s] +=
				(uint64_t)d->parts[i].weight * COMMON / (d->parts[i].high - d->parts[i].low);
}

static uint32_t slow_median(const uint64_t *chances, uint32_t limit)
{
	uint64_t all = 0, sum = 0;

	for (uint32_t s = 0; s <= limit && s < SECONDS; s++)
		all += chances[s];
	for (uint32_t s = 0; all > 0 && s < SECONDS; s++) {
		sum += chances[s];
		if (2 * sum >= all)
			return s;
	}
	return 0;
}

static struct dwell random_dwell(uint64_t *rng)
{
	struct dwell d = { .n = 1 + test_random(rng) % DWELL_PARTS };
	uint32_t at = 1, left = DWELL_WEIGHT;

	for (size_t i = 0; i < d.n; i++) {
		struct dwell_part *part = &d.parts[i];
		uint32_t even = left / (uint32_t)(d.n - i);
		part->low = at + (uint32_t)(test_random(rng) % 4);
		part->high = at = part->low + 1 + (uint32_t)(test_random(rng) % 10);
		part->weight = i + 1 == d.n ? left : test_random(rng) % 2 ? even : even / 3;
		left -= part->weight;
	}
	return d;
}

static void the_median_is_that_of_all_seconds_counted(void **state)
{
	uint64_t rng = 1, chances[SECONDS];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct dwell d = random_dwell(&rng);
		count_seconds(&d, chances);
		assert_int_equal(dwell_median(&d, UINT32_MAX), slow_median(chances, UINT32_MAX));
		for (uint32_t limit = 0; limit < SECONDS; limit += 1 + (uint32_t)(test_random(&rng) % 9))
			assert_int_equal(dwell_median(&d, limit), slow_median(chances, limit));
	}
}

static void the_share_is_that_of_all_seconds_counted(void **state)
{
	uint64_t rng = 2, chances[SECONDS];

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct dwell d = random_dwell(&rng);
		uint64_t sum = 0;
		count_seconds(&d, chances);
		for (uint32_t s = 0; s < SECONDS; s++) {
			sum += chances[s];
			assert_near(dwell_share(&d, s), (double)sum / COMMON / DWELL_WEIGHT, 1e-12);
		}
		assert_true(dwell_share(&d, UINT32_MAX) == 1);
	}
}

/* Where exactly half are over after a second, that second is the median (nearest rank). */
static void a_tie_goes_to_the_smaller_second(void **state)
{
	const struct dwell d = { 2, { { 1, 3, DWELL_WEIGHT / 2 }, { 10, 12, DWELL_WEIGHT / 2 } } };
	const struct dwell more = { 2, { { 1, 3, DWELL_WEIGHT / 2 - 1 }, { 10, 12, DWELL_WEIGHT / 2 + 1 } } };

	(void)state;
	assert_int_equal(dwell_median(&d, UINT32_MAX), 2);
	assert_int_equal(dwell_median(&more, UINT32_MAX), 10);
	assert_int_equal(dwell_median(&d, 9), 1);
	assert_int_equal(dwell_median(&d, 0), 0);
}

static const uint32_t typical[] = { 1, 2, 3, 5, 17, 40, 95, 420, 1300, 70000, 200000 };
static const uint32_t later[] = { 0, 50, 130, 999 };

/* Calls `check` with every shape, length and share of those who go on another day that goes together. */
static void each_made(void (*check)(const struct dwell *d, uint32_t typical_s, uint32_t later_of_1000))
{
	for (size_t t = 0; t < COUNT_OF(typical); t++) {
		for (size_t l = 0; l < COUNT_OF(later); l++) {
			for (enum dwell_shape shape = 0; shape < DWELL_SHAPES; shape++) {
				if (later[l] && 8 * typical[t] >= DWELL_LATER_S)
					continue;
				struct dwell d = dwell_make(typical[t], shape, later[l]);
				check(&d, typical[t], later[l]);
			}
		}
	}
}

static void check_parts(const struct dwell *d, uint32_t typical_s, uint32_t later_of_1000)
{
	uint32_t weight = 0, end = 1, later_weight = 0;

	(void)typical_s;
	for (size_t i = 0; i < d->n; i++) {
		const struct dwell_part *part = &d->parts[i];
		assert_true(part->low >= end && part->low < part->high && part->weight > 0);
		end = part->high;
		weight += part->weight;
		later_weight += part->low >= DWELL_LATER_S ? part->weight : 0;
	}
	assert_int_equal(weight, DWELL_WEIGHT);
	if (later_of_1000) {
		assert_int_equal(later_weight, DWELL_WEIGHT / 1000 * later_of_1000);
		assert_true(end <= 8 * 86400);
	}
}

static void parts_lie_side_by_side_and_make_a_whole(void **state)
{
	(void)state;
	each_made(check_parts);
}

static void check_typical(const struct dwell *d, uint32_t typical_s, uint32_t later_of_1000)
{
	uint32_t median = dwell_median(d, later_of_1000 ? DWELL_LATER_S - 1 : UINT32_MAX);

	assert_near(median, typical_s, 3 + typical_s * .03);
}

static void the_median_of_those_who_go_on_at_once_is_about_typical(void **state)
{
	(void)state;
	each_made(check_typical);
}

/* Kolmogorov's distance of the draws from the shares, in units of 1 / sqrt(n): above 2.2 by chance in one of
 * 8,000. */
static void check_draws(const struct dwell *d, uint32_t typical_s, uint32_t later_of_1000)
{
	enum { DRAWS = 4000, KNOTS = 64 };
	struct random rng = random_start(typical_s, later_of_1000);
	uint32_t top = d->parts[d->n - 1].high, knots[KNOTS + DWELL_PARTS], n = 0;
	uint32_t below[KNOTS + DWELL_PARTS] = { 0 };

	for (size_t i = 0; i < d->n; i++)
		knots[n++] = d->parts[i].low;
	for (uint32_t i = 0; i < KNOTS; i++)
		knots[n++] = (uint32_t)((uint64_t)top * i / KNOTS);
	for (int i = 0; i < DRAWS; i++) {
		uint32_t s = dwell_draw(d, &rng);
		assert_true(s >= 1 && s < top);
		for (uint32_t k = 0; k < n; k++)
			below[k] += s <= knots[k];
	}
	for (uint32_t k = 0; k < n; k++)
		assert_near((double)below[k] / DRAWS, dwell_share(d, knots[k]), 2.2 / sqrt(DRAWS));
}

static void draws_agree_with_the_shares(void **state)
{
	(void)state;
	each_made(check_draws);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_median_is_that_of_all_seconds_counted),
		cmocka_unit_test(the_share_is_that_of_all_seconds_counted),
		cmocka_unit_test(a_tie_goes_to_the_smaller_second),
		cmocka_unit_test(parts_lie_side_by_side_and_make_a_whole),
		cmocka_unit_test(the_median_of_those_who_go_on_at_once_is_about_typical),
		cmocka_unit_test(draws_agree_with_the_shares),
	};

	return cmocka_run_group_tests_name("dwell", tests, NULL, NULL);
}
