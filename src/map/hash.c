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

void map_hash(struct map *map, const struct map_input *in)
{
	uint64_t h = hash_mix(hash_kinds(in), hash_mix((uint64_t)map->from_us, (uint64_t)map->to_us));

	h = hash_mix(h, hash_mix(map->journeys.total, map->customers));
	h = hash_mix(h, hash_mix(hash_str(in->definition->goal, 1), (uint64_t)map->silence_us));
	h = hash_mix(h, hash_mix(hash_str(map->title, 2), hash_str(map->scenario, 3)));
	for (size_t i = 0; i < map->touchpoints.n; i++)
		h = hash_touchpoint(h, &map->touchpoints.at[i]);
	for (size_t i = 0; i < map->stages.n; i++)
		h = hash_mix(h, hash_str(map->stages.at[i].name, map->stages.at[i].count));
	h = hash_cells(h, map);
	snprintf(map->input_hash, sizeof map->input_hash, "%016llx", (unsigned long long)h);
}
