/* estimate - a number that says how sure it is: what every figure on a map is made of. */
#pragma once

#include "base/scope.h"

/* A count that is not told (map/hide.h): fewer than so many, or held back because another could be computed from it. */
#define COUNT_UNTOLD UINT64_MAX
#define COUNT_FEW(most) (COUNT_UNTOLD - (most)) /* most: 1 .. COUNT_FEW_MOST */
enum { COUNT_FEW_MOST = 1000 };

static inline bool count_is_told(uint64_t n)
{
	return n < COUNT_FEW(COUNT_FEW_MOST);
}

/* A share (0..1), a mean or a score, with its 95 % interval and the n it stands on.  Not known (n = 0, or
 * undefined): the three numbers mean nothing and are shown as "no data", never as 0. */
struct estimate {
	bool known;
	double value, low, high;
	uint64_t n;
};

/* How long something takes, in seconds: median with its 95 % interval, and the 95 % quantile. */
struct duration {
	bool known;
	double median_s, low_s, high_s, p95_s;
	uint64_t n;
};
