/* evidence - the events of a workspace and where they came from: append-only, exactly once.
 *
 *	struct evidence_import *im = evidence_begin(sc, ev, &(struct evidence_file){ .name = STR("orders.csv") });
 *	evidence_take(sc, im, batches, n);                // as often as needed
 *	evidence_commit(sc, im, &counts);                 // or evidence_rollback(im)
 *
 * An import is one transaction: either all of its events are there afterwards, or none.  An event that the
 * workspace has already is not taken again: two are the same when id, customer, kind and time are.  Equal rows
 * inside one file are real and kept (the id has their ordinal in it).
 */
#pragma once

#include "base/buf.h"
#include "base/names.h"
#include "model/dictionary.h"
#include "model/scale.h"
#include "store/batch.h"

struct evidence; /* the event store of an open workspace */

struct evidence *evidence_open(struct scope *sc, const char *path, enum duck_mode mode) MUST_USE;
struct evidence *evidence_beside(struct scope *sc, struct evidence *ev) MUST_USE; /* as duck_beside */
void evidence_close(struct evidence *ev);                                         /* takes NULL */
struct duck *evidence_duck(struct evidence *ev);

struct evidence_file {
	struct str name, format, mapping; /* mapping: JSON of how it was read: columns, zone, scale, source */
	uint64_t fingerprint;             /* of the file's bytes */
	enum source_kind source;
	int64_t imported_us;
	bool ever; /* an event with an id of its source's own is known however long ago it was */
};

struct evidence_counts {
	uint64_t events, duplicates, quarantined;
	uint64_t superseded; /* events of earlier versions that no longer count */
	uint64_t metrics, links;
};

struct evidence_import;

/* The same file that was read otherwise before (another zone, other columns) replaces its earlier readings:
 * their events go with the commit. */
struct evidence_import *evidence_begin(
	struct scope *sc, struct evidence *ev, const struct evidence_file *file) MUST_USE;
int64_t evidence_import_id(const struct evidence_import *im);
uint64_t evidence_replaced(const struct evidence_import *im); /* events of earlier readings, taken back */

/* Codes, made where they are new.  Where there are very many kinds, new ones have their page, then their campaign,
 * folded to "*"; false where there are more than DICTIONARY_KINDS even so. */
uint32_t evidence_customer(struct evidence_import *im, struct str key);
uint32_t evidence_case(struct evidence_import *im, struct str key);
bool evidence_kind(
	struct scope *sc, struct evidence_import *im, const struct kind *kind, uint32_t *code) MUST_USE;

/* The kinds, customers and cases by their keys, for those who look them up on several threads while nobody
 * makes new ones. */
const struct names *evidence_customers(const struct evidence_import *im);
const struct names *evidence_cases(const struct evidence_import *im);
const struct names *evidence_kinds(const struct evidence_import *im);
struct str evidence_kind_key(struct buf *b, const struct kind *kind);

/* Two identifiers stood in one record: they are one customer's, unless they are shared (persons.h). */
void evidence_link(struct evidence_import *im, uint32_t a, uint32_t b, uint64_t row);

/* Of what a source changes and exports again (a review, a ticket, a day), only the highest version counts; a deleted
 * one leaves nothing.  `event`: the id of an event of that version; 0 where it has none. */
struct evidence_subject {
	uint64_t hash, event;
	int64_t version;
	bool deleted;
};
bool evidence_subject(
	struct scope *sc, struct evidence_import *im, const struct evidence_subject *subject) MUST_USE;

/* A sum of many, as the source has it.  The same sum with another amount goes before the earlier. */
struct evidence_metric {
	struct str name, currency, event, page, channel, campaign, properties; /* p NULL: none */
	enum source_kind source;
	int64_t time_us, end_us;
	bool has_end;
	double amount;
};
bool evidence_metric(
	struct scope *sc, struct evidence_import *im, const struct evidence_metric *metric) MUST_USE;

/* Whether an identifier was erased once: nothing of it is taken again.  By the hash of secret.h. */
bool evidence_was_erased(const struct evidence_import *im, struct str hash);
bool evidence_erased_any(const struct evidence_import *im);

/* Copies the batches; where enough have gathered, they are compared with what is there and taken in. */
bool evidence_take(
	struct scope *sc, struct evidence_import *im, const struct batch *const *batches, size_t n) MUST_USE;
