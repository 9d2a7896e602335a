#include "trail/trail.h"

#include "laid.h"
#include "same.h"
#include "test.h"
#include "written.h"

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

static void order_is_time_then_place_then_id(void **state)
{
	static const struct {
		int64_t time_us;
		uint64_t order, id;
	} rows[] = { { -5, 9, 9 }, { 0, 1, 7 }, { 0, 2, 3 }, { 0, 2, 4 }, { 1, 0, 0 } };
	struct scope sc = { 0 };
	struct trail_event events[COUNT_OF(rows)];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		events[COUNT_OF(rows) - 1 - i] = (struct trail_event){ .customer = 3,
			.kind = (uint32_t)i,
			.nps = -1,
			.rating = NAN,
			.time_us = rows[i].time_us,
			.order = rows[i].order,
			.id = rows[i].id };
	const struct trail *t = trail_of_events(&sc, events, COUNT_OF(rows));
	struct history h = trail_history(t, 3);
	assert_int_equal(t->customers, 4);
	assert_int_equal(t->events, COUNT_OF(rows));
	assert_int_equal(h.from, 0);
	assert_int_equal(h.to, COUNT_OF(rows));
	for (uint64_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(part_kind(h.part, i), i);
	assert_int_equal(part_second(h.part, 0), -1);
	assert_int_equal(t->from_us, -5);
	assert_int_equal(t->to_us, 1);
	assert_int_equal(h.part->n_ratings, 0);
	assert_null(h.part->case_code);
	scope_close(&sc);
}

static void nothing_is_a_trail_too(void **state)
{
	struct scope sc = { 0 };
	const struct trail *t = trail_of_events(&sc, NULL, 0);

	(void)state;
	assert_int_equal(t->customers, 0);
	assert_int_equal(t->events, 0);
	struct history h = trail_history(t, 5); /* somebody whom only the workspace knows */
	assert_int_equal(h.from, h.to);
	trail_builder_close(NULL);
	scope_close(&sc);
}

/* Four bytes a second while they do; no more than a byte a kind while it does. */
static void columns_are_as_narrow_as_they_may_be(void **state)
{
	static const struct {
		int64_t from_s, to_s;
		uint32_t kind;
		unsigned time_bytes, kind_bytes;
	} rows[] = {
		{ -694310400, -694310400 + (int64_t)UINT32_MAX, 255, 4, 1 },
		{ -694310400, -694310400 + (int64_t)UINT32_MAX + 1, 256, 8, 2 },
		{ -8520336000, 7258118400, 0, 8, 1 },
		{ 7258118400, 7258118400, 65534, 4, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		const struct trail_event events[] = {
			{ .time_us = rows[i].to_s * 1000000 + 999999, .kind = rows[i].kind, .rating = NAN },
			{ .time_us = rows[i].from_s * 1000000, .customer = 1, .rating = NAN },
		};
		const struct trail *t = trail_of_events(&sc, events, 2);
		assert_int_equal(t->parts[0].time_bytes, rows[i].time_bytes);
		assert_int_equal(t->parts[0].kind_bytes, rows[i].kind_bytes);
		assert_int_equal(part_second(&t->parts[0], 0), rows[i].to_s);
		assert_int_equal(part_second(&t->parts[0], 1), rows[i].from_s);
		assert_int_equal(part_kind(&t->parts[0], 0), rows[i].kind);
		assert_int_equal(t->kinds, rows[i].kind + 1);
		scope_close(&sc);
	}
}

static void ratings_and_values_are_found_by_their_places(void **state)
{
	uint64_t seed = 62;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		const struct random_log *r = random_log(&sc, &seed);
		const struct trail *t = random_trail(&sc, &r->log);
		const struct trail_part *p = &t->parts[0];

		for (uint64_t place = 0; place <= t->events; place++) {
			size_t rating = 0, value = 0;
			while (rating < p->n_ratings && p->ratings[rating].event < place)
				rating++;
			while (value < p->n_values && p->values[value].event < place)
				value++;
			assert_int_equal(part_rating_at(p, place), rating);
			assert_int_equal(part_value_at(p, place), value);
		}
		scope_close(&sc);
	}
}

/* --- what the other tests stand on ------------------------------------------------------------------- */

enum hard {
	WIDE,
	TWO_BYTES,
	CASES,
	WITHOUT_EVENTS,
	ONE_EVENT,
	LONG,
	SAME_MOMENT,
	SAME_SECOND,
	BEFORE_1970,
	RATED,
	VALUED,
	SEGMENT,
	PERIOD,
	ENDS_AT_GOAL,
	DEPENDS,
	HARD
};

static void look_at_history(const struct slow_event *all, size_t n, uint64_t seen[HARD])
{
	seen[WITHOUT_EVENTS] += n == 0;
	seen[ONE_EVENT] += n == 1;
	seen[LONG] += n >= 80;
	for (size_t i = 0; i < n; i++) {
		int64_t at = all[i].is.time_us, before = i ? all[i - 1].is.time_us : INT64_MIN;
		seen[SAME_MOMENT] += at == before;
		seen[SAME_SECOND] += i && at != before && slow_seconds(at) == slow_seconds(before);
		seen[BEFORE_1970] += at < 0;
	}
}

static void look_at_log(struct scope *sc, const struct random_log *r, uint64_t seen[HARD])
{
	const struct trail_part *p = &random_trail(sc, &r->log)->parts[0];

	seen[WIDE] += p->time_bytes == 8;
	seen[TWO_BYTES] += p->kind_bytes == 2;
	seen[CASES] += p->case_code != NULL;
	seen[RATED] += p->n_ratings > 0;
	seen[VALUED] += p->n_values > 0;
	seen[SEGMENT] += r->wish.customers != NULL;
	seen[PERIOD] += r->wish.has_period;
	seen[ENDS_AT_GOAL] += r->rules.end_at_goal && r->rules.goal >= 0;
	for (uint32_t k = 0; k < r->log.dictionary->n; k++)
		seen[DEPENDS] += matching_simple(r->rules.matching, k) == MATCH_DEPENDS;
	for (uint32_t c = 0; c < r->log.customers; c++) {
		size_t n;
		const struct slow_event *all = slow_history(sc, &r->log, c, &n);
		look_at_history(all, n, seen);
	}
}

static void random_logs_have_what_is_hard_in_them(void **state)
{
	uint64_t seed = 63, small[HARD] = { 0 }, crowd[HARD] = { 0 };

	(void)state;
	for (int i = 0; i < 300; i++) {
		struct scope sc = { 0 };
		look_at_log(&sc, random_log(&sc, &seed), small);
		if (i % 2)
			look_at_log(&sc, random_crowd(&sc, &seed), crowd);
		scope_close(&sc);
	}
	for (int hard = 0; hard < HARD; hard++) {
		bool only_large = hard == TWO_BYTES || hard == LONG;
		if ((small[hard] <= 3 && !only_large) || crowd[hard] <= 3)
			fail_msg("of %d there are only %d and %d", hard, (int)small[hard], (int)crowd[hard]);
	}
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
		same_parts(&a->parts[0], &b->parts[0]);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seconds_are_floored_before_1970_too),
		cmocka_unit_test(order_is_time_then_place_then_id),
		cmocka_unit_test(nothing_is_a_trail_too),
		cmocka_unit_test(columns_are_as_narrow_as_they_may_be),
		cmocka_unit_test(ratings_and_values_are_found_by_their_places),
		cmocka_unit_test(random_logs_have_what_is_hard_in_them),
		cmocka_unit_test(invariant_6_the_order_of_coming_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
