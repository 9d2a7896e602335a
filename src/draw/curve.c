#include "draw/curve.h"

#include <math.h>

static double secant(const double *x, const double *y, size_t i)
{
	return (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
}

/* Slopes too steep for the secant beside them are pulled onto the circle of radius 3, inside which the
 * cubic is monotone (Fritsch and Carlson 1980, section 4). */
static void limit(double d, double *m0, double *m1)
{
	if (d == 0) {
		*m0 = *m1 = 0;
		return;
	}
	double a = *m0 / d, b = *m1 / d, r = hypot(a, b);
	if (r > 3) {
		*m0 = 3 / r * a * d;
		*m1 = 3 / r * b * d;
	}
}

void curve_slopes(const double *x, const double *y, size_t n, double *slopes)
{
	if (n < 2) {
		for (size_t i = 0; i < n; i++)
			slopes[i] = 0;
		return;
	}
	slopes[0] = secant(x, y, 0);
	slopes[n - 1] = secant(x, y, n - 2);
	for (size_t i = 1; i + 1 < n; i++) {
		double before = secant(x, y, i - 1), after = secant(x, y, i);
		slopes[i] = before * after <= 0 ? 0 : (before + after) / 2;
	}
	for (size_t i = 0; i + 1 < n; i++)
		limit(secant(x, y, i), &slopes[i], &slopes[i + 1]);
}
