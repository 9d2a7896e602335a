/* questions - funnels and flows over a study: the counted tables as numbers with names, shares and intervals.
 *
 *	struct funnel_answer *f = study_funnel(sc, study, def, &question);
 *	f->rows[2].reached, f->rows[2].share.low
 */
#pragma once

#include "answer/study.h"
#include "trail/funnel.h"
#include "trail/steps.h"

struct funnel_question {
	const struct str *steps, *without;
	size_t n, n_without;
	enum funnel_mode mode;
	enum unit unit;
	int64_t within_us;             /* 0: no window */
	const int64_t *step_within_us; /* [n] from the step before; NULL: no such windows */
	bool first_attempt;
	bool totals;               /* every attempt */
	const uint64_t *customers; /* bitmap; NULL: all */
	bool has_period;           /* only what starts in it */
	int64_t from_s, to_s;
};

struct funnel_answer_row {
	struct str id, name; /* the touchpoint's or the event's own name; as a person would write it */
	uint64_t reached, lost, open;   /* lost and open: of those who did not go on */
	struct estimate share;          /* of the first step (mode open: of all that entered) */
	struct estimate share_previous; /* of the step before; for the first, as share */
	bool has_time;
	double median_s; /* from the step before */
};

struct funnel_answer {
	enum unit unit;
	enum funnel_mode mode;
	bool totals; /* what follows counts attempts, but for `units` */
	uint64_t units, entered;
	size_t n;
	struct funnel_answer_row rows[FUNNEL_STEPS];
};

struct funnel_answer *study_funnel(struct scope *sc, struct study *study, const struct definition *def,
	const struct funnel_question *question) MUST_USE;

struct flow_question {
	struct str from, to; /* touchpoints; p NULL: no anchor */
	size_t depth;
	enum steps_anchor anchor;
	bool centred;
	bool links; /* what goes from each row to the next as well */
	const uint64_t *customers;
	bool has_period; /* only journeys that start in it */
	int64_t from_s, to_s;
};

struct flow_move { /* A directly to B; indices of touchpoints, n is "unsorted" */
	uint32_t from, to;
	uint64_t count, journeys;
	struct estimate share_departures,
		share_arrivals; /* of A's visits that went on; of B's that came from one */
	double median_s, p95_s; /* last event at A to first at B */
};

struct flow_answer {
	uint64_t journeys;
	size_t n;                      /* touchpoints */
	const struct str *names, *ids; /* [n + 2]: the touchpoints', "unsorted", "ended" */
	LIST(struct flow_move) moves;  /* the most frequent first */
	struct steps *steps;
};

struct flow_answer *study_flow(struct scope *sc, struct study *study, const struct definition *def,
	const struct flow_question *question) MUST_USE;
