#include "map/hide_parts.h"

/* --- events: those of touchpoints, and those of none, are all there are --------------------------------- */

static void hide_unsorted(const struct hider *h)
{
	struct map *map = h->map;

	if (map->unsorted.events && hide_is_few(h, map->unsorted.journeys))
		map->unsorted.events = map->unsorted.journeys = COUNT_FEW(h->least);
	else if (hide_leaves_few(h, map->journeys.total, map->unsorted.journeys))
		map->unsorted.journeys = COUNT_UNTOLD;
	map->unsorted.visits = COUNT_UNTOLD;
}

/* What is held back beside visits may be told in sum, where not all of it is journeys' first events. */
static bool events_tell(const struct hider *h)
{
	const struct map *map = h->map;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_figures *f = &map->touchpoints.at[i].figures;
		if (!count_is_told(f->events) && (!count_is_told(f->journeys) || f->repeats != COUNT_UNTOLD))
			return true;
	}
	return !count_is_told(map->unsorted.events) || (h->bounds && h->bound < h->least);
}

static void hide_sources(const struct hider *h, bool total_hidden)
{
	struct map *map = h->map;
	bool few = false;

	for (size_t i = 0; i < map->sources.n; i++)
		few |= map->sources.at[i].events && hide_is_few(h, map->sources.at[i].events);
	for (size_t i = 0; (few || total_hidden) && i < map->sources.n; i++) {
		struct map_source *s = &map->sources.at[i];
		if (s->events)
			s->events = hide_is_few(h, s->events) ? COUNT_FEW(h->least) : COUNT_UNTOLD;
	}
}

/* --- journeys: those who reached the goal, who left, who are on their way and who only answered are all there are ------------- */

static bool part_is_few(const struct hider *h, uint64_t n)
{
	return n && hide_is_few(h, n);
}

static void hide_part(const struct hider *h, uint64_t *n)
{
	*n = hide_is_few(h, *n) ? COUNT_FEW(h->least) : COUNT_UNTOLD;
}

static bool has_goal(const struct map *map)
{
	return map->goal_name.p || map->goal_is_case;
}

/* Beside all, and beside the goal's own column: neither tells what the other hides. */
static bool goal_is_told(const struct hider *h)
{
	const struct map *map = h->map;

	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (map->touchpoints.at[i].is_goal && !count_is_told(map->touchpoints.at[i].figures.journeys))
			return false;
	return has_goal(map) && !hide_is_few(h, map->journeys.converted) &&
	       !hide_leaves_few(h, map->journeys.total, map->journeys.converted);
}

/* That nobody is on their way any more says how old the evidence is, and nothing of anybody. */
bool hide_parts_are_few(const struct hider *h)
{
	const struct map *map = h->map;

	return (has_goal(map) && !goal_is_told(h)) || hide_is_few(h, map->journeys.left) ||
	       part_is_few(h, map->journeys.open) || part_is_few(h, map->journeys.answered) ||
	       (map->drop_off.known && hide_share_is_few(h, &map->drop_off));
}

/* Of all journeys, of those that reached the goal and of those that did not, those too young to tell. */
static bool young_are_few(const struct hider *h, const struct estimate *share)
{
	const struct map *map = h->map;
	const uint64_t hits = hide_hits(share), all = map->journeys.total, reached = map->journeys.converted;

	if (!count_is_told(share->n) || !count_is_told(reached) || reached > all)
		return false;
	return hide_leaves_few(h, all, share->n) || hide_leaves_few(h, reached, hits) ||
	       hide_leaves_few(h, all - reached, share->n - hits);
}

/* Where all come, a touchpoint or stage says of the goal what the map does. */
static void hide_young(const struct hider *h)
{
	struct map *map = h->map;

	if (map->conversion.known && young_are_few(h, &map->conversion))
		hide_n(&map->conversion);
	for (size_t i = 0; i < map->touchpoints.n + map->stages.n; i++) {
		struct map_figures *f = i < map->touchpoints.n
						? &map->touchpoints.at[i].figures
						: &map->stages.at[i - map->touchpoints.n].figures;
		if (f->journeys == map->journeys.total && f->conversion.known &&
			young_are_few(h, &f->conversion))
			hide_n(&f->conversion);
	}
}

static void hide_journeys(const struct hider *h)
{
	struct map *map = h->map;

	if (h->parts && !goal_is_told(h)) {
		hide_part(h, &map->journeys.converted);
		hide_estimate(&map->conversion, COUNT_UNTOLD);
	}
	if (h->parts) {
		hide_part(h, &map->journeys.left);
		hide_part(h, &map->journeys.open);
		if (map->journeys.answered)
			hide_part(h, &map->journeys.answered);
		hide_estimate(&map->drop_off, COUNT_UNTOLD);
	}
	if (map->conversion.known && hide_share_is_few(h, &map->conversion))
		hide_estimate(&map->conversion, COUNT_UNTOLD);
	hide_young(h);
	if (hide_is_few(h, map->variants.commonest) ||
		hide_leaves_few(h, map->journeys.total, map->variants.commonest))
		map->variants.commonest = COUNT_UNTOLD;
	if (hide_leaves_few(h, map->journeys.total, map->customers))
		map->customers = COUNT_UNTOLD;
}

static void hide_whole(const struct hider *h)
{
	const uint64_t few = COUNT_FEW(h->least);
	struct map *map = h->map;

	map->customers = map->events = few;
	map->journeys.total = map->journeys.converted = map->journeys.left = map->journeys.open = few;
	map->journeys.answered = map->journeys.answered ? few : 0;
	map->variants.distinct = map->variants.commonest = few;
	hide_estimate(&map->conversion, few);
	hide_estimate(&map->drop_off, few);
}

/* --- what is counted otherwise --------------------------------------------------------------------------- */

/* Sums are not of customers, but for people who were counted by somebody else. */
static void hide_sum(const struct hider *h, const struct map_sums *line, struct map_sum *sum)
{
	if (line->way == METRIC_LARGEST && sum->rows && sum->amount < (double)h->least)
		*sum = (struct map_sum){ 0 };
}

static void hide_sums(const struct hider *h)
{
	for (size_t k = 0; k < h->map->sums.n; k++) {
		struct map_sums *line = &h->map->sums.at[k];
		for (size_t i = 0; i < h->map->touchpoints.n; i++)
			hide_sum(h, line, &line->at[i]);
		hide_sum(h, line, &line->elsewhere);
	}
}

static bool gap_is_few(const struct hider *h, const struct map_gap *g)
{
	return hide_is_few(h, g->gap.n) || (g->gap.broken.known && hide_share_is_few(h, &g->gap.broken)) ||
	       part_is_few(h, g->open) || part_is_few(h, g->overdue);
}

static void hide_gaps(const struct hider *h)
{
	struct map *map = h->map;
	size_t kept = 0;

	for (size_t i = 0; i < map->gaps.n; i++)
		if (!gap_is_few(h, &map->gaps.at[i]))
			map->gaps.at[kept++] = map->gaps.at[i];
	map->gaps.n = kept;
	if (map->plan && (hide_is_few(h, map->plan->journeys) || hide_is_few(h, map->plan->gap.n)))
		map->plan = NULL;
}

void hide_totals(struct hider *h)
{
	struct map *map = h->map;

	hide_sums(h);
	hide_gaps(h);
	hide_unsorted(h);
	bool events = events_tell(h);
	hide_sources(h, events);
	if (events)
		map->events = COUNT_UNTOLD;
	if (hide_is_few(h, map->journeys.total) || hide_is_few(h, map->customers))
		hide_whole(h);
	else
		hide_journeys(h);
}
