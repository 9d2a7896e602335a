#include "insight/difference.h"

#include <math.h>

#include "insight/interval.h"

static const double z95 = 1.959963984540054; /* the normal distribution's 97.5 % quantile */

/* Newcombe, "Interval estimation for the difference between independent proportions" (Statistics in Medicine 17,
 * 1998), his method 10: the distances of both values to their own bounds, squared and added. */
static struct difference square_and_add(const struct estimate *a, const struct estimate *b, double p)
{
	double below_b = b->value - b->low, above_a = a->high - a->value, above_b = b->high - b->value,
	       below_a = a->value - a->low, d = b->value - a->value;

	return (struct difference){ true, d, d - sqrt(below_b * below_b + above_a * above_a),
		d + sqrt(above_b * above_b + below_a * below_a), p };
}

struct difference difference_shares(uint64_t hits_a, uint64_t n_a, uint64_t hits_b, uint64_t n_b)
{
	struct estimate a = estimate_share(hits_a, n_a), b = estimate_share(hits_b, n_b);

	if (!a.known || !b.known)
		return (struct difference){ .p = 1 };
	return square_and_add(&a, &b, shares_p(hits_a, n_a, hits_b, n_b));
}

/* The square of a mean's standard error; 0 where all are equal but for rounding. */
static double error_squared(const struct moments *m)
{
	double n = (double)m->n, squares = m->squares - m->sum * m->sum / n;

	return squares <= 1e-12 * fabs(m->squares) ? 0 : squares / (n - 1) / n;
}

/* Where one side's spread cannot be told (one value, all equal), its interval is the one that equal values leave
 * possible on the scale, and nothing is tested by a spread of nothing. */
static struct difference without_spread(
	const struct moments *a, const struct moments *b, double low, double high)
{
	struct estimate ea = estimate_mean(a->n, a->sum, a->squares, low, high),
			eb = estimate_mean(b->n, b->sum, b->squares, low, high);

	struct difference d = square_and_add(&ea, &eb, 1);
	double half = d.value > 0 ? d.value - d.low : d.high - d.value;
	if (half > 0 && isfinite(half))
		d.p = erfc(fabs(d.value) / (half / z95) / M_SQRT2);
	return d;
}

/* Welch, "The generalization of Student's problem when several different population variances are involved"
 * (Biometrika 34, 1947), with Satterthwaite's degrees of freedom. */
struct difference difference_means(const struct moments *a, const struct moments *b, double low, double high)
{
	if (!a->n || !b->n)
		return (struct difference){ .p = 1 };

	double ea = a->n > 1 ? error_squared(a) : 0, eb = b->n > 1 ? error_squared(b) : 0, e = ea + eb;
	if (ea <= 0 || eb <= 0)
		return without_spread(a, b, low, high);
	double df = e * e / (ea * ea / (double)(a->n - 1) + eb * eb / (double)(b->n - 1));
	double d = b->sum / (double)b->n - a->sum / (double)a->n, half = interval_t(df) * sqrt(e);
	double t = d / sqrt(e), span = high - low;
	double least = d - half, most = d + half;
	return (struct difference){ true, d, least < -span ? -span : least, most > span ? span : most,
		incomplete_beta(df / (df + t * t), df / 2, .5) };
}

/* The medians' own intervals (order statistics), squared and added as Newcombe's (Zou and Donner 2008 show that it holds
 * for whatever has an interval); the p that such an interval would have if it were normal on the side of 0. */
enum { FEW = 6 }; /* fewer have no median interval of 95 %: they are not tested */

struct difference difference_medians(const struct duration *a, const struct duration *b)
{
	if (!a->known || !b->known)
		return (struct difference){ .p = 1 };

	struct estimate ea = { true, a->median_s, a->low_s, a->high_s, a->n },
			eb = { true, b->median_s, b->low_s, b->high_s, b->n };
	struct difference d = square_and_add(&ea, &eb, 1);
	double half = d.value > 0 ? d.value - d.low : d.high - d.value;
	if (a->n < FEW || b->n < FEW)
		return d;
	if (half > 0)
		d.p = erfc(fabs(d.value) / (half / z95) / M_SQRT2);
	else if (d.value != 0)
		d.p = 0; /* whole seconds, all the same on either side */
	return d;
}
