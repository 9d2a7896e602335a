/* placed - which kinds of event a touchpoint has, and by which of its matches; which kinds no touchpoint has.
 *
 *	struct placed *p = study_placed(sc, study, def, &(struct placed_question){ .at = STR("cart") });
 *	p->kinds[0].kind, p->kinds[0].events, p->kinds[0].match        // of the dictionary; here; which of its matches
 *
 * Counted by the one walk, so that `when` decides as it does on the map, and the events are the map's own number.
 */
#pragma once

#include "answer/study.h"

struct placed_question {
	struct str at;             /* a touchpoint's id; p NULL: what is unsorted */
	const uint64_t *customers; /* bitmap; NULL: all */
	bool has_period;           /* of journeys that start in it */
	int64_t from_s, to_s;
};

struct placed_kind {
	uint32_t kind;
	uint64_t events; /* of it that are here */
	int match;       /* which of the touchpoint's matches it was; -1: unsorted */
	const uint16_t *
		also; /* other touchpoints that events of it may belong to: by `when`, or where that does not hold */
	size_t n_also;
};

struct placed {
	uint64_t events;
	struct placed_kind *kinds; /* that have events here, the most first */
	size_t n;
};

struct placed *study_placed(struct scope *sc, struct study *study, const struct definition *def,
	const struct placed_question *question) MUST_USE;
