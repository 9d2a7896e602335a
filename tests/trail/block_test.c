#include "trail/block.h"

#include "laid.h"
#include "test.h"

/* A unit as the walk found it; blocks must have each of them once. */
struct met_unit {
	struct journey j; /* its events and touchpoints are copies */
	bool met;
};

struct walked {
	struct scope *sc;
	const struct trail *trail;
	LIST(struct met_unit) units;
	size_t *at[2]; /* by part: the unit + 1 that begins with this event */
};

static void keep(void *to, const struct journey *j)
{
	struct walked *w = to;
	uint64_t *events = NEW_ARRAY(w->sc, uint64_t, j->n);
	uint16_t *touch = NEW_ARRAY(w->sc, uint16_t, j->n);
	struct met_unit u = { *j, false };

	for (size_t i = 0; i < j->n; i++) {
		events[i] = j->events[i];
		touch[i] = j->touch[i];
	}
	u.j.events = events;
	u.j.touch = touch;
	*LIST_ADD(w->sc, &w->units) = u;
	w->at[j->part != &w->trail->parts[0]][j->events[0]] = w->units.n;
}

static struct walked *walk(struct scope *sc, const struct trail *trail, const struct random_log *r)
{
	struct walked *w = NEW(sc, struct walked);

	w->sc = sc;
	w->trail = trail;
	for (size_t p = 0; p < trail->n_parts; p++)
		w->at[p] = NEW_ARRAY(sc, size_t, trail->parts[p].events + 1);
	trail_walk(trail, &r->rules, &r->wish, keep, w);
	return w;
}

/* --- a block --------------------------------------------------------------------------------------- */

static void same_events(const struct block *b, size_t u, const struct journey *j, unsigned need)
{
	assert_int_equal(b->start[u + 1] - b->start[u], j->n);
	for (size_t k = 0; k < j->n; k++) {
		size_t i = b->start[u] + k;
		assert_int_equal(block_place(b, i), j->events[k]);
		assert_int_equal(b->base_s + block_time(b, i, !b->time), part_second(b->part, j->events[k]));
		if (need & BLOCK_TOUCH)
			assert_int_equal(b->touch[i], j->touch[k]);
		if (need & BLOCK_KIND)
			assert_int_equal(b->kind[i], part_kind(b->part, j->events[k]));
		if (need & BLOCK_UNIT)
			assert_int_equal(b->unit[i], u);
	}
}

static void same_state(const struct block *b, size_t u, const struct journey *j)
{
	assert_int_equal((b->flags[u] & BLOCK_GOAL) != 0, j->reached_goal);
	assert_int_equal((b->flags[u] & BLOCK_OPEN) != 0, j->open);
	assert_int_equal((b->flags[u] & BLOCK_ANSWERS) != 0, j->answers);
	assert_int_equal((b->flags[u] & BLOCK_CASE) != 0, j->is_case);
	if (j->goal_at == JOURNEY_NOWHERE)
		assert_int_equal(b->goal_at[u], BLOCK_NOWHERE);
	else
		assert_int_equal(b->goal_at[u], b->start[u] + j->goal_at);
}

static void same_visits(const struct block *b, size_t u, const struct journey *j)
{
	uint32_t v = b->visits[u];

	for (size_t k = 0; k < j->n; k++)
		if (k == 0 || j->touch[k] != j->touch[k - 1])
			assert_int_equal(b->visit[v++], b->start[u] + k);
	assert_int_equal(b->visits[u + 1], v);
	assert_int_equal(b->visit[v], b->start[u + 1]);
}

static void same_block(struct walked *w, const struct block *b, unsigned need)
{
	size_t part = b->part != &w->trail->parts[0], customers = 0;
	int64_t before = -1;

	assert_true(b->n > 0 && b->units > 0);
	assert_int_equal(b->start[0], 0);
	assert_int_equal(b->start[b->units], b->n);
	for (size_t u = 0; u < b->units; u++) {
		size_t at = w->at[part][block_place(b, b->start[u])];
		assert_true(at > 0 && !w->units.at[at - 1].met);
		w->units.at[at - 1].met = true;
		const struct journey *j = &w->units.at[at - 1].j;
		same_events(b, u, j, need);
		assert_int_equal(block_is_open(b, u), j->open);
		if (need & BLOCK_CUSTOMER)
			assert_int_equal(b->customer[u], j->customer);
		if (need & BLOCK_STATE)
			same_state(b, u, j);
		if (need & BLOCK_VISITS)
			same_visits(b, u, j);
		assert_true(j->customer >= before); /* ascending */
		customers += j->customer != before;
		before = j->customer;
	}
	assert_int_equal(b->customers, customers);
	if (need & BLOCK_VISITS)
		assert_int_equal(b->visits[b->units], b->n_visits);
}

