#include "answer/persona.h"

#include <stdlib.h>

#include "answer/listen.h"
#include "insight/figures.h"
#include "insight/interval.h"
#include "map/kinds.h"

enum { HOUR_S = 3600, WORDS_ENOUGH = 5 /* customers, as on the map's curve */ };

static const char *const weekdays[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
	"Sunday" };

const char *persona_weekday(unsigned day)
{
	return weekdays[day];
}

struct gathering {
	struct scope *sc;
	struct study *study;
	const struct definition *def;
	struct persona_facts *facts;
	LIST(uint64_t) events; /* of each member */
	uint32_t *journeys;    /* by customer */
	uint64_t *places;      /* [touchpoints + 1]: members who came there */
	uint32_t *last_at;     /* [touchpoints + 1]: 1 + the last customer who was counted there */
	uint64_t channels[CHANNELS];
};

/* --- one pass over the members' events --- */

/* 1970-01-01 was a Thursday. */
static unsigned weekday_of(int64_t second)
{
	int64_t day = second >= 0 ? second / DAY_S : -((-second + DAY_S - 1) / DAY_S);

	return (unsigned)(((day + 3) % 7 + 7) % 7);
}

static unsigned hour_of(int64_t second)
{
	return (unsigned)((second % DAY_S + DAY_S) % DAY_S / HOUR_S);
}

static void take_history(struct gathering *g, struct history h)
{
	uint32_t seen = 0; /* a bit a channel */

	for (uint64_t i = h.from; i < h.to; i++) {
		int64_t second = part_second(h.part, i);
		g->facts->weekdays[weekday_of(second)]++;
		g->facts->hours[hour_of(second)]++;
		seen |= 1u << map_kind_channel(&g->study->dictionary->kinds[part_kind(h.part, i)]);
	}
	for (int c = 0; c < CHANNELS; c++)
		g->channels[c] += seen >> c & 1;
	*LIST_ADD(g->sc, &g->events) = h.to - h.from;
	g->facts->events += h.to - h.from;
}

static void take_events(struct gathering *g)
{
	const struct trail *t = g->study->trail;

	for (uint32_t c = 0; c < t->customers; c++) {
		struct history h = trail_history(t, c);
		if (h.to > h.from && trail_has_bit(g->facts->members, c))
			take_history(g, h);
	}
	g->facts->n = g->events.n;
}

/* --- one walk over their journeys --- */

static void take_journey(void *to, const struct journey *j)
{
	struct gathering *g = to;

	g->journeys[j->customer]++;
	g->facts->journeys++;
	for (size_t i = 0; i < j->n; i++) {
		uint16_t t = j->touch[i];
		g->places[t] += g->last_at[t] != j->customer + 1;
		g->last_at[t] = j->customer + 1;
	}
}

static bool take_journeys(struct gathering *g)
{
	size_t n = definition_touchpoints(g->def);
	struct study_rules *rules = study_rules(g->sc, g->study, g->def);

	if (!rules)
		return false;
	g->journeys = NEW_ARRAY(g->sc, uint32_t, g->study->trail->customers + 1);
	g->places = NEW_ARRAY(g->sc, uint64_t, n + 1);
	g->last_at = NEW_ARRAY(g->sc, uint32_t, n + 1);
	trail_walk(g->study->trail, &rules->walk,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS, .customers = g->facts->members }, take_journey,
		g);
	return true;
}

/* --- habits --- */

