/* names - text to small numbers: each distinct text once, numbered in the order of its coming.
 *
 *	struct names *events = names_new(sc);
 *	uint32_t code = names_add(events, STR("cart"));      // 0, and 0 again next time
 *	struct str text = names_at(events, code);
 *
 * An open-addressing table over 64-bit hashes; the text is copied into the scope.  Lookups compare the text,
 * so a collision of hashes costs time and never an answer.
 */
#pragma once

#include "base/str.h"

#define NAMES_NONE UINT32_MAX

struct names;

struct names *names_new(struct scope *sc);
uint32_t names_add(struct names *names, struct str text);
uint32_t names_find(const struct names *names, struct str text); /* NAMES_NONE when it is not there */

/* names_find for up to NAMES_MANY at once: with large tables several times quicker, as the memory is asked for all
 * of them before the first is waited for.  A text with p NULL is not looked for. */
enum { NAMES_MANY = 64 };
void names_find_many(const struct names *names, const struct str *texts, size_t n, uint32_t *codes);
struct str names_at(const struct names *names, uint32_t code);
uint32_t names_count(const struct names *names);

/* The 64-bit hash that everything here uses (XXH3), the same on every machine. */
uint64_t hash_bytes(const void *bytes, size_t n, uint64_t seed);
uint64_t hash_str(struct str s, uint64_t seed);
uint64_t hash_mix(uint64_t a, uint64_t b);
