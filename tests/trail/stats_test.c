#include "same.h"

#include "random_log.h"
#include "test.h"

static struct stats *count(
	struct scope *sc, const struct trail *trail, const struct random_log *r, const struct walk_wish *wish)
{
	return stats_count(sc, trail, &r->rules, wish, r->log.dictionary, r->rules.touchpoints);
}

static void equal_to_the_slow_reference_on_random_logs(void **state)
{
	uint64_t seed = 20260301;

	(void)state;
	for (size_t i = random_logs(20000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		uint32_t n = r->rules.touchpoints;
		if (random_chance(&seed, 25))
			r->wish.fold = random_fold(&sc, &seed, r, &n);
		const struct stats *s = stats_count(
			&sc, random_trail(&sc, &r->log), &r->rules, &r->wish, r->log.dictionary, n);
		same_stats(&sc, s, slow_stats(&sc, slow_walk(&sc, &r->log, &r->rules, &r->wish), n));
		scope_close(&sc);
	}
}

static void invariant_3_shown_and_states_add_up(void **state)
{
	uint64_t seed = 33;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct stats *s = count(&sc, random_trail(&sc, &r->log), r, &r->wish);
		uint64_t events = 0, kinds = 0, variants = 0;

		assert_int_equal(s->converted + s->left + s->open, s->journeys);
		for (uint32_t t = 0; t <= s->n; t++)
			events += s->at[t].events;
		for (uint32_t k = 0; k < s->kinds; k++)
			kinds += s->kind_events[k];
		for (size_t v = 0; v < s->n_variants; v++)
			variants += s->variants[v].count;
		assert_int_equal(events, s->events);
		assert_int_equal(kinds, s->events);
		assert_int_equal(variants, s->journeys);
		scope_close(&sc);
	}
}

static void invariant_4_entries_and_arrivals_are_visits_are_exits_and_departures(void **state)
{
	uint64_t seed = 44;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct stats *s = count(&sc, random_trail(&sc, &r->log), r, &r->wish);

		for (uint32_t t = 0; t <= s->n; t++) {
			const struct stats_touchpoint *at = &s->at[t];
			uint64_t in = 0, out = 0;
			for (uint32_t k = 0; k <= s->n; k++) {
				const struct stats_transition *a = s->transitions[stats_pair(s, k, t)],
							      *b = s->transitions[stats_pair(s, t, k)];
				in += a ? a->count : 0;
				out += b ? b->count : 0;
			}
			assert_int_equal(at->entries + at->arrivals, at->visits);
			assert_int_equal(at->exits + at->departures, at->visits);
			assert_int_equal(in, at->arrivals);
			assert_int_equal(out, at->departures);
			assert_null(s->transitions[stats_pair(s, t, t)]);
			assert_int_equal(at->returns + at->journeys, at->visits);
			assert_int_equal(s->together[stats_pair(s, t, t)], at->journeys);
		}
		scope_close(&sc);
	}
}

/* The parts as trails of their own, as several machines would have them. */
static void invariant_5_parts_by_customer_hash_add_up(void **state)
{
	uint64_t seed = 55;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		uint64_t *parts[5];
		size_t n = random_parts(&sc, &seed, r->log.customers, parts);
		struct stats *sum = count(&sc, random_part(&sc, &r->log, parts[0]), r, &r->wish);

		for (size_t p = 1; p < n; p++)
			stats_merge(&sc, sum, count(&sc, random_part(&sc, &r->log, parts[p]), r, &r->wish));
		equal_stats(sum, count(&sc, random_trail(&sc, &r->log), r, &r->wish));
		scope_close(&sc);
	}
}

static void invariant_5_parts_by_segment_add_up(void **state)
{
	uint64_t seed = 56;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		uint64_t *parts[5];
		size_t n = random_parts(&sc, &seed, r->log.customers, parts);
		struct walk_wish wish = r->wish;

		wish.customers = NULL;
		struct stats *whole = count(&sc, trail, r, &wish), *sum = NULL;
		for (size_t p = 0; p < n; p++) {
			wish.customers = parts[p];
			struct stats *part = count(&sc, trail, r, &wish);
			if (sum)
				stats_merge(&sc, sum, part);
			else
				sum = part;
		}
		equal_stats(sum, whole);
		scope_close(&sc);
	}
}

/* What is counted in journeys; a customer may have journeys in both periods. */
static void invariant_5_journeys_by_time_of_start_add_up(void **state)
{
	uint64_t seed = 57;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		int64_t cut = r->log.n ? r->log.at[0].time_us : 0;
		struct walk_wish all = { .unit = r->wish.unit }, early = all, late = all;

		early.has_period = late.has_period = true;
		early.from_us = INT64_MIN;
		early.to_us = cut;
		late.from_us = cut + 1;
		late.to_us = INT64_MAX;
		struct stats *whole = count(&sc, trail, r, &all), *sum = count(&sc, trail, r, &early);
		stats_merge(&sc, sum, count(&sc, trail, r, &late));
		sum->customers = whole->customers;
		for (uint32_t t = 0; t <= sum->n; t++) {
			sum->at[t].customers = whole->at[t].customers;
			sum->at[t].ratings = whole->at[t].ratings;
		}
		equal_stats(sum, whole);
		scope_close(&sc);
	}
}

/* Who reaches a touchpoint does not depend on what is counted. */
static void customers_are_the_same_whatever_the_unit(void **state)
{
	uint64_t seed = 58;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		struct stats *by[UNITS];

		for (int unit = 0; unit < UNITS; unit++)
			by[unit] = count(&sc, trail, r, &(struct walk_wish){ .unit = (enum unit)unit });
		for (uint32_t t = 0; t <= r->rules.touchpoints; t++) {
			assert_int_equal(
				by[UNIT_JOURNEYS]->at[t].customers, by[UNIT_CUSTOMERS]->at[t].journeys);
			assert_int_equal(
				by[UNIT_SESSIONS]->at[t].customers, by[UNIT_CUSTOMERS]->at[t].journeys);
			assert_int_equal(by[UNIT_SESSIONS]->at[t].events, by[UNIT_JOURNEYS]->at[t].events);
		}
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_to_the_slow_reference_on_random_logs),
		cmocka_unit_test(invariant_3_shown_and_states_add_up),
		cmocka_unit_test(invariant_4_entries_and_arrivals_are_visits_are_exits_and_departures),
		cmocka_unit_test(invariant_5_parts_by_customer_hash_add_up),
		cmocka_unit_test(invariant_5_parts_by_segment_add_up),
		cmocka_unit_test(invariant_5_journeys_by_time_of_start_add_up),
		cmocka_unit_test(customers_are_the_same_whatever_the_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
