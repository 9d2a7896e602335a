/* ways - what a variant looks like: the sequence of event names behind its key.
 *
 *	struct way_names *names = ways_of(sc, trail, &rules, &wish, dictionary, variants, 10);
 *	names[0].codes[0 .. names[0].n - 1]           // of event names
 */
#pragma once

#include "trail/stats.h"

struct way_names {
	uint32_t *codes;
	size_t n;
};

enum { WAYS_MOST = 1000 };

/* Of up to WAYS_MOST variants, as stats_count found them under the same rules and wish. */
struct way_names *ways_of(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *wish, const struct dictionary *dictionary, const struct stats_variant *wanted,
	size_t n);
