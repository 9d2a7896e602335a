/* compare_out - a comparison as people read it, and as JSON.
 *
 *	compare_as_table(sc, &(struct compare_said){ .map = id, .sides = { ... }, .comparison = c }, out);
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
	bool all;     /* also what is unchanged or too few */
	bool overlap; /* one side has what the other has, and more */
};

void compare_as_table(struct scope *sc, const struct compare_said *said, struct buf *out);
void compare_as_json(struct scope *sc, const struct compare_said *said, struct buf *out);
