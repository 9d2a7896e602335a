/* people - the customers of the composite shop: who they are and which of their names are not theirs alone.
 *
 *	struct person p;
 *	person_make(sc, seed, i, n, &p);              // the same for the same numbers
 *	if (p.kind == PERSON_GUEST) ...
 *
 * Customers 2k and 2k+1 are a pair, of whom some share a computer, a phone or a name.
 */
#pragma once

#include "base/str.h"
#include "simulate/random.h"

enum { PERSON_ACCOUNTS = 2, PERSON_EMAILS = 3, PERSON_DEVICES = 2 };

enum person_kind {
	PERSON_MEMBER,  /* has an account and logs in, at the checkout at the latest */
	PERSON_GUEST,   /* never logs in */
	PERSON_MAILBOX, /* a guest who orders from an address that many read: info@, biuro@ */
	PERSON_TWICE,   /* a member with two accounts of one address, a device each */
	PERSON_MOVED,   /* a member whose address changes */
	PERSON_LONE,    /* known to one source only */
	PERSON_KINDS,
};

enum person_pair { PAIR_NONE, PAIR_COMPUTER, PAIR_PHONE, PAIR_NAME, PERSON_PAIRS };

struct person_device {
	struct str anonymous_id, ga, app, agent,
		address; /* as Segment, GA4, PostHog, the server's log have it */
	bool shared;     /* the pair's computer */
};

struct person {
	uint32_t number; /* from 0 */
	enum person_kind kind;
	enum person_pair pair;
	struct str first, last, name, handle;
	struct str user[PERSON_ACCOUNTS]; /* p NULL: no account */
	struct str email
		[PERSON_EMAILS]; /* now, after a move, and the one that is known to nobody but the help desk */
	struct str phone;        /* p NULL: not given */
	bool phone_shared;       /* it stands beside more than one account: it joins nothing */
	bool newsletter;         /* in Mailchimp's audience */
	bool contact;            /* in HubSpot */
	bool writes_elsewhere;   /* to the help desk from email[2] */
	struct person_device device[PERSON_DEVICES];
};

const char *person_kind_name(enum person_kind kind);
const char *person_pair_name(enum person_pair pair);

/* The first of n, n > i. */
void person_make(struct scope *sc, uint64_t seed, uint32_t i, uint32_t n, struct person *p);

static inline bool person_is_member(const struct person *p)
{
	return p->user[0].p != NULL;
}
