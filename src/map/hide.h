/* hide - what a map does not show to everybody: customers' own words, and numbers that rest on few of them.
 *
 *	map_hide(sc, map, &(struct map_hiding){ .quotes = true, .small_n = 10 });
 *	draw_html(sc, map, out);                 // "fewer than 10" where there were 7
 *
 * The map is changed; what it was made from is not.  A number that rests on fewer than small_n customers or journeys is
 * COUNT_FEW(small_n), its estimate is not known; what would give it by a sum or a difference is COUNT_UNTOLD.
 * docs/sharing.md says what is guaranteed and what is not.
 */
#pragma once

#include "map/map.h"

struct map_hiding {
	bool quotes;
	uint64_t small_n; /* 0: all numbers are shown; COUNT_FEW_MOST at most */
};

void map_hide(struct scope *sc, struct map *map, const struct map_hiding *hiding);
