#include <math.h>

#include "map/hide_parts.h"

static void hide_duration(struct duration *d, uint64_t as)
{
	*d = (struct duration){ .n = as };
}

static void hide_all(struct map_figures *f, uint64_t as)
{
	*f = (struct map_figures){ .customers = as, .journeys = as, .visits = as, .events = as };
	f->repeats = f->returns = f->entries = f->arrivals = f->exits = f->departures = as;
	hide_estimate(&f->reach, as);
	hide_estimate(&f->drop_off, as);
	hide_estimate(&f->conversion, as);
	hide_estimate(&f->feeling, as);
	hide_estimate(&f->nps, as);
	hide_duration(&f->dwell, as);
	hide_duration(&f->time_on, as);
}

/* Of the journeys that come here those that are old enough, and what became of them. */
static void hide_share(const struct hider *h, struct estimate *share, uint64_t journeys)
{
	if (!share->known)
		return;
	if (hide_share_is_few(h, share))
		hide_estimate(share, hide_hits(share) < h->least ? COUNT_FEW(h->least) : COUNT_UNTOLD);
	else if (hide_leaves_few(h, journeys, share->n))
		hide_n(share);
}

static void hide_times(const struct hider *h, struct duration *d, uint64_t visits)
{
	if (d->known && hide_is_few(h, d->n))
		hide_duration(d, COUNT_FEW(h->least));
	else if (hide_leaves_few(h, visits, d->n))
		d->n = COUNT_UNTOLD;
}

static void hide_ratings(const struct hider *h, struct map_figures *f)
{
	if (f->feeling.known && hide_is_few(h, f->feeling.n)) {
		hide_estimate(&f->feeling, COUNT_FEW(h->least));
		f->scale = (struct str){ 0 };
	}
	if (f->nps.known && hide_is_few(h, f->nps.n))
		hide_estimate(&f->nps, COUNT_FEW(h->least));
	if (hide_leaves_few(h, f->customers, f->feeling.known ? f->feeling.n : f->customers) ||
		hide_leaves_few(h, f->customers, f->nps.known ? f->nps.n : f->customers))
		f->customers = COUNT_UNTOLD;
}

/* Visits are journeys and those that come back, of whom a share is shown: no visits where they would tell that these are few
 * or none.  Nor events, where there is hardly one more than journeys: visits lie between the two. */
static void hide_visits(const struct hider *h, struct map_figures *f)
{
	if (hide_is_few(h, f->returns)) {
		if (hide_leaves_few(h, f->events, f->journeys) || f->events == f->journeys)
			f->events = COUNT_UNTOLD;
		f->returns = COUNT_FEW(h->least);
		f->visits = f->repeats = COUNT_UNTOLD;
		f->dwell.n = f->dwell.known ? COUNT_UNTOLD : f->dwell.n;
		f->time_on.n = f->time_on.known ? COUNT_UNTOLD : f->time_on.n;
	}
	if (f->repeats && hide_is_few(h, f->repeats)) {
		f->repeats = COUNT_FEW(h->least);
		f->events = COUNT_UNTOLD;
	}
	/* of these four no picture shows any, and each two of them sum up to the visits */
	f->entries = f->arrivals = f->exits = f->departures = COUNT_UNTOLD;
}

static void hide_reach(struct map_figures *f)
{
	hide_estimate(&f->reach, COUNT_UNTOLD);
	f->journeys = f->customers = f->visits = f->returns = f->repeats = COUNT_UNTOLD;
	if (f->drop_off.known)
		hide_n(&f->drop_off);
	if (f->conversion.known)
		hide_n(&f->conversion);
	f->dwell.n = f->dwell.known ? COUNT_UNTOLD : f->dwell.n;
	f->time_on.n = f->time_on.known ? COUNT_UNTOLD : f->time_on.n;
}

