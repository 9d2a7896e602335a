/* sums - what sources report of many at once, put to the touchpoints that it is about.
 *
 *	map_sum_up(sc, map, in);               // in->metrics to map->sums
 *
 * A line a name and a currency: amounts of different currencies are never added.  What a name's rows may be put together
 * as is told by the name (model/metric.h).  Of several tables of one name (by page, by page and channel) the one that
 * finds most touchpoints counts, and no other: together they would count the same twice.
 */
#pragma once

#include "map/make.h"

void map_sum_up(struct scope *sc, struct map *map, const struct map_input *in);

/* "There are sums ... for the whole map: Ad cost 120 PLN."; p NULL where there is nothing to say. */
struct str map_sums_sentence(struct scope *sc, const struct map *map);
