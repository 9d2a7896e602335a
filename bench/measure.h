/* measure - what a process took: wall and processor seconds, and how much memory at its peak.
 *
 *	pid_t pid = fork();
 *	if (pid == 0) ...
 *	struct measured m = measure_wait(pid, 600);
 *	m.wall_s, m.cpu_s, m.anon_mb
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

struct measured {
	double wall_s, cpu_s; /* cpu: user and system, of all its threads and of what it waited for */
	double rss_mb;        /* with the pages of files that it looked at */
	double anon_mb;       /* without: what only it has.  Seen every few milliseconds */
	bool ok;              /* it ended with 0 */
	bool cut;             /* it was ended, past the limit */
};

double measure_clock(clockid_t clock); /* seconds */

struct measured measure_wait(pid_t pid, double limit_s); /* limit 0: none */

double measure_median(double *values, size_t n); /* sorts them */
