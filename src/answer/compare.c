#include "answer/compare.h"

#include <math.h>

#include "insight/interval.h"

enum { BETTER_LESS = -1, BETTER_NEITHER, BETTER_MORE };

/* What is better, and under which difference it does not matter: shares, points of -2..2, of dwell a share of what it
 * was. */
static const struct {
	const char *name, *words, *unit;
	int better;
	double floor;
} rows[MEASURES] = {
	[MEASURE_CONVERSION] = { "conversion", "reach the goal", "share", BETTER_MORE, .01 },
	[MEASURE_REACH] = { "reach", "come here", "share", BETTER_NEITHER, .02 },
	[MEASURE_DROP_OFF] = { "drop_off", "leave here", "share", BETTER_LESS, .02 },
	[MEASURE_RATING] = { "rating", "rating", "points", BETTER_MORE, .1 },
	[MEASURE_TEXT] = { "text_feeling", "feeling by words", "points", BETTER_MORE, .1 },
	[MEASURE_DWELL] = { "dwell", "time to the next", "seconds", BETTER_NEITHER, .1 },
};

/* clang-format off */
static const struct { const char *name, *words; } verdicts[VERDICTS] = {
	[VERDICT_IMPROVED] = { "improved", "improved" },
	[VERDICT_WORSENED] = { "worsened", "worsened" },
	[VERDICT_ROSE] = { "rose", "rose" },
	[VERDICT_FELL] = { "fell", "fell" },
	[VERDICT_UNCHANGED] = { "unchanged", "unchanged" },
	[VERDICT_NEW] = { "new", "new" },
	[VERDICT_GONE] = { "gone", "gone" },
	[VERDICT_FEW] = { "too_few", "too few" },
};
/* clang-format on */

const char *measure_name(enum measure measure)
{
	return rows[measure].name;
}

const char *measure_words(enum measure measure)
{
	return rows[measure].words;
}

const char *measure_unit(enum measure measure)
{
	return rows[measure].unit;
}

const char *verdict_name(enum verdict verdict)
{
	return verdicts[verdict].name;
}

const char *verdict_words(enum verdict verdict)
{
	return verdicts[verdict].words;
}

struct comparing {
	struct scope *sc;
	const struct measures *before, *after;
	struct comparison *out;
	bool texts; /* understood by the same on both sides */
};

/* --- lines --- */

/* A line where at least one side knows its number. */
static void add(struct comparing *c, const struct measured *at, enum measure measure, struct estimate before,
	struct estimate after, struct difference difference)
{
	if (!before.known && !after.known)
		return;
	bool enough = before.n >= COMPARE_LEAST && after.n >= COMPARE_LEAST && difference.known;
	*LIST_ADD(c->sc, &c->out->lines) = (struct compared){ .at = at ? at->id : (struct str){ 0 },
		.name = at ? at->name : (struct str){ 0 },
		.measure = measure,
		.before = before,
		.after = after,
		.difference = difference,
		.tested = enough,
		.p = 1,
		.verdict = enough ? VERDICT_UNCHANGED : VERDICT_FEW };
}

static void add_share(struct comparing *c, const struct measured *at, enum measure measure,
	const uint64_t before[2], const uint64_t after[2])
{
	add(c, at, measure, estimate_share(before[0], before[1]), estimate_share(after[0], after[1]),
		difference_shares(before[0], before[1], after[0], after[1]));
}

static struct estimate mean_of(const struct moments *m)
{
	return estimate_mean(m->n, m->sum, m->squares, -2, 2);
}

static void add_mean(struct comparing *c, const struct measured *at, enum measure measure,
	const struct measured_mean *before, const struct measured_mean *after)
{
	struct moments a = measures_moments(before), b = measures_moments(after);

	add(c, at, measure, mean_of(&a), mean_of(&b), difference_means(&a, &b, -2, 2));
}

static struct estimate median_of(const struct duration *d)
{
	return (struct estimate){ d->known, d->median_s, d->low_s, d->high_s, d->n };
}

static void add_pair(struct comparing *c, const struct measured *a, const struct measured *b)
{
	add_share(c, b, MEASURE_REACH, (const uint64_t[]){ a->journeys, c->before->journeys },
		(const uint64_t[]){ b->journeys, c->after->journeys });
	add_share(c, b, MEASURE_DROP_OFF, (const uint64_t[]){ a->left, a->settled },
		(const uint64_t[]){ b->left, b->settled });
	if (a->scales == b->scales || !a->scales || !b->scales)
		add_mean(c, b, MEASURE_RATING, &a->rating, &b->rating);
	if (c->texts)
		add_mean(c, b, MEASURE_TEXT, &a->text, &b->text);
	add(c, b, MEASURE_DWELL, median_of(&a->dwell), median_of(&b->dwell),
		difference_medians(&a->dwell, &b->dwell));
}

