/* throttle - whoever fails too often at a door waits, longer each time.
 *
 *	struct throttle *throttle = throttle_new(sc, THROTTLE_PLACES);           // one for the whole process
 *	int64_t wait_s = throttle_ask(throttle, THROTTLE_ADDRESS, address, now_us);     // 0: go on; else 429
 *	if (right) throttle_worked(throttle, THROTTLE_ADDRESS, address);
 *
 * Thread-safe, of a fixed size.  Asking counts as a failure until throttle_worked takes it back, so that many who ask at
 * once do not all slip through.  What is forgotten for want of room leaves its count to whoever takes the place (Metwally,
 * Agrawal, El Abbadi 2005, "space-saving"): a flood of new keys never makes an old one innocent.
 */
#pragma once

#include "base/str.h"

enum throttle_kind {
	THROTTLE_ACCOUNT, /* an e-mail: sign-in */
	THROTTLE_ADDRESS, /* a computer's address, an IPv6 by its first 64 bits: any door */
	THROTTLE_SECOND,  /* a user's codes, after the right password */
	THROTTLE_SHARE,   /* the password of a share link */
	THROTTLES,
};

enum { THROTTLE_PLACES = 1 << 16 /* for all kinds */, THROTTLE_WAYS = 8 };

struct throttle;

struct throttle *throttle_new(struct scope *sc, size_t places); /* lives in sc; a multiple of THROTTLE_WAYS */
void throttle_close(struct throttle *throttle);                 /* takes NULL */

int64_t throttle_ask(
	struct throttle *throttle, enum throttle_kind kind, struct str key, int64_t now_us) MUST_USE;
void throttle_worked(struct throttle *throttle, enum throttle_kind kind, struct str key);
