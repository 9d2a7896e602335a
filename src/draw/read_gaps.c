#include "draw/read_parts.h"

static const char *kind_word(int i)
{
	return map_gap_name((enum map_gap_kind)i);
}

static bool read_kind(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, kind_word, MAP_GAPS, &i))
		return false;
	*(enum map_gap_kind *)into = (enum map_gap_kind)i;
	return true;
}

static const char *unit_word(int i)
{
	return gap_unit_name((enum gap_unit)i);
}

static bool read_unit(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, unit_word, GAP_UNITS, &i))
		return false;
	*(enum gap_unit *)into = (enum gap_unit)i;
	return true;
}

#define AT(member) offsetof(struct gap, member)

static const struct take_field numbers_fields[] = {
	{ "unit", read_unit, AT(unit), true },
	{ "n", take_count, AT(n), true },
	{ "expected", take_endless_estimate, AT(expected), true },
	{ "actual", take_endless_estimate, AT(actual), true },
	{ "difference", take_endless_estimate, AT(difference), true },
	{ "expected_median", take_endless_estimate, AT(expected_median), true },
	{ "actual_median", take_endless_estimate, AT(actual_median), true },
	{ "difference_median", take_endless_estimate, AT(difference_median), true },
	{ "broken", take_endless_estimate, AT(broken), true },
};

static const struct take_field gap_fields[] = {
	{ "kind", read_kind, offsetof(struct map_gap, kind), true },
	{ "expected_by", take_text, offsetof(struct map_gap, expected), true },
	{ "came_by", take_text, offsetof(struct map_gap, actual), true },
	{ "scale", take_text, offsetof(struct map_gap, scale), true },
	{ "by_day", take_bool, offsetof(struct map_gap, by_day), true },
	{ "open", take_count, offsetof(struct map_gap, open), true },
	{ "overdue", take_count, offsetof(struct map_gap, overdue), true },
};

static bool gap_item(struct take *t, const json_t *json, void *into)
{
	const struct reading *r = reading_of(t);
	struct map_gap *gap = LIST_ADD(t->sc, &r->map->gaps);

	(void)into;
	gap->touchpoint = (int)r->at;
	return take_fields(t, json, gap_fields, COUNT_OF(gap_fields), gap) &&
	       take_fields(t, json, numbers_fields, COUNT_OF(numbers_fields), &gap->gap);
}

bool read_gaps(struct take *t, const json_t *json, void *into)
{
	enum { MOST = 1000 };

	return take_list(t, json, MOST, gap_item, into);
}

static const struct take_field plan_fields[] = {
	{ "steps", take_size, offsetof(struct map_plan, steps), true },
	{ "unseen", take_size, offsetof(struct map_plan, unseen), true },
	{ "journeys", take_count, offsetof(struct map_plan, journeys), true },
	{ "unplanned", take_endless_estimate, offsetof(struct map_plan, unplanned), true },
	{ "in_order", take_endless_estimate, offsetof(struct map_plan, in_order), true },
};

bool read_plan(struct take *t, const json_t *json, void *into)
{
	struct map_plan *plan = NEW(t->sc, struct map_plan);

	*(const struct map_plan **)into = plan;
	return take_fields(t, json, plan_fields, COUNT_OF(plan_fields), plan) &&
	       take_fields(t, json, numbers_fields, COUNT_OF(numbers_fields), &plan->gap);
}
