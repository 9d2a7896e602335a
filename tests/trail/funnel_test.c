#include "same.h"

#include "random_log.h"
#include "test.h"

static struct funnel *count(struct scope *sc, const struct trail *trail, const struct random_log *r,
	const struct funnel_wish *wish)
{
	return funnel_count(sc, trail, &r->rules, &r->wish, wish, r->log.dictionary);
}

static void compare_with_the_slow_one(struct scope *sc, uint64_t *seed, struct random_log *r)
{
	const struct trail *trail = random_trail(sc, &r->log);

	if (random_chance(seed, 15))
		r->wish.fold = random_fold(sc, seed, r, &r->wish.folded);
	const struct slow *walk = slow_walk(sc, &r->log, &r->rules, &r->wish);
	for (int k = 0; k < 4; k++) {
		struct funnel_wish *wish = random_funnel(sc, seed, r);
		struct funnel *f = count(sc, trail, r, wish);
		assert_non_null(f);
		same_funnel(sc, f, slow_funnel(sc, walk, wish));
	}
}

static void equal_to_the_slow_reference_on_random_logs(void **state)
{
	uint64_t seed = 20260302;

	(void)state;
	for (size_t i = random_logs(2500); i > 0; i--) {
		struct scope sc = { 0 };
		compare_with_the_slow_one(&sc, &seed, random_log(&sc, &seed));
		scope_close(&sc);
	}
}

static void equal_to_the_slow_reference_on_crowds(void **state)
{
	uint64_t seed = 20260312;

	(void)state;
	for (size_t i = random_logs(100); i > 0; i--) {
		struct scope sc = { 0 };
		compare_with_the_slow_one(&sc, &seed, random_crowd(&sc, &seed));
		scope_close(&sc);
	}
}

/* Touchpoints A and B, A not B: the step matrix between them, and the funnel over them. */
static void invariant_1_journeys_through_a_then_b_are_the_ordered_funnel(void **state)
{
	uint64_t seed = 11;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		uint16_t a = (uint16_t)random_below(&seed, r->rules.touchpoints),
			 b = (uint16_t)random_below(&seed, r->rules.touchpoints);
		struct funnel_step steps[] = { { .touchpoints = &a, .n_touchpoints = 1 },
			{ .touchpoints = &b, .n_touchpoints = 1 } };
		struct funnel_wish wish = { .steps = steps, .n = 2 };

		if (a == b) {
			scope_close(&sc);
			continue;
		}
		struct funnel *f = count(&sc, trail, r, &wish);
		struct steps *m = steps_count(&sc, trail, &r->rules, &r->wish,
			&(struct steps_wish){ .from = a, .to = b, .depth = 3 });
		assert_int_equal(f->steps[1].reached, m->journeys);
		m = steps_count(&sc, trail, &r->rules, &r->wish,
			&(struct steps_wish){ .from = a, .to = STEPS_NO_ANCHOR, .depth = 3 });
		assert_int_equal(f->steps[0].reached, m->journeys);
		assert_int_equal(f->units, m->all);
		/* directly after each other: the transition */
		wish.mode = FUNNEL_STRICT;
		f = count(&sc, trail, r, &wish);
		struct stats *s = stats_count(&sc, trail, &r->rules, &r->wish, &r->ask);
		const struct stats_transition *t = s->transitions[stats_pair(s, a, b)];
		assert_int_equal(f->steps[1].reached, t ? t->journeys : 0);
		assert_int_equal(f->steps[0].reached, s->at[a].journeys);
		scope_close(&sc);
	}
}

static uint64_t bits(const uint64_t *map, uint32_t n)
{
	uint64_t count = 0;

	for (uint32_t c = 0; c < n; c++)
		count += map[c / 64] >> (c % 64) & 1;
	return count;
}

static void invariant_2_the_list_behind_a_number_is_as_long(void **state)
{
	uint64_t seed = 22;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		struct funnel_wish *wish = random_funnel(&sc, &seed, r);

		r->wish.unit = UNIT_CUSTOMERS;
		wish->who = true;
		wish->totals = false;
		struct funnel *f = count(&sc, trail, r, wish);
		for (size_t s = 0; s < f->n; s++) {
			assert_int_equal(bits(f->reached_by[s], f->customers), f->steps[s].reached);
			if (f->steps[s].reached == 0)
				continue;
			/* and the list, asked again, gives the number again */
			struct walk_wish again = r->wish;
			again.customers = f->reached_by[s];
			struct funnel *g =
				funnel_count(&sc, trail, &r->rules, &again, wish, r->log.dictionary);
			assert_int_equal(g->steps[s].reached, f->steps[s].reached);
			assert_int_equal(g->units, f->steps[s].reached);
		}
		scope_close(&sc);
	}
}

