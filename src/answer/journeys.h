/* journeys - the journeys that a number of a map counts: how many they are, and a page of them, the newest first.
 *
 *	struct journeys_question q = { .at = STR("cart"), .of = JOURNEYS_LEFT, .limit = 50 };
 *	struct journeys_answer *a = study_journeys(sc, study, def, &q);
 *	a->total, a->rows[0].start_s, a->rows[0].visits[0].touchpoint
 *
 * The same walk and the same rules as the map's own (trail/table_touchpoints.c), so that a list is as long as the number
 * that it stands behind.  Everybody's journeys are looked at, and no more kept of them than a page has.
 */
#pragma once

#include "answer/study.h"

enum journeys_of {
	JOURNEYS_REACH,   /* that come here; of the whole map all */
	JOURNEYS_SETTLED, /* of these: that came early enough to be judged, which drop-off is a share of */
	JOURNEYS_LEFT, /* of those: that ended here and have left, drop-off's numerator; of the map all that left */
	JOURNEYS_CONVERTED,         /* that come here and reach the goal */
	JOURNEYS_SETTLED_CONVERTED, /* the same of those that are settled: conversion's numerator */
	JOURNEYS_OPEN,              /* that come here and are still on the way */
	JOURNEYS_ANSWERED, /* that come here and are nothing but answers: neither left nor on the way */
	JOURNEYS_ENTRIES,  /* that begin here; not of the whole map */
	JOURNEYS_EXITS,    /* that end here, for good or not; not of the whole map */
	JOURNEYS_OF,
};

enum {
	JOURNEYS_PAGE = 1000,  /* rows at most */
	JOURNEYS_VISITS = 100, /* of a row at most */
};

#define JOURNEYS_UNSORTED STR("(unsorted)")

const char *journeys_of_name(enum journeys_of of); /* "settled" */
bool journeys_of_find(struct str name, enum journeys_of *out) MUST_USE;

/* Which journey: nth counts the customer's events, from 0, up to its first.  New evidence of other people moves none. */
struct journeys_place {
	int64_t start_s;
	uint32_t customer;
	uint64_t nth;
};

struct journeys_question {
	enum journeys_of of;
	struct str at; /* a touchpoint's or a stage's id, or JOURNEYS_UNSORTED; p NULL: of the whole map */
	bool is_stage;
	const uint64_t *customers; /* bitmap; NULL: all */
	bool has_period;           /* that start in it */
	int64_t from_s, to_s;
	bool has_after; /* only those behind this one */
	struct journeys_place after;
	size_t limit; /* 1..JOURNEYS_PAGE */
};

struct journeys_visit {
	uint32_t touchpoint; /* the definition's number of touchpoints: unsorted */
	int64_t at_s;
	uint64_t events;
};

struct journeys_row {
	struct journeys_place place;
	int64_t end_s;
	enum journey_state state;
	bool is_case;
	uint64_t events, n_visits;
	struct journeys_visit *visits; /* the first of them, JOURNEYS_VISITS at most */
};

struct journeys_answer {
	uint64_t total, customers; /* of all pages */
	bool more;                 /* behind these */
	struct journeys_row *rows;
	size_t n;
};

struct journeys_answer *study_journeys(struct scope *sc, struct study *study, const struct definition *def,
	const struct journeys_question *question) MUST_USE;
