/* clock - what time it is, for commands and for the server: what computes never asks.
 *
 *	int64_t now = clock_us();          // microseconds UTC
 *	int64_t late = clock_steady_us() + 5 * 1000000;     // a deadline that setting the clock does not move
 */
#pragma once

#include <stdint.h>
#include <time.h>

int64_t clock_us(void);
int64_t clock_steady_us(void);
struct timespec clock_steady_in(int seconds); /* for what waits so long at most */
