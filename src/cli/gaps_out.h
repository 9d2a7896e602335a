/* gaps_out - what was expected against what came, as tables for people. */
#pragma once

#include "tell/gaps.h"

void gaps_as_tables(struct scope *sc, const struct gaps_said *said, struct buf *out);
