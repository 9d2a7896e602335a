#include "answer/where.h"

#include <stdio.h>

#include "answer/where_private.h"
#include "model/scale.h"

uint64_t *where_none(struct asking *a)
{
	return NEW_ARRAY(a->sc, uint64_t, a->words);
}

void where_set(uint64_t *members, uint32_t customer)
{
	members[customer / 64] |= 1ull << (customer % 64);
}

static uint64_t *everybody(struct asking *a)
{
	uint64_t *all = where_none(a);

	for (uint32_t c = 0; c < a->study->trail->customers; c++)
		where_set(all, c);
	return all;
}

static void take_touchpoints(void *to, const struct journey *j)
{
	struct asking *a = to;

	for (size_t i = 0; i < j->n; i++)
		a->touch[j->part->base + j->events[i]] = j->touch[i];
}

/* The touchpoints as every report has them: by the one walk. */
static void find_touchpoints(struct asking *a)
{
	if (a->touch)
		return;
	const struct trail_part *last = &a->study->trail->parts[a->study->trail->n_parts - 1];
	a->touch = NEW_ARRAY(a->sc, uint16_t, last->base + last->events + 1);
	trail_walk(a->study->trail, &a->rules->walk, &(struct walk_wish){ .unit = UNIT_CUSTOMERS },
		take_touchpoints, a);
}

struct where_mark *where_mark(struct asking *a, struct str text)
{
	const struct dictionary *d = a->study->dictionary;
	struct where_mark *mark = NEW(a->sc, struct where_mark);
	struct where_name name;

	if (!where_find(a->sc, a->study, a->def, text, &name))
		return NULL;
	mark->touchpoints = NEW_ARRAY(a->sc, bool, a->rules->walk.touchpoints + 1);
	mark->kinds = NEW_ARRAY(a->sc, bool, d->n + 1);
	for (size_t i = 0; i < name.n_touchpoints; i++)
		mark->touchpoints[name.touchpoints[i]] = true;
	for (uint32_t k = 0; k < d->n; k++)
		for (size_t i = 0; i < name.n_events; i++)
			mark->kinds[k] |= d->event_code[k] == name.events[i];
	find_touchpoints(a);
	return mark;
}

bool where_is(
	const struct asking *a, const struct where_mark *mark, const struct trail_part *part, uint64_t event)
{
	return mark->kinds[part_kind(part, event)] || mark->touchpoints[a->touch[part->base + event]];
}

bool where_within(const struct asking *a, const struct trail_part *part, uint64_t event, int64_t within_us)
{
	return !within_us ||
	       trail_seconds(a->study->trail->to_us) - part_second(part, event) <= within_us / 1000000;
}

static uint64_t *members(struct asking *a, const struct condition *c);

/* --- all, any, not ------------------------------------------------------------------------------- */

static uint64_t *joined(struct asking *a, const struct condition *c)
{
	bool all = c->kind == CONDITION_ALL;
	uint64_t *out = all ? everybody(a) : where_none(a);

	for (size_t i = 0; i < c->parts.n; i++) {
		uint64_t *part = members(a, &c->parts.at[i]);
		if (!part)
			return NULL;
		for (size_t w = 0; w < a->words; w++)
			out[w] = all ? out[w] & part[w] : out[w] | part[w];
	}
	return out;
}

static uint64_t *negated(struct asking *a, const struct condition *c)
{
	uint64_t *out = everybody(a), *part = members(a, &c->parts.at[0]);

	if (!part)
		return NULL;
	for (size_t w = 0; w < a->words; w++)
		out[w] &= ~part[w];
	return out;
}

/* --- did, sequence, rating: the trail answers ---------------------------------------------------- */

static uint64_t *did(struct asking *a, const struct condition *c)
{
	const struct trail *t = a->study->trail;
	uint64_t *out = where_none(a);

	if (c->where.n)
		return where_did_with(a, c);
	struct where_mark *mark = where_mark(a, c->name);
	if (!mark)
		return NULL;
	for (uint32_t customer = 0; customer < t->customers; customer++) {
		struct history h = trail_history(t, customer);
		int64_t n = 0;
		for (uint64_t i = h.from; i < h.to; i++)
			n += where_is(a, mark, h.part, i) && where_within(a, h.part, i, c->within_us);
		if (n >= (c->at_least ? c->at_least : 1))
			where_set(out, customer);
	}
	return out;
}

struct sequence {
	struct where_mark **steps;
	size_t n;
	struct where_mark *then_not; /* NULL: nothing asked */
	int64_t within_s;
	uint64_t *end; /* [n]: behind the event in hand, where the nearest chain from this step on ends */
};

static const uint64_t NO_END = UINT64_MAX;

/* From each start, the earliest next step each time; what must not follow is looked for behind the last.  From
 * the back, so that a customer of many starts takes one pass. */
