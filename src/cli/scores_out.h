/* scores_out - scores as a table, and as series. */
#pragma once

#include "tell/scores.h"

void scores_text(
	struct scope *sc, const struct scores_answer *a, const struct scores_said *said, struct buf *out);
