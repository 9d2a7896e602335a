#include "voice/mcnemar.h"

#include <math.h>

/* Twice the share of the smaller tail of n throws of a coin. */
static double exact(uint64_t fewer, uint64_t n)
{
	double ways = 1, tail = 0;

	for (uint64_t i = 0; i <= fewer; i++) {
		tail += ways;
		ways = ways * (double)(n - i) / (double)(i + 1);
	}
	return fmin(1, 2 * tail * pow(.5, (double)n));
}

double mcnemar_p(uint64_t a_alone, uint64_t b_alone)
{
	double a = (double)a_alone, b = (double)b_alone;

	if (a + b < MCNEMAR_EXACT)
		return exact(a_alone < b_alone ? a_alone : b_alone, a_alone + b_alone);
	double off = fmax(fabs(a - b) - 1, 0);
	return erfc(sqrt(off * off / (a + b) / 2)); /* of chi-square with one degree of freedom */
}
