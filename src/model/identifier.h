/* identifier - the kinds of names that customers have in one source or another, a row each.
 *
 * Whether an identifier may say that two histories are one person's, and how many accounts it may belong to before it
 * is taken for a shared one (a family's phone, a library's computer), stands here and nowhere else.
 */
#pragma once

#include "base/str.h"

enum identifier_kind {
	IDENTIFIER_USER, /* the company's own number of a customer: the same in all sources */
	IDENTIFIER_EMAIL,
	IDENTIFIER_PHONE,
	IDENTIFIER_EXTERNAL, /* another system's number: "hubspot/9101" */
	IDENTIFIER_ORDER,
	IDENTIFIER_COOKIE, /* a browser: "ga4/811.1772000000" */
	IDENTIFIER_DEVICE,
	IDENTIFIER_HANDLE,  /* a name on a social network: "facebook/Ewa Nowak"; weak */
	IDENTIFIER_VISITOR, /* guessed from address and browser; weak */
	IDENTIFIER_KINDS,
};

const char *identifier_name(enum identifier_kind kind);  /* "email", as --column has it */
const char *identifier_label(enum identifier_kind kind); /* "e-mail address", for people */
bool identifier_find(struct str name, enum identifier_kind *out) MUST_USE;

bool identifier_is_strong(enum identifier_kind kind);  /* it may join histories */
bool identifier_is_private(enum identifier_kind kind); /* kept as a keyed hash only */

/* How many persons with a number of their own one such identifier may stand beside, and how many without one; with
 * more it is shared and joins nothing. */
unsigned identifier_accounts(enum identifier_kind kind);
unsigned identifier_others(enum identifier_kind kind);

/* The identifier as it is compared: an e-mail address in small letters, a phone as digits with its country, an order
 * without the number sign, else as it stands without blanks around it.  p NULL: it names nobody ("null", "undefined",
 * "0", "guest", "info@shop.example", "n/a", ...). */
struct str identifier_clean(struct scope *sc, enum identifier_kind kind, struct str value);
