/* curve - a smooth line through points that never swings past them.
 *
 *	curve_slopes(x, y, n, slopes);
 *
 * Monotone cubic interpolation: between two points the line neither rises nor falls past either of them, and
 * where the points turn, it turns exactly there.
 */
#pragma once

#include <stddef.h>

/* dy/dx at each of n points, x rising strictly (Fritsch and Carlson 1980).  n of 0 and 1 are allowed. */
void curve_slopes(const double *x, const double *y, size_t n, double *slopes);
