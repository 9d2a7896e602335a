#include "doors/rank.h"
#include "test.h"

static void keys_name_roles(void **state)
{
	enum rank rank;

	(void)state;
	for (size_t i = 0; i < RANKS; i++) {
		assert_true(rank_find(str_of(rank_key((enum rank)i)), &rank));
		assert_int_equal(rank, i);
	}
	assert_false(rank_find(STR("Admin"), &rank));
	assert_false(rank_find(STR(""), &rank));
}

static void more_may_what_less_may(void **state)
{
	(void)state;
	for (int has = 0; has < RANKS; has++)
		for (int needed = 0; needed < RANKS; needed++)
			assert_int_equal(rank_may((enum rank)has, (enum rank)needed), has >= needed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_name_roles),
		cmocka_unit_test(more_may_what_less_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
