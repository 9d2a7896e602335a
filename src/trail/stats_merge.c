#include "trail/stats.h"

#include "trail/table.h"

static void merge_touchpoint(
	struct scope *sc, struct stats_touchpoint *into, const struct stats_touchpoint *from)
{
	into->customers += from->customers;
	into->journeys += from->journeys;
	into->visits += from->visits;
	into->events += from->events;
	into->returns += from->returns;
	into->backs += from->backs;
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
		if (from->together) {
			into->first_before[i] += from->first_before[i];
			into->together[i] += from->together[i];
		}
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

void stats_merge(struct scope *sc, struct stats *into, const struct stats *from)
{
	if (from->events && (!into->events || from->from_s < into->from_s))
		into->from_s = from->from_s;
	if (from->events && (!into->events || from->to_s > into->to_s))
		into->to_s = from->to_s;
	into->customers += from->customers;
	into->events += from->events;
	into->journeys += from->journeys;
	into->converted += from->converted;
	into->left += from->left;
	into->open += from->open;
	into->answered += from->answered;
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
	variants_merge(sc, into, from);
	grams_merge(sc, into, from);
	styles_merge(&into->styles, &from->styles);
	hist_merge(sc, &into->length, &from->length);
	hist_merge(sc, &into->span, &from->span);
	hist_merge(sc, &into->to_goal, &from->to_goal);
}