/* Only on one of the two: how many come there is all that is said. */
static void add_alone(struct comparing *c, const struct measured *at, bool is_new)
{
	uint64_t journeys = is_new ? c->after->journeys : c->before->journeys;
	struct estimate reach = estimate_share(at->journeys, journeys), none = { 0 };

	*LIST_ADD(c->sc, &c->out->lines) = (struct compared){ .at = at->id,
		.name = at->name,
		.measure = MEASURE_REACH,
		.before = is_new ? none : reach,
		.after = is_new ? reach : none,
		.difference = { .p = 1 },
		.p = 1,
		.verdict = is_new ? VERDICT_NEW : VERDICT_GONE };
}

static const struct measured *find(const struct measures *m, struct str id)
{
	for (size_t i = 0; i < m->touchpoints.n; i++)
		if (str_equal(m->touchpoints.at[i].id, id))
			return &m->touchpoints.at[i];
	return NULL;
}

static void leaving(const struct measures *m, uint64_t out[2])
{
	out[0] = out[1] = 0;
	for (size_t i = 0; i < m->touchpoints.n; i++) {
		out[0] += m->touchpoints.at[i].left;
		out[1] += m->touchpoints.at[i].settled;
	}
}

static void add_all(struct comparing *c)
{
	const struct measures *a = c->before, *b = c->after;
	uint64_t left_a[2], left_b[2];

	if (str_equal(a->goal, b->goal) && a->goal.n)
		add_share(c, NULL, MEASURE_CONVERSION, (const uint64_t[]){ a->converted, a->settled },
			(const uint64_t[]){ b->converted, b->settled });
	leaving(a, left_a);
	leaving(b, left_b);
	add_share(c, NULL, MEASURE_DROP_OFF, left_a, left_b);
	for (size_t i = 0; i < b->touchpoints.n; i++) {
		const struct measured *now = &b->touchpoints.at[i], *then = find(a, now->id);
		if (then)
			add_pair(c, then, now);
		else
			add_alone(c, now, true);
	}
	for (size_t i = 0; i < a->touchpoints.n; i++)
		if (!find(b, a->touchpoints.at[i].id))
			add_alone(c, &a->touchpoints.at[i], false);
}

/* --- verdicts --- */

static bool matters(const struct compared *l)
{
	double floor = rows[l->measure].floor;

	if (l->measure == MEASURE_DWELL)
		floor *= l->before.value;
	return fabs(l->difference.value) >= floor && (l->difference.low > 0 || l->difference.high < 0);
}

static enum verdict direction(const struct compared *l)
{
	bool more = l->difference.value > 0;

	if (rows[l->measure].better == BETTER_NEITHER)
		return more ? VERDICT_ROSE : VERDICT_FELL;
	return more == (rows[l->measure].better == BETTER_MORE) ? VERDICT_IMPROVED : VERDICT_WORSENED;
}

static void judge(struct comparing *c)
{
	size_t n = c->out->lines.n, m = 0;
	double *p = NEW_ARRAY(c->sc, double, n + 1), *adjusted = NEW_ARRAY(c->sc, double, n + 1);

	for (size_t i = 0; i < n; i++)
		if (c->out->lines.at[i].tested)
			p[m++] = c->out->lines.at[i].difference.p;
	benjamini_hochberg_adjust(c->sc, p, m, adjusted);
	c->out->tested = m;
	m = 0;
	for (size_t i = 0; i < n; i++) {
		struct compared *l = &c->out->lines.at[i];
		if (!l->tested)
			continue;
		l->p = adjusted[m++];
		if (l->p > .05 || !matters(l))
			continue;
		l->verdict = direction(l);
		c->out->significant++;
	}
}

/* --- what keeps them apart --- */

static void remark(struct comparing *c, const char *text)
{
	*LIST_ADD(c->sc, &c->out->remarks) = str_of(text);
}

static void remark_scales(struct comparing *c)
{
	for (size_t i = 0; i < c->after->touchpoints.n; i++) {
		const struct measured *now = &c->after->touchpoints.at[i], *then = find(c->before, now->id);
		if (then && then->scales && now->scales && then->scales != now->scales)
			remark(c, scope_printf(c->sc,
					  "\"%.*s\" was rated on other scales: its ratings are not compared",
					  STR_ARG(now->id)));
	}
}

static void remark_all(struct comparing *c)
{
	const struct measures *a = c->before, *b = c->after;

	if (!c->texts && a->text_model && b->text_model)
		remark(c,
			"what people wrote was understood by different models: only ratings are compared, feelings by"
			" words are not");
	if (!str_equal(a->who, b->who))
		remark(c,
			"the map's personas are others, or are told otherwise: these are not the same people");
	if (a->silence_s != b->silence_s)
		remark(c, scope_printf(c->sc,
				  "journeys end after %.1f days of silence on one side and %.1f on the other",
				  (double)a->silence_s / DAY_S, (double)b->silence_s / DAY_S));
	if (!str_equal(a->goal, b->goal))
		remark(c, "the goal is another: conversion is not compared");
	remark_scales(c);
}

struct comparison *compare(struct scope *sc, const struct measures *before, const struct measures *after)
{
	struct comparing c = { .sc = sc,
		.before = before,
		.after = after,
		.out = NEW(sc, struct comparison),
		.texts = before->text_model == after->text_model };

	add_all(&c);
	judge(&c);
	remark_all(&c);
	return c.out;
}
