/* who - a record's identifiers, cleaned, hashed where they must be, and the keys that customers are known by.
 *
 *	struct who who;
 *	who_find(&who, secret, event);
 *	who.keys[0]             // the strongest: whose the event is; none: the record is somebody of their own
 */
#pragma once

#include "intake/mapping.h"
#include "store/secret.h"

enum { WHO_MOST = IDENTIFIER_KINDS + 1, WHO_KEY = 2 + SECRET_HASH };

struct who {
	struct scope sc; /* who_clear empties it */
	size_t n;
	struct str keys[WHO_MOST]; /* as evidence_customer takes them; the strongest first */
	enum identifier_kind kinds[WHO_MOST];
	struct str clear[WHO_MOST]; /* before hashing */
	char room[WHO_MOST][WHO_KEY];
};

void who_find(struct who *who, const struct secret *secret, const struct intake_event *e);
void who_clear(struct who *who);
