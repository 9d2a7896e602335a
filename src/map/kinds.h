/* kinds - what a touchpoint gathers: the events under it by name, the channels they came over; and the same of
 * what no touchpoint gathers.
 *
 *	map_gather(sc, in, touchpoint, index, def->channel);
 *	map_gather_unsorted(sc, in, map);
 *
 * How often each kind came is counted, where a kind went is not: where `when` decides, what is left of a
 * touchpoint's events after its sure kinds is said of all the perhaps ones together.  So the events that are
 * named at a touchpoint always add up to its events.
 */
#pragma once

#include "map/make.h"

/* Fills events, channel and channel_words; `wished` is the channel that the definition names, p NULL: none.
 * Before it, id and figures must be there. */
void map_gather(struct scope *sc, const struct map_input *in, struct map_touchpoint *t, uint32_t index,
	struct str wished);

/* Fills `unsorted`. */
void map_gather_unsorted(struct scope *sc, const struct map_input *in, struct map *map);

/* The channel that a kind's events came over: as written, else what its source runs over. */
enum channel map_kind_channel(const struct kind *kind);
