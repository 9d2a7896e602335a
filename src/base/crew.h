/* crew - the same work on several processors at once, and the caller goes on when all of it is done.
 *
 *	static void count(void *to, unsigned worker, size_t task) ...
 *	crew_run(crew_size(), n_tasks, count, &counts);
 *
 * Tasks are handed out in their order; `worker` is below the number of threads, and no two tasks of one worker
 * run at once, so what a worker needs for itself can stand in a table.  Threads live as long as the call.
 */
#pragma once

#include "base/scope.h"

enum { CREW_MOST = 8 };

typedef void (*crew_fn)(void *to, unsigned worker, size_t task);

unsigned crew_size(void);            /* the processors that are there, at most CREW_MOST */
unsigned crew_wished(unsigned wish); /* as many as are wished for, at most CREW_MOST; 0: crew_size */
void crew_run(unsigned threads, size_t tasks, crew_fn fn, void *to);
