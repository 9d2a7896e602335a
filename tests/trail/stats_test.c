#include "same.h"

#include "random_log.h"
#include "test.h"
#include "written.h"

static struct stats *count(
	struct scope *sc, const struct trail *trail, const struct random_log *r, const struct walk_wish *wish)
{
	return stats_count(sc, trail, &r->rules, wish, &r->ask);
}

static void compare_with_the_slow_one(struct scope *sc, uint64_t *seed, struct random_log *r)
{
	if (random_chance(seed, 25)) {
		r->wish.fold = random_fold(sc, seed, r, &r->ask.n);
		r->wish.folded = r->ask.n;
	}
	same_stats(sc, count(sc, random_trail(sc, &r->log), r, &r->wish),
		slow_stats(sc, slow_walk(sc, &r->log, &r->rules, &r->wish), &r->ask));
}

static void equal_to_the_slow_reference_on_random_logs(void **state)
{
	uint64_t seed = 20260301;

	(void)state;
	for (size_t i = random_logs(1500); i > 0; i--) {
		struct scope sc = { 0 };
		compare_with_the_slow_one(&sc, &seed, random_log(&sc, &seed));
		scope_close(&sc);
	}
}

static void equal_to_the_slow_reference_on_crowds(void **state)
{
	uint64_t seed = 20260311;

	(void)state;
	for (size_t i = random_logs(60); i > 0; i--) {
		struct scope sc = { 0 };
		compare_with_the_slow_one(&sc, &seed, random_crowd(&sc, &seed));
		scope_close(&sc);
	}
}

