/* html - the parts of the page that a map becomes.
 *
 *	html_table(sc, map, out);
 */
#pragma once

#include "base/buf.h"
#include "map/map.h"

/* A table with a row a touchpoint, grouped by stages, and a column a lane; on small screens its rows turn
 * into cards. */
void html_table(struct scope *sc, const struct map *map, struct buf *out);

/* What customers said, touchpoint by touchpoint, with all quotes; nothing where nobody said anything. */
void html_voices(struct scope *sc, const struct map *map, struct buf *out);
