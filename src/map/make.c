#include "map/make.h"

#include <stdlib.h>

#include "insight/figures.h"
#include "insight/interval.h"
#include "map/cells.h"
#include "map/cells_voice.h"
#include "map/curves.h"
#include "map/gaps.h"
#include "map/hash.h"
#include "map/kinds.h"
#include "map/remarks.h"
#include "map/sentences.h"
#include "map/sums.h"

struct making {
	struct scope *sc;
	const struct map_input *in;
	struct map *map;
	int goal; /* index, or -1 */
};

/* --- touchpoints --------------------------------------------------------------------------------- */

static int by_count(const void *x, const void *y)
{
	const struct map_next *a = x, *b = y;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return (a->touchpoint > b->touchpoint) - (a->touchpoint < b->touchpoint);
}

static void fill_next(struct making *m, struct map_touchpoint *t, uint32_t index)
{
	const struct stats *s = m->in->touchpoints;
	struct map_next *all = NEW_ARRAY(m->sc, struct map_next, (size_t)s->n + 2);
	size_t n = 0;

	if (!t->figures.visits)
		return;
	for (uint32_t to = 0; to <= s->n; to++) {
		const struct stats_transition *tr = s->transitions[stats_pair(s, index, to)];
		if (tr)
			all[n++] = (struct map_next){ to == s->n ? MAP_UNSORTED : (int)to, tr->count, 0 };
	}
	if (t->figures.exits)
		all[n++] = (struct map_next){ MAP_EXIT, t->figures.exits, 0 };
	qsort(all, n, sizeof *all, by_count);
	t->n_next = n < MAP_NEXT ? n : MAP_NEXT;
	for (size_t i = 0; i < t->n_next; i++) {
		t->next[i] = all[i];
		t->next[i].share = (double)all[i].count / (double)t->figures.visits;
	}
}

static struct str when_words(struct scope *sc, const struct touchpoint *t)
{
	if (t->when == WHEN_ALWAYS)
		return (struct str){ 0 };
	return str_of(scope_printf(
		sc, "%s %.*s", t->when == WHEN_BEFORE ? "before" : "after", STR_ARG(t->when_at)));
}

/* Without a goal nothing converts, and nothing is said of it. */
static struct map_figures figures(struct making *m, const struct stats *stats, uint32_t index)
{
	struct map_figures f = figures_of(m->sc, stats, index);

	if (m->goal < 0 && !m->map->goal_is_case)
		f.conversion = (struct estimate){ 0 };
	return f;
}

static bool is_feedback(const struct making *m, size_t touchpoint)
{
	return m->in->feedback && m->in->feedback[touchpoint];
}

/* An answer is the last thing of many journeys and nothing that anybody gives up at (decision 0057). */
static void tell_no_leaving(struct making *m)
{
	for (size_t s = 0; s < m->map->stages.n; s++) {
		struct map_stage *stage = &m->map->stages.at[s];
		size_t only = 0;
		for (size_t t = stage->first; t < stage->first + stage->count; t++)
			if (is_feedback(m, t)) {
				m->map->touchpoints.at[t].answers = true;
				m->map->touchpoints.at[t].figures.drop_off = (struct estimate){ 0 };
				only++;
			}
		if (only && only == stage->count)
			stage->figures.drop_off = (struct estimate){ 0 };
	}
}

/* Where nothing can be counted, nobody was not found. */
static void tell_no_reach(struct making *m)
{
	for (size_t s = 0; m->in->unseen && s < m->map->stages.n; s++) {
		struct map_stage *stage = &m->map->stages.at[s];
		bool seen = false;
		for (size_t t = stage->first; t < stage->first + stage->count; t++) {
			seen |= !m->in->unseen[t];
			if (m->in->unseen[t])
				m->map->touchpoints.at[t].figures.reach = (struct estimate){ 0 };
		}
		if (!seen)
			stage->figures.reach = (struct estimate){ 0 };
	}
}

static void add_touchpoint(struct making *m, const struct touchpoint *def, size_t stage)
{
	uint32_t index = (uint32_t)m->map->touchpoints.n;
	struct map_touchpoint *t = LIST_ADD(m->sc, &m->map->touchpoints);

	*t = (struct map_touchpoint){
		.id = def->id,
		.name = def->name,
		.stage = stage,
		.owner = def->owner,
		.moment_of_truth = def->moment_of_truth,
		.is_goal = m->goal == (int)index,
		.figures = figures(m, m->in->touchpoints, index),
		.when = when_words(m->sc, def),
	};
	for (size_t i = 0; i < def->leads_to.n; i++)
		*LIST_ADD(m->sc, &t->leads_to) = def->leads_to.at[i];
	map_gather(m->sc, m->in, t, index, def->channel);
	map_hear(t, m->in->voices, index);
	fill_next(m, t, index);
	if (t->is_goal)
		m->map->goal_name = t->name;
}