static void invariant_3_shown_and_states_add_up(void **state)
{
	uint64_t seed = 33;

	(void)state;
	for (size_t i = random_logs(150); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct stats *s = count(&sc, random_trail(&sc, &r->log), r, &r->wish);
		uint64_t events = 0, kinds = 0, variants = 0;

		assert_int_equal(s->converted + s->left + s->open + s->answered, s->journeys);
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
	for (size_t i = random_logs(150); i > 0; i--) {
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
	for (size_t i = random_logs(150); i > 0; i--) {
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
	for (size_t i = random_logs(150); i > 0; i--) {
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
	for (size_t i = random_logs(150); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		int64_t cut = r->log.n ? slow_seconds(r->log.at[0].time_us) : 0;
		struct walk_wish all = { .unit = r->wish.unit, .block = r->wish.block }, early = all,
				 late = all;

		early.has_period = late.has_period = true;
		early.from_s = INT64_MIN;
		early.to_s = cut;
		late.from_s = cut + 1;
		late.to_s = INT64_MAX;
		struct stats *whole = count(&sc, trail, r, &all), *sum = count(&sc, trail, r, &early);
		stats_merge(&sc, sum, count(&sc, trail, r, &late));
		sum->customers = whole->customers;
		for (size_t g = 0; g < sum->n_grams; g++)
			sum->grams[g].customers = whole->grams[g].customers;
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
	for (size_t i = random_logs(150); i > 0; i--) {
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

/* --- by hand ------------------------------------------------------------------------------------- */

enum { A, B, C, POINTS };

static struct stats *counted(struct scope *sc, const struct written *log, const struct walk_rules *rules,
	const struct dictionary *dictionary)
{
	static const uint8_t no_marks[4];
	struct stats_ask ask = { STATS_ALL, dictionary, rules->touchpoints, 2, no_marks };

	return stats_count(sc, trail_of_events(sc, log->at, log->n), rules, &(struct walk_wish){ 0 }, &ask);
}

/* Kinds a, b, c are touchpoints, d is unsorted; silence limit 1000 s, idle limit 60 s. */
static struct stats *by_hand(
	struct scope *sc, const char *const *customers, size_t n, int goal, int64_t now_s)
{
	static const struct str names[] = { { "a", 1 }, { "b", 1 }, { "c", 1 }, { "d", 1 } };
	static const struct kind kinds[] = { { .event = { "a", 1 } }, { .event = { "b", 1 } },
		{ .event = { "c", 1 } }, { .event = { "d", 1 } } };
	static const uint32_t codes[] = { 0, 1, 2, 3 }, first[] = { 0, 1, 2, 3, 3 };
	static const struct candidate candidates[] = { { A, WHEN_ALWAYS, 0, 0 }, { B, WHEN_ALWAYS, 0, 0 },
		{ C, WHEN_ALWAYS, 0, 0 } };
	static const struct matching matching = { 4, first, candidates };
	static const struct dictionary dictionary = { kinds, 4, codes, names, 4 };
	struct walk_rules rules = { .matching = &matching,
		.touchpoints = POINTS,
		.goal = goal,
		.silence_s = 1000,
		.idle_s = 60,
		.now_us = now_s * 1000000 };
	struct written log = { 0 };

	for (uint32_t c = 0; c < n; c++)
		written_events(sc, &log, customers[c], c);
	return counted(sc, &log, &rules, &dictionary);
}

static void visits_repeats_and_returns(void **state)
{
	static const char *const log[] = { "a@0 a@1 b@2 d@3 a@4", "b@0 b@0 b@0" };
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, log, 2, GOAL_NONE, 9000);

	(void)state;
	assert_int_equal(s->at[A].visits, 2);
	assert_int_equal(s->at[A].events, 3); /* a repeat is counted, not merged away */
	assert_int_equal(s->at[A].returns, 1);
	assert_int_equal(s->at[A].backs, 0); /* b and what is unsorted lie between: two visits */
	assert_int_equal(s->at[A].entries, 1);
	assert_int_equal(s->at[A].exits, 1);
	assert_int_equal(s->at[B].journeys, 2);
	assert_int_equal(s->at[B].events, 4);
	assert_int_equal(s->at[B].visits, 2);
	assert_int_equal(s->at[POINTS].visits, 1); /* unsorted is walked like any other */
	assert_null(s->transitions[stats_pair(s, B, A)]);
	assert_int_equal(s->transitions[stats_pair(s, B, POINTS)]->count, 1);
	assert_int_equal(s->first_before[stats_pair(s, A, B)], 1);
	assert_int_equal(s->first_before[stats_pair(s, B, A)], 0);
	assert_int_equal(s->together[stats_pair(s, B, A)], 1);
	assert_int_equal(s->n_variants, 2);
	scope_close(&sc);
}

/* Dwell: first event to the next visit's first; a transition's gap: last event to it.  The last visit has none. */
static void dwell_time_on_and_gap(void **state)
{
	static const char *const log[] = { "a@0 a@10 b@40 c@101 a@400", "a@-0.5 b@7.25" };
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, log, 2, GOAL_NONE, 9000);

	(void)state;
	assert_int_equal(s->at[A].dwell.n, 2);
	assert_near(hist_rank(&s->at[A].dwell, 1), 8, 0); /* floored ends: -1 and 7 */
	assert_near(hist_rank(&s->at[A].dwell, 2), 40, 0);
	assert_int_equal(s->at[A].time_on.n, 2);
	assert_near(hist_rank(&s->at[B].dwell, 1), 61, 0);
	assert_int_equal(s->at[B].time_on.n, 0); /* c is in the next session */
	assert_near(hist_rank(&s->transitions[stats_pair(s, A, B)]->gap, 2), 30, 0);
	assert_near(hist_rank(&s->transitions[stats_pair(s, C, A)]->gap, 1), 299, 299 / 64.);
	scope_close(&sc);
}

static void in_a_case_time_on_is_dwell(void **state)
{
	static const char *const log[] = { "a@0/1 b@5000/1" };
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, log, 1, GOAL_NONE, 9000);

	(void)state;
	assert_int_equal(s->cases, 1);
	assert_int_equal(s->at[A].time_on.n, 1);
	scope_close(&sc);
}

/* Now is 3000: what first came at 2000 or before is settled, whoever's last event is younger is open. */
static void drop_off_is_of_those_who_came_a_limit_ago(void **state)
{
	static const char *const log[] = {
		"a@0 b@10",      /* left at b */
		"a@0 b@10 a@20", /* left at a, having been at b */
		"b@2000",        /* came exactly a limit ago, and left */
		"b@2001",        /* too young to say */
		"b@1500 a@2100", /* settled at b, open */
		"b@0 c@1",       /* converted: has not left */
	};
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, log, COUNT_OF(log), C, 3000);

	(void)state;
	assert_int_equal(s->at[B].journeys, 6);
	assert_int_equal(s->at[B].settled, 5);
	assert_int_equal(s->at[B].left, 2);
	assert_int_equal(s->at[B].settled_converted, 1);
	assert_int_equal(s->at[A].left, 1);
	assert_int_equal(s->converted, 1);
	assert_int_equal(s->left, 3);
	assert_int_equal(s->open, 2);
	assert_int_equal(s->settled, 5);
	scope_close(&sc);
}

/* One value a customer, the mean of theirs; NPS by the answer that is last in time, also where cases overlap. */
static void ratings_are_a_value_a_customer(void **state)
{
	static const char *const log[] = { "a@0=-2 a@1=1 b@2=0", "a@0=2n10",
		"a@0/1=0n9 a@5/2=-2n2 a@9/1=2n10", "a@0=2n6" };
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, log, COUNT_OF(log), GOAL_NONE, 9000);
	const struct stats_ratings *r = &s->at[A].ratings;

	(void)state;
	assert_int_equal(r->n, 4);
	assert_int_equal(r->answers, 7);
	assert_int_equal(r->sum, -500 + 2000 + 0 + 2000);
	assert_int_equal(r->sum_squares, 250000 + 4000000 + 0 + 4000000);
	assert_int_equal(r->nps_n, 3);
	assert_int_equal(r->promoters, 2);
	assert_int_equal(r->detractors, 1);
	assert_int_equal(r->scales, 1u << SCALE_NPS | 1u << SCALE_1_5);
	assert_int_equal(s->at[B].ratings.n, 1);
	scope_close(&sc);
}

static void nothing_is_no_trouble(void **state)
{
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, NULL, 0, A, 0);

	(void)state;
	assert_int_equal(s->journeys, 0);
	assert_int_equal(s->n_variants, 0);
	stats_merge(&sc, s, by_hand(&sc, (const char *const[]){ "a@5" }, 1, A, 0));
	assert_int_equal(s->journeys, 1);
	assert_int_equal(s->from_s, 5);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(visits_repeats_and_returns),
		cmocka_unit_test(dwell_time_on_and_gap),
		cmocka_unit_test(in_a_case_time_on_is_dwell),
		cmocka_unit_test(drop_off_is_of_those_who_came_a_limit_ago),
		cmocka_unit_test(ratings_are_a_value_a_customer),
		cmocka_unit_test(nothing_is_no_trouble),
		cmocka_unit_test(equal_to_the_slow_reference_on_random_logs),
		cmocka_unit_test(equal_to_the_slow_reference_on_crowds),
		cmocka_unit_test(invariant_3_shown_and_states_add_up),
		cmocka_unit_test(invariant_4_entries_and_arrivals_are_visits_are_exits_and_departures),
		cmocka_unit_test(invariant_5_parts_by_customer_hash_add_up),
		cmocka_unit_test(invariant_5_parts_by_segment_add_up),
		cmocka_unit_test(invariant_5_journeys_by_time_of_start_add_up),
		cmocka_unit_test(customers_are_the_same_whatever_the_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
