/* curves - of a map for several personas what each of them alone does and feels, touchpoint by touchpoint.
 *
 *	map_take_curves(sc, map, input);                 // after the touchpoints have their figures
 *	map->curves.at[0].at[t].feeling ...
 *
 * Everything else on such a map is counted over all of them together.  At one touchpoint all curves stand on the
 * same kind of answers as the map's own: ratings where anybody rated, words where nobody did.  Who only wrote where
 * others rated has a gap there, because the two must not be held against each other.
 */
#pragma once

#include "map/make.h"

void map_take_curves(struct scope *sc, struct map *map, const struct map_input *in);
