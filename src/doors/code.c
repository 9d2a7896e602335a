#include "doors/code.h"

#include <sodium.h>

enum { HASH = 32, GROUP = 4 };

static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";

static struct code code_of(const char plain[static CODE_LETTERS])
{
	unsigned char hash[HASH];
	struct code c = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < CODE_LETTERS; i++) {
		if (i && i % GROUP == 0)
			c.text[n++] = '-';
		c.text[n++] = plain[i];
	}
	crypto_generichash(hash, HASH, (const unsigned char *)plain, CODE_LETTERS, NULL, 0);
	sodium_bin2hex(c.hash, CODE_HASH, hash, HASH);
	return c;
}

_Static_assert(CODE_TEXT == CODE_LETTERS + CODE_LETTERS / GROUP, "three hyphens and a NUL");

struct code code_new(void)
{
	char plain[CODE_LETTERS];

	for (size_t i = 0; i < CODE_LETTERS; i++)
		plain[i] = letters[randombytes_uniform(sizeof letters - 1)];
	return code_of(plain);
}

static char as_written(char c)
{
	char small = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;

	return small == 'o' ? '0' : small == 'i' || small == 'l' ? '1' : small;
}

bool code_read(struct str typed, struct code *out)
{
	char plain[CODE_LETTERS];
	size_t n = 0;

	for (size_t i = 0; i < typed.n; i++) {
		char c = as_written(typed.p[i]);
		if (c == ' ' || c == '-')
			continue;
		if (n == CODE_LETTERS || !c || !strchr(letters, c))
			return false;
		plain[n++] = c;
	}
	if (n != CODE_LETTERS)
		return false;
	*out = code_of(plain);
	return true;
}
