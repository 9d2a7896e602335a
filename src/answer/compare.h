/* compare - two states of a map, touchpoint by touchpoint: two versions, a version and now, two periods.
 *
 *	struct comparison *c = compare(sc, before, after);
 *	for (size_t i = 0; i < c->lines.n; i++) ... c->lines.at[i].verdict ...
 *
 * Pure.  Touchpoints are paired by their ids.  A line is a difference with its 95 % interval; all that can be tested are
 * corrected together for their number (Benjamini-Hochberg, q = .05), and a difference under its floor is none.
 * A change of the text model never looks like a change of customers: where it differs, words are not compared.
 */
#pragma once

#include "answer/measures.h"

enum measure {
	MEASURE_CONVERSION,
	MEASURE_REACH,
	MEASURE_DROP_OFF,
	MEASURE_RATING,
	MEASURE_TEXT,
	MEASURE_DWELL,
	MEASURES
};

enum verdict {
	VERDICT_IMPROVED,
	VERDICT_WORSENED,
	VERDICT_ROSE, /* where neither more nor less is better: reach, dwell */
	VERDICT_FELL,
	VERDICT_UNCHANGED, /* no difference that is sure and large enough */
	VERDICT_NEW,       /* the touchpoint is only on the second */
	VERDICT_GONE,
	VERDICT_FEW, /* under COMPARE_LEAST on either side: not judged */
	VERDICTS
};

enum { COMPARE_LEAST = 30 };

const char *measure_name(enum measure measure);  /* "drop_off" */
const char *measure_words(enum measure measure); /* "leave here" */
const char *measure_unit(enum measure measure);  /* "share", "points", "seconds" */
const char *verdict_name(enum verdict verdict);  /* "too_few" */
const char *verdict_words(enum verdict verdict); /* "too few" */

struct compared {
	struct str at, name; /* the touchpoint; p NULL: the whole map */
	enum measure measure;
	struct estimate before, after; /* of dwell the median */
	struct difference difference;
	bool tested;
	double p; /* corrected; 1 where it was not tested */
	enum verdict verdict;
};

struct comparison {
	struct {
		struct compared *at;
		size_t n, room;
	} lines;
	size_t tested, significant;
	LIST(struct str) remarks; /* what keeps the two from being compared in full */
};

struct comparison *compare(struct scope *sc, const struct measures *before, const struct measures *after);
