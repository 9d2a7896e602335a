#include "insight/cut.h"

#include <math.h>

/* At .5 of the transitions shared neighbours blur the stages already [design: first-map.md, 3]. */
static const double neighbours = .15;
/* What the words of the whole map are worth against modularity, which lies below 1 and mostly below .5. */
static const double words_worth = 1;
/* Each stage more has to be worth this much: seven tiny stages on a wall explain nothing. */
static const double stage_cost = .01;

enum { LABELS = DEFAULT_STAGES + 1 }; /* 0: none, else stage + 1 */

struct cutting {
	const struct cut_input *in;
	size_t n;
	double *inside; /* (n + 1)^2 sums over the square of the first i rows and k columns of the weights */
	double *degree; /* n + 1 sums of the weights at a touchpoint */
	double *fit;    /* (n + 1) * LABELS sums of what words say for a label, by reach */
	double total;   /* of all degrees: twice the weight of all edges */
};

/* One step of the dynamic programme: the first j positions in k stages of which the last label was l. */
struct step {
	double score;
	uint16_t from;  /* where the last stage begins */
	uint8_t label;  /* of the last stage, 0: none */
	uint8_t before; /* last label before it */
};

double cut_fit(const struct words_say *say, enum default_stage stage)
{
	int other = 0, mine = say->stage[stage];

	for (int i = 0; i < DEFAULT_STAGES; i++)
		if (i != (int)stage && say->stage[i] > other)
			other = say->stage[i];
	double fit = (mine - other) / 10.;
	return fit < -1 ? -1 : fit > 1 ? 1 : fit;
}

/* Shared neighbours of a and b: how many moves come from, or go to, the same third one. */
static double shared(const struct cut_input *in, size_t a, size_t b)
{
	const uint64_t *t = in->transitions;
	size_t n = in->n;
	uint64_t sum = 0;

	for (size_t c = 0; c < n; c++) {
		if (c == a || c == b)
			continue;
		sum += t[a * n + c] < t[b * n + c] ? t[a * n + c] : t[b * n + c];
		sum += t[c * n + a] < t[c * n + b] ? t[c * n + a] : t[c * n + b];
	}
	return (double)sum;
}

static double weight(const struct cut_input *in, size_t a, size_t b)
{
	if (a == b)
		return 0;
	uint64_t moves = in->transitions[a * in->n + b] + in->transitions[b * in->n + a];
	return (double)moves + neighbours * shared(in, a, b);
}

static void sum_weights(struct cutting *c)
{
	size_t n = c->n, row = n + 1;

	for (size_t a = 0; a < n; a++) {
		double sum = 0;
		for (size_t b = 0; b < n; b++) {
			sum += weight(c->in, a, b);
			c->inside[(a + 1) * row + b + 1] = c->inside[a * row + b + 1] + sum;
		}
		c->degree[a + 1] = c->degree[a] + sum;
	}
	/* a few moves between two or three places say nothing about stages */
	c->total = n > 3 ? c->degree[n] : 0;
}

static void sum_words(struct cutting *c)
{
	double all = 0;

	for (size_t i = 0; i < c->n; i++)
		all += (double)c->in->reach[i];
	for (size_t i = 0; i < c->n; i++) {
		double share = all > 0 ? (double)c->in->reach[i] / all : 1 / (double)c->n;
		for (int l = 0; l < LABELS; l++) {
			double fit = l == 0 ? 0 : cut_fit(&c->in->words[i], (enum default_stage)(l - 1));
			c->fit[(i + 1) * LABELS + (size_t)l] = c->fit[i * LABELS + (size_t)l] + share * fit;
		}
	}
}

static struct cutting cutting_of(struct scope *sc, const struct cut_input *in)
{
	struct cutting c = { .in = in, .n = in->n };

	c.inside = NEW_ARRAY(sc, double, (in->n + 1) * (in->n + 1));
	c.degree = NEW_ARRAY(sc, double, in->n + 1);
	c.fit = NEW_ARRAY(sc, double, (in->n + 1) * LABELS);
	sum_weights(&c);
	if (in->words)
		sum_words(&c);
	return c;
}

