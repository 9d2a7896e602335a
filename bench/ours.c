#include "questions.h"
#include "trail/silence.h"

/* Names that often follow one another in the generated log, and one that often comes between. */
static const char *const step_names[] = { "event_02", "event_05", "event_09", "event_14", "event_07" };

static bool kind_of(struct scope *sc, const struct dictionary *d, const char *name, uint32_t *out)
{
	for (uint32_t k = 0; k < d->n; k++) {
		if (str_equal(d->kinds[k].event, str_of(name))) {
			*out = k;
			return true;
		}
	}
	return scope_fail(sc, FAULT_NOT_FOUND, "the log has no \"%s\": make it by bench/generate", name);
}

/* Each kind is a touchpoint. */
static struct matching plain_matching(struct scope *sc, uint32_t n)
{
	uint32_t *first = NEW_ARRAY(sc, uint32_t, (size_t)n + 1);
	struct candidate *candidates = NEW_ARRAY(sc, struct candidate, (size_t)n + 1);

	for (uint32_t k = 0; k < n; k++) {
		candidates[k] = (struct candidate){ .touchpoint = (uint16_t)k, .when = WHEN_ALWAYS };
		first[k + 1] = k + 1;
	}
	return (struct matching){ n, first, candidates };
}

static bool name_all(struct scope *sc, struct bench *b, const struct dictionary *d)
{
	uint32_t kind = 0, goal = 0;

	for (size_t i = 0; i < COUNT_OF(step_names); i++) {
		if (!kind_of(sc, d, step_names[i], &kind))
			return false;
		b->steps[i] = (uint16_t)kind;
	}
	for (uint32_t k = 0; k < d->n; k++)
		if (d->event_code[k] != k)
			return scope_fail(sc, FAULT_INVALID, "kinds and event names are not the same here");
	if (!kind_of(sc, d, "event_30", &goal) || !kind_of(sc, d, "event_39", &b->moved) ||
		!kind_of(sc, d, "event_38", &b->moves_to))
		return false;
	b->rules.goal = (int)goal;
	return true;
}

bool bench_open(struct scope *sc, const char *dir, struct bench *b)
{
	b->ws = workspace_open(sc, dir, WORKSPACE_READ);
	b->study = b->ws ? study_open(sc, b->ws, NULL, NULL) : NULL;
	if (!b->study)
		return false;
	if (b->study->layout->made)
		return scope_fail(
			sc, FAULT_INVALID, "the trail of \"%s\" was not there: ask for a map first", dir);
	b->trail = b->study->trail;
	b->as_is = plain_matching(sc, b->study->dictionary->n);
	b->changed = plain_matching(sc, b->study->dictionary->n);
	b->rules = (struct walk_rules){ .matching = &b->as_is,
		.touchpoints = b->study->dictionary->n,
		.silence_s = b->trail->silence_s,
		.idle_s = IDLE_S,
		.now_us = b->trail->to_us };
	if (!name_all(sc, b, b->study->dictionary))
		return false;
	((struct candidate *)(uintptr_t)b->changed.candidates)[b->moved].touchpoint = (uint16_t)b->moves_to;
	return true;
}

void bench_close(struct bench *b)
{
	study_close(b->study);
	workspace_close(b->ws);
}

static struct funnel *count_funnel(struct scope *sc, const struct bench *b, const struct walk_rules *rules,
	const struct walk_wish *walk, enum which_funnel which)
{
	struct funnel_step steps[5] = { 0 };
	bool each = which == FUNNEL_STEP_WINDOWS;

	for (size_t i = 0; i < COUNT_OF(steps); i++)
		steps[i] = (struct funnel_step){ .touchpoints = &b->steps[i],
			.n_touchpoints = 1,
			.within_s = each && i ? STEP_DAYS * DAY_S : 0 };
	return funnel_count(sc, b->trail, rules, walk,
		&(struct funnel_wish){ .steps = steps,
			.n = 4,
			.without = steps + 4,
			.n_without = each,
			.mode = FUNNEL_ORDERED,
			.within_s = each ? 0 : FUNNEL_DAYS * DAY_S },
		b->study->dictionary);
}

bool ours_count(struct scope *sc, const struct bench *b, const struct question *q, unsigned workers,
	struct counted *out)
{
	struct walk_rules rules = b->rules;
	struct walk_wish walk = { .unit = q->unit, .workers = workers };
	bool ok = true, learnt;

	if (q->changed)
		rules.matching = &b->changed;
	*out = (struct counted){ 0 };
	if (q->silence)
		out->silence_s = trail_silence(b->trail, IDLE_S, workers, &learnt);
	if (q->tables)
		out->stats = stats_count(sc, b->trail, &rules, &walk,
			&(struct stats_ask){ .tables = q->tables,
				.dictionary = b->study->dictionary,
				.n = rules.touchpoints,
				.gram = GRAM });
	if (q->depth)
		ok = (out->steps = steps_count(sc, b->trail, &rules, &walk,
			      &(struct steps_wish){
				      .from = STEPS_NO_ANCHOR, .to = STEPS_NO_ANCHOR, .depth = q->depth })) !=
		     NULL;
	if (ok && q->funnel)
		ok = (out->funnel = count_funnel(sc, b, &rules, &walk, q->funnel)) != NULL;
	return ok;
}

void ours_tell(struct scope *sc, const struct question *q, const struct counted *c, struct rows *out)
{
	for (size_t i = 0; i < PARTS && q->parts[i].tell; i++) {
		size_t from = out->n;
		q->parts[i].tell(sc, c, out);
		for (size_t r = from; r < out->n; r++)
			out->at[r].v[WIDTH - 1] = (double)i;
	}
}
