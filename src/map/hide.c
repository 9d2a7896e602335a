#include "map/hide.h"

#include <math.h>

#include "map/hide_parts.h"

uint64_t hide_hits(const struct estimate *share)
{
	return share->known && count_is_told(share->n) ? (uint64_t)llround(share->value * (double)share->n)
						       : 0;
}

bool hide_share_is_few(const struct hider *h, const struct estimate *share)
{
	uint64_t hits = hide_hits(share);

	return share->known &&
	       (hide_is_few(h, share->n) || hits < h->least || hide_leaves_few(h, share->n, hits));
}

void hide_estimate(struct estimate *e, uint64_t as)
{
	*e = (struct estimate){ .n = as };
}

void hide_n(struct estimate *share)
{
	share->n = COUNT_UNTOLD;
	share->value = round(share->value * 1000) / 1000;
	share->low = round(share->low * 1000) / 1000;
	share->high = round(share->high * 1000) / 1000;
}

/* --- words ------------------------------------------------------------------------------------------- */

static bool cites(const struct map *map, struct str sentence)
{
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct voice_place *p = map->touchpoints.at[i].voice;
		for (size_t f = 0; p && f < p->findings.n; f++)
			for (size_t q = 0; q < p->findings.at[f].n_quotes; q++)
				if (p->findings.at[f].quotes[q].text.n &&
					str_has(sentence, p->findings.at[f].quotes[q].text))
					return true;
	}
	return false;
}

static void drop_citing(const struct map *map, struct str *list, size_t *n)
{
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		if (!cites(map, list[i]))
			list[kept++] = list[i];
	*n = kept;
}

/* Notes of staff say what customers told them, and who wrote it. */
static bool is_note(const struct map_lane *lane, const struct map_cell *cell)
{
	return lane->lane == LANE_TEXT && cell->basis == BASIS_REPORTED;
}

static void words_of_cells(const struct map *map, const struct map_lane *lane, struct map_cells *cells)
{
	size_t kept = 0;

	for (size_t k = 0; k < cells->cells.n; k++) {
		struct map_cell *cell = &cells->cells.at[k];
		cell->quote = cell->said = (struct str){ 0 };
		if (!cites(map, cell->text) && !is_note(lane, cell))
			cells->cells.at[kept++] = *cell;
	}
	cells->cells.n = kept;
}

/* What was said belongs to whoever listened: it is copied before it is changed. */
static struct voice_place *own_voice(struct scope *sc, const struct voice_place *from)
{
	struct voice_place *p = NEW(sc, struct voice_place);

	*p = *from;
	p->findings.at = NEW_ARRAY(sc, struct voice_finding, from->findings.n + 1);
	p->findings.room = from->findings.n + 1;
	for (size_t i = 0; i < from->findings.n; i++)
		p->findings.at[i] = from->findings.at[i];
	p->rejected.n = 0;
	return p;
}

void hide_words(struct hider *h)
{
	struct map *map = h->map;

	drop_citing(map, map->findings.at, &map->findings.n);
	drop_citing(map, map->remarks.at, &map->remarks.n);
	for (size_t k = 0; k < map->lanes.n; k++)
		for (size_t i = 0; map->lanes.at[k].cells && i < map->touchpoints.n; i++)
			words_of_cells(map, &map->lanes.at[k], &map->lanes.at[k].cells[i]);
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		if (!map->touchpoints.at[i].voice)
			continue;
		struct voice_place *p = own_voice(h->sc, map->touchpoints.at[i].voice);
		for (size_t f = 0; f < p->findings.n; f++)
			p->findings.at[f].n_quotes = 0;
		map->touchpoints.at[i].voice = p;
	}
}

/* --- what few said ----------------------------------------------------------------------------------- */

static bool sum_is_few(const struct hider *h, const struct voice_place *p, const struct voice_sum *sum)
{
	return hide_is_few(h, sum->customers) || hide_leaves_few(h, p->customers, sum->customers);
}

/* Those who said something else of its kind would be a few. */
static bool finding_is_few(const struct hider *h, const struct voice_place *p, const struct voice_finding *f)
{
	const struct voice_sum *sum = &p->kinds[f->kind];

	return hide_is_few(h, f->customers) || !sum->customers ||
	       hide_leaves_few(h, sum->customers, f->customers) ||
	       hide_leaves_few(h, p->customers, f->customers);
}

static void few_unmet(const struct hider *h, uint64_t *unmet, uint64_t customers)
{
	if (*unmet && (hide_is_few(h, *unmet) || hide_leaves_few(h, customers, *unmet)))
		*unmet = COUNT_FEW(h->least);
}

static void findings_of_few(const struct hider *h, struct voice_place *p)
{
	size_t kept = 0;

	for (size_t f = 0; f < p->findings.n; f++) {
		struct voice_finding *finding = &p->findings.at[f];
		few_unmet(h, &finding->unmet, finding->customers);
		if (finding_is_few(h, p, finding))
			continue;
		finding->texts = COUNT_UNTOLD;
		p->findings.at[kept++] = *finding;
	}
	p->findings.n = kept;
}

static const struct voice_place *told_voice(const struct hider *h, const struct voice_place *from)
{
	if (hide_is_few(h, from->customers))
		return NULL;
	struct voice_place *p = own_voice(h->sc, from);
	for (int k = 0; k < VOICE_KINDS; k++) {
		few_unmet(h, &p->kinds[k].unmet, p->kinds[k].customers);
		if (p->kinds[k].customers && sum_is_few(h, p, &p->kinds[k]))
			p->kinds[k] = (struct voice_sum){ 0 };
	}
	findings_of_few(h, p);
	/* texts and clauses beside customers tell who said more than one thing */
	p->texts = p->clauses = COUNT_UNTOLD;
	memset(p->rules, 0, sizeof p->rules);
	if (hide_is_few(h, p->feeling.n))
		hide_estimate(&p->feeling, COUNT_FEW(h->least));
	else if (hide_leaves_few(h, p->customers, p->feeling.n))
		p->feeling.n = COUNT_UNTOLD;
	return p;
}

void hide_voices(struct hider *h)
{
	for (size_t i = 0; i < h->map->touchpoints.n; i++) {
		struct map_touchpoint *t = &h->map->touchpoints.at[i];
		if (t->voice)
			t->voice = told_voice(h, t->voice);
	}
	h->map->voices = NULL; /* totals that no drawing shows */
}

/* --- all of it ---------------------------------------------------------------------------------------- */

void map_hide(struct scope *sc, struct map *map, const struct map_hiding *hiding)
{
	struct hider h = { .sc = sc,
		.map = map,
		.least = hiding->small_n < COUNT_FEW_MOST ? hiding->small_n : COUNT_FEW_MOST };

	if (hiding->quotes)
		hide_words(&h);
	if (!h.least)
		return;
	hide_voices(&h);
	hide_figures(&h);
	hide_totals(&h);
	hide_curves(&h);
	hide_sentences(&h);
}
