/* cells_voice - what customers said, as it stands in the lanes of a map. */
#pragma once

#include "map/make.h"

/* A feeling by words is worth a point on a curve where so many customers said something. */
enum { MAP_WORDS_ENOUGH = 5 };
#define MAP_BY_WORDS STR("by their words") /* the scale of such a feeling */

/* Hangs what was said to its touchpoint.  Where nobody rated, the feeling is that of the words, and says so. */
void map_hear(struct map_touchpoint *t, const struct voices *voices, size_t index);

/* A cell for each finding that has room, with its best quote, into the lanes that the map shows. */
void map_fill_voices(struct scope *sc, struct map *map);
