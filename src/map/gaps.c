#include "map/gaps.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"

static const char *const kinds[MAP_GAPS] = { "promise", "within", "survey", "plan" };

const char *map_gap_name(enum map_gap_kind kind)
{
	return kinds[kind];
}

static int by_touchpoint(const void *x, const void *y)
{
	const struct map_gap *a = x, *b = y;

	if (a->touchpoint != b->touchpoint)
		return a->touchpoint < b->touchpoint ? -1 : 1;
	if (a->kind != b->kind)
		return (int)a->kind - (int)b->kind;
	int names = str_compare(a->expected, b->expected);
	return names ? names : str_compare(a->actual, b->actual);
}

void map_take_gaps(struct scope *sc, struct map *map, const struct map_input *in)
{
	for (size_t i = 0; i < in->n_gaps; i++)
		if (in->gaps[i].touchpoint >= 0 && (size_t)in->gaps[i].touchpoint < map->touchpoints.n)
			*LIST_ADD(sc, &map->gaps) = in->gaps[i];
	if (map->gaps.n)
		qsort(map->gaps.at, map->gaps.n, sizeof *map->gaps.at, by_touchpoint);
	map->plan = in->plan;
}

/* --- words --------------------------------------------------------------------------------------- */

/* What a gap is said in.  Times are kept in days; short ones are said in hours or minutes. */
struct measure {
	double of_days;
	int digits;
	const char *one;
};

static const struct measure measures[] = {
	{ 1, 1, "days" },
	{ 24, 1, "hours" },
	{ 24 * 60, 0, "minutes" },
};

static struct measure measure_of(const struct map_gap *g)
{
	double most = fmax(fabs(g->gap.expected.value), fabs(g->gap.actual.value));

	if (g->gap.unit == GAP_POINTS)
		return (struct measure){ 1, 1, "points" };
	return measures[g->by_day || most >= 2 ? 0 : most * 24 >= 2 ? 1 : 2];
}

/* Rounded to nothing it has no sign. */
static void number(struct buf *out, const struct measure *m, double x)
{
	double scaled = x * m->of_days, least = .5 * pow(10, -m->digits);

	if (scaled < -least)
		buf_puts(out, "\xe2\x88\x92");
	buf_printf(out, "%.*f", m->digits, fabs(scaled));
}

static const char *direction(const struct map_gap *g)
{
	bool points = g->gap.unit == GAP_POINTS;

	if (g->gap.difference.value < 0)
		return points ? " less" : " earlier";
	return points ? " more" : " later";
}

/* "11.3 days earlier (10.9 to 11.8, n = 718)" */
static struct str difference(struct scope *sc, const struct map_gap *g)
{
	struct measure m = measure_of(g);
	const struct estimate *d = &g->gap.difference;
	double sign = d->value < 0 ? -1 : 1, low = sign * d->low, high = sign * d->high;
	struct buf *out = buf_new(sc, 400);

	if (fabs(d->value) * m.of_days < .5 * pow(10, -m.digits)) {
		buf_puts(out, "no gap (");
	} else {
		number(out, &m, fabs(d->value));
		buf_printf(out, " %s%s (", m.one, direction(g));
	}
	if (gap_has_interval(d)) {
		number(out, &m, fmin(low, high));
		buf_puts(out, " to ");
		number(out, &m, fmax(low, high));
		buf_puts(out, ", ");
	}
	buf_printf(out, "n\xc2\xa0=\xc2\xa0%llu)", (unsigned long long)g->gap.n);
	return buf_str(out);
}

static void share(struct buf *out, const struct estimate *e, const char *what)
{
	buf_printf(out, "%.0f\xc2\xa0%% %s (%.0f to %.0f\xc2\xa0%%)", e->value * 100, what, e->low * 100,
		e->high * 100);
}

static struct str time_words(struct scope *sc, const struct map_gap *g)
{
	struct measure m = measure_of(g);
	struct buf *out = buf_new(sc, 2000);

	if (g->kind == MAP_GAP_WITHIN)
		buf_printf(out, "After %.*s, promised ", STR_ARG(g->expected));
	else
		buf_puts(out, "Promised ");
	number(out, &m, g->gap.expected.value);
	buf_printf(out, " %s, took ", m.one);
	number(out, &m, g->gap.actual.value);
	buf_printf(out, ": %.*s; ", STR_ARG(difference(sc, g)));
	share(out, &g->gap.broken, "late");
	if (g->overdue)
		buf_printf(out, "; %llu more never came", (unsigned long long)g->overdue);
	return buf_str(out);
}

static struct str survey_words(struct scope *sc, const struct map_gap *g)
{
	struct measure m = measure_of(g);
	struct buf *out = buf_new(sc, 2000);

	buf_puts(out, "Expected ");
	number(out, &m, g->gap.expected.value);
	buf_puts(out, ", got ");
	number(out, &m, g->gap.actual.value);
	buf_printf(out, " on %.*s: %.*s; ", STR_ARG(g->scale), STR_ARG(difference(sc, g)));
	share(out, &g->gap.broken, "got less");
	return buf_str(out);
}

static struct str plan_words(struct scope *sc, const struct map_gap *g)
{
	const struct estimate *e = &g->gap.actual;

	return str_of(scope_printf(sc,
		"Planned: happened in %.0f\xc2\xa0%% (%.0f to %.0f\xc2\xa0%%, n\xc2\xa0=\xc2\xa0%llu) of the journeys that"
		" came this far",
		e->value * 100, e->low * 100, e->high * 100, (unsigned long long)e->n));
}

static struct str nothing_came(struct scope *sc, const struct map_gap *g)
{
	if (g->kind == MAP_GAP_SURVEY)
		return STR("Expected, and nobody rated both");
	if (g->kind == MAP_GAP_PLAN)
		return STR("Planned: no journey came this far");
	return str_of(scope_printf(sc, "Promised, and never came: %llu are past their time, %llu still open",
		(unsigned long long)g->overdue, (unsigned long long)g->open));
}

struct str map_gap_words(struct scope *sc, const struct map_gap *g)
{
	static struct str (*const words[MAP_GAPS])(struct scope *, const struct map_gap *) = {
		[MAP_GAP_PROMISE] = time_words,
		[MAP_GAP_WITHIN] = time_words,
		[MAP_GAP_SURVEY] = survey_words,
		[MAP_GAP_PLAN] = plan_words,
	};

	return g->gap.n ? words[g->kind](sc, g) : nothing_came(sc, g);
}

struct str map_plan_words(struct scope *sc, const struct map_plan *p)
{
	const struct gap *g = p ? &p->gap : NULL;

	if (!p)
		return (struct str){ 0 };
	if (!g->n)
		return STR("Planned steps: none of them is in the evidence.");
	return str_of(scope_printf(sc,
		"Planned steps: of the %.1f up to where a journey came, %.1f happened; the gap is %.1f (95 %% interval %.1f"
		" to %.1f, n = %llu), and %.0f %% kept to the order (%.0f to %.0f %%).",
		g->expected.value, g->actual.value, fabs(g->difference.value), fabs(g->difference.high),
		fabs(g->difference.low), (unsigned long long)g->n, p->in_order.value * 100,
		p->in_order.low * 100, p->in_order.high * 100));
}
