/* trail - everybody's steps: all events sorted by customer, then by time, as columns.
 *
 *	struct history h = trail_history(trail, customer);
 *	for (uint64_t i = h.from; i < h.to; i++) ... part_kind(h.part, i), part_second(h.part, i) ...
 *
 * Order within a customer: time in microseconds, then place in the file (`order`), then `id`; never chance, so the
 * same events give the same trail whatever the order they came in.  It is settled when the trail is built; from
 * then on times are whole seconds, which is what every duration and window compares.
 *
 * A trail has one or two parts: the main one, and a delta with the whole histories of those customers of whom
 * there is something new.  Who stands in the delta does not count in the main part.  Events are numbered through
 * both parts: the delta's behind the main part's.
 */
#pragma once

#include "base/scope.h"

enum { TRAIL_NO_CASE = 0, TRAIL_KINDS = 65536, TRAIL_PAD = 64 /* bytes that may be read behind a column */ };

/* What few events have stands beside the columns, in the order of the events. */
struct trail_rating {
	uint64_t event; /* its place in the part */
	uint32_t customer;
	float rating;  /* on the feeling scale */
	int8_t nps;    /* 0..10 as it was given; -1: not an NPS answer */
	uint8_t scale; /* enum scale */
	uint8_t unused[6];
};

struct trail_value {
	uint64_t event;
	int64_t minor; /* hundredths of the currency's unit */
};

struct trail_part {
	uint32_t rows;         /* customers, those without events too */
	uint64_t events, base; /* base: the number of its first event */
	const uint32_t *code;  /* [rows] of each customer, ascending; NULL: the row is the code */
	const uint64_t *first; /* [rows + 1]: a row's events are first[r] .. first[r + 1] - 1 */
	unsigned kind_bytes;   /* 1 or 2 */
	unsigned
		time_bytes; /* 4: seconds since base_s, unsigned; 8: the same, signed, where 32 bits are too few */
	int64_t base_s;
	const void *kind, *time;
	const uint32_t *case_code; /* NULL: nobody has a case */
	const struct trail_rating *ratings;
	const struct trail_value *values;
	size_t n_ratings, n_values;
};

struct trail {
	uint32_t customers; /* codes are below this */
	uint64_t events;    /* of everybody, each once */
	struct trail_part parts[2];
	size_t n_parts;           /* 1, or 2 with a delta */
	const uint64_t *in_delta; /* bitmap over the codes; NULL without a delta */
	const uint32_t *rank;     /* rows of the delta before each word of the bitmap */
	int64_t from_us, to_us;   /* the oldest and the newest event; `to_us` is "now" */
	uint32_t kinds;
	const uint64_t *kind_events; /* [kinds] */
	const int64_t *kind_newest;  /* [kinds], microseconds; INT64_MIN: none */
	int64_t silence_s;           /* the silence limit that fits the data (silence.h) */
	bool silence_learnt;
};

struct history {
	const struct trail_part *part;
	uint64_t from, to;
};

static inline bool trail_has_bit(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static inline struct history trail_history(const struct trail *t, uint32_t customer)
{
	const struct trail_part *part = &t->parts[0];
	uint64_t row = customer;

	if (t->in_delta && trail_has_bit(t->in_delta, customer)) {
		uint64_t before = t->in_delta[customer / 64] & ((1ull << (customer % 64)) - 1);
		part = &t->parts[1];
		row = t->rank[customer / 64] + (unsigned)__builtin_popcountll(before);
	} else if (row >= part->rows) {
		return (struct history){ part, 0, 0 };
	}
	return (struct history){ part, part->first[row], part->first[row + 1] };
}

static inline uint32_t part_kind(const struct trail_part *p, uint64_t i)
{
	return p->kind_bytes == 1 ? ((const uint8_t *)p->kind)[i] : ((const uint16_t *)p->kind)[i];
}

static inline int64_t part_second(const struct trail_part *p, uint64_t i)
{
	return p->base_s +
	       (p->time_bytes == 4 ? (int64_t)((const uint32_t *)p->time)[i] : ((const int64_t *)p->time)[i]);
}

static inline uint32_t part_case(const struct trail_part *p, uint64_t i)
{
	return p->case_code ? p->case_code[i] : TRAIL_NO_CASE;
}

/* The first rating (value) of an event at this place of the part or behind it. */
size_t part_rating_at(const struct trail_part *p, uint64_t place);
size_t part_value_at(const struct trail_part *p, uint64_t place);

/* Floored whole seconds, also before 1970: what every duration and window compares. */
static inline int64_t trail_seconds(int64_t time_us)
{
	return time_us >= 0 ? time_us / 1000000 : -((-time_us + 999999) / 1000000);
}
