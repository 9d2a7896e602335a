/* source_records - what one customer of the composite shop leaves behind, record by record, over all sources.
 *
 *	struct source_records r = { 0 };
 *	source_records_of(sc, seed, &person, &r);
 *	source_claims(sc, &person, r.at, r.n);
 *
 * A record is what one row or object of a file will say; an order's and a ticket's have several events.
 */
#pragma once

#include "model/identifier.h"
#include "simulate/people.h"
#include "simulate/source_tables.h"

enum { RECORD_EVENTS = 3, SOURCE_JOURNEYS = 4 };

struct source_record {
	int64_t time_s[RECORD_EVENTS]; /* since 1970, UTC; 0: none.  The events are `at`, at + 1, ... */
	uint32_t person, number;       /* number: of all records, from 1 */
	uint32_t choice;               /* picks whatever the record needs */
	uint32_t order;                /* 0: none yet */
	uint8_t at, journey, device, account;
	uint8_t claim; /* of the customer's histories that strong identifiers join, the one that has it; 0: none */
	bool known; /* logged in */
};

struct source_records {
	struct source_record *at;
	size_t n, room;
};

/* Appends them, numbered on, in the order of their times within a journey. */
void source_records_of(
	struct scope *sc, uint64_t seed, const struct person *person, struct source_records *records);

/* The identifiers that the record gives, as its file writes them; p NULL: not given. */
struct source_given {
	struct str id[IDENTIFIER_KINDS];
	bool shared[IDENTIFIER_KINDS]; /* not this customer's alone */
};

void source_given(struct scope *sc, const struct person *person, const struct source_record *record,
	struct source_given *given);

/* Numbers the customer's histories: records are of one where a chain of strong identifiers that are the customer's alone
 * joins them.  What has none of those cannot be told to be the customer's. */
void source_claims(struct scope *sc, const struct person *person, struct source_record *records, size_t n);
