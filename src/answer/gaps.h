/* gaps - what was expected against what came: promised times, survey pairs, planned steps.
 *
 *	struct gaps *g = study_gaps(sc, study, def, &(struct gaps_wish){ 0 });
 *	g->lines.at[0].at.gap.difference.value            // -11.3 days: earlier than promised
 *
 * A promise is a property with a time in it, and what fulfils it is an event: found by the words of their names, or
 * said by a person on the map (`expected` of a touchpoint).  A survey pair is two ratings of one customer on one scale.
 * Planned steps are those of a map whose state is planned.  docs/paths.md says how each is counted.
 */
#pragma once

#include "answer/study.h"
#include "insight/scores.h"

enum gap_state { GAP_KEPT, GAP_BROKEN, GAP_OVERDUE, GAP_OPEN, GAP_STATES };

enum gap_state gap_state_worse(enum gap_state a, enum gap_state b); /* broken, overdue, kept, open */

/* What became of one promise.  GAP_BROKEN: it came, and later; GAP_OVERDUE: it never came, and its time is past. */
struct gap_outcome {
	uint32_t customer, case_code; /* TRAIL_NO_CASE: the customer's */
	enum gap_state state;
};

struct gap_line {
	struct map_gap at;
	uint32_t event; /* what came: the code of its name; GAPS_NO_EVENT: whatever is at the touchpoint */
	enum scale scale;
	struct gap_outcome *outcomes; /* of a promise: by customer, by case */
	size_t n_outcomes;
};

#define GAPS_NO_EVENT UINT32_MAX

/* All questions of one scale together: each customer's mean over those that they answered both ways. */
struct gap_together {
	enum scale scale;
	size_t questions;
	struct gap gap;
};

struct gap_plan {
	struct str id, title;
	struct map_plan plan;
	LIST(struct map_gap) steps; /* of that map's own touchpoints */
	LIST(struct str) names;     /* of the steps */
};

struct gaps {
	LIST(struct gap_line) lines; /* promises, then survey pairs */
	LIST(struct gap_together) together;
	LIST(struct gap_plan) plans;
	LIST(struct str) remarks; /* sentences: what found no other half */
};

struct gaps_wish {
	const uint64_t *customers; /* bitmap; NULL: all */
	bool every_plan; /* those of all planned maps of the workspace; else only of `def`, where it is one */
	bool promises_only;
};

struct gaps *study_gaps(struct scope *sc, struct study *study, const struct definition *def,
	const struct gaps_wish *wish) MUST_USE;

/* --- how those rate whose promise was kept, and those whose was broken --- */

/* The ratings at one touchpoint on one scale; each answer counts once. */
struct gap_felt {
	int touchpoint; /* -1: on none of the map's */
	enum scale scale;
	struct score_sum sums[GAP_STATES]; /* as they were given */
};

struct gap_feelings {
	LIST(struct gap_felt) felt; /* in the order of the map */
};

/* Of a promise's line.  A rating is of a promise of its own case; one without a case, or of a promise without one, of
 * the customer's: where they had several, the worst counts. */
struct gap_feelings *gaps_feelings(struct scope *sc, struct study *study, const struct definition *def,
	const struct gap_line *line, const uint64_t *customers) MUST_USE;
