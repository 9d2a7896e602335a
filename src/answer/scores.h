/* scores - what customers gave, by touchpoint, source or event, and period by period.
 *
 *	struct scores_answer *a = study_scores(sc, study, def, &(struct scores_question){ .per = PERIOD_MONTH });
 *	a->lines.at[0].cells.at[0].value.low
 *
 * The touchpoint of a rating is its event's, as the walk settles it, and a customer has one value in each cell: the mean
 * of theirs there, for NPS the last (as the map has it).  Each question on each scale is a line of its own, and so is each
 * score that it is told as.  The ten questions of the System Usability Scale are one line; whoever has not answered all
 * of them in a cell is counted as incomplete.
 */
#pragma once

#include "answer/period.h"
#include "answer/study.h"
#include "insight/scores.h"

enum scores_by { SCORES_BY_TOUCHPOINT, SCORES_BY_SOURCE, SCORES_BY_EVENT };
enum { SCORES_SEGMENTS = 32, SCORES_PERIODS = 24 };

struct scores_question {
	enum scores_by by;
	enum period per;                 /* PERIOD_NONE: all time is one cell */
	const uint64_t *const *segments; /* bitmaps; each line is told of each */
	size_t n_segments;               /* 0: of all customers, once */
	bool has_period;                 /* only of journeys that start in it */
	int64_t from_s, to_s;
};

struct scores_cell {
	struct str period,
		to;     /* "2026-03"; `to`: the last of a run of periods without an answer; else p NULL */
	int64_t from_s; /* where it begins */
	uint64_t answers;
	struct estimate value;      /* shares 0..1, the rest in points; n is customers */
	struct score_change change; /* against the last period before that has an answer: */
	struct str against;         /* its name */
	bool significant;           /* after Benjamini and Hochberg, over all changes of the answer */
};

struct scores_line {
	struct str place, place_id; /* the touchpoint's name and id; the source's; p NULL by event */
	struct str question;        /* the event's own name; of SUS what its items have in common */
	enum scale scale;           /* of SUS that of its items */
	enum score score;
	size_t segment;
	uint64_t incomplete; /* of SUS: customers, counted in each period, who left items out */
	LIST(struct scores_cell) cells;
};

struct scores_answer {
	size_t n_segments;
	enum period per;
	size_t tested, significant; /* changes */
	LIST(struct scores_line) lines;
	LIST(struct str) without; /* touchpoints that nobody rated, by touchpoint only */
};

struct scores_answer *study_scores(struct scope *sc, struct study *study, const struct definition *def,
	const struct scores_question *question) MUST_USE;
