/* trail - everybody's steps: all events sorted by customer, then by time, as columns.
 *
 *	struct trail_builder *b = trail_builder_new(expected);
 *	for each event, in any order: trail_builder_add(b, &(struct trail_event){ ... });
 *	const struct trail *trail = trail_build(sc, b);           // takes the builder with it
 *
 * Order within a customer: time in microseconds, then place in the file (`order`), then `id`; never chance,
 * so the same events give the same trail whatever the order they came in.
 */
#pragma once

#include "base/scope.h"

enum { TRAIL_NO_CASE = 0 };

struct trail_event {
	uint32_t customer;  /* dense code, from 0 */
	uint32_t kind;      /* the dictionary's code */
	uint32_t case_code; /* from 1; TRAIL_NO_CASE */
	int64_t time_us;
	uint64_t order; /* row and part in its file */
	uint64_t id;    /* settles what order cannot */
	float rating;   /* on the feeling scale; NAN: none */
	int8_t nps;     /* 0..10 as it was given; -1: not an NPS answer */
	uint8_t scale;  /* enum scale */
};

struct trail {
	uint32_t customers;
	uint64_t events;
	const uint64_t *first; /* [customers + 1]: a customer's events are first[c] .. first[c + 1] - 1 */
	const int64_t *time_us;
	const uint32_t *kind;
	const uint32_t *case_code; /* NULL: the log has no cases */
	const float *rating;       /* NULL: nobody rated; the two below too */
	const int8_t *nps;
	const uint8_t *scale;
	int64_t from_us, to_us; /* the oldest and the newest event; `to_us` is "now" */
};

struct trail_builder;

struct trail_builder *trail_builder_new(uint64_t expected);
void trail_builder_add(struct trail_builder *b, const struct trail_event *event);
void trail_builder_close(struct trail_builder *b); /* takes NULL */

/* Sorts and gives the columns to the scope; the builder is closed.  O(n log longest history). */
const struct trail *trail_build(struct scope *sc, struct trail_builder *b);

/* Floored whole seconds, also before 1970: what every duration and window compares. */
static inline int64_t trail_seconds(int64_t time_us)
{
	return time_us >= 0 ? time_us / 1000000 : -((-time_us + 999999) / 1000000);
}

/* The seconds between two events, each floored. */
static inline int64_t trail_gap(int64_t from_us, int64_t to_us)
{
	return trail_seconds(to_us) - trail_seconds(from_us);
}
