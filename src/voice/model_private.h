/* model_private - what the files of the model share: what is counted in a text, and the table of weights.
 *
 *	model_units_read(&units, &text);                             // a text as units, each once, with how often
 *	size_t n = model_pieces(&units.at[i], bits, buckets);        // a word's pieces, as buckets of the table
 *
 * A unit is a word (or smiley, or mark) with the pieces of letters inside it; or two words beside each other, a word
 * behind a negator, a sign of the whole text, which have one bucket each.  Pieces lie inside words: so what a word is
 * worth follows from the word alone, and a reader looks it up.
 */
#pragma once

#include "voice/model.h"

/* --- what is counted --- */

enum {
	MODEL_FEATURES =
		1, /* goes up with any change of what is counted: files of another number are refused */
	MODEL_PIECE_LEAST = 2,
	MODEL_PIECE_MOST = 5, /* letters, a word's edges among them */
	MODEL_LETTERS = 100,  /* of a word that are looked at */
	MODEL_MARK = 16,      /* bytes of a run of marks that are looked at */
	MODEL_WORDS_MOST = 2, /* words beside each other */
	MODEL_NEGATED = 3,    /* words behind a negator that stand in its shade */
	MODEL_PIECES = (MODEL_LETTERS + 2) * (MODEL_PIECE_MOST - MODEL_PIECE_LEAST + 1),
};

/* Each block of a text has the length 1 times this, whatever the length of the text; signs are not made equal. */
#define MODEL_WEIGHT_PIECES 1.4f
#define MODEL_WEIGHT_WORDS 1.f
#define MODEL_WEIGHT_SIGNS .3f

enum model_block {
	MODEL_WORD,
	MODEL_SINGLE,
	MODEL_SIGN
}; /* pieces and the word; one of words; one of signs */

struct model_unit {
	uint64_t key;
	struct str text; /* of MODEL_WORD: what its pieces are cut from */
	uint32_t count;
	uint8_t block;
};

struct model_place {         /* where a unit was met: for the words of an explanation */
	uint32_t unit, a, b; /* tokens; equal but for what is made of two */
};

struct model_units {
	struct model_unit *at;
	struct model_place *places;
	size_t n, n_places, room, room_places;
	uint32_t *slots; /* unit + 1 by key */
	size_t n_slots;
	uint64_t negators[256]; /* hashes, open addressing */
	bool english;
};

void model_units_open(struct model_units *units, enum language language);
void model_units_close(struct model_units *units);
void model_units_read(struct model_units *units, const struct model_text *text);

/* At most MODEL_PIECES buckets. */
size_t model_pieces(const struct model_unit *unit, unsigned bits, uint32_t *buckets);
uint32_t model_bucket(uint64_t key, unsigned bits);

static inline float model_often(uint32_t count)
{
	return count == 1 ? 1 : 1 + __builtin_logf((float)count);
}

/* --- the table --- */

/* Rarity (inverse document frequency) in sixteenths: the same number in learning and in reading. */
#define MODEL_RARITY(byte) ((float)(byte) / 16)

struct model {
	struct model_facts facts;
	struct str names[MODEL_CLASSES];
	unsigned bits;
	float bias[MODEL_CLASSES], scale[MODEL_CLASSES], temperature;
	const int8_t *weights; /* [2^bits][classes] */
	const uint8_t *rarity; /* [2^bits] */
	void *mapped;          /* NULL: it was just trained, and its table lies in the scope */
	size_t n_mapped;
};

enum { MODEL_BITS_LEAST = 8, MODEL_BITS_MOST = 22, MODEL_TASK = 64, MODEL_SOURCES = 4096 };

/* --- learning --- */

struct model_feature {
	uint32_t bucket;
	float value;
};

struct model_sample {
	size_t first; /* of its parts: words, then singles, then signs */
	uint32_t n_words, n_singles, n_signs, label;
	float weight, pieces_scale, words_scale;
};

struct model_part {
	uint32_t at; /* of a word: its number in the vocabulary; else the bucket */
	float often;
};

struct model_word {
	size_t first; /* of its pieces */
	uint32_t n_pieces, bucket;
};

/* All texts that are learnt from; the words' pieces lie there once. */
struct model_corpus {
	size_t classes, n, most; /* most: features of the longest text */
	unsigned bits;
	struct model_sample *samples;
	LIST(struct model_part) parts;
	LIST(struct model_word) words;
	LIST(uint32_t) pieces;
	uint8_t *rarity;
};

void model_corpus_fill(struct scope *sc, struct model_corpus *c, const struct model_wish *wish,
	const struct model_example *examples, size_t n);

/* A text's features with their final values; out has room for `most`. */
size_t model_spread(const struct model_corpus *c, const struct model_sample *s, struct model_feature *out);

enum { MODEL_ROUNDS = 10 /* through all texts */ };

struct model_learner;
struct model_learner *model_learner_new(
	struct scope *sc, const struct model_corpus *c, const uint32_t *order, size_t n, uint64_t seed);
void model_learner_round(struct model_learner *learner);
/* What it makes of a text by the mean of its rounds, before the softmax. */
void model_learner_say(struct model_learner *learner, const struct model_sample *s, float *z);
/* The mean weights, [2^bits][classes], and the classes' biases behind them. */
const float *model_learner_weights(struct model_learner *learner);

/* The temperature at which n rows of z, whose truth is known, are the least surprised. */
float model_temperature(const float *z, const uint32_t *truth, size_t n, size_t classes);
double model_surprise(const float *z, const uint32_t *truth, size_t n, size_t classes, double temperature);
void model_softmax(float *z, size_t classes, float temperature);
