#include "draw/json_read.h"

#include "draw/json_read_private.h"

JSON_WORD(as_state, enum map_state, MAP_STATES, map_state_name)
JSON_WORD(as_channel, enum channel, CHANNELS, channel_key)
JSON_WORD(as_owner, enum owner, OWNERS, owner_name)
JSON_WORD(as_basis, enum basis, BASES, basis_name)
JSON_WORD(as_source, enum source_kind, SOURCE_KINDS, source_name)
JSON_WORD(as_way, enum metric_way, METRIC_WAYS, metric_way_name)
JSON_WORD(as_gap_kind, enum map_gap_kind, MAP_GAPS, map_gap_name)
JSON_WORD(as_unit, enum gap_unit, GAP_UNITS, gap_unit_name)

/* --- figures ----------------------------------------------------------------------------------------------- */

static void as_duration(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "median_s", offsetof(struct duration, median_s), json_as_number },
		{ "low_s", offsetof(struct duration, low_s), json_as_number },
		{ "high_s", offsetof(struct duration, high_s), json_as_number },
		{ "p95_s", offsetof(struct duration, p95_s), json_as_number },
		{ "n", offsetof(struct duration, n), json_as_count },
	};
	struct duration *d = to;

	d->known = json_is_number(json_object_get(value, "median_s"));
	json_places(sc, value, rows, COUNT_OF(rows), d);
}

static void as_reach(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "customers", offsetof(struct map_figures, customers), json_as_count },
		{ "journeys", offsetof(struct map_figures, journeys), json_as_count },
		{ "share", offsetof(struct map_figures, reach), json_as_estimate },
	};

	json_places(sc, value, rows, COUNT_OF(rows), to);
}

static void as_feeling(struct scope *sc, const json_t *value, void *to)
{
	struct map_figures *f = to;

	json_as_estimate(sc, value, &f->feeling);
	f->scale = json_text_of(sc, json_object_get(value, "scale"));
}

static void as_grade(struct scope *sc, const json_t *value, void *to)
{
	uint64_t n = 0;

	json_as_count(sc, value, &n);
	*(unsigned *)to = n <= 4 ? (unsigned)n : 4;
}

static const struct json_place figures_rows[] = {
	{ "reach", 0, as_reach },
	{ "visits", offsetof(struct map_figures, visits), json_as_count },
	{ "events", offsetof(struct map_figures, events), json_as_count },
	{ "repeats", offsetof(struct map_figures, repeats), json_as_count },
	{ "returns", offsetof(struct map_figures, returns), json_as_count },
	{ "entries", offsetof(struct map_figures, entries), json_as_count },
	{ "arrivals", offsetof(struct map_figures, arrivals), json_as_count },
	{ "exits", offsetof(struct map_figures, exits), json_as_count },
	{ "departures", offsetof(struct map_figures, departures), json_as_count },
	{ "drop_off", offsetof(struct map_figures, drop_off), json_as_estimate },
	{ "critical", offsetof(struct map_figures, critical), json_as_bool },
	{ "conversion", offsetof(struct map_figures, conversion), json_as_estimate },
	{ "dwell", offsetof(struct map_figures, dwell), as_duration },
	{ "time_on", offsetof(struct map_figures, time_on), as_duration },
	{ "feeling", 0, as_feeling },
	{ "nps", offsetof(struct map_figures, nps), json_as_estimate },
	{ "evidence", offsetof(struct map_figures, evidence), as_grade },
};

static void read_figures(struct scope *sc, const json_t *json, struct map_figures *f)
{
	json_places(sc, json, figures_rows, COUNT_OF(figures_rows), f);
}

/* --- what touchpoints have --------------------------------------------------------------------------------- */

struct reading {
	struct scope *sc;
	const json_t *root, *touchpoints;
	struct map *map;
};

static const struct json_place event_rows[] = {
	{ "name", offsetof(struct map_event, name), json_as_text },
	{ "events", offsetof(struct map_event, events), json_as_count },
};

/* -1: none of the map's. */
static int touchpoint_of(const struct reading *r, const json_t *id)
{
	const char *wanted = json_string_value(id);

	for (size_t i = 0; wanted && i < json_array_size(r->touchpoints); i++) {
		const char *at = json_string_value(json_object_get(json_array_get(r->touchpoints, i), "id"));
		if (at && strcmp(at, wanted) == 0)
			return (int)i;
	}
	return -1;
}

