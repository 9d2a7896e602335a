#include "insight/scores.h"

#include <math.h>

#include "insight/interval.h"

static const double z95 = 1.959963984540054; /* the normal distribution's 97.5 % quantile */

static const char *const names[SCORES] = { "nps", "csat", "top", "ces", "sus", "mean" };

/* What a scale's ratings are told as.  `top`: the best points, from here on, where their share is usual. */
static const struct {
	enum score first;
	bool has_mean; /* beside the first */
	double top;
	const char *top_words;
} measures[SCALES] = {
	/* clang-format off */
	[SCALE_NONE] = { SCORE_MEAN, false, INFINITY, NULL },
	[SCALE_NPS] = { SCORE_NPS, false, INFINITY, NULL },
	[SCALE_1_5] = { SCORE_CSAT, true, 4, "share of 4 and 5" },
	[SCALE_1_7] = { SCORE_TOP, true, 6, "share of 6 and 7" },
	[SCALE_1_10] = { SCORE_TOP, true, 9, "share of 9 and 10" },
	[SCALE_0_10] = { SCORE_MEAN, false, INFINITY, NULL },
	[SCALE_1_6] = { SCORE_TOP, true, 5, "share of 5 and 6" },
	[SCALE_1_4] = { SCORE_TOP, true, 3, "share of 3 and 4" },
	[SCALE_1_3] = { SCORE_MEAN, false, INFINITY, NULL },
	[SCALE_0_1] = { SCORE_TOP, false, 1, "share of thumbs up" },
	[SCALE_0_100] = { SCORE_MEAN, false, INFINITY, NULL },
	[SCALE_FEELING] = { SCORE_MEAN, false, INFINITY, NULL },
	[SCALE_POLARITY] = { SCORE_MEAN, false, INFINITY, NULL },
	[SCALE_0_5] = { SCORE_TOP, true, 4, "share of 4 and 5" },
	[SCALE_0_4] = { SCORE_MEAN, false, INFINITY, NULL },
	[SCALE_0_6] = { SCORE_MEAN, false, INFINITY, NULL },
	/* clang-format on */
};

const char *score_name(enum score score)
{
	return names[score];
}

struct str score_words(struct scope *sc, enum score score, enum scale scale)
{
	static const struct {
		const char *words;
		bool top, scale; /* what follows them */
	} said[SCORES] = { { "NPS", false, false }, { "CSAT: ", true, false }, { "", true, false },
		{ "CES: mean of ", false, true }, { "SUS: 0 to 100", false, false },
		{ "mean of ", false, true } };

	return str_of(scope_printf(sc, "%s%s", said[score].words,
		said[score].top     ? measures[scale].top_words
		: said[score].scale ? scale_label(scale)
				    : ""));
}

size_t score_measures(enum scale scale, bool effort, enum score out[SCORE_MEASURES])
{
	if (scale == SCALE_1_7 && effort) {
		out[0] = SCORE_CES;
		return 1;
	}
	out[0] = measures[scale].first;
	out[1] = SCORE_MEAN;
	return measures[scale].has_mean ? 2 : 1;
}

void score_take(struct score_sum *sum, enum scale scale, double value, uint64_t answers)
{
	sum->n++;
	sum->answers += answers;
	sum->promoters += scale == SCALE_NPS && value >= 9;
	sum->detractors += scale == SCALE_NPS && value <= 6;
	sum->top += round(value * 1000) >= measures[scale].top * 1000;
	sum->sum += llround(value * 1000);
	sum->sum_squares += llround(value * value * 1000000);
}

void score_add(struct score_sum *into, const struct score_sum *from)
{
	into->n += from->n;
	into->answers += from->answers;
	into->promoters += from->promoters;
	into->detractors += from->detractors;
	into->top += from->top;
	into->sum += from->sum;
	into->sum_squares += from->sum_squares;
}

static bool is_share(enum score score)
{
	return score == SCORE_CSAT || score == SCORE_TOP;
}

static double low_of(enum score score, enum scale scale)
{
	return score == SCORE_SUS ? 0 : score == SCORE_NPS ? -100 : is_share(score) ? 0 : scale_low(scale);
}

static double high_of(enum score score, enum scale scale)
{
	bool hundred = score == SCORE_SUS || score == SCORE_NPS;

	return hundred ? 100 : is_share(score) ? 1 : scale_high(scale);
}

