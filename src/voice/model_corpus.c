#include <math.h>

#include "base/names.h"
#include "voice/model_private.h"

/* While it is filled: which word has which number. */
struct filling {
	struct scope *sc;
	struct model_corpus *c;
	struct vocabulary {
		uint64_t key;
		uint32_t word; /* plus one */
	} * slots;
	size_t n_slots;
};

/* --- words -------------------------------------------------------------------------------------------- */

static struct vocabulary *slot_of(const struct filling *f, uint64_t key)
{
	size_t k = key & (f->n_slots - 1);

	while (f->slots[k].word && f->slots[k].key != key)
		k = (k + 1) & (f->n_slots - 1);
	return &f->slots[k];
}

static void grow(struct filling *f)
{
	struct vocabulary *old = f->slots;
	size_t n = f->n_slots;

	f->n_slots = n ? n * 2 : 1 << 14;
	f->slots = NEW_ARRAY(f->sc, struct vocabulary, f->n_slots);
	for (size_t i = 0; i < n; i++)
		if (old[i].word)
			*slot_of(f, old[i].key) = old[i];
}

static uint32_t add_word(struct filling *f, const struct model_unit *unit)
{
	struct model_corpus *c = f->c;
	uint32_t buckets[MODEL_PIECES];
	size_t n = model_pieces(unit, c->bits, buckets);

	*LIST_ADD(f->sc, &c->words) =
		(struct model_word){ c->pieces.n, (uint32_t)n, model_bucket(unit->key, c->bits) };
	for (size_t i = 0; i < n; i++)
		*LIST_ADD(f->sc, &c->pieces) = buckets[i];
	return (uint32_t)c->words.n - 1;
}

static uint32_t word_of(struct filling *f, const struct model_unit *unit)
{
	if (f->c->words.n * 2 >= f->n_slots)
		grow(f);
	struct vocabulary *slot = slot_of(f, unit->key);
	if (!slot->word)
		*slot = (struct vocabulary){ unit->key, add_word(f, unit) + 1 };
	return slot->word - 1;
}

/* --- texts -------------------------------------------------------------------------------------------- */

static uint32_t add_parts(struct filling *f, const struct model_units *units, enum model_block block)
{
	uint32_t n = 0;

	for (size_t i = 0; i < units->n; i++) {
		const struct model_unit *unit = &units->at[i];
		if (unit->block != block)
			continue;
		uint32_t at = block == MODEL_WORD ? word_of(f, unit) : model_bucket(unit->key, f->c->bits);
		*LIST_ADD(f->sc, &f->c->parts) = (struct model_part){ at, model_often(unit->count) };
		n++;
	}
	return n;
}

static void add_sample(struct filling *f, struct model_sample *s, const struct model_units *units)
{
	struct model_corpus *c = f->c;
	size_t features = 0;

	s->first = c->parts.n;
	s->n_words = add_parts(f, units, MODEL_WORD);
	s->n_singles = add_parts(f, units, MODEL_SINGLE);
	s->n_signs = add_parts(f, units, MODEL_SIGN);
	for (size_t i = 0; i < s->n_words; i++)
		features += c->words.at[c->parts.at[s->first + i].at].n_pieces + 1;
	features += s->n_singles + s->n_signs;
	c->most = features > c->most ? features : c->most;
}

static void read_all(struct filling *f, const struct model_wish *wish, const struct model_example *examples)
{
	struct model_units units;
	struct tokens tokens = { 0 };

	model_units_open(&units, wish->language);
	for (size_t i = 0; i < f->c->n; i++) {
		const struct model_example *e = &examples[i];
		tokens_read(&tokens, e->text);
		model_units_read(&units, &(struct model_text){ &tokens, e->hints, e->n_hints });
		f->c->samples[i] = (struct model_sample){ .label = e->label, .weight = e->weight };
		add_sample(f, &f->c->samples[i], &units);
	}
	model_units_close(&units);
	tokens_close(&tokens);
}

/* --- rarity and lengths ------------------------------------------------------------------------------- */

