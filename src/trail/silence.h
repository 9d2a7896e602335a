/* silence - the silence limit that fits the data.
 *
 *	silence_s = trail_silence(trail, IDLE_S, 0, &learnt);
 *
 * The 95 % quantile (nearest rank) of the pauses between sessions in the uncut histories, clamped to 1..90 days;
 * 30 days, and *learnt false, where there are fewer than 100 such pauses.  Exact: two counting passes, the first
 * by the upper bits of a pause, the second within the bin that holds the rank.
 */
#pragma once

#include "trail/trail.h"

int64_t trail_silence(const struct trail *trail, int64_t idle_s, unsigned workers, bool *learnt);
