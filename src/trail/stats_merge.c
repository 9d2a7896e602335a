#include "trail/stats.h"

static void merge_touchpoint(
	struct scope *sc, struct stats_touchpoint *into, const struct stats_touchpoint *from)
{
	into->customers += from->customers;
	into->journeys += from->journeys;
	into->visits += from->visits;
	into->events += from->events;
	into->returns += from->returns;
	into->entries += from->entries;
	into->arrivals += from->arrivals;
	into->exits += from->exits;
	into->departures += from->departures;
	into->settled += from->settled;
	into->left += from->left;
	into->settled_converted += from->settled_converted;
	into->ratings.n += from->ratings.n;
	into->ratings.sum += from->ratings.sum;
	into->ratings.sum_squares += from->ratings.sum_squares;
	into->ratings.answers += from->ratings.answers;
	into->ratings.nps_n += from->ratings.nps_n;
	into->ratings.promoters += from->ratings.promoters;
	into->ratings.detractors += from->ratings.detractors;
	into->ratings.scales |= from->ratings.scales;
	hist_merge(sc, &into->dwell, &from->dwell);
	hist_merge(sc, &into->time_on, &from->time_on);
}

static void merge_pairs(struct scope *sc, struct stats *into, const struct stats *from)
{
	for (size_t i = 0; i < (size_t)(into->n + 1) * (into->n + 1); i++) {
		into->first_before[i] += from->first_before[i];
		into->together[i] += from->together[i];
		if (!from->transitions[i])
			continue;
		if (!into->transitions[i]) {
			into->transitions[i] = NEW(sc, struct stats_transition);
			into->transitions[i]->gap.bits = HIST_COARSE;
		}
		into->transitions[i]->count += from->transitions[i]->count;
		into->transitions[i]->journeys += from->transitions[i]->journeys;
		hist_merge(sc, &into->transitions[i]->gap, &from->transitions[i]->gap);
	}
}

static int order_of(const struct stats_variant *a, const struct stats_variant *b)
{
	if (a->key[0] != b->key[0])
		return a->key[0] < b->key[0] ? -1 : 1;
	return (a->key[1] > b->key[1]) - (a->key[1] < b->key[1]);
}

static void merge_variants(struct scope *sc, struct stats *into, const struct stats *from)
{
	struct stats_variant *all =
		NEW_ARRAY(sc, struct stats_variant, into->n_variants + from->n_variants + 1);
	size_t a = 0, b = 0, n = 0;

	while (a < into->n_variants || b < from->n_variants) {
		int order = a == into->n_variants   ? 1
			    : b == from->n_variants ? -1
						    : order_of(&into->variants[a], &from->variants[b]);
		all[n] = order <= 0 ? into->variants[a++] : from->variants[b++];
		if (order == 0) {
			all[n].count += from->variants[b].count;
			all[n].converted += from->variants[b++].converted;
		}
		n++;
	}
	into->variants = all;
	into->n_variants = n;
}

void stats_merge(struct scope *sc, struct stats *into, const struct stats *from)
{
	if (from->events && (!into->events || from->from_us < into->from_us))
		into->from_us = from->from_us;
	if (from->events && (!into->events || from->to_us > into->to_us))
		into->to_us = from->to_us;
	into->customers += from->customers;
	into->events += from->events;
	into->journeys += from->journeys;
	into->converted += from->converted;
	into->left += from->left;
	into->open += from->open;
	into->settled += from->settled;
	into->settled_converted += from->settled_converted;
	into->settled_left += from->settled_left;
	into->cases += from->cases;
	for (uint32_t t = 0; t <= into->n; t++) {
		merge_touchpoint(sc, &into->at[t], &from->at[t]);
		into->place[t] += from->place[t];
	}
	for (uint32_t k = 0; k < into->kinds; k++)
		into->kind_events[k] += from->kind_events[k];
	merge_pairs(sc, into, from);
	merge_variants(sc, into, from);
}