static int compare_counts(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static struct persona_median median_of(uint64_t *values, size_t n)
{
	uint64_t low, high;

	if (!n)
		return (struct persona_median){ 0 };
	qsort(values, n, sizeof *values, compare_counts);
	interval_median_ranks(n, &low, &high);
	return (struct persona_median){ true, values[(n - 1) / 2], values[low - 1], values[high - 1], n };
}

static unsigned commonest(const uint64_t *counts, unsigned n)
{
	unsigned best = 0;

	for (unsigned i = 1; i < n; i++)
		best = counts[i] > counts[best] ? i : best;
	return best;
}

static void fill_habits(struct gathering *g)
{
	struct persona_facts *f = g->facts;
	const struct trail *t = g->study->trail;
	uint64_t *journeys = NEW_ARRAY(g->sc, uint64_t, g->events.n + 1);
	size_t n = 0;

	for (uint32_t c = 0; c < t->customers; c++)
		if (g->journeys[c])
			journeys[n++] = g->journeys[c];
	f->events_each = median_of(g->events.at, g->events.n);
	f->journeys_each = median_of(journeys, n);
	f->weekday = commonest(f->weekdays, 7);
	f->hour = commonest(f->hours, 24);
}

static int compare_places(const void *a, const void *b)
{
	const struct persona_place *x = a, *y = b;

	if (x->customers != y->customers)
		return x->customers > y->customers ? -1 : 1;
	return str_compare(x->id, y->id);
}

static void fill_places(struct gathering *g)
{
	struct persona_facts *f = g->facts;

	for (size_t t = 0; t < definition_touchpoints(g->def); t++)
		if (g->places[t])
			*LIST_ADD(g->sc, &f->touchpoints) =
				(struct persona_place){ definition_touchpoint(g->def, t)->id,
					definition_touchpoint(g->def, t)->name, g->places[t],
					estimate_share(g->places[t], f->n) };
	if (f->touchpoints.n)
		qsort(f->touchpoints.at, f->touchpoints.n, sizeof *f->touchpoints.at, compare_places);
	if (f->touchpoints.n > PERSONA_PLACES)
		f->touchpoints.n = PERSONA_PLACES;
}

static int compare_channels(const void *a, const void *b)
{
	const struct persona_channel *x = a, *y = b;

	if (x->customers != y->customers)
		return x->customers > y->customers ? -1 : 1;
	return (int)x->channel - (int)y->channel;
}

static void fill_channels(struct gathering *g)
{
	struct persona_facts *f = g->facts;

	for (int c = 0; c < CHANNELS; c++)
		if (g->channels[c])
			*LIST_ADD(g->sc, &f->channels) = (struct persona_channel){ (enum channel)c,
				g->channels[c], estimate_share(g->channels[c], f->n) };
	if (f->channels.n)
		qsort(f->channels.at, f->channels.n, sizeof *f->channels.at, compare_channels);
}

/* --- feelings: as the map has them, with the whole map for one touchpoint --- */

static bool by_ratings(struct gathering *g)
{
	size_t n = definition_touchpoints(g->def);
	uint16_t *fold = NEW_ARRAY(g->sc, uint16_t, n + 1); /* all of them to 0 */
	struct study_rules *rules = study_rules(g->sc, g->study, g->def);
	struct walk_wish wish = {
		.unit = UNIT_JOURNEYS, .customers = g->facts->members, .fold = fold, .folded = 1
	};

	if (!rules)
		return false;
	struct stats *stats = stats_count(g->sc, g->study->trail, &rules->walk, &wish,
		&(struct stats_ask){ .tables = STATS_RATINGS, .dictionary = g->study->dictionary, .n = 1 });
	struct map_figures figures = figures_of(g->sc, stats, 0);
	g->facts->feeling = figures.feeling;
	g->facts->feeling_from = figures.scale;
	return true;
}

static bool by_words(struct gathering *g)
{
	const struct definition whole = { .id = g->def->id };
	struct voice_kit *kit;
	bool any;

	if (!documents_has_feedback(g->sc, g->study->ws->documents, &any))
		return false;
	if (!any)
		return true;
	kit = voice_kit_open(g->sc, g->study->ws);
	struct listened *heard = kit ? listen_to(g->sc, g->study, &whole, kit, g->facts->members) : NULL;
	if (heard && heard->voices->at[0].feeling.n >= WORDS_ENOUGH) {
		g->facts->feeling = heard->voices->at[0].feeling;
		g->facts->feeling_from = STR("by their words");
	}
	voice_kit_close(kit);
	return heard != NULL;
}

struct persona_facts *persona_facts(
	struct scope *sc, struct study *study, const struct definition *def, const struct members_rule *rule)
{
	static const struct definition nowhere;
	struct persona_facts *facts = NEW(sc, struct persona_facts);
	struct gathering g = { .sc = sc, .study = study, .def = def ? def : &nowhere, .facts = facts };

	facts->members = members_of(sc, study, def, rule);
	if (!facts->members)
		return NULL;
	take_events(&g);
	facts->customers = members_count(study, NULL);
	facts->share = estimate_share(facts->n, facts->customers);
	if (!take_journeys(&g) || !by_ratings(&g) || (!facts->feeling.known && !by_words(&g)))
		return NULL;
	fill_habits(&g);
	fill_places(&g);
	fill_channels(&g);
	return facts;
}
