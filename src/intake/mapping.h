/* mapping - what a table's columns mean, and the events that its records become.
 *
 *	struct mapping *m = mapping_guess(sc, columns, sample, n_sample, &wishes);
 *	for each record: switch (mapping_apply(m, &record, &events)) ...
 *
 * Roles are found by name (English, Polish, Russian) and by content, every wish of the user goes before what
 * was found, and whatever had to be assumed is said in `remarks`.
 */
#pragma once

#include "base/names.h"
#include "base/when.h"
#include "formats/format.h"
#include "model/identifier.h"
#include "model/scale.h"
#include "model/source.h"
#include "sources/reader.h"

enum role {
	ROLE_NONE, /* kept as a property of the event under the column's name */
	ROLE_CUSTOMER,
	ROLE_CASE,    /* a log's own case: its events are one journey */
	ROLE_SESSION, /* recognised, so that it is taken for nothing else; kept as a property */
	ROLE_TIME,
	ROLE_END, /* when the event ended */
	ROLE_EVENT,
	ROLE_PAGE,
	ROLE_CHANNEL,
	ROLE_CAMPAIGN,
	ROLE_VALUE,
	ROLE_CURRENCY,
	ROLE_RATING,
	ROLE_EXPECTED, /* a rating expected, or a time promised */
	ROLE_TEXT,
	ROLE_STAGE_TIME, /* wide table: this column's time is an event called after the column */
	ROLE_IGNORE,
	ROLE_EMAIL, /* identifiers besides the customer's own number, in the order of enum identifier_kind */
	ROLE_PHONE,
	ROLE_EXTERNAL,
	ROLE_ORDER,
	ROLE_COOKIE,
	ROLE_DEVICE,
	ROLE_HANDLE,
	ROLE_VISITOR,
	ROLE_ALIAS,   /* another number of the same customer */
	ROLE_KEY,     /* the source's own number of the event */
	ROLE_SUBJECT, /* of what has versions; with the version */
	ROLE_VERSION,
	ROLE_DAY, /* the day of an export that is rewritten for a while */
	ROLE_DELETED,
	ROLE_SCALE,  /* of the rating beside it */
	ROLE_SOURCE, /* the kind of source, where it differs from the file's */
	ROLE_METRIC, /* a sum of many and its name; with the amount */
	ROLE_AMOUNT,
	ROLE_ADDRESS, /* of a computer: kept in part */
	ROLE_FLAG,    /* its yes is an event beside the record's own, called after the column */
	ROLE_EACH,    /* a property of every event of the record, not of the first alone: a weight */
	ROLE_JOINED,  /* a part of another column's value: `event=concept:name+lifecycle:transition` */
	ROLES,
};

const char *role_name(enum role role); /* "customer", as --column has it */
bool role_find(struct str name, enum role *out) MUST_USE;

/* A wish of the user: `rating=Q7FOOD`, `rating=Q7FOOD@1-5 as food`, `time=INTDATE@mdy`, `event=step+state`,
 * `rating=Q7*`.  What the table has as a column's name, letter by letter, is that column. */
struct column_wish {
	enum role role;
	struct str column;        /* one, several joined by "+", or all that fit "Q7*" */
	struct str whole;         /* with all that follows, should a column be called so; p NULL: none */
	const struct str *others; /* what the column is called elsewhere: the first that is there */
	size_t n_others;
	struct str event;      /* of a rating, stage or flag; p NULL: called after the column */
	enum scale scale;      /* SCALE_NONE: find it */
	enum when_order order; /* of a time's day and month; WHEN_ORDER_UNKNOWN: find it */
	bool optional;         /* of a recipe: tables without it, and wishes against it, are as good */
};

/* Reads a wish as it is written above; the column is not looked for yet.  false: no such role, or no column. */
bool column_wish_read(struct scope *sc, struct str text, struct column_wish *out) MUST_USE;
bool column_role_find(struct scope *sc, struct str name, enum role *out) MUST_USE; /* the reason lists them */

enum wishes_others {  /* what becomes of the columns that no wish is about */
	OTHERS_FOUND, /* their role is found, by name and content */
	OTHERS_PROPERTY,
	OTHERS_IGNORED,
};

