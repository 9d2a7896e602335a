#include "serve/clock.h"
#include "test.h"

static void time_goes_on(void **state)
{
	int64_t steady = clock_steady_us(), now = clock_us();

	(void)state;
	assert_true(now > INT64_C(1700000000) * 1000000);
	assert_true(clock_steady_us() >= steady);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(time_goes_on) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