/* Newman and Girvan (2004): the share of weight inside less the share that chance would put there. */
static double modularity(const struct cutting *c, size_t from, size_t to)
{
	size_t row = c->n + 1;

	if (c->total <= 0)
		return 0;
	double inside = c->inside[to * row + to] - c->inside[from * row + to] - c->inside[to * row + from] +
			c->inside[from * row + from];
	double share = (c->degree[to] - c->degree[from]) / c->total;
	return inside / c->total - share * share;
}

static double piece_score(const struct cutting *c, size_t from, size_t to, size_t label)
{
	double words = c->fit[to * LABELS + label] - c->fit[from * LABELS + label];

	return modularity(c, from, to) + words_worth * words - stage_cost;
}

static bool piece_allowed(const struct cutting *c, size_t from, size_t to)
{
	size_t outcomes = c->in->outcomes_from;

	if (outcomes < c->n && from != outcomes && to > outcomes)
		return false;
	if (from == outcomes && to != c->n)
		return false;
	return to - from > 1 || c->total <= 0 || from == 0 || to == c->n || to == outcomes ||
	       2 * c->in->reach[from] > c->in->journeys;
}

static size_t step_at(const struct cutting *c, size_t k, size_t j, size_t label)
{
	return (k * (c->n + 1) + j) * LABELS + label;
}

/* All ways to end the k-th stage at `to`, from each state that ends where it begins. */
static void relax(const struct cutting *c, struct step *steps, size_t k, size_t from, size_t to)
{
	if (!piece_allowed(c, from, to))
		return;
	for (size_t before = 0; before < LABELS; before++) {
		double so_far = steps[step_at(c, k - 1, from, before)].score;
		if (so_far == -INFINITY)
			continue;
		for (size_t label = 0; label < LABELS; label = label ? label + 1 : before + 1) {
			if (label && !c->in->words)
				break;
			struct step *s = &steps[step_at(c, k, to, label ? label : before)];
			double score = so_far + piece_score(c, from, to, label);
			if (score > s->score + 1e-12)
				*s = (struct step){ score, (uint16_t)from, (uint8_t)label, (uint8_t)before };
		}
	}
}

static struct step *run(struct scope *sc, const struct cutting *c)
{
	size_t all = step_at(c, CUT_MOST + 1, 0, 0);
	struct step *steps = NEW_ARRAY(sc, struct step, all);

	for (size_t i = 0; i < all; i++)
		steps[i].score = -INFINITY;
	steps[step_at(c, 0, 0, 0)].score = 0;
	for (size_t k = 1; k <= CUT_MOST; k++)
		for (size_t to = k; to <= c->n; to++)
			for (size_t from = k - 1; from < to; from++)
				relax(c, steps, k, from, to);
	return steps;
}

static struct cut read_back(const struct cutting *c, const struct step *steps, size_t k, size_t last)
{
	struct cut cut = { .n = k, .score = steps[step_at(c, k, c->n, last)].score };
	size_t at = c->n;

	cut.from[k] = at;
	while (k > 0) {
		const struct step *s = &steps[step_at(c, k--, at, last)];
		cut.label[k] = (enum default_stage)(s->label - 1);
		cut.from[k] = at = s->from;
		last = s->before;
	}
	return cut;
}

static struct cut one_stage(size_t n)
{
	return (struct cut){ .n = n > 0, .from = { 0, n }, .label = { STAGE_UNKNOWN } };
}

struct cut cut_find(struct scope *sc, const struct cut_input *in)
{
	struct cutting c = cutting_of(sc, in);
	size_t least = in->words ? 1 : 2, best_k = 0, best_label = 0;

	if (in->n == 0 || (!in->words && c.total <= 0))
		return one_stage(in->n);
	struct step *steps = run(sc, &c);
	double best = -INFINITY;
	for (size_t k = least; k <= CUT_MOST; k++)
		for (size_t l = 0; l < LABELS; l++)
			if (steps[step_at(&c, k, in->n, l)].score > best + 1e-12) {
				best = steps[step_at(&c, k, in->n, l)].score;
				best_k = k;
				best_label = l;
			}
	return best_k ? read_back(&c, steps, best_k, best_label) : one_stage(in->n);
}

double cut_score(struct scope *sc, const struct cut_input *in, const struct cut *cut)
{
	struct cutting c = cutting_of(sc, in);
	double score = 0;

	for (size_t i = 0; i < cut->n; i++)
		score += piece_score(&c, cut->from[i], cut->from[i + 1], (size_t)(cut->label[i] + 1));
	return score;
}
