#include <math.h>

#include "voice/model_private.h"

/* Softmax regression by AdaGrad (Duchi, Hazan & Singer 2011), with the mean of the weights after each round but the
 * first two (Polyak & Juditsky 1992): as good as L-BFGS run to its end, in a fifth of the time.  Each weight is
 * multiplied by how much its feature tells the class from the others, sqrt(|ln(share of the class's texts that have it /
 * share of the others')|), after Wang & Manning (2012): what is alike in all classes is held near nothing.  The numbers
 * were found on other splits of the texts than those of which the documents give figures (bench/voice_model.c). */

#define STEP .25f
#define ROOM 2.f /* C of the usual notation: the loss counts so much against half the squared weights */
#define EVEN .2  /* of many texts; 0: texts count alike, 1: classes do */
#define FIRST_SQUARE 1.f /* of the steps' denominator, so that the first ones are no leaps */
#define UNSEEN 2.        /* texts that are taken to be on either side beforehand */

enum {
	SETTLED = 3, /* the first round that is in the mean */
	MANY = 2000, /* texts: of fewer, classes count nearly alike */
};

/* What is used together lies together: a text's features are all over the table. */
struct coordinate {
	float weight, squares, tells;
};

struct model_learner {
	const struct model_corpus *c;
	uint32_t *order;
	size_t n, classes, weights;
	uint64_t random;
	struct coordinate *at; /* [2^bits][classes], then the biases */
	float *pull;           /* [2^bits] towards 0, shared out among the texts that have it */
	float *sum, *mean;     /* of the weights */
	float class_weight[MODEL_CLASSES];
	unsigned rounds;
	bool fresh; /* the mean is of the rounds so far */
	struct model_feature *features;
};

/* --- beforehand --------------------------------------------------------------------------------------- */

/* A class of few texts counts for more than they are, or it would hardly ever be said; of many texts somewhat more, of
 * few so much that all classes count nearly alike: at 500 texts that gave .5 to 2 points of right answers and .03 to .07
 * of macro-F1. */
static void weigh_classes(struct model_learner *l, double *texts)
{
	double n = (double)l->n, even = EVEN + (1 - EVEN) * MANY / (MANY + n);

	for (size_t i = 0; i < l->n; i++)
		texts[l->c->samples[l->order[i]].label]++;
	for (size_t k = 0; k < l->classes; k++)
		l->class_weight[k] = texts[k] > 0 ? (float)pow(n / ((double)l->classes * texts[k]), even) : 0;
}

/* In how many texts of each class a bucket is: kept in `tells` until it is known what that tells. */
static void count_texts(struct scope *sc, struct model_learner *l)
{
	uint32_t *last = NEW_ARRAY(sc, uint32_t, (size_t)1 << l->c->bits);

	for (uint32_t i = 0; i < l->n; i++) {
		const struct model_sample *s = &l->c->samples[l->order[i]];
		size_t n = model_spread(l->c, s, l->features);
		for (size_t k = 0; k < n; k++) {
			uint32_t b = l->features[k].bucket;
			if (last[b] != i + 1)
				l->at[b * l->classes + s->label].tells++;
			last[b] = i + 1;
		}
	}
}

static void tell(struct model_learner *l, const double *texts)
{
	for (size_t b = 0; b < (size_t)1 << l->c->bits; b++) {
		struct coordinate *at = l->at + b * l->classes;
		double all = 0;
		for (size_t k = 0; k < l->classes; k++)
			all += (double)at[k].tells;
		for (size_t k = 0; k < l->classes; k++) {
			double in = ((double)at[k].tells + UNSEEN) / (texts[k] + 2 * UNSEEN),
			       out = (all - (double)at[k].tells + UNSEEN) /
				     ((double)l->n - texts[k] + 2 * UNSEEN);
			at[k].tells = (float)sqrt(fabs(log(in / out)));
		}
		l->pull[b] = (float)(1 / (ROOM * fmax(all, 1)));
	}
}

struct model_learner *model_learner_new(
	struct scope *sc, const struct model_corpus *c, const uint32_t *order, size_t n, uint64_t seed)
{
	struct model_learner *l = NEW(sc, struct model_learner);
	size_t buckets = (size_t)1 << c->bits;
	double texts[MODEL_CLASSES] = { 0 };

