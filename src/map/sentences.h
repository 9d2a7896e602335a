/* sentences - what a map says in words: its strongest and weakest touchpoint, its critical moments. */
#pragma once

#include "map/map.h"

/* Fills findings, and marks the strongest and the weakest touchpoint.  Ratings decide where at least two
 * touchpoints have them (shrunk for the ranking), else the share that leaves. */
void map_find(struct scope *sc, struct map *map);
