/* interval - how sure a number is: 95 % intervals of shares, means, scores and medians, and tests of two.
 *
 *	struct estimate share = estimate_share(37, 100);                  // 0.37, 0.28 to 0.47
 *	struct estimate mean = estimate_mean(n, sum, squares, -2, 2);     // on the feeling scale
 *	if (shares_p(120, 1000, 150, 1000) < .05) ...
 *
 * Nothing here can fail: n = 0 gives an estimate that is not known.  All intervals are two-sided, 95 %.
 */
#pragma once

#include "model/estimate.h"

/* A share of 0..1 with its Wilson score interval.  hits <= n. */
struct estimate estimate_share(uint64_t hits, uint64_t n);

/* The mean of n values with their sum and sum of squares, on a scale from low_bound to high_bound (infinite
 * where there is no bound), with Student's t interval cut to the scale.  One value says nothing of the
 * spread: its interval is the whole scale.  Where all values are equal, the interval is what n equal values
 * leave possible on the scale instead of a width of nothing. */
struct estimate estimate_mean(
	uint64_t n, double sum, double sum_squares, double low_bound, double high_bound);

/* Net promoter score, -100..+100. */
struct estimate estimate_nps(uint64_t promoters, uint64_t passives, uint64_t detractors);

/* The 1-based ranks of the sorted values between which the median lies, n >= 1: the pair with a coverage as
 * near to 95 % as ranks allow and not below 94.5 %; the whole range where n < 6. */
void interval_median_ranks(uint64_t n, uint64_t *low, uint64_t *high);

/* Student's t, 97.5 % quantile; df > 0. */
double interval_t(double df);

/* I_x(a, b), the regularised incomplete beta function; 0 <= x <= 1, a > 0, b > 0. */
double incomplete_beta(double x, double a, double b);

/* Two-sided p that two shares are the same: Fisher's exact test where an expected count is below 5, else the
 * pooled z test (which is the chi-squared test without a correction).  1 where either n is 0. */
double shares_p(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b);
double shares_z_p(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b);
double shares_fisher_p(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b);

/* Benjamini-Hochberg over n tests: keep[i] where the i-th is significant at false discovery rate q (.05); how
 * many are.  _adjust gives the adjusted p values instead (kept: those at most q).  No p may be NaN. */
size_t benjamini_hochberg(struct scope *sc, const double *p, size_t n, double q, bool *keep);
void benjamini_hochberg_adjust(struct scope *sc, const double *p, size_t n, double *adjusted);