static void invariant_3_every_unit_is_passed_lost_or_open(void **state)
{
	uint64_t seed = 23;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		struct funnel_wish *wish = random_funnel(&sc, &seed, r);
		struct funnel *f = funnel_count(
			&sc, random_trail(&sc, &r->log), &r->rules, &r->wish, wish, r->log.dictionary);

		assert_true(f->entered <= f->units || wish->totals);
		for (size_t s = 0; s < f->n; s++) {
			assert_true(f->steps[s].passed + f->steps[s].open <= f->steps[s].reached);
			if (wish->mode != FUNNEL_OPEN && s + 1 < f->n)
				assert_int_equal(f->steps[s].passed, f->steps[s + 1].reached);
			if (s > 0)
				assert_int_equal(f->steps[s].time.n, f->steps[s - 1].passed);
		}
		if (wish->mode != FUNNEL_OPEN)
			assert_int_equal(f->entered, f->steps[0].reached);
		scope_close(&sc);
	}
}

static void invariant_5_parts_by_customer_hash_add_up(void **state)
{
	uint64_t seed = 51;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		struct funnel_wish *wish = random_funnel(&sc, &seed, r);
		uint64_t *parts[5];
		size_t n = random_parts(&sc, &seed, r->log.customers, parts);
		struct funnel *sum = NULL;

		for (size_t p = 0; p < n; p++) {
			struct funnel *part = funnel_count(&sc, random_part(&sc, &r->log, parts[p]),
				&r->rules, &r->wish, wish, r->log.dictionary);
			if (sum)
				funnel_merge(&sc, sum, part);
			else
				sum = part;
		}
		equal_funnels(sum, funnel_count(&sc, random_trail(&sc, &r->log), &r->rules, &r->wish, wish,
					   r->log.dictionary));
		scope_close(&sc);
	}
}

static void invariant_5_units_by_time_of_start_add_up(void **state)
{
	uint64_t seed = 52;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		struct funnel_wish *wish = random_funnel(&sc, &seed, r);
		int64_t cut = r->log.n ? slow_seconds(r->log.at[0].time_us) : 0;
		struct walk_wish all = { .unit = r->wish.unit, .block = r->wish.block }, early = all,
				 late = all;

		early.has_period = late.has_period = true;
		early.from_s = INT64_MIN;
		early.to_s = cut;
		late.from_s = cut + 1;
		late.to_s = INT64_MAX;
		struct funnel *sum = funnel_count(&sc, trail, &r->rules, &early, wish, r->log.dictionary);
		funnel_merge(&sc, sum, funnel_count(&sc, trail, &r->rules, &late, wish, r->log.dictionary));
		equal_funnels(sum, funnel_count(&sc, trail, &r->rules, &all, wish, r->log.dictionary));
		scope_close(&sc);
	}
}

/* Attempts, of all units: as often as the first step occurs. */
static void totals_count_every_occurrence_of_the_first_step(void **state)
{
	uint64_t seed = 24;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		uint16_t a = (uint16_t)random_below(&seed, r->rules.touchpoints);
		struct funnel_step steps[] = { { .touchpoints = &a, .n_touchpoints = 1 },
			{ .touchpoints = &a, .n_touchpoints = 1 } };
		struct funnel_wish wish = { .steps = steps, .n = 2, .totals = true };
		struct funnel *f = count(&sc, trail, r, &wish);

		assert_int_equal(f->steps[0].reached,
			stats_count(&sc, trail, &r->rules, &r->wish, &r->ask)->at[a].events);
		assert_int_equal(f->entered, f->steps[0].reached);
		assert_int_equal(f->steps[1].reached, 0); /* the second would begin the next attempt */
		scope_close(&sc);
	}
}

/* --- by hand ------------------------------------------------------------------------------------- */

