/* json_gaps - what was expected against what came, as JSON: for a map, and for wend gaps.
 *
 *	json_gap(&j, &map->gaps.at[0]);                  // into an object that is open
 */
#pragma once

#include "base/json.h"
#include "map/map.h"

void json_gap(struct json *j, const struct map_gap *gap);
void json_gap_numbers(struct json *j, const struct gap *gap); /* its numbers alone */
void json_plan(struct json *j, const struct map_plan *plan);

/* An interval that is endless is null. */
void json_gap_estimate(struct json *j, const char *name, const struct estimate *e);
