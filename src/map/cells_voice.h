/* cells_voice - what customers said, as it stands in the lanes of a map. */
#pragma once

#include "map/make.h"

/* Hangs what was said to its touchpoint.  Where nobody rated, the feeling is that of the words, and says so. */
void map_hear(struct map_touchpoint *t, const struct voices *voices, size_t index);

/* A cell for each finding that has room, with its best quote, into the lanes that the map shows. */
void map_fill_voices(struct scope *sc, struct map *map);
