#include "map/hash.h"

#include <stdio.h>

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

static uint64_t hash_text(uint64_t h, struct str text)
{
	return hash_mix(h, hash_str(text, text.p ? 1 : 0));
}

static uint64_t hash_numbers(uint64_t h, const uint64_t *numbers, size_t n)
{
	return hash_bytes(numbers, n * sizeof *numbers, h);
}

#define HASH_NUMBERS(h, ...)                                                                                 \
	hash_numbers((h), (const uint64_t[]){ __VA_ARGS__ }, COUNT_OF(((const uint64_t[]){ __VA_ARGS__ })))

static uint64_t hash_estimate(uint64_t h, const struct estimate *e)
{
	double x[] = { e->value, e->low, e->high };

	return e->known ? hash_mix(hash_bytes(x, sizeof x, h), e->n) : hash_mix(h, 0);
}

static uint64_t hash_duration(uint64_t h, const struct duration *d)
{
	double x[] = { d->median_s, d->low_s, d->high_s, d->p95_s };

	return d->known ? hash_mix(hash_bytes(x, sizeof x, h), d->n) : hash_mix(h, 0);
}

static uint64_t hash_figures(uint64_t h, const struct map_figures *f)
{
	h = HASH_NUMBERS(h, f->customers, f->journeys, f->visits, f->events, f->returns);
	h = HASH_NUMBERS(h, f->entries, f->arrivals, f->exits, f->departures, f->critical, f->evidence);
	h = hash_estimate(hash_estimate(h, &f->reach), &f->drop_off);
	h = hash_estimate(hash_estimate(h, &f->conversion), &f->feeling);
	h = hash_text(hash_estimate(h, &f->nps), f->scale);
	return hash_duration(hash_duration(h, &f->dwell), &f->time_on);
}

static uint64_t hash_channel(uint64_t h, const struct map_channel *c)
{
	h = hash_text(hash_text(hash_text(h, c->key), c->name), str_of(c->colour));
	return hash_mix(h, c->symbol);
}

static uint64_t hash_touchpoint(uint64_t h, const struct map_touchpoint *t)
{
	h = hash_text(hash_text(hash_text(h, t->id), t->name), t->when);
	h = HASH_NUMBERS(h, t->stage, t->channel, t->owner, t->is_goal, t->moment_of_truth);
	if (t->own)
		h = hash_channel(h, t->own);
	h = hash_text(hash_figures(h, &t->figures), t->channel_words);
	for (size_t i = 0; i < t->events.n; i++)
		h = hash_mix(hash_text(h, t->events.at[i].name), t->events.at[i].events);
	for (size_t i = 0; i < t->n_next; i++)
		h = HASH_NUMBERS(h, (uint64_t)t->next[i].touchpoint, t->next[i].count);
	for (size_t i = 0; i < t->leads_to.n; i++)
		h = hash_text(h, t->leads_to.at[i]);
	return h;
}

static uint64_t hash_stage(uint64_t h, const struct map_stage *s)
{
	h = hash_text(hash_text(hash_text(h, s->id), s->name), s->why);
	return hash_figures(HASH_NUMBERS(h, s->first, s->count), &s->figures);
}

static uint64_t hash_cell(uint64_t h, const struct map_cell *cell, size_t touchpoint)
{
	h = HASH_NUMBERS(hash_text(h, cell->text), touchpoint, cell->basis);
	for (size_t i = 0; i < cell->attachments.n; i++)
		h = hash_text(hash_text(h, cell->attachments.at[i].id), cell->attachments.at[i].name);
	return h;
}

static uint64_t hash_lane(uint64_t h, const struct map_lane *lane, size_t touchpoints)
{
	h = hash_mix(h, lane->lane);
	for (size_t t = 0; lane->cells && t < touchpoints; t++)
		for (size_t c = 0; c < lane->cells[t].cells.n; c++)
			h = hash_cell(h, &lane->cells[t].cells.at[c], t);
	return h;
}

static uint64_t hash_sum(uint64_t h, const struct map_sum *sum)
{
	return sum->rows ? HASH_NUMBERS(hash_bytes(&sum->amount, sizeof sum->amount, h), sum->rows,
				   (uint64_t)sum->from_us, (uint64_t)sum->to_us)
			 : hash_mix(h, 0);
}

static uint64_t hash_sums(uint64_t h, const struct map_sums *line, size_t touchpoints)
{
	h = HASH_NUMBERS(hash_text(hash_text(h, line->name), line->currency), line->way);
	for (size_t t = 0; t < touchpoints; t++)
		h = hash_sum(h, &line->at[t]);
	return hash_sum(h, &line->elsewhere);
}

