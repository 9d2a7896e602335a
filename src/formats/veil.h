/* veil - e-mail addresses of people within texts that are kept in clear: "550 no <jan@shop.example>" becomes
 * "550 no <...>", "/cart?mail=jan%40shop.example&a=1" becomes "/cart?mail=...&a=1".
 */
#pragma once

#include "base/str.h"

bool veil_is_email(struct str text);  /* an address and nothing else */
bool veil_is_needed(struct str text); /* false: surely not */

/* In place, as it only gets shorter; the length that is left. */
size_t veil_emails(char *p, size_t n);
