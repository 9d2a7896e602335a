#include <stdlib.h>

#include "questions.h"

#define ROW(...)                                                                                             \
	(struct row)                                                                                         \
	{                                                                                                    \
		{                                                                                            \
			__VA_ARGS__                                                                          \
		}                                                                                            \
	}

void tell_silence(struct scope *sc, const struct counted *c, struct rows *out)
{
	*LIST_ADD(sc, out) = ROW((double)c->silence_s);
}

static void tell_transitions(struct scope *sc, const struct stats *s, bool weights, struct rows *out)
{
	for (uint32_t from = 0; from <= s->n; from++) {
		for (uint32_t to = 0; to <= s->n; to++) {
			const struct stats_transition *t = s->transitions[stats_pair(s, from, to)];
			struct row row = ROW(from, to, t ? (double)t->count : 0);
			if (!t)
				continue;
			if (weights) {
				row.v[3] = (double)t->journeys;
				row.v[4] = hist_quantile(&t->gap, .5);
				row.v[5] = hist_quantile(&t->gap, .95);
			}
			*LIST_ADD(sc, out) = row;
		}
	}
}

void tell_gaps(struct scope *sc, const struct counted *c, struct rows *out)
{
	tell_transitions(sc, c->stats, true, out);
}

void tell_moves(struct scope *sc, const struct counted *c, struct rows *out)
{
	tell_transitions(sc, c->stats, false, out);
}

void tell_steps(struct scope *sc, const struct counted *c, struct rows *out)
{
	const struct steps *m = c->steps;

	for (size_t r = 0; r < steps_rows(m); r++)
		for (size_t column = 0; column < m->columns; column++)
			if (m->at[steps_cell(m, r, column)])
				*LIST_ADD(sc, out) = ROW(
					(double)r, (double)column, (double)m->at[steps_cell(m, r, column)]);
}

void tell_funnel(struct scope *sc, const struct counted *c, struct rows *out)
{
	const struct funnel *f = c->funnel;

	*LIST_ADD(sc, out) = ROW(0, (double)f->units);
	for (size_t k = 0; k < f->n; k++)
		*LIST_ADD(sc, out) =
			ROW((double)k + 1, (double)f->steps[k].reached, (double)f->steps[k].open);
}

/* Second by second, which is exact: a session of a thousand events would be missed here and found by SQL. */
void tell_lengths(struct scope *sc, const struct counted *c, struct rows *out)
{
	const uint64_t *bins = c->stats->length.octaves[0];

	for (size_t n = 0; bins && n < 1u << HIST_FINE; n++)
		if (bins[n])
			*LIST_ADD(sc, out) = ROW((double)n, (double)bins[n]);
}

void tell_grams(struct scope *sc, const struct counted *c, struct rows *out)
{
	for (size_t i = 0; i < c->stats->n_grams; i++) {
		const struct stats_gram *g = &c->stats->grams[i];
		double code = g->n;
		for (unsigned k = 0; k < g->n; k++)
			code = code * 256 + g->names[k];
		*LIST_ADD(sc, out) = ROW(g->n, code, (double)g->count, (double)g->customers);
	}
}

static int compare_pairs(const void *x, const void *y)
{
	const struct row *a = x, *b = y;

	if (a->v[0] != b->v[0])
		return a->v[0] < b->v[0] ? -1 : 1;
	return (a->v[1] > b->v[1]) - (a->v[1] < b->v[1]);
}

/* Our keys are hashes: what can be compared is how many variants have so many journeys, so many converted. */
void tell_variants(struct scope *sc, const struct counted *c, struct rows *out)
{
	size_t n = c->stats->n_variants;
	struct row *all = NEW_ARRAY(sc, struct row, n + 1);

	for (size_t i = 0; i < n; i++)
		all[i] = ROW((double)c->stats->variants[i].count, (double)c->stats->variants[i].converted);
	qsort(all, n, sizeof *all, compare_pairs);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || compare_pairs(&all[i - 1], &all[i]) != 0)
			*LIST_ADD(sc, out) = all[i];
		out->at[out->n - 1].v[2]++;
	}
}

void tell_reach(struct scope *sc, const struct counted *c, struct rows *out)
{
	for (uint32_t t = 0; t <= c->stats->n; t++) {
		const struct stats_touchpoint *at = &c->stats->at[t];
		if (at->journeys)
			*LIST_ADD(sc, out) = ROW(t, (double)at->customers, (double)at->journeys,
				(double)at->visits, (double)at->events, (double)at->entries,
				(double)at->exits, (double)at->settled, (double)at->left);
	}
}

void tell_dwell(struct scope *sc, const struct counted *c, struct rows *out)
{
	for (uint32_t t = 0; t <= c->stats->n; t++) {
		const struct hist *h = &c->stats->at[t].dwell;
		if (h->n)
			*LIST_ADD(sc, out) = ROW(t, (double)h->n, hist_quantile(h, .5));
	}
}
