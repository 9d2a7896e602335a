/* ticket - a random secret that somebody carries: a session, a token of the API, a link.  Only its hash is kept.
 *
 *	struct ticket t = ticket_new(TICKET_TOKEN);        // t.text "wt_...", t.hash goes into the database
 *	if (!ticket_read(TICKET_TOKEN, text, &t)) ...      // any bytes may come: only what ticket_new makes is one
 *
 * 256 random bits, so that a fast hash is enough (BLAKE2b, 256 bits, in hex) and nobody can guess one.
 */
#pragma once

#include "base/str.h"

enum ticket_kind {
	TICKET_SESSION, /* "wc_": the cookie */
	TICKET_TOKEN,   /* "wt_" */
	TICKET_SHARE,   /* "ws_" */
	TICKET_LINK,    /* "wl_": an invitation, a new password */
	TICKETS,
};

enum { TICKET_TEXT = 47, TICKET_HASH = 65 };

struct ticket {
	char text[TICKET_TEXT];
	char hash[TICKET_HASH];
};

struct ticket ticket_new(enum ticket_kind kind);
bool ticket_read(enum ticket_kind kind, struct str text, struct ticket *out) MUST_USE;

/* What only the carrier of a ticket can have been given, for a named purpose: BLAKE2b of `purpose` with a hash of the
 * ticket's text as its key.  It does not tell the ticket. */
void ticket_derive(struct str text, struct str purpose, char out[static TICKET_HASH]);
bool ticket_derived(struct str text, struct str purpose, struct str claimed) MUST_USE; /* in constant time */