static void add_stages(struct making *m)
{
	const struct definition *def = m->in->definition;

	for (size_t s = 0; s < def->stages.n; s++) {
		const struct stage *stage = &def->stages.at[s];
		struct map_stage *to = LIST_ADD(m->sc, &m->map->stages);
		*to = (struct map_stage){
			.id = stage->id,
			.name = stage->name,
			.why = stage->why,
			.first = m->map->touchpoints.n,
			.count = stage->touchpoints.n,
			.figures = figures(m, m->in->stages, (uint32_t)s),
		};
		for (size_t i = 0; i < stage->touchpoints.n; i++)
			add_touchpoint(m, &stage->touchpoints.at[i], s);
	}
}

static void mark_critical(struct making *m)
{
	size_t n = m->map->touchpoints.n;
	struct map_figures *figures = NEW_ARRAY(m->sc, struct map_figures, n + 1);

	for (size_t i = 0; i < n; i++)
		figures[i] = m->map->touchpoints.at[i].figures;
	figures_critical(m->sc, m->in->touchpoints, m->in->feedback, figures, n);
	for (size_t i = 0; i < n; i++)
		m->map->touchpoints.at[i].figures.critical = figures[i].critical;
}

/* --- the whole ----------------------------------------------------------------------------------- */

static void fill_totals(struct making *m)
{
	const struct stats *s = m->in->touchpoints;
	struct map *map = m->map;

	map->from_us = s->from_s * 1000000;
	map->to_us = s->to_s * 1000000;
	map->silence_us = m->in->silence_s * 1000000;
	map->silence_auto = m->in->silence_auto;
	map->silence_learnt = m->in->silence_learnt;
	map->has_cases = s->cases > 0;
	map->customers = s->customers;
	map->events = s->events;
	map->quarantined = m->in->quarantined;
	map->journeys.total = s->journeys;
	map->journeys.converted = s->converted;
	map->journeys.left = s->left;
	map->journeys.open = s->open;
	map->journeys.answered = s->answered;
	map->goal_is_case = str_equal(m->in->definition->goal, GOAL_CASE_COMPLETE);
	if (m->goal >= 0 || map->goal_is_case)
		map->conversion = estimate_share(s->settled_converted, s->settled);
	if (map->goal_is_case)
		map->goal_name = STR("the case is complete");
	map->drop_off = figures_drop_off(s, m->in->feedback);
	map->variants.distinct = s->n_variants;
	for (size_t i = 0; i < s->n_variants; i++)
		if (s->variants[i].count > map->variants.commonest)
			map->variants.commonest = s->variants[i].count;
}

static void count_notes(struct making *m, struct map_source *source)
{
	for (size_t i = 0; i < m->in->n_notes; i++) {
		const struct map_note *note = &m->in->notes[i];
		if (definition_find(m->in->definition, note->touchpoint) < 0)
			continue;
		source->notes++;
		if (note->written_us > source->newest_us)
			source->newest_us = note->written_us;
	}
}

static void fill_sources(struct making *m)
{
	uint64_t events[SOURCE_KINDS] = { 0 };

	for (uint32_t k = 0; k < m->in->dictionary->n; k++)
		events[m->in->dictionary->kinds[k].source] += m->in->touchpoints->kind_events[k];
	for (int i = 0; i < SOURCE_KINDS; i++) {
		struct map_source source = {
			.source = (enum source_kind)i, .events = events[i], .newest_us = m->in->newest_us[i]
		};
		if (i == SOURCE_STAFF)
			count_notes(m, &source);
		if (source.events + source.notes)
			*LIST_ADD(m->sc, &m->map->sources) = source;
	}
}

struct map *map_make(struct scope *sc, const struct map_input *in)
{
	const struct definition *def = in->definition;
	struct making m = { .sc = sc, .in = in, .map = NEW(sc, struct map) };

	m.goal = def->goal.p ? definition_find(def, def->goal) : -1;
	m.map->id = def->id;
	m.map->title = def->title;
	m.map->scenario = def->scenario;
	m.map->owner = def->owner;
	m.map->review = def->review;
	for (size_t i = 0; i < def->personas.n; i++)
		*LIST_ADD(sc, &m.map->personas) = def->personas.at[i];
	m.map->state = def->state;
	m.map->goal_why = def->goal_why;
	m.map->voices = in->voices && in->voices->texts ? in->voices : NULL;
	fill_totals(&m);
	add_stages(&m);
	tell_no_leaving(&m);
	tell_no_reach(&m);
	mark_critical(&m);
	map_take_curves(sc, m.map, in);
	map_gather_unsorted(sc, in, m.map);
	fill_sources(&m);
	map_find(sc, m.map);
	if (in->plan)
		*LIST_ADD(sc, &m.map->findings) = map_plan_words(sc, in->plan);
	map_sum_up(sc, m.map, in);
	map_take_gaps(sc, m.map, in);
	map_fill_lanes(sc, m.map, def);
	map_fill_notes(sc, m.map, in);
	map_fill_voices(sc, m.map);
	map_remark(sc, m.map, in);
	map_hash(m.map, in);
	return m.map;
}
