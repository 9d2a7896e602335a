/* person - one customer, by whatever they are known: who they are, what they did, and their right to be forgotten.
 *
 *	struct person *p = person_find(sc, ws, STR("ewa@example.test"));
 *	person_each(sc, ws, p, fn, to);           // their events, in order
 *	person_erase(sc, dir, STR("u-1042"), &erased);
 */
#pragma once

#include "store/identity.h"
#include "store/workspace.h"

struct person {
	struct identity_customer *who;
	struct str asked; /* as it was asked for */
	struct str key;   /* the identifier it was found by */
};

/* By an identifier as it is written (u-1042, cookie:ga4/811.17), an e-mail address or a phone in clear.
 * FAULT_NOT_FOUND where there is nobody. */
struct person *person_find(struct scope *sc, struct workspace *ws, struct str text) MUST_USE;

/* The key that the import knows an identifier by, from how it is written (store/identity.h). */
struct str person_key(struct scope *sc, struct str written);

/* The code of one identifier, written likewise. */
bool person_code(struct scope *sc, struct workspace *ws, struct str text, uint32_t *code) MUST_USE;

/* Whether somebody of this name was erased here once. */
bool person_was_erased(struct scope *sc, struct workspace *ws, struct str text, bool *before) MUST_USE;

struct person_event {
	int64_t time_us;
	bool assumed, has_value, has_rating;
	double value, rating;
	struct str source, event, page, channel, campaign, currency, properties, identifier, file, text;
	uint64_t row;
};

typedef bool (*person_fn)(struct scope *sc, void *to, const struct person_event *event);
bool person_each(
	struct scope *sc, struct workspace *ws, const struct person *p, person_fn fn, void *to) MUST_USE;

struct person_erased {
	uint64_t identifiers, events, texts, quarantined;
	LIST(struct str) names;   /* the identifiers */
	LIST(struct str) exports; /* files that had something of them, removed */
	uint64_t files, bytes;    /* looked through afterwards */
	uint64_t needles;         /* what was looked for in them */
	uint64_t mentioned;       /* of those, what others wrote: theirs, and left as it is */
	uint64_t inside;          /* of those, what stands inside of what is another's: 1042 in 10421 */
	LIST(struct str) left;    /* files in which something is left all the same */
};

/* Removes a customer from everything in the workspace's folder and looks through every byte of it afterwards.  The
 * workspace must not be open.  `dry`: says what would go. */
bool person_erase(
	struct scope *sc, const char *dir, struct str text, bool dry, struct person_erased *out) MUST_USE;
