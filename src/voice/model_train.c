#include <math.h>

#include "base/names.h"
#include "voice/model_private.h"

/* How many rounds are right, and how hot its certainty runs, is found on texts held out of a first learning; then all
 * are learnt from.  Of few texts every tenth in turn is held out, of many one tenth is enough. */

enum {
	SHARE = 10,   /* one in so many is held out at a time */
	MANY = 20000, /* texts learnt from while looking for the rounds */
	FEW = 50,     /* of fewer held out nothing is learnt */
	TEXTS_MOST = 4000000,
	WEIGHT_MOST = 1000,
	TABLE = 2 << 20, /* bytes that a model may have when nobody says */
	TABLE_MOST = 32 << 20,
	ROUNDS_LEAST = 3,
};

struct plan {
	struct model_corpus corpus;
	uint32_t *order;
	unsigned rounds;
	float temperature;
};

/* --- what is wished for ------------------------------------------------------------------------------- */

static bool check_wish(struct scope *sc, const struct model_wish *w)
{
	if (w->n_classes < 2 || w->n_classes > MODEL_CLASSES)
		return scope_fail(sc, FAULT_INVALID, "a model tells 2 to %d classes, not %zu", MODEL_CLASSES,
			w->n_classes);
	if (w->bits && (w->bits < MODEL_BITS_LEAST || w->bits > MODEL_BITS_MOST))
		return scope_fail(sc, FAULT_INVALID, "a model has 2^%d to 2^%d buckets, not 2^%u",
			MODEL_BITS_LEAST, MODEL_BITS_MOST, w->bits);
	if (w->bits && (w->n_classes + 1) << w->bits > TABLE_MOST)
		return scope_fail(sc, FAULT_LIMIT, "2^%u buckets of %zu classes are more than %d MiB",
			w->bits, w->n_classes, TABLE_MOST >> 20);
	if (w->task.n > MODEL_TASK || w->sources.n > MODEL_SOURCES)
		return scope_fail(sc, FAULT_LIMIT, "a model's task has %d bytes at most, and its sources %d",
			MODEL_TASK, MODEL_SOURCES);
	if (!str_is_utf8(w->task) || !str_is_utf8(w->sources))
		return scope_fail(sc, FAULT_INVALID, "a model's task and its sources are UTF-8");
	for (size_t i = 0; i < w->n_classes; i++)
		if (!w->classes[i].n || w->classes[i].n > MODEL_NAME || !str_is_utf8(w->classes[i]))
			return scope_fail(sc, FAULT_INVALID,
				"class %zu needs a name of 1 to %d bytes of UTF-8", i + 1, MODEL_NAME);
	return true;
}

static bool check_examples(
	struct scope *sc, const struct model_wish *w, const struct model_example *e, size_t n)
{
	size_t different = 0;

	if (n > TEXTS_MOST)
		return scope_fail(sc, FAULT_LIMIT, "%zu texts are more than %d", n, TEXTS_MOST);
	for (size_t i = 0; i < n; i++) {
		if (e[i].label >= w->n_classes)
			return scope_fail(sc, FAULT_INVALID,
				"text %zu has label %u, and there are %zu classes", i + 1,
				(unsigned)e[i].label, w->n_classes);
		if (!(e[i].weight > 0 && e[i].weight <= WEIGHT_MOST))
			return scope_fail(sc, FAULT_INVALID,
				"text %zu has weight %g: it must be above 0 and up to %d", i + 1,
				(double)e[i].weight, WEIGHT_MOST);
		different += e[i].label != e[0].label;
	}
	if (!different)
		return scope_fail(
			sc, FAULT_INVALID, "%zu texts of one class teach nothing: label some of another", n);
	return true;
}

/* A name and a kilobyte more is what the file has beside its table. */
static unsigned bits_for(const struct model_wish *w)
{
	unsigned bits = MODEL_BITS_LEAST;
	size_t beside = MODEL_CLASSES * (MODEL_CLASSES * 8 + MODEL_NAME + 64) + MODEL_SOURCES + 1024;

	if (w->bits)
		return w->bits;
	while (bits < MODEL_BITS_MOST && ((size_t)2 << bits) * (w->n_classes + 1) + beside <= TABLE)
		bits++;
	return bits;
}

/* --- holding out -------------------------------------------------------------------------------------- */

static void shuffle(uint32_t *order, size_t n, uint64_t seed)
{
	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	for (size_t i = n; i > 1; i--) {
		size_t k = hash_mix(seed, i) % i;
		uint32_t kept = order[i - 1];
		order[i - 1] = order[k];
		order[k] = kept;
	}
}

struct held { /* what was said of held-out texts after each round */
	size_t n, room;
	float *z[MODEL_ROUNDS];
	uint32_t *truth;
};

static void hear(struct held *h, const struct model_corpus *c, struct model_learner *l, const uint32_t *out,
	size_t n_out, unsigned round)
{
	for (size_t i = 0; i < n_out; i++) {
		const struct model_sample *s = &c->samples[out[i]];
		model_learner_say(l, s, h->z[round] + (h->n + i) * c->classes);
		h->truth[h->n + i] = s->label;
	}
}

