#include "doors/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>

#include "base/buf.h"

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int64_t totp_step(int64_t now_us)
{
	return now_us / (TOTP_STEP_S * INT64_C(1000000));
}

/* RFC 4226, 5.3: 31 bits from where the last half byte points. */
uint32_t totp_code(const unsigned char *secret, size_t n, int64_t step, unsigned digits)
{
	unsigned char message[8], hash[EVP_MAX_MD_SIZE] = { 0 };
	unsigned length = 0;
	uint32_t modulus = 1;

	for (size_t i = 0; i < sizeof message; i++)
		message[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
	if (!HMAC(EVP_sha1(), secret, (int)n, message, sizeof message, hash, &length) || length != 20)
		abort(); /* a libcrypto without SHA-1: any code would do then */
	const unsigned char *at = hash + (hash[19] & 15);
	uint32_t bits = (uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
	while (digits--)
		modulus *= 10;
	return bits % modulus;
}

void totp_base32(const unsigned char secret[static TOTP_SECRET], char out[static TOTP_BASE32])
{
	size_t n = 0;

	for (size_t bit = 0; bit < TOTP_SECRET * 8; bit += 5) {
		size_t at = bit / 8, shift = bit % 8;
		unsigned two = (unsigned)secret[at] << 8 | (at + 1 < TOTP_SECRET ? secret[at + 1] : 0u);
		out[n++] = letters[two >> (11 - shift) & 31];
	}
	out[n] = 0;
}

bool totp_from_base32(struct str text, unsigned char secret[static TOTP_SECRET])
{
	if (text.n != TOTP_BASE32 - 1)
		return false;
	memset(secret, 0, TOTP_SECRET);
	for (size_t i = 0; i < text.n; i++) {
		const char *at = text.p[i] ? strchr(letters, text.p[i]) : NULL;
		if (!at)
			return false;
		unsigned value = (unsigned)(at - letters);
		for (size_t b = 0; b < 5; b++)
			if (value & 16u >> b)
				secret[(i * 5 + b) / 8] |= (unsigned char)(128u >> (i * 5 + b) % 8);
	}
	return true;
}

static void put_percent(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			(c && strchr("-._~", c)))
			buf_putc(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

struct str totp_uri(struct scope *sc, struct str issuer, struct str account,
	const unsigned char secret[static TOTP_SECRET])
{
	struct buf *b = buf_new(sc, 6 * (issuer.n + account.n) + 200);
	char text[TOTP_BASE32];

	totp_base32(secret, text);
	buf_puts(b, "otpauth://totp/");
	put_percent(b, issuer);
	buf_putc(b, ':');
	put_percent(b, account);
	buf_printf(b, "?secret=%s&issuer=", text);
	put_percent(b, issuer);
	buf_printf(b, "&algorithm=SHA1&digits=%d&period=%d", TOTP_DIGITS, TOTP_STEP_S);
	return buf_str(b);
}
