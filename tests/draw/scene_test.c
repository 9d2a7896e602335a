#include "draw/scene.h"
#include "test.h"

static void a_drawing_is_moved_and_scaled(void **state)
{
	struct scope sc = { 0 };
	struct scene *scene = scene_new(&sc, 100, 100);

	(void)state;
	scene_drawing(
		scene, "M0 12 L24 -1.5 C1 2 3 4 5 6 Z", 10, 20, 48, (struct paint){ .stroke = "#000000" });
	const struct path *path = scene->items.at[0].path;
	assert_memory_equal(path->verbs.at, "MLCZ", 4);
	static const double want[] = { 10, 44, 58, 17, 12, 24, 16, 28, 20, 32 };
	assert_int_equal(path->points.n, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++)
		assert_near(path->points.at[i], want[i], 1e-9);
	scope_close(&sc);
}

static void a_circle_in_a_drawing_becomes_four_curves(void **state)
{
	struct scope sc = { 0 };
	struct scene *scene = scene_new(&sc, 100, 100);

	(void)state;
	scene_drawing(scene, "O12 12 6", 0, 0, 24, (struct paint){ .fill = "#000000" });
	const struct path *path = scene->items.at[0].path;
	assert_int_equal(path->verbs.n, 6);
	assert_memory_equal(path->verbs.at, "MCCCCZ", 6);
	assert_near(path->points.at[0], 18, 1e-9);
	scope_close(&sc);
}

static void an_empty_text_is_not_drawn(void **state)
{
	struct scope sc = { 0 };
	struct scene *scene = scene_new(&sc, 100, 100);

	(void)state;
	scene_text(scene, 1, 2, STR(""), (struct type){ 12, FACE_REGULAR, "#000000", ANCHOR_START, false });
	assert_int_equal(scene->items.n, 0);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_drawing_is_moved_and_scaled),
		cmocka_unit_test(a_circle_in_a_drawing_becomes_four_curves),
		cmocka_unit_test(an_empty_text_is_not_drawn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
