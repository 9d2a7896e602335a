/* markup_letters - the letters that HTML writes by name: "eacute", "hellip", "lstrok".
 *
 *	size_t at = 0;
 *	uint32_t letter = markup_letter(STR("&hellip; and so on"), &at);        // U+2026, at is 8; 0: no entity
 */
#pragma once

#include "base/str.h"

/* `at` stands on the "&"; behind the entity where there is one. */
uint32_t markup_letter(struct str text, size_t *at);