static void hide_one(const struct hider *h, struct map_figures *f)
{
	if (figures_never_counted(f) && h->map->journeys.total)
		return;
	if (hide_is_few(h, f->journeys) || hide_is_few(h, f->customers)) {
		hide_all(f, COUNT_FEW(h->least));
		return;
	}
	hide_times(h, &f->dwell, f->visits);
	hide_times(h, &f->time_on, f->visits);
	hide_share(h, &f->drop_off, f->journeys);
	hide_share(h, &f->conversion, f->journeys);
	hide_ratings(h, f);
	if (hide_leaves_few(h, h->map->customers, f->customers) ||
		hide_leaves_few(h, f->journeys, f->customers))
		f->customers = COUNT_UNTOLD;
	bool nearly_all = hide_leaves_few(h, h->map->journeys.total, f->journeys);
	hide_visits(h, f);
	if (nearly_all)
		hide_reach(f);
	f->critical = f->critical && f->drop_off.known;
}

/* --- what a touchpoint has beside -------------------------------------------------------------------- */

/* Names with few events go, and as many others as it takes that what is left out is no few. */
static void hide_events(const struct hider *h, struct map_event *list, size_t *n, uint64_t all)
{
	uint64_t shown = 0;
	size_t kept = 0;

	for (size_t i = 0; count_is_told(all) && i < *n; i++) {
		if (hide_is_few(h, list[i].events))
			continue;
		list[kept++] = list[i];
		shown += list[i].events;
	}
	while (kept && hide_leaves_few(h, all, shown))
		shown -= list[--kept].events;
	*n = kept;
}

/* Parts of visits that are not told, in steps so wide that each of the numbers which visits may be has such a part. */
static void hide_count_next(struct map_next *next, uint64_t journeys)
{
	const double steps = journeys < 100 ? 20 : 100;

	next->count = COUNT_UNTOLD;
	next->share = round(next->share * steps) / steps;
}

/* The same of where journeys go next; nor is told how many go to where few come. */
static void hide_next(const struct hider *h, struct map_touchpoint *t, uint64_t visits)
{
	uint64_t shown = 0;
	size_t kept = 0;

	for (size_t i = 0; count_is_told(t->figures.journeys) && i < t->n_next; i++) {
		int to = t->next[i].touchpoint;
		if (hide_is_few(h, t->next[i].count) ||
			(to >= 0 && !count_is_told(h->map->touchpoints.at[to].figures.journeys)))
			continue;
		t->next[kept++] = t->next[i];
		shown += t->next[kept - 1].count;
	}
	while (kept && hide_leaves_few(h, visits, shown))
		shown -= t->next[--kept].count;
	t->n_next = kept;
	for (size_t i = 0; !count_is_told(t->figures.visits) && i < kept; i++)
		hide_count_next(&t->next[i], t->figures.journeys);
}

/* --- stages ------------------------------------------------------------------------------------------ */

/* Whom a touchpoint hides, its stage does not tell; nor those few of the stage who did not come to it. */
static void hide_stage(const struct hider *h, struct map_stage *s, const struct map_figures *was)
{
	const uint64_t whole = s->figures.journeys;
	bool part = false, leaving = false;

	hide_one(h, &s->figures);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		const struct map_figures *f = &h->map->touchpoints.at[i].figures;
		part |= (was[i].reach.known && !f->reach.known) || hide_leaves_few(h, whole, was[i].journeys);
		leaving |= was[i].drop_off.known && !f->drop_off.known;
	}
	if (part && count_is_told(s->figures.journeys))
		hide_all(&s->figures, COUNT_UNTOLD);
	else if (leaving && s->figures.drop_off.known)
		hide_estimate(&s->figures.drop_off, COUNT_UNTOLD);
	s->figures.critical = s->figures.critical && s->figures.drop_off.known;
}

/* --- those who leave sum up --------------------------------------------------------------------------- */

struct leaving {
	size_t hidden,
		next;  /* next: of those told the one of whom fewest leave; the number of touchpoints: none */
	uint64_t hits; /* of the hidden */
};

