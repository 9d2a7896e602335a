/* movement - what an event's name says of how somebody moves: that they search, that they are stuck, that it is a
 * form.
 *
 *	const uint8_t *marks = movement_marks(sc, dictionary);      // of each kind, for STATS_STYLES
 *	movement_about(STYLE_SEARCHING)                             // "uses the search or filters"
 *
 * By words, in English, Polish and Russian; what says none of it has no mark.
 */
#pragma once

#include "model/dictionary.h"
#include "trail/stats.h"

uint8_t *movement_marks(struct scope *sc, const struct dictionary *dictionary);
const char *movement_about(enum style style); /* what it takes to be called so */
