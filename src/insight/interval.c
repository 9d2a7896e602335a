#include "insight/interval.h"

#include <math.h>

static const double z95 = 1.959963984540054; /* the normal distribution's 97.5 % quantile */

static double clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

/* Wilson, "Probable inference" (JASA 22, 1927): the shares that the score test would not reject. */
struct estimate estimate_share(uint64_t hits, uint64_t n)
{
	if (n == 0)
		return (struct estimate){ 0 };

	double count = (double)n, p = (double)hits / count, zz = z95 * z95;
	double middle = (p + zz / (2 * count)) / (1 + zz / count);
	double half = z95 / (1 + zz / count) * sqrt(p * (1 - p) / count + zz / (4 * count * count));

	/* At none and all the formula's bound is 0 and 1; rounding must not leave the value outside. */
	return (struct estimate){ true, p, clamp(middle - half, 0, p), clamp(middle + half, p, 1), n };
}

/* Equal values: with what share q of other values would n equal ones still come up in one case of forty?
 * (1 - q)^n = .025, Clopper and Pearson (1934).  Those others lie at worst at the end of the scale. */
static struct estimate all_equal(uint64_t n, double value, double low, double high)
{
	double q = 1 - pow(.025, 1 / (double)n);

	return (struct estimate){ true, value, isfinite(low) ? value - q * (value - low) : value,
		isfinite(high) ? value + q * (high - value) : value, n };
}

/* Student (1908): mean -+ t(n - 1) s / sqrt(n). */
struct estimate estimate_mean(uint64_t n, double sum, double sum_squares, double low_bound, double high_bound)
{
	if (n == 0)
		return (struct estimate){ 0 };

	double count = (double)n, mean = clamp(sum / count, low_bound, high_bound);
	if (n == 1)
		return (struct estimate){ true, mean, low_bound, high_bound, n };
	double squares = sum_squares - sum * sum / count;
	/* What is left of equal values by rounding is not a spread. */
	if (squares <= 1e-12 * fabs(sum_squares))
		return all_equal(n, mean, low_bound, high_bound);
	double half = interval_t(count - 1) * sqrt(squares / (count - 1) / count);
	return (struct estimate){ true, mean, clamp(mean - half, low_bound, mean),
		clamp(mean + half, mean, high_bound), n };
}

/* Variance of a score of +1, 0, -1: p + d - (p - d)^2.  Below 100 answers, and where all answered alike, the
 * adjusted Wald interval: 3/4 of a promoter and of a detractor more, n + 3 (Sauro and Lewis, after Agresti
 * and Min 2005) [methods.md 6.1]; it is widened to the value where the adjustment moved it off. */
struct estimate estimate_nps(uint64_t promoters, uint64_t passives, uint64_t detractors)
{
	uint64_t n = promoters + passives + detractors;
	bool adjust = n < 100 || promoters == n || passives == n || detractors == n;
	double more = adjust ? .75 : 0, count = (double)n + 4 * more;

	if (n == 0)
		return (struct estimate){ 0 };
	if (adjust)
		count = (double)n + 3;
	double value = ((double)promoters - (double)detractors) / (double)n;
	double p = ((double)promoters + more) / count, d = ((double)detractors + more) / count;
	double half = z95 * sqrt((p + d - (p - d) * (p - d)) / count);
	return (struct estimate){ true, 100 * value, 100 * clamp(p - d - half, -1, value),
		100 * clamp(p - d + half, value, 1), n };
}

/* Chance of exactly n / 2 heads (rounded down) of n coins. */
static double middle_chance(double n)
{
	int sign;
	double k = floor(n / 2);

	return exp(lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) - lgamma_r(n - k + 1, &sign) - n * M_LN2);
}

/* The ranks low..high hold the median where the number of values below it, binomial (n, 1/2), is from low to
 * high - 1 (David and Nagaraja, Order Statistics, 7.1).  From the middle outward, now below and now above,
 * until enough is covered; then one step less if that was nearer.  O(sqrt n). */
