#include "insight/gap.h"

#include <math.h>
#include <stdlib.h>

#include "insight/interval.h"

static const char *const names[GAP_UNITS] = { "days", "points", "steps" };

const char *gap_unit_name(enum gap_unit unit)
{
	return names[unit];
}

bool gap_has_interval(const struct estimate *e)
{
	return e->known && isfinite(e->low) && isfinite(e->high);
}

/* Sums are of what differs from the first value, so that times far from 0 lose no digits. */
static struct estimate mean_of(const double *x, size_t n, double low, double high)
{
	double sum = 0, squares = 0, first = n ? x[0] : 0;

	for (size_t i = 0; i < n; i++) {
		sum += x[i] - first;
		squares += (x[i] - first) * (x[i] - first);
	}
	struct estimate e = estimate_mean(n, sum, squares, low - first, high - first);
	bool endless = isinf(low) || isinf(high);

	if (!e.known)
		return e;
	if (endless && squares - sum * sum / (double)n <= 1e-12 * squares)
		return (struct estimate){ true, e.value + first, -INFINITY, INFINITY, n };
	return (struct estimate){ true, e.value + first, e.low + first, e.high + first, n };
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* By nearest rank, as all quantiles are.  Sorts x. */
static struct estimate median_of(double *x, size_t n)
{
	uint64_t low, high;

	if (!n)
		return (struct estimate){ 0 };
	qsort(x, n, sizeof *x, by_size);
	interval_median_ranks(n, &low, &high);
	return (struct estimate){ true, x[(n - 1) / 2], x[low - 1], x[high - 1], n };
}

struct gap gap_of(
	struct scope *sc, enum gap_unit unit, const struct gap_pair *pairs, size_t n, double low, double high)
{
	double *x = NEW_ARRAY(sc, double, n + 1), *y = NEW_ARRAY(sc, double, n + 1),
	       *d = NEW_ARRAY(sc, double, n + 1);
	uint64_t broken = 0;

	for (size_t i = 0; i < n; i++) {
		x[i] = pairs[i].expected;
		y[i] = pairs[i].actual;
		d[i] = y[i] - x[i];
		broken += pairs[i].broken;
	}
	struct gap g = { .unit = unit,
		.n = n,
		.expected = mean_of(x, n, low, high),
		.actual = mean_of(y, n, low, high),
		.difference = mean_of(d, n, low - high, high - low),
		.broken = estimate_share(broken, n) };
	g.expected_median = median_of(x, n);
	g.actual_median = median_of(y, n);
	g.difference_median = median_of(d, n);
	return g;
}

struct gap gap_of_step(uint64_t happened, uint64_t n)
{
	struct estimate share = estimate_share(happened, n), missing = estimate_share(n - happened, n);
	struct gap g = { .unit = GAP_STEPS, .n = n, .actual = share, .broken = missing };

	if (!n)
		return g;
	g.expected = (struct estimate){ true, 1, 1, 1, n };
	g.difference = (struct estimate){ true, share.value - 1, share.low - 1, share.high - 1, n };
	return g;
}
