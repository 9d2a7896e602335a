#include "draw/draw.h"
#include "maps.h"
#include "test.h"

static void formats_are_found_by_their_ending(void **state)
{
	(void)state;
	assert_ptr_equal(draw_format_find(STR(".SVG")), draw_format_find(STR("svg")));
	assert_null(draw_format_find(STR("bmp")));
	for (size_t i = 0; i < draw_formats_n; i++)
		assert_ptr_equal(draw_format_find(str_of(draw_formats[i].ext)), &draw_formats[i]);
}

static void an_unknown_format_is_refused(void **state)
{
	struct scope sc = { 0 };
	struct buf *out = buf_new(&sc, 1000);

	(void)state;
	assert_false(draw_write(&sc, maps_make(&sc, MAPS_ONE), STR("bmp"), out));
	assert_fault(&sc, FAULT_NOT_FOUND, "\"bmp\"");
	scope_close(&sc);
}

static void what_is_larger_than_the_ceiling_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < draw_formats_n; i++) {
		struct scope sc = { 0 };
		struct buf *out = buf_new(&sc, 500);
		assert_false(draw_write(&sc, maps_make(&sc, MAPS_ONE), str_of(draw_formats[i].ext), out));
		assert_fault(&sc, FAULT_LIMIT, "larger than 500 bytes");
		scope_close(&sc);
	}
}

static void a_map_without_anything_is_drawn(void **state)
{
	(void)state;
	for (size_t i = 0; i < draw_formats_n; i++) {
		struct scope sc = { 0 };
		struct buf *out = buf_new(&sc, DRAW_CEILING);
		struct map map = { 0 };
		assert_true(draw_write(&sc, &map, str_of(draw_formats[i].ext), out));
		assert_true(buf_len(out) > 0);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_found_by_their_ending),
		cmocka_unit_test(an_unknown_format_is_refused),
		cmocka_unit_test(what_is_larger_than_the_ceiling_is_refused),
		cmocka_unit_test(a_map_without_anything_is_drawn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
