/* gaps_out - what was expected against what came, as tables for people and as JSON. */
#pragma once

#include "answer/gaps.h"
#include "base/buf.h"

struct gaps_said {
	const struct definition *definition;
	const struct gaps *gaps;
	const struct gap_feelings *const *feelings; /* [lines]: of promises; NULL: none */
	struct str where;                           /* p NULL: all customers */
};

void gaps_as_tables(struct scope *sc, const struct gaps_said *said, struct buf *out);
void gaps_as_json(struct scope *sc, const struct gaps_said *said, struct buf *out);
