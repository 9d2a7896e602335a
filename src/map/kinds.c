#include "map/kinds.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/names.h"
#include "map/look.h"

enum { SHOWN_WORDS = 3 };
enum belongs { BELONGS_NOT, BELONGS_PERHAPS, BELONGS_SURELY };

struct event_list { /* nothing is added once it was sorted */
	LIST(struct map_event) names;
	struct names *keys; /* their places; NULL: none yet */
};

static int by_events(const void *x, const void *y)
{
	const struct map_event *a = x, *b = y;

	if (a->events != b->events)
		return a->events > b->events ? -1 : 1;
	return str_compare(a->name, b->name);
}

static void sort(struct event_list *list)
{
	if (list->names.n)
		qsort(list->names.at, list->names.n, sizeof *list->names.at, by_events);
}

/* Its place in the list, made where it is new: found by a hash, because one `*` may gather tens of thousands. */
static struct map_event *event_of(struct scope *sc, struct event_list *list, struct str key, struct str name)
{
	if (!list->keys)
		list->keys = names_new(sc);
	uint32_t code = names_add(list->keys, key);
	if (code == list->names.n)
		*LIST_ADD(sc, &list->names) = (struct map_event){ name, 0 };
	return &list->names.at[code];
}

/* Adds `events` under `name`, once a name. */
static void add_event(struct scope *sc, struct event_list *list, struct str name, uint64_t events)
{
	event_of(sc, list, name, name)->events += events;
}

/* The same where letter case is ignored; which spelling stays must not hang on the order of the kinds. */
static void add_word(struct scope *sc, struct event_list *list, struct str word, uint64_t events)
{
	struct map_event *at = event_of(sc, list, str_fold(sc, word), word);

	at->events += events;
	if (str_compare(word, at->name) < 0)
		at->name = word;
}

/* "a, b, c and 2 more"; p NULL where there is none. */
static struct str joined(struct scope *sc, struct event_list *list)
{
	struct buf *b = buf_new(sc, 1000);
	size_t n = list->names.n;

	if (n < 2)
		return n ? list->names.at[0].name : (struct str){ 0 };
	sort(list);
	for (size_t i = 0; i < n && i < SHOWN_WORDS; i++)
		buf_printf(b, "%s%.*s", i ? ", " : "", STR_ARG(list->names.at[i].name));
	if (n > SHOWN_WORDS)
		buf_printf(b, " and %zu more", n - SHOWN_WORDS);
	return buf_str(b);
}

/* --- gathering ----------------------------------------------------------------------------------- */

/* Whether one of the candidates always holds: one without a condition, or two that are each other's opposite. */
static bool always_sorted(const struct matching *m, uint32_t first, uint32_t end)
{
	for (uint32_t a = first; a < end; a++) {
		const struct candidate *one = &m->candidates[a];
		if (one->when == WHEN_ALWAYS)
			return true;
		for (uint32_t b = first; b < a; b++)
			if (m->candidates[b].when_at == one->when_at && m->candidates[b].when != one->when)
				return true;
	}
	return false;
}

/* Whether the kind's events belong to touchpoint `index`; the number of touchpoints stands for "unsorted". */
static enum belongs belongs_to(const struct map_input *in, uint32_t kind, uint32_t index)
{
	const struct matching *m = in->matching;
	uint32_t first = m->first[kind], end = m->first[kind + 1];

	if (index == in->touchpoints->n && first == end)
		return BELONGS_SURELY;
	if (index == in->touchpoints->n)
		return always_sorted(m, first, end) ? BELONGS_NOT : BELONGS_PERHAPS;
	for (uint32_t c = first; c < end; c++)
		if (m->candidates[c].touchpoint == index)
			return c == first && m->candidates[c].when == WHEN_ALWAYS ? BELONGS_SURELY
										  : BELONGS_PERHAPS;
	return BELONGS_NOT;
}

struct gathered {
	struct event_list events;
	uint64_t kinds;
	uint64_t *over; /* events by the place of their channel (look.h) */
	struct event_list channels;
};

