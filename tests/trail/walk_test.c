#include "trail/walk.h"

#include "base/buf.h"
#include "random_log.h"
#include "test.h"
#include "written.h"

/* --- by hand: the walk written out --- */

enum { A, B, C, D, TOUCHPOINTS };

struct written {
	struct buf *out;
	const struct trail *trail;
};

/* "0:ab+ " : customer, touchpoints, + converted, - left, ? open, ! reached the goal and is open; [] a case */
static void write_unit(void *to, const struct journey *j)
{
	struct written *w = to;

	buf_printf(w->out, "%s%u:", buf_len(w->out) ? " " : "", j->customer);
	buf_puts(w->out, j->is_case ? "[" : "");
	for (size_t i = 0; i < j->n; i++)
		buf_putc(w->out, (char)(j->touch[i] == TOUCHPOINTS ? '.' : 'a' + j->touch[i]));
	buf_puts(w->out, j->is_case ? "]" : "");
	assert_int_equal(j->reached_goal, j->state == JOURNEY_CONVERTED);
	buf_putc(w->out, j->state == JOURNEY_CONVERTED ? (j->open ? '!' : '+')
			 : j->state == JOURNEY_LEFT    ? '-'
						       : '?');
}

struct row {
	const char *events[3];
	const char *want;
	int goal;
	bool end_at_goal;
	enum unit unit;
	int64_t now_s;
};

/* Silence limit 100 s, idle limit 10 s.  The kind e matches nothing; f is D before B and C after it; g is D after
 * B, else unsorted. */
static const struct row rows[] = {
	/* cut at a gap longer than the limit, not equal to it, in floored seconds */
	{ { "a@0 b@100 c@200" }, "0:abc-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "a@0 b@101 c@202" }, "0:a- 0:b- 0:c-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "a@0 b@100.999999" }, "0:ab-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "a@0.999999 b@101.000000" }, "0:a- 0:b-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "a@-150 b@-50 c@50.5 d@151" }, "0:abc- 0:d-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "a@-0.000001 b@100" }, "0:a- 0:b-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	/* states: open for less than one limit; converted wins */
	{ { "a@0", "a@1" }, "0:a- 1:a?", GOAL_NONE, false, UNIT_JOURNEYS, 100 },
	{ { "a@0 b@1", "b@50 a@60" }, "0:ab! 1:ba!", B, false, UNIT_JOURNEYS, 99 },
	{ { "a@0 b@1", "a@50" }, "0:ab+ 1:a?", B, false, UNIT_JOURNEYS, 101 },
	/* the goal is a mark; end_at_goal cuts behind the first visit there */
	{ { "a@0 b@1 b@2 c@3 b@4 d@5" }, "0:abbcbd+", B, false, UNIT_JOURNEYS, 1000 },
	{ { "a@0 b@1 b@2 c@3 b@4 d@5" }, "0:abb+ 0:cb+ 0:d-", B, true, UNIT_JOURNEYS, 1000 },
	{ { "a@0 b@1 c@3 b@4 d@5" }, "0:abcbd+", B, true, UNIT_CUSTOMERS, 1000 },
	/* cases stay what they are, overlapping, silent, and with a goal in them */
	{ { "a@0/1 b@1/1 c@900/1" }, "0:[abc]+", B, true, UNIT_JOURNEYS, 1000 },
	{ { "a@0/1 c@1/2 b@2/1 d@3/2" }, "0:[ab]- 0:[cd]-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "a@0/1 c@1 b@2/1 d@3" }, "0:cd- 0:[ab]-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "a@0/1 c@1/2 b@2/1 d@3/2" }, "0:[acbd]-", GOAL_NONE, false, UNIT_CUSTOMERS, 1000 },
	{ { "a@0/1 b@500/1" }, "0:[ab]-", GOAL_NONE, false, UNIT_SESSIONS, 1000 },
	{ { "a@0/1 b@500/2", "c@1" }, "0:[a]+ 0:[b]? 1:c-", GOAL_CASES, false, UNIT_JOURNEYS, 550 },
	/* sessions by the idle limit, in whatever journeys */
	{ { "a@0 b@10 c@21" }, "0:ab- 0:c-", GOAL_NONE, false, UNIT_SESSIONS, 1000 },
	{ { "a@0 b@10 c@21" }, "0:ab- 0:c?", GOAL_NONE, false, UNIT_SESSIONS, 30 },
	/* what nothing matches is there; `when` looks back in this journey, not in the unit */
	{ { "a@0 e@1 b@2" }, "0:a.b-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "f@0 b@1 f@2" }, "0:dbc-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "g@0 b@1 g@2" }, "0:.bd-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "f@0 b@1 f@2 f@300" }, "0:dbc- 0:d-", GOAL_NONE, false, UNIT_JOURNEYS, 1000 },
	{ { "f@0 b@1 f@2 f@300" }, "0:dbcd-", GOAL_NONE, false, UNIT_CUSTOMERS, 1000 },
	{ { "b@0 f@50" }, "0:b- 0:c-", GOAL_NONE, false, UNIT_SESSIONS, 1000 },
	{ { "b@0 f@1 b@2 f@3" }, "0:b+ 0:db+ 0:d-", B, true, UNIT_JOURNEYS, 1000 },
};

