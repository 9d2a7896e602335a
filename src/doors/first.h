/* first - the first admin: a code that the terminal shows, for as long as there is no user.
 *
 *	struct str code;                                               // p NULL: there are users, nothing to do
 *	if (!first_code(sc, doors, now_us, &code)) ...
 *	if (!first_admin(sc, doors, code, &wish, address, now_us, &id)) ...       // then sign_in as anybody
 *
 * The code holds for an hour and for ten tries; each first_code replaces the one before.  A user that
 * `wend user add` makes ends it, too.
 */
#pragma once

#include "doors/user.h"

enum { FIRST_TRIES = 10 };

bool first_code(struct scope *sc, struct doors *doors, int64_t now_us, struct str *code) MUST_USE;

/* wish->rank is not looked at: it is an admin.  Blanks, hyphens and letter case of the code do not count. */
bool first_admin(struct scope *sc, struct doors *doors, struct str code, const struct user_wish *wish,
	struct str address, int64_t now_us, int64_t *id) MUST_USE;
