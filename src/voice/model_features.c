#include <stdlib.h>

#include "base/names.h"
#include "voice/model_negators.h"
#include "voice/model_private.h"

/* What a hash is of: the same word is another feature as a word, as one half of two, in a negator's shade. */
enum salt { SALT_WORD = 1, SALT_SMILE, SALT_MARK, SALT_TWO, SALT_NEGATED, SALT_SIGN, SALT_HINT };

enum sign { SIGN_CALLS, SIGN_ASKS, SIGN_LOUD, SIGN_LONG, SIGN_SMILES, SIGN_LENGTH, SIGNS };

/* --- memory that is used again ------------------------------------------------------------------------ */

static void *more(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count, size);

	if (!p)
		abort(); /* as scope_alloc: out of memory ends the process */
	return p;
}

void model_units_open(struct model_units *units, enum language language)
{
	*units = (struct model_units){ 0 };
	units->english = language != LANGUAGE_PL && language != LANGUAGE_RU;
	for (size_t i = 0; model_negators[i].word; i++) {
		if (model_negators[i].language != language &&
			(language == LANGUAGE_EN || language == LANGUAGE_PL || language == LANGUAGE_RU))
			continue;
		uint64_t hash = hash_str(str_of(model_negators[i].word), 0);
		size_t k = hash % COUNT_OF(units->negators);
		while (units->negators[k])
			k = (k + 1) % COUNT_OF(units->negators);
		units->negators[k] = hash;
	}
}

void model_units_close(struct model_units *units)
{
	free(units->at);
	free(units->places);
	free(units->slots);
	*units = (struct model_units){ 0 };
}

static bool is_negator(const struct model_units *units, const struct token *token)
{
	struct str w = token->word;

	if (units->english && w.n > 3 && memcmp(w.p + w.n - 3, "n't", 3) == 0)
		return true;
	for (size_t k = token->hash % COUNT_OF(units->negators); units->negators[k];
		k = (k + 1) % COUNT_OF(units->negators))
		if (units->negators[k] == token->hash)
			return true;
	return false;
}

/* --- units -------------------------------------------------------------------------------------------- */

/* A token gives three units at most: itself, two beside each other, negated. */
static void make_room(struct model_units *units, const struct model_text *text)
{
	size_t most = text->tokens->n * 3 + SIGNS + text->n_hints, slots = 64;

	while (slots < most * 2)
		slots *= 2;
	if (most > units->room) {
		units->room = most * 2;
		units->at = more(units->at, units->room, sizeof *units->at);
		units->places = more(units->places, units->room, sizeof *units->places);
	}
	if (slots > units->n_slots || slots * 64 < units->n_slots) {
		units->slots = more(units->slots, slots, sizeof *units->slots);
		units->n_slots = slots;
	}
	memset(units->slots, 0, units->n_slots * sizeof *units->slots);
	units->n = units->n_places = 0;
}

static void add(
	struct model_units *units, uint64_t key, enum model_block block, struct str text, size_t a, size_t b)
{
	size_t k = key & (units->n_slots - 1);

	while (units->slots[k] && units->at[units->slots[k] - 1].key != key)
		k = (k + 1) & (units->n_slots - 1);
	if (!units->slots[k]) {
		units->at[units->n] =
			(struct model_unit){ .key = key, .text = text, .block = (uint8_t)block };
		units->slots[k] = (uint32_t)++units->n;
	}
	uint32_t unit = units->slots[k] - 1;
	units->at[unit].count++;
	units->places[units->n_places++] = (struct model_place){ unit, (uint32_t)a, (uint32_t)b };
}

struct walk {
	struct model_units *units;
	const struct tokens *tokens;
	size_t before;        /* the word before, or NOWHERE */
	size_t shade, behind; /* words left in the shade of the negator at `behind` */
	uint32_t signs[SIGNS];
};

#define NOWHERE SIZE_MAX
#define NO_TEXT ((struct str){ NULL, 0 })

