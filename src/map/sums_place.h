/* sums_place - which touchpoint a sum is about.
 *
 *	struct places *p = places_new(sc, in);
 *	int touchpoint = places_find(p, &metric);          // PLACE_NONE: the whole map
 *
 * Where a sum names a page or an event, they decide; else its campaign, else its channel: the first of them that the
 * evidence knows.  It stands at the touchpoint that more than half of the events so named belong to.  What no event
 * has a touchpoint may name itself: then its matches decide, where no other's do as well.
 */
#pragma once

#include "map/make.h"

enum { PLACE_NONE = -1 };

struct places;

struct places *places_new(struct scope *sc, const struct map_input *in);
int places_find(struct places *places, const struct metric *metric);
