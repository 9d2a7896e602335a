#include "measure.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOK_MS = 5 };

double measure_clock(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Megabytes that no file stands behind; 0 where the process is gone already. */
static double anon_of(pid_t pid)
{
	char path[64], text[4096];
	char *at;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t n = read(fd, text, sizeof text - 1);
	close(fd);
	text[n > 0 ? n : 0] = 0;
	at = strstr(text, "RssAnon:");
	return at ? strtod(at + 8, NULL) / 1024 : 0;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

/* Its end wakes us at once where the kernel knows how (5.3); else we see it when we look. */
struct measured measure_wait(pid_t pid, double limit_s)
{
	struct measured m = { 0 };
	double begins = measure_clock(CLOCK_MONOTONIC);
	struct rusage usage;
	int status;
	struct pollfd end = { .fd = (int)syscall(SYS_pidfd_open, pid, 0), .events = POLLIN };

	while (wait4(pid, &status, WNOHANG, &usage) != pid) {
		double anon = anon_of(pid);
		m.anon_mb = anon > m.anon_mb ? anon : m.anon_mb;
		if (limit_s > 0 && !m.cut && measure_clock(CLOCK_MONOTONIC) - begins > limit_s) {
			m.cut = true;
			kill(pid, SIGKILL);
		}
		poll(&end, 1, LOOK_MS);
	}
	m.wall_s = measure_clock(CLOCK_MONOTONIC) - begins;
	if (end.fd >= 0)
		close(end.fd);
	m.cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	m.rss_mb = (double)usage.ru_maxrss / 1024;
	m.ok = !m.cut && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	return m;
}

static int compare(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

double measure_median(double *values, size_t n)
{
	qsort(values, n, sizeof *values, compare);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}
