#include "answer/paths.h"

#include <stdlib.h>

#include "insight/interval.h"
#include "trail/ways.h"

struct asking {
	struct scope *sc;
	struct study *study;
	const struct study_rules *rules;
	const struct paths_question *q;
	struct walk_wish walk;
	struct paths_answer *a;
};

static const struct stats *count(struct asking *p, enum unit unit, unsigned tables, const uint8_t *marks)
{
	struct walk_wish walk = p->walk;
	struct stats_ask ask = { .tables = tables,
		.dictionary = p->study->dictionary,
		.n = p->rules->walk.touchpoints,
		.gram = p->q->grams,
		.style_mark = marks };

	walk.unit = unit;
	return stats_count(p->sc, p->study->trail, &p->rules->walk, &walk, &ask);
}

/* --- variants ---------------------------------------------------------------------------------------- */

static int more_variants(const void *x, const void *y)
{
	const struct stats_variant *a = x, *b = y;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (a->key[0] != b->key[0])
		return a->key[0] < b->key[0] ? -1 : 1;
	return (a->key[1] > b->key[1]) - (a->key[1] < b->key[1]);
}

static const struct str *names_of(struct asking *p, const struct way_names *way)
{
	struct str *names = NEW_ARRAY(p->sc, struct str, way->n + 1);

	for (size_t i = 0; i < way->n; i++)
		names[i] = p->study->dictionary->events[way->codes[i]];
	return names;
}

/* Among equally frequent ones the order is that of their keys, which is the same everywhere. */
static void fill_variants(struct asking *p, const struct stats *s)
{
	struct path_list *list = &p->a->variants;
	size_t n = s->n_variants < p->q->top ? s->n_variants : p->q->top;

	list->distinct = s->n_variants;
	list->other = s->journeys;
	if (s->n_variants)
		qsort(s->variants, s->n_variants, sizeof *s->variants, more_variants);
	const struct way_names *ways = ways_of(
		p->sc, p->study->trail, &p->rules->walk, &p->walk, p->study->dictionary, s->variants, n);
	for (size_t i = 0; i < n; i++) {
		const struct stats_variant *v = &s->variants[i];
		list->other -= v->count;
		*LIST_ADD(p->sc, &list->at) = (struct path){ .names = names_of(p, &ways[i]),
			.n = ways[i].n,
			.count = v->count,
			.converted = v->converted,
			.share = estimate_share(v->count, s->journeys) };
	}
}

/* --- runs of events ---------------------------------------------------------------------------------- */

static int more_grams(const void *x, const void *y)
{
	const struct stats_gram *a = x, *b = y;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	for (size_t i = 0; i < STATS_GRAM; i++)
		if (a->names[i] != b->names[i])
			return a->names[i] < b->names[i] ? -1 : 1;
	return 0;
}

static void add_run(struct asking *p, const struct stats_gram *g, uint64_t customers)
{
	struct str *names = NEW_ARRAY(p->sc, struct str, STATS_GRAM);

	for (size_t i = 0; i < g->n; i++)
		names[i] = p->study->dictionary->events[g->names[i]];
	*LIST_ADD(p->sc, &p->a->runs.at) = (struct path){ .names = names,
		.n = g->n,
		.count = g->count,
		.customers = g->customers,
		.share = estimate_share(g->customers, customers) };
}

static void fill_runs(struct asking *p, const struct stats *s)
{
	struct path_list *list = &p->a->runs;

	if (s->n_grams)
		qsort(s->grams, s->n_grams, sizeof *s->grams, more_grams);
	for (size_t i = 0; i < s->n_grams; i++) {
		if (s->grams[i].n == 1 && p->q->grams > 1)
			continue;
		list->distinct++;
		if (list->at.n < p->q->top)
			add_run(p, &s->grams[i], s->customers);
		else
			list->other += s->grams[i].count;
	}
}

/* --- coming back ------------------------------------------------------------------------------------- */

static int more_returns(const void *x, const void *y)
{
	const struct path_return *a = x, *b = y;

	if (a->returns != b->returns)
		return a->returns > b->returns ? -1 : 1;
	return str_compare(a->id, b->id);
}

static void fill_returns(struct asking *p, const struct definition *def, const struct stats *s)
{
	for (uint32_t t = 0; t < s->n; t++) {
		const struct stats_touchpoint *at = &s->at[t];
		if (at->visits)
			*LIST_ADD(p->sc, &p->a->returns) =
				(struct path_return){ .id = definition_touchpoint(def, t)->id,
					.name = definition_touchpoint(def, t)->name,
					.visits = at->visits,
					.events = at->events,
					.returns = at->returns,
					.backs = at->backs,
					.share = estimate_share(at->returns, at->visits) };
	}
	if (p->a->returns.n)
		qsort(p->a->returns.at, p->a->returns.n, sizeof *p->a->returns.at, more_returns);
}

static void fill_styles(struct asking *p, const struct stats *s)
{
	p->a->sessions = s->journeys;
	p->a->styles = s->styles;
	for (int i = 0; i < STYLES; i++)
		p->a->style[i] = estimate_share(s->styles.units[i], s->journeys);
}

static bool question_ok(struct scope *sc, const struct paths_question *q)
{
	if (q->grams < 1 || q->grams > STATS_GRAM)
		return scope_fail(sc, FAULT_LIMIT, "runs have 1 to %d events, not %u", STATS_GRAM, q->grams);
	return (q->top >= 1 && q->top <= PATHS_TOP) ||
	       scope_fail(sc, FAULT_LIMIT, "1 to %d can be shown, not %zu", PATHS_TOP, q->top);
}

struct paths_answer *study_paths(
	struct scope *sc, struct study *study, const struct definition *def, const struct paths_question *q)
{
	struct asking p = { .sc = sc, .study = study, .q = q, .a = NEW(sc, struct paths_answer) };

	if (!question_ok(sc, q) || !(p.rules = study_rules(sc, study, def)))
		return NULL;
	p.walk = (struct walk_wish){ .unit = q->unit,
		.customers = q->customers,
		.has_period = q->has_period,
		.from_s = q->from_s,
		.to_s = q->to_s };
	const struct stats *s = count(&p, q->unit,
		STATS_VARIANTS | STATS_GRAMS | STATS_TOUCHPOINTS | STATS_LENGTH | STATS_TIMES, NULL);
	p.a->unit = q->unit;
	p.a->units = s->journeys;
	p.a->events = s->events;
	p.a->has_goal = p.rules->walk.goal != GOAL_NONE;
	p.a->length = figures_duration(&s->length);
	p.a->span = figures_duration(&s->span);
	p.a->to_goal = figures_duration(&s->to_goal);
	fill_variants(&p, s);
	fill_runs(&p, s);
	fill_returns(&p, def, s);
	fill_styles(&p, count(&p, UNIT_SESSIONS, STATS_STYLES, movement_marks(sc, study->dictionary)));
	return p.a;
}
