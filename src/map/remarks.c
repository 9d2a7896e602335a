#include "map/remarks.h"

#include "map/sums.h"
#include "model/span.h"

static void remark(struct scope *sc, struct map *map, const char *text)
{
	*LIST_ADD(sc, &map->remarks) = str_of(text);
}

/* With a capital first letter and a point at the end; not of an empty text. */
static const char *sentence(struct scope *sc, struct str text)
{
	/* A remark of a file begins with its name, which stays as it is. */
	struct str rest = text, front = str_cut(&rest, ':');
	bool file = rest.p && memchr(front.p, '.', front.n) && !memchr(front.p, ' ', front.n);
	bool small = !file && text.p[0] >= 'a' && text.p[0] <= 'z';
	return scope_printf(sc, "%c%.*s%s", small ? text.p[0] - 'a' + 'A' : text.p[0],
		STR_ARG(str_sub(text, 1, text.n)), str_ends(text, STR(".")) ? "" : ".");
}

/* "1 row", "2 rows" */
static const char *counted(struct scope *sc, uint64_t n, const char *what)
{
	return scope_printf(sc, "%llu %s%s", (unsigned long long)n, what, n == 1 ? "" : "s");
}

static const char *silence_words(struct scope *sc, int64_t us)
{
	double days = (double)us / 86400e6;

	return days < 1 ? span_words(sc, us).p : scope_printf(sc, "%.1f days", days);
}

static void remark_sums(struct scope *sc, struct map *map)
{
	struct str sentence = map_sums_sentence(sc, map);

	if (sentence.p)
		*LIST_ADD(sc, &map->remarks) = sentence;
	if (map->sums_left_out)
		remark(sc, map,
			scope_printf(sc, "There are more names of sums than the ceiling, %zu: %s left out.",
				map->sums.n, counted(sc, map->sums_left_out, "name")));
}

/* Notes of what is a touchpoint no more. */
static void remark_notes(struct scope *sc, struct map *map, const struct map_input *in)
{
	uint64_t lost = 0;

	for (size_t i = 0; i < in->n_notes; i++)
		lost += definition_find(in->definition, in->notes[i].touchpoint) < 0;
	if (lost)
		remark(sc, map,
			scope_printf(sc, "%s of staff %s of touchpoints that the map has no more.",
				counted(sc, lost, "note"), lost == 1 ? "is" : "are"));
}

static size_t count_feedback(const struct map *map, const struct map_input *in)
{
	size_t n = 0;

	for (size_t t = 0; in->feedback && t < map->touchpoints.n; t++)
		n += in->feedback[t];
	return n;
}

static bool all_feedback(const struct map *map, const struct map_input *in)
{
	return map->touchpoints.n && count_feedback(map, in) == map->touchpoints.n;
}

/* "Delivery survey" and 2 more. */
static void remark_feedback(struct scope *sc, struct map *map, const struct map_input *in)
{
	size_t n = count_feedback(map, in), first = 0;

	if (!n)
		return;
	while (!in->feedback[first])
		first++;
	remark(sc, map,
		scope_printf(sc,
			"\"%.*s\"%s: customers only answer there. An answer is evidence and no step at"
			" which somebody gives up, so nothing is said of leaving.",
			STR_ARG(map->touchpoints.at[first].name),
			n > 1 ? scope_printf(sc, " and %zu more", n - 1) : ""));
}

static void remark_answered(struct scope *sc, struct map *map)
{
	uint64_t n = map->journeys.answered;

	if (n)
		remark(sc, map,
			scope_printf(sc,
				"%s %s nothing but answers: whoever did nothing else is neither lost nor on the"
				" way, and is counted as neither.",
				counted(sc, n, "journey"), n == 1 ? "is" : "are"));
}

void map_remark(struct scope *sc, struct map *map, const struct map_input *in)
{
	if (map->goal_name.p && map->goal_why.p)
		remark(sc, map,
			scope_printf(sc,
				"The goal \"%.*s\" is a guess (%.*s): another can be set in the map.",
				STR_ARG(map->goal_name), STR_ARG(map->goal_why)));
	if (!map->goal_name.p)
		remark(sc, map,
			"No goal is known, so nothing is said about conversion: one can be set in the map.");
	remark(sc, map,
		scope_printf(sc, "%s: a journey that was silent for %s or longer counts as ended%s.",
			map->has_cases ? "Journeys are the log's own cases" : "Journeys are cut by silence",
			silence_words(sc, map->silence_us),
			!map->silence_auto   ? ""
			: in->silence_learnt ? " (found in the data)"
					     : " (the usual limit: too few pauses to learn from)"));
	remark_feedback(sc, map, in);
	remark_answered(sc, map);
	if (!map->drop_off.known && map->events && !all_feedback(map, in))
		remark(sc, map,
			"No journey has a second step that is old enough, so nothing is said about leaving.");
	if (map->unsorted.events)
		remark(sc, map,
			scope_printf(sc,
				"%s of %s belong%s to no touchpoint and stand%s beside the map"
				" as \"unsorted\": counted, not dropped.",
				counted(sc, map->unsorted.events, "event"),
				counted(sc, map->unsorted.kinds, "kind"),
				map->unsorted.events == 1 ? "s" : "", map->unsorted.events == 1 ? "s" : ""));
	if (map->quarantined)
		remark(sc, map,
			scope_printf(sc, "%s could not be read and wait%s in quarantine.",
				counted(sc, map->quarantined, "row"), map->quarantined == 1 ? "s" : ""));
	remark_sums(sc, map);
	remark_notes(sc, map, in);
	for (size_t i = 0; i < in->n_remarks; i++)
		if (!str_empty(in->remarks[i]))
			remark(sc, map, sentence(sc, in->remarks[i]));
}
