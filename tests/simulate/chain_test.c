#include "simulate/chain.h"

#include "test.h"

enum { WALKS = 20000, LONGEST = 4096, SIGMAS = 4 };

static uint64_t bit(size_t state)
{
	return 1ull << state;
}

/* --- chains that can be worked out by hand ------------------------------------------------------------- */

/* 0 -> 1 -> 2, half of them leaving at each; a fifth begins at 1. */
static const struct chain row = { .n = 3, .start = { .8, .2 }, .next = { { 0, .5 }, { 0, 0, .5 } } };

static void a_row_is_worked_out_by_hand(void **state)
{
	double visits[CHAIN_STATES], first[CHAIN_STATES];

	(void)state;
	chain_visits(&row, row.start, 0, visits);
	assert_near(visits[0], .8, 1e-12);
	assert_near(visits[1], .2 + .4, 1e-12);
	assert_near(visits[2], .3, 1e-12);
	assert_near(chain_reach(&row, row.start, bit(1), NULL), .6, 1e-12);
	assert_near(chain_reach(&row, row.start, bit(0) | bit(1), first), 1, 1e-12);
	assert_near(first[0], .8, 1e-12);
	assert_near(first[1], .2, 1e-12);
	assert_near(chain_reach(&row, row.start, 0, NULL), 0, 0);
	assert_near(chain_drop_off(&row, bit(1), 0), .5, 1e-12);
	assert_near(chain_drop_off(&row, bit(2), 0), 1, 1e-12);
	assert_near(chain_leave(&row, 0), .5, 1e-12);
	assert_near(chain_leave(&row, 2), 1, 0);
}

/* A state that comes back to itself by way of another: a geometric number of visits. */
static void a_loop_is_worked_out_by_hand(void **state)
{
	const struct chain c = { .n = 2, .start = { 1 }, .next = { { 0, .6 }, { .5, 0 } } };
	double visits[CHAIN_STATES];

	(void)state;
	chain_visits(&c, c.start, 0, visits);
	assert_near(visits[0], 1 / (1 - .3), 1e-12);
	assert_near(visits[1], .6 / (1 - .3), 1e-12);
	/* .4 leave at each of 1 / .7 visits */
	assert_near(chain_drop_off(&c, bit(0), 0), .4 / .7, 1e-12);
	assert_near(chain_drop_off(&c, bit(0), bit(1)), .4, 1e-12);
}

/* The gambler's ruin (Feller, volume 1, chapter XIV): from 1 of 5, to come to 4 before to 0. */
static void the_gambler_is_ruined(void **state)
{
	struct chain c = { .n = 5, .start = { 0, 1 } };
	const double p = .45, odds = (1 - p) / p;
	double first[CHAIN_STATES];

	(void)state;
	for (size_t i = 1; i < 4; i++) {
		c.next[i][i + 1] = p;
		c.next[i][i - 1] = 1 - p;
	}
	assert_near(chain_reach(&c, c.start, bit(0) | bit(4), first), 1, 1e-12);
	assert_near(first[4], (odds - 1) / (pow(odds, 4) - 1), 1e-12);
	assert_near(first[0], 1 - first[4], 1e-12);
}

static void a_goal_behind_hides_no_drop_off_before(void **state)
{
	/* 0 -> 1 (goal) -> 0 again, .5 each; whoever was in 1 is no drop-off of 0 */
	const struct chain c = { .n = 2, .start = { 1 }, .next = { { 0, .5 }, { .5, 0 } } };

	(void)state;
	assert_near(chain_drop_off(&c, bit(0), bit(1)), .5, 1e-12);
	assert_near(chain_drop_off(&c, bit(1), bit(1)), 0, 0);
}

static void a_funnel_is_worked_out_by_hand(void **state)
{
	const uint64_t steps[] = { bit(0), bit(1), bit(2) }, back[] = { bit(1), bit(0) };
	const uint64_t wide[] = { bit(0) | bit(1), bit(2) };
	double reached[3];

	(void)state;
	chain_funnel(&row, steps, 3, reached);
	assert_near(reached[0], .8, 1e-12);
	assert_near(reached[1], .4, 1e-12);
	assert_near(reached[2], .2, 1e-12);
	chain_funnel(&row, back, 2, reached);
	assert_near(reached[1], 0, 0);
	chain_funnel(&row, wide, 2, reached);
	assert_near(reached[0], 1, 1e-12);
	assert_near(reached[1], .3, 1e-12);
}

/* --- against walks ------------------------------------------------------------------------------------- */

static double unit(uint64_t *rng)
{
	return (double)(test_random(rng) >> 11) / 9007199254740992.0;
}

static struct chain random_chain(uint64_t *rng)
{
	struct chain c = { .n = 2 + test_random(rng) % 11 };
	double sum = 0;

	for (size_t i = 0; i < c.n; i++)
		sum += c.start[i] = test_random(rng) % 2 ? unit(rng) : 0;
	for (size_t i = 0; i < c.n; i++)
		c.start[i] = sum > 0 ? c.start[i] / sum : 1 / (double)c.n;
	for (size_t i = 0; i < c.n; i++) {
		double row_sum = 0, stay = test_random(rng) % 4 ? .4 + .5 * unit(rng) : 0;
		for (size_t k = 0; k < c.n; k++)
			row_sum += c.next[i][k] = test_random(rng) % 3 ? 0 : unit(rng);
		for (size_t k = 0; k < c.n; k++)
			c.next[i][k] *= row_sum > 0 ? stay / row_sum : 0;
	}
	return c;
}

