#include "base/names.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

struct slot {
	uint64_t hash;
	uint32_t code; /* of the text, plus one; 0 for a free slot */
};

struct names {
	struct scope *sc;
	struct slot *slots;
	size_t size; /* a power of two, never more than half full */
	LIST(struct str) texts;
	char *room; /* texts are cut from large pieces */
	size_t left;
};

enum { FIRST_SIZE = 64, PIECE = 64 * 1024 };

struct names *names_new(struct scope *sc)
{
	struct names *names = NEW(sc, struct names);

	names->sc = sc;
	names->size = FIRST_SIZE;
	names->slots = NEW_ARRAY(sc, struct slot, names->size);
	return names;
}

uint64_t hash_bytes(const void *bytes, size_t n, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes ? bytes : "", n, seed);
}

uint64_t hash_str(struct str s, uint64_t seed)
{
	return hash_bytes(s.p, s.n, seed);
}

uint64_t hash_mix(uint64_t a, uint64_t b)
{
	uint64_t pair[2] = { a, b };

	return hash_bytes(pair, sizeof pair, 0);
}

static struct slot *slot_for(const struct names *names, struct str text, uint64_t hash)
{
	for (size_t i = hash & (names->size - 1);; i = (i + 1) & (names->size - 1)) {
		struct slot *slot = &names->slots[i];
		if (!slot->code)
			return slot;
		if (slot->hash == hash && str_equal(names->texts.at[slot->code - 1], text))
			return slot;
	}
}

static void names_grow(struct names *names)
{
	struct slot *old = names->slots;
	size_t n = names->size;

	names->size *= 2;
	names->slots = NEW_ARRAY(names->sc, struct slot, names->size);
	for (size_t i = 0; i < n; i++) {
		if (!old[i].code)
			continue;
		size_t k = old[i].hash & (names->size - 1);
		while (names->slots[k].code)
			k = (k + 1) & (names->size - 1);
		names->slots[k] = old[i];
	}
}

static struct str keep(struct names *names, struct str text)
{
	if (text.n + 1 > PIECE / 8)
		return str_copy(names->sc, text);
	if (names->left < text.n + 1) {
		names->room = scope_alloc(names->sc, PIECE, 1);
		names->left = PIECE;
	}
	char *p = names->room;
	if (text.n)
		memcpy(p, text.p, text.n);
	p[text.n] = 0;
	names->room += text.n + 1;
	names->left -= text.n + 1;
	return (struct str){ p, text.n };
}

uint32_t names_add(struct names *names, struct str text)
{
	uint64_t hash = hash_str(text, 0);
	struct slot *slot = slot_for(names, text, hash);

	if (slot->code)
		return slot->code - 1;
	if ((names->texts.n + 1) * 2 > names->size) {
		names_grow(names);
		slot = slot_for(names, text, hash);
	}
	*LIST_ADD(names->sc, &names->texts) = keep(names, text);
	*slot = (struct slot){ hash, (uint32_t)names->texts.n };
	return slot->code - 1;
}

uint32_t names_find(const struct names *names, struct str text)
{
	struct slot *slot = slot_for(names, text, hash_str(text, 0));

	return slot->code ? slot->code - 1 : NAMES_NONE;
}

/* Step by step for all of them: the slot, the text's place, the text itself. */
void names_find_many(const struct names *names, const struct str *texts, size_t n, uint32_t *codes)
{
	uint64_t hashes[NAMES_MANY];
	const struct slot *slots[NAMES_MANY];

	for (size_t i = 0; i < n; i++) {
		hashes[i] = texts[i].p ? hash_str(texts[i], 0) : 0;
		slots[i] = &names->slots[hashes[i] & (names->size - 1)];
		__builtin_prefetch(slots[i]);
	}
	for (size_t i = 0; i < n; i++)
		if (slots[i]->code)
			__builtin_prefetch(&names->texts.at[slots[i]->code - 1]);
	for (size_t i = 0; i < n; i++)
		if (slots[i]->code)
			__builtin_prefetch(names->texts.at[slots[i]->code - 1].p);
	for (size_t i = 0; i < n; i++) {
		const struct slot *slot = texts[i].p ? slot_for(names, texts[i], hashes[i]) : NULL;
		codes[i] = slot && slot->code ? slot->code - 1 : NAMES_NONE;
	}
}

struct str names_at(const struct names *names, uint32_t code)
{
	return code < names->texts.n ? names->texts.at[code] : (struct str){ 0 };
}

uint32_t names_count(const struct names *names)
{
	return (uint32_t)names->texts.n;
}
