#include "map/map.h"

#include "model/definition_io.h"
#include "test.h"

static void every_lane_is_found_by_key_and_name(void **state)
{
	(void)state;
	for (unsigned i = 0; i < LANES; i++) {
		enum lane found = LANES;
		assert_true(lane_find(str_of(lane_key((enum lane)i)), &found));
		assert_int_equal(found, i);
		assert_true(lane_find(str_of(lane_name((enum lane)i)), &found));
		assert_int_equal(found, i);
	}
}

static void what_is_no_lane_is_refused(void **state)
{
	static const char *const words[] = { "", "feelings", "drop off", "drop" };
	enum lane found;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		assert_false(lane_find(str_of(words[i]), &found));
}

static void letter_case_is_ignored(void **state)
{
	enum lane found;

	(void)state;
	assert_true(lane_find(STR("DROP_OFF"), &found));
	assert_int_equal(found, LANE_DROP_OFF);
	assert_true(lane_find(STR("leaving"), &found));
	assert_int_equal(found, LANE_DROP_OFF);
}

/* The two tables must name the same lanes. */
static void definitions_know_every_lane(void **state)
{
	unsigned n = 0;
	enum lane found;

	(void)state;
	for (; definition_lane(n); n++)
		assert_true(lane_find(str_of(definition_lane(n)), &found));
	assert_int_equal(n, LANES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_lane_is_found_by_key_and_name),
		cmocka_unit_test(what_is_no_lane_is_refused),
		cmocka_unit_test(letter_case_is_ignored),
		cmocka_unit_test(definitions_know_every_lane),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
