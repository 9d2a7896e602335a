/* session - somebody who has signed in, until they sign out or stay away too long.
 *
 *	struct visitor v;
 *	if (!session_open(sc, doors, cookie, address, now_us, &v)) ...         // FAULT_DENIED: sign in
 *	session_csrf(cookie, csrf);                                            // for the page
 *	if (!session_csrf_ok(sc, cookie, header)) ...                          // with whatever changes something
 *
 * The cookie is a ticket (wc_...); only its hash is kept.  It ends after 14 days without use, after 90 days at the
 * latest, when it signs out, and when the user's password or role changes or he is disabled.
 */
#pragma once

#include "doors/doors.h"
#include "doors/ticket.h"
#include "doors/visitor.h"

#define SESSION_IDLE_US (14 * 86400 * INT64_C(1000000))
#define SESSION_LONGEST_US (90 * 86400 * INT64_C(1000000))
#define SESSION_NOTE_US (300 * INT64_C(1000000)) /* use is written down this often, not with each request */
enum { SESSION_MOST = 100 };                     /* of one user; the one unused for the longest goes */

/* For sign_in, within its transaction. */
bool session_begin(struct scope *sc, struct doors *doors, int64_t user, struct str address, int64_t now_us,
	struct ticket *out) MUST_USE;

bool session_open(struct scope *sc, struct doors *doors, struct str cookie, struct str address,
	int64_t now_us, struct visitor *out) MUST_USE;
void session_csrf(struct str cookie, char out[static TICKET_HASH]);
bool session_csrf_ok(struct scope *sc, struct str cookie, struct str claimed) MUST_USE; /* FAULT_DENIED */

bool session_end(
	struct scope *sc, struct doors *doors, struct str cookie, int64_t now_us) MUST_USE; /* sign out */
/* All of a user's: by himself or an admin; `but` (a cookie, or p NULL) stays. */
bool session_end_all(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t user,
	struct str but, int64_t now_us) MUST_USE;

struct session_row {
	int64_t id, made_us, used_us;
	struct str address; /* cut; where it signed in from */
	bool is_this;       /* that of the cookie */
};
bool session_list(struct scope *sc, struct doors *doors, int64_t user, struct str cookie,
	struct session_row **rows, size_t *n) MUST_USE;
bool session_sweep(
	struct scope *sc, struct doors *doors, int64_t now_us) MUST_USE; /* what has ended; now and then */
