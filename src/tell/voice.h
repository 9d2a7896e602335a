/* voice - what customers said of a map, and what of it is new, as JSON.
 *
 *	struct voice_told told;
 *	if (!voice_tell(sc, study, def, kit, &(struct study_wish){ .customers = members }, 0, &told)) ...
 *	if (told.map->voices) tell_voice(sc, &told, out);
 */
#pragma once

#include "answer/listen.h"
#include "base/buf.h"
#include "insight/voices_new.h"

struct voice_told {
	const struct map *map; /* map->voices NULL: nobody said anything */
	struct voice_changes changes;
	int64_t from_us, span_us; /* what is new: from there on, beside as long before */
	const struct voice_kit *kit;
};

/* `whom`: which customers, which period.  `last_us`: how long what is new goes back; 0: a month, or the newer half. */
bool voice_tell(struct scope *sc, struct study *study, const struct definition *def, struct voice_kit *kit,
	const struct study_wish *whom, int64_t last_us, struct voice_told *t) MUST_USE;
struct str voice_told_place(const struct voice_told *t, const struct voice_change *change);

void tell_voice(struct scope *sc, const struct voice_told *t, struct buf *out);
