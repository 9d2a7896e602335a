#include "same.h"

#include "test.h"

#define SAME(got, want, field) assert_int_equal((got)->field, (want)->field)

/* Fine bins name a value within 0.1 %, coarse ones within 1.6 %; single seconds exactly. */
static void same_hist(struct scope *sc, const struct hist *got, const struct slow_list *want)
{
	static const double shares[] = { .01, .05, .25, .5, .75, .95, .99, 1 };
	double bin = 1. / (double)(1 << got->bits);

	assert_int_equal(got->n, want->at.n);
	for (size_t i = 0; want->at.n && i < COUNT_OF(shares); i++) {
		int64_t exact = slow_quantile(sc, want, shares[i]);
		double within = exact < 1ll << got->bits ? 0 : bin * (double)exact;
		assert_near(hist_quantile(got, shares[i]), (double)exact, within);
	}
}

static void same_ratings(const struct stats_ratings *got, const struct slow_touch *want)
{
	assert_int_equal(got->n, want->rated);
	SAME(got, want, answers);
	SAME(got, want, sum);
	SAME(got, want, sum_squares);
	SAME(got, want, nps_n);
	SAME(got, want, promoters);
	SAME(got, want, detractors);
}

static void same_touch(struct scope *sc, const struct stats_touchpoint *got, const struct slow_touch *want)
{
	SAME(got, want, customers);
	SAME(got, want, journeys);
	SAME(got, want, visits);
	SAME(got, want, events);
	SAME(got, want, returns);
	SAME(got, want, backs);
	SAME(got, want, entries);
	SAME(got, want, arrivals);
	SAME(got, want, exits);
	SAME(got, want, departures);
	SAME(got, want, settled);
	SAME(got, want, left);
	SAME(got, want, settled_converted);
	same_hist(sc, &got->dwell, &want->dwell);
	same_hist(sc, &got->time_on, &want->time_on);
	same_ratings(&got->ratings, want);
}

static void same_pairs(struct scope *sc, const struct stats *got, const struct slow_stats *want)
{
	for (size_t i = 0; i < want->n * want->n; i++) {
		const struct stats_transition *t = got->transitions[i];
		assert_int_equal(got->first_before[i], want->first_before[i]);
		assert_int_equal(got->together[i], want->together[i]);
		assert_int_equal(t ? t->count : 0, want->moves[i].count);
		if (!t)
			continue;
		SAME(t, &want->moves[i], journeys);
		same_hist(sc, &t->gap, &want->moves[i].gaps);
	}
}

static int by_size(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;

	return a[0] != b[0] ? (a[0] > b[0]) - (a[0] < b[0]) : (a[1] > b[1]) - (a[1] < b[1]);
}

/* The keys are hashes: what must agree are how many there are, and how large each is. */
static void same_variants(struct scope *sc, const struct stats *got, const struct slow_stats *want)
{
	size_t n = got->n_variants;
	uint64_t(*a)[2] = scope_alloc(sc, n + 1, sizeof *a), (*b)[2] = scope_alloc(sc, n + 1, sizeof *b);

	assert_int_equal(n, want->variants.n);
	for (size_t i = 0; i < n; i++) {
		a[i][0] = got->variants[i].count;
		a[i][1] = got->variants[i].converted;
		b[i][0] = want->variants.at[i].count;
		b[i][1] = want->variants.at[i].converted;
	}
	qsort(a, n, sizeof *a, by_size);
	qsort(b, n, sizeof *b, by_size);
	assert_memory_equal(a, b, n * sizeof *a);
}

static void same_gram(const struct stats_gram *got, const struct slow_stats *want)
{
	for (size_t i = 0; i < want->grams.n; i++) {
		const struct slow_gram *g = &want->grams.at[i];
		bool same = g->n == got->n;
		for (size_t k = 0; k < STATS_GRAM; k++)
			same &= g->names[k] == got->names[k];
		if (!same)
			continue;
		SAME(got, g, count);
		assert_int_equal(got->customers, g->customers.n);
		return;
	}
	fail_msg("a run of %u names that the reference has not", got->n);
}

static int in_order(const struct stats_gram *a, const struct stats_gram *b)
{
	int order = (a->n > b->n) - (a->n < b->n);

	for (size_t k = 0; order == 0 && k < STATS_GRAM; k++)
		order = (a->names[k] > b->names[k]) - (a->names[k] < b->names[k]);
	return order;
}

static void same_grams(const struct stats *got, const struct slow_stats *want)
{
	assert_int_equal(got->n_grams, want->grams.n);
	for (size_t i = 0; i < got->n_grams; i++) {
		same_gram(&got->grams[i], want);
		assert_true(i == 0 || in_order(&got->grams[i - 1], &got->grams[i]) < 0);
	}
}