/* One customer; the letters are touchpoints a to e, a digit n after one waits n times 10 seconds. */
static struct random_log *written(struct scope *sc, const char *text)
{
	struct random_log *r = NEW(sc, struct random_log);
	struct dictionary *d = NEW(sc, struct dictionary);
	struct kind *kinds = NEW_ARRAY(sc, struct kind, 5);
	struct str *names = NEW_ARRAY(sc, struct str, 5);
	uint32_t *code = NEW_ARRAY(sc, uint32_t, 5), *first = NEW_ARRAY(sc, uint32_t, 6);
	struct candidate *candidates = NEW_ARRAY(sc, struct candidate, 5);
	struct matching *m = NEW(sc, struct matching);
	int64_t at = 1000000000;

	for (uint32_t k = 0; k < 5; k++) {
		names[k] = str_of(scope_printf(sc, "%c", (char)('a' + k)));
		kinds[k].event = names[k];
		code[k] = k;
		first[k + 1] = k + 1;
		candidates[k].touchpoint = (uint16_t)k;
	}
	*d = (struct dictionary){ kinds, 5, code, names, 5 };
	*m = (struct matching){ 5, first, candidates };
	r->log = (struct slow_log){ NEW_ARRAY(sc, struct trail_event, strlen(text) + 1), 0, 1, d };
	r->rules = (struct walk_rules){ .matching = m,
		.touchpoints = 5,
		.goal = GOAL_NONE,
		.silence_s = 30 * DAY_S,
		.idle_s = IDLE_S,
		.now_us = 2000000000000000 };
	for (const char *p = text; *p; p++) {
		if (*p >= '0' && *p <= '9') {
			at += (*p - '0') * 10000000;
			continue;
		}
		r->log.at[r->log.n] = (struct trail_event){ .kind = (uint32_t)(*p - 'a'),
			.time_us = at,
			.order = r->log.n,
			.rating = NAN,
			.nps = -1 };
		r->log.n++;
	}
	return r;
}

struct written_funnel {
	const char *events, *steps, *without;
	enum funnel_mode mode;
	int64_t within_s;
	bool first_attempt;
	size_t depth;  /* reached */
	double last_s; /* time of the last step reached; -1: not asked */
	int64_t window_of_last_step_s;
};

static struct funnel *of_row(struct scope *sc, const struct written_funnel *row, bool totals)
{
	static const uint16_t touch[] = { 0, 1, 2, 3, 4 };
	struct random_log *r = written(sc, row->events);
	struct funnel_step steps[8] = { 0 }, without[8] = { 0 };
	struct funnel_wish wish = { .steps = steps,
		.without = without,
		.n = strlen(row->steps),
		.n_without = strlen(row->without),
		.mode = row->mode,
		.within_s = row->within_s,
		.first_attempt = row->first_attempt,
		.totals = totals };

	for (size_t s = 0; s < wish.n; s++)
		steps[s] = (struct funnel_step){ &touch[row->steps[s] - 'a'], 1, NULL, 0, 0 };
	for (size_t s = 0; s < wish.n_without; s++)
		without[s] = (struct funnel_step){ &touch[row->without[s] - 'a'], 1, NULL, 0, 0 };
	steps[wish.n - 1].within_s = row->window_of_last_step_s;
	return count(sc, random_trail(sc, &r->log), r, &wish);
}