struct estimate score_estimate(enum score score, enum scale scale, const struct score_sum *s)
{
	if (score == SCORE_NPS)
		return estimate_nps(s->promoters, s->n - s->promoters - s->detractors, s->detractors);
	if (is_share(score))
		return estimate_share(s->top, s->n);
	return estimate_mean(s->n, (double)s->sum / 1000, (double)s->sum_squares / 1000000,
		low_of(score, scale), high_of(score, scale));
}

double score_sus(const double items[SUS_ITEMS])
{
	double sum = 0;

	for (int i = 0; i < SUS_ITEMS; i++)
		sum += i % 2 ? 5 - items[i] : items[i] - 1;
	return 2.5 * sum;
}

/* --- changes ------------------------------------------------------------------------------------- */

/* The value and the variance that estimate_nps makes its interval of, as shares. */
static void nps_parts(const struct score_sum *s, double *value, double *variance)
{
	uint64_t passives = s->n - s->promoters - s->detractors;
	bool alike = s->promoters == s->n || s->detractors == s->n || passives == s->n;
	bool adjust = s->n < 100 || alike;
	double n = (double)s->n + (adjust ? 3 : 0), more = adjust ? .75 : 0;
	double p = ((double)s->promoters + more) / n, d = ((double)s->detractors + more) / n;

	*value = p - d;
	*variance = (p + d - (p - d) * (p - d)) / n;
}

static void change_nps(const struct score_sum *before, const struct score_sum *after, struct score_change *c)
{
	double from, to, variance_from, variance_to;

	nps_parts(before, &from, &variance_from);
	nps_parts(after, &to, &variance_to);
	double error = sqrt(variance_from + variance_to);
	c->low = fmin(100 * (to - from - z95 * error), c->value);
	c->high = fmax(100 * (to - from + z95 * error), c->value);
	c->p = erfc(fabs(to - from) / error / M_SQRT2);
	c->tested = true;
}

/* From the intervals of the two (Newcombe 1998, method 10; for other than shares Zou and Donner 2008). */
static void change_of_intervals(const struct estimate *a, const struct estimate *b, struct score_change *c)
{
	c->low = c->value - hypot(b->value - b->low, a->high - a->value);
	c->high = c->value + hypot(b->high - b->value, a->value - a->low);
}

/* The squared standard error of the mean; 0 where all values are equal, but for what rounding leaves. */
static double mean_error(const struct score_sum *s)
{
	double n = (double)s->n, sum = (double)s->sum / 1000, squares = (double)s->sum_squares / 1000000;
	double spread = squares - sum * sum / n;

	return s->n < 2 || spread <= 1e-12 * squares ? 0 : spread / (n - 1) / n;
}

/* Welch, with the degrees of freedom of Satterthwaite (1946). */
static bool change_welch(
	const struct score_sum *before, const struct score_sum *after, struct score_change *c)
{
	double a = mean_error(before), b = mean_error(after);

	if (a <= 0 || b <= 0)
		return false;
	double df = (a + b) * (a + b) / (a * a / (double)(before->n - 1) + b * b / (double)(after->n - 1));
	double half = interval_t(df) * sqrt(a + b), t2 = c->value * c->value / (a + b);
	c->low = c->value - half;
	c->high = c->value + half;
	c->p = incomplete_beta(df / (df + t2), df / 2, .5);
	return true;
}

struct score_change score_change(
	enum score score, enum scale scale, const struct score_sum *before, const struct score_sum *after)
{
	struct estimate a = score_estimate(score, scale, before), b = score_estimate(score, scale, after);
	struct score_change c = { .known = a.known && b.known, .value = b.value - a.value, .p = 1 };
	double range = high_of(score, scale) - low_of(score, scale);

	if (!c.known)
		return (struct score_change){ 0 };
	if (score == SCORE_NPS) {
		change_nps(before, after, &c);
	} else if (is_share(score)) {
		change_of_intervals(&a, &b, &c);
		c.p = shares_p(before->top, before->n, after->top, after->n);
		c.tested = true;
	} else {
		c.tested = change_welch(before, after, &c);
		if (!c.tested)
			change_of_intervals(&a, &b, &c);
	}
	c.low = fmax(c.low, -range);
	c.high = fmin(c.high, range);
	return c;
}