/* --- all blocks ------------------------------------------------------------------------------------ */

static void all_blocks(struct scope *sc, const struct trail *trail, const struct random_log *r, unsigned need,
	unsigned workers)
{
	struct walked *w = walk(sc, trail, r);

	for (unsigned worker = 0; worker < workers; worker++) {
		struct blocks *it = blocks_open(trail, &r->rules, &r->wish, need, worker, workers);
		for (const struct block *b; (b = blocks_next(it));)
			same_block(w, b, need | (need & BLOCK_VISITS ? BLOCK_TOUCH : 0));
		assert_null(blocks_next(it));
		blocks_close(it);
	}
	for (size_t u = 0; u < w->units.n; u++)
		assert_true(w->units.at[u].met);
}

static void the_blocks_are_the_walk(void **state)
{
	static const unsigned workers[] = { 1, 2, 3, 7, 16 };
	uint64_t seed = 110;

	(void)state;
	for (size_t i = random_logs(2000); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = i % 10 ? random_log(&sc, &seed) : random_crowd(&sc, &seed);
		const struct trail *trail = i % 3 ? random_trail(&sc, &r->log) : laid_two(&sc, &r->log);
		if (random_chance(&seed, 25))
			r->wish.fold = random_fold(&sc, &seed, r, &r->wish.folded);
		all_blocks(&sc, trail, r, random_below(&seed, 64),
			workers[random_below(&seed, COUNT_OF(workers))]);
		scope_close(&sc);
	}
}

/* Whoever walks may stop: what is open is closed. */
static void blocks_may_be_left_half_read(void **state)
{
	uint64_t seed = 111;

	(void)state;
	for (size_t i = 0; i < 50; i++) {
		struct scope sc = { 0 };
		struct random_log *r = random_crowd(&sc, &seed);
		struct blocks *it = blocks_open(random_trail(&sc, &r->log), &r->rules, &r->wish, 63, 0, 1);
		if (i % 2)
			(void)blocks_next(it);
		blocks_close(it);
		scope_close(&sc);
	}
}

/* One customer of more events than a block has, between others: in one block, with the room that it needs. */
static void a_customer_is_never_in_two_blocks(void **state)
{
	enum { LONG = 70000, N = LONG + 200 };
	static const uint32_t first[] = { 0, 1, 2 };
	static const struct candidate candidates[] = { { 0, WHEN_ALWAYS, 0, 0 }, { 1, WHEN_ALWAYS, 0, 0 } };
	static const struct matching matching = { 2, first, candidates };
	struct scope sc = { 0 };
	struct trail_event *at = NEW_ARRAY(&sc, struct trail_event, N);
	struct random_log r = { .rules = { .matching = &matching,
					.touchpoints = 2,
					.goal = 1,
					.silence_s = 1000000,
					.idle_s = 60 } };

	(void)state;
	for (uint32_t i = 0; i < N; i++)
		at[i] = (struct trail_event){ .customer = i < 100          ? i
							  : i < 100 + LONG ? 100
									   : i - LONG + 1,
			.kind = i % 7 == 3,
			.time_us = (int64_t)i * 1000000,
			.order = i,
			.rating = NAN };
	r.log = (struct slow_log){ at, N, 201, NULL };
	r.rules.now_us = (int64_t)N * 1000000;
	for (int segment = 0; segment < 2; segment++) {
		static const uint64_t all[] = { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX };
		r.wish.customers = segment ? all : NULL; /* copied, or read where it lies */
		for (unsigned workers = 1; workers <= 5; workers += 2)
			all_blocks(&sc, random_trail(&sc, &r.log), &r, 63, workers);
	}
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_blocks_are_the_walk),
		cmocka_unit_test(blocks_may_be_left_half_read),
		cmocka_unit_test(a_customer_is_never_in_two_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