static void see_word(struct walk *w, size_t i)
{
	const struct token *t = &w->tokens->at[i];
	bool word = t->kind == TOKEN_WORD;

	add(w->units, hash_mix(t->hash, word ? SALT_WORD : SALT_SMILE), MODEL_WORD, t->word, i, i);
	if (w->before != NOWHERE)
		add(w->units, hash_mix(hash_mix(w->tokens->at[w->before].hash, t->hash), SALT_TWO),
			MODEL_SINGLE, NO_TEXT, w->before, i);
	w->before = i;
	if (w->shade) {
		w->shade--;
		if (word)
			add(w->units, hash_mix(t->hash, SALT_NEGATED), MODEL_SINGLE, NO_TEXT, w->behind, i);
	}
	if (word && is_negator(w->units, t)) {
		w->shade = MODEL_NEGATED;
		w->behind = i;
	}
	w->signs[word ? SIGN_LENGTH : SIGN_SMILES]++;
	w->signs[SIGN_LOUD] += (t->flags & TOKEN_LOUD) != 0;
	w->signs[SIGN_LONG] += (t->flags & TOKEN_LONG) != 0;
}

static void see_mark(struct walk *w, size_t i)
{
	const struct token *t = &w->tokens->at[i];
	struct str mark = str_sub(w->tokens->text, t->from, t->to);

	mark.n = mark.n > MODEL_MARK ? MODEL_MARK : mark.n;
	add(w->units, hash_str(mark, SALT_MARK), MODEL_WORD, mark, i, i);
	if (t->kind == TOKEN_END)
		w->shade = 0;
	w->signs[SIGN_CALLS] += (t->flags & TOKEN_CALL) != 0;
	w->signs[SIGN_ASKS] += (t->flags & TOKEN_ASK) != 0;
}

/* How many, in a few steps; a length in doublings. */
static uint32_t step_of(enum sign sign, uint32_t count)
{
	if (sign == SIGN_LENGTH)
		return count ? 32 - (uint32_t)__builtin_clz(count) : 0;
	return count > 3 ? 3 : count;
}

static void add_signs(struct walk *w, const struct model_text *text)
{
	for (uint32_t s = 0; s < SIGNS; s++)
		add(w->units, hash_mix(s * 64 + step_of((enum sign)s, w->signs[s]), SALT_SIGN), MODEL_SIGN,
			NO_TEXT, NOWHERE, NOWHERE);
	for (size_t i = 0; i < text->n_hints; i++)
		add(w->units, hash_mix(text->hints[i], SALT_HINT), MODEL_SIGN, NO_TEXT, NOWHERE, NOWHERE);
}

void model_units_read(struct model_units *units, const struct model_text *text)
{
	struct walk w = { .units = units, .tokens = text->tokens, .before = NOWHERE };

	make_room(units, text);
	for (size_t i = 0; i < text->tokens->n; i++) {
		if (text->tokens->at[i].kind == TOKEN_WORD || text->tokens->at[i].kind == TOKEN_SMILE)
			see_word(&w, i);
		else
			see_mark(&w, i);
	}
	add_signs(&w, text);
}

/* --- buckets ------------------------------------------------------------------------------------------ */

/* Multiplication mixes upward only: the high half comes down first. */
uint32_t model_bucket(uint64_t key, unsigned bits)
{
	key ^= key >> 32;
	return (uint32_t)(key * 0x9e3779b97f4a7c15ull >> (64 - bits));
}

/* Letters with an edge at either end, so that a word's start and end are told from its middle. */
static size_t letters_of(struct str text, uint32_t *letters)
{
	size_t n = 0;

	letters[n++] = ' ';
	for (size_t at = 0; at < text.n && n <= MODEL_LETTERS;)
		letters[n++] = str_next(text, &at);
	letters[n++] = ' ';
	return n;
}

size_t model_pieces(const struct model_unit *unit, unsigned bits, uint32_t *buckets)
{
	uint32_t letters[MODEL_LETTERS + 2];
	size_t n = letters_of(unit->text, letters), out = 0;

	for (size_t from = 0; from < n; from++) {
		uint64_t key = 0x8c2f2b4e5d1a7693ull; /* each piece's hash goes on from the shorter one's */
		for (size_t k = 1; k <= MODEL_PIECE_MOST && from + k <= n; k++) {
			key = (key ^ letters[from + k - 1]) * 0x100000001b3ull;
			if (k >= MODEL_PIECE_LEAST)
				buckets[out++] = model_bucket(key, bits);
		}
	}
	return out;
}