bool evidence_quarantine(struct scope *sc, struct evidence_import *im, uint64_t row, const char *reason,
	struct str record) MUST_USE;

/* Everything since evidence_begin, minus what was there already. */
bool evidence_settle(struct scope *sc, struct evidence_import *im, struct evidence_counts *counts) MUST_USE;

/* After evidence_settle: the events with text that were there already, by their row and part. */
typedef bool (*evidence_repeat_fn)(struct scope *sc, void *to, uint64_t row, uint16_t part);
bool evidence_repeats(struct scope *sc, struct evidence_import *im, evidence_repeat_fn fn, void *to) MUST_USE;

/* `remarks`: what was assumed, a line each. */
bool evidence_commit(
	struct scope *sc, struct evidence_import *im, uint64_t rows, struct str remarks) MUST_USE;
void evidence_rollback(struct evidence_import *im); /* takes NULL; nothing after evidence_commit */

/* What was assumed when the evidence came in: the remarks of every import that still has events. */
typedef void (*evidence_remark_fn)(struct scope *sc, void *to, struct str file, struct str remark);
bool evidence_remarks(struct scope *sc, struct evidence *ev, evidence_remark_fn fn, void *to) MUST_USE;

/* --- reading --- */

struct evidence_totals {
	uint64_t customers, events, quarantined, imports, kinds;
	bool has_period;
	int64_t from_us, to_us;
};

bool evidence_totals(struct scope *sc, struct evidence *ev, struct evidence_totals *out) MUST_USE;

/* The kinds, in the order of their codes. */
const struct dictionary *evidence_dictionary(struct scope *sc, struct evidence *ev) MUST_USE;

/* Columns of some thousand events at a time, in no order. */
struct evidence_columns {
	size_t n;
	const uint32_t *customer, *kind, *case_code;
	const int64_t *time_us, *value_minor;
	const uint64_t *row, *id;
	const uint16_t *part;
	const float *rating;
	const uint8_t *scale;
	const uint64_t *has_case, *has_rating, *has_value; /* a bit an event; NULL: all have */
};

static inline bool evidence_has(const uint64_t *bits, size_t i)
{
	return !bits || (bits[i / 64] >> (i % 64) & 1);
}

struct evidence_wish {
	int64_t after_import;   /* events of later imports, */
	const uint32_t *all_of; /* and all of these customers, */
	size_t n_all_of;
	uint32_t from, to; /* of customers from <= code < to */
};

typedef void (*evidence_fn)(void *to, const struct evidence_columns *columns);
bool evidence_scan(struct scope *sc, struct evidence *ev, const struct evidence_wish *wish,
	evidence_fn on_columns, void *to) MUST_USE;

/* What a trail needs to know beforehand of the events after an import (0: of all). */
struct evidence_extent {
	uint64_t events, cases, ratings, values;
	uint32_t customers; /* codes are below this */
	int64_t from_us, to_us;
};
bool evidence_extent(
	struct scope *sc, struct evidence *ev, int64_t after_import, struct evidence_extent *out) MUST_USE;

/* Which customer an identifier belongs to, by code; `at` NULL: each is its own. */
struct evidence_persons {
	const uint32_t *at;
	uint32_t n;
};
bool evidence_persons(struct scope *sc, struct evidence *ev, struct evidence_persons *out) MUST_USE;

static inline uint32_t evidence_person(const struct evidence_persons *persons, uint32_t code)
{
	return persons->at && code < persons->n ? persons->at[code] : code;
}

/* What stands for `event` in SQL where `customer` is to be the customer's code and not an identifier's. */
const char *evidence_owned(const struct evidence_persons *persons);

/* One state of the evidence told from another: whoever keeps something that was made of it looks here whether it
 * still holds. */
struct evidence_state {
	int64_t last_import; /* of those that count */
	uint64_t sum;        /* of what each of them brought, and still has */
	uint64_t events;
	uint64_t identity; /* version of who is who: joined or erased customers */
};
bool evidence_state(
	struct scope *sc, struct evidence *ev, int64_t up_to_import, struct evidence_state *out) MUST_USE;
bool evidence_quarantined(struct scope *sc, struct evidence *ev, uint64_t *rows) MUST_USE;