static uint64_t hash_gap(uint64_t h, const struct map_gap *g)
{
	const struct estimate *all[] = { &g->gap.expected, &g->gap.actual, &g->gap.difference,
		&g->gap.expected_median, &g->gap.actual_median, &g->gap.difference_median, &g->gap.broken };

	h = hash_text(hash_text(hash_text(h, g->expected), g->actual), g->scale);
	h = HASH_NUMBERS(
		h, (uint64_t)g->touchpoint, g->kind, g->by_day, g->gap.unit, g->gap.n, g->open, g->overdue);
	for (size_t i = 0; i < COUNT_OF(all); i++)
		h = hash_estimate(h, all[i]);
	return h;
}

static uint64_t hash_plan(uint64_t h, const struct map_plan *p)
{
	const struct estimate *all[] = { &p->gap.expected, &p->gap.actual, &p->gap.difference, &p->gap.broken,
		&p->unplanned, &p->in_order };

	h = HASH_NUMBERS(h, p->steps, p->unseen, p->journeys);
	for (size_t i = 0; i < COUNT_OF(all); i++)
		h = hash_estimate(h, all[i]);
	return h;
}

static uint64_t hash_curve(uint64_t h, const struct map_curve *c, size_t touchpoints)
{
	h = HASH_NUMBERS(hash_text(hash_text(h, c->persona), c->name), c->customers, c->journeys);
	for (size_t t = 0; t < touchpoints; t++) {
		const struct map_point *p = &c->at[t];
		h = HASH_NUMBERS(h, p->customers, p->journeys);
		h = hash_text(hash_estimate(hash_estimate(h, &p->reach), &p->feeling), p->scale);
	}
	return h;
}

static uint64_t hash_head(uint64_t h, const struct map *map)
{
	h = hash_text(hash_text(h, map->id), map->title);
	h = hash_text(hash_text(h, map->scenario), map->owner);
	if (map->review.p)
		h = hash_text(h, map->review);
	for (size_t i = 0; i < map->personas.n; i++)
		h = hash_text(h, map->personas.at[i]);
	h = hash_text(hash_text(h, map->goal_name), map->goal_why);
	return HASH_NUMBERS(h, map->personas.n, map->state, map->goal_is_case);
}

static uint64_t hash_totals(uint64_t h, const struct map *map)
{
	h = HASH_NUMBERS(h, (uint64_t)map->from_us, (uint64_t)map->to_us, (uint64_t)map->silence_us,
		map->silence_auto, map->has_cases);
	h = HASH_NUMBERS(h, map->customers, map->events, map->quarantined);
	h = HASH_NUMBERS(
		h, map->journeys.total, map->journeys.converted, map->journeys.left, map->journeys.open);
	if (map->journeys.answered)
		h = HASH_NUMBERS(h, map->journeys.answered);
	h = HASH_NUMBERS(h, map->variants.distinct, map->variants.commonest);
	h = HASH_NUMBERS(h, map->unsorted.events, map->unsorted.visits, map->unsorted.journeys);
	for (size_t i = 0; i < map->sources.n; i++)
		h = HASH_NUMBERS(h, map->sources.at[i].source, map->sources.at[i].events,
			(uint64_t)map->sources.at[i].newest_us);
	return hash_estimate(hash_estimate(h, &map->conversion), &map->drop_off);
}

void map_hash(struct map *map, const struct map_input *in)
{
	uint64_t h = hash_text(hash_kinds(in), in->definition->goal);

	h = hash_totals(hash_head(h, map), map);
	for (size_t i = 0; i < map->touchpoints.n; i++)
		h = hash_touchpoint(h, &map->touchpoints.at[i]);
	for (size_t i = 0; i < map->stages.n; i++)
		h = hash_stage(h, &map->stages.at[i]);
	for (size_t i = 0; i < map->lanes.n; i++)
		h = hash_lane(h, &map->lanes.at[i], map->touchpoints.n);
	for (size_t i = 0; i < map->sums.n; i++)
		h = hash_sums(h, &map->sums.at[i], map->touchpoints.n);
	for (size_t i = 0; i < map->gaps.n; i++)
		h = hash_gap(h, &map->gaps.at[i]);
	for (size_t i = 0; i < map->curves.n; i++)
		h = hash_curve(h, &map->curves.at[i], map->touchpoints.n);
	if (map->plan)
		h = hash_plan(h, map->plan);
	for (size_t i = 0; i < map->remarks.n; i++)
		h = hash_text(h, map->remarks.at[i]);
	snprintf(map->input_hash, sizeof map->input_hash, "%016llx", (unsigned long long)h);
}
