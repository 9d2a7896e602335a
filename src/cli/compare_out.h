/* compare_out - a comparison as people read it.
 *
 *	compare_as_table(sc, &(struct compare_said){ .map = id, .sides = { ... }, .comparison = c }, out);
 */
#pragma once

#include "tell/compare.h"

void compare_as_table(struct scope *sc, const struct compare_said *said, struct buf *out);
