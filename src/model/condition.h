/* condition - which customers: a tree that segments, personas, filters and exports share.
 *
 *	struct condition *c = condition_from_text(sc, STR("{ did: cart, at_least: 2 }"));   // condition_io.h
 *	condition_words(sc, c);                                    // "did cart at least 2 times"
 *
 * Membership is decided per customer as of the end of the period shown.  Plain values: whoever has the trail
 * and the store evaluates it.
 */
#pragma once

#include "base/str.h"

enum { /* ceilings */
	CONDITION_DEPTH = 16,
	CONDITION_PARTS = 200,   /* of one all or any, steps of a sequence, properties of a where */
	CONDITION_VALUES = 5000, /* of one in */
};

enum condition_kind {
	CONDITION_ALL,      /* parts: every one holds; true where there are none */
	CONDITION_ANY,      /* parts: at least one holds; false where there are none */
	CONDITION_NOT,      /* parts: the one does not hold */
	CONDITION_ATTR,     /* name, test: an attribute of the customer */
	CONDITION_DID,      /* name, where, at_least, within */
	CONDITION_SEQUENCE, /* steps, within, then_not */
	CONDITION_RATING,   /* name (what was rated: "nps"), at, test */
	CONDITION_SAID,     /* at, feeling, theme: feedback; all that are given hold of the same piece */
	CONDITION_PARTY,    /* party */
	CONDITION_PROMISED, /* name, kept: of any of the customer's cases */
	CONDITION_KINDS,
};

enum condition_feeling {
	FEELING_ANY,
	FEELING_NEGATIVE,
	FEELING_NEUTRAL,
	FEELING_POSITIVE,
	CONDITION_FEELINGS
};
enum condition_party { PARTY_CUSTOMER, PARTY_PARTNER, PARTY_EMPLOYEE, CONDITION_PARTIES };

/* A value to compare with.  Attributes and properties are texts: `text` is what they are compared with, the
 * kind says how it was written. */
enum value_kind { VALUE_TEXT, VALUE_INTEGER, VALUE_REAL, VALUE_BOOL };

struct condition_value {
	enum value_kind kind;
	struct str text; /* "PL", "5", "0.5", "true" */
	double number;   /* of VALUE_INTEGER and VALUE_REAL */
};

enum test_kind { TEST_NONE, TEST_IS, TEST_IN, TEST_RANGE, TEST_EXISTS };

struct condition_test {
	enum test_kind kind;
	LIST(struct condition_value) values; /* TEST_IS: one; TEST_IN: any of them */
	bool has_above, has_below;           /* TEST_RANGE: one or both */
	double above, below;                 /* both are outside it */
	bool exists;                         /* TEST_EXISTS: whether there is a value */
};

struct condition_property {
	struct str name; /* of the event: "value", "channel" or a column of its source */
	struct condition_test test;
};

struct condition {
	enum condition_kind kind;
	LIST(struct condition) parts;
	struct str name; /* ATTR: attribute; DID, PROMISED: touchpoint or event; RATING: what was rated */
	struct str at;   /* RATING, SAID: a touchpoint; p NULL: anywhere */
	struct condition_test test;
	LIST(struct condition_property) where; /* DID: all hold of the same event */
	int64_t at_least;                      /* DID: 1 and more times */
	int64_t within_us;      /* DID: before the end of the period; SEQUENCE: first to last; 0: any */
	LIST(struct str) steps; /* SEQUENCE: touchpoints or event names, others may lie between */
	struct str then_not;    /* SEQUENCE: what did not follow; p NULL: nothing asked */
	enum condition_feeling feeling;
	struct str theme; /* SAID; p NULL: any */
	enum condition_party party;
	bool kept; /* PROMISED: it came no later than promised; else it came, and later */
};

/* A sentence part for people: "did cart at least 2 times within 90 days". */
struct str condition_words(struct scope *sc, const struct condition *c);

const char *condition_feeling_name(enum condition_feeling feeling); /* "negative"; NULL for FEELING_ANY */
const char *condition_party_name(enum condition_party party);
