#include "map/remarks.h"

static void remark(struct scope *sc, struct map *map, const char *text)
{
	*LIST_ADD(sc, &map->remarks) = str_of(text);
}

/* With a capital first letter and a point at the end. */
static const char *sentence(struct scope *sc, struct str text)
{
	if (str_empty(text))
		return "";
	bool small = text.p[0] >= 'a' && text.p[0] <= 'z';
	return scope_printf(sc, "%c%.*s%s", small ? text.p[0] - 'a' + 'A' : text.p[0],
		STR_ARG(str_sub(text, 1, text.n)), str_ends(text, STR(".")) ? "" : ".");
}

void map_remark(struct scope *sc, struct map *map, const struct map_input *in)
{
	double days = (double)map->silence_us / 86400e6;

	if (map->goal_name.p && map->goal_why.p)
		remark(sc, map,
			scope_printf(sc, "The goal \"%.*s\" is a guess (%.*s): --goal NAME changes it.",
				STR_ARG(map->goal_name), STR_ARG(map->goal_why)));
	if (!map->goal_name.p)
		remark(sc, map,
			"No goal is known, so nothing is said about conversion: --goal NAME sets one.");
	remark(sc, map,
		scope_printf(sc, "%s: a journey that was silent for %.1f days or longer counts as ended%s.",
			map->has_cases ? "Journeys are the log's own cases" : "Journeys are cut by silence",
			days,
			!map->silence_auto   ? ""
			: in->silence_learnt ? " (found in the data)"
					     : " (the usual limit: too few pauses to learn from)"));
	if (!map->drop_off.known && map->events)
		remark(sc, map,
			"No journey has a second step that is old enough, so nothing is said about leaving.");
	if (map->unsorted.events)
		remark(sc, map,
			scope_printf(sc,
				"%llu events of %llu kinds belong to no touchpoint and stand beside the map"
				" as \"unsorted\": counted, not dropped.",
				(unsigned long long)map->unsorted.events,
				(unsigned long long)map->unsorted.kinds));
	if (map->quarantined)
		remark(sc, map,
			scope_printf(sc, "%llu rows could not be read and wait in quarantine.",
				(unsigned long long)map->quarantined));
	for (size_t i = 0; i < in->n_remarks; i++)
		remark(sc, map, sentence(sc, in->remarks[i]));
}
