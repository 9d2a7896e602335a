/* build - events in any order become a trail: a counting sort in two levels, then each customer's few by time.
 *
 *	struct trail_builder *b = trail_builder_open(im, NULL);
 *	for each range of rows: trail_builder_range(b, from, to);
 *		for each event, in any order: trail_builder_add(b, &event);    // others than the range's are passed over
 *		trail_builder_flush(b, 0);
 *	trail_builder_close(b);
 *
 * Memory: 32 bytes an event of the range; several ranges keep it bounded, at the price of as many readings.
 * Time: linear, n log n within one customer where events come out of order.
 */
#pragma once

#include "trail/image.h"

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
	bool has_value;
	int64_t value_minor;
};

/* Which customers have rows, where not all do: a bitmap over the codes, and the rows before each of its words. */
struct trail_rows {
	const uint64_t *bits;
	const uint32_t *rank;
};

struct trail_builder;

/* The image's columns are filled row after row: ranges go upwards and leave none out. */
struct trail_builder *trail_builder_open(struct image *im, const struct trail_rows *rows);
void trail_builder_range(struct trail_builder *b, uint32_t from, uint32_t to);
void trail_builder_add(struct trail_builder *b, const struct trail_event *event);
/* false: more or fewer events, ratings or values than were planned for, so that nothing fits. */
bool trail_builder_flush(struct scope *sc, struct trail_builder *b, unsigned workers) MUST_USE;
void trail_builder_close(struct trail_builder *b); /* takes NULL */

/* All at once, from memory to memory: what tests and small things want.  The trail lives in the scope. */
const struct trail *trail_of_events(struct scope *sc, const struct trail_event *events, size_t n);
