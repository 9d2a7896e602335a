/* voices_new - what customers speak of now and did not in the period before, or no more.
 *
 *	struct voice_changes changes = voices_changes(sc, &input, from_us, span_us);
 *	for (size_t i = 0; i < changes.n; i++) ... changes.at[i].form ...
 *
 * Words and pairs of words of two periods of equal length, everywhere and at each touchpoint, by log-odds with a Dirichlet
 * prior (themes.h).  Their p are corrected for their number together (Benjamini-Hochberg); only what is significant at
 * q = .05 is given, the surest first.
 */
#pragma once

#include "insight/voices.h"

enum { VOICE_EVERYWHERE = -2 };

struct voice_change {
	int touchpoint; /* VOICE_EVERYWHERE; -1: of none of the map's */
	struct str form;
	uint64_t now, before; /* customers who said it */
	double log_odds, p;   /* above 0: more of it now; p as corrected */
};

struct voice_changes {
	struct voice_change *at;
	size_t n;
	uint64_t texts_now, texts_before, looked_at; /* words and pairs that were compared */
};

/* Now: from from_us on for span_us; before: as long before it. */
struct voice_changes voices_changes(
	struct scope *sc, const struct voices_input *input, int64_t from_us, int64_t span_us);
