/* event - the body of a request to the collector, read strictly: which of its events can be taken, and why not.
 *
 *	struct collect_result r;
 *	if (!collect_read(sc, COLLECT_BATCH, body, NULL, &r)) ...   // nothing of it can be read: 400, or 413 for FAULT_LIMIT
 *	r.received, r.ok, r.errors.at[i].at, r.errors.at[i].why     // events are counted from 0
 *	r.write_key                                                 // p NULL: the body has none
 *
 * Segment's tracking calls.  No trees are built; the body is not changed, it goes to the inbox as it came.
 */
#pragma once

#include "base/str.h"

/* The numbers stand in the inbox's file: a kind keeps its own for good. */
enum collect_kind {
	COLLECT_TRACK = 0,
	COLLECT_PAGE = 1,
	COLLECT_SCREEN = 2,
	COLLECT_IDENTIFY = 3,
	COLLECT_GROUP = 4,
	COLLECT_ALIAS = 5,
	COLLECT_BATCH = 6,
	COLLECT_SENDGRID = 7,
	COLLECT_POSTMARK = 8,
	COLLECT_MAILGUN = 9,
	COLLECT_KINDS,
};

const char *collect_kind_name(enum collect_kind kind);                     /* "track", "batch", "sendgrid" */
bool collect_kind_find(struct str name, enum collect_kind *kind) MUST_USE; /* of /v1/NAME: not the webhooks */

struct collect_limits { /* ceilings; 0: COLLECT_* */
	size_t body;    /* bytes of a single call */
	size_t batch;   /* bytes of a batch */
	size_t event;   /* bytes of an event in it */
	size_t events;  /* in a batch */
};

enum {
	COLLECT_BODY_BYTES = 1 << 20,
	COLLECT_BATCH_BYTES = 5 << 20,
	COLLECT_EVENT_BYTES = 1 << 20,
	COLLECT_EVENTS = 2500, /* Segment's */
	COLLECT_NAME = 256,    /* bytes of an event's name */
	COLLECT_ID = 256,      /* of an identifier or a message's id */
	COLLECT_KEY = 128,     /* of a write key */
	COLLECT_LAST = 20,     /* that are looked at by people */
	COLLECT_ERRORS = 100,  /* that are told one by one; the others are counted */
};

struct collect_error {
	size_t at; /* which event, from 0 */
	const char *why;
};

/* An event as it came: of the body, and valid as long as that is. */
struct collect_last {
	struct str text;
	const char *why; /* why it cannot be taken; NULL: it can */
};

struct collect_result {
	size_t received, ok;
	struct collect_last last[COLLECT_LAST]; /* the event of number i at i % COLLECT_LAST */
	LIST(struct collect_error) errors;
	struct str write_key;
};

/* false: FAULT_INVALID where it is no JSON of this kind, FAULT_LIMIT past a ceiling of the whole. */
bool collect_read(struct scope *sc, enum collect_kind kind, struct str body,
	const struct collect_limits *limits, struct collect_result *result) MUST_USE;

/* --- for those who move them on ----------------------------------------------------------------- */

enum collect_member {
	MEMBER_TYPE,
	MEMBER_MESSAGE,
	MEMBER_USER,
	MEMBER_ANONYMOUS,
	MEMBER_EVENT,
	MEMBER_NAME,
	MEMBER_TIMESTAMP,
	MEMBER_ORIGINAL,
	MEMBER_SENT,
	MEMBER_GROUP,
	MEMBER_PREVIOUS,
	MEMBER_PROPERTIES,
	MEMBER_TRAITS,
	MEMBER_CONTEXT,
	MEMBER_KEY, /* writeKey */
	MEMBER_BATCH,
	MEMBERS,
};

struct collect_value {
	struct str text; /* of a string or a number; of an object as it stands; p NULL: none, or null */
	size_t from, to; /* where the member stands in the event's text, with its name; to 0: nowhere */
};

struct collect_event {
	size_t at;
	struct str text; /* {...} as it came */
	struct collect_value members[MEMBERS];
	const char *why;          /* why it cannot be taken; NULL: it can */
	struct str context, sent; /* of the batch around it; p NULL: none */
};

/* Each event of a body, good or not; valid during the call.  false stops. */
typedef bool (*collect_event_fn)(void *to, const struct collect_event *event);
bool collect_each(struct scope *sc, enum collect_kind kind, struct str body,
	const struct collect_limits *limits, collect_event_fn fn, void *to) MUST_USE;

/* A time as the calls have them: ISO 8601; without a zone UTC. */
bool collect_time(struct str text, int64_t *us) MUST_USE;
/* Whether a library runs on visitors' machines, by an event's context and, below it, its batch's. */
bool collect_is_browser(struct scope *sc, struct str context, struct str around);
