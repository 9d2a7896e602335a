#include "insight/cut.h"
#include "test.h"

enum { MOST = 40 };

struct world {
	struct cut_input in;
	uint64_t transitions[MOST * MOST], reach[MOST];
	struct words_say words[MOST];
};

static struct world *world_new(struct scope *sc, size_t n)
{
	struct world *w = NEW(sc, struct world);

	w->in = (struct cut_input){ n, w->transitions, w->reach, 1000, n, NULL };
	for (size_t i = 0; i < n; i++)
		w->reach[i] = 400;
	return w;
}

static void moves(struct world *w, size_t a, size_t b, uint64_t n)
{
	w->transitions[a * w->in.n + b] += n;
}

static void say(struct world *w, size_t at, enum default_stage stage)
{
	w->words[at].stage[stage] = 9;
	w->in.words = w->words;
}

/* The rule of cut.h once more, for one piece. */
static bool allowed(const struct world *w, size_t from, size_t to, bool flow)
{
	size_t outcomes = w->in.outcomes_from, n = w->in.n;

	if (outcomes < n && from < outcomes && to > outcomes)
		return false;
	if (outcomes < n && from >= outcomes && (from > outcomes || to < n))
		return false;
	return to - from > 1 || !flow || from == 0 || to == n || to == outcomes ||
	       2 * w->reach[from] > w->in.journeys;
}

/* All cuts into pieces with all labels that go up. */
static double brute(struct scope *sc, const struct world *w, struct cut *cut, int last, size_t least)
{
	size_t from = cut->from[cut->n], n = w->in.n;
	double best = -INFINITY;

	if (from == n)
		return cut->n >= least ? cut_score(sc, &w->in, cut) : -INFINITY;
	for (size_t to = from + 1; to <= n && cut->n < CUT_MOST; to++) {
		if (!allowed(w, from, to, n > 3))
			continue;
		for (int label = STAGE_UNKNOWN; label < DEFAULT_STAGES; label++) {
			if (label != STAGE_UNKNOWN && (!w->in.words || label <= last))
				continue;
			cut->label[cut->n] = (enum default_stage)label;
			cut->from[++cut->n] = to;
			double here = brute(sc, w, cut, label > last ? label : last, least);
			best = here > best ? here : best;
			cut->n--;
		}
	}
	return best;
}

static void small_cuts_are_the_best_there_are(void **state)
{
	uint64_t seed = 17;

	(void)state;
	for (int round = 0; round < 40; round++) {
		struct scope sc = { 0 };
		struct world *w = world_new(&sc, 4 + (size_t)round % 3);
		for (size_t i = 0; i < w->in.n * w->in.n; i++)
			w->transitions[i] = test_random(&seed) % (round % 2 ? 30 : 3);
		for (size_t i = 0; i < w->in.n; i++) {
			w->reach[i] = test_random(&seed) % 1000;
			if (round % 4 == 0)
				say(w, i, (enum default_stage)(test_random(&seed) % DEFAULT_STAGES));
		}
		if (round % 5 == 0)
			w->in.outcomes_from = w->in.n - 2;
		struct cut found = cut_find(&sc, &w->in), try = { 0 };
		double best = brute(&sc, w, &try, -1, w->in.words ? 1 : 2);
		assert_near(found.score, best, 1e-9);
		assert_near(cut_score(&sc, &w->in, &found), best, 1e-9);
		scope_close(&sc);
	}
}

static void movement_that_stays_among_some_makes_stages(void **state)
{
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 12);

	(void)state;
	for (size_t i = 0; i < 12; i++)
		for (size_t k = 0; k < 12; k++)
			moves(w, i, k, i / 4 == k / 4 ? 100 : 2);
	struct cut cut = cut_find(&sc, &w->in);
	assert_int_equal(cut.n, 3);
	assert_true(cut.from[1] == 4 && cut.from[2] == 8 && cut.from[3] == 12);
	scope_close(&sc);
}