static void same_styles(const struct stats_styles *got, const struct stats_styles *want)
{
	for (int style = 0; style < STYLES; style++)
		assert_int_equal(got->units[style], want->units[style]);
	SAME(got, want, searched);
	SAME(got, want, stuck);
	SAME(got, want, same_form);
	SAME(got, want, returned);
	SAME(got, want, left_quickly);
	SAME(got, want, visits);
	SAME(got, want, returns);
	SAME(got, want, quick);
}

void same_stats(struct scope *sc, const struct stats *got, const struct slow_stats *want)
{
	SAME(got, want, customers);
	SAME(got, want, events);
	SAME(got, want, journeys);
	SAME(got, want, converted);
	SAME(got, want, left);
	SAME(got, want, open);
	SAME(got, want, answered);
	SAME(got, want, settled);
	SAME(got, want, settled_converted);
	SAME(got, want, settled_left);
	SAME(got, want, cases);
	SAME(got, want, from_s);
	SAME(got, want, to_s);
	for (size_t t = 0; t < want->n; t++) {
		same_touch(sc, &got->at[t], &want->at[t]);
		assert_near((double)got->place[t] / STATS_PLACE, want->place[t],
			(double)want->journeys / STATS_PLACE + 1e-9);
	}
	for (size_t k = 0; k < got->kinds; k++)
		assert_int_equal(got->kind_events[k], want->kind_events[k]);
	same_pairs(sc, got, want);
	same_variants(sc, got, want);
	same_grams(got, want);
	same_hist(sc, &got->length, &want->length);
	same_hist(sc, &got->span, &want->span);
	same_hist(sc, &got->to_goal, &want->to_goal);
	same_styles(&got->styles, &want->styles);
}

void same_funnel(struct scope *sc, const struct funnel *got, const struct slow_funnel *want)
{
	SAME(got, want, units);
	SAME(got, want, entered);
	for (size_t s = 0; s < got->n; s++) {
		SAME(&got->steps[s], &want->rows[s], reached);
		SAME(&got->steps[s], &want->rows[s], passed);
		SAME(&got->steps[s], &want->rows[s], open);
		same_hist(sc, &got->steps[s].time, &want->rows[s].time);
		assert_int_equal(got->reached_by[s] != NULL, want->who);
		for (uint32_t c = 0; want->who && c < got->customers; c++)
			assert_int_equal(
				got->reached_by[s][c / 64] >> (c % 64) & 1, want->rows[s].customers[c]);
	}
}

void same_steps(const struct steps *got, const struct slow_steps *want)
{
	SAME(got, want, journeys);
	SAME(got, want, anchors);
	SAME(got, want, all);
	assert_int_equal(steps_rows(got), want->rows);
	assert_memory_equal(got->at, want->at, want->rows * got->columns * sizeof *got->at);
	assert_int_equal(got->links != NULL, want->links != NULL);
	if (got->links)
		assert_memory_equal(got->links, want->links,
			(want->rows - 1) * got->columns * got->columns * sizeof *got->links);
}

/* --- one and the other --------------------------------------------------------------------------- */

static void equal_hists(const struct hist *a, const struct hist *b)
{
	SAME(a, b, n);
	for (size_t k = 0; k < HIST_OCTAVES; k++)
		for (size_t i = 0; (a->octaves[k] || b->octaves[k]) && i < 1u << a->bits; i++)
			assert_int_equal(
				a->octaves[k] ? a->octaves[k][i] : 0, b->octaves[k] ? b->octaves[k][i] : 0);
}

static void equal_touch(const struct stats_touchpoint *a, const struct stats_touchpoint *b)
{
	/* the counters that stand before the histograms, one after the other */
	assert_memory_equal(a, b, offsetof(struct stats_touchpoint, dwell));
	equal_hists(&a->dwell, &b->dwell);
	equal_hists(&a->time_on, &b->time_on);
	SAME(a, b, ratings.n);
	SAME(a, b, ratings.sum);
	SAME(a, b, ratings.sum_squares);
	SAME(a, b, ratings.answers);
	SAME(a, b, ratings.nps_n);
	SAME(a, b, ratings.promoters);
	SAME(a, b, ratings.detractors);
	SAME(a, b, ratings.scales);
}

static void equal_pairs(const struct stats *a, const struct stats *b)
{
	size_t pairs = (size_t)(a->n + 1) * (a->n + 1);

	assert_int_equal(a->together != NULL, b->together != NULL);
	if (a->together) {
		assert_memory_equal(a->first_before, b->first_before, pairs * sizeof *a->first_before);
		assert_memory_equal(a->together, b->together, pairs * sizeof *a->together);
	}
	for (size_t i = 0; i < pairs; i++) {
		assert_int_equal(a->transitions[i] != NULL, b->transitions[i] != NULL);
		if (!a->transitions[i])
			continue;
		SAME(a->transitions[i], b->transitions[i], count);
		SAME(a->transitions[i], b->transitions[i], journeys);
		equal_hists(&a->transitions[i]->gap, &b->transitions[i]->gap);
	}
}

