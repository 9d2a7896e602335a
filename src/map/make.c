#include "map/make.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "insight/figures.h"
#include "insight/interval.h"
#include "map/cells.h"
#include "map/hash.h"
#include "map/remarks.h"
#include "map/sentences.h"

struct making {
	struct scope *sc;
	const struct map_input *in;
	struct map *map;
	int goal; /* index, or -1 */
};

/* --- touchpoints --------------------------------------------------------------------------------- */

static int by_events(const void *x, const void *y)
{
	const struct map_event *a = x, *b = y;

	if (a->events != b->events)
		return a->events > b->events ? -1 : 1;
	return str_compare(a->name, b->name);
}

static uint16_t touchpoint_of(const struct map_input *in, uint32_t kind)
{
	const struct matching *m = in->matching;

	return m->first[kind] < m->first[kind + 1] ? m->candidates[m->first[kind]].touchpoint
						   : (uint16_t)in->touchpoints->n;
}

/* Adds `events` under `name`, once a name. */
static void add_event(struct scope *sc, struct map_touchpoint *t, struct str name, uint64_t events)
{
	for (size_t i = 0; i < t->events.n; i++) {
		if (str_equal(t->events.at[i].name, name)) {
			t->events.at[i].events += events;
			return;
		}
	}
	*LIST_ADD(sc, &t->events) = (struct map_event){ name, events };
}

struct channel_count {
	uint64_t known[CHANNELS];
	LIST(struct map_event) words;
};

static void count_channel(struct scope *sc, struct channel_count *c, const struct kind *kind, uint64_t events)
{
	static const enum channel of_source[SOURCE_KINDS] = {
		[SOURCE_WEB] = CHANNEL_WEBSITE,
		[SOURCE_EMAIL] = CHANNEL_EMAIL,
		[SOURCE_SOCIAL] = CHANNEL_SOCIAL,
		[SOURCE_SURVEY] = CHANNEL_SURVEY,
		[SOURCE_SESSION] = CHANNEL_WEBSITE,
		[SOURCE_ADS] = CHANNEL_ADS,
	};

	c->known[kind->channel.p ? channel_find(kind->channel) : of_source[kind->source]] += events;
	if (!kind->channel.p)
		return;
	for (size_t i = 0; i < c->words.n; i++) {
		if (str_same(c->words.at[i].name, kind->channel)) {
			c->words.at[i].events += events;
			return;
		}
	}
	*LIST_ADD(sc, &c->words) = (struct map_event){ kind->channel, events };
}

static struct str channel_words(struct scope *sc, struct channel_count *c)
{
	enum { SHOWN = 3 };
	struct buf *b = buf_new(sc, 1000);

	if (!c->words.n)
		return (struct str){ 0 };
	qsort(c->words.at, c->words.n, sizeof *c->words.at, by_events);
	for (size_t i = 0; i < c->words.n && i < SHOWN; i++)
		buf_printf(b, "%s%.*s", i ? ", " : "", STR_ARG(c->words.at[i].name));
	if (c->words.n > SHOWN)
		buf_printf(b, " and %zu more", c->words.n - SHOWN);
	return buf_str(b);
}

static void fill_kinds(struct making *m, struct map_touchpoint *t, uint16_t index, struct str wished)
{
	struct channel_count channels = { 0 };

	for (uint32_t k = 0; k < m->in->dictionary->n; k++) {
		uint64_t events = m->in->touchpoints->kind_events[k];
		if (!events || touchpoint_of(m->in, k) != index)
			continue;
		const struct kind *kind = &m->in->dictionary->kinds[k];
		bool page = kind->page.p && t->id.n && t->id.p[0] == '/';
		add_event(m->sc, t, page ? kind->page : kind->event, events);
		count_channel(m->sc, &channels, kind, events);
	}
	if (t->events.n)
		qsort(t->events.at, t->events.n, sizeof *t->events.at, by_events);
	for (int c = 0; c < CHANNELS; c++)
		if (channels.known[c] > channels.known[t->channel])
			t->channel = (enum channel)c;
	t->channel_words = channel_words(m->sc, &channels);
	if (wished.p)
		t->channel = channel_find(wished);
}

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
	fill_kinds(m, t, (uint16_t)index, def->channel);
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
	figures_critical(m->sc, m->in->touchpoints, figures, n);
	for (size_t i = 0; i < n; i++)
		m->map->touchpoints.at[i].figures.critical = figures[i].critical;
}

/* --- the whole ----------------------------------------------------------------------------------- */

static void fill_totals(struct making *m)
{
	const struct stats *s = m->in->touchpoints;
	struct map *map = m->map;

	map->from_us = s->from_us;
	map->to_us = s->to_us;
	map->silence_us = m->in->silence_s * 1000000;
	map->silence_auto = m->in->silence_auto;
	map->has_cases = s->cases > 0;
	map->customers = s->customers;
	map->events = s->events;
	map->quarantined = m->in->quarantined;
	map->journeys.total = s->journeys;
	map->journeys.converted = s->converted;
	map->journeys.left = s->left;
	map->journeys.open = s->open;
	map->goal_is_case = str_equal(m->in->definition->goal, GOAL_CASE_COMPLETE);
	if (m->goal >= 0 || map->goal_is_case)
		map->conversion = estimate_share(s->settled_converted, s->settled);
	if (map->goal_is_case)
		map->goal_name = STR("the case is complete");
	map->drop_off = figures_drop_off(s);
	map->variants.distinct = s->n_variants;
	for (size_t i = 0; i < s->n_variants; i++)
		if (s->variants[i].count > map->variants.commonest)
			map->variants.commonest = s->variants[i].count;
}

static void fill_unsorted(struct making *m)
{
	enum { SHOWN = 5 };
	const struct stats *s = m->in->touchpoints;
	struct map_touchpoint all = { 0 };

	m->map->unsorted.events = s->at[s->n].events;
	m->map->unsorted.visits = s->at[s->n].visits;
	m->map->unsorted.journeys = s->at[s->n].journeys;
	for (uint32_t k = 0; k < m->in->dictionary->n; k++) {
		if (!s->kind_events[k] || touchpoint_of(m->in, k) != s->n)
			continue;
		m->map->unsorted.kinds++;
		add_event(m->sc, &all, m->in->dictionary->kinds[k].event, s->kind_events[k]);
	}
	if (all.events.n)
		qsort(all.events.at, all.events.n, sizeof *all.events.at, by_events);
	for (size_t i = 0; i < all.events.n && i < SHOWN; i++)
		*LIST_ADD(m->sc, &m->map->unsorted.largest) = all.events.at[i];
}

static void fill_sources(struct making *m)
{
	uint64_t events[SOURCE_KINDS] = { 0 };

	for (uint32_t k = 0; k < m->in->dictionary->n; k++)
		events[m->in->dictionary->kinds[k].source] += m->in->touchpoints->kind_events[k];
	for (int i = 0; i < SOURCE_KINDS; i++)
		if (events[i])
			*LIST_ADD(m->sc, &m->map->sources) =
				(struct map_source){ (enum source_kind)i, events[i], m->in->newest_us[i] };
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
	for (size_t i = 0; i < def->personas.n; i++)
		*LIST_ADD(sc, &m.map->personas) = def->personas.at[i];
	m.map->state = def->state;
	m.map->goal_why = def->goal_why;
	fill_totals(&m);
	add_stages(&m);
	mark_critical(&m);
	fill_unsorted(&m);
	fill_sources(&m);
	map_find(sc, m.map);
	map_fill_lanes(sc, m.map, def);
	map_remark(sc, m.map, in);
	map_hash(m.map, in);
	return m.map;
}
