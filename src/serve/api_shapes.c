#include "serve/api_shapes.h"

static const struct shape_field estimate_fields[] = {
	{ "value", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "null: not known" },
	{ "n", SHAPE_COUNT, SHAPE_NEEDED, .about = "of how many" },
	{ "low", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "where the 95 % interval begins" },
	{ "high", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "and ends" },
};
const struct shape shape_estimate = { "Estimate", "a number with its 95 % interval", estimate_fields,
	COUNT_OF(estimate_fields), false };
