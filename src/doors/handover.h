/* handover - links that an admin hands over: an invitation, a new password.  Each opens once.
 *
 *	struct str text;
 *	if (!handover_make(sc, doors, by, HANDOVER_INVITE, user, now_us, &text)) ...     // HANDOVER_PATH + "wl_..."
 *	struct handover_seen seen;
 *	if (!handover_look(sc, doors, text, now_us, &seen)) ...                          // whose it is, for the form
 *	if (!handover_use(sc, doors, text, name, password, address, now_us, &user)) ...  // then sign_in
 *
 * Only the newest link of a user opens.  Using one ends all sessions of the user; the second factor stays on.
 */
#pragma once

#include "doors/user.h"

#define HANDOVER_PATH "/join/"

enum handover_kind {
	HANDOVER_INVITE, /* 7 days */
	HANDOVER_RESET,  /* 1 hour */
	HANDOVERS,
};

struct handover_seen {
	enum handover_kind kind;
	int64_t user, until_us;
	struct str email, name;
};

bool handover_make(struct scope *sc, struct doors *doors, const struct visitor *by, enum handover_kind kind,
	int64_t user, int64_t now_us, struct str *text) MUST_USE; /* GRANT_ADMIN */
/* A new user (without a password yet) and the link for them: both, or none. */
bool handover_invite(struct scope *sc, struct doors *doors, const struct visitor *by,
	const struct user_wish *wish, int64_t now_us, int64_t *user, struct str *text) MUST_USE;
bool handover_look(
	struct scope *sc, struct doors *doors, struct str text, int64_t now_us, struct handover_seen *seen)
	MUST_USE; /* FAULT_NOT_FOUND: unknown, used, or too old, in the same words */
/* name empty: it stays. */
bool handover_use(struct scope *sc, struct doors *doors, struct str text, struct str name,
	struct str password, struct str address, int64_t now_us, int64_t *user) MUST_USE;
