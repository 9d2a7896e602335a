/* password - which passwords are taken, and how they are written before they are hashed.
 *
 *	struct str plain = password_plain(sc, given);              // p NULL: refused, with words
 *	if (!password_ok(sc, plain, email)) ...                    // FAULT_INVALID
 *
 * At least ten letters, not the e-mail, none of the commonest; no rule about what they are made of (NIST SP 800-63B).
 */
#pragma once

#include "base/str.h"

enum { PASSWORD_LEAST = 10, PASSWORD_SHARE_LEAST = 8, PASSWORD_MOST = 1024 /* bytes */ };

/* Normalised (NFKC), so that the same letters typed on another keyboard are the same password. */
struct str password_plain(struct scope *sc, struct str given) MUST_USE;
bool password_ok(struct scope *sc, struct str plain, struct str email) MUST_USE;
bool password_is_common(struct str plain); /* letter case ignored */
