/* visitor - who is asking, once a door has let them in: what they may do, and who the audit log names.
 *
 *	struct visitor v;
 *	if (!session_open(sc, doors, cookie, address, now_us, &v)) ...
 *	if (!visitor_needs(sc, &v, GRANT_WRITE)) return false;        // FAULT_DENIED, with words
 */
#pragma once

#include "doors/grant.h"

enum visitor_kind {
	VISITOR_NOBODY, /* has not signed in */
	VISITOR_SYSTEM, /* the command line, the server itself */
	VISITOR_USER,
	VISITOR_TOKEN,
	VISITOR_SHARE,
	VISITORS,
};

struct visitor {
	enum visitor_kind kind;
	int64_t id;   /* of the user, the token, the share link; 0 otherwise */
	int64_t user; /* whose session or token it is; 0: none */
	enum rank rank;
	unsigned grants;
	struct str name;    /* as it is shown */
	struct str address; /* whole; the audit log keeps it cut */
};

struct visitor visitor_system(void);
const char *visitor_key(enum visitor_kind kind); /* "user", as it is stored */
bool visitor_find(struct str key, enum visitor_kind *kind) MUST_USE;

/* false, FAULT_DENIED: what is missing is said. */
bool visitor_needs(struct scope *sc, const struct visitor *by, enum grant grant) MUST_USE;
/* A user in a session, or the command line: tokens make no tokens and change no passwords. */
bool visitor_in_person(struct scope *sc, const struct visitor *by) MUST_USE;