static bool read_stage_of(const struct reading *r, const json_t *json, struct map_touchpoint *t)
{
	struct str id = json_text_of(r->sc, json_object_get(json, "stage_id"));

	for (size_t i = 0; id.p && i < r->map->stages.n; i++)
		if (str_equal(r->map->stages.at[i].id, id)) {
			t->stage = i;
			return true;
		}
	return false;
}

static void read_next(const struct reading *r, const json_t *list, struct map_touchpoint *t)
{
	for (size_t i = 0; i < json_array_size(list) && i < MAP_NEXT; i++) {
		const json_t *json = json_array_get(list, i);
		const char *kind = json_string_value(json_object_get(json, "kind"));
		struct map_next *next = &t->next[t->n_next++];
		bool ends = kind && strcmp(kind, "exit") == 0;
		next->touchpoint = touchpoint_of(r, json_object_get(json, "to"));
		if (next->touchpoint < 0)
			next->touchpoint = ends ? MAP_EXIT : MAP_UNSORTED;
		json_as_count(r->sc, json_object_get(json, "count"), &next->count);
		json_as_number(r->sc, json_object_get(json, "share"), &next->share);
	}
}

static void as_gap(struct scope *sc, const json_t *value, struct gap *gap)
{
	static const struct json_place rows[] = {
		{ "unit", offsetof(struct gap, unit), as_unit },
		{ "n", offsetof(struct gap, n), json_as_count },
		{ "expected", offsetof(struct gap, expected), json_as_estimate },
		{ "actual", offsetof(struct gap, actual), json_as_estimate },
		{ "difference", offsetof(struct gap, difference), json_as_estimate },
		{ "expected_median", offsetof(struct gap, expected_median), json_as_estimate },
		{ "actual_median", offsetof(struct gap, actual_median), json_as_estimate },
		{ "difference_median", offsetof(struct gap, difference_median), json_as_estimate },
		{ "broken", offsetof(struct gap, broken), json_as_estimate },
	};

	json_places(sc, value, rows, COUNT_OF(rows), gap);
}

static void read_gaps(const struct reading *r, const json_t *list, int touchpoint)
{
	static const struct json_place rows[] = {
		{ "kind", offsetof(struct map_gap, kind), as_gap_kind },
		{ "expected_by", offsetof(struct map_gap, expected), json_as_text },
		{ "came_by", offsetof(struct map_gap, actual), json_as_text },
		{ "scale", offsetof(struct map_gap, scale), json_as_text },
		{ "by_day", offsetof(struct map_gap, by_day), json_as_bool },
		{ "open", offsetof(struct map_gap, open), json_as_count },
		{ "overdue", offsetof(struct map_gap, overdue), json_as_count },
	};

	for (size_t i = 0; i < json_array_size(list); i++) {
		struct map_gap *gap = LIST_ADD(r->sc, &r->map->gaps);
		*gap = (struct map_gap){ .touchpoint = touchpoint };
		json_places(r->sc, json_array_get(list, i), rows, COUNT_OF(rows), gap);
		as_gap(r->sc, json_array_get(list, i), &gap->gap);
	}
}

static const struct json_place touchpoint_rows[] = {
	{ "id", offsetof(struct map_touchpoint, id), json_as_text },
	{ "name", offsetof(struct map_touchpoint, name), json_as_text },
	{ "channel", offsetof(struct map_touchpoint, channel), as_channel },
	{ "channel_words", offsetof(struct map_touchpoint, channel_words), json_as_text },
	{ "owner", offsetof(struct map_touchpoint, owner), as_owner },
	{ "when", offsetof(struct map_touchpoint, when), json_as_text },
	{ "goal", offsetof(struct map_touchpoint, is_goal), json_as_bool },
	{ "moment_of_truth", offsetof(struct map_touchpoint, moment_of_truth), json_as_bool },
	{ "strongest", offsetof(struct map_touchpoint, strongest), json_as_bool },
	{ "weakest", offsetof(struct map_touchpoint, weakest), json_as_bool },
};

