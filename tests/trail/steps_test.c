#include "same.h"

#include "random_log.h"
#include "test.h"

static struct steps_wish random_anchors(uint64_t *state, const struct random_log *r)
{
	struct steps_wish wish = { STEPS_NO_ANCHOR, STEPS_NO_ANCHOR, 1 + random_below(state, 8) };

	if (random_chance(state, 60))
		wish.from = (int)random_below(state, r->rules.touchpoints);
	if (random_chance(state, 60))
		wish.to = (int)random_below(state, r->rules.touchpoints);
	return wish;
}

static void equal_to_the_slow_reference_on_random_logs(void **state)
{
	uint64_t seed = 20260303;

	(void)state;
	for (size_t i = random_logs(10000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		const struct slow *walk = slow_walk(&sc, &r->log, &r->rules, &r->wish);

		for (int k = 0; k < 3; k++) {
			struct steps_wish wish = random_anchors(&seed, r);
			struct steps *m = steps_count(&sc, trail, &r->rules, &r->wish, &wish);
			same_steps(m, slow_steps(&sc, walk, &wish, m->columns));
		}
		scope_close(&sc);
	}
}

static void invariant_3_every_row_holds_everybody(void **state)
{
	uint64_t seed = 31;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		struct steps_wish wish = random_anchors(&seed, r);
		struct steps *m = steps_count(&sc, random_trail(&sc, &r->log), &r->rules, &r->wish, &wish);

		for (size_t row = 0; row <= m->depth; row++) {
			uint64_t sum = 0;
			for (size_t c = 0; c < m->columns; c++)
				sum += m->at[steps_cell(m, row, c)];
			assert_int_equal(sum, m->journeys);
		}
		scope_close(&sc);
	}
}

/* One visit after A without other anchors is where the transitions of first visits lead: never more of them. */
static void invariant_1_a_step_is_a_transition(void **state)
{
	uint64_t seed = 12;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		int from = (int)random_below(&seed, r->rules.touchpoints);
		struct steps *m = steps_count(
			&sc, trail, &r->rules, &r->wish, &(struct steps_wish){ from, STEPS_NO_ANCHOR, 1 });
		struct stats *s =
			stats_count(&sc, trail, &r->rules, &r->wish, r->log.dictionary, r->rules.touchpoints);

		assert_int_equal(m->journeys, s->at[from].journeys);
		for (uint32_t t = 0; t <= s->n; t++) {
			const struct stats_transition *x = s->transitions[stats_pair(s, (uint32_t)from, t)];
			assert_true(m->at[steps_cell(m, 1, t)] <= (x ? x->journeys : 0));
		}
		scope_close(&sc);
	}
}

static void invariant_5_parts_by_customer_hash_add_up(void **state)
{
	uint64_t seed = 53;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		struct steps_wish wish = random_anchors(&seed, r);
		uint64_t *parts[5];
		size_t n = random_parts(&sc, &seed, r->log.customers, parts);
		struct steps *sum =
			steps_count(&sc, random_part(&sc, &r->log, parts[0]), &r->rules, &r->wish, &wish);

		for (size_t p = 1; p < n; p++)
			steps_merge(sum, steps_count(&sc, random_part(&sc, &r->log, parts[p]), &r->rules,
						 &r->wish, &wish));
		equal_steps(sum, steps_count(&sc, random_trail(&sc, &r->log), &r->rules, &r->wish, &wish));
		scope_close(&sc);
	}
}

static void depth_has_a_range(void **state)
{
	uint64_t seed = 1;
	struct scope sc = { 0 };
	struct random_log *r = random_log(&sc, &seed);
	const struct trail *trail = random_trail(&sc, &r->log);
	static const size_t depths[] = { 0, STEPS_DEPTH + 1 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(depths); i++) {
		struct steps_wish wish = { STEPS_NO_ANCHOR, STEPS_NO_ANCHOR, depths[i] };
		assert_null(steps_count(&sc, trail, &r->rules, &r->wish, &wish));
		assert_fault(&sc, FAULT_LIMIT, "1 to 50");
		scope_forgive(&sc);
	}
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(depth_has_a_range),
		cmocka_unit_test(equal_to_the_slow_reference_on_random_logs),
		cmocka_unit_test(invariant_1_a_step_is_a_transition),
		cmocka_unit_test(invariant_3_every_row_holds_everybody),
		cmocka_unit_test(invariant_5_parts_by_customer_hash_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
