#include "same.h"

#include "base/buf.h"
#include "random_log.h"
#include "test.h"
#include "written.h"

static struct steps *count(struct scope *sc, const struct trail *trail, const struct random_log *r,
	const struct steps_wish *wish)
{
	return steps_count(sc, trail, &r->rules, &r->wish, wish);
}

static void compare_with_the_slow_one(struct scope *sc, uint64_t *seed, struct random_log *r)
{
	const struct trail *trail = random_trail(sc, &r->log);

	if (random_chance(seed, 15))
		r->wish.fold = random_fold(sc, seed, r, &r->wish.folded);
	const struct slow *walk = slow_walk(sc, &r->log, &r->rules, &r->wish);
	for (int k = 0; k < 3; k++) {
		struct steps_wish wish = random_steps(seed, r);
		struct steps *m = count(sc, trail, r, &wish);
		same_steps(m, slow_steps(sc, walk, &wish, m->columns));
	}
}

static void equal_to_the_slow_reference_on_random_logs(void **state)
{
	uint64_t seed = 20260303;

	(void)state;
	for (size_t i = random_logs(2500); i > 0; i--) {
		struct scope sc = { 0 };
		compare_with_the_slow_one(&sc, &seed, random_log(&sc, &seed));
		scope_close(&sc);
	}
}

static void equal_to_the_slow_reference_on_crowds(void **state)
{
	uint64_t seed = 20260313;

	(void)state;
	for (size_t i = random_logs(150); i > 0; i--) {
		struct scope sc = { 0 };
		compare_with_the_slow_one(&sc, &seed, random_crowd(&sc, &seed));
		scope_close(&sc);
	}
}

static void invariant_3_every_row_holds_everybody(void **state)
{
	uint64_t seed = 31;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		struct steps_wish wish = random_steps(&seed, r);
		struct steps *m = steps_count(&sc, random_trail(&sc, &r->log), &r->rules, &r->wish, &wish);

		for (size_t row = 0; row < steps_rows(m); row++) {
			uint64_t sum = 0;
			for (size_t c = 0; c < m->columns; c++)
				sum += m->at[steps_cell(m, row, c)];
			assert_int_equal(sum, m->anchors);
		}
		scope_close(&sc);
	}
}

/* What goes out of a place is what stands there, what comes in is what stands there next. */
static void links_are_the_rows_they_join(void **state)
{
	uint64_t seed = 77;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		struct steps_wish wish = random_steps(&seed, r);
		wish.links = true;
		struct steps *m = count(&sc, random_trail(&sc, &r->log), r, &wish);

		for (size_t row = 0; row + 1 < steps_rows(m); row++)
			for (size_t c = 0; c < m->columns; c++) {
				uint64_t out = 0, in = 0;
				for (size_t k = 0; k < m->columns; k++) {
					out += m->links[steps_link(m, row, c, k)];
					in += m->links[steps_link(m, row, k, c)];
				}
				assert_int_equal(out, m->at[steps_cell(m, row, c)]);
				assert_int_equal(in, m->at[steps_cell(m, row + 1, c)]);
			}
		scope_close(&sc);
	}
}

/* One visit after A without other anchors is where the transitions of first visits lead: never more of them. */
static void invariant_1_a_step_is_a_transition(void **state)
{
	uint64_t seed = 12;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		int from = (int)random_below(&seed, r->rules.touchpoints);
		struct steps_wish wish = { .from = from, .to = STEPS_NO_ANCHOR, .depth = 1 };
		struct steps *m = count(&sc, trail, r, &wish);
		struct stats *s = stats_count(&sc, trail, &r->rules, &r->wish, &r->ask);

		assert_int_equal(m->journeys, s->at[from].journeys);
		for (uint32_t t = 0; t <= s->n; t++) {
			const struct stats_transition *x = s->transitions[stats_pair(s, (uint32_t)from, t)];
			assert_true(m->at[steps_cell(m, 1, t)] <= (x ? x->journeys : 0));
		}
		/* and after every visit there, it is the transition itself */
		wish.anchor = STEPS_EVERY;
		m = count(&sc, trail, r, &wish);
		assert_int_equal(m->anchors, s->at[from].visits);
		for (uint32_t t = 0; t <= s->n; t++) {
			const struct stats_transition *x = s->transitions[stats_pair(s, (uint32_t)from, t)];
			assert_int_equal(m->at[steps_cell(m, 1, t)], x ? x->count : 0);
		}
		scope_close(&sc);
	}
}