static bool read_touchpoint(const struct reading *r, const json_t *json, int i)
{
	struct map_touchpoint *t = LIST_ADD(r->sc, &r->map->touchpoints);
	const json_t *names = json_object_get(json, "event_names");

	*t = (struct map_touchpoint){ .channel = CHANNEL_OTHER };
	json_places(r->sc, json, touchpoint_rows, COUNT_OF(touchpoint_rows), t);
	read_figures(r->sc, json, &t->figures);
	for (size_t k = 0; k < json_array_size(names); k++) {
		struct map_event *event = LIST_ADD(r->sc, &t->events);
		*event = (struct map_event){ .events = 0 };
		json_places(r->sc, json_array_get(names, k), event_rows, COUNT_OF(event_rows), event);
	}
	read_next(r, json_object_get(json, "next"), t);
	read_gaps(r, json_object_get(json, "gaps"), i);
	t->voice = json_voice_place_of(r->sc, json_object_get(json, "voice"));
	return t->id.p && t->name.p && read_stage_of(r, json, t);
}

/* --- stages, lanes, sums, sources ------------------------------------------------------------------------- */

static bool read_stage(const struct reading *r, const json_t *json)
{
	static const struct json_place rows[] = {
		{ "id", offsetof(struct map_stage, id), json_as_text },
		{ "name", offsetof(struct map_stage, name), json_as_text },
		{ "why", offsetof(struct map_stage, why), json_as_text },
		{ "first", offsetof(struct map_stage, first), json_as_size },
		{ "count", offsetof(struct map_stage, count), json_as_size },
	};
	struct map_stage *s = LIST_ADD(r->sc, &r->map->stages);
	size_t all = json_array_size(r->touchpoints);

	*s = (struct map_stage){ .first = 0 };
	json_places(r->sc, json, rows, COUNT_OF(rows), s);
	read_figures(r->sc, json, &s->figures);
	return s->id.p && s->name.p && s->first <= all && s->count <= all - s->first;
}

static bool drawn_from_figures(enum lane lane)
{
	return lane == LANE_FEELING || lane == LANE_DROP_OFF || lane == LANE_METRICS || lane == LANE_EVIDENCE;
}

static bool read_lane(const struct reading *r, const json_t *json)
{
	static const struct json_place rows[] = {
		{ "text", offsetof(struct map_cell, text), json_as_text },
		{ "basis", offsetof(struct map_cell, basis), as_basis },
		{ "quote", offsetof(struct map_cell, quote), json_as_text },
		{ "said", offsetof(struct map_cell, said), json_as_text },
	};
	const json_t *cells = json_object_get(json, "cells");
	struct map_lane *lane = LIST_ADD(r->sc, &r->map->lanes);

	*lane = (struct map_lane){ .cells = NULL };
	if (!lane_find(json_text_of(r->sc, json_object_get(json, "lane")), &lane->lane))
		return false;
	if (drawn_from_figures(lane->lane))
		return true;
	lane->cells = NEW_ARRAY(r->sc, struct map_cells, r->map->touchpoints.n + 1);
	for (size_t i = 0; i < json_array_size(cells); i++) {
		int at = touchpoint_of(r, json_object_get(json_array_get(cells, i), "at"));
		if (at < 0)
			return false;
		struct map_cell *cell = LIST_ADD(r->sc, &lane->cells[at].cells);
		*cell = (struct map_cell){ .basis = BASIS_OBSERVED };
		json_places(r->sc, json_array_get(cells, i), rows, COUNT_OF(rows), cell);
	}
	return true;
}

static const struct json_place sum_rows[] = {
	{ "amount", offsetof(struct map_sum, amount), json_as_number },
	{ "rows", offsetof(struct map_sum, rows), json_as_count },
	{ "from", offsetof(struct map_sum, from_us), json_as_time },
	{ "to", offsetof(struct map_sum, to_us), json_as_time },
};

static const struct json_place sums_rows[] = {
	{ "name", offsetof(struct map_sums, name), json_as_text },
	{ "currency", offsetof(struct map_sums, currency), json_as_text },
	{ "way", offsetof(struct map_sums, way), as_way },
	{ "touchpoints", offsetof(struct map_sums, touchpoints), json_as_size },
};

