/* gaps - what was expected against what came, in words and in the lane "Expected and got".
 *
 *	map_take_gaps(sc, map, in);               // before the lanes are filled
 *	map_gap_words(sc, &map->gaps.at[0])       // "Promised 23.4 days, took 12.1: 11.3 days earlier (...)"
 */
#pragma once

#include "map/make.h"

void map_take_gaps(struct scope *sc, struct map *map, const struct map_input *in);

/* A sentence: means, the gap with its interval and n, the share that was broken with its own. */
struct str map_gap_words(struct scope *sc, const struct map_gap *gap);

/* Of all steps together; p NULL: the map is not planned. */
struct str map_plan_words(struct scope *sc, const struct map_plan *plan);