static void ranks_exact(uint64_t n, uint64_t *low, uint64_t *high)
{
	double count = (double)n, below = middle_chance(count), above = below, covered = below, last = 0;
	uint64_t from = n / 2, to = from; /* numbers of values below the median that are covered */

	while (covered < .95 && (from > 0 || to < n)) {
		last = covered;
		bool down =
			to - n / 2 >= n / 2 - from + (n & 1); /* odd n: the upper of the twin middles first */
		if ((down && from > 0) || to == n) {
			below *= (double)from / (count - (double)from + 1);
			from--;
			covered += below;
		} else {
			above *= (count - (double)to) / ((double)to + 1);
			to++;
			covered += above;
		}
		if (last >= .945 && .95 - last <= covered - .95) {
			if (down)
				from++;
			else
				to--;
			break;
		}
	}
	*low = from > 0 ? from : 1;
	*high = to < n ? to + 1 : n;
}

void interval_median_ranks(uint64_t n, uint64_t *low, uint64_t *high)
{
	if (n < 6) {
		*low = 1;
		*high = n;
	} else if (n <= 100000) {
		ranks_exact(n, low, high);
	} else {
		double half = z95 * sqrt((double)n) / 2;
		*low = (uint64_t)floor(((double)n + 1) / 2 - half);
		*high = n + 1 - *low;
	}
}

/* The continued fraction of I_x(a, b) by Lentz's method (Abramowitz and Stegun 26.5.8; DLMF 8.17.22). */
static double beta_fraction(double x, double a, double b)
{
	const double tiny = 1e-300;
	double c = 1, d = 1 - (a + b) * x / (a + 1), h;

	d = 1 / (fabs(d) < tiny ? tiny : d);
	h = d;
	for (int m = 1; m < 10000; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		double step = 1;
		for (int half = 0; half < 2; half++) {
			double term = half ? odd : even;
			d = 1 + term * d;
			c = 1 + term / c;
			d = 1 / (fabs(d) < tiny ? tiny : d);
			c = fabs(c) < tiny ? tiny : c;
			step = d * c;
			h *= step;
		}
		if (fabs(step - 1) < 1e-16)
			break;
	}
	return h;
}

double incomplete_beta(double x, double a, double b)
{
	int sign;

	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	/* The fraction converges fast below the mean; above it the mirror image does. */
	if (x > (a + 1) / (a + b + 2))
		return 1 - incomplete_beta(1 - x, b, a);
	double front = exp(lgamma_r(a + b, &sign) - lgamma_r(a, &sign) - lgamma_r(b, &sign) + a * log(x) +
			   b * log1p(-x));
	return front * beta_fraction(x, a, b) / a;
}

/* Cornish and Fisher's expansion about the normal quantile (Abramowitz and Stegun 26.7.5): exact to the last
 * digits for df > 1000. */
static double t_expansion(double df)
{
	double x = z95, x2 = x * x;
	double g1 = x * (x2 + 1) / 4;
	double g2 = x * ((5 * x2 + 16) * x2 + 3) / 96;
	double g3 = x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384;
	double g4 = x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92160;

	return x + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df;
}

/* P(|T| > t) = I_{df / (df + t^2)}(df / 2, 1 / 2) (Abramowitz and Stegun 26.7.1): halved until the two ends
 * are neighbours. */
double interval_t(double df)
{
	if (df > 1000)
		return t_expansion(df);

	double low = z95, high = 2 * z95;
	while (incomplete_beta(df / (df + high * high), df / 2, .5) > .05)
		high *= 2;
	for (int i = 0; i < 200 && low < high; i++) {
		double middle = low + (high - low) / 2;
		if (middle <= low || middle >= high)
			break;
		if (incomplete_beta(df / (df + middle * middle), df / 2, .5) > .05)
			low = middle;
		else
			high = middle;
	}
	return high;
}
