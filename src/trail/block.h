/* block - some ten thousand events of whole customers at a time, laid out for counting: every report is a fold over
 * blocks, and the blocks are the one walk (walk.h).
 *
 *	struct blocks *it = blocks_open(trail, &rules, &wish, BLOCK_TOUCH | BLOCK_STATE, 0, 1);
 *	for (const struct block *b; (b = blocks_next(it));)
 *		for (size_t u = 0; u < b->units; u++) ... b->touch[b->start[u]] ...
 *	blocks_close(it);
 *
 * A block fits into the cache, so each table has a loop of its own over it, which is faster than one loop for all.
 * Its events lie dense: unit u has those from start[u] to start[u + 1].  Where nothing is left out and the rules are
 * plain, times are read where they lie; what is special (cases, `when`, a cut at the goal) is walked customer by
 * customer and copied, so that the tables need not know of it.
 */
#pragma once

#include "trail/walk.h"

enum { BLOCK_EVENTS = 1 << 14 };
#define BLOCK_NOWHERE UINT32_MAX

enum block_need {
	BLOCK_TOUCH = 1,
	BLOCK_KIND = 2,
	BLOCK_STATE = 4, /* flags, goal_at */
	BLOCK_VISITS = 8,
	BLOCK_CUSTOMER = 16,
	BLOCK_UNIT = 32,
};

/* BLOCK_ANSWERS: all its events are answers. */
enum block_flag { BLOCK_GOAL = 1, BLOCK_OPEN = 2, BLOCK_CASE = 4, BLOCK_ANSWERS = 8 };

/* Whether nobody was on the way: a unit of answers alone, and no goal among them. */
static inline bool block_answered(uint8_t flags)
{
	return (flags & (BLOCK_GOAL | BLOCK_ANSWERS)) == BLOCK_ANSWERS;
}

struct block {
	size_t n, units, n_visits, customers; /* customers: different ones */
	int64_t base_s;                       /* what the times are counted from */
	const uint32_t *time;                 /* [n] seconds; NULL where 32 bits are too few: then */
	const int64_t *wide;                  /* [n] */
	const uint16_t *touch;                /* [n] after `fold` */
	const uint16_t *kind;                 /* [n] */
	const uint32_t *start;                /* [units + 1] */
	const uint32_t *unit;                 /* [n] of each event */
	const uint32_t *customer;             /* [units] ascending */
	const uint8_t *flags;                 /* [units]; with BLOCK_STATE */
	int64_t open_after;                   /* a unit whose last event is later is open (block_is_open) */
	bool walked;                          /* units as the walk found them: their flags are always there */
	const uint32_t *goal_at;              /* [units] the first event at the goal; BLOCK_NOWHERE */
	const uint32_t *visit;                /* [n_visits + 1] where each visit begins */
	const uint32_t *visits;               /* [units + 1] the first visit of each unit */
	const struct trail_part *part;
	const uint64_t *place; /* [n] of each event in the part; NULL: one after the other, from */
	uint64_t from;         /* this one */
};

/* One worker's share of the customers, of `workers` equal ones (by events). */
struct blocks *blocks_open(const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *wish, unsigned need, unsigned worker, unsigned workers);
const struct block *blocks_next(struct blocks *it); /* NULL: no more; never an empty one */
void blocks_close(struct blocks *it);

/* Seconds of an event.  Kernels are made for both widths: `wide` is a constant where it is called. */
static inline __attribute__((always_inline)) int64_t block_time(const struct block *b, size_t i, bool wide)
{
	return wide ? b->wide[i] : (int64_t)b->time[i];
}

static inline bool block_is_open(const struct block *b, size_t u)
{
	return b->walked ? b->flags[u] & BLOCK_OPEN
			 : block_time(b, b->start[u + 1] - 1, !b->time) > b->open_after;
}

static inline uint64_t block_place(const struct block *b, size_t i)
{
	return b->place ? b->place[i] : b->from + i;
}
