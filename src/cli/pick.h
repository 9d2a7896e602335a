/* pick - what several commands read alike: --where and how it is said, --unit, numbers, spans of time. */
#pragma once

#include "cli/desk.h"

/* *members stays NULL where no --where was given; *words says who was counted. */
bool pick_customers(struct scope *sc, const struct arguments *args, struct desk *desk, uint64_t **members,
	struct str *words) MUST_USE;

/* The arguments with --map ID as the map's name among the plain words, as a desk takes it. */
struct arguments pick_map(struct scope *sc, const struct arguments *args);

/* --unit; journeys where it is not given. */
bool pick_unit(struct scope *sc, const struct arguments *args, enum unit *unit) MUST_USE;

/* A whole number from 1 to `most`; *n stays where it is not given. */
bool pick_number(struct scope *sc, const struct arguments *args, const char *option, int64_t most,
	int64_t *n) MUST_USE;

/* A span of time as 7d, 12h or 1h30m, in microseconds. */
bool pick_span(struct scope *sc, struct str text, int64_t *us) MUST_USE;
