#include "laid.h"
#include "same.h"
#include "test.h"

static const unsigned crews[] = { 2, 7 };

/* What one counts, and what several count, each of them with blocks of another size. */
static void same_tables(
	struct scope *sc, uint64_t *seed, const struct trail *trail, const struct random_log *r)
{
	struct funnel_wish *wish = random_funnel(sc, seed, r);
	struct steps_wish anchors = random_steps(seed, r);
	struct walk_wish walk = r->wish;

	walk.workers = 1;
	struct stats *s = stats_count(sc, trail, &r->rules, &walk, &r->ask);
	struct funnel *f = funnel_count(sc, trail, &r->rules, &walk, wish, r->log.dictionary);
	struct steps *m = steps_count(sc, trail, &r->rules, &walk, &anchors);
	for (size_t i = 0; i < COUNT_OF(crews); i++) {
		walk.workers = crews[i];
		walk.block = random_block(seed);
		equal_stats(s, stats_count(sc, trail, &r->rules, &walk, &r->ask));
		equal_funnels(f, funnel_count(sc, trail, &r->rules, &walk, wish, r->log.dictionary));
		equal_steps(m, steps_count(sc, trail, &r->rules, &walk, &anchors));
	}
}

static void however_many_count_the_tables_are_the_same(void **state)
{
	uint64_t seed = 120;

	(void)state;
	for (size_t i = random_logs(100); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = i % 2 ? random_log(&sc, &seed) : random_crowd(&sc, &seed);
		const struct trail *trail = i % 3 ? random_trail(&sc, &r->log) : laid_two(&sc, &r->log);
		same_tables(&sc, &seed, trail, r);
		scope_close(&sc);
	}
}

/* As much as is worth several processors, in blocks of the usual size. */
static void a_large_log_counts_the_same(void **state)
{
	enum { N = 120000, CUSTOMERS = 9000 };
	uint64_t seed = 121;
	struct scope sc = { 0 };
	struct random_log *r = random_log(&sc, &seed);
	struct trail_event *at = NEW_ARRAY(&sc, struct trail_event, N);

	(void)state;
	for (size_t i = 0; i < N; i++) {
		at[i] = random_event(&seed, r, random_below(&seed, CUSTOMERS), 0);
		at[i].time_us = (int64_t)random_below(&seed, 100 * DAY_S) * 1000000;
		at[i].order = i;
	}
	r->log.at = at;
	r->log.n = N;
	r->log.customers = CUSTOMERS;
	r->wish = (struct walk_wish){ .unit = UNIT_JOURNEYS };
	r->rules.silence_s = 5 * DAY_S;
	r->rules.now_us = (int64_t)100 * DAY_S * 1000000;
	const struct trail *trail = random_trail(&sc, &r->log);
	struct walk_wish one = { .workers = 1 };
	struct stats *s = stats_count(&sc, trail, &r->rules, &one, &r->ask);
	assert_int_equal(s->events, N);
	equal_stats(s, stats_count(&sc, trail, &r->rules, &r->wish, &r->ask));
	same_tables(&sc, &seed, trail, r);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(however_many_count_the_tables_are_the_same),
		cmocka_unit_test(a_large_log_counts_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