static const struct matching *by_hand(void)
{
	static const uint32_t first[] = { 0, 1, 2, 3, 4, 4, 6, 7 };
	static const struct candidate candidates[] = { { A, WHEN_ALWAYS, 0 }, { B, WHEN_ALWAYS, 0 },
		{ C, WHEN_ALWAYS, 0 }, { D, WHEN_ALWAYS, 0 }, { D, WHEN_BEFORE, B }, { C, WHEN_AFTER, B },
		{ D, WHEN_AFTER, B } };
	static const struct matching m = { 7, first, candidates };

	return &m;
}

static void each_definition_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct trail_builder *b = trail_builder_new(0);
		struct walk_rules rules = { .matching = by_hand(),
			.touchpoints = TOUCHPOINTS,
			.goal = rows[i].goal,
			.end_at_goal = rows[i].end_at_goal,
			.silence_s = 100,
			.idle_s = 10,
			.now_us = rows[i].now_s * 1000000 };
		struct written w = { .out = buf_new(&sc, 10000) };

		for (uint32_t c = 0; c < COUNT_OF(rows[i].events) && rows[i].events[c]; c++)
			written_events(b, rows[i].events[c], c);
		w.trail = trail_build(&sc, b);
		trail_walk(w.trail, &rules, &(struct walk_wish){ .unit = rows[i].unit }, write_unit, &w);
		if (!str_equal(buf_str(w.out), str_of(rows[i].want)))
			fail_msg("row %zu (%s): got %.*s, want %s", i, rows[i].events[0],
				STR_ARG(buf_str(w.out)), rows[i].want);
		scope_close(&sc);
	}
}

static void period_segment_and_fold(void **state)
{
	static const uint64_t second[] = { 2 };
	static const uint16_t fold[] = { 0, 0, 1, 1, 4 };
	static const struct {
		struct walk_wish wish;
		const char *want;
	} wishes[] = {
		{ { .has_period = true, .from_us = 0, .to_us = 1000000 },
			"0:ab- 1:cd-" }, /* both ends belong to it */
		{ { .has_period = true, .from_us = 1, .to_us = 500000000 }, "0:e- 1:cd-" },
		{ { .customers = second }, "1:cd-" },
		{ { .fold = fold }, "0:aa- 0:e- 1:bb-" },
	};
	struct scope sc = { 0 };
	struct trail_builder *b = trail_builder_new(0);
	struct walk_rules rules = { .matching = by_hand(),
		.touchpoints = TOUCHPOINTS,
		.goal = GOAL_NONE,
		.silence_s = 100,
		.idle_s = 10,
		.now_us = 1000000000 };

	(void)state;
	written_events(b, "a@0 b@1 e@500", 0);
	written_events(b, "c@1 d@2", 1);
	const struct trail *trail = trail_build(&sc, b);
	for (size_t i = 0; i < COUNT_OF(wishes); i++) {
		struct written w = { .out = buf_new(&sc, 10000) };
		trail_walk(trail, &rules, &wishes[i].wish, write_unit, &w);
		struct buf *want = buf_new(&sc, 100);
		for (const char *p = wishes[i].want; *p; p++)
			buf_putc(want, *p == 'e' ? '.' : *p);
		assert_str(buf_str(w.out), buf_str(want).p);
	}
	scope_close(&sc);
}

/* --- random logs: unit by unit ------------------------------------------------------------------- */

struct comparing {
	const struct trail *trail;
	struct slow *want;
	bool *met;
};

/* The units of a customer may come in another order than the slow ones do: its first event tells which it is. */
static struct slow_unit *unit_of(struct comparing *c, const struct journey *j)
{
	for (size_t i = 0; i < c->want->units.n; i++) {
		struct slow_unit *u = &c->want->units.at[i];
		if (!c->met[i] && u->customer == j->customer && u->events.n == j->n &&
			u->events.at[0].is.time_us == c->trail->time_us[j->events[0]] &&
			u->is_case == j->is_case && u->events.at[0].is.kind == c->trail->kind[j->events[0]] &&
			(!j->is_case || u->events.at[j->n - 1].is.case_code ==
						c->trail->case_code[j->events[j->n - 1]])) {
			c->met[i] = true;
			return u;
		}
	}
	fail_msg("a unit of customer %u that the reference has not", j->customer);
	return NULL;
}

