/* compare - what changed between two states of a map, as JSON.
 *
 *	struct compare_said said = { .map = id, .sides = { ... }, .comparison = compare(sc, before, after) };
 *	tell_compare(sc, &said, out);
 */
#pragma once

#include "answer/compare.h"
#include "base/buf.h"

struct compare_side {
	struct str name; /* "buying@1", "now", "2026-03" */
	const struct measures *measures;
};

struct compare_said {
	struct str map;
	struct compare_side sides[2];
	const struct comparison *comparison;
	bool all;     /* for people: also what is unchanged or too few */
	bool overlap; /* one side has what the other has, and more */
};

void tell_compare(struct scope *sc, const struct compare_said *said, struct buf *out);
