#include "test.h"

static void memory_is_zeroed_and_aligned(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t n = 1; n < 100000; n = n * 3 + 1) {
		unsigned char *p = scope_alloc(&sc, n, 1);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, n);
	}
	scope_close(&sc);
}

static void growing_keeps_what_was_there(void **state)
{
	struct scope sc = { 0 };
	LIST(uint32_t) list = { 0 };
	LIST(uint64_t) other = { 0 };

	(void)state;
	for (uint32_t i = 0; i < 50000; i++) {
		*LIST_ADD(&sc, &list) = i;
		*LIST_ADD(&sc, &other) = i * 7ull;
		(void)!scope_alloc(&sc, i % 300, 1);
	}
	for (uint32_t i = 0; i < 50000; i++) {
		assert_int_equal(list.at[i], i);
		assert_int_equal(other.at[i], i * 7ull);
	}
	scope_close(&sc);
}

static void the_first_reason_stays(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_null(scope_fail(&sc, FAULT_LIMIT, "more than %d", 3));
	assert_null(scope_fail(&sc, FAULT_IO, "because of it"));
	assert_fault(&sc, FAULT_LIMIT, "more than 3");
	scope_forgive(&sc);
	assert_int_equal(sc.fault, FAULT_NONE);
	scope_close(&sc);
}

static void every_fault_has_its_own_exit_code(void **state)
{
	(void)state;
	for (int a = FAULT_NONE; a <= FAULT_IO; a++)
		for (int b = FAULT_NONE; b < a; b++)
			assert_int_not_equal(fault_exit_code((enum fault)a), fault_exit_code((enum fault)b));
	assert_int_equal(fault_exit_code(FAULT_NONE), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(growing_keeps_what_was_there),
		cmocka_unit_test(the_first_reason_stays),
		cmocka_unit_test(every_fault_has_its_own_exit_code),
	};

	return cmocka_run_group_tests_name("scope", tests, NULL, NULL);
}
