#include "insight/figures.h"

#include "base/buf.h"
#include "insight/interval.h"
#include "model/scale.h"

struct duration figures_duration(const struct hist *hist)
{
	uint64_t low, high;

	if (!hist->n)
		return (struct duration){ 0 };
	interval_median_ranks(hist->n, &low, &high);
	return (struct duration){
		.known = true,
		.median_s = hist_quantile(hist, .5),
		.low_s = hist_rank(hist, low),
		.high_s = hist_rank(hist, high),
		.p95_s = hist_quantile(hist, .95),
		.n = hist->n,
	};
}

static struct str scales_of(struct scope *sc, uint32_t scales)
{
	struct buf *b = buf_new(sc, 1000);

	for (int i = SCALE_NONE + 1; i < SCALES; i++)
		if (scales >> i & 1)
			buf_printf(b, "%s%s", buf_len(b) ? ", " : "", scale_name((enum scale)i));
	return buf_len(b) ? buf_str(b) : (struct str){ 0 };
}

static void fill_ratings(struct scope *sc, const struct stats_ratings *r, struct map_figures *f)
{
	f->feeling = estimate_mean(r->n, (double)r->sum / 1e3, (double)r->sum_squares / 1e6, -2, 2);
	f->scale = scales_of(sc, r->scales);
	if (r->scales == 1u << SCALE_NPS)
		f->nps = estimate_nps(r->promoters, r->nps_n - r->promoters - r->detractors, r->detractors);
}

/* Whether any journey has a second step at all. */
static bool moves(const struct stats *stats)
{
	return stats->events > stats->journeys;
}

struct map_figures figures_of(struct scope *sc, const struct stats *stats, uint32_t t)
{
	const struct stats_touchpoint *at = &stats->at[t];
	struct map_figures f = {
		.customers = at->customers,
		.journeys = at->journeys,
		.reach = estimate_share(at->journeys, stats->journeys),
		.visits = at->visits,
		.events = at->events,
		.repeats = at->events - at->visits,
		.returns = at->returns,
		.entries = at->entries,
		.arrivals = at->arrivals,
		.exits = at->exits,
		.departures = at->departures,
		.drop_off = estimate_share(at->left, moves(stats) ? at->settled : 0),
		.conversion = estimate_share(at->settled_converted, at->settled),
		.dwell = figures_duration(&at->dwell),
		.time_on = figures_duration(&at->time_on),
		.evidence = figures_grade(at->journeys),
	};

	fill_ratings(sc, &at->ratings, &f);
	return f;
}

struct leaving {
	uint64_t left, settled;
};

/* Who leaves where; from where customers only answer nobody does. */
static struct leaving leaving_at(const struct stats *stats, const bool *feedback, size_t t)
{
	const struct stats_touchpoint *at = &stats->at[t];

	if (feedback && feedback[t])
		return (struct leaving){ 0 };
	return (struct leaving){ at->left, at->settled };
}

static struct leaving leaving_in_all(const struct stats *stats, const bool *feedback)
{
	struct leaving all = { 0 };

	for (uint32_t t = 0; t < stats->n; t++) {
		struct leaving at = leaving_at(stats, feedback, t);
		all.left += at.left;
		all.settled += at.settled;
	}
	return all;
}

struct estimate figures_drop_off(const struct stats *stats, const bool *feedback)
{
	struct leaving all = leaving_in_all(stats, feedback);

	return estimate_share(all.left, moves(stats) ? all.settled : 0);
}

void figures_critical(struct scope *sc, const struct stats *stats, const bool *feedback,
	struct map_figures *figures, size_t n)
{
	double *p = NEW_ARRAY(sc, double, n + 1);
	bool *keep = NEW_ARRAY(sc, bool, n + 1);
	struct leaving all = leaving_in_all(stats, feedback);
	size_t tried = 0;

	for (size_t t = 0; t < n; t++) {
		struct leaving at = leaving_at(stats, feedback, t);
		if (!feedback || !feedback[t])
			p[tried++] =
				shares_p(at.left, at.settled, all.left - at.left, all.settled - at.settled);
	}
	benjamini_hochberg(sc, p, tried, .05, keep);
	tried = 0;
	for (size_t t = 0; t < n; t++) {
		struct leaving at = leaving_at(stats, feedback, t);
		uint64_t others = all.settled - at.settled;
		double rest = others ? (double)(all.left - at.left) / (double)others : 1;
		bool kept = (!feedback || !feedback[t]) && keep[tried++];
		figures[t].critical = kept && figures[t].drop_off.known &&
				      figures[t].drop_off.value >= rest + CRITICAL_FLOOR;
	}
}

unsigned figures_grade(uint64_t n)
{
	static const uint64_t steps[] = { 1, FIGURES_HOLLOW, 100, 400 };
	unsigned grade = 0;

	while (grade < COUNT_OF(steps) && n >= steps[grade])
		grade++;
	return grade;
}

double figures_shrunk(const struct estimate *e, double mean_of_all)
{
	enum { PRIOR = 8 };

	return ((double)e->n * e->value + PRIOR * mean_of_all) / ((double)e->n + PRIOR);
}