/* Features as they come, without their values: which buckets a text has. */
static size_t buckets_of(
	const struct model_corpus *c, const struct model_sample *s, struct model_feature *out)
{
	const struct model_part *part = c->parts.at + s->first;
	size_t n = 0;

	for (size_t i = 0; i < s->n_words; i++, part++) {
		const struct model_word *w = &c->words.at[part->at];
		for (size_t k = 0; k < w->n_pieces; k++)
			out[n++] = (struct model_feature){ c->pieces.at[w->first + k], part->often };
		out[n++] = (struct model_feature){ w->bucket, part->often };
	}
	for (size_t i = 0; i < (size_t)s->n_singles + s->n_signs; i++, part++)
		out[n++] = (struct model_feature){ part->at, part->often };
	return n;
}

/* ln((1 + n) / (1 + texts with it)) + 1, as is usual, in sixteenths. */
static uint8_t rarity_of(size_t n, uint32_t with)
{
	double r = 16 * (log((1. + (double)n) / (1. + with)) + 1);

	return (uint8_t)(r > 255 ? 255 : r + .5);
}

static void count_rarity(struct scope *sc, struct model_corpus *c)
{
	size_t buckets = (size_t)1 << c->bits;
	uint32_t *with = NEW_ARRAY(sc, uint32_t, buckets), *last = NEW_ARRAY(sc, uint32_t, buckets);
	struct model_feature *features = NEW_ARRAY(sc, struct model_feature, c->most + 1);

	for (uint32_t i = 0; i < c->n; i++) {
		size_t n = buckets_of(c, &c->samples[i], features);
		for (size_t k = 0; k < n; k++) {
			uint32_t b = features[k].bucket;
			with[b] += last[b] != i + 1;
			last[b] = i + 1;
		}
	}
	for (size_t b = 0; b < buckets; b++)
		c->rarity[b] = rarity_of(c->n, with[b]);
}

static float square(const struct model_corpus *c, uint32_t bucket, float often)
{
	float x = often * MODEL_RARITY(c->rarity[bucket]);

	return x * x;
}

static void measure(struct model_corpus *c, struct model_sample *s)
{
	const struct model_part *part = c->parts.at + s->first;
	float pieces = 0, words = 0;

	for (size_t i = 0; i < s->n_words; i++, part++) {
		const struct model_word *w = &c->words.at[part->at];
		for (size_t k = 0; k < w->n_pieces; k++)
			pieces += square(c, c->pieces.at[w->first + k], part->often);
		words += square(c, w->bucket, part->often);
	}
	for (size_t i = 0; i < s->n_singles; i++, part++)
		words += square(c, part->at, part->often);
	s->pieces_scale = pieces > 0 ? MODEL_WEIGHT_PIECES / sqrtf(pieces) : 0;
	s->words_scale = words > 0 ? MODEL_WEIGHT_WORDS / sqrtf(words) : 0;
}

void model_corpus_fill(struct scope *sc, struct model_corpus *c, const struct model_wish *wish,
	const struct model_example *examples, size_t n)
{
	struct filling f = { .sc = sc, .c = c };

	c->n = n;
	c->samples = NEW_ARRAY(sc, struct model_sample, n);
	read_all(&f, wish, examples);
	count_rarity(sc, c);
	for (size_t i = 0; i < n; i++)
		measure(c, &c->samples[i]);
}

size_t model_spread(const struct model_corpus *c, const struct model_sample *s, struct model_feature *out)
{
	const struct model_part *part = c->parts.at + s->first;
	size_t n = buckets_of(c, s, out), i = 0;

	for (size_t w = 0; w < s->n_words; w++, part++) {
		for (size_t last = i + c->words.at[part->at].n_pieces; i < last; i++)
			out[i].value *= s->pieces_scale * MODEL_RARITY(c->rarity[out[i].bucket]);
		out[i].value *= s->words_scale * MODEL_RARITY(c->rarity[out[i].bucket]);
		i++;
	}
	for (size_t last = i + s->n_singles; i < last; i++)
		out[i].value *= s->words_scale * MODEL_RARITY(c->rarity[out[i].bucket]);
	for (; i < n; i++)
		out[i].value = MODEL_WEIGHT_SIGNS;
	return n;
}
