/* veil - what shows who somebody is within texts that are kept in clear.
 *
 *	550 no <jan@shop.example>                   550 no <...>
 *	/cart?to=jan%40shop.example&tel=600100200   /cart?to=...&tel=...
 */
#pragma once

#include "base/str.h"

/* clang-format off */
#define KEY(literal) { literal, sizeof(literal) - 1 } /* STR for static tables */
/* clang-format on */

/* Whether what stands under the key, of an object or in the address of a page, shows who somebody is. */
bool veil_is_private(struct str key, bool of_person);
bool veil_is_email(struct str text); /* an address and nothing else */

bool veil_is_needed(struct str text); /* false: surely not */
/* In place, as it only gets shorter; the length that is left. */
size_t veil(char *p, size_t n);
