/* scores - what customers gave, as the scores that people know: NPS, CSAT, CES, SUS, and means on scales of their own.
 *
 *	struct score_sum sum = { 0 };
 *	score_take(&sum, SCALE_1_5, 4, 1);                         // for each customer: their value, of how many answers
 *	struct estimate csat = score_estimate(SCORE_CSAT, SCALE_1_5, &sum);
 *
 * A sum is whole numbers that can be added up in any order; values are kept to 1/1000 of a point.  Two scales never
 * go into one sum.
 */
#pragma once

#include "model/estimate.h"
#include "model/scale.h"

enum score {
	SCORE_NPS,  /* promoters (9, 10) minus detractors (0 to 6), -100 .. +100 */
	SCORE_CSAT, /* the share of the two best of five points, 0 .. 1 */
	SCORE_TOP,  /* the share of the best points of another scale, 0 .. 1 */
	SCORE_CES,  /* how easy it was: the mean of seven points */
	SCORE_SUS,  /* System Usability Scale, 0 .. 100 */
	SCORE_MEAN, /* the mean on a scale of its own */
	SCORES,
};

enum { SCORE_MEASURES = 2, SUS_ITEMS = 10 };

/* The mean of 500 published studies (Sauro, A practical guide to the SUS, 2011). */
#define SUS_BENCHMARK 68

const char *score_name(enum score score);                                     /* "csat", as in JSON */
struct str score_words(struct scope *sc, enum score score, enum scale scale); /* "CSAT: share of 4 and 5" */

/* The scores that ratings on this scale are told as, the first first; `effort`: it is asked how easy it was. */
size_t score_measures(enum scale scale, bool effort, enum score out[SCORE_MEASURES]);

struct score_sum {
	uint64_t n, answers;            /* customers; single answers */
	uint64_t promoters, detractors; /* on SCALE_NPS */
	uint64_t top;                   /* whose value lies among the best points */
	int64_t sum, sum_squares;       /* of the values, in 1/1000 and in 1/1000000 */
};

/* One customer's value; SCALE_NONE is that of SUS. */
void score_take(struct score_sum *sum, enum scale scale, double value, uint64_t answers);
void score_add(struct score_sum *into, const struct score_sum *from);

/* NPS by the normal interval, below 100 customers the adjusted Wald one; shares by Wilson's; means by Student's. */
struct estimate score_estimate(enum score score, enum scale scale, const struct score_sum *sum);

/* 2.5 times the sum of (odd item - 1) and (5 - even item) (Brooke 1996); the first item is items[0]. */
double score_sus(const double items[SUS_ITEMS]);

/* From one period to the next, or between any two.  Not known where either is; not tested where a spread cannot be told
 * (one customer, or all values equal): its interval then is made of the two means' own (Zou and Donner 2008). */
struct score_change {
	bool known, tested;
	double value, low, high, p;
};

/* NPS: by the sum of the variances.  Shares: Newcombe (1998), method 10, p as shares_p.  Means: Welch (1947). */
struct score_change score_change(
	enum score score, enum scale scale, const struct score_sum *before, const struct score_sum *after);
