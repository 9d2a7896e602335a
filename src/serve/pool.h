/* pool - threads that do what may take its time, so that a loop never waits.
 *
 *	struct pool *p = pool_open(sc, 4, 256);
 *	if (!pool_put(p, work, to)) ...                 // 256 wait already: try later
 *	pool_close(p);                                  // after all that was put is done
 */
#pragma once

#include "base/scope.h"

struct pool;
typedef void (*pool_fn)(void *to);

struct pool *pool_open(struct scope *sc, unsigned threads, size_t most_waiting) MUST_USE;
bool pool_put(struct pool *pool, pool_fn fn, void *to) MUST_USE;
size_t pool_waiting(struct pool *pool);
void pool_close(struct pool *pool); /* takes NULL */
