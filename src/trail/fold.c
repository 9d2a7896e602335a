#include "trail/fold.h"

#include "base/crew.h"

enum { LITTLE = 100000 /* events: making a thread takes longer */ };

struct folding {
	const struct trail *trail;
	const struct walk_rules *rules;
	const struct walk_wish *wish;
	unsigned need, workers;
	void (*on_block)(void *to, unsigned worker, const struct block *b);
	void *to;
};

unsigned fold_workers(const struct trail *trail, const struct walk_wish *wish)
{
	return crew_wished(!wish->workers && trail->events < LITTLE ? 1 : wish->workers);
}

/* Shares are as many as workers, so whoever takes a share counts it as worker of that number. */
static void fold_share(void *to, unsigned hand, size_t share)
{
	const struct folding *f = to;
	unsigned worker = (unsigned)share;
	struct blocks *it = blocks_open(f->trail, f->rules, f->wish, f->need, worker, f->workers);

	(void)hand;
	for (const struct block *b; (b = blocks_next(it));)
		f->on_block(f->to, worker, b);
	blocks_close(it);
}

void fold_blocks(const struct trail *trail, const struct walk_rules *rules, const struct walk_wish *wish,
	unsigned need, unsigned workers, void (*on_block)(void *to, unsigned worker, const struct block *b),
	void *to)
{
	struct folding f = { trail, rules, wish, need, workers, on_block, to };

	crew_run(workers, workers, fold_share, &f);
}
