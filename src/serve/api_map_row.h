/* api_map_row - a map as it stands on the list of maps: what people wrote of it, without a number being counted.
 *
 *	static const struct shape_field fields[] = { { "maps", SHAPE_LIST, SHAPE_NEEDED, .of = &map_row_shape, ... } };
 *	if (!map_row_tell(api, j, &map, head)) return false;      // map.text p NULL: the version's definition is looked up
 */
#pragma once

#include "serve/api.h"
#include "store/published.h"

extern const struct shape map_row_shape;

/* `head` NULL: none of its versions is published. */
bool map_row_tell(
	struct api *api, struct json *j, const struct saved_map *map, const struct published *head) MUST_USE;