static void read_sum_at(const struct reading *r, struct map_sums *line, size_t touchpoint)
{
	const json_t *list = json_object_get(json_array_get(r->touchpoints, touchpoint), "sums");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *json = json_array_get(list, i);
		struct map_sums of = { .touchpoints = 0 };
		json_places(r->sc, json, sums_rows, COUNT_OF(sums_rows), &of);
		if (str_equal(of.name, line->name) && str_equal(of.currency, line->currency) &&
			of.way == line->way)
			json_places(r->sc, json, sum_rows, COUNT_OF(sum_rows), &line->at[touchpoint]);
	}
}

static bool read_sums(const struct reading *r, const json_t *json)
{
	struct map_sums *line = LIST_ADD(r->sc, &r->map->sums);

	*line = (struct map_sums){ .touchpoints = 0 };
	json_places(r->sc, json, sums_rows, COUNT_OF(sums_rows), line);
	json_places(
		r->sc, json_object_get(json, "elsewhere"), sum_rows, COUNT_OF(sum_rows), &line->elsewhere);
	line->at = NEW_ARRAY(r->sc, struct map_sum, r->map->touchpoints.n + 1);
	for (size_t i = 0; i < r->map->touchpoints.n; i++)
		read_sum_at(r, line, i);
	return line->name.p != NULL;
}

static bool read_source(const struct reading *r, const json_t *json)
{
	static const struct json_place rows[] = {
		{ "source", offsetof(struct map_source, source), as_source },
		{ "events", offsetof(struct map_source, events), json_as_count },
		{ "notes", offsetof(struct map_source, notes), json_as_count },
		{ "newest", offsetof(struct map_source, newest_us), json_as_time },
	};
	struct map_source *source = LIST_ADD(r->sc, &r->map->sources);

	*source = (struct map_source){ .events = 0 };
	json_places(r->sc, json, rows, COUNT_OF(rows), source);
	return true;
}

/* --- the map itself ---------------------------------------------------------------------------------------- */

static void as_period(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "from", offsetof(struct map, from_us), json_as_time },
		{ "to", offsetof(struct map, to_us), json_as_time },
	};

	json_places(sc, value, rows, COUNT_OF(rows), to);
}

static void as_silence(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "auto", offsetof(struct map, silence_auto), json_as_bool },
		{ "learnt", offsetof(struct map, silence_learnt), json_as_bool },
	};
	struct map *map = to;
	double seconds = 0;

	json_places(sc, value, rows, COUNT_OF(rows), map);
	json_as_number(sc, json_object_get(value, "seconds"), &seconds);
	if (seconds > 0 && seconds < 1e12)
		map->silence_us = (int64_t)(seconds * 1e6 + .5);
}

static void as_journeys(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "total", offsetof(struct map, journeys.total), json_as_count },
		{ "converted", offsetof(struct map, journeys.converted), json_as_count },
		{ "left", offsetof(struct map, journeys.left), json_as_count },
		{ "open", offsetof(struct map, journeys.open), json_as_count },
	};

	json_places(sc, value, rows, COUNT_OF(rows), to);
}

static void as_variants(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "distinct", offsetof(struct map, variants.distinct), json_as_count },
		{ "commonest", offsetof(struct map, variants.commonest), json_as_count },
	};

	json_places(sc, value, rows, COUNT_OF(rows), to);
}

static void as_unsorted(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "events", offsetof(struct map, unsorted.events), json_as_count },
		{ "visits", offsetof(struct map, unsorted.visits), json_as_count },
		{ "journeys", offsetof(struct map, unsorted.journeys), json_as_count },
		{ "kinds", offsetof(struct map, unsorted.kinds), json_as_count },
	};
	const json_t *list = json_object_get(value, "largest");
	struct map *map = to;

	json_places(sc, value, rows, COUNT_OF(rows), to);
	for (size_t i = 0; i < json_array_size(list); i++) {
		struct map_event *event = LIST_ADD(sc, &map->unsorted.largest);
		*event = (struct map_event){ .events = 0 };
		json_places(sc, json_array_get(list, i), event_rows, COUNT_OF(event_rows), event);
	}
}

static void as_hash(struct scope *sc, const json_t *value, void *to)
{
	struct str text = json_text_of(sc, value);
	char *hash = to;

	for (size_t i = 0; i < text.n && i + 1 < sizeof((struct map *)0)->input_hash; i++)
		hash[i] = text.p[i];
}

