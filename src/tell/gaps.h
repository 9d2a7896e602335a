/* gaps - what was expected against what came, with how it was felt, as JSON.
 *
 *	struct gaps_said said;
 *	if (!gaps_say(sc, study, def, customers, where, &said)) ...
 *	tell_gaps(&said, out);
 */
#pragma once

#include "answer/gaps.h"
#include "base/buf.h"

struct gaps_said {
	const struct definition *definition;
	const struct gaps *gaps;
	const struct gap_feelings *const *feelings; /* [lines]: of promises; NULL: none */
	struct str where;                           /* p NULL: all customers */
};

/* `customers`: bitmap; NULL: all. */
bool gaps_say(struct scope *sc, struct study *study, const struct definition *def, const uint64_t *customers,
	struct str where, struct gaps_said *said) MUST_USE;

void tell_gaps(const struct gaps_said *said, struct buf *out);
