/* persons - which identifiers are one person's: found from the links between them, the same whatever their order.
 *
 *	struct persons *p = persons_find(sc, &(struct persons_input){ kinds, n, links, n_links });
 *	p->person[code]                       // the smallest code among a person's identifiers
 *
 * A link says that two identifiers stood in one record.  Strong identifiers are looked at from the account down: a
 * customer's number, then e-mail addresses, then other systems' numbers, then phones and orders, then browsers and
 * devices.  One that stands beside more persons than its kind may (model/identifier.h: so many with a number of the
 * company's own, so many without) is shared, like a family's phone or a browser in a library: none of its links counts.  A person who would come to more than `most` identifiers
 * (or `most_accounts` numbers and addresses) is not made: something joins strangers, and people are told.
 */
#pragma once

#include "model/identifier.h"

struct link {
	uint32_t a, b;
};

struct persons_input {
	const uint8_t *kinds; /* of the identifiers, by code: enum identifier_kind */
	uint32_t n;
	const struct link *links;
	size_t n_links;
	const struct link *wished; /* what people joined: goes before all rules */
	size_t n_wished;
	uint32_t most, most_accounts; /* 0: PERSONS_MOST, PERSONS_ACCOUNTS */
};

enum { PERSONS_MOST = 1000, PERSONS_ACCOUNTS = 12 };

struct persons {
	uint32_t *person;         /* by code */
	LIST(uint32_t) shared;    /* identifiers that belong to several accounts: their links do not count */
	LIST(uint32_t) swallowed; /* one identifier of each person who would have been too many */
};

struct persons *persons_find(struct scope *sc, const struct persons_input *input) MUST_USE;
