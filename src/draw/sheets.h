/* sheets - which paper a map goes on, and how it is cut into sheets: between stages, never inside one.
 *
 *	struct tiles tiles = sheets_of(sc, map, height);                // as large as it has to be
 *	struct tiles tiles = sheets_on(sc, map, &heights, PAPER_A4);    // all of one size
 */
#pragma once

#include "map/map.h"

/* FIT: one sheet as small as can be read, A4 to A0, several of long maps.  WIDE: a page of the map's own size.  A4, A3:
 * landscape sheets that any printer has, cut between stages and between rows. */
enum sheet_size { PAPER_FIT, PAPER_WIDE, PAPER_A4, PAPER_A3, PAPERS };

#define PAPER_WORDS "fit wide a4 a3"

bool sheet_size_find(struct str name, enum sheet_size *out) MUST_USE;

struct sheet {
	const char *name;
	double width_pt, height_pt;
};

struct tile {
	size_t first_stage, stages;
	size_t first_row, rows; /* as layout_want has them; rows 0: none, the notes and the legend alone */
	const struct sheet *sheet;
	double most; /* of the scale, pt a px; 0: as large as the sheet holds */
};

struct tiles {
	LIST(struct tile) list;
};

#define SHEET_MARGIN_PT 28.35 /* 10 mm */
/* pt a px at the least: 13 px text becomes 7.2 pt, a tenth below the 8 pt that paper should have. */
#define SHEET_SCALE (7.2 / 13)

/* One sheet up to 25 touchpoints, as small as both the width and the height (px, of the whole map) allow;
 * else sheet by sheet from A3 up, landscape, cut between stages.  A map too high for A0 is shrunk. */
struct tiles sheets_of(struct scope *sc, const struct map *map, double height);

struct layout_heights;

/* Landscape sheets of one size: stages side by side while they fit, rows below each other while they do. */
struct tiles sheets_on(
	struct scope *sc, const struct map *map, const struct layout_heights *heights, enum sheet_size paper);
