/* crew - the same work on several cores, each on its own share.
 *
 *	static void add_up(void *to, unsigned worker) { ... ((struct mine *)to)[worker] ... }
 *	crew_run(crew_size(wish), add_up, mine);
 *
 * Nothing is shared but what is only read, so there is nothing to lock.
 */
#pragma once

enum { CREW_MOST = 16 };

/* How many: as many as are wished for, or 0: as many as there are processors. */
unsigned crew_size(unsigned wish);

/* Comes back when all are done.  Where a thread cannot be made, its share is done by the caller. */
void crew_run(unsigned workers, void (*fn)(void *to, unsigned worker), void *to);