enum channel map_kind_channel(const struct kind *kind)
{
	static const enum channel of_source[SOURCE_KINDS] = {
		[SOURCE_WEB] = CHANNEL_WEBSITE,
		[SOURCE_EMAIL] = CHANNEL_EMAIL,
		[SOURCE_SOCIAL] = CHANNEL_SOCIAL,
		[SOURCE_SURVEY] = CHANNEL_SURVEY,
		[SOURCE_SESSION] = CHANNEL_WEBSITE,
		[SOURCE_ADS] = CHANNEL_ADS,
	};

	return kind->channel.p ? channel_find(kind->channel) : of_source[kind->source];
}

static void count_channel(struct scope *sc, const struct map_input *in, struct gathered *g,
	const struct kind *kind, uint64_t events)
{
	size_t place = kind->channel.p ? map_channel_place(in, kind->channel) : map_kind_channel(kind);

	g->over[place] += events;
	if (kind->channel.p)
		add_word(sc, &g->channels, kind->channel, events);
}

/* The kinds that belong there so; comes back with how many events they have in all. */
static uint64_t gather_those(struct scope *sc, const struct map_input *in, uint32_t index, bool pages,
	enum belongs how, struct gathered *g, struct event_list *names)
{
	uint64_t sum = 0;

	for (uint32_t k = 0; k < in->dictionary->n; k++) {
		const struct kind *kind = &in->dictionary->kinds[k];
		uint64_t events = in->touchpoints->kind_events[k];
		if (!events || belongs_to(in, k, index) != how)
			continue;
		g->kinds++;
		sum += events;
		add_event(sc, names, pages && kind->page.p ? kind->page : kind->event, events);
		count_channel(sc, in, g, kind, events);
	}
	return sum;
}

static void gather(
	struct scope *sc, const struct map_input *in, uint32_t index, bool pages, struct gathered *g)
{
	uint64_t all = in->touchpoints->at[index].events;
	uint64_t sure = gather_those(sc, in, index, pages, BELONGS_SURELY, g, &g->events);

	if (all > sure) {
		struct event_list perhaps = { 0 };
		gather_those(sc, in, index, pages, BELONGS_PERHAPS, g, &perhaps);
		add_event(sc, &g->events, joined(sc, &perhaps), all - sure);
	}
	sort(&g->events);
}

/* Where two are as common, the one that Wend knows. */
static size_t commonest(const struct map_input *in, const struct gathered *g)
{
	size_t most = CHANNEL_OTHER;

	for (size_t c = 0; c < CHANNELS + in->n_channels; c++)
		if (g->over[c] > g->over[most])
			most = c;
	return most;
}

void map_gather(struct scope *sc, const struct map_input *in, struct map_touchpoint *t, uint32_t index,
	struct str wished)
{
	struct gathered g = { .over = NEW_ARRAY(sc, uint64_t, CHANNELS + in->n_channels) };

	gather(sc, in, index, t->id.n && t->id.p[0] == '/', &g);
	for (size_t i = 0; i < g.events.names.n; i++)
		*LIST_ADD(sc, &t->events) = g.events.names.at[i];
	t->channel_words = joined(sc, &g.channels);
	map_dress(in, t, wished.p ? map_channel_place(in, wished) : commonest(in, &g));
}

void map_gather_unsorted(struct scope *sc, const struct map_input *in, struct map *map)
{
	enum { SHOWN = 5 };
	const struct stats *s = in->touchpoints;
	struct gathered g = { .over = NEW_ARRAY(sc, uint64_t, CHANNELS + in->n_channels) };

	map->unsorted.events = s->at[s->n].events;
	map->unsorted.visits = s->at[s->n].visits;
	map->unsorted.journeys = s->at[s->n].journeys;
	gather(sc, in, s->n, false, &g);
	map->unsorted.kinds = g.kinds;
	for (size_t i = 0; i < g.events.names.n && i < SHOWN; i++)
		*LIST_ADD(sc, &map->unsorted.largest) = g.events.names.at[i];
}