static bool follows(const struct asking *a, const struct sequence *s, struct history h)
{
	uint64_t unwanted = 0; /* 1 + the last event that must not follow */

	for (size_t k = 0; k < s->n; k++)
		s->end[k] = NO_END;
	for (uint64_t i = h.to; i-- > h.from;) {
		if (s->then_not && !unwanted && where_is(a, s->then_not, h.part, i))
			unwanted = i + 1;
		for (size_t k = 0; k < s->n; k++)
			if (where_is(a, s->steps[k], h.part, i))
				s->end[k] = k + 1 == s->n ? i : s->end[k + 1];
		if (!where_is(a, s->steps[0], h.part, i) || s->end[0] == NO_END || s->end[0] + 1 < unwanted)
			continue;
		if (!s->within_s || part_second(h.part, s->end[0]) - part_second(h.part, i) <= s->within_s)
			return true;
	}
	return false;
}

static uint64_t *sequence(struct asking *a, const struct condition *c)
{
	const struct trail *t = a->study->trail;
	struct sequence s = { .n = c->steps.n, .within_s = c->within_us / 1000000 };
	uint64_t *out = where_none(a);

	s.steps = NEW_ARRAY(a->sc, struct where_mark *, s.n + 1);
	s.end = NEW_ARRAY(a->sc, uint64_t, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		if (!(s.steps[i] = where_mark(a, c->steps.at[i])))
			return NULL;
	if (c->then_not.p && !(s.then_not = where_mark(a, c->then_not)))
		return NULL;
	for (uint32_t customer = 0; customer < t->customers; customer++)
		if (follows(a, &s, trail_history(t, customer)))
			where_set(out, customer);
	return out;
}

static bool in_range(const struct condition_test *test, double x)
{
	char text[64];

	snprintf(text, sizeof text, "%.10g", x);
	return where_holds(test, str_of(text));
}

static uint64_t *rating(struct asking *a, const struct condition *c)
{
	const struct trail *t = a->study->trail;
	uint64_t *out = where_none(a);
	struct where_mark *at = NULL;
	enum scale scale = SCALE_NONE;

	if (c->name.p && !scale_find(c->name, &scale) && !str_same(c->name, STR("any")))
		return scope_fail(a->sc, FAULT_INVALID, "there is no rating \"%.*s\": nps, 1-5, ... or any",
			STR_ARG(c->name));
	if (c->at.p && !(at = where_mark(a, c->at)))
		return NULL;
	for (size_t p = 0; p < t->n_parts; p++) {
		const struct trail_part *part = &t->parts[p];
		for (size_t i = 0; i < part->n_ratings; i++) {
			const struct trail_rating *r = &part->ratings[i];
			bool elsewhere = p == 0 && t->in_delta && trail_has_bit(t->in_delta, r->customer);
			if (!elsewhere && (!scale || r->scale == scale) &&
				(!at || where_is(a, at, part, r->event)) &&
				in_range(&c->test, scale_given((enum scale)r->scale, (double)r->rating)))
				where_set(out, r->customer);
		}
	}
	return out;
}

static uint64_t *members(struct asking *a, const struct condition *c)
{
	static uint64_t *(*const answers[CONDITION_KINDS])(struct asking *, const struct condition *) = {
		[CONDITION_ALL] = joined,
		[CONDITION_ANY] = joined,
		[CONDITION_NOT] = negated,
		[CONDITION_ATTR] = where_attr,
		[CONDITION_DID] = did,
		[CONDITION_SEQUENCE] = sequence,
		[CONDITION_RATING] = rating,
		[CONDITION_SAID] = where_said,
		[CONDITION_PARTY] = where_party,
		[CONDITION_PROMISED] = where_promise,
	};

	return answers[c->kind](a, c);
}

uint64_t *where_members(struct scope *sc, struct study *study, const struct definition *def,
	const struct condition *condition)
{
	struct asking a = { .sc = sc, .study = study, .def = def, .words = study->trail->customers / 64 + 1 };

	a.rules = study_rules(sc, study, def);
	return a.rules ? members(&a, condition) : NULL;
}

uint64_t **where_parts(struct scope *sc, struct study *study, const struct definition *def,
	const struct condition *condition)
{
	struct asking a = { .sc = sc, .study = study, .def = def, .words = study->trail->customers / 64 + 1 };
	uint64_t **parts = NEW_ARRAY(sc, uint64_t *, condition->parts.n + 1);

	a.rules = study_rules(sc, study, def);
	for (size_t i = 0; a.rules && i < condition->parts.n; i++)
		if (!(parts[i] = members(&a, &condition->parts.at[i])))
			return NULL;
	return a.rules ? parts : NULL;
}

uint64_t where_count(const struct study *study, const uint64_t *members_of)
{
	uint64_t n = 0;

	for (size_t w = 0; w < study->trail->customers / 64 + 1; w++)
		n += (uint64_t)__builtin_popcountll(members_of[w]);
	return n;
}
