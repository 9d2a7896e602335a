#include "doors/role.h"
#include "test.h"

static void keys_name_roles(void **state)
{
	enum role role;

	(void)state;
	for (size_t i = 0; i < ROLES; i++) {
		assert_true(role_find(str_of(role_key((enum role)i)), &role));
		assert_int_equal(role, i);
	}
	assert_false(role_find(STR("Admin"), &role));
	assert_false(role_find(STR(""), &role));
}

static void more_may_what_less_may(void **state)
{
	(void)state;
	for (int has = 0; has < ROLES; has++)
		for (int needed = 0; needed < ROLES; needed++)
			assert_int_equal(role_may((enum role)has, (enum role)needed), has >= needed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_name_roles),
		cmocka_unit_test(more_may_what_less_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
