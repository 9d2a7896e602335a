#include "simulate/agreement.h"

#include "test.h"

enum { ALONE = -1, MOST = 12 };

static const struct {
	const char *what;
	size_t n;
	int truth[MOST], found[MOST];
	uint64_t pairs_true, pairs_found, pairs_both;
	double precision, recall;
} cases[] = {
	{ "nothing", 0, { 0 }, { 0 }, 0, 0, 0, 1, 1 },
	{ "one item", 1, { 4 }, { 9 }, 0, 0, 0, 1, 1 },
	{ "the same under other numbers", 5, { 1, 1, 2, 2, 2 }, { 7, 7, 3, 3, 3 }, 4, 4, 4, 1, 1 },
	{ "all in one", 4, { 1, 1, 2, 2 }, { 5, 5, 5, 5 }, 2, 6, 2, 1 / 3.0, 1 },
	{ "all apart", 4, { 1, 1, 2, 2 }, { 1, 2, 3, 4 }, 2, 0, 0, 1, 0 },
	{ "all alone", 4, { 1, 1, 2, 2 }, { ALONE, ALONE, ALONE, ALONE }, 2, 0, 0, 1, 0 },
	{ "who truly is alone was found with another", 3, { 1, 1, ALONE }, { 2, 2, 2 }, 1, 3, 1, 1 / 3.0, 1 },
	{ "crossed", 4, { 1, 1, 2, 2 }, { 1, 2, 1, 2 }, 2, 2, 0, 0, 0 },
	/* two clusterings of six with the contingency table 2 1 0 / 0 1 2: by hand 2 common pairs of 6 and 4 */
	{ "two of three and two of three", 6, { 0, 0, 0, 1, 1, 1 }, { 0, 0, 1, 1, 2, 2 }, 6, 3, 2, 2 / 3.0,
		1 / 3.0 },
};

static void counts_by_hand(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		uint32_t truth[MOST], found[MOST];
		for (size_t k = 0; k < cases[i].n; k++) {
			truth[k] = (uint32_t)cases[i].truth[k];
			found[k] = (uint32_t)cases[i].found[k];
		}
		struct agreement a = agreement_count(&sc, truth, found, cases[i].n);
		if (a.pairs_true != cases[i].pairs_true || a.pairs_found != cases[i].pairs_found ||
			a.pairs_both != cases[i].pairs_both)
			fail_msg("%s: true %llu, found %llu, both %llu", cases[i].what,
				(unsigned long long)a.pairs_true, (unsigned long long)a.pairs_found,
				(unsigned long long)a.pairs_both);
		assert_near(agreement_precision(&a), cases[i].precision, 1e-12);
		assert_near(agreement_recall(&a), cases[i].recall, 1e-12);
		scope_close(&sc);
	}
}

static bool together(const uint32_t *groups, size_t i, size_t k)
{
	return groups[i] == groups[k] && groups[i] != AGREEMENT_ALONE;
}

static uint32_t a_group(uint64_t *random, uint32_t groups)
{
	uint64_t die = test_random(random) >> 20;

	return die % 11 == 0 ? AGREEMENT_ALONE : (uint32_t)(die % groups);
}

static void agrees_with_going_through_the_pairs(void **state)
{
	uint64_t random = 5;

	(void)state;
	for (uint32_t run = 0; run < 60; run++) {
		struct scope sc = { 0 };
		uint32_t truth[150], found[150];
		size_t n = test_random(&random) % 150;
		struct agreement want = { 0 };
		for (size_t i = 0; i < n; i++) {
			truth[i] = a_group(&random, 1 + run);
			found[i] = run % 3 ? a_group(&random, 1 + run / 2) : truth[i] / 2;
		}
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < i; k++) {
				want.pairs_true += together(truth, i, k);
				want.pairs_found += together(found, i, k);
				want.pairs_both += together(truth, i, k) && together(found, i, k);
			}
		struct agreement a = agreement_count(&sc, truth, found, n);
		assert_true(a.pairs_true == want.pairs_true && a.pairs_found == want.pairs_found &&
			    a.pairs_both == want.pairs_both);
		scope_close(&sc);
	}
}

static void many_items_do_not_overflow(void **state)
{
	(void)state;
	assert_true(agreement_pairs(0) == 0 && agreement_pairs(1) == 0 && agreement_pairs(2) == 1);
	assert_true(agreement_pairs(5000000000ull) == 12499999997500000000ull);
	assert_true(agreement_pairs(4999999999ull) == 12499999992500000001ull);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_by_hand),
		cmocka_unit_test(agrees_with_going_through_the_pairs),
		cmocka_unit_test(many_items_do_not_overflow),
	};

	return cmocka_run_group_tests_name("agreement", tests, NULL, NULL);
}
