#include "trail/trail.h"

#include "random_log.h"
#include "test.h"

static void seconds_are_floored_before_1970_too(void **state)
{
	static const struct {
		int64_t us, s;
	} rows[] = { { 0, 0 }, { 1, 0 }, { 999999, 0 }, { 1000000, 1 }, { -1, -1 }, { -999999, -1 },
		{ -1000000, -1 }, { -1000001, -2 }, { 253402300799999999, 253402300799 },
		{ -11676096000000000, -11676096000 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(trail_seconds(rows[i].us), rows[i].s);
		assert_int_equal(slow_seconds(rows[i].us), rows[i].s);
	}
}

/* Each end is floored by itself, as SQL does it: two microseconds may be a second. */
static void gaps_are_between_floored_seconds(void **state)
{
	(void)state;
	assert_int_equal(trail_gap(999999, 1000001), 1);
	assert_int_equal(trail_gap(1000000, 1999999), 0);
	assert_int_equal(trail_gap(-1, 0), 1);
}

static void order_is_time_then_place_then_id(void **state)
{
	static const struct {
		int64_t time_us;
		uint64_t order, id;
	} rows[] = { { -5, 9, 9 }, { 0, 1, 7 }, { 0, 2, 3 }, { 0, 2, 4 }, { 1, 0, 0 } };
	struct scope sc = { 0 };
	struct trail_builder *b = trail_builder_new(0);

	(void)state;
	for (size_t i = COUNT_OF(rows); i-- > 0;)
		trail_builder_add(b, &(struct trail_event){ .customer = 3,
					     .kind = (uint32_t)i,
					     .nps = -1,
					     .rating = NAN,
					     .time_us = rows[i].time_us,
					     .order = rows[i].order,
					     .id = rows[i].id });
	const struct trail *t = trail_build(&sc, b);
	assert_int_equal(t->customers, 4);
	assert_int_equal(t->events, COUNT_OF(rows));
	assert_int_equal(t->first[3], 0);
	assert_int_equal(t->first[4], COUNT_OF(rows));
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(t->kind[i], i);
	assert_int_equal(t->from_us, -5);
	assert_int_equal(t->to_us, 1);
	assert_null(t->rating);
	assert_null(t->case_code);
	scope_close(&sc);
}

static void nothing_is_a_trail_too(void **state)
{
	struct scope sc = { 0 };
	const struct trail *t = trail_build(&sc, trail_builder_new(0));

	(void)state;
	assert_int_equal(t->customers, 0);
	assert_int_equal(t->events, 0);
	trail_builder_close(NULL);
	trail_builder_close(trail_builder_new(10));
	scope_close(&sc);
}

static bool same_rating(float a, float b)
{
	return isnan(a) ? isnan(b) : fabsf(a - b) <= 0;
}

/* Invariant 6, of the trail's part: however the events come, the trail is the same. */
static void invariant_6_the_order_of_coming_does_not_matter(void **state)
{
	uint64_t seed = 61;

	(void)state;
	for (size_t i = random_logs(1000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *a = random_trail(&sc, &r->log), *b;

		for (size_t k = r->log.n; k > 1; k--) {
			size_t other = random_below(&seed, (uint32_t)k);
			struct trail_event swap = r->log.at[k - 1];
			r->log.at[k - 1] = r->log.at[other];
			r->log.at[other] = swap;
		}
		b = random_trail(&sc, &r->log);
		assert_int_equal(a->events, b->events);
		assert_int_equal(a->case_code != NULL, b->case_code != NULL);
		for (uint64_t e = 0; e < a->events; e++) {
			assert_int_equal(a->time_us[e], b->time_us[e]);
			assert_int_equal(a->kind[e], b->kind[e]);
			assert_true(!a->case_code || a->case_code[e] == b->case_code[e]);
			assert_true(
				!a->rating || (same_rating(a->rating[e], b->rating[e]) &&
						      a->nps[e] == b->nps[e] && a->scale[e] == b->scale[e]));
		}
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seconds_are_floored_before_1970_too),
		cmocka_unit_test(gaps_are_between_floored_seconds),
		cmocka_unit_test(order_is_time_then_place_then_id),
		cmocka_unit_test(nothing_is_a_trail_too),
		cmocka_unit_test(invariant_6_the_order_of_coming_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
