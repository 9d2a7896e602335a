/* maps - maps made by hand for the tests of drawing: no evidence, only figures that could come from some.
 *
 *	struct map *map = maps_make(sc, MAPS_TWELVE);
 */
#pragma once

#include "map/map.h"

enum maps {
	MAPS_ONE,
	MAPS_FIVE,
	MAPS_TWELVE,
	MAPS_FORTY,
	MAPS_MOST,       /* 250, the ceiling */
	MAPS_LONG_NAMES, /* Polish and Russian */
	MAPS_NO_RATINGS,
	MAPS_NO_GOAL,
	MAPS_HOSTILE,
	MAPS_EMPTY,  /* nothing reached anything */
	MAPS_BESIDE, /* sums that sources report, notes of staff */
	MAPS_SPOKEN, /* what customers said, with quotes */
	MAPS_PAIR,   /* two personas, a curve each; one never comes to three of the touchpoints */
	MAPS_CROWD,  /* six personas: long names, equal curves, one of nobody */
	MAPS_OWN,    /* two channels of the company's own, one of Wend's in another dress */
	MAPS,
};

extern const char *const maps_names[MAPS];

struct map *maps_make(struct scope *sc, enum maps which);

/* The map for two personas; for six. */
struct map *maps_for_pair(struct scope *sc, struct map *map);
struct map *maps_for_crowd(struct scope *sc, struct map *map);
