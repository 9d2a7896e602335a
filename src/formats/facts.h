/* facts - what a known format's file says, fact by fact, on its way to a sink.
 *
 *	struct facts *f = facts_new(sc, columns, options, sink, notes, "segment");
 *	facts_begin(f, row, raw);
 *	facts_put(f, FACT_EVENT, STR("Product Added"));
 *	facts_time(f, FACT_TIME, us);
 *	facts_put(f, FACT_USER, STR("u-1042"));
 *	facts_say(f, STR("sku"), STR("TEA-1"));                   // anything else: a property
 *	if (!facts_send(f)) return false;                         // stop: the reason is in the scope
 *
 * A fact is a record whose columns are FACT_NAMES in this order, behind them the properties'.  Texts that are put must
 * live until facts_send; facts_keep and facts_printf copy.  Several facts may come from one row.  A fact
 *
 *	with FACT_EVENT               is an event (it needs FACT_TIME), unless it has a metric
 *	with FACT_METRIC              is a sum of many, never an event: FACT_AMOUNT from FACT_TIME to just before FACT_END
 *	                              (without them: of days that the file does not name), FACT_CURRENCY where it is
 *	                              money; FACT_EVENT, FACT_PAGE, FACT_CHANNEL, FACT_CAMPAIGN and properties are what
 *	                              it was counted by
 *	with identifiers and neither  says only that they are one customer's
 *	with FACT_DELETED             takes back what was said under its FACT_SUBJECT
 */
#pragma once

#include "base/when.h"
#include "sources/reader.h"

enum fact {
	FACT_TIME, /* microseconds UTC in decimal: facts_time, facts_when */
	FACT_END,  /* likewise */
	FACT_EVENT,
	FACT_PAGE,    /* an address */
	FACT_CHANNEL, /* "website", "email", "phone", ...: model/channel.h */
	FACT_CAMPAIGN,
	FACT_VALUE,    /* money: "24.50" */
	FACT_CURRENCY, /* "PLN" */
	FACT_RATING,   /* a decimal number on FACT_SCALE */
	FACT_SCALE,    /* "1-5", "nps", "0-1": model/scale.h; needed where there is a rating */
	FACT_EXPECTED, /* the rating that was expected, on the same scale; or the time promised, as FACT_TIME */
	FACT_TEXT,     /* what the customer said, plain text */
	FACT_SESSION,
	FACT_CASE,   /* a log's own case */
	FACT_SOURCE, /* where it differs from the format's: "email" */

	FACT_KEY, /* the system's own number of this event: the same again is the same event */
	FACT_SUBJECT, /* of the thing that later versions may change (a review, a ticket): of one subject only what has
			 the highest FACT_VERSION counts */
	FACT_VERSION, /* a whole number: the time of the last change, ... */
	FACT_DAY,     /* "20260302": the export's day that this belongs to, rewritten whole for three days */
	FACT_DELETED, /* "true" */

	FACT_METRIC, /* the metric's name: "Sessions", "Ad cost" */
	FACT_AMOUNT, /* a decimal number */

	FACT_USER, /* identifiers, in the order of enum identifier_kind */
	FACT_EMAIL,
	FACT_PHONE,
	FACT_EXTERNAL, /* without the system's name: facts_new's goes before it */
	FACT_ORDER,
	FACT_COOKIE,  /* likewise */
	FACT_DEVICE,  /* likewise */
	FACT_HANDLE,  /* likewise: "facebook/Ewa Nowak" */
	FACT_VISITOR, /* likewise */
	FACT_ALIAS,   /* another user id of the same person */
	FACTS,
};

extern const char *const fact_names[FACTS]; /* "$time", "$end", ... */

struct facts;

/* `system` goes before identifiers that are only known within it, keys and subjects: "hubspot". */
struct facts *facts_new(struct scope *sc, struct names *columns, const struct reader_options *options,
	const struct sink *sink, struct reader_notes *notes, const char *system);

void facts_begin(struct facts *f, uint64_t row, struct str raw);
/* Empty, p NULL: nothing is said.  An identifier that is an e-mail address is put as FACT_EMAIL, unless there is one. */
void facts_put(struct facts *f, enum fact fact, struct str value);
void facts_printf(struct facts *f, enum fact fact, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* What shows who somebody is within properties, pages and campaigns becomes "..." (veil.h). */
void facts_say(struct facts *f, struct str name, struct str value);
void facts_say_id(struct facts *f, struct str name,
	struct str value); /* looks like an address and is none: Message-ID */
struct str facts_veiled(struct facts *f, struct str text);
struct str facts_keep(struct facts *f, struct str value); /* valid until the next facts_begin */

/* What was put lives until the next facts_begin, although the row it came from goes: for what several rows say. */
void facts_hold(struct facts *f);
/* The next fact of the same row about the same customer and thing: identifiers, subject and version stay, all else that
 * was put goes. */
void facts_more(struct facts *f);

/* facts_say under a name of two parts: "traits", "plan" gives "traits.plan". */
void facts_say_in(struct facts *f, const char *group, struct str name, struct str value);

void facts_time(struct facts *f, enum fact fact, int64_t us);
/* Reads the text; a time without a zone is in the zone of the options, else in UTC, which is remarked.  false: it is
 * no such time, or empty, and nothing is put. */
bool facts_when(struct facts *f, enum fact fact, const struct when_shape *shape, struct str text) MUST_USE;
/* ISO 8601 in all its forms, the commonest. */
bool facts_iso(struct facts *f, enum fact fact, struct str text) MUST_USE;
/* The same where the source says that its times are UTC: "2026-03-02 10:15:00". */
bool facts_utc(struct facts *f, enum fact fact, struct str text) MUST_USE;
/* Seconds, milliseconds or microseconds since 1970; the unit is the source's, never guessed. */
bool facts_epoch(struct facts *f, enum fact fact, enum when_family unit, struct str text) MUST_USE;
bool facts_has(const struct facts *f, enum fact fact);

/* false: the sink stops the reading, or it is full (facts_full). */
bool facts_send(struct facts *f) MUST_USE;
/* The row cannot be read: it waits in quarantine, with the reason in words. */
bool facts_broken(struct facts *f, uint64_t row, struct str raw, const char *why) MUST_USE;
bool facts_full(const struct facts *f); /* as many as the options ask for */

/* What was assumed or left out, a sentence for people; told once. */
void facts_remark(struct facts *f, const char *sentence);

/* An address as it may be kept: 203.0.113.7 as 203.0.113.0, an IPv6 to its first 48 bits; p NULL: it is none. */
struct str facts_ip(struct facts *f, struct str address);
