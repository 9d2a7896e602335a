#include "draw/json_gaps.h"

#include "draw/json_voice.h"

void json_gap_estimate(struct json *j, const char *name, const struct estimate *e)
{
	bool interval = gap_has_interval(e);

	json_open(j, name, '{');
	json_number(j, "value", e->known, e->value);
	json_told(j, "n", e->n);
	json_number(j, "low", interval, e->low);
	json_number(j, "high", interval, e->high);
	json_close(j, '}');
}

void json_gap_numbers(struct json *j, const struct gap *gap)
{
	json_text(j, "unit", str_of(gap_unit_name(gap->unit)));
	json_told(j, "n", gap->n);
	json_gap_estimate(j, "expected", &gap->expected);
	json_gap_estimate(j, "actual", &gap->actual);
	json_gap_estimate(j, "difference", &gap->difference);
	json_gap_estimate(j, "expected_median", &gap->expected_median);
	json_gap_estimate(j, "actual_median", &gap->actual_median);
	json_gap_estimate(j, "difference_median", &gap->difference_median);
	json_gap_estimate(j, "broken", &gap->broken);
}

void json_gap(struct json *j, const struct map_gap *g)
{
	json_text(j, "kind", str_of(map_gap_name(g->kind)));
	json_text(j, "expected_by", g->expected);
	json_text(j, "came_by", g->actual);
	json_text(j, "scale", g->scale);
	json_bool(j, "by_day", g->by_day);
	json_gap_numbers(j, &g->gap);
	json_told(j, "open", g->open);
	json_told(j, "overdue", g->overdue);
}

void json_plan(struct json *j, const struct map_plan *plan)
{
	json_told(j, "steps", plan->steps);
	json_told(j, "unseen", plan->unseen);
	json_told(j, "journeys", plan->journeys);
	json_gap_numbers(j, &plan->gap);
	json_gap_estimate(j, "unplanned", &plan->unplanned);
	json_gap_estimate(j, "in_order", &plan->in_order);
}
