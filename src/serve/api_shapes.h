/* api_shapes - shapes that several routes' answers are made of.
 *
 *	{ "share", SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate }
 */
#pragma once

#include "serve/shape.h"

enum { SHAPE_ROWS_MOST = 1000000 }; /* of a list that the evidence makes long */

/* {"value", "n", "low", "high"}: nulls where it is not known. */
extern const struct shape shape_estimate;
