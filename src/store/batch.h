/* batch - events as columns, on their way into the store.
 *
 *	struct batch b = { 0 };
 *	batch_add(&b, &event);                    // for each
 *	batch_ids(&b)[i] ...
 *	batch_close(&b);
 *
 * What most events do not have (a case, a rating, properties, ...) is a column only from the first event on that
 * has it, so a plain event costs 32 bytes.  What is missing in such a column is a value that nothing else has.
 */
#pragma once

#include "model/scale.h"
#include "store/duck_feed.h"

struct evidence_event {
	uint64_t id;       /* hash of the source and of all that the row says, and of its ordinal */
	uint32_t customer; /* codes from evidence_customer, ... */
	uint32_t kind;
	uint32_t case_code; /* 0: none */
	int64_t time_us, end_us;
	bool has_end, time_assumed;
	uint64_t row;
	uint16_t part;
	bool has_value, has_rating;
	int64_t value_minor;
	struct str currency;
	float rating;
	enum scale scale;
	struct str text;       /* feedback; kept by documents, here only that there is some */
	struct str properties; /* JSON object, or p NULL */
};

/* An id that a source has given itself says all: what it names is the same event, whatever else the record says.  It is
 * told by bits in the middle, as those at the ends spread events over tables. */
#define EVENT_ID_KEYED (UINT64_C(0xFFF) << 32)

static inline uint64_t event_id_keyed(uint64_t hash)
{
	return hash | EVENT_ID_KEYED;
}

static inline bool event_id_is_keyed(uint64_t id)
{
	return (id & EVENT_ID_KEYED) == EVENT_ID_KEYED;
}

/* The same hash, but never taken for one of those. */
static inline uint64_t event_id_of_content(uint64_t hash)
{
	return event_id_is_keyed(hash) ? hash & ~(UINT64_C(1) << 32) : hash;
}

enum batch_column {
	BATCH_ID,
	BATCH_CUSTOMER,
	BATCH_KIND,
	BATCH_TIME,
	BATCH_ROW,
	BATCH_CASE, /* from here on: only where some event has it */
	BATCH_PART,
	BATCH_ENDED,
	BATCH_ASSUMED,
	BATCH_VALUE,
	BATCH_CURRENCY,
	BATCH_RATING,
	BATCH_SCALE,
	BATCH_SAID,
	BATCH_PROPERTIES,
	BATCH_COLUMNS,
};

struct batch {
	struct scope sc;
	size_t n, room;
	void *columns[BATCH_COLUMNS]; /* NULL: no event has it */
	bool has_rare;                /* one of those that only some events have */
	char *texts;                  /* of currencies and properties */
	size_t n_texts, texts_room;
};

/* The table's columns, in the order of enum batch_column. */
extern const struct duck_feed_column batch_columns[BATCH_COLUMNS];

void batch_add(struct batch *b, const struct evidence_event *event);
void batch_copy(
	const struct batch *from, struct batch *to); /* `to` is empty, and gets no more room than that */
bool batch_has_nulls(enum batch_column column);      /* in the table; else it has 0 or false */
void batch_keep(struct batch *b, const bool *keep);  /* by row: the others go */
size_t batch_bytes(const struct batch *b);
void batch_close(struct batch *b); /* it is empty afterwards, and may be filled again */

/* `n` of its rows, `rows` of them, into a chunk's column. */
void batch_put(const struct batch *b, enum batch_column column, const uint32_t *rows, size_t n,
	struct duck_vector *to);

static inline uint64_t *batch_ids(const struct batch *b)
{
	return b->columns[BATCH_ID];
}

static inline int64_t *batch_times(const struct batch *b)
{
	return b->columns[BATCH_TIME];
}

/* Of customers, kinds, cases. */
static inline uint32_t *batch_codes(const struct batch *b, enum batch_column column)
{
	return b->columns[column];
}
