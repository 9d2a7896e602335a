/* cells - the lanes of a map and what stands in them. */
#pragma once

#include "map/make.h"

/* The lanes in the definition's order (or the default), with what people wrote, and what was observed: which
 * events a touchpoint gathers, and where it is a critical moment. */
void map_fill_lanes(struct scope *sc, struct map *map, const struct definition *def);

/* Into lanes that are there: what was observed, of figures that may have changed since. */
void map_fill_observed(struct scope *sc, struct map *map);

/* What staff wrote, into the lane of notes; where the definition names no such lane, it comes last. */
void map_fill_notes(struct scope *sc, struct map *map, const struct map_input *in);
