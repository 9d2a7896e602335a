/* What the API answers of a workspace: held against numbers counted by hand, and against the rows. */
#include "house_kit.h"

static int open_kit(void **state)
{
	*state = house_kit_open();
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static void maps_are_there(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/maps");

	assert_int_equal(kit_size(a, "maps"), 1);
	assert_string_equal(kit_text(a, "maps.0.id"), "shop");
	kit_is_tagged(kit, kit->editor, "/api/v1/maps/shop");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/maps", NULL, 401, "sign in");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maps_are_there),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
