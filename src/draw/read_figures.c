#include "draw/read_parts.h"

/* --- figures ----------------------------------------------------------------------------------------- */

static bool read_reach(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "customers", take_count, offsetof(struct map_figures, customers), true },
		{ "journeys", take_count, offsetof(struct map_figures, journeys), true },
		{ "share", take_share_estimate, offsetof(struct map_figures, reach), true },
	};

	return take_fields(t, json, fields, COUNT_OF(fields), into);
}

static bool read_feeling(struct take *t, const json_t *json, void *into)
{
	static const struct take_field scale = { "scale", take_text, offsetof(struct map_figures, scale),
		true };
	struct map_figures *f = into;

	return take_feeling_estimate(t, json, &f->feeling) && take_fields(t, json, &scale, 1, f);
}

static bool read_evidence(struct take *t, const json_t *json, void *into)
{
	static const uint64_t strongest = 4;
	uint64_t grade;

	if (!take_count(t, json, &grade))
		return false;
	if (grade > strongest)
		return take_fail(t, FAULT_INVALID, "the strongest evidence is 4");
	*(unsigned *)into = (unsigned)grade;
	return true;
}

#define AT(member) offsetof(struct map_figures, member)

static const struct take_field figures_fields[] = {
	{ "reach", read_reach, 0, true },
	{ "visits", take_count, AT(visits), true },
	{ "events", take_count, AT(events), true },
	{ "repeats", take_count, AT(repeats), true },
	{ "returns", take_count, AT(returns), true },
	{ "entries", take_count, AT(entries), true },
	{ "arrivals", take_count, AT(arrivals), true },
	{ "exits", take_count, AT(exits), true },
	{ "departures", take_count, AT(departures), true },
	{ "drop_off", take_share_estimate, AT(drop_off), true },
	{ "critical", take_bool, AT(critical), true },
	{ "conversion", take_share_estimate, AT(conversion), true },
	{ "dwell", take_duration, AT(dwell), true },
	{ "time_on", take_duration, AT(time_on), true },
	{ "feeling", read_feeling, 0, true },
	{ "nps", take_estimate, AT(nps), false },
	{ "evidence", read_evidence, AT(evidence), true },
};

bool read_figures(struct take *t, const json_t *json, void *into)
{
	return take_fields(t, json, figures_fields, COUNT_OF(figures_fields), into);
}

static bool read_place(struct take *t, const json_t *json, void *into)
{
	return read_at(t, json, into);
}

/* --- several personas ---------------------------------------------------------------------------------- */

static bool point_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field at_field = { "at", read_place, 0, true };
	static const struct take_field fields[] = {
		{ "reach", read_reach, 0, true },
		{ "feeling", read_feeling, 0, true },
	};
	struct map_curve *curve = into;
	struct map_figures f = { 0 };
	size_t at;

	if (!take_fields(t, json, &at_field, 1, &at) || !take_fields(t, json, fields, COUNT_OF(fields), &f))
		return false;
	curve->at[at] = (struct map_point){ f.customers, f.journeys, f.reach, f.feeling, f.scale };
	return true;
}

static bool read_points(struct take *t, const json_t *json, void *into)
{
	struct map_curve *curve = into;
	size_t n = reading_of(t)->map->touchpoints.n;

	curve->at = NEW_ARRAY(t->sc, struct map_point, n + 1);
	return take_list(t, json, n, point_item, curve);
}

static bool curve_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "persona", take_words, offsetof(struct map_curve, persona), true },
		{ "name", take_words, offsetof(struct map_curve, name), true },
		{ "customers", take_count, offsetof(struct map_curve, customers), true },
		{ "journeys", take_count, offsetof(struct map_curve, journeys), true },
		{ "points", read_points, 0, true },
	};
	struct map *map = into;

	return take_fields(t, json, fields, COUNT_OF(fields), LIST_ADD(t->sc, &map->curves));
}

bool read_curves(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, MAP_CURVES, curve_item, into);
}

static bool event_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "name", take_text, offsetof(struct map_event, name), true },
		{ "events", take_count, offsetof(struct map_event, events), true },
	};
	struct read_events *events = into;

	return take_fields(t, json, fields, COUNT_OF(fields), LIST_ADD(t->sc, &events->list));
}

bool read_events(struct take *t, const json_t *json, struct read_events *into)
{
	return take_list(t, json, READ_LIST, event_item, into);
}

/* --- sums ---------------------------------------------------------------------------------------------- */

static const char *way_word(int i)
{
	return metric_way_name((enum metric_way)i);
}

static bool read_way(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, way_word, METRIC_WAYS, &i))
		return false;
	*(enum metric_way *)into = (enum metric_way)i;
	return true;
}

/* Null where there are no rows. */
static bool read_amount(struct take *t, const json_t *json, void *into)
{
	return json_is_null(json) || take_number(t, json, into);
}

