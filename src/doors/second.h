/* second - a user's second factor: codes of a telephone, and ten recovery codes for the day it is lost.
 *
 *	struct second_offer offer;
 *	if (!second_offer(sc, doors, &v, now_us, &offer)) ...                  // show offer.uri, offer.secret
 *	if (!second_turn_on(sc, doors, &v, code, now_us, &recovery)) ...       // on only after one right code
 *
 * A code counts for its step of 30 s and one to either side, and each step once: who reads it over a shoulder comes too
 * late.  Recovery codes are hashed and count once each.
 */
#pragma once

#include "doors/doors.h"
#include "doors/visitor.h"

enum { SECOND_RECOVERY = 10 };

struct second_offer {
	struct str secret; /* base32 */
	struct str uri;    /* otpauth://totp/... */
};

struct second_recovery {
	struct str codes[SECOND_RECOVERY]; /* "abcd-efgh-jkmn": shown once, never again */
};

/* For the user himself, in a session. */
bool second_offer(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t now_us,
	struct second_offer *out) MUST_USE;
bool second_turn_on(struct scope *sc, struct doors *doors, const struct visitor *by, struct str code,
	int64_t now_us, struct second_recovery *recovery) MUST_USE;
/* The user with a code; an admin or the command line for somebody else (code p NULL). */
bool second_turn_off(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t user,
	struct str code, int64_t now_us) MUST_USE;

/* For sign_in: whether the code is right and was not used; it is used up by that.  *left: recovery codes that
 * remain where one was used, else -1.  Within a transaction. */
bool second_check(struct scope *sc, struct doors *doors, int64_t user, struct str code, int64_t now_us,
	bool *right, int64_t *left) MUST_USE;
