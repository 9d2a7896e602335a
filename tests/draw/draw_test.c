#include "draw/draw.h"
#include "map/hide.h"
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

/* A count that is not told is no number in any shape; 1.8e19 is what it is made of. */
static void what_is_hidden_is_drawn_as_words(void **state)
{
	static const uint64_t leasts[] = { 10, 300, COUNT_FEW_MOST };

	(void)state;
	for (size_t k = 0; k < MAPS * COUNT_OF(leasts); k++) {
		struct scope sc = { 0 };
		struct map *map = maps_make(&sc, (enum maps)(k % MAPS));
		bool few = map->touchpoints.n && map->touchpoints.at[0].figures.journeys < leasts[k / MAPS];
		map_hide(&sc, map, &(struct map_hiding){ .quotes = true, .small_n = leasts[k / MAPS] });
		for (size_t i = 0; i < draw_formats_n; i++) {
			struct buf *out = buf_new(&sc, DRAW_CEILING);
			if (strcmp(draw_formats[i].ext, "png") == 0 ||
				strcmp(draw_formats[i].ext, "pdf") == 0)
				continue;
			assert_true(draw_formats[i].write(&sc, map, out));
			if (str_has(buf_str(out), STR("1844674407370955")) ||
				str_has(buf_str(out), STR("18,446,744,")) ||
				str_has(buf_str(out), STR("e+19")) ||
				str_has(buf_str(out), STR("nobody could say")))
				fail_msg("%s.%s tells it", maps_names[k % MAPS], draw_formats[i].ext);
			if (few && strcmp(draw_formats[i].ext, "html") == 0)
				assert_true(str_has(buf_str(out), STR("fewer than\xc2\xa0")));
		}
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
		cmocka_unit_test(what_is_hidden_is_drawn_as_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
