#include "draw/sheets.h"

#include "draw/layout.h"

enum { ONE_SHEET = 25 };

/* ISO 216; of each size the landscape first. */
static const struct sheet sheets[] = {
	{ "A4", 841.89, 595.28 },
	{ "A4 portrait", 595.28, 841.89 },
	{ "A3", 1190.55, 841.89 },
	{ "A3 portrait", 841.89, 1190.55 },
	{ "A2", 1683.78, 1190.55 },
	{ "A2 portrait", 1190.55, 1683.78 },
	{ "A1", 2383.94, 1683.78 },
	{ "A1 portrait", 1683.78, 2383.94 },
	{ "A0", 3370.39, 2383.94 },
};

enum { A3 = 2, A0 = COUNT_OF(sheets) - 1 };

static bool holds_width(const struct sheet *s, double px)
{
	return px * SHEET_SCALE <= s->width_pt - 2 * SHEET_MARGIN_PT + 1;
}

static bool holds_height(const struct sheet *s, double px)
{
	return px * SHEET_SCALE <= s->height_pt - 2 * SHEET_MARGIN_PT + 1;
}

/* Every `step`th sheet from `from` on: the first that holds both; the largest where none does. */
static const struct sheet *smallest(size_t from, size_t step, double width, double height)
{
	for (size_t i = from; i < COUNT_OF(sheets); i += step)
		if (holds_width(&sheets[i], width) && holds_height(&sheets[i], height))
			return &sheets[i];
	return &sheets[A0];
}

static struct tile next_tile(const struct map *map, size_t first, double height)
{
	struct tile tile = { first, 1, smallest(A3, 2, layout_width(map, first, 1), height) };

	while (first + tile.stages < map->stages.n &&
		holds_width(tile.sheet, layout_width(map, first, tile.stages + 1)))
		tile.stages++;
	return tile;
}

struct tiles sheets_of(struct scope *sc, const struct map *map, double height)
{
	struct tiles tiles = { 0 };
	double width = layout_width(map, 0, map->stages.n);

	if (map->touchpoints.n <= ONE_SHEET) {
		*LIST_ADD(sc, &tiles.list) = (struct tile){ 0, map->stages.n, smallest(0, 1, width, height) };
		return tiles;
	}
	for (size_t s = 0; s < map->stages.n;) {
		struct tile tile = next_tile(map, s, height);
		*LIST_ADD(sc, &tiles.list) = tile;
		s += tile.stages;
	}
	return tiles;
}
