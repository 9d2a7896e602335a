#include "answer/questions.h"

#include <stdlib.h>

#include "answer/where.h"
#include "insight/interval.h"

/* --- funnel -------------------------------------------------------------------------------------- */

static struct funnel_step *find_steps(struct scope *sc, struct study *study, const struct definition *def,
	const struct str *names, size_t n, const int64_t *within_us, struct funnel_answer_row *called)
{
	struct funnel_step *steps = NEW_ARRAY(sc, struct funnel_step, n + 1);

	for (size_t i = 0; i < n; i++) {
		struct where_name found;
		if (!where_find(sc, study, def, names[i], &found))
			return NULL;
		steps[i] = (struct funnel_step){ found.touchpoints, found.n_touchpoints, found.events,
			found.n_events, within_us ? within_us[i] / 1000000 : 0 };
		if (called) {
			called[i].id = found.id;
			called[i].name = found.name;
		}
	}
	return steps;
}

static void fill_row(struct funnel_answer *a, const struct funnel *f, size_t i)
{
	const struct funnel_row *row = &f->steps[i];
	struct funnel_answer_row *to = &a->rows[i];
	bool open_mode = a->mode == FUNNEL_OPEN, last = i + 1 == f->n;
	uint64_t first = open_mode ? f->entered : f->steps[0].reached;

	to->reached = row->reached;
	to->open = last ? 0 : row->open;
	to->lost = last ? 0 : row->reached - row->passed - row->open;
	to->share = estimate_share(row->reached, first);
	to->share_previous =
		i == 0 ? to->share : estimate_share(f->steps[i - 1].passed, f->steps[i - 1].reached);
	to->has_time = row->time.n > 0;
	if (to->has_time)
		to->median_s = hist_quantile(&row->time, .5);
}

static bool steps_ok(struct scope *sc, size_t n)
{
	if (n >= 1 && n <= FUNNEL_STEPS)
		return true;
	return scope_fail(sc, FAULT_LIMIT, "a funnel has 1 to %d steps, not %zu", FUNNEL_STEPS, n);
}

/* What a mode has no use for is refused: nobody should take a number for what it is not. */
static bool options_ok(struct scope *sc, const struct funnel_question *q)
{
	if (q->mode == FUNNEL_ORDERED || q->mode == FUNNEL_STRICT)
		return true;
	const char *what = q->step_within_us ? "windows from step to step" : "the first attempt alone";

	return (!q->step_within_us && !q->first_attempt) ||
	       scope_fail(sc, FAULT_INVALID, "the mode %s knows no such thing as %s: ordered and strict do",
		       funnel_mode_name(q->mode), what);
}

struct funnel_answer *study_funnel(
	struct scope *sc, struct study *study, const struct definition *def, const struct funnel_question *q)
{
	struct study_rules *rules = study_rules(sc, study, def);
	struct funnel_answer *a = NEW(sc, struct funnel_answer);
	struct walk_wish walk = { .unit = q->unit,
		.customers = q->customers,
		.has_period = q->has_period,
		.from_s = q->from_s,
		.to_s = q->to_s };
	struct funnel_wish wish = { .n = q->n,
		.n_without = q->n_without,
		.mode = q->mode,
		.within_s = q->within_us / 1000000,
		.first_attempt = q->first_attempt,
		.totals = q->totals };

	if (!rules || !steps_ok(sc, q->n) || !options_ok(sc, q) ||
		!(wish.steps = find_steps(sc, study, def, q->steps, q->n, q->step_within_us, a->rows)) ||
		!(wish.without = find_steps(sc, study, def, q->without, q->n_without, NULL, NULL)))
		return NULL;
	struct funnel *f = funnel_count(sc, study->trail, &rules->walk, &walk, &wish, study->dictionary);
	if (!f)
		return NULL;
	a->unit = q->unit;
	a->mode = q->mode;
	a->totals = q->totals;
	a->units = f->units;
	a->entered = f->entered;
	a->n = f->n;
	for (size_t i = 0; i < f->n; i++)
		fill_row(a, f, i);
	return a;
}