/* 0 - 1 - {2, 3} - 4 - {5, 6} - 7: card and cash have the same neighbours and nothing between them. */
static void alternatives_stay_together(void **state)
{
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 8);
	struct cut cut;

	(void)state;
	moves(w, 0, 1, 200);
	moves(w, 1, 2, 50);
	moves(w, 1, 3, 50);
	moves(w, 2, 4, 50);
	moves(w, 3, 4, 50);
	moves(w, 4, 5, 40);
	moves(w, 4, 6, 40);
	moves(w, 5, 7, 40);
	moves(w, 6, 7, 40);
	cut = cut_find(&sc, &w->in);
	assert_true(cut.n >= 2);
	for (size_t i = 1; i < cut.n; i++)
		assert_true(cut.from[i] != 3 && cut.from[i] != 6);
	scope_close(&sc);
}

static void words_cut_where_nobody_moves(void **state)
{
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 5);

	(void)state;
	assert_int_equal(cut_find(&sc, &w->in).n, 1); /* neither words nor moves */
	say(w, 0, STAGE_PURCHASE);
	say(w, 1, STAGE_PURCHASE);
	say(w, 2, STAGE_ONBOARDING);
	say(w, 3, STAGE_USE);
	say(w, 4, STAGE_USE);
	struct cut cut = cut_find(&sc, &w->in);
	assert_int_equal(cut.n, 3);
	assert_true(cut.from[1] == 2 && cut.from[2] == 3);
	assert_true(cut.label[0] == STAGE_PURCHASE && cut.label[1] == STAGE_ONBOARDING &&
		    cut.label[2] == STAGE_USE);
	scope_close(&sc);
}

static void few_touchpoints_are_one_stage_or_cut_by_words(void **state)
{
	(void)state;
	for (size_t n = 0; n <= 3; n++) {
		struct scope sc = { 0 };
		struct world *w = world_new(&sc, n);
		for (size_t i = 1; i < n; i++)
			moves(w, i - 1, i, 10);
		struct cut cut = cut_find(&sc, &w->in);
		assert_int_equal(cut.n, n > 0);
		assert_int_equal(cut.from[cut.n], n);
		for (size_t i = 0; i < n; i++)
			say(w, i, (enum default_stage)(2 * i));
		cut = cut_find(&sc, &w->in);
		assert_int_equal(cut.n, n);
		scope_close(&sc);
	}
}

static void outcomes_are_the_last_stage(void **state)
{
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 6);

	(void)state;
	for (size_t i = 1; i < 6; i++)
		moves(w, i - 1, i, 10);
	moves(w, 3, 5, 10);
	w->in.outcomes_from = 4;
	struct cut cut = cut_find(&sc, &w->in);
	assert_int_equal(cut.from[cut.n - 1], 4);
	assert_int_equal(cut.from[cut.n], 6);
	scope_close(&sc);
}

static void a_stage_of_one_stands_at_an_end_or_where_most_pass(void **state)
{
	uint64_t seed = 23;

	(void)state;
	for (int round = 0; round < 30; round++) {
		struct scope sc = { 0 };
		struct world *w = world_new(&sc, 20);
		for (size_t i = 0; i < 400; i++)
			w->transitions[i] = test_random(&seed) % 7 ? 0 : test_random(&seed) % 100;
		for (size_t i = 0; i < 20; i++)
			w->reach[i] = test_random(&seed) % 900;
		struct cut cut = cut_find(&sc, &w->in);
		assert_in_range(cut.n, 2, CUT_MOST);
		for (size_t i = 1; i + 1 < cut.n; i++)
			if (cut.from[i + 1] - cut.from[i] == 1)
				assert_true(w->reach[cut.from[i]] > 500);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_cuts_are_the_best_there_are),
		cmocka_unit_test(movement_that_stays_among_some_makes_stages),
		cmocka_unit_test(alternatives_stay_together),
		cmocka_unit_test(words_cut_where_nobody_moves),
		cmocka_unit_test(few_touchpoints_are_one_stage_or_cut_by_words),
		cmocka_unit_test(outcomes_are_the_last_stage),
		cmocka_unit_test(a_stage_of_one_stands_at_an_end_or_where_most_pass),
	};

	return cmocka_run_group_tests_name("cut", tests, NULL, NULL);
}