static const struct take_field sum_fields[] = {
	{ "amount", read_amount, offsetof(struct map_sum, amount), true },
	{ "rows", take_count, offsetof(struct map_sum, rows), true },
	{ "from", take_time, offsetof(struct map_sum, from_us), false },
	{ "to", take_time, offsetof(struct map_sum, to_us), false },
};

static bool read_sum(struct take *t, const json_t *json, void *into)
{
	return take_fields(t, json, sum_fields, COUNT_OF(sum_fields), into);
}

static const struct take_field name_fields[] = {
	{ "name", take_text, offsetof(struct map_sums, name), true },
	{ "currency", take_text, offsetof(struct map_sums, currency), true },
	{ "way", read_way, offsetof(struct map_sums, way), true },
};

static bool sums_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "touchpoints", take_size, offsetof(struct map_sums, touchpoints), true },
		{ "elsewhere", read_sum, offsetof(struct map_sums, elsewhere), true },
	};
	struct map *map = into;
	struct map_sums *line = LIST_ADD(t->sc, &map->sums);

	line->at = NEW_ARRAY(t->sc, struct map_sum, map->touchpoints.n + 1);
	return take_fields(t, json, name_fields, COUNT_OF(name_fields), line) &&
	       take_fields(t, json, fields, COUNT_OF(fields), line);
}

bool read_sums(struct take *t, const json_t *json, void *into)
{
	enum { NAMES = 10000 };

	return take_list(t, json, NAMES, sums_item, into);
}

static bool sum_at_item(struct take *t, const json_t *json, void *into)
{
	const struct reading *r = reading_of(t);
	struct map_sums named = { 0 };

	(void)into;
	if (!take_fields(t, json, name_fields, COUNT_OF(name_fields), &named))
		return false;
	for (size_t k = 0; k < r->map->sums.n; k++) {
		struct map_sums *line = &r->map->sums.at[k];
		if (str_equal(line->name, named.name) && str_equal(line->currency, named.currency) &&
			line->way == named.way)
			return read_sum(t, json, &line->at[r->at]);
	}
	return take_fail(t, FAULT_INVALID, "the map has no such sum");
}

bool read_sums_at(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, reading_of(t)->map->sums.n, sum_at_item, into);
}

/* --- lanes ----------------------------------------------------------------------------------------------- */

static const char *basis_word(int i)
{
	return basis_name((enum basis)i);
}

static bool read_basis(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, basis_word, BASES, &i))
		return false;
	*(enum basis *)into = (enum basis)i;
	return true;
}

static bool attachment_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "id", take_words, offsetof(struct attached, id), true },
		{ "name", take_words, offsetof(struct attached, name), true },
	};
	struct attached_list *list = into;
	struct attached attached = { 0 };

	if (!take_fields(t, json, fields, COUNT_OF(fields), &attached))
		return false;
	if (!attachment_id_ok(attached.id))
		return take_fail(t, FAULT_INVALID, "this is no attachment's id");
	*LIST_ADD(t->sc, list) = attached;
	return true;
}

static bool read_attachments(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, DEFINITION_ATTACHED, attachment_item, into);
}

static bool cell_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field at_field = { "at", read_place, 0, true };
	static const struct take_field fields[] = {
		{ "text", take_text, offsetof(struct map_cell, text), true },
		{ "basis", read_basis, offsetof(struct map_cell, basis), true },
		{ "written", take_bool, offsetof(struct map_cell, written), false },
		{ "stage", take_text, offsetof(struct map_cell, stage), false },
		{ "attachments", read_attachments, offsetof(struct map_cell, attachments), false },
		{ "quote", take_text, offsetof(struct map_cell, quote), false },
		{ "said", take_text, offsetof(struct map_cell, said), false },
	};
	struct map_lane *lane = into;
	size_t at;

	return take_fields(t, json, &at_field, 1, &at) &&
	       take_fields(t, json, fields, COUNT_OF(fields), LIST_ADD(t->sc, &lane->cells[at].cells));
}

static bool read_cells(struct take *t, const json_t *json, void *into)
{
	struct map_lane *lane = into;

	if (!lane_is_drawn(lane->lane))
		lane->cells = NEW_ARRAY(t->sc, struct map_cells, reading_of(t)->map->touchpoints.n + 1);
	else if (json_array_size(json))
		return take_fail(t, FAULT_INVALID, "this lane is drawn from figures and has no cells");
	return take_list(t, json, READ_LIST, cell_item, lane);
}

static const char *lane_word(int i)
{
	return lane_key((enum lane)i);
}

static bool read_lane(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, lane_word, LANES, &i))
		return false;
	*(enum lane *)into = (enum lane)i;
	return true;
}

static bool lane_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "lane", read_lane, offsetof(struct map_lane, lane), true },
		{ "cells", read_cells, 0, true },
	};
	struct map *map = into;

	return take_fields(t, json, fields, COUNT_OF(fields), LIST_ADD(t->sc, &map->lanes));
}

bool read_lanes(struct take *t, const json_t *json, void *into)
{
	enum { MOST = 2 * LANES };

	return take_list(t, json, MOST, lane_item, into);
}
