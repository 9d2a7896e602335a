#include "trail/walk.h"

#include "base/buf.h"
#include "random_log.h"
#include "test.h"
#include "written.h"

/* --- by hand: the walk written out --- */

enum { A, B, C, D, TOUCHPOINTS };

/* "0:ab+ " : customer, touchpoints, + converted, - left, ? open, ! reached the goal and is open; [] a case */
static void write_unit(void *to, const struct journey *j)
{
	struct buf *out = to;

	buf_printf(out, "%s%u:", buf_len(out) ? " " : "", j->customer);
	buf_puts(out, j->is_case ? "[" : "");
	for (size_t i = 0; i < j->n; i++)
		buf_putc(out, (char)(j->touch[i] == TOUCHPOINTS ? '.' : 'a' + j->touch[i]));
	buf_puts(out, j->is_case ? "]" : "");
	assert_int_equal(j->reached_goal, j->state == JOURNEY_CONVERTED);
	buf_putc(out, j->state == JOURNEY_CONVERTED ? (j->open ? '!' : '+')
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
	static const struct candidate candidates[] = { { A, WHEN_ALWAYS, 0, 0 }, { B, WHEN_ALWAYS, 0, 0 },
		{ C, WHEN_ALWAYS, 0, 0 }, { D, WHEN_ALWAYS, 0, 0 }, { D, WHEN_BEFORE, B, 0 },
		{ C, WHEN_AFTER, B, 0 }, { D, WHEN_AFTER, B, 0 } };
	static const struct matching m = { 7, first, candidates };

	return &m;
}

static void each_definition_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct written log = { 0 };
		struct buf *out = buf_new(&sc, 10000);
		struct walk_rules rules = { .matching = by_hand(),
			.touchpoints = TOUCHPOINTS,
			.goal = rows[i].goal,
			.end_at_goal = rows[i].end_at_goal,
			.silence_s = 100,
			.idle_s = 10,
			.now_us = rows[i].now_s * 1000000 };

		for (uint32_t c = 0; c < COUNT_OF(rows[i].events) && rows[i].events[c]; c++)
			written_events(&sc, &log, rows[i].events[c], c);
		trail_walk(trail_of_events(&sc, log.at, log.n), &rules,
			&(struct walk_wish){ .unit = rows[i].unit }, write_unit, out);
		if (!str_equal(buf_str(out), str_of(rows[i].want)))
			fail_msg("row %zu (%s): got %.*s, want %s", i, rows[i].events[0],
				STR_ARG(buf_str(out)), rows[i].want);
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
		{ { .has_period = true, .from_s = 0, .to_s = 1 },
			"0:ab- 1:cd-" }, /* both ends belong to it */
		{ { .has_period = true, .from_s = 1, .to_s = 500 }, "0:e- 1:cd-" },
		{ { .customers = second }, "1:cd-" },
		{ { .fold = fold }, "0:aa- 0:e- 1:bb-" },
	};
	struct scope sc = { 0 };
	struct written log = { 0 };
	struct walk_rules rules = { .matching = by_hand(),
		.touchpoints = TOUCHPOINTS,
		.goal = GOAL_NONE,
		.silence_s = 100,
		.idle_s = 10,
		.now_us = 1000000000 };

	(void)state;
	written_events(&sc, &log, "a@0 b@1 e@500", 0);
	written_events(&sc, &log, "c@1.999999 d@2", 1);
	const struct trail *trail = trail_of_events(&sc, log.at, log.n);
	for (size_t i = 0; i < COUNT_OF(wishes); i++) {
		struct buf *out = buf_new(&sc, 10000);
		trail_walk(trail, &rules, &wishes[i].wish, write_unit, out);
		struct buf *want = buf_new(&sc, 100);
		for (const char *p = wishes[i].want; *p; p++)
			buf_putc(want, *p == 'e' ? '.' : *p);
		assert_str(buf_str(out), buf_str(want).p);
	}
	scope_close(&sc);
}

/* --- random logs: unit by unit ------------------------------------------------------------------- */

struct comparing {
	struct slow *want;
	bool *met;
};

/* The units of a customer may come in another order than the slow ones do: its first event tells which it is. */
static struct slow_unit *unit_of(struct comparing *c, const struct journey *j)
{
	for (size_t i = 0; i < c->want->units.n; i++) {
		const struct slow_unit *u = &c->want->units.at[i];
		const struct slow_event *first = &u->events.at[0], *last = &u->events.at[u->events.n - 1];
		if (!c->met[i] && u->customer == j->customer && u->events.n == j->n &&
			slow_seconds(first->is.time_us) == part_second(j->part, j->events[0]) &&
			u->is_case == j->is_case && first->is.kind == part_kind(j->part, j->events[0]) &&
			last->is.case_code == part_case(j->part, j->events[j->n - 1])) {
			c->met[i] = true;
			return &c->want->units.at[i];
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
	assert_int_equal(j->goal_at == JOURNEY_NOWHERE ? -1 : (int)j->goal_at, u->goal_at);
	for (size_t i = 0; i < j->n; i++) {
		assert_int_equal(j->touch[i], u->events.at[i].touch);
		assert_int_equal(
			part_second(j->part, j->events[i]), slow_seconds(u->events.at[i].is.time_us));
		assert_int_equal(part_kind(j->part, j->events[i]), u->events.at[i].is.kind);
		assert_int_equal(part_case(j->part, j->events[i]), u->events.at[i].is.case_code);
	}
}

static void compare_with_the_slow_one(struct scope *sc, uint64_t *seed, struct random_log *r)
{
	struct comparing c = { NULL, NULL };

	if (random_chance(seed, 15))
		r->wish.fold = random_fold(sc, seed, r, &r->wish.folded);
	c.want = slow_walk(sc, &r->log, &r->rules, &r->wish);
	c.met = NEW_ARRAY(sc, bool, c.want->units.n + 1);
	trail_walk(random_trail(sc, &r->log), &r->rules, &r->wish, compare_unit, &c);
	for (size_t u = 0; u < c.want->units.n; u++)
		assert_true(c.met[u]);
}

static void equal_to_the_slow_reference_on_random_logs(void **state)
{
	uint64_t seed = 20260304;

	(void)state;
	for (size_t i = random_logs(6000); i > 0; i--) {
		struct scope sc = { 0 };
		compare_with_the_slow_one(&sc, &seed, random_log(&sc, &seed));
		scope_close(&sc);
	}
}

static void equal_to_the_slow_reference_on_crowds(void **state)
{
	uint64_t seed = 20260314;

	(void)state;
	for (size_t i = random_logs(200); i > 0; i--) {
		struct scope sc = { 0 };
		compare_with_the_slow_one(&sc, &seed, random_crowd(&sc, &seed));
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
		cmocka_unit_test(equal_to_the_slow_reference_on_crowds),
		cmocka_unit_test(units_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
