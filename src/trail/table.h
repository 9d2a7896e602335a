/* table - what counts one of the tables of stats.h: a row each, a loop each over the blocks.
 *
 *	const struct table *t = stats_tables[i];
 *	void *mine = t->open(sc, &counting);
 *	for each block: t->block(mine, b);
 *	t->give(sc, mine, stats);                   // adds what it has counted; then it is done with
 *
 * A worker has one of each to itself.  Fewer than 2^31 events pass between open and give, so that 32 bits do for
 * what is counted in between.  A customer's events are in one block.
 */
#pragma once

#include "trail/block.h"
#include "trail/stats.h"

struct table_ask {
	const struct trail *trail;
	const struct walk_rules *rules;
	const struct walk_wish *wish;
	const struct stats_ask *ask;
	int64_t settled_s; /* who came at this second or before can be judged */
};

struct table {
	unsigned wish; /* enum stats_table: any of these */
	unsigned need; /* enum block_need */
	void *(*open)(struct scope *sc, const struct table_ask *ask);
	void (*block)(void *mine, const struct block *b);
	void (*give)(struct scope *sc, void *mine, struct stats *s);
};

extern const struct table table_totals, table_states, table_moves, table_gaps, table_touchpoints, table_dwell,
	table_ratings, table_order, table_kinds, table_variants, table_grams, table_length, table_times,
	table_styles;

/* No duration within a unit is longer, in seconds. */
uint64_t table_longest(const struct table_ask *ask);

/* The key of a unit's sequence: its count is 0. */
struct variant_names;
const struct variant_names *variant_names(struct scope *sc, const struct dictionary *dictionary);
struct stats_variant variant_key(const struct variant_names *names, const struct block *b, size_t unit);

/* The sorted lists of two workers as one. */
void variants_merge(struct scope *sc, struct stats *into, const struct stats *from);
void grams_merge(struct scope *sc, struct stats *into, const struct stats *from);
void styles_merge(struct stats_styles *into, const struct stats_styles *from);