static void invariant_5_parts_by_customer_hash_add_up(void **state)
{
	uint64_t seed = 53;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		struct steps_wish wish = random_steps(&seed, r);
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

/* --- by hand ------------------------------------------------------------------------------------- */

enum { A, B, C, POINTS };

/* The rows of one customer's ways; a dot is "unsorted", - is "ended" or "not begun". */
struct row {
	const char *events;
	struct steps_wish wish;
	const char *rows; /* "a b-" : a row each, of all that stand there, in the order of the touchpoints */
	size_t journeys;
};

static const struct row written_rows[] = {
	{ "a@0 b@1 b@2 c@3", { -1, -1, 3, STEPS_FIRST, false, false }, "a b c -", 1 },
	{ "a@0 b@1 a@2 d@3", { A, -1, 2, STEPS_FIRST, false, false }, "a b a", 1 },
	{ "a@0 b@1 a@2 d@3", { A, -1, 2, STEPS_LAST, false, false }, "a . -", 1 },
	{ "a@0 b@1 a@2 d@3", { A, -1, 2, STEPS_EVERY, false, false }, "aa b. a-", 1 },
	{ "a@0 b@1 a@2 d@3", { -1, A, 2, STEPS_LAST, false, false }, "a b a", 1 },
	{ "a@0 b@1 a@2 d@3", { -1, A, 1, STEPS_EVERY, false, false }, "aa b-", 1 },
	{ "a@0 b@1 a@2 d@3", { -1, B, 2, STEPS_FIRST, true, false }, "- a b a .", 1 },
	{ "a@0 b@1 a@2 d@3", { A, -1, 1, STEPS_EVERY, true, false }, "b- aa b.", 1 },
	{ "a@0 b@1 a@2 c@3 a@4", { A, C, 3, STEPS_FIRST, false, false }, "a b a c", 1 },
	{ "a@0 b@1 a@2 c@3 a@4", { A, C, 3, STEPS_LAST, false, false }, "a c - -", 1 },
	{ "a@0 b@1 a@2 c@3 a@4", { A, C, 2, STEPS_EVERY, false, false }, "aa bc a-", 1 },
	{ "a@0 b@1", { C, -1, 1, STEPS_EVERY, false, false }, " ", 0 },
};

static void write_rows(struct scope *sc, const struct steps *m, struct buf *out)
{
	static const char letters[] = "abc.-";

	(void)sc;
	for (size_t row = 0; row < steps_rows(m); row++) {
		buf_puts(out, row ? " " : "");
		for (size_t c = 0; c < m->columns; c++)
			for (uint64_t n = m->at[steps_cell(m, row, c)]; n > 0; n--)
				buf_putc(out, letters[c]);
	}
}

static const struct matching *by_hand(void)
{
	static const uint32_t first[] = { 0, 1, 2, 3, 3 };
	static const struct candidate candidates[] = { { A, WHEN_ALWAYS, 0, 0 }, { B, WHEN_ALWAYS, 0, 0 },
		{ C, WHEN_ALWAYS, 0, 0 } };
	static const struct matching matching = { 4, first, candidates };

	return &matching;
}

static void each_anchor_once(void **state)
{
	struct walk_rules rules = { .matching = by_hand(),
		.touchpoints = POINTS,
		.goal = GOAL_NONE,
		.silence_s = 1000,
		.idle_s = 60,
		.now_us = 9000000000 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(written_rows); i++) {
		struct scope sc = { 0 };
		struct written log = { 0 };
		struct buf *out = buf_new(&sc, 1000);
		written_events(&sc, &log, written_rows[i].events, 0);
		struct steps *m = steps_count(&sc, trail_of_events(&sc, log.at, log.n), &rules,
			&(struct walk_wish){ 0 }, &written_rows[i].wish);
		assert_non_null(m);
		write_rows(&sc, m, out);
		if (!str_equal(buf_str(out), str_of(written_rows[i].rows)))
			fail_msg("row %zu: got \"%.*s\", want \"%s\"", i, STR_ARG(buf_str(out)),
				written_rows[i].rows);
		assert_int_equal(m->journeys, written_rows[i].journeys);
		assert_int_equal(m->all, 1);
		scope_close(&sc);
	}
}

static void what_makes_no_sense_is_refused(void **state)
{
	uint64_t seed = 1;
	struct scope sc = { 0 };
	struct random_log *r = random_log(&sc, &seed);
	const struct trail *trail = random_trail(&sc, &r->log);
	static const struct {
		struct steps_wish wish;
		enum fault fault;
		const char *why;
	} rows[] = {
		{ { -1, -1, 0, STEPS_FIRST, false, false }, FAULT_LIMIT, "1 to 1000" },
		{ { -1, -1, STEPS_DEPTH + 1, STEPS_FIRST, false, false }, FAULT_LIMIT, "1 to 1000" },
		{ { -1, -1, 2, STEPS_LAST, false, false }, FAULT_INVALID, "Name the touchpoint" },
		{ { -1, -1, 2, STEPS_EVERY, false, false }, FAULT_INVALID, "Name the touchpoint" },
		{ { -1, -1, 2, STEPS_FIRST, true, false }, FAULT_INVALID, "Name the touchpoint" },
		{ { 0, 0, 2, STEPS_FIRST, true, false }, FAULT_INVALID, "not between two" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_null(steps_count(&sc, trail, &r->rules, &r->wish, &rows[i].wish));
		assert_fault(&sc, rows[i].fault, rows[i].why);
		scope_forgive(&sc);
	}
	scope_close(&sc);
}

static void links_have_a_ceiling(void **state)
{
	uint64_t seed = 1;
	struct scope sc = { 0 };
	struct random_log *r = random_log(&sc, &seed);
	const struct trail *trail = random_trail(&sc, &r->log);
	struct steps_wish wish = { 0, STEPS_NO_ANCHOR, 50, STEPS_FIRST, true, true };

	(void)state;
	r->wish.fold = NEW_ARRAY(&sc, uint16_t, r->rules.touchpoints + 1);
	r->wish.folded = 298;
	assert_null(count(&sc, trail, r, &wish));
	assert_fault(&sc, FAULT_LIMIT,
		"links of 100 visits between 298 touchpoints are too many to show: depth=23 goes");
	scope_forgive(&sc);
	wish.depth = 23;
	assert_non_null(count(&sc, trail, r, &wish));
	scope_close(&sc);
}

static void the_deepest_matrix_is_counted(void **state)
{
	uint64_t seed = 5;
	struct scope sc = { 0 };
	struct random_log *r = random_log(&sc, &seed);
	struct steps_wish wish = { 0, STEPS_NO_ANCHOR, STEPS_DEPTH, STEPS_EVERY, true, false };
	struct steps *m = count(&sc, random_trail(&sc, &r->log), r, &wish);

	(void)state;
	assert_int_equal(steps_rows(m), 2 * STEPS_DEPTH + 1);
	assert_null(m->links);
	same_steps(m, slow_steps(&sc, slow_walk(&sc, &r->log, &r->rules, &r->wish), &wish, m->columns));
	scope_close(&sc);
}

static void anchors_have_names(void **state)
{
	(void)state;
	assert_string_equal(steps_anchor_name(STEPS_FIRST), "first");
	assert_string_equal(steps_anchor_name(STEPS_LAST), "last");
	assert_string_equal(steps_anchor_name(STEPS_EVERY), "every");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_anchor_once),
		cmocka_unit_test(what_makes_no_sense_is_refused),
		cmocka_unit_test(links_have_a_ceiling),
		cmocka_unit_test(the_deepest_matrix_is_counted),
		cmocka_unit_test(anchors_have_names),
		cmocka_unit_test(equal_to_the_slow_reference_on_random_logs),
		cmocka_unit_test(equal_to_the_slow_reference_on_crowds),
		cmocka_unit_test(invariant_1_a_step_is_a_transition),
		cmocka_unit_test(invariant_3_every_row_holds_everybody),
		cmocka_unit_test(links_are_the_rows_they_join),
		cmocka_unit_test(invariant_5_parts_by_customer_hash_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