struct mapping_wishes {
	const struct column_wish *columns;
	size_t n_columns;
	const char *zone; /* IANA name for times without one; NULL: UTC is assumed and said */
	enum scale scale; /* --scale, for all rating columns; SCALE_NONE: find it */
	bool has_at;      /* --at: the time of records that have none, marked as assumed */
	int64_t at_us;
	struct str at_in_name;   /* "YYYY-05-15", with the year of the file's name; p NULL: none */
	bool rows_are_customers; /* whatever its columns are called */
	enum wishes_others others;
	struct str file_name; /* "nps_march.csv": may name the event of a table without one */
	bool cases;           /* the format brings its own cases */
	bool decimal_comma;
	bool may_be_empty;           /* no record at all is no fault, of a known format */
	const struct format *format; /* what it knows of its columns; NULL: nothing */
	struct mapping **seen;       /* the mapping, also one that no event can come of; NULL: nobody asks */
};

struct property {
	struct str name, value;
};

/* One event, or one piece of feedback, as the record says it; its texts are the record's own, valid as long as
 * those are.  Where a record becomes several events, its value and its properties stand with the first, a wide
 * row's rating and text with the event they are about; sessions are properties. */
struct intake_event {
	union {
		struct str customer; /* the company's own number; p NULL: not known */
		struct str ids
			[IDENTIFIER_KINDS]; /* as they were given; none at all: the record is a customer of its own */
	};
	struct str alias;   /* another number of the customer; p NULL: none */
	struct str case_id; /* p NULL: no case */
	struct str event, page, channel, campaign, text, currency; /* p NULL: none */
	int64_t time_us, end_us;
	bool has_end, time_assumed;
	bool has_value;
	int64_t value_minor; /* hundredths of the currency's unit */
	bool has_rating;
	double rating;
	enum scale scale;
	const struct property *properties; /* all other columns that say something, sorted by name */
	size_t n_properties;
	uint64_t row;
	uint16_t part;                /* 0.. where one record becomes several events */
	struct str key, subject, day; /* p NULL: none */
	int64_t version;
	bool has_version, deleted, has_source;
	enum source_kind source;
	struct str metric; /* p NULL: it is an event */
	double amount;
};

/* Whether anything says who it was. */
bool intake_event_has_who(const struct intake_event *e);

struct mapped_column {
	struct str name;
	enum role role;
	struct str why;   /* "by name", "by content: 98 % are dates", "--column" */
	enum scale scale; /* for ROLE_RATING */
	struct str event; /* for ROLE_STAGE_TIME and several ratings: the event's name */
	struct str shape; /* for times: "YYYY-MM-DD HH:MM:SS, no zone: UTC assumed"; p NULL else */
};

struct mapping;

struct intake_events {
	const struct intake_event *at;
	size_t n; /* 0: the record says nothing that is an event: an empty wide row, who is who, a metric */
	const struct intake_event
		*said; /* what stands for the whole record: who it was, its subject, its metric */
};

/* NULL, with a reason that names the columns that are there, where no event can come out of this table. */
struct mapping *mapping_guess(struct scope *sc, const struct names *columns, const struct record *sample,
	size_t n_sample, const struct mapping_wishes *wishes) MUST_USE;

/* Whether a column's times stay ambiguous (day or month first) in the sample: whoever has the whole file
 * shows it to mapping_settle, record by record, before the first mapping_apply. */
bool mapping_unsettled(const struct mapping *m);
void mapping_settle(struct mapping *m, const struct record *record);

/* false: the record cannot be read; `why` says so in words and names the column and the value. */
bool mapping_apply(struct mapping *m, const struct record *record, struct intake_events *events,
	char why[static 256]) MUST_USE;

/* The same mapping for another thread, which applies its twin and no other.  What a twin counted since the last time is
 * taken from it, and added to the first mapping, in the order of the records, before its remarks are asked for. */
struct mapping *mapping_twin(struct scope *sc, struct mapping *m);
struct mapping_counts *mapping_counts_take(struct scope *sc, struct mapping *twin);
void mapping_counts_add(struct mapping *m, const struct mapping_counts *counts);

/* Whether the records say who is who and nothing else: there is nobody to whom something happened. */
bool mapping_is_identity(const struct mapping *m);

const struct mapped_column *mapping_columns(const struct mapping *m, size_t *n);
bool mapping_is_wide(const struct mapping *m);
bool mapping_rows_are_customers(const struct mapping *m);

/* What was assumed, a sentence each, with the option that changes it.  Complete after the last record. */
const struct str *mapping_remarks(const struct mapping *m, size_t *n);
