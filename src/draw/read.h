/* read - a map out of the JSON that draw_json wrote of it, so that what was frozen can be drawn again.
 *
 *	struct map *map = draw_read(sc, json);           // NULL: FAULT_INVALID names the place, "touchpoints[3].visits"
 *	draw_svg(sc, map, out);                          // byte by byte what the first map gave
 *
 * What the JSON does not have (the clauses behind a finding, the times of day of quotes) no drawing shows.  Older JSON
 * without fields that came later is read: what is missing is unknown.  Names that are not known are passed over.
 */
#pragma once

#include "map/map.h"

enum { DRAW_READ_BYTES = 64 << 20 };

struct map *draw_read(struct scope *sc, struct str json) MUST_USE;
