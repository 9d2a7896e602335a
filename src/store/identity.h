/* identity - who is who, as the event store keeps it: identifiers, what joined them, and what people decided.
 *
 *	identity_settle(sc, ev, first_new);       // after new links: persons.h over all of them
 *	struct identity_customer *c = identity_find(sc, ev, STR("u-1042"));
 *
 * Events keep the identifier that they came with; whose it is stands beside it and is found anew, so a link can be
 * undone.  An identifier is written KIND:VALUE, but for the company's own numbers, which stand as they are; e-mail
 * addresses and phones are hashes (secret.h).
 */
#pragma once

#include "model/identifier.h"
#include "store/evidence.h"

/* The key that evidence_customer takes: the kind in one letter behind a mark, but for the company's own numbers. */
enum { IDENTITY_MARK = 1 };

struct str identity_key(struct buf *b, enum identifier_kind kind, struct str value);

/* SQL for the same, of the table's rows in the order of their codes. */
extern const char IDENTITY_KEYS[];
/* SQL that takes new ones in, from wend_feed() with code and key; bound: the import. */
extern const char IDENTITY_NEW[];

/* Finds persons anew, within the transaction at hand.  Customers below `first_new` were there before: where one of
 * them is somebody else now, what was laid out is void. */
bool identity_settle(struct scope *sc, struct evidence *ev, uint32_t first_new) MUST_USE;

struct identity_link { /* why an identifier is this customer's */
	struct str identifier, beside, file;
	uint64_t row;
};

struct identity_decision { /* what a person said of two identifiers */
	struct str identifier, beside, author;
	int64_t decided_us;
	bool joined; /* else: not one customer's */
};

struct identity_customer {
	uint32_t person; /* code of the identifier that the customer is called by */
	struct str name;
	LIST(uint32_t) codes;
	LIST(struct str) identifiers; /* as they are written */
	LIST(struct identity_link) links;
	LIST(struct identity_decision) decisions;
	LIST(struct str) shared; /* identifiers that stand beside these and join nothing */
};

/* By any identifier as it is written ("u-1042", "cookie:ga4/811.17", "email:3f0c..."), or, where `hash` is not NULL, an
 * e-mail address or a phone in clear.  NULL: FAULT_NOT_FOUND. */
struct identity_customer *identity_find(
	struct scope *sc, struct evidence *ev, struct str identifier) MUST_USE;

/* How customers are called, by their codes: [n], as identity_find takes it; empty where there is nobody. */
struct str *identity_names(struct scope *sc, struct evidence *ev, const uint32_t *codes, size_t n) MUST_USE;

/* What a person decides goes before what is found: two identifiers are one customer's, or not by any link that stands
 * between this identifier and others.  Cutting what people joined takes their decision back, and nothing else. */
bool identity_join(struct scope *sc, struct evidence *ev, uint32_t a, uint32_t b, struct str author,
	int64_t now_us) MUST_USE;
bool identity_cut(
	struct scope *sc, struct evidence *ev, uint32_t code, struct str author, int64_t now_us) MUST_USE;

struct identity_counts {
	uint64_t identifiers, joined, shared, swallowed;
	uint64_t orphans; /* orders that something is known of, but not whose they are */
};
bool identity_counts(struct scope *sc, struct evidence *ev, struct identity_counts *out) MUST_USE;
