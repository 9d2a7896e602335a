/* strangers - files whose customers nobody else knows: none of them did anything in any other file or source.
 *
 *	struct stranger *list;
 *	if (!strangers_find(sc, ev, &list, &n)) ...
 *	struct str words = stranger_words(sc, &list[0]);     // "none of the 900 customers of this file is in ..."
 *
 * Two files that were meant to tell of the same people, and have no number in common, make a map on which nothing follows
 * from anything: that is said when the second one comes, and for as long as it is so.
 */
#pragma once

#include "store/evidence.h"

enum { STRANGERS_LEAST = 10 /* fewer customers, here or elsewhere, may be chance */ };

struct stranger {
	int64_t import;
	uint64_t customers;
	struct str others; /* "orders.csv, web.csv and 2 more" */
};

/* By import; what came live from a source is one. */
bool strangers_find(struct scope *sc, struct evidence *ev, struct stranger **list, size_t *n) MUST_USE;
/* NULL: it is none of them. */
const struct stranger *stranger_of(const struct stranger *list, size_t n, int64_t import);

struct str stranger_words(struct scope *sc, const struct stranger *s);