static void compare_unit(void *to, const struct journey *j)
{
	struct comparing *c = to;
	struct slow_unit *u = unit_of(c, j);

	assert_int_equal(j->state, u->state);
	assert_int_equal(j->open, u->open);
	assert_int_equal(j->reached_goal, u->goal);
	for (size_t i = 0; i < j->n; i++) {
		assert_int_equal(j->touch[i], u->events.at[i].touch);
		assert_int_equal(c->trail->time_us[j->events[i]], u->events.at[i].is.time_us);
		assert_int_equal(c->trail->kind[j->events[i]], u->events.at[i].is.kind);
	}
}

static void equal_to_the_slow_reference_on_random_logs(void **state)
{
	uint64_t seed = 20260304;

	(void)state;
	for (size_t i = random_logs(10000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		struct comparing c = { random_trail(&sc, &r->log),
			slow_walk(&sc, &r->log, &r->rules, &r->wish), NULL };

		c.met = NEW_ARRAY(&sc, bool, c.want->units.n + 1);
		trail_walk(c.trail, &r->rules, &r->wish, compare_unit, &c);
		for (size_t u = 0; u < c.want->units.n; u++)
			assert_true(c.met[u]);
		scope_close(&sc);
	}
}

/* --- the silence limit --------------------------------------------------------------------------- */

static const struct trail *with_gaps(struct scope *sc, const int64_t *gaps, size_t n)
{
	struct trail_builder *b = trail_builder_new(0);
	int64_t at = 0;

	for (size_t i = 0; i <= n; i++) {
		trail_builder_add(b, &(struct trail_event){
					     .time_us = at * 1000000, .order = i, .rating = NAN, .nps = -1 });
		at += i < n ? gaps[i] : 0;
	}
	return trail_build(sc, b);
}

static void the_silence_limit_fits_the_data(void **state)
{
	static const struct {
		int64_t common, rare; /* seconds; one gap in ten is a rare one */
		size_t n;
		int64_t want;
		bool learnt;
	} cases[] = {
		{ 2 * DAY_S, 5 * DAY_S, 100, 5 * DAY_S, true },
		{ 2 * DAY_S, 5 * DAY_S, 99, 30 * DAY_S, false },     /* too few to tell */
		{ 3600, 7200, 200, DAY_S, true },                    /* at least a day */
		{ 100 * DAY_S, 200 * DAY_S, 100, 90 * DAY_S, true }, /* at most ninety */
		{ IDLE_S, 2 * DAY_S, 1000, 2 * DAY_S, true },        /* a pause of the idle limit is no gap */
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
			trail_silence(with_gaps(&sc, gaps, cases[i].n), IDLE_S, &learnt), cases[i].want);
		assert_int_equal(learnt, cases[i].learnt);
		scope_close(&sc);
	}
}

static void the_silence_limit_is_the_slow_one(void **state)
{
	uint64_t seed = 99;

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct scope sc = { 0 };
		struct slow_log log = { NEW_ARRAY(&sc, struct trail_event, 400), 0, 3, NULL };
		struct trail_builder *b = trail_builder_new(0);
		int64_t at[3] = { 0 };

		for (size_t i = 0; i < 250 + random_below(&seed, 150); i++) {
			uint32_t c = random_below(&seed, 3);
			at[c] += (int64_t)(test_random(&seed) % (uint64_t)(DAY_S * 4)) * (1000000 + round);
			log.at[log.n++] = (struct trail_event){
				.customer = c, .time_us = at[c], .order = i, .rating = NAN, .nps = -1
			};
		}
		for (size_t i = 0; i < log.n; i++)
			trail_builder_add(b, &log.at[i]);
		bool learnt;
		assert_int_equal(
			trail_silence(trail_build(&sc, b), DAY_S, &learnt), slow_silence(&sc, &log, DAY_S));
		scope_close(&sc);
	}
}

static void units_have_names(void **state)
{
	(void)state;
	assert_string_equal(unit_name(UNIT_JOURNEYS), "journeys");
	assert_string_equal(unit_name(UNIT_CUSTOMERS), "customers");
	assert_string_equal(unit_name(UNIT_SESSIONS), "sessions");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_definition_once),
		cmocka_unit_test(period_segment_and_fold),
		cmocka_unit_test(equal_to_the_slow_reference_on_random_logs),
		cmocka_unit_test(the_silence_limit_fits_the_data),
		cmocka_unit_test(the_silence_limit_is_the_slow_one),
		cmocka_unit_test(units_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
