/* hash - a short name for everything that a map was made from, to tell two maps apart at a glance. */
#pragma once

#include "map/make.h"

/* Fills input_hash: of the definition's words and rules, the kinds, and what was counted. */
void map_hash(struct map *map, const struct map_input *in);