	*l = (struct model_learner){ .c = c, .n = n, .classes = c->classes, .random = seed | 1 };
	l->weights = (buckets + 1) * c->classes;
	l->order = NEW_ARRAY(sc, uint32_t, n + 1);
	memcpy(l->order, order, n * sizeof *order);
	l->at = NEW_ARRAY(sc, struct coordinate, l->weights);
	l->pull = NEW_ARRAY(sc, float, buckets);
	l->sum = NEW_ARRAY(sc, float, l->weights);
	l->mean = NEW_ARRAY(sc, float, l->weights);
	l->features = NEW_ARRAY(sc, struct model_feature, c->most + 1);
	weigh_classes(l, texts);
	count_texts(sc, l);
	tell(l, texts);
	for (size_t i = 0; i < l->weights; i++)
		l->at[i].squares = FIRST_SQUARE;
	return l;
}

/* --- rounds ------------------------------------------------------------------------------------------- */

/* xorshift64* (Vigna 2016) */
static uint64_t next_random(struct model_learner *l)
{
	l->random ^= l->random >> 12;
	l->random ^= l->random << 25;
	l->random ^= l->random >> 27;
	return l->random * 2685821657736338717ull;
}

static void shuffle(struct model_learner *l)
{
	for (size_t i = l->n; i > 1; i--) {
		size_t k = next_random(l) % i;
		uint32_t kept = l->order[i - 1];
		l->order[i - 1] = l->order[k];
		l->order[k] = kept;
	}
}

static void move(struct coordinate *at, float gradient)
{
	at->squares += gradient * gradient;
	at->weight -= STEP * gradient / sqrtf(at->squares);
}

static void say_now(const struct model_learner *l, size_t n, float *z)
{
	const struct coordinate *bias = l->at + l->weights - l->classes;

	for (size_t k = 0; k < l->classes; k++)
		z[k] = bias[k].weight;
	for (size_t i = 0; i < n; i++) {
		const struct coordinate *at = l->at + l->features[i].bucket * l->classes;
		for (size_t k = 0; k < l->classes; k++)
			z[k] += l->features[i].value * at[k].weight * at[k].tells;
	}
}

static void learn_from(struct model_learner *l, const struct model_sample *s)
{
	struct coordinate *bias = l->at + l->weights - l->classes;
	size_t n = model_spread(l->c, s, l->features);
	float z[MODEL_CLASSES], weight = s->weight * l->class_weight[s->label];

	say_now(l, n, z);
	model_softmax(z, l->classes, 1);
	z[s->label] -= 1;
	for (size_t k = 0; k < l->classes; k++)
		z[k] *= weight;
	for (size_t i = 0; i < n; i++) {
		uint32_t b = l->features[i].bucket;
		struct coordinate *at = l->at + b * l->classes;
		for (size_t k = 0; k < l->classes; k++)
			move(&at[k], l->features[i].value * z[k] * at[k].tells + l->pull[b] * at[k].weight);
	}
	for (size_t k = 0; k < l->classes; k++)
		move(&bias[k], z[k]);
}

void model_learner_round(struct model_learner *l)
{
	shuffle(l);
	for (size_t i = 0; i < l->n; i++)
		learn_from(l, &l->c->samples[l->order[i]]);
	if (++l->rounds <= SETTLED)
		memset(l->sum, 0, l->weights * sizeof *l->sum);
	for (size_t i = 0; i < l->weights; i++)
		l->sum[i] += l->at[i].weight;
	l->fresh = false;
}

/* --- what came of it ---------------------------------------------------------------------------------- */

const float *model_learner_weights(struct model_learner *l)
{
	size_t bias = l->weights - l->classes;
	float rounds = (float)(l->rounds > SETTLED ? l->rounds - SETTLED + 1 : 1);

	for (size_t i = 0; !l->fresh && i < l->weights; i++)
		l->mean[i] = l->sum[i] / rounds * (i < bias ? l->at[i].tells : 1);
	l->fresh = true;
	return l->mean;
}

void model_learner_say(struct model_learner *l, const struct model_sample *s, float *z)
{
	const float *mean = model_learner_weights(l);
	size_t n = model_spread(l->c, s, l->features);

	for (size_t k = 0; k < l->classes; k++)
		z[k] = mean[l->weights - l->classes + k];
	for (size_t i = 0; i < n; i++) {
		const float *row = mean + l->features[i].bucket * l->classes;
		for (size_t k = 0; k < l->classes; k++)
			z[k] += l->features[i].value * row[k];
	}
}
