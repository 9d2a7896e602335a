#include "draw/draw.h"
#include "draw/layout.h"
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

/* On sheets of one size each row of each stage stands once, and the notes at the end. */
static void sheets_of_one_size_have_all_of_it(void **state)
{
	static const enum sheet_size sizes[] = { PAPER_A4, PAPER_A3 };

	(void)state;
	for (int m = 0; m < MAPS; m++)
		for (size_t k = 0; k < COUNT_OF(sizes); k++) {
			struct scope sc = { 0 };
			struct font *font = font_open(&sc);
			struct map *map = maps_make(&sc, (enum maps)m);
			struct layout_heights heights = layout_heights(&sc, font, map);
			struct tiles tiles = sheets_on(&sc, map, &heights, sizes[k]);
			size_t cells = 0;
			for (size_t i = 0; i < tiles.list.n; i++) {
				const struct tile *t = &tiles.list.at[i];
				cells += i + 1 < tiles.list.n ? t->stages * t->rows : 0;
				assert_near(
					t->sheet->width_pt, sizes[k] == PAPER_A4 ? 841.89 : 1190.55, 0.01);
				assert_true(t->sheet->width_pt > t->sheet->height_pt);
			}
			assert_int_equal(
				cells, map->stages.n * (heights.n_rows > 1 ? heights.n_rows - 1 : 1));
			assert_int_equal(tiles.list.at[tiles.list.n - 1].rows, 0);
			font_close(font);
			scope_close(&sc);
		}
}

static size_t pages(struct str pdf)
{
	size_t n = 0;

	for (const char *p = pdf.p; (p = memmem(p, pdf.n - (size_t)(p - pdf.p), "/MediaBox", 9)); p++)
		n++;
	return n;
}

static void a_paper_is_chosen(void **state)
{
	struct scope sc = { 0 };
	struct map *map = maps_make(&sc, MAPS_FORTY);
	size_t n[PAPERS];

	(void)state;
	for (int i = 0; i < PAPERS; i++) {
		struct buf *out = buf_new(&sc, 64 << 20);
		assert_true(draw_as(
			&sc, map, (struct draw_want){ .paper = (enum sheet_size)i }, STR("pdf"), out));
		n[i] = pages(buf_str(out));
	}
	assert_int_equal(n[PAPER_WIDE], 1);
	assert_true(n[PAPER_A4] > n[PAPER_A3] && n[PAPER_A3] > n[PAPER_WIDE]);
	enum sheet_size size;
	assert_true(sheet_size_find(STR("A4"), &size) && size == PAPER_A4);
	assert_false(sheet_size_find(STR("letter"), &size));
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sheets_of_one_size_have_all_of_it),
		cmocka_unit_test(a_paper_is_chosen),
		cmocka_unit_test(paper_grows_with_the_map),
		cmocka_unit_test(long_maps_are_cut_between_stages),
		cmocka_unit_test(a_wide_stage_gets_a_larger_sheet),
		cmocka_unit_test(a_pdf_has_a_page_a_sheet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
