/* grant - what one may do, as bits: a role has some of them, a token of the API has some of its user's.
 *
 *	unsigned grants = rank_grants(RANK_EDITOR);
 *	if (grants & GRANT_WRITE) ...
 *	if (!grants_read(sc, STR("read,collect"), &grants)) ...
 */
#pragma once

#include "base/buf.h"
#include "doors/rank.h"

enum grant {
	GRANT_READ = 1,      /* maps and what they are made of, as numbers and masked quotes */
	GRANT_WRITE = 2,     /* maps, personas, notes, share links */
	GRANT_IMPORT = 4,    /* files into the workspace */
	GRANT_COLLECT = 8,   /* send events */
	GRANT_PERSONAL = 16, /* a single customer, texts as they were written */
	GRANT_ADMIN = 32,    /* users, tokens of others, the audit log */
	GRANTS_ALL = 63,
};

unsigned rank_grants(enum rank rank);
bool grants_read(
	struct scope *sc, struct str words, unsigned *grants) MUST_USE; /* commas or blanks between */
struct str grants_words(struct scope *sc, unsigned grants);             /* "read,collect" */