/* Learns from all but the part from `from` to `to`, and hears what it makes of those. */
static void hold_out(const struct plan *p, struct held *h, size_t from, size_t to, uint64_t seed)
{
	struct scope work = { 0 };
	const struct model_corpus *c = &p->corpus;
	uint32_t *in = NEW_ARRAY(&work, uint32_t, c->n + 1);

	memcpy(in, p->order, from * sizeof *in);
	memcpy(in + from, p->order + to, (c->n - to) * sizeof *in);
	struct model_learner *l = model_learner_new(&work, c, in, c->n - (to - from), seed);
	for (unsigned round = 0; round < MODEL_ROUNDS; round++) {
		model_learner_round(l);
		hear(h, c, l, p->order + from, to - from, round);
	}
	h->n += to - from;
	scope_close(&work);
}

static void choose(struct plan *p, const struct held *h)
{
	size_t classes = p->corpus.classes;
	double least = INFINITY;

	for (unsigned round = ROUNDS_LEAST; round <= MODEL_ROUNDS; round++) {
		const float *z = h->z[round - 1];
		float t = model_temperature(z, h->truth, h->n, classes);
		double surprise = model_surprise(z, h->truth, h->n, classes, (double)t);
		if (surprise < least) {
			least = surprise;
			p->rounds = round;
			p->temperature = t;
		}
	}
}

static void look_for_rounds(struct scope *sc, struct plan *p, uint64_t seed)
{
	size_t n = p->corpus.n, parts = MANY / n;
	struct held h = { .truth = NEW_ARRAY(sc, uint32_t, n) };

	parts = parts < 1 ? 1 : parts > SHARE ? SHARE : parts;
	for (unsigned round = 0; round < MODEL_ROUNDS; round++)
		h.z[round] = NEW_ARRAY(sc, float, (n * parts / SHARE + SHARE) * p->corpus.classes);
	for (size_t i = 0; i < parts; i++)
		if (n * i / SHARE < n * (i + 1) / SHARE)
			hold_out(p, &h, n * i / SHARE, n * (i + 1) / SHARE, hash_mix(seed, i));
	p->rounds = MODEL_ROUNDS;
	p->temperature = 1;
	if (h.n >= FEW)
		choose(p, &h);
}

/* --- the table ---------------------------------------------------------------------------------------- */

static void to_bytes(struct scope *sc, struct model *m, const float *weights)
{
	size_t classes = m->facts.n_classes, n = (size_t)1 << m->bits;
	int8_t *bytes = NEW_ARRAY(sc, int8_t, n * classes);

	for (size_t k = 0; k < classes; k++) {
		float most = 0;
		for (size_t b = 0; b < n; b++)
			most = fmaxf(most, fabsf(weights[b * classes + k]));
		m->scale[k] = most > 0 ? most / 127 : 1;
		for (size_t b = 0; b < n; b++)
			bytes[b * classes + k] = (int8_t)lrintf(weights[b * classes + k] / m->scale[k]);
		m->bias[k] = weights[n * classes + k];
	}
	m->weights = bytes;
}

static void state_facts(struct scope *sc, struct model *m, const struct model_wish *w,
	const struct model_example *e, size_t n)
{
	struct model_facts *f = &m->facts;

	*f = (struct model_facts){ .language = w->language,
		.task = str_copy(sc, w->task),
		.sources = str_copy(sc, w->sources),
		.classes = m->names,
		.n_classes = w->n_classes,
		.trained_us = w->trained_us };
	for (size_t k = 0; k < w->n_classes; k++)
		m->names[k] = str_copy(sc, w->classes[k]);
	for (size_t i = 0; i < n; i++) {
		f->fingerprint = hash_mix(f->fingerprint, hash_str(e[i].text, e[i].label));
		f->per_class[e[i].label]++;
	}
}

static void learn(struct scope *sc, struct scope *work, struct model *m, const struct model_wish *wish,
	const struct model_example *examples, size_t n)
{
	uint8_t *rarity = NEW_ARRAY(sc, uint8_t, (size_t)1 << m->bits);
	struct plan p = { .corpus = { .classes = wish->n_classes, .bits = m->bits, .rarity = rarity },
		.order = NEW_ARRAY(work, uint32_t, n) };

	model_corpus_fill(work, &p.corpus, wish, examples, n);
	shuffle(p.order, n, wish->seed);
	look_for_rounds(work, &p, wish->seed);
	struct model_learner *l = model_learner_new(work, &p.corpus, p.order, n, hash_mix(wish->seed, SHARE));
	for (unsigned round = 0; round < p.rounds; round++)
		model_learner_round(l);
	to_bytes(sc, m, model_learner_weights(l));
	m->rarity = rarity;
	m->temperature = p.temperature;
}

struct model *model_train(
	struct scope *sc, const struct model_wish *wish, const struct model_example *examples, size_t n)
{
	struct scope work = { 0 };

	if (!check_wish(sc, wish) || !check_examples(sc, wish, examples, n))
		return NULL;
	struct model *m = NEW(sc, struct model);
	m->bits = bits_for(wish);
	state_facts(sc, m, wish, examples, n);
	learn(sc, &work, m, wish, examples, n);
	scope_close(&work);
	return m;
}
