#include "trail/fold.h"

#include "trail/crew.h"

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
	return crew_size(!wish->workers && trail->events < LITTLE ? 1 : wish->workers);
}

static void fold_share(void *to, unsigned worker)
{
	const struct folding *f = to;
	struct blocks *it = blocks_open(f->trail, f->rules, f->wish, f->need, worker, f->workers);

	for (const struct block *b; (b = blocks_next(it));)
		f->on_block(f->to, worker, b);
	blocks_close(it);
}

void fold_blocks(const struct trail *trail, const struct walk_rules *rules, const struct walk_wish *wish,
	unsigned need, unsigned workers, void (*on_block)(void *to, unsigned worker, const struct block *b),
	void *to)
{
	struct folding f = { trail, rules, wish, need, workers, on_block, to };

	crew_run(workers, fold_share, &f);
}
