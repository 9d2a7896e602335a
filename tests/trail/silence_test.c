#include "trail/silence.h"

#include "laid.h"
#include "test.h"

static const int64_t SECOND = 1000000;

static const struct trail *with_gaps(struct scope *sc, const int64_t *gaps, size_t n)
{
	struct trail_event *at = NEW_ARRAY(sc, struct trail_event, n + 1);
	int64_t now_s = -86400; /* before 1970 too */

	for (size_t i = 0; i <= n; i++) {
		at[i] = (struct trail_event){
			.time_us = now_s * SECOND, .order = i, .rating = NAN, .nps = -1
		};
		now_s += i < n ? gaps[i] : 0;
	}
	return trail_of_events(sc, at, n + 1);
}

static void it_fits_the_data(void **state)
{
	static const struct {
		int64_t common, rare; /* seconds; one gap in ten is a rare one */
		size_t n;
		int64_t want;
		bool learnt;
	} cases[] = {
		{ 2 * DAY_S, 5 * DAY_S, 100, 5 * DAY_S, true },
		{ 2 * DAY_S, 5 * DAY_S, 99, 30 * DAY_S, false },          /* too few to tell */
		{ 3600, 7200, 200, DAY_S, true },                         /* at least a day */
		{ 100 * DAY_S, 200 * DAY_S, 100, 90 * DAY_S, true },      /* at most ninety */
		{ DAY_S, (int64_t)60000 * DAY_S, 100, 90 * DAY_S, true }, /* a gap that 32 bits do not hold */
		{ IDLE_S, 2 * DAY_S, 1000, 2 * DAY_S, true }, /* a pause of the idle limit is no gap */
		{ IDLE_S, 2 * DAY_S, 900, 30 * DAY_S, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		int64_t *gaps = NEW_ARRAY(&sc, int64_t, cases[i].n);
		for (size_t k = 0; k < cases[i].n; k++)
			gaps[k] = k % 10 == 0 ? cases[i].rare : cases[i].common;
		bool learnt;
		assert_int_equal(
			trail_silence(with_gaps(&sc, gaps, cases[i].n), IDLE_S, 1, &learnt), cases[i].want);
		assert_int_equal(learnt, cases[i].learnt);
		scope_close(&sc);
	}
}

/* To the second, wherever the rank falls: no bin rounds it. */
static void it_is_exact(void **state)
{
	uint64_t seed = 98;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct scope sc = { 0 };
		size_t n = 100 + random_below(&seed, 60), rank = (n * 95 + 99) / 100;
		int64_t *gaps = NEW_ARRAY(&sc, int64_t, n), want;
		for (size_t i = 0; i < n; i++)
			gaps[i] = DAY_S + random_below(&seed, 89 * DAY_S);
		const struct trail *trail = with_gaps(&sc, gaps, n);
		for (size_t i = 1; i < n; i++) /* sorted */
			for (size_t k = i; k > 0 && gaps[k - 1] > gaps[k]; k--) {
				int64_t swap = gaps[k];
				gaps[k] = gaps[k - 1];
				gaps[k - 1] = swap;
			}
		want = gaps[rank - 1];
		bool learnt;
		assert_int_equal(trail_silence(trail, IDLE_S, 1, &learnt), want);
		scope_close(&sc);
	}
}

static struct slow_log random_gaps(struct scope *sc, uint64_t *seed, int round)
{
	static const struct dictionary one = { .n = 1 };
	struct slow_log log = { NEW_ARRAY(sc, struct trail_event, 400), 0, 5, &one };
	int64_t at[5] = { 0 };

	for (size_t i = 0; i < 250 + random_below(seed, 150); i++) {
		uint32_t c = random_below(seed, 5);
		at[c] += (int64_t)(test_random(seed) % (uint64_t)(DAY_S * 4)) * (SECOND + round);
		log.at[log.n++] = (struct trail_event){
			.customer = c, .time_us = at[c], .order = i, .rating = NAN, .nps = -1
		};
	}
	return log;
}

/* Of one part and of two: who stands in the delta is not counted twice. */
static void it_is_the_slow_one(void **state)
{
	uint64_t seed = 99;

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct scope sc = { 0 };
		struct slow_log log = random_gaps(&sc, &seed, round);
		int64_t want = slow_silence(&sc, &log, DAY_S);
		bool learnt;

		assert_int_equal(trail_silence(random_trail(&sc, &log), DAY_S, 1, &learnt), want);
		assert_int_equal(trail_silence(laid_two(&sc, &log), DAY_S, 1, &learnt), want);
		scope_close(&sc);
	}
}

static void however_many_count_it_is_the_same(void **state)
{
	enum { N = 130000, CUSTOMERS = 20000 };
	static const unsigned workers[] = { 2, 7, 0 };
	struct scope sc = { 0 };
	struct trail_event *at = NEW_ARRAY(&sc, struct trail_event, N);
	uint64_t seed = 97;
	bool learnt;

	(void)state;
	for (size_t i = 0; i < N; i++)
		at[i] = (struct trail_event){ .customer = random_below(&seed, CUSTOMERS),
			.time_us = (int64_t)random_below(&seed, 200 * DAY_S) * SECOND,
			.order = i,
			.rating = NAN,
			.nps = -1 };
	const struct trail *trail = trail_of_events(&sc, at, N);
	int64_t one = trail_silence(trail, IDLE_S, 1, &learnt);
	assert_true(learnt && one > DAY_S && one < 90 * DAY_S);
	for (size_t w = 0; w < COUNT_OF(workers); w++)
		assert_int_equal(trail_silence(trail, IDLE_S, workers[w], &learnt), one);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_fits_the_data),
		cmocka_unit_test(it_is_exact),
		cmocka_unit_test(it_is_the_slow_one),
		cmocka_unit_test(however_many_count_it_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
