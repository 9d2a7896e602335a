/* secret - the workspace's key, and what it makes of identifiers that must not be kept in clear.
 *
 *	struct secret *secret = secret_open(sc, "shop/secret.key");      // NULL path: one that is forgotten at the end
 *	char hash[SECRET_HASH];
 *	secret_hash(secret, STR("ewa@example.test"), hash);              // the same for the same text and key
 *
 * 128 bits of BLAKE2b with a key of 256 bits (libsodium): without the key nobody can tell an address from its hash,
 * not even by trying all addresses.
 */
#pragma once

#include "base/str.h"

enum { SECRET_HASH = 33 };

struct secret;

/* Makes the key where there is none; `may_make` false: that is refused. */
struct secret *secret_open(struct scope *sc, const char *path, bool may_make) MUST_USE;
void secret_hash(const struct secret *secret, struct str text, char out[static SECRET_HASH]);

/* The same by SipHash-2-4 with 128 bits, a sixth of the time: for guesses that come with every line of a log. */
void secret_hash_quick(const struct secret *secret, struct str text, char out[static SECRET_HASH]);
