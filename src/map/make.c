#include "map/make.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "insight/figures.h"
#include "insight/interval.h"
#include "map/cells.h"
#include "map/sentences.h"

struct making {
	struct scope *sc;
	const struct map_input *in;
	struct map *map;
	int goal; /* index, or -1 */
};

static void remark(struct making *m, const char *text)
{
	*LIST_ADD(m->sc, &m->map->remarks) = str_of(text);
}

/* With a capital first letter and a point at the end. */
static const char *sentence(struct scope *sc, struct str text)
{
	if (str_empty(text))
		return "";
	bool small = text.p[0] >= 'a' && text.p[0] <= 'z';
	return scope_printf(sc, "%c%.*s%s", small ? text.p[0] - 'a' + 'A' : text.p[0],
		STR_ARG(str_sub(text, 1, text.n)), str_ends(text, STR(".")) ? "" : ".");
}

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

static void fill_remarks(struct making *m)
{
	struct scope *sc = m->sc;
	const struct map *map = m->map;
	double days = (double)map->silence_us / 86400e6;

	if (map->goal_name.p && map->goal_why.p)
		remark(m, scope_printf(sc, "The goal \"%.*s\" is a guess (%.*s): --goal NAME changes it.",
				  STR_ARG(map->goal_name), STR_ARG(map->goal_why)));
	if (!map->goal_name.p)
		remark(m, "No goal is known, so nothing is said about conversion: --goal NAME sets one.");
	remark(m, scope_printf(sc, "%s: a journey that was silent for %.1f days or longer counts as ended%s.",
			  map->has_cases ? "Journeys are the log's own cases" : "Journeys are cut by silence",
			  days,
			  !map->silence_auto      ? ""
			  : m->in->silence_learnt ? " (found in the data)"
						  : " (the usual limit: too few pauses to learn from)"));
	if (!map->drop_off.known && map->events)
		remark(m,
			"No journey has a second step that is old enough, so nothing is said about leaving.");
	if (map->unsorted.events)
		remark(m, scope_printf(sc,
				  "%llu events of %llu kinds belong to no touchpoint and stand beside the map"
				  " as \"unsorted\": counted, not dropped.",
				  (unsigned long long)map->unsorted.events,
				  (unsigned long long)map->unsorted.kinds));
	if (map->quarantined)
		remark(m, scope_printf(sc, "%llu rows could not be read and wait in quarantine.",
				  (unsigned long long)map->quarantined));
	for (size_t i = 0; i < m->in->n_remarks; i++)
		remark(m, sentence(sc, m->in->remarks[i]));
}

/* The order in which kinds came is an accident of the import: their sum is not. */
static uint64_t hash_kinds(const struct map_input *in)
{
	uint64_t sum = 0;

	for (uint32_t k = 0; k < in->dictionary->n; k++) {
		const struct kind *kind = &in->dictionary->kinds[k];
		uint64_t events = in->touchpoints->kind_events[k];
		uint64_t h = hash_mix(hash_str(kind->event, kind->source), hash_str(kind->page, 1));
		h = hash_mix(h, hash_mix(hash_str(kind->channel, 2), hash_str(kind->campaign, 3)));
		sum += events ? hash_mix(h, events) : 0;
	}
	return sum;
}

static uint64_t hash_number(uint64_t h, double x)
{
	return hash_bytes(&x, sizeof x, h);
}

static uint64_t hash_touchpoint(uint64_t h, const struct map_touchpoint *t)
{
	const struct map_figures *f = &t->figures;

	h = hash_mix(h, hash_mix(hash_str(t->id, 1), hash_str(t->name, 2)));
	h = hash_mix(h, hash_mix(f->visits, f->journeys));
	h = hash_mix(h, hash_mix(f->drop_off.n, f->exits));
	h = hash_mix(h, hash_mix(f->feeling.n, f->dwell.n));
	h = hash_number(hash_number(h, f->drop_off.value), f->feeling.value);
	return hash_number(hash_number(h, f->dwell.median_s), f->dwell.p95_s);
}

static uint64_t hash_cells(uint64_t h, const struct map *map)
{
	for (size_t i = 0; i < map->lanes.n; i++)
		for (size_t t = 0; map->lanes.at[i].cells && t < map->touchpoints.n; t++)
			for (size_t c = 0; c < map->lanes.at[i].cells[t].cells.n; c++)
				h = hash_mix(h, hash_str(map->lanes.at[i].cells[t].cells.at[c].text, t));
	return h;
}

/* Of what the map was made from: the definition's words and rules, the kinds, and what was counted. */
static void fill_hash(struct making *m)
{
	const struct map *map = m->map;
	uint64_t h = hash_mix(hash_kinds(m->in), hash_mix((uint64_t)map->from_us, (uint64_t)map->to_us));

	h = hash_mix(h, hash_mix(map->journeys.total, map->customers));
	h = hash_mix(h, hash_mix(hash_str(m->in->definition->goal, 1), (uint64_t)map->silence_us));
	h = hash_mix(h, hash_mix(hash_str(map->title, 2), hash_str(map->scenario, 3)));
	for (size_t i = 0; i < map->touchpoints.n; i++)
		h = hash_touchpoint(h, &map->touchpoints.at[i]);
	for (size_t i = 0; i < map->stages.n; i++)
		h = hash_mix(h, hash_str(map->stages.at[i].name, map->stages.at[i].count));
	h = hash_cells(h, map);
	snprintf(m->map->input_hash, sizeof m->map->input_hash, "%016llx", (unsigned long long)h);
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
	fill_remarks(&m);
	fill_hash(&m);
	return m.map;
}
