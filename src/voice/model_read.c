#include <math.h>
#include <stdlib.h>

#include "voice/model_private.h"

/* What a word is worth is remembered under its key: texts are made of the same words again and again.  A slot is taken
 * over by whoever comes next. */

enum { SLOTS = 1 << 16, MEMORY = 4 << 20 };

struct known {
	uint64_t key;
	float pieces_square, word_square;
	float worth[]; /* by its pieces for each class, then as a word for each; in the table's own unit */
};

struct sums { /* of one text, or of one of its units */
	float pieces[MODEL_CLASSES], words[MODEL_CLASSES], signs[MODEL_CLASSES];
	float pieces_square, words_square;
};

struct model_reader {
	const struct model *model;
	struct model_units units;
	char *slots;
	size_t n_slots, slot_size;
};

static void *need(void *p)
{
	if (!p)
		abort(); /* as scope_alloc: out of memory ends the process */
	return p;
}

struct model_reader *model_reader_open(const struct model *model)
{
	struct model_reader *r = need(calloc(1, sizeof *r));

	r->model = model;
	r->slot_size = sizeof(struct known) + 2 * model->facts.n_classes * sizeof(float);
	r->n_slots = SLOTS;
	while (r->n_slots * r->slot_size > MEMORY)
		r->n_slots /= 2;
	r->slots = need(calloc(r->n_slots, r->slot_size));
	model_units_open(&r->units, model->facts.language);
	return r;
}

void model_reader_close(struct model_reader *reader)
{
	if (!reader)
		return;
	model_units_close(&reader->units);
	free(reader->slots);
	free(reader);
}

/* --- what a unit is worth ----------------------------------------------------------------------------- */

/* Adds a bucket's row, and gives the square of its rarity. */
static float add_row(const struct model *m, uint32_t bucket, float by, float *worth)
{
	const int8_t *row = m->weights + bucket * m->facts.n_classes;

	for (size_t k = 0; k < m->facts.n_classes; k++)
		worth[k] += by * row[k];
	return by * by;
}

static void learn_word(const struct model *m, const struct model_unit *unit, struct known *known)
{
	size_t classes = m->facts.n_classes;
	uint32_t buckets[MODEL_PIECES], own = model_bucket(unit->key, m->bits);
	size_t n = model_pieces(unit, m->bits, buckets);

	memset(known, 0, sizeof *known + 2 * classes * sizeof(float));
	known->key = unit->key;
	for (size_t i = 0; i < n; i++)
		known->pieces_square +=
			add_row(m, buckets[i], MODEL_RARITY(m->rarity[buckets[i]]), known->worth);
	known->word_square = add_row(m, own, MODEL_RARITY(m->rarity[own]), known->worth + classes);
}

static const struct known *known_word(struct model_reader *r, const struct model_unit *unit)
{
	size_t slot = (unit->key >> 32) & (r->n_slots - 1);
	struct known *known = (struct known *)(void *)(r->slots + slot * r->slot_size);

	if (known->key != unit->key)
		learn_word(r->model, unit, known);
	return known;
}

static void add_unit(struct model_reader *r, const struct model_unit *unit, struct sums *sums)
{
	const struct model *m = r->model;
	size_t classes = m->facts.n_classes;
	float often = model_often(unit->count);

	if (unit->block == MODEL_WORD) {
		const struct known *known = known_word(r, unit);
		for (size_t k = 0; k < classes; k++) {
			sums->pieces[k] += often * known->worth[k];
			sums->words[k] += often * known->worth[classes + k];
		}
		sums->pieces_square += often * often * known->pieces_square;
		sums->words_square += often * often * known->word_square;
		return;
	}
	uint32_t bucket = model_bucket(unit->key, m->bits);
	if (unit->block == MODEL_SINGLE)
		sums->words_square +=
			add_row(m, bucket, often * MODEL_RARITY(m->rarity[bucket]), sums->words);
	else
		add_row(m, bucket, 1, sums->signs);
}

/* --- a text ------------------------------------------------------------------------------------------- */

static struct sums sum_up(struct model_reader *r, const struct model_text *text)
{
	struct sums sums;

	memset(&sums, 0, sizeof sums);
	model_units_read(&r->units, text);
	for (size_t i = 0; i < r->units.n; i++)
		add_unit(r, &r->units.at[i], &sums);
	return sums;
}

static float scale_of(float weight, float square)
{
	return square > 0 ? weight / sqrtf(square) : 0;
}

/* The sums in the unit of the softmax; the squares are those of the whole text. */
static void put_together(
	const struct model *m, const struct sums *s, float pieces_square, float words_square, float *z)
{
	float pieces = scale_of(MODEL_WEIGHT_PIECES, pieces_square),
	      words = scale_of(MODEL_WEIGHT_WORDS, words_square);

	for (size_t k = 0; k < m->facts.n_classes; k++)
		z[k] = m->scale[k] *
		       (s->pieces[k] * pieces + s->words[k] * words + s->signs[k] * MODEL_WEIGHT_SIGNS);
}

void model_read(struct model_reader *reader, const struct model_text *text, float *p)
{
	const struct model *m = reader->model;
	struct sums sums = sum_up(reader, text);

	put_together(m, &sums, sums.pieces_square, sums.words_square, p);
	for (size_t k = 0; k < m->facts.n_classes; k++)
		p[k] += m->bias[k];
	model_softmax(p, m->facts.n_classes, m->temperature);
}

/* For the class, less the mean of the others. */
static float rather(const struct model *m, const float *z, uint32_t for_class)
{
	float others = 0;

	for (size_t k = 0; k < m->facts.n_classes; k++)
		others += k == for_class ? 0 : z[k];
	return (z[for_class] - others / (float)(m->facts.n_classes - 1)) / m->temperature;
}

void model_explain(
	struct model_reader *reader, const struct model_text *text, uint32_t for_class, float *share)
{
	struct sums whole = sum_up(reader, text), one;
	float z[MODEL_CLASSES];

	memset(share, 0, text->tokens->n * sizeof *share);
	for (size_t i = 0; i < reader->units.n_places; i++) {
		const struct model_place *place = &reader->units.places[i];
		const struct model_unit *unit = &reader->units.at[place->unit];
		if (unit->block == MODEL_SIGN)
			continue;
		memset(&one, 0, sizeof one);
		add_unit(reader, unit, &one);
		put_together(reader->model, &one, whole.pieces_square, whole.words_square, z);
		float half = rather(reader->model, z, for_class) / (float)unit->count / 2;
		share[place->a] += half;
		share[place->b] += half;
	}
}