/* --- flow ---------------------------------------------------------------------------------------- */

static int by_count(const void *x, const void *y)
{
	const struct flow_move *a = x, *b = y;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to > b->to) - (a->to < b->to);
}

static void fill_moves(struct scope *sc, struct flow_answer *a, const struct stats *s)
{
	for (uint32_t from = 0; from <= s->n; from++) {
		for (uint32_t to = 0; to <= s->n; to++) {
			const struct stats_transition *t = s->transitions[stats_pair(s, from, to)];
			if (!t)
				continue;
			*LIST_ADD(sc, &a->moves) = (struct flow_move){ .from = from,
				.to = to,
				.count = t->count,
				.journeys = t->journeys,
				.share_departures = estimate_share(t->count, s->at[from].departures),
				.share_arrivals = estimate_share(t->count, s->at[to].arrivals),
				.median_s = hist_quantile(&t->gap, .5),
				.p95_s = hist_quantile(&t->gap, .95) };
		}
	}
	if (a->moves.n)
		qsort(a->moves.at, a->moves.n, sizeof *a->moves.at, by_count);
}

static bool find_anchor(struct scope *sc, const struct definition *def, struct str name, int *anchor)
{
	*anchor = STEPS_NO_ANCHOR;
	for (size_t t = 0; name.p && t < definition_touchpoints(def); t++) {
		const struct touchpoint *at = definition_touchpoint(def, t);
		if (*anchor == STEPS_NO_ANCHOR && (str_same(at->id, name) || str_same(at->name, name)))
			*anchor = (int)t;
	}
	if (!name.p || *anchor != STEPS_NO_ANCHOR)
		return true;
	return scope_fail(sc, FAULT_NOT_FOUND,
		"there is no touchpoint \"%.*s\" on the map (wend map shows them)", STR_ARG(name));
}

static void name_columns(struct scope *sc, const struct definition *def, struct flow_answer *a, uint32_t n,
	const struct flow_question *q)
{
	struct str *names = NEW_ARRAY(sc, struct str, (size_t)n + 2),
		   *ids = NEW_ARRAY(sc, struct str, (size_t)n + 2);

	for (uint32_t t = 0; t < n; t++) {
		names[t] = definition_touchpoint(def, t)->name;
		ids[t] = definition_touchpoint(def, t)->id;
	}
	names[n] = ids[n] = STR("(unsorted)");
	bool between = q->from.p && q->to.p; /* the rows end where they arrive */
	names[n + 1] = ids[n + 1] = between              ? STR("(arrived)")
				    : a->steps->before   ? STR("(not there)")
				    : a->steps->backward ? STR("(not begun)")
							 : STR("(ended)");
	a->names = names;
	a->ids = ids;
}

struct flow_answer *study_flow(
	struct scope *sc, struct study *study, const struct definition *def, const struct flow_question *q)
{
	struct study_rules *rules = study_rules(sc, study, def);
	struct walk_wish walk = { .unit = UNIT_JOURNEYS,
		.customers = q->customers,
		.has_period = q->has_period,
		.from_s = q->from_s,
		.to_s = q->to_s };
	struct steps_wish steps = {
		.depth = q->depth, .anchor = q->anchor, .centred = q->centred, .links = q->links
	};
	struct flow_answer *a = NEW(sc, struct flow_answer);

	if (!rules || !find_anchor(sc, def, q->from, &steps.from) || !find_anchor(sc, def, q->to, &steps.to))
		return NULL;
	a->steps = steps_count(sc, study->trail, &rules->walk, &walk, &steps);
	if (!a->steps)
		return NULL;
	const struct stats *s = stats_count(sc, study->trail, &rules->walk, &walk,
		&(struct stats_ask){ .tables = STATS_GAPS | STATS_TOUCHPOINTS,
			.dictionary = study->dictionary,
			.n = rules->walk.touchpoints });
	name_columns(sc, def, a, s->n, q);
	a->n = s->n;
	a->journeys = s->journeys;
	fill_moves(sc, a, s);
	return a;
}
