/* paths - the ways themselves: whole sequences, runs of events, there and back, how people move, how long it takes.
 *
 *	struct paths_answer *a = study_paths(sc, study, def, &(struct paths_question){ .grams = 3, .top = 10 });
 *	a->variants.at[0].names, a->variants.at[0].count
 */
#pragma once

#include "answer/study.h"
#include "insight/figures.h"
#include "insight/movement.h"

enum { PATHS_TOP = 1000 };

struct paths_question {
	enum unit unit;            /* of variants, runs and lengths; how people move is counted in sessions */
	unsigned grams;            /* longest run of events, 1..STATS_GRAM */
	size_t top;                /* how many of each kind are shown, 1..PATHS_TOP */
	const uint64_t *customers; /* bitmap; NULL: all */
	bool has_period;           /* only what starts in it */
	int64_t from_s, to_s;
};

struct path { /* a sequence of event names */
	const struct str *names;
	size_t n;
	uint64_t count, customers, converted; /* customers: of runs; converted: of variants */
	struct estimate share;                /* of all units */
};

struct path_list {
	LIST(struct path) at;     /* the most frequent first */
	uint64_t distinct, other; /* other: how often all that is not shown comes */
};

struct path_return {
	struct str id, name;
	uint64_t visits, events, returns, backs;
	struct estimate share; /* of visits: that come back here */
};

struct paths_answer {
	enum unit unit;
	uint64_t units, events;
	bool has_goal;
	struct path_list variants, runs;       /* runs of two events and more; of one where grams is 1 */
	LIST(struct path_return) returns;      /* touchpoints, the most returned to first */
	struct duration length, span, to_goal; /* length: events of a unit, not seconds */
	uint64_t sessions;
	struct stats_styles styles;
	struct estimate style[STYLES]; /* of the sessions */
};

struct paths_answer *study_paths(struct scope *sc, struct study *study, const struct definition *def,
	const struct paths_question *question) MUST_USE;
