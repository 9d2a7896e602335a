/* remarks - what a reader of a map has to know: what was guessed, assumed, left out, with the option that changes
 * it. */
#pragma once

#include "map/make.h"

/* Fills remarks, a sentence each. */
void map_remark(struct scope *sc, struct map *map, const struct map_input *in);