static void as_plan(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "steps", offsetof(struct map_plan, steps), json_as_size },
		{ "unseen", offsetof(struct map_plan, unseen), json_as_size },
		{ "journeys", offsetof(struct map_plan, journeys), json_as_count },
		{ "unplanned", offsetof(struct map_plan, unplanned), json_as_estimate },
		{ "in_order", offsetof(struct map_plan, in_order), json_as_estimate },
	};
	struct map_plan *plan = NEW(sc, struct map_plan);

	json_places(sc, value, rows, COUNT_OF(rows), plan);
	as_gap(sc, value, &plan->gap);
	*(const struct map_plan **)to = plan;
}

static const struct json_place map_rows[] = {
	{ "input_hash", offsetof(struct map, input_hash), as_hash },
	{ "id", offsetof(struct map, id), json_as_text },
	{ "title", offsetof(struct map, title), json_as_text },
	{ "scenario", offsetof(struct map, scenario), json_as_text },
	{ "owner", offsetof(struct map, owner), json_as_text },
	{ "state", offsetof(struct map, state), as_state },
	{ "goal", offsetof(struct map, goal_name), json_as_text },
	{ "goal_why", offsetof(struct map, goal_why), json_as_text },
	{ "goal_is_case", offsetof(struct map, goal_is_case), json_as_bool },
	{ "period", 0, as_period },
	{ "silence_limit", 0, as_silence },
	{ "cases", offsetof(struct map, has_cases), json_as_bool },
	{ "customers", offsetof(struct map, customers), json_as_count },
	{ "events", offsetof(struct map, events), json_as_count },
	{ "quarantined", offsetof(struct map, quarantined), json_as_count },
	{ "journeys", 0, as_journeys },
	{ "variants", 0, as_variants },
	{ "conversion", offsetof(struct map, conversion), json_as_estimate },
	{ "drop_off", offsetof(struct map, drop_off), json_as_estimate },
	{ "plan", offsetof(struct map, plan), as_plan },
	{ "unsorted", 0, as_unsorted },
};

/* A list of texts: personas, findings, remarks. */
#define READ_TEXTS(r, name, list)                                                                            \
	do {                                                                                                 \
		const json_t *texts_ = json_object_get((r)->root, name);                                     \
		for (size_t i_ = 0; i_ < json_array_size(texts_); i_++)                                      \
			*LIST_ADD((r)->sc, list) = json_text_of((r)->sc, json_array_get(texts_, i_));        \
	} while (0)

static bool read_each(
	const struct reading *r, const char *name, bool (*read)(const struct reading *r, const json_t *json))
{
	const json_t *list = json_object_get(r->root, name);

	for (size_t i = 0; i < json_array_size(list); i++)
		if (!read(r, json_array_get(list, i)))
			return false;
	return true;
}

static bool read_touchpoints(const struct reading *r)
{
	for (size_t i = 0; i < json_array_size(r->touchpoints); i++)
		if (!read_touchpoint(r, json_array_get(r->touchpoints, i), (int)i))
			return false;
	return true;
}

static bool read_all(const struct reading *r)
{
	const char *format = json_string_value(json_object_get(r->root, "format"));

	if (!format || strcmp(format, "wend-map") != 0)
		return false;
	json_places(r->sc, r->root, map_rows, COUNT_OF(map_rows), r->map);
	READ_TEXTS(r, "personas", &r->map->personas);
	READ_TEXTS(r, "findings", &r->map->findings);
	READ_TEXTS(r, "remarks", &r->map->remarks);
	if (!read_each(r, "stages", read_stage) || !read_touchpoints(r) || !read_each(r, "lanes", read_lane))
		return false;
	r->map->voices = json_voices_of(r->sc, json_object_get(r->root, "voice"), r->map->touchpoints.n);
	return read_each(r, "sums", read_sums) && read_each(r, "sources", read_source);
}

struct map *json_read_map(struct scope *sc, struct str text)
{
	json_t *root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
	struct reading r = { sc, root, json_object_get(root, "touchpoints"), NEW(sc, struct map) };
	bool ok = read_all(&r);

	json_decref(root);
	return ok ? r.map : scope_fail(sc, FAULT_INVALID, "that is no map as wend map --json writes it");
}
