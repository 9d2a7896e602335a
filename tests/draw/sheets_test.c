#include "draw/draw.h"
#include "draw/sheets.h"
#include "maps.h"
#include "test.h"

static void paper_grows_with_the_map(void **state)
{
	static const struct {
		enum maps map;
		double height;
		const char *sheet;
	} cases[] = {
		{ MAPS_ONE, 900, "A4" }, { MAPS_ONE, 1500, "A3 portrait" }, { MAPS_FIVE, 1400, "A3" },
		{ MAPS_FIVE, 1900, "A3 portrait" }, { MAPS_TWELVE, 1800, "A2" }, { MAPS_TWELVE, 2200, "A1" },
		{ MAPS_TWELVE, 90000, "A0" }, /* shrunk */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct tiles tiles = sheets_of(&sc, maps_make(&sc, cases[i].map), cases[i].height);
		assert_int_equal(tiles.list.n, 1);
		assert_string_equal(tiles.list.at[0].sheet->name, cases[i].sheet);
		scope_close(&sc);
	}
}

static void check_tiling(enum maps which, double height, size_t at_least)
{
	struct scope sc = { 0 };
	struct map *map = maps_make(&sc, which);
	struct tiles tiles = sheets_of(&sc, map, height);
	size_t stage = 0;

	assert_true(tiles.list.n >= at_least);
	for (size_t i = 0; i < tiles.list.n; i++) {
		assert_int_equal(tiles.list.at[i].first_stage, stage);
		assert_true(tiles.list.at[i].stages >= 1);
		stage += tiles.list.at[i].stages;
	}
	assert_int_equal(stage, map->stages.n);
	scope_close(&sc);
}

static void long_maps_are_cut_between_stages(void **state)
{
	(void)state;
	check_tiling(MAPS_FORTY, 1300, 3);
	check_tiling(MAPS_MOST, 1300, 5);
}

static void a_wide_stage_gets_a_larger_sheet(void **state)
{
	struct scope sc = { 0 };
	struct map *map = maps_make(&sc, MAPS_MOST); /* 25 touchpoints a stage */
	struct tiles tiles = sheets_of(&sc, map, 1300);

	(void)state;
	assert_int_equal(tiles.list.n, map->stages.n);
	assert_string_equal(tiles.list.at[0].sheet->name, "A0");
	scope_close(&sc);
}

static size_t pages_in(struct str pdf)
{
	static const char mark[] = "/Type /Page ";
	size_t n = 0;

	for (const char *p = pdf.p; (p = memmem(p, (size_t)(pdf.p + pdf.n - p), mark, sizeof mark - 1)); p++)
		n++;
	return n;
}

static void a_pdf_has_a_page_a_sheet(void **state)
{
	static const struct {
		enum maps map;
		size_t pages;
	} cases[] = { { MAPS_ONE, 1 }, { MAPS_FIVE, 1 }, { MAPS_TWELVE, 1 }, { MAPS_EMPTY, 1 },
		{ MAPS_FORTY, 2 }, { MAPS_MOST, 10 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct buf *out = buf_new(&sc, DRAW_CEILING);
		assert_true(draw_pdf(&sc, maps_make(&sc, cases[i].map), out));
		assert_int_equal(pages_in(buf_str(out)), cases[i].pages);
		assert_true(str_has(buf_str(out), STR("/Outlines")));
		assert_true(str_has(buf_str(out), STR("/StructTreeRoot")));
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paper_grows_with_the_map),
		cmocka_unit_test(long_maps_are_cut_between_stages),
		cmocka_unit_test(a_wide_stage_gets_a_larger_sheet),
		cmocka_unit_test(a_pdf_has_a_page_a_sheet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
