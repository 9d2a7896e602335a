/* pick - --where: the customers that a condition means, and how that is said. */
#pragma once

#include "cli/desk.h"

/* *members stays NULL where no --where was given; *words says who was counted. */
bool pick_customers(struct scope *sc, const struct arguments *args, struct desk *desk, uint64_t **members,
	struct str *words) MUST_USE;
