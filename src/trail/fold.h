/* fold - every block of a trail to whoever counts, on several cores.
 *
 *	unsigned workers = fold_workers(trail, wish);
 *	fold_blocks(trail, &rules, &wish, BLOCK_TOUCH, workers, on_block, mine);       // on_block(mine, worker, block)
 *
 * Each worker has its own customers; what it counts is its own until all are done and it is added up.
 */
#pragma once

#include "trail/block.h"

/* As many as are wished for; otherwise one for little, else one a processor. */
unsigned fold_workers(const struct trail *trail, const struct walk_wish *wish);

void fold_blocks(const struct trail *trail, const struct walk_rules *rules, const struct walk_wish *wish,
	unsigned need, unsigned workers, void (*on_block)(void *to, unsigned worker, const struct block *b),
	void *to);
