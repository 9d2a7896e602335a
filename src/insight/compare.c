/* The part of interval.h that compares: two shares, and many tests at once. */
#include "insight/interval.h"

#include <math.h>
#include <stdlib.h>

/* Pearson's chi-squared with one degree of freedom, as the square of z. */
double shares_z_p(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b)
{
	if (n_a == 0 || n_b == 0)
		return 1;

	double a = (double)n_a, b = (double)n_b, pooled = (double)(hits_a + hits_b) / (a + b);
	double variance = pooled * (1 - pooled) * (1 / a + 1 / b);
	if (variance <= 0)
		return 1;
	double z = ((double)hits_a / a - (double)hits_b / b) / sqrt(variance);
	return erfc(fabs(z) / M_SQRT2);
}

static double log_choose(double n, double k)
{
	int sign;

	return lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) - lgamma_r(n - k + 1, &sign);
}

/* Fisher (1922): given all four sums, the chance of every table that is at most as likely as this one, from
 * the hypergeometric distribution.  The slack is for tables that are equally likely but for rounding, as in
 * R's fisher.test. */
double shares_fisher_p(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b)
{
	uint64_t hits = hits_a + hits_b;
	uint64_t first = hits > n_b ? hits - n_b : 0, last = hits < n_a ? hits : n_a;
	double a = (double)n_a, b = (double)n_b, all = log_choose(a + b, (double)hits), sum = 0;
	double seen = log_choose(a, (double)hits_a) + log_choose(b, (double)hits_b) - all;

	for (uint64_t x = first; x <= last; x++) {
		double chance = log_choose(a, (double)x) + log_choose(b, (double)(hits - x)) - all;
		if (chance <= seen + 1e-7)
			sum += exp(chance);
	}
	return sum > 1 ? 1 : sum;
}

/* Cochran's rule: chi-squared wants an expected count of at least 5 in each cell.  Fisher's loop is then
 * short, because a row or a column of the table has a small sum. */
double shares_p(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b)
{
	if (n_a == 0 || n_b == 0)
		return 1;

	double hits = (double)(hits_a + hits_b), all = (double)n_a + (double)n_b;
	double rarer = hits < all - hits ? hits : all - hits;
	double smaller = (double)(n_a < n_b ? n_a : n_b);
	if (rarer * smaller / all < 5)
		return shares_fisher_p(hits_a, n_a, hits_b, n_b);
	return shares_z_p(hits_a, n_a, hits_b, n_b);
}

struct ranked {
	double p;
	size_t index;
};

static int by_p_downward(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return x->p != y->p ? (x->p < y->p) - (x->p > y->p) : (x->index > y->index) - (x->index < y->index);
}

/* Benjamini and Hochberg (1995): p_(k) n / k, and never above that of a larger p. */
void benjamini_hochberg_adjust(struct scope *sc, const double *p, size_t n, double *adjusted)
{
	struct ranked *ranked = NEW_ARRAY(sc, struct ranked, n);
	double least = 1;

	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){ p[i], i };
	qsort(ranked, n, sizeof *ranked, by_p_downward);
	for (size_t i = 0; i < n; i++) {
		double here = ranked[i].p * (double)n / (double)(n - i);
		least = here < least ? here : least;
		adjusted[ranked[i].index] = least;
	}
}

size_t benjamini_hochberg(struct scope *sc, const double *p, size_t n, double q, bool *keep)
{
	double *adjusted = NEW_ARRAY(sc, double, n);
	size_t kept = 0;

	benjamini_hochberg_adjust(sc, p, n, adjusted);
	for (size_t i = 0; i < n; i++) {
		keep[i] = adjusted[i] <= q;
		kept += keep[i];
	}
	return kept;
}
