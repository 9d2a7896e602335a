/* cells - the lanes of a map and what stands in them. */
#pragma once

#include "map/map.h"

/* The lanes in the definition's order (or the default), with what people wrote, and what was observed: which
 * events a touchpoint gathers, and where it is a critical moment. */
void map_fill_lanes(struct scope *sc, struct map *map, const struct definition *def);
