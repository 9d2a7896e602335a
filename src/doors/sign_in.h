/* sign_in - with e-mail and password, and a code where the user has a second factor.
 *
 *	struct sign_in_done done;
 *	if (!sign_in(sc, doors, &(struct sign_in_try){ email, password, code, address }, now_us, &done))
 *		... FAULT_DENIED: wrong; FAULT_LIMIT: done.retry_s
 *	if (done.needs_code) ... ask for it, and try again with all of it; else set the cookie done.cookie
 *
 * An e-mail that nobody has costs the same hash and gives the same words.
 */
#pragma once

#include "doors/session.h"

struct sign_in_try {
	struct str email, password;
	struct str code; /* six digits or a recovery code; p NULL: not asked for yet */
	struct str address;
};

struct sign_in_done {
	bool needs_code;
	char cookie[TICKET_TEXT]; /* "" where a code is needed */
	int64_t user;
	int64_t recovery_left; /* where a recovery code was used: how many there are; else -1 */
	int64_t retry_s;       /* with FAULT_LIMIT */
};

bool sign_in(struct scope *sc, struct doors *doors, const struct sign_in_try *attempt, int64_t now_us,
	struct sign_in_done *done) MUST_USE;
