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

bool sheet_size_find(struct str name, enum sheet_size *out)
{
	static const char *const names[PAPERS] = { "fit", "wide", "a4", "a3" };

	for (int i = 0; i < PAPERS; i++) {
		if (!str_same(name, str_of(names[i])))
			continue;
		*out = (enum sheet_size)i;
		return true;
	}
	return false;
}

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
	struct tile tile = { .first_stage = first,
		.stages = 1,
		.sheet = smallest(A3, 2, layout_width(map, first, 1), height) };

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
		*LIST_ADD(sc, &tiles.list) =
			(struct tile){ .stages = map->stages.n, .sheet = smallest(0, 1, width, height) };
		return tiles;
	}
	for (size_t s = 0; s < map->stages.n;) {
		struct tile tile = next_tile(map, s, height);
		*LIST_ADD(sc, &tiles.list) = tile;
		s += tile.stages;
	}
	return tiles;
}

/* --- sheets of one size ------------------------------------------------------------------------------------ */

struct cutting {
	struct scope *sc;
	const struct map *map;
	const struct layout_heights *heights;
	const struct sheet *sheet;
	struct tiles tiles;
};

static double room(const struct sheet *s)
{
	return (s->height_pt - 2 * SHEET_MARGIN_PT) / SHEET_SCALE;
}

/* The most rows from `first` on that fit under the stages; one at the least. */
static size_t rows_fitting(const struct cutting *c, size_t first)
{
	const struct layout_heights *h = c->heights;
	double left =
		room(c->sheet) - h->stages - h->rows[0] - 3 * MARGIN - (c->tiles.list.n ? 0 : h->header);
	size_t n = 0;

	while (first + n < h->n_rows && (n == 0 || h->rows[first + n] <= left))
		left -= h->rows[first + n++];
	return n;
}

static void cut_rows(struct cutting *c, size_t first_stage, size_t stages)
{
	size_t row = 1, n;

	do {
		n = rows_fitting(c, row);
		*LIST_ADD(c->sc, &c->tiles.list) = (struct tile){ .first_stage = first_stage,
			.stages = stages,
			.first_row = row,
			.rows = n ? n : 1,
			.sheet = c->sheet,
			.most = SHEET_SCALE };
		row += n;
	} while (row < c->heights->n_rows);
}

struct tiles sheets_on(
	struct scope *sc, const struct map *map, const struct layout_heights *heights, enum sheet_size paper)
{
	struct cutting c = {
		.sc = sc, .map = map, .heights = heights, .sheet = &sheets[paper == PAPER_A4 ? 0 : A3]
	};

	for (size_t s = 0; s < map->stages.n;) {
		size_t n = 1;
		while (s + n < map->stages.n && holds_width(c.sheet, layout_width(map, s, n + 1)))
			n++;
		cut_rows(&c, s, n);
		s += n;
	}
	*LIST_ADD(sc, &c.tiles.list) =
		(struct tile){ .stages = map->stages.n ? 1 : 0, .sheet = c.sheet, .most = SHEET_SCALE };
	return c.tiles;
}
