/* sheets - which paper a map goes on, and how it is cut into sheets: between stages, never inside one.
 *
 *	struct sheets sheets = sheets_of(map, height);
 */
#pragma once

#include "map/map.h"

struct sheet {
	const char *name;
	double width_pt, height_pt;
};

struct tile {
	size_t first_stage, stages;
	const struct sheet *sheet;
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
