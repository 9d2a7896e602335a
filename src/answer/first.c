#include "answer/first.h"

#include "answer/candidates.h"
#include "base/buf.h"
#include "insight/propose.h"

/* The candidates as touchpoints of one stage: the definition under which they are counted for the proposal. */
static struct definition *provisional(struct scope *sc, const struct candidates *c, enum speech speech)
{
	struct definition *def = NEW(sc, struct definition);
	struct stage *stage = LIST_ADD(sc, &def->stages);

	for (size_t i = 0; i < c->at.n; i++) {
		struct touchpoint *t = LIST_ADD(sc, &stage->touchpoints);
		t->id = c->at.at[i].name;
		t->name = words_name_in(sc, c->at.at[i].name, speech);
		for (size_t k = 0; k < c->at.at[i].matches.n; k++)
			*LIST_ADD(sc, &t->matches) = c->at.at[i].matches.at[k];
	}
	return def;
}

static uint64_t *without_unsorted(struct scope *sc, const struct stats *s, const uint64_t *pairs)
{
	uint64_t *out = NEW_ARRAY(sc, uint64_t, (size_t)s->n * s->n + 1);

	for (uint32_t a = 0; a < s->n; a++)
		for (uint32_t b = 0; b < s->n; b++)
			out[(size_t)a * s->n + b] = pairs[stats_pair(s, a, b)];
	return out;
}

static uint64_t *transition_counts(struct scope *sc, const struct stats *s)
{
	size_t pairs = (size_t)(s->n + 1) * (s->n + 1);
	uint64_t *counts = NEW_ARRAY(sc, uint64_t, pairs);

	for (size_t i = 0; i < pairs; i++)
		counts[i] = s->transitions[i] ? s->transitions[i]->count : 0;
	return without_unsorted(sc, s, counts);
}

static struct proposal *ask(
	struct scope *sc, const struct candidates *c, const struct stats *s, enum speech speech)
{
	struct propose_candidate *list = NEW_ARRAY(sc, struct propose_candidate, c->at.n + 1);

	for (uint32_t i = 0; i < c->at.n; i++) {
		const struct stats_touchpoint *at = &s->at[i];
		list[i] = (struct propose_candidate){
			.name = c->at.at[i].name,
			.is_page = c->at.at[i].is_page,
			.is_asked = c->at.at[i].is_asked,
			.reach = at->journeys,
			.visits = at->visits,
			.entries = at->entries,
			.exits = at->exits,
			.mean_position =
				at->journeys ? (double)s->place[i] / STATS_PLACE / (double)at->journeys : .5,
		};
	}
	return propose(sc, &(struct propose_input){ .n = c->at.n,
				   .at = list,
				   .journeys = s->journeys,
				   .has_cases = s->cases * 2 > s->journeys,
				   .speech = speech,
				   .first_before = without_unsorted(sc, s, s->first_before),
				   .together = without_unsorted(sc, s, s->together),
				   .transitions = transition_counts(sc, s) });
}

static bool id_taken(const struct definition *def, const struct stage *all, struct str id)
{
	for (size_t i = 0; i < def->stages.n; i++)
		if (str_equal(def->stages.at[i].id, id))
			return true;
	for (size_t i = 0; i < all->touchpoints.n; i++)
		if (str_equal(all->touchpoints.at[i].id, id))
			return true;
	return false;
}

/* "Consideration" becomes "consideration"; where a stage or one of `all` touchpoints has that, "consideration-2". */
static struct str stage_id(
	struct scope *sc, const struct definition *def, const struct stage *all, struct str name)
{
	struct buf *b = buf_new(sc, 1000);

	for (size_t i = 0; i < name.n; i++)
		buf_putc(b, name.p[i] == ' ' || name.p[i] == '/' ? '-' : name.p[i]);
	struct str id = str_fold(sc, buf_str(b)), found = id;
	for (size_t n = 2; id_taken(def, all, found); n++)
		found = str_of(scope_printf(sc, "%.*s-%zu", STR_ARG(id), n));
	return found;
}

static struct definition *propose_definition(
	struct scope *sc, const struct definition *from, const struct proposal *p)
{
	struct definition *def = NEW(sc, struct definition);
	const struct touchpoint *touchpoints = from->stages.at[0].touchpoints.at;

	for (size_t s = 0; s < p->n_stages; s++) {
		const struct proposed_stage *ps = &p->stages[s];
		struct str id = stage_id(sc, def, &from->stages.at[0], ps->key.p ? ps->key : ps->name);
		struct stage *stage = LIST_ADD(sc, &def->stages);
		*stage = (struct stage){ .id = id, .name = ps->name, .why = ps->why };
		for (size_t i = ps->from; i < ps->from + ps->n; i++)
			*LIST_ADD(sc, &stage->touchpoints) = touchpoints[p->order[i]];
	}
	if (p->goal == PROPOSE_CASE_ENDS)
		def->goal = GOAL_CASE_COMPLETE;
	else if (p->goal >= 0)
		def->goal = touchpoints[p->goal].id;
	if (def->goal.p)
		def->goal_why = p->goal_why;
	return def;
}

struct definition *study_first(struct scope *sc, struct study *study, const struct first_wish *wish)
{
	struct candidates *c = candidates_find(sc, study);

	if (!c)
		return NULL;
	struct definition *def = provisional(sc, c, wish->speech);
	struct study_rules *rules = study_rules(sc, study, def);
	if (!rules)
		return NULL;
	struct stats *s = stats_count(sc, study->trail, &rules->walk,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS },
		&(struct stats_ask){ .tables = STATS_STATES | STATS_MOVES | STATS_TOUCHPOINTS | STATS_ORDER,
			.dictionary = study->dictionary,
			.n = rules->walk.touchpoints });
	struct proposal *p = ask(sc, c, s, wish->speech);
	if (!p)
		return NULL;
	def = propose_definition(sc, def, p);
	def->id = wish->id;
	def->title = wish->title;
	return !wish->goal.p || study_set_goal(sc, def, wish->goal) ? def : NULL;
}

static void *no_such_goal(struct scope *sc, const struct definition *def, struct str goal)
{
	struct buf *known = buf_new(sc, 300);

	for (size_t t = 0; t < definition_touchpoints(def); t++)
		buf_printf(known, "%s%.*s", t ? ", " : "", STR_ARG(definition_touchpoint(def, t)->id));
	return scope_fail(sc, FAULT_NOT_FOUND, "no touchpoint \"%.*s\" for a goal; there are: %.*s",
		STR_ARG(goal), STR_ARG(buf_str(known)));
}

bool study_set_goal(struct scope *sc, struct definition *def, struct str goal)
{
	if (str_same(goal, STR("none")) || str_same(goal, STR("case-complete"))) {
		def->goal = (struct str){ 0 };
		if (!str_same(goal, STR("none")))
			def->goal = GOAL_CASE_COMPLETE;
		def->goal_why = (struct str){ 0 };
		return true;
	}
	for (size_t t = 0; t < definition_touchpoints(def); t++) {
		const struct touchpoint *at = definition_touchpoint(def, t);
		if (str_same(at->id, goal) || str_same(at->name, goal)) {
			def->goal = at->id;
			def->goal_why = (struct str){ 0 };
			return true;
		}
	}
	return no_such_goal(sc, def, goal);
}
