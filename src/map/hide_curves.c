#include "map/hide_parts.h"

/* --- personas: what one of them hides, the map less the others would tell ------------------------------------ */

static void hide_point(struct map_point *p, uint64_t as)
{
	p->customers = p->journeys = as;
	hide_estimate(&p->reach, as);
}

static void hide_point_feeling(struct map_point *p, uint64_t as)
{
	if (!p->feeling.known)
		return;
	hide_estimate(&p->feeling, as);
	p->scale = (struct str){ 0 };
}

static uint64_t few_or_untold(const struct hider *h, uint64_t n)
{
	return hide_is_few(h, n) ? COUNT_FEW(h->least) : COUNT_UNTOLD;
}

/* Of one persona too few, or all but a few: of it, of those who came at all, of those who said how it was. */
static bool point_is_few(const struct hider *h, const struct map_curve *c, size_t i)
{
	const struct map_figures *all = &h->map->touchpoints.at[i].figures;
	const struct map_point *p = &c->at[i];

	return !all->reach.known || hide_is_few(h, p->customers) || hide_is_few(h, p->journeys) ||
	       hide_leaves_few(h, c->customers, p->customers) ||
	       hide_leaves_few(h, c->journeys, p->journeys) ||
	       hide_leaves_few(h, all->customers, p->customers) ||
	       hide_leaves_few(h, all->journeys, p->journeys);
}

static bool feeling_is_few(const struct hider *h, const struct map_curve *c, size_t i)
{
	const struct estimate *all = &h->map->touchpoints.at[i].figures.feeling, *e = &c->at[i].feeling;

	return e->known && (!all->known || hide_is_few(h, e->n) || hide_leaves_few(h, all->n, e->n) ||
				   hide_leaves_few(h, c->at[i].customers, e->n));
}

static void hide_at(const struct hider *h, size_t i)
{
	struct map *map = h->map;
	bool few = false, feeling = false;

	for (size_t k = 0; k < map->curves.n; k++) {
		few |= point_is_few(h, &map->curves.at[k], i);
		feeling |= feeling_is_few(h, &map->curves.at[k], i);
	}
	for (size_t k = 0; k < map->curves.n; k++) {
		struct map_point *p = &map->curves.at[k].at[i];
		if (few || feeling)
			hide_point_feeling(p, few_or_untold(h, p->feeling.n));
		if (few)
			hide_point(p, few_or_untold(h, p->journeys));
	}
}

static bool curve_is_few(const struct hider *h, const struct map_curve *c)
{
	return hide_is_few(h, c->customers) || hide_is_few(h, c->journeys) ||
	       hide_leaves_few(h, h->map->customers, c->customers) ||
	       hide_leaves_few(h, h->map->journeys.total, c->journeys);
}

/* With one persona of few, the others and the whole would tell what it does: then the whole alone is shown. */
void hide_curves(struct hider *h)
{
	bool few = !count_is_told(h->map->customers) || !count_is_told(h->map->journeys.total);

	for (size_t k = 0; k < h->map->curves.n; k++)
		few |= curve_is_few(h, &h->map->curves.at[k]);
	if (few)
		h->map->curves.n = 0;
	for (size_t i = 0; h->map->curves.n && i < h->map->touchpoints.n; i++)
		hide_at(h, i);
}
