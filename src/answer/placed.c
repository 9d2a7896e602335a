#include "answer/placed.h"

#include <stdlib.h>

#include "trail/fold.h"

struct asking {
	uint32_t here; /* the touchpoint; their number: unsorted */
	uint32_t kinds;
	uint64_t *counts; /* [workers * kinds] */
};

static void on_block(void *to, unsigned worker, const struct block *b)
{
	const struct asking *a = to;
	uint64_t *counts = a->counts + (size_t)worker * a->kinds;

	for (size_t i = 0; i < b->n; i++)
		counts[b->kind[i]] += b->touch[i] == a->here;
}

/* [kinds]: how many events of each are here. */
static uint64_t *count(struct scope *sc, struct study *study, const struct study_rules *rules,
	const struct placed_question *q, uint32_t here)
{
	struct walk_wish walk = { .unit = UNIT_JOURNEYS,
		.customers = q->customers,
		.has_period = q->has_period,
		.from_s = q->from_s,
		.to_s = q->to_s };
	unsigned workers = fold_workers(study->trail, &walk);
	struct asking a = { here, study->dictionary->n, NULL };

	a.counts = NEW_ARRAY(sc, uint64_t, (size_t)workers * a.kinds + 1);
	fold_blocks(study->trail, &rules->walk, &walk, BLOCK_TOUCH | BLOCK_KIND, workers, on_block, &a);
	for (unsigned w = 1; w < workers; w++)
		for (uint32_t k = 0; k < a.kinds; k++)
			a.counts[k] += a.counts[(size_t)w * a.kinds + k];
	return a.counts;
}

static void find_rule(struct scope *sc, const struct matching *m, uint32_t here, struct placed_kind *to)
{
	uint32_t first = m->first[to->kind], end = m->first[to->kind + 1];
	uint16_t *also = NEW_ARRAY(sc, uint16_t, end - first + 1);

	to->match = -1;
	to->also = also;
	for (uint32_t c = first; c < end; c++) {
		if (m->candidates[c].touchpoint == here)
			to->match = m->candidates[c].match;
		else
			also[to->n_also++] = m->candidates[c].touchpoint;
	}
}

static int most_first(const void *x, const void *y)
{
	const struct placed_kind *a = x, *b = y;

	if (a->events != b->events)
		return a->events > b->events ? -1 : 1;
	return (a->kind > b->kind) - (a->kind < b->kind);
}

static bool find_touchpoint(
	struct scope *sc, const struct definition *def, struct str id, uint32_t unsorted, uint32_t *here)
{
	int at = id.p ? definition_find(def, id) : (int)unsorted;

	*here = (uint32_t)at;
	return at >= 0 || scope_fail(sc, FAULT_NOT_FOUND, "the map \"%.*s\" has no touchpoint \"%.*s\"",
				  STR_ARG(def->id), STR_ARG(str_short(sc, id, 60)));
}

struct placed *study_placed(
	struct scope *sc, struct study *study, const struct definition *def, const struct placed_question *q)
{
	const struct study_rules *rules = study_rules(sc, study, def);
	struct placed *placed = NEW(sc, struct placed);
	uint32_t here;

	if (!rules || !find_touchpoint(sc, def, q->at, rules->walk.touchpoints, &here))
		return NULL;
	const uint64_t *counts = count(sc, study, rules, q, here);
	placed->kinds = NEW_ARRAY(sc, struct placed_kind, study->dictionary->n + 1);
	for (uint32_t k = 0; k < study->dictionary->n; k++) {
		if (!counts[k])
			continue;
		struct placed_kind *to = &placed->kinds[placed->n++];
		*to = (struct placed_kind){ .kind = k, .events = counts[k] };
		find_rule(sc, rules->matching, here, to);
		placed->events += counts[k];
	}
	if (placed->n > 1)
		qsort(placed->kinds, placed->n, sizeof *placed->kinds, most_first);
	return placed;
}
