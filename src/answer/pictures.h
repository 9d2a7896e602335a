/* pictures - the pictures of a map's cells, fetched to be drawn.
 *
 *	map_hide(sc, map, &hiding);                      // first: what is not shown is not fetched
 *	if (!pictures_fetch(sc, ws->documents, map)) ...
 *	draw_write(sc, map, STR("svg"), out);
 *
 * What is no PNG and no JPEG, is too large, or is gone stands by its name.
 */
#pragma once

#include "map/map.h"
#include "store/documents.h"

enum {
	PICTURES_BYTES = 8 << 20,      /* of one, as it lies there */
	PICTURES_ALL_BYTES = 48 << 20, /* of all of a map, as they are drawn: the first ones */
};

bool pictures_fetch(struct scope *sc, struct documents *docs, struct map *map) MUST_USE;

/* Only for a format that draws them; of one that is none draw_write says so. */
bool pictures_fetch_for(
	struct scope *sc, struct documents *docs, struct map *map, struct str format) MUST_USE;
