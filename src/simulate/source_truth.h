/* source_truth - what is true of the composite shop, counted over all its sources.
 *
 *	source_truth_add(sc, truth, &person, records, n);          // for each customer
 *	source_truth_write(truth, options, out);                   // as JSON
 */
#pragma once

#include "base/buf.h"
#include "simulate/shop.h"
#include "simulate/source_records.h"

enum { SOURCE_DAYS = 2000 };

struct source_truth {
	uint64_t journeys, events, histories, pairs; /* pairs: of events that are of one history */
	struct {
		uint64_t records, events, without_history;
	} files[SOURCE_FILES];
	struct {
		uint64_t events, customers, known_events, known_histories;
	} points[SOURCE_POINTS];
	uint64_t walked[SOURCE_STEPS][SOURCE_STEPS]; /* one step directly after the other in a journey */
	uint64_t knowable[SOURCE_POINTS]
			 [SOURCE_POINTS]; /* one event directly after the other in a journey of a history */
	uint64_t kinds[PERSON_KINDS], shares[PERSON_PAIRS];
	uint32_t promotions[SOURCE_DAYS]; /* by day */
};

/* The day of source_truth.promotions, and its midnight. */
size_t source_truth_day(int64_t time_s);
int64_t source_truth_day_s(size_t day);

/* One customer's records, all of them. */
void source_truth_add(struct scope *sc, struct source_truth *truth, const struct person *person,
	const struct source_record *records, size_t n);

void source_truth_write(
	const struct source_truth *truth, const struct simulate_options *options, struct buf *out);
