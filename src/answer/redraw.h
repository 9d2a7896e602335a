/* redraw - a version as a map that can be drawn: with the numbers of its day, and the words that are still there.
 *
 *	struct shown *shown = publish_show(sc, docs, STR("buying"), 3);
 *	struct map *map = redraw_map(sc, shown);
 *	draw_write(sc, map, STR("svg"), out);
 */
#pragma once

#include "answer/publish.h"
#include "map/map.h"

/* Which version it is, and which quotes are gone, stands among its remarks. */
struct map *redraw_map(struct scope *sc, const struct shown *shown) MUST_USE;
