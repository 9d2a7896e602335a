#include "tell/gaps.h"

#include "base/json.h"
#include "draw/json_gaps.h"

bool gaps_say(struct scope *sc, struct study *study, const struct definition *def, const uint64_t *customers,
	struct str where, struct gaps_said *said)
{
	const struct gap_feelings **feelings;
	struct gaps *gaps =
		study_gaps(sc, study, def, &(struct gaps_wish){ .customers = customers, .every_plan = true });

	if (!gaps)
		return false;
	feelings = NEW_ARRAY(sc, const struct gap_feelings *, gaps->lines.n + 1);
	for (size_t i = 0; i < gaps->lines.n; i++) {
		const struct gap_line *line = &gaps->lines.at[i];
		if (line->at.kind == MAP_GAP_SURVEY)
			continue;
		feelings[i] = gaps_feelings(sc, study, def, line, customers);
		if (!feelings[i])
			return false;
	}
	*said = (struct gaps_said){ def, gaps, feelings, where };
	return true;
}

static struct str touchpoint_id(const struct definition *def, int touchpoint)
{
	return touchpoint >= 0 ? definition_touchpoint(def, (size_t)touchpoint)->id : (struct str){ 0 };
}

static void gap_json(struct json *j, const struct definition *def, const struct map_gap *g)
{
	json_open(j, NULL, '{');
	json_text(j, "touchpoint", touchpoint_id(def, g->touchpoint));
	json_gap(j, g);
	json_close(j, '}');
}

static void felt_json(struct json *j, const struct definition *def, const struct gap_felt *felt)
{
	static const char *const names[GAP_STATES] = { "kept", "broken", "overdue", "open" };
	struct score_change c =
		score_change(SCORE_MEAN, felt->scale, &felt->sums[GAP_KEPT], &felt->sums[GAP_BROKEN]);
	struct estimate difference = { c.known, c.value, c.low, c.high,
		felt->sums[GAP_KEPT].n + felt->sums[GAP_BROKEN].n };

	json_open(j, NULL, '{');
	json_text(j, "touchpoint", touchpoint_id(def, felt->touchpoint));
	json_text(j, "scale", str_of(scale_name(felt->scale)));
	for (int s = 0; s < GAP_STATES; s++) {
		struct estimate e = score_estimate(SCORE_MEAN, felt->scale, &felt->sums[s]);
		json_gap_estimate(j, names[s], &e);
	}
	json_gap_estimate(j, "difference", &difference);
	json_close(j, '}');
}

static void promises_json(struct json *j, const struct gaps_said *said)
{
	json_open(j, "feelings", '[');
	for (size_t i = 0; i < said->gaps->lines.n; i++) {
		const struct gap_feelings *f = said->feelings[i];
		if (!f)
			continue;
		json_open(j, NULL, '{');
		json_count(j, "gap", i);
		json_open(j, "ratings", '[');
		for (size_t k = 0; k < f->felt.n; k++)
			felt_json(j, said->definition, &f->felt.at[k]);
		json_close(j, ']');
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void together_json(struct json *j, const struct gaps *gaps)
{
	json_open(j, "together", '[');
	for (size_t i = 0; i < gaps->together.n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "scale", str_of(scale_name(gaps->together.at[i].scale)));
		json_count(j, "questions", gaps->together.at[i].questions);
		json_gap_numbers(j, &gaps->together.at[i].gap);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void step_json(struct json *j, const struct map_gap *g)
{
	json_open(j, NULL, '{');
	json_gap(j, g);
	json_close(j, '}');
}

static void plans_json(struct json *j, const struct gaps *gaps)
{
	json_open(j, "plans", '[');
	for (size_t i = 0; i < gaps->plans.n; i++) {
		const struct gap_plan *p = &gaps->plans.at[i];
		json_open(j, NULL, '{');
		json_text(j, "map", p->id);
		json_open(j, "plan", '{');
		json_plan(j, &p->plan);
		json_close(j, '}');
		json_open(j, "steps", '[');
		for (size_t k = 0; k < p->steps.n; k++)
			step_json(j, &p->steps.at[k]);
		json_close(j, ']');
		json_close(j, '}');
	}
	json_close(j, ']');
}

void tell_gaps(const struct gaps_said *said, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_text(&j, "where", said->where);
	json_open(&j, "gaps", '[');
	for (size_t i = 0; i < said->gaps->lines.n; i++)
		gap_json(&j, said->definition, &said->gaps->lines.at[i].at);
	json_close(&j, ']');
	promises_json(&j, said);
	together_json(&j, said->gaps);
	plans_json(&j, said->gaps);
	json_open(&j, "remarks", '[');
	for (size_t i = 0; i < said->gaps->remarks.n; i++)
		json_text(&j, NULL, said->gaps->remarks.at[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
}
