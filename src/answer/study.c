#include "answer/study.h"

#include <math.h>

#include "map/make.h"

struct loading {
	struct trail_builder *builder;
	struct study *study;
	study_progress_fn progress;
	void *to;
	uint64_t done;
};

static void add_row(void *to, const struct evidence_row *row)
{
	struct loading *l = to;
	int64_t *newest = &l->study->newest_us[l->study->dictionary->kinds[row->kind].source];
	bool nps = row->has_rating && row->scale == SCALE_NPS;
	struct trail_event event = {
		.customer = row->customer,
		.kind = row->kind,
		.case_code = row->case_code,
		.time_us = row->time_us,
		.order = row->row << 16 | row->part,
		.id = row->id,
		.rating = row->has_rating ? (float)scale_feeling(row->scale, (double)row->rating) : NAN,
		.nps = (int8_t)(nps ? lround((double)row->rating) : -1),
		.scale = row->has_rating ? (uint8_t)row->scale : SCALE_NONE,
	};

	if (l->progress && (++l->done & 0xFFFF) == 0)
		l->progress(l->to, l->done, l->study->totals.events);
	if (*newest == 0 || row->time_us > *newest)
		*newest = row->time_us;
	trail_builder_add(l->builder, &event);
}

struct study *study_open(struct scope *sc, struct workspace *ws, study_progress_fn progress, void *to)
{
	struct study *study = NEW(sc, struct study);

	study->ws = ws;
	study->auto_silence_s = -1;
	if (!evidence_totals(sc, ws->evidence, &study->totals))
		return NULL;
	if (!study->totals.events)
		return scope_fail(
			sc, FAULT_NOT_FOUND, "there is no evidence here yet: wend import FILE takes some in");
	study->dictionary = evidence_dictionary(sc, ws->evidence);
	if (!study->dictionary)
		return NULL;
	struct loading l = { trail_builder_new(study->totals.events), study, progress, to, 0 };
	if (!evidence_scan(sc, ws->evidence, add_row, &l)) {
		trail_builder_close(l.builder);
		return NULL;
	}
	study->trail = trail_build(sc, l.builder);
	return study;
}

int64_t study_silence(struct study *study)
{
	if (study->auto_silence_s < 0)
		study->auto_silence_s = trail_silence(study->trail, IDLE_S, &study->silence_learnt);
	return study->auto_silence_s;
}

struct study_rules *study_rules(struct scope *sc, struct study *study, const struct definition *def)
{
	struct study_rules *rules = NEW(sc, struct study_rules);
	bool cases = str_equal(def->goal, GOAL_CASE_COMPLETE);

	rules->matching = matching_make(sc, def, study->dictionary);
	if (!rules->matching)
		return NULL;
	rules->silence_auto = def->silence_us == 0;
	rules->walk = (struct walk_rules){
		.matching = rules->matching,
		.touchpoints = (uint32_t)definition_touchpoints(def),
		.goal = cases         ? GOAL_CASES
			: def->goal.p ? definition_find(def, def->goal)
				      : GOAL_NONE,
		.end_at_goal = def->end_at_goal,
		.silence_s = def->silence_us ? def->silence_us / 1000000 : study_silence(study),
		.idle_s = IDLE_S,
		.now_us = study->trail->to_us,
	};
	return rules;
}

/* The same walk, counted by stages; what is unsorted stays so. */
static const struct stats *stage_stats(struct scope *sc, struct study *study, const struct definition *def,
	const struct study_rules *rules, const struct walk_wish *walk)
{
	size_t n = definition_touchpoints(def);
	uint16_t *fold = NEW_ARRAY(sc, uint16_t, n + 1);
	struct walk_wish folded = *walk;

	for (size_t t = 0; t < n; t++)
		fold[t] = (uint16_t)definition_stage_of(def, t);
	fold[n] = (uint16_t)def->stages.n;
	folded.fold = fold;
	return stats_count(
		sc, study->trail, &rules->walk, &folded, study->dictionary, (uint32_t)def->stages.n);
}

struct map *study_map(
	struct scope *sc, struct study *study, const struct definition *def, const struct study_wish *wish)
{
	struct study_rules *rules = study_rules(sc, study, def);
	struct walk_wish walk = { .unit = UNIT_JOURNEYS, .customers = wish->customers };

	if (!rules)
		return NULL;
	struct map_input in = {
		.definition = def,
		.dictionary = study->dictionary,
		.matching = rules->matching,
		.touchpoints = stats_count(
			sc, study->trail, &rules->walk, &walk, study->dictionary, rules->walk.touchpoints),
		.stages = stage_stats(sc, study, def, rules, &walk),
		.silence_s = rules->walk.silence_s,
		.silence_auto = rules->silence_auto,
		.silence_learnt = study->silence_learnt,
		.now_us = rules->walk.now_us,
		.quarantined = study->totals.quarantined,
		.newest_us = study->newest_us,
		.remarks = wish->remarks,
		.n_remarks = wish->n_remarks,
	};
	return map_make(sc, &in);
}
