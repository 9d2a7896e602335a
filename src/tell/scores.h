/* scores - what customers gave, as JSON.
 *
 *	struct scores_said said = { .by = SCORES_BY_TOUCHPOINT };
 *	tell_scores(sc, study_scores(sc, study, def, &question), &said, out);
 */
#pragma once

#include "answer/scores.h"
#include "base/buf.h"
#include "insight/figures.h"

struct scores_said { /* what was asked, for those who read the answer */
	enum scores_by by;
	const struct str *where;   /* [segments] conditions in words; NULL: of all customers */
	const uint64_t *customers; /* [segments] of each condition */
};

void tell_scores(
	struct scope *sc, const struct scores_answer *a, const struct scores_said *said, struct buf *out);
const char *scores_by_name(enum scores_by by); /* "touchpoint" */

/* So few customers that it is marked. */
static inline bool scores_few(const struct scores_cell *cell)
{
	return cell->value.known && cell->value.n < FIGURES_HOLLOW;
}