static void each_rule_once(void **state)
{
	static const struct written_funnel rows[] = {
		{ "a1b1c", "abc", "", FUNNEL_ORDERED, 0, false, 3, 10, 0 },
		{ "b1a1c", "abc", "", FUNNEL_ORDERED, 0, false, 1, -1, 0 },
		{ "a1d1b1d1c", "abc", "", FUNNEL_ORDERED, 0, false, 3, 20, 0 }, /* others may lie between */
		{ "a", "aa", "", FUNNEL_ORDERED, 0, false, 1, -1, 0 },          /* strictly later */
		{ "aa", "aa", "", FUNNEL_ORDERED, 0, false, 2, 0, 0 }, /* a tie is later by its order */
		/* the window is met at its very end, from the first step */
		{ "a1b1c", "abc", "", FUNNEL_ORDERED, 20, false, 3, 10, 0 },
		{ "a1b1c", "abc", "", FUNNEL_ORDERED, 19, false, 2, 10, 0 },
		/* every occurrence of the first step may start; or only the first */
		{ "a9a1b", "ab", "", FUNNEL_ORDERED, 10, false, 2, 10, 0 },
		{ "a9a1b", "ab", "", FUNNEL_ORDERED, 10, true, 1, -1, 0 },
		/* among equals the earliest */
		{ "a3b9a1b", "ab", "", FUNNEL_ORDERED, 40, false, 2, 30, 0 },
		/* the longest counts before the earliest */
		{ "a1b9a2b1c", "abc", "", FUNNEL_ORDERED, 40, false, 3, 10, 0 },
		/* a window a step: the earliest b leads nowhere, the second does */
		{ "a1b9b1c", "abc", "", FUNNEL_ORDERED, 0, false, 3, 10, 10 },
		{ "a1b9c", "abc", "", FUNNEL_ORDERED, 0, false, 2, 10, 10 },
		/* exclusions stop the chain and do not erase it */
		{ "a1d1b", "ab", "d", FUNNEL_ORDERED, 0, false, 1, -1, 0 },
		{ "a1b1d1c", "abc", "d", FUNNEL_ORDERED, 0, false, 2, 10, 0 },
		{ "a1d1a1b", "ab", "d", FUNNEL_ORDERED, 0, false, 2, 10, 0 },
		{ "d1a1b1d", "ab", "d", FUNNEL_ORDERED, 0, false, 2, 10, 0 }, /* before and behind: nothing */
		{ "a1b1b1c", "abc", "b", FUNNEL_ORDERED, 0, false, 3, 20, 0 }, /* a step excludes nothing */
		/* directly after each other */
		{ "a1b1c", "abc", "", FUNNEL_STRICT, 0, false, 3, 10, 0 },
		{ "a1d1b", "ab", "", FUNNEL_STRICT, 0, false, 1, -1, 0 },
		{ "a1a1b", "ab", "", FUNNEL_STRICT, 0, false, 2, 10, 0 },
		{ "a1a1b", "ab", "", FUNNEL_STRICT, 0, true, 1, -1, 0 },
		{ "a2b", "ab", "", FUNNEL_STRICT, 19, false, 1, -1, 0 },
		/* whatever order */
		{ "c1b1a", "abc", "", FUNNEL_ANY, 0, false, 3, 0, 0 },
		{ "b1c", "abc", "", FUNNEL_ANY, 0, false, 0, -1, 0 },
		{ "b9a9b2a", "ab", "", FUNNEL_ANY, 20, false, 2, 0, 0 },
		{ "b3a", "ab", "", FUNNEL_ANY, 29, false, 1, -1, 0 },
		{ "b1d1a", "ab", "d", FUNNEL_ANY, 0, false, 1, -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct funnel *f = of_row(&sc, &rows[i], false);
		size_t depth = 0;
		while (depth < f->n && f->steps[depth].reached)
			depth++;
		if (depth != rows[i].depth)
			fail_msg("row %zu: depth %zu, want %zu", i, depth, rows[i].depth);
		if (rows[i].last_s >= 0)
			assert_near(hist_quantile(&f->steps[depth - 1].time, .5), rows[i].last_s, 1e-9);
		scope_close(&sc);
	}
}

/* The attempts that reach the first, the second and the third step. */
static void each_attempt_ends_where_the_next_begins(void **state)
{
	static const struct {
		struct written_funnel of;
		uint64_t reached[3];
	} rows[] = {
		{ { "a1b1a1a1b1c", "abc", "", FUNNEL_ORDERED, 0, false, 0, 0, 0 }, { 3, 2, 1 } },
		{ { "a1b1a1c", "abc", "", FUNNEL_ORDERED, 0, false, 0, 0, 0 }, { 2, 1, 0 } },
		{ { "b1c", "abc", "", FUNNEL_ORDERED, 0, false, 0, 0, 0 }, { 0, 0, 0 } },
		{ { "a1b1b1c1b1c", "abc", "", FUNNEL_ORDERED, 0, false, 0, 0, 0 }, { 1, 1, 1 } },
		{ { "a2b1a1b", "ab", "", FUNNEL_ORDERED, 10, false, 0, 0, 0 }, { 2, 1, 0 } },
		{ { "a1d1b1a1b", "ab", "d", FUNNEL_ORDERED, 0, false, 0, 0, 0 }, { 2, 1, 0 } },
		{ { "a1b1a1d1b", "ab", "", FUNNEL_STRICT, 0, false, 0, 0, 0 }, { 2, 1, 0 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct funnel *f = of_row(&sc, &rows[i].of, true);
		for (size_t s = 0; s < 3; s++)
			if (f->steps[s].reached != rows[i].reached[s])
				fail_msg("row %zu, step %zu: %d", i, s, (int)f->steps[s].reached);
		assert_int_equal(f->entered, rows[i].reached[0]);
		assert_int_equal(f->units, 1);
		scope_close(&sc);
	}
}

static void only_the_last_attempt_is_open(void **state)
{
	static const uint16_t touch[] = { 0, 1 };
	struct funnel_step steps[] = { { touch, 1, NULL, 0, 0 }, { touch + 1, 1, NULL, 0, 0 } };
	struct funnel_wish wish = { .steps = steps, .n = 2, .totals = true };
	struct scope sc = { 0 };
	struct random_log *r = written(&sc, "a1a1a1b1a");

	(void)state;
	r->rules.now_us = r->log.at[r->log.n - 1].time_us;
	struct funnel *f = count(&sc, random_trail(&sc, &r->log), r, &wish);
	assert_int_equal(f->steps[0].reached, 4);
	assert_int_equal(f->steps[0].passed, 1);
	assert_int_equal(f->steps[0].open, 1);
	scope_close(&sc);
}

static void who_reached_a_step_is_told_where_it_is_wished_for(void **state)
{
	static const uint16_t touch[] = { 0 };
	struct funnel_step steps[] = { { touch, 1, NULL, 0, 0 } };
	struct funnel_wish wish = { .steps = steps, .n = 1 };
	struct scope sc = { 0 };
	struct random_log *r = written(&sc, "a");

	(void)state;
	assert_null(count(&sc, random_trail(&sc, &r->log), r, &wish)->reached_by[0]);
	wish.who = true;
	assert_int_equal(count(&sc, random_trail(&sc, &r->log), r, &wish)->reached_by[0][0], 1);
	scope_close(&sc);
}

static void open_may_enter_at_any_step(void **state)
{
	static const uint16_t touch[] = { 0, 1, 2 };
	struct scope sc = { 0 };
	struct random_log *r = written(&sc, "b1c1a");
	struct funnel_step steps[] = { { touch, 1, NULL, 0, 0 }, { touch + 1, 1, NULL, 0, 0 },
		{ touch + 2, 1, NULL, 0, 0 } };
	struct funnel_wish wish = { .steps = steps, .n = 3, .mode = FUNNEL_OPEN };
	struct funnel *f = funnel_count(&sc, random_trail(&sc, &r->log), &r->rules,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS }, &wish, r->log.dictionary);

	(void)state;
	for (int s = 0; s < 3; s++)
		assert_int_equal(f->steps[s].reached, 1);
	assert_int_equal(f->steps[0].passed, 0);
	assert_int_equal(f->steps[1].passed, 1);
	assert_int_equal(f->entered, 1);
	scope_close(&sc);
}

static void who_is_open_is_not_lost(void **state)
{
	static const uint16_t touch[] = { 0, 1 };
	struct funnel_step steps[] = { { touch, 1, NULL, 0, 0 }, { touch + 1, 1, NULL, 0, 0 } };
	struct funnel_wish wish = { .steps = steps, .n = 2 };
	struct scope sc = { 0 };
	struct random_log *r = written(&sc, "a1d");
	int64_t last_us = r->log.at[1].time_us;

	(void)state;
	for (int late = 0; late < 2; late++) {
		r->rules.now_us = last_us + (r->rules.silence_s - 1 + late) * 1000000;
		struct funnel *f = funnel_count(&sc, random_trail(&sc, &r->log), &r->rules,
			&(struct walk_wish){ .unit = UNIT_JOURNEYS }, &wish, r->log.dictionary);
		assert_int_equal(f->steps[0].open, !late);
	}
	scope_close(&sc);
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct scope sc = { 0 };
	struct random_log *r = written(&sc, "a");
	const struct trail *trail = random_trail(&sc, &r->log);
	static const uint16_t touch[] = { 0 };
	struct funnel_step steps[FUNNEL_STEPS + 1] = { { touch, 1, NULL, 0, 0 } },
						late = { touch, 1, NULL, 0, -1 };
	const struct {
		struct funnel_wish wish;
		const char *why;
	} rows[] = {
		{ { .steps = steps, .n = 0 }, "1 to 32 steps" },
		{ { .steps = steps, .n = FUNNEL_STEPS + 1 }, "1 to 32 steps" },
		{ { .steps = steps, .n = 1, .within_s = -1 }, "window" },
		{ { .steps = &late, .n = 1 }, "window" },
		{ { .steps = steps, .n = 1, .mode = FUNNEL_ANY, .totals = true }, "attempts" },
		{ { .steps = steps, .n = 1, .mode = FUNNEL_OPEN, .totals = true }, "attempts" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_null(funnel_count(&sc, trail, &r->rules, &r->wish, &rows[i].wish, r->log.dictionary));
		assert_fault(&sc, FAULT_INVALID, rows[i].why);
		scope_forgive(&sc);
	}
	scope_close(&sc);
}

static void modes_have_names(void **state)
{
	enum funnel_mode mode;

	(void)state;
	for (int m = 0; m < FUNNEL_MODES; m++) {
		assert_true(funnel_mode_find(str_of(funnel_mode_name((enum funnel_mode)m)), &mode));
		assert_int_equal(mode, m);
	}
	assert_false(funnel_mode_find(STR("loose"), &mode));
}

/* Two hundred thousand starts that lead nowhere, in a window that holds them all: a walk from each would take
 * minutes. */
static void a_long_history_is_no_trap(void **state)
{
	static const uint16_t touch[] = { 0, 1, 2 };
	struct funnel_step steps[] = { { touch, 1, NULL, 0, 0 }, { touch + 1, 1, NULL, 0, 1000000000 },
		{ touch + 2, 1, NULL, 0, 0 } };
	struct funnel_step without[] = { { touch + 2, 1, NULL, 0, 0 } };
	enum { MANY = 200000 };
	struct scope sc = { 0 };
	char *text = NEW_ARRAY(&sc, char, MANY + 1);

	(void)state;
	for (int i = 0; i < MANY; i++)
		text[i] = i % 2 ? 'a' : 'b';
	struct random_log *r = written(&sc, text);
	const struct trail *trail = random_trail(&sc, &r->log);
	for (int mode = 0; mode < FUNNEL_MODES; mode++) {
		struct funnel_wish wish = { .steps = steps,
			.without = without,
			.n = 3,
			.n_without = 1,
			.mode = (enum funnel_mode)mode,
			.within_s = 1000000000 };
		struct funnel *f = funnel_count(
			&sc, trail, &r->rules, &(struct walk_wish){ 0 }, &wish, r->log.dictionary);
		assert_int_equal(f->steps[1].reached, 1);
		assert_int_equal(f->steps[2].reached, 0);
	}
	r->rules.goal = 0;
	r->rules.end_at_goal = true;
	struct stats_ask ask = { .tables = STATS_MAP, .dictionary = r->log.dictionary, .n = 5 };
	struct stats *s = stats_count(&sc, trail, &r->rules, &(struct walk_wish){ 0 }, &ask);
	assert_int_equal(s->journeys, MANY / 2);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_once),
		cmocka_unit_test(each_attempt_ends_where_the_next_begins),
		cmocka_unit_test(only_the_last_attempt_is_open),
		cmocka_unit_test(who_reached_a_step_is_told_where_it_is_wished_for),
		cmocka_unit_test(open_may_enter_at_any_step),
		cmocka_unit_test(who_is_open_is_not_lost),
		cmocka_unit_test(what_makes_no_sense_is_refused),
		cmocka_unit_test(modes_have_names),
		cmocka_unit_test(a_long_history_is_no_trap),
		cmocka_unit_test(equal_to_the_slow_reference_on_random_logs),
		cmocka_unit_test(equal_to_the_slow_reference_on_crowds),
		cmocka_unit_test(totals_count_every_occurrence_of_the_first_step),
		cmocka_unit_test(invariant_1_journeys_through_a_then_b_are_the_ordered_funnel),
		cmocka_unit_test(invariant_2_the_list_behind_a_number_is_as_long),
		cmocka_unit_test(invariant_3_every_unit_is_passed_lost_or_open),
		cmocka_unit_test(invariant_5_parts_by_customer_hash_add_up),
		cmocka_unit_test(invariant_5_units_by_time_of_start_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
