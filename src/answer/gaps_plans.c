/* Planned steps: a map whose state is planned, against the journeys that there were. */
#include "answer/gaps_private.h"

#include "insight/interval.h"

struct planning {
	struct gaps_work *w;
	struct scope own; /* of what no plan keeps */
	const struct walk_rules *rules;
	uint32_t *place;  /* [touchpoints + 1]: 1 + the place among the planned steps; 0: none */
	uint32_t *number; /* [steps]: its touchpoint */
	uint32_t steps;
	size_t *first;            /* [steps] in the journey in hand */
	uint32_t *seen;           /* [events' names]: the journey that had it last */
	uint32_t journeys;        /* so far */
	uint64_t *due, *happened; /* [steps] */
	uint64_t in_order;
	LIST(struct gap_pair) pairs;
	LIST(double) unplanned;
};

/* Steps with a match, up to the goal; what nothing matches cannot be seen. */
static void find_steps(struct planning *p, const struct definition *def, struct gap_plan *out)
{
	size_t n = definition_touchpoints(def), last = p->rules->goal >= 0 ? (size_t)p->rules->goal + 1 : n;

	p->place = NEW_ARRAY(&p->own, uint32_t, n + 1);
	p->number = NEW_ARRAY(&p->own, uint32_t, n + 1);
	for (size_t t = 0; t < last; t++) {
		if (!definition_touchpoint(def, t)->matches.n) {
			out->plan.unseen++;
			continue;
		}
		p->number[p->steps++] = (uint32_t)t;
		p->place[t] = p->steps;
	}
	out->plan.steps = p->steps;
}

/* Each name of an event that is at no planned step, once. */
static double count_unplanned(struct planning *p, const struct journey *j, size_t to)
{
	const uint32_t *codes = p->w->study->dictionary->event_code;
	double n = 0;

	for (size_t i = 0; i < to; i++) {
		uint32_t *seen = &p->seen[codes[part_kind(j->part, j->events[i])]];
		if (j->touch[i] != p->rules->touchpoints || *seen == p->journeys)
			continue;
		*seen = p->journeys;
		n++;
	}
	return n;
}

/* Where each step first happened; how far the journey came, 0: at none. */
static uint32_t find_first(struct planning *p, const struct journey *j, size_t to)
{
	uint32_t furthest = 0;

	for (uint32_t s = 0; s < p->steps; s++)
		p->first[s] = SIZE_MAX;
	for (size_t i = 0; i < to; i++) {
		uint32_t place = p->place[j->touch[i]];
		if (!place || p->first[place - 1] != SIZE_MAX)
			continue;
		p->first[place - 1] = i;
		furthest = place > furthest ? place : furthest;
	}
	return furthest;
}

/* What it left out of the steps before the one that it came to. */
static void take(void *to, const struct journey *j)
{
	struct planning *p = to;
	bool there = j->goal_at != JOURNEY_NOWHERE;
	size_t end = there ? j->goal_at + 1 : j->n, before = 0;
	uint32_t furthest = find_first(p, j, end), did = 0;
	bool in_order = true;

	if (!furthest || (j->open && !there))
		return;
	p->journeys++;
	for (uint32_t s = 0; s < furthest; s++) {
		bool happened = p->first[s] != SIZE_MAX;
		p->due[s]++;
		p->happened[s] += happened;
		did += happened;
		in_order &= !happened || p->first[s] >= before;
		before = happened ? p->first[s] : before;
	}
	p->in_order += in_order;
	*LIST_ADD(&p->own, &p->pairs) = (struct gap_pair){ furthest, did, did < furthest };
	*LIST_ADD(&p->own, &p->unplanned) = count_unplanned(p, j, end);
}

static struct estimate unplanned(const struct planning *p, const struct dictionary *d)
{
	double sum = 0, squares = 0;

	for (size_t i = 0; i < p->unplanned.n; i++) {
		sum += p->unplanned.at[i];
		squares += p->unplanned.at[i] * p->unplanned.at[i];
	}
	return estimate_mean(p->unplanned.n, sum, squares, 0, d->n_events);
}

static void fill(struct planning *p, const struct definition *def, struct gap_plan *out)
{
	struct scope *sc = p->w->sc;

	out->plan.journeys = p->journeys;
	out->plan.gap = gap_of(&p->own, GAP_STEPS, p->pairs.at, p->pairs.n, 0, p->steps);
	out->plan.in_order = estimate_share(p->in_order, p->journeys);
	out->plan.unplanned = unplanned(p, p->w->study->dictionary);
	for (uint32_t s = 0; s < p->steps; s++) {
		const struct touchpoint *t = definition_touchpoint(def, p->number[s]);
		*LIST_ADD(sc, &out->names) = t->name;
		*LIST_ADD(sc, &out->steps) = (struct map_gap){ .touchpoint = (int)p->number[s],
			.kind = MAP_GAP_PLAN,
			.expected = t->name,
			.actual = t->name,
			.gap = gap_of_step(p->happened[s], p->due[s]) };
	}
}

bool gaps_plan(struct gaps_work *w, const struct definition *def, struct gap_plan *out)
{
	struct study_rules *rules = study_rules(w->sc, w->study, def);
	struct planning p = { .w = w };

	if (!rules)
		return false;
	*out = (struct gap_plan){ .id = def->id, .title = def->title.p ? def->title : def->id };
	p.rules = &rules->walk;
	find_steps(&p, def, out);
	p.first = NEW_ARRAY(&p.own, size_t, (size_t)p.steps + 1);
	p.due = NEW_ARRAY(&p.own, uint64_t, (size_t)p.steps + 1);
	p.happened = NEW_ARRAY(&p.own, uint64_t, (size_t)p.steps + 1);
	p.seen = NEW_ARRAY(&p.own, uint32_t, (size_t)w->study->dictionary->n_events + 1);
	trail_walk(w->study->trail, &rules->walk,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS, .customers = w->customers, .workers = 1 }, take,
		&p);
	fill(&p, def, out);
	scope_close(&p.own);
	return true;
}