static struct leaving leaving_of(const struct map *map, const struct map_figures *was)
{
	struct leaving l = { .next = map->touchpoints.n };
	uint64_t least = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		uint64_t hits = hide_hits(&was[i].drop_off);
		if (was[i].drop_off.known && !map->touchpoints.at[i].figures.drop_off.known) {
			l.hidden++;
			l.hits += hits;
		} else if (map->touchpoints.at[i].figures.drop_off.known &&
			   (l.next == map->touchpoints.n || hits < least)) {
			l.next = i;
			least = hits;
		}
	}
	return l;
}

/* Where all who left are known, what one touchpoint hides is the rest, unless another is hidden with it; where they are not
 * told, not all touchpoints may tell them. */
static void hide_leaving(struct hider *h, const struct map_figures *was)
{
	struct map *map = h->map;
	struct leaving l = leaving_of(map, was);

	while ((l.hidden || h->parts) && (l.hidden < 2 || l.hits < h->least) && l.next < map->touchpoints.n) {
		hide_estimate(&map->touchpoints.at[l.next].figures.drop_off, COUNT_UNTOLD);
		map->touchpoints.at[l.next].figures.critical = false;
		l = leaving_of(map, was);
	}
	if (l.hidden && (l.hidden < 2 || l.hits < h->least))
		h->parts = true;
}

/* --- events beside visits ----------------------------------------------------------------------------- */

/* What may be more in the events of a touchpoint than is told of it. */
static uint64_t spare(const struct map_figures *f, const struct map_figures *was)
{
	return was->events - (count_is_told(f->visits) ? was->visits : was->journeys);
}

/* One that has enough to spare; a touchpoint of several events says how they part, and is the last to be taken. */
static struct map_figures *with_spare(const struct hider *h, const struct map_figures *was, size_t *at)
{
	const struct map *map = h->map;

	for (size_t i = 0; i < 2 * map->touchpoints.n; i++) {
		struct map_touchpoint *t = &map->touchpoints.at[i % map->touchpoints.n];
		*at = i % map->touchpoints.n;
		if (count_is_told(t->figures.journeys) && count_is_told(t->figures.events) &&
			spare(&t->figures, &was[*at]) >= h->least &&
			(t->events.n < 2 || i >= map->touchpoints.n))
			return &t->figures;
	}
	return NULL;
}

/* All events less those that are told would give the events that are held back beside visits: others are held back too. */
static void hide_beside(struct hider *h, const struct map_figures *was)
{
	const struct map *map = h->map;
	struct map_figures *f;
	size_t at;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		f = &map->touchpoints.at[i].figures;
		if (count_is_told(f->events) || !count_is_told(f->journeys) || count_is_told(f->visits))
			continue;
		h->bounds = true;
		h->bound += spare(f, &was[i]);
	}
	if (!h->bounds || h->bound >= h->least || !(f = with_spare(h, was, &at)))
		return;
	h->bound += spare(f, &was[at]);
	f->events = f->repeats = COUNT_UNTOLD;
}

void hide_figures(struct hider *h)
{
	struct map *map = h->map;
	struct map_figures *was = NEW_ARRAY(h->sc, struct map_figures, map->touchpoints.n + 1);

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		was[i] = map->touchpoints.at[i].figures;
		hide_one(h, &map->touchpoints.at[i].figures);
	}
	h->parts = hide_parts_are_few(h);
	hide_leaving(h, was);
	hide_beside(h, was);
	for (size_t s = 0; s < map->stages.n; s++)
		hide_stage(h, &map->stages.at[s], was);
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		struct map_touchpoint *t = &map->touchpoints.at[i];
		hide_events(h, t->events.at, &t->events.n, t->figures.events);
		hide_next(h, t, was[i].visits);
	}
	hide_events(h, map->unsorted.largest.at, &map->unsorted.largest.n,
		hide_is_few(h, map->unsorted.journeys) ? COUNT_UNTOLD : map->unsorted.events);
}