static size_t draw(const double *chances, size_t n, uint64_t *rng)
{
	double die = unit(rng);
	size_t i = 0;

	for (; i < n && die >= chances[i]; i++)
		die -= chances[i];
	return i;
}

struct walk {
	size_t n;
	uint8_t at[LONGEST];
};

static void walk(const struct chain *c, uint64_t *rng, struct walk *w)
{
	w->n = 0;
	for (size_t at = draw(c->start, c->n, rng); at < c->n; at = draw(c->next[at], c->n, rng)) {
		assert_true(w->n < LONGEST);
		w->at[w->n++] = (uint8_t)at;
	}
}

/* The first place from `from` on in one of the set, or n. */
static size_t place_of(const struct walk *w, uint64_t set, size_t from)
{
	while (from < w->n && !(bit(w->at[from]) & set))
		from++;
	return from < w->n ? from : w->n;
}

struct mean {
	double n, sum, squares;
};

static void mean_add(struct mean *m, double x)
{
	m->n++;
	m->sum += x;
	m->squares += x * x;
}

/* The floor on the variance is that of one unusual walk: without any, the formula would say 0. */
static void assert_mean(const struct mean *m, double want)
{
	double mean = m->sum / m->n, variance = m->squares / m->n - mean * mean;

	assert_near(mean, want, SIGMAS * sqrt((variance + 1 / m->n) / m->n));
}

static void check_visits(const struct chain *c, uint64_t taboo, uint64_t *rng)
{
	struct mean found[CHAIN_STATES] = { 0 };
	double visits[CHAIN_STATES];
	struct walk w;

	for (int i = 0; i < WALKS; i++) {
		double seen[CHAIN_STATES] = { 0 };
		walk(c, rng, &w);
		for (size_t k = 0, end = place_of(&w, taboo, 0); k < end; k++)
			seen[w.at[k]]++;
		for (size_t s = 0; s < c->n; s++)
			mean_add(&found[s], seen[s]);
	}
	chain_visits(c, c->start, taboo, visits);
	for (size_t s = 0; s < c->n; s++)
		assert_mean(&found[s], visits[s]);
}

static void check_reach(const struct chain *c, uint64_t set, uint64_t goal, uint64_t *rng)
{
	struct mean reach = { 0 }, first[CHAIN_STATES] = { 0 }, lost = { 0 };
	double chances[CHAIN_STATES];
	struct walk w;

	for (int i = 0; i < WALKS; i++) {
		walk(c, rng, &w);
		size_t at = place_of(&w, set, 0);
		mean_add(&reach, at < w.n);
		for (size_t s = 0; s < c->n; s++)
			mean_add(&first[s], at < w.n && w.at[at] == s);
		if (at < w.n)
			mean_add(&lost, bit(w.at[w.n - 1]) & set && place_of(&w, goal, 0) == w.n);
	}
	assert_mean(&reach, chain_reach(c, c->start, set, chances));
	for (size_t s = 0; s < c->n; s++)
		assert_mean(&first[s], chances[s]);
	if (lost.n > 0)
		assert_mean(&lost, chain_drop_off(c, set, goal));
}

static void check_funnel(const struct chain *c, const uint64_t *steps, size_t n, uint64_t *rng)
{
	struct mean found[8] = { 0 };
	double reached[8];
	struct walk w;

	for (int i = 0; i < WALKS; i++) {
		walk(c, rng, &w);
		size_t at = 0;
		for (size_t k = 0; k < n; k++) {
			at = place_of(&w, steps[k], at);
			mean_add(&found[k], at < w.n);
			at += at < w.n;
		}
	}
	chain_funnel(c, steps, n, reached);
	for (size_t k = 0; k < n; k++)
		assert_mean(&found[k], reached[k]);
}

/* Mostly small sets; never empty. */
static uint64_t random_set(const struct chain *c, uint64_t *rng)
{
	uint64_t set = bit(test_random(rng) % c->n);

	while (test_random(rng) % 2)
		set |= bit(test_random(rng) % c->n);
	return set;
}

static void walks_agree(void **state)
{
	uint64_t rng = 5;

	(void)state;
	for (int round = 0; round < 12; round++) {
		struct chain c = random_chain(&rng);
		uint64_t steps[4];
		for (size_t i = 0; i < COUNT_OF(steps); i++)
			steps[i] = random_set(&c, &rng);
		check_visits(&c, 0, &rng);
		check_visits(&c, random_set(&c, &rng), &rng);
		check_reach(&c, random_set(&c, &rng), round % 3 ? random_set(&c, &rng) : 0, &rng);
		check_funnel(&c, steps, COUNT_OF(steps), &rng);
	}
}

static void visits_add_up_to_the_leaving_of_all(void **state)
{
	uint64_t rng = 6;
	double visits[CHAIN_STATES];

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct chain c = random_chain(&rng);
		double left = 0;
		chain_visits(&c, c.start, 0, visits);
		for (size_t s = 0; s < c.n; s++)
			left += visits[s] * chain_leave(&c, s);
		assert_near(left, 1, 1e-9);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_worked_out_by_hand),
		cmocka_unit_test(a_loop_is_worked_out_by_hand),
		cmocka_unit_test(the_gambler_is_ruined),
		cmocka_unit_test(a_goal_behind_hides_no_drop_off_before),
		cmocka_unit_test(a_funnel_is_worked_out_by_hand),
		cmocka_unit_test(walks_agree),
		cmocka_unit_test(visits_add_up_to_the_leaving_of_all),
	};

	return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
