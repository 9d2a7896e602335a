#include "doors/grant.h"
#include "test.h"

static void more_of_a_role_may_more(void **state)
{
	(void)state;
	assert_int_equal(rank_grants(RANK_VIEWER), GRANT_READ);
	assert_int_equal(rank_grants(RANK_ADMIN), GRANTS_ALL);
	assert_int_equal(rank_grants(RANK_EDITOR), GRANTS_ALL & ~GRANT_ADMIN);
	for (int r = 1; r < RANKS; r++)
		assert_int_equal(rank_grants((enum rank)(r - 1)) & ~rank_grants((enum rank)r), 0);
}

static void words_go_there_and_back(void **state)
{
	struct scope sc = { 0 };
	unsigned grants;

	(void)state;
	for (unsigned g = 1; g <= GRANTS_ALL; g++) {
		assert_true(grants_read(&sc, grants_words(&sc, g), &grants));
		assert_int_equal(grants, g);
	}
	assert_true(grants_read(&sc, STR(" collect,  read,,collect "), &grants));
	assert_int_equal(grants, GRANT_READ | GRANT_COLLECT);
	assert_str(grants_words(&sc, GRANTS_ALL), "read,write,import,collect,personal,admin");
	scope_close(&sc);
}

static void what_is_no_scope_is_named(void **state)
{
	struct scope sc = { 0 };
	unsigned grants;

	(void)state;
	assert_false(grants_read(&sc, STR("read,everything"), &grants));
	assert_fault(&sc, FAULT_INVALID, "there is no scope \"everything\"; there are: read,write");
	scope_forgive(&sc);
	assert_false(grants_read(&sc, STR("READ"), &grants));
	scope_forgive(&sc);
	assert_false(grants_read(&sc, STR(", ,"), &grants));
	assert_fault(&sc, FAULT_INVALID, "a token needs a scope");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(more_of_a_role_may_more),
		cmocka_unit_test(words_go_there_and_back),
		cmocka_unit_test(what_is_no_scope_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
