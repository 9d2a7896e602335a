/* estimate - a number that says how sure it is: what every figure on a map is made of. */
#pragma once

#include "base/scope.h"

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
