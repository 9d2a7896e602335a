/* totp - codes of six digits that change every 30 seconds (RFC 6238 with SHA-1, RFC 4226, RFC 4648 for base32).
 *
 *	unsigned code = totp_code(secret, TOTP_SECRET, totp_step(now_us), 6);
 *	struct str uri = totp_uri(sc, STR("Wend"), email, secret);          // otpauth://totp/..., for a QR code
 *
 * Pure: which codes were used already is second's affair.
 */
#pragma once

#include "base/str.h"

enum { TOTP_SECRET = 20, TOTP_DIGITS = 6, TOTP_STEP_S = 30, TOTP_BASE32 = 33 };

int64_t totp_step(int64_t now_us);
uint32_t totp_code(const unsigned char *secret, size_t n, int64_t step, unsigned digits); /* digits 1..9 */

void totp_base32(const unsigned char secret[static TOTP_SECRET], char out[static TOTP_BASE32]);
bool totp_from_base32(struct str text, unsigned char secret[static TOTP_SECRET]) MUST_USE;
struct str totp_uri(struct scope *sc, struct str issuer, struct str account,
	const unsigned char secret[static TOTP_SECRET]);
