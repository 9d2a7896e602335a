/* code - a random secret that people read and type: the first admin's code, recovery codes.
 *
 *	struct code c = code_new();                   // c.text "7k3m-9x2p-h4tw-c8dn", c.hash is kept
 *	if (!code_read(typed, &c)) ...                // blanks, hyphens and letter case do not count
 *
 * Sixteen letters of Crockford's base32 (no i, l, o, u; i and l are read as 1, o as 0): 80 bits.
 */
#pragma once

#include "base/str.h"

enum { CODE_LETTERS = 16, CODE_TEXT = 20, CODE_HASH = 65 };

struct code {
	char text[CODE_TEXT];
	char hash[CODE_HASH];
};

struct code code_new(void);
bool code_read(struct str typed, struct code *out) MUST_USE; /* any bytes may come */