static void equal_grams(const struct stats *a, const struct stats *b)
{
	SAME(a, b, n_grams);
	for (size_t i = 0; i < a->n_grams; i++) {
		assert_int_equal(in_order(&a->grams[i], &b->grams[i]), 0);
		SAME(&a->grams[i], &b->grams[i], count);
		SAME(&a->grams[i], &b->grams[i], customers);
	}
}

void equal_stats(const struct stats *a, const struct stats *b)
{
	/* all totals stand before the tables */
	assert_memory_equal(a, b, offsetof(struct stats, at));
	for (uint32_t t = 0; t <= a->n; t++)
		equal_touch(&a->at[t], &b->at[t]);
	equal_pairs(a, b);
	assert_memory_equal(a->place, b->place, (a->n + 1) * sizeof *a->place);
	assert_memory_equal(a->kind_events, b->kind_events, (a->kinds + 1) * sizeof *a->kind_events);
	SAME(a, b, n_variants);
	if (a->n_variants)
		assert_memory_equal(a->variants, b->variants, a->n_variants * sizeof *a->variants);
	equal_grams(a, b);
	equal_hists(&a->length, &b->length);
	equal_hists(&a->span, &b->span);
	equal_hists(&a->to_goal, &b->to_goal);
	same_styles(&a->styles, &b->styles);
}

void equal_funnels(const struct funnel *a, const struct funnel *b)
{
	SAME(a, b, n);
	SAME(a, b, units);
	SAME(a, b, entered);
	for (size_t s = 0; s < a->n; s++) {
		SAME(a, b, steps[s].reached);
		SAME(a, b, steps[s].passed);
		SAME(a, b, steps[s].open);
		equal_hists(&a->steps[s].time, &b->steps[s].time);
		assert_int_equal(a->reached_by[s] != NULL, b->reached_by[s] != NULL);
		for (uint32_t c = 0; a->reached_by[s] && (c < a->customers || c < b->customers); c += 64)
			assert_int_equal(c < a->customers ? a->reached_by[s][c / 64] : 0,
				c < b->customers ? b->reached_by[s][c / 64] : 0);
	}
}

void equal_steps(const struct steps *a, const struct steps *b)
{
	SAME(a, b, journeys);
	SAME(a, b, anchors);
	SAME(a, b, all);
	SAME(a, b, depth);
	SAME(a, b, before);
	SAME(a, b, backward);
	assert_memory_equal(a->at, b->at, steps_rows(a) * a->columns * sizeof *a->at);
	assert_int_equal(a->links != NULL, b->links != NULL);
	if (a->links)
		assert_memory_equal(
			a->links, b->links, (steps_rows(a) - 1) * a->columns * a->columns * sizeof *a->links);
}

/* --- trails --------------------------------------------------------------------------------------- */

void same_history(struct history a, struct history b)
{
	assert_int_equal(a.to - a.from, b.to - b.from);
	for (uint64_t i = 0; i < a.to - a.from; i++) {
		assert_int_equal(part_kind(a.part, a.from + i), part_kind(b.part, b.from + i));
		assert_int_equal(part_second(a.part, a.from + i), part_second(b.part, b.from + i));
		assert_int_equal(part_case(a.part, a.from + i), part_case(b.part, b.from + i));
	}
}

static void same_extras(const struct trail_part *a, const struct trail_part *b)
{
	SAME(a, b, n_ratings);
	SAME(a, b, n_values);
	for (size_t i = 0; i < a->n_ratings; i++) {
		SAME(&a->ratings[i], &b->ratings[i], event);
		SAME(&a->ratings[i], &b->ratings[i], customer);
		assert_near((double)a->ratings[i].rating, (double)b->ratings[i].rating, 0);
		SAME(&a->ratings[i], &b->ratings[i], nps);
		SAME(&a->ratings[i], &b->ratings[i], scale);
	}
	for (size_t i = 0; i < a->n_values; i++) {
		SAME(&a->values[i], &b->values[i], event);
		SAME(&a->values[i], &b->values[i], minor);
	}
}

void same_parts(const struct trail_part *a, const struct trail_part *b)
{
	SAME(a, b, rows);
	SAME(a, b, events);
	SAME(a, b, kind_bytes);
	SAME(a, b, time_bytes);
	SAME(a, b, base_s);
	assert_int_equal(a->code != NULL, b->code != NULL);
	assert_int_equal(a->case_code != NULL, b->case_code != NULL);
	assert_memory_equal(a->first, b->first, ((size_t)a->rows + 1) * sizeof *a->first);
	if (a->code && a->rows)
		assert_memory_equal(a->code, b->code, a->rows * sizeof *a->code);
	if (a->events) {
		assert_memory_equal(a->kind, b->kind, a->events * a->kind_bytes);
		assert_memory_equal(a->time, b->time, a->events * a->time_bytes);
	}
	if (a->events && a->case_code)
		assert_memory_equal(a->case_code, b->case_code, a->events * sizeof *a->case_code);
	same_extras(a, b);
}
