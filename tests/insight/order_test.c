#include "insight/order.h"
#include "test.h"

#include <time.h>

enum { MOST = ORDER_MOST };

struct world {
	struct order_input in;
	uint64_t first_before[MOST * MOST];
	double position[MOST], rank[MOST];
	struct str names[MOST];
	char text[MOST][8];
};

static struct world *world_new(struct scope *sc, size_t n)
{
	struct world *w = NEW(sc, struct world);

	for (size_t i = 0; i < n; i++) {
		snprintf(w->text[i], sizeof w->text[i], "t%03zu", i);
		w->names[i] = str_of(w->text[i]);
		w->rank[i] = NAN;
	}
	w->in = (struct order_input){ n, w->first_before, w->position, w->names, w->rank, 1000 };
	return w;
}

static void fill(struct world *w, uint64_t *seed, unsigned most)
{
	size_t n = w->in.n;

	for (size_t i = 0; i < n; i++)
		w->position[i] = (double)(test_random(seed) % 1000) / 1000;
	for (size_t i = 0; i < n * n; i++)
		w->first_before[i] = i / n == i % n ? 0 : test_random(seed) % most;
}

static int64_t brute(const struct world *w, uint32_t *order, size_t at)
{
	size_t n = w->in.n;
	int64_t best = INT64_MIN;

	if (at == n)
		return order_score(&w->in, order);
	for (size_t i = at; i < n; i++) {
		uint32_t kept = order[at];
		order[at] = order[i];
		order[i] = kept;
		int64_t here = brute(w, order, at + 1);
		best = here > best ? here : best;
		order[i] = order[at];
		order[at] = kept;
	}
	return best;
}

static void is_permutation(const uint32_t *order, size_t n)
{
	bool seen[MOST] = { 0 };

	for (size_t i = 0; i < n; i++) {
		assert_true(order[i] < n && !seen[order[i]]);
		seen[order[i]] = true;
	}
}

static void small_orders_are_the_best_there_are(void **state)
{
	uint64_t seed = 11;
	int missed = 0;

	(void)state;
	for (int round = 0; round < 120; round++) {
		struct scope sc = { 0 };
		struct world *w = world_new(&sc, (size_t)(1 + round % 8));
		uint32_t *found, try[8] = { 0, 1, 2, 3, 4, 5, 6, 7 };
		fill(w, &seed, round % 3 ? 50 : 4);
		found = order_find(&sc, &w->in);
		is_permutation(found, w->in.n);
		missed += order_score(&w->in, found) != brute(w, try, 0);
		scope_close(&sc);
	}
	assert_int_equal(missed, 0);
}

static void it_is_never_worse_than_its_start_and_the_same_again(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (size_t n = 10; n <= 250; n += 60) {
		struct scope sc = { 0 };
		struct world *w = world_new(&sc, n);
		uint32_t start[MOST];
		fill(w, &seed, 100);
		for (size_t i = 0; i < n; i++)
			w->position[i] = (double)i;
		for (size_t i = 0; i < n; i++)
			start[i] = (uint32_t)i;
		uint32_t *found = order_find(&sc, &w->in);
		is_permutation(found, n);
		assert_true(order_score(&w->in, found) > order_score(&w->in, start));
		assert_memory_equal(order_find(&sc, &w->in), found, n * sizeof *found);
		scope_close(&sc);
	}
}

static void a_planted_order_is_found(void **state)
{
	uint64_t seed = 3;
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 40);

	(void)state;
	fill(w, &seed, 20);
	for (size_t a = 0; a < 40; a++)
		for (size_t b = 0; b < 40; b++)
			if ((a * 7) % 40 < (b * 7) % 40)
				w->first_before[a * 40 + b] += 25;
	uint32_t *found = order_find(&sc, &w->in);
	for (size_t i = 0; i < 40; i++)
		assert_int_equal(found[i] * 7 % 40, i);
	scope_close(&sc);
}

static void ties_go_by_position_then_name(void **state)
{
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 4);

	(void)state;
	w->position[0] = .9;
	w->position[1] = w->position[3] = .5;
	w->position[2] = .1;
	uint32_t *found = order_find(&sc, &w->in);
	assert_int_equal(found[0], 2);
	assert_int_equal(found[1], 1);
	assert_int_equal(found[2], 3);
	assert_int_equal(found[3], 0);
	scope_close(&sc);
}

static size_t place_of(const uint32_t *order, uint32_t what)
{
	size_t i = 0;

	while (order[i] != what)
		i++;
	return i;
}

static void words_pull_where_the_data_is_thin(void **state)
{
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 3);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		w->rank[i] = (double)(3 - i);
		w->position[i] = .5;
	}
	uint32_t *found = order_find(&sc, &w->in); /* never seen together */
	assert_true(found[0] == 2 && found[1] == 1 && found[2] == 0);
	w->first_before[0 * 3 + 2] = 2;
	w->in.journeys = 50;
	assert_int_equal(order_find(&sc, &w->in)[0], 2); /* two of 50 journeys against a word */
	w->first_before[0 * 3 + 2] = 40;
	found = order_find(&sc, &w->in);
	assert_true(place_of(found, 0) < place_of(found, 2)); /* 40 of 50: the data is right */
	w->first_before[0 * 3 + 2] = 4;
	w->in.journeys = 5000;
	found = order_find(&sc, &w->in);
	assert_true(place_of(found, 0) < place_of(found, 2)); /* among many, four journeys go before words */
	w->in.rank = NULL;
	assert_int_equal(order_find(&sc, &w->in)[0], 0);
	scope_close(&sc);
}

static void nothing_and_one_are_orders_too_and_too_many_are_not(void **state)
{
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 1);

	(void)state;
	assert_int_equal(order_find(&sc, &w->in)[0], 0);
	w->in.n = 0;
	assert_non_null(order_find(&sc, &w->in));
	w->in.n = ORDER_MOST + 1;
	assert_null(order_find(&sc, &w->in));
	assert_fault(&sc, FAULT_LIMIT, "251 touchpoints are more than 250");
	scope_close(&sc);
}

static void forty_take_a_moment(void **state)
{
	uint64_t seed = 99;
	struct scope sc = { 0 };
	struct world *w = world_new(&sc, 40);
	struct timespec from, to;

	(void)state;
	fill(w, &seed, 1000);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	assert_non_null(order_find(&sc, &w->in));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	double ms = (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
	print_message("# 40 touchpoints: %.1f ms\n", ms);
	assert_true(ms < 500); /* 50 without sanitizers */
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_orders_are_the_best_there_are),
		cmocka_unit_test(it_is_never_worse_than_its_start_and_the_same_again),
		cmocka_unit_test(a_planted_order_is_found),
		cmocka_unit_test(ties_go_by_position_then_name),
		cmocka_unit_test(words_pull_where_the_data_is_thin),
		cmocka_unit_test(nothing_and_one_are_orders_too_and_too_many_are_not),
		cmocka_unit_test(forty_take_a_moment),
	};

	return cmocka_run_group_tests_name("order", tests, NULL, NULL);
}
