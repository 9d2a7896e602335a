/* who - a record's identifiers, cleaned, hashed where they must be, and the keys that customers are known by.
 *
 *	struct who who;
 *	who_find(&who, secret, event);
 *	who.keys[0]             // the strongest: whose the event is; none: the record is somebody of their own
 */
#pragma once

#include "intake/mapping.h"
#include "store/secret.h"

enum { WHO_MOST = IDENTIFIER_KINDS + 1, WHO_KEY = 2 + SECRET_HASH, WHO_KEPT = 1024, WHO_GIVEN = 78 };

struct who_kept {        /* a hash that was made a moment ago: customers come in runs */
	uint8_t kind, n; /* n 0: none */
	char given[WHO_GIVEN];
	char hash[SECRET_HASH];
};

struct who {
	struct scope sc; /* who_clear empties it */
	size_t n;
	struct str keys[WHO_MOST]; /* as evidence_customer takes them; the strongest first */
	enum identifier_kind kinds[WHO_MOST];
	struct str clear[WHO_MOST]; /* before hashing; as it was given where it came a moment ago */
	char room[WHO_MOST][WHO_KEY];
	struct who_kept kept[WHO_KEPT];
};

void who_find(struct who *who, const struct secret *secret, const struct intake_event *e);
/* Whether a number is an e-mail address, which must not be kept in clear. */
bool who_is_address(struct str value);
void who_clear(struct who *who);
