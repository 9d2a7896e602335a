#include "doors/ticket.h"

#include <sodium.h>

enum { SECRET = 32, PREFIX = 3, HASH = 32 };

static const char prefixes[TICKETS][PREFIX + 1] = {
	[TICKET_SESSION] = "wc_",
	[TICKET_TOKEN] = "wt_",
	[TICKET_SHARE] = "ws_",
	[TICKET_LINK] = "wl_",
};

_Static_assert(TICKET_TEXT == PREFIX + 43 + 1, "32 bytes are 43 letters of base64");

static void put_hash(struct ticket *t)
{
	unsigned char hash[HASH];

	crypto_generichash(hash, HASH, (const unsigned char *)t->text, TICKET_TEXT - 1, NULL, 0);
	sodium_bin2hex(t->hash, TICKET_HASH, hash, HASH);
}

struct ticket ticket_new(enum ticket_kind kind)
{
	unsigned char secret[SECRET];
	struct ticket t;

	randombytes_buf(secret, SECRET);
	memcpy(t.text, prefixes[kind], PREFIX);
	sodium_bin2base64(t.text + PREFIX, TICKET_TEXT - PREFIX, secret, SECRET,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(secret, SECRET);
	put_hash(&t);
	return t;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_';
}

bool ticket_read(enum ticket_kind kind, struct str text, struct ticket *out)
{
	if (text.n != TICKET_TEXT - 1 || !str_starts(text, str_of(prefixes[kind])))
		return false;
	for (size_t i = PREFIX; i < text.n; i++)
		if (!is_letter(text.p[i]))
			return false;
	memcpy(out->text, text.p, text.n);
	out->text[text.n] = 0;
	put_hash(out);
	return true;
}

/* A key of BLAKE2b has at most 64 bytes: a longer text is hashed first, so that any bytes may come. */
void ticket_derive(struct str text, struct str purpose, char out[static TICKET_HASH])
{
	unsigned char key[HASH], hash[HASH];

	crypto_generichash(key, HASH, (const unsigned char *)text.p, text.n, NULL, 0);
	crypto_generichash(hash, HASH, (const unsigned char *)purpose.p, purpose.n, key, HASH);
	sodium_bin2hex(out, TICKET_HASH, hash, HASH);
}

bool ticket_derived(struct str text, struct str purpose, struct str claimed)
{
	char right[TICKET_HASH];

	ticket_derive(text, purpose, right);
	return claimed.n == TICKET_HASH - 1 && sodium_memcmp(claimed.p, right, TICKET_HASH - 1) == 0;
}
