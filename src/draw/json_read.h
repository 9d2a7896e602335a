/* json_read - a map out of its own JSON, as it was when it was written: to be drawn again, without any evidence.
 *
 *	struct map *map = json_read_map(sc, shown->json);              // what draw_json wrote
 *	draw_write(sc, map, STR("svg"), out);
 *
 * What draw_json writes of a map is all that is drawn of it.  Numbers have 15 digits there: what lies right between two
 * hundredths may be rounded to the other one.
 */
#pragma once

#include "map/map.h"

/* FAULT_INVALID: it is no map's JSON. */
struct map *json_read_map(struct scope *sc, struct str text) MUST_USE;
