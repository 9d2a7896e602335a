#include "answer/where.h"

#include <math.h>
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

bool *where_kinds(struct asking *a, const struct where_name *name)
{
	const struct dictionary *d = a->study->dictionary;
	bool *is = NEW_ARRAY(a->sc, bool, d->n + 1);

	for (uint32_t k = 0; k < d->n; k++) {
		uint32_t first = a->rules->matching->first[k];
		bool matched = first < a->rules->matching->first[k + 1];
		for (size_t i = 0; matched && i < name->n_touchpoints; i++)
			is[k] |= a->rules->matching->candidates[first].touchpoint == name->touchpoints[i];
		for (size_t i = 0; i < name->n_events; i++)
			is[k] |= d->event_code[k] == name->events[i];
	}
	return is;
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
	struct where_name name;
	uint64_t *out = where_none(a);

	if (c->where.n)
		return where_did_with(a, c);
	if (!where_find(a->sc, a->study, a->def, c->name, &name))
		return NULL;
	bool *is = where_kinds(a, &name);
	for (uint32_t customer = 0; customer < t->customers; customer++) {
		int64_t n = 0;
		for (uint64_t i = t->first[customer]; i < t->first[customer + 1]; i++)
			n += is[t->kind[i]] && (!c->within_us ||
				trail_gap(t->time_us[i], t->to_us) <= c->within_us / 1000000);
		if (n >= (c->at_least ? c->at_least : 1))
			where_set(out, customer);
	}
	return out;
}

struct sequence {
	bool **steps;
	size_t n;
	bool *then_not; /* NULL: nothing asked */
	int64_t within_s;
};

/* From one start, the earliest next step each time; what must not follow is looked for behind the last. */
static bool follows(const struct trail *t, const struct sequence *s, uint64_t start, uint64_t end)
{
	size_t step = 1;
	uint64_t i = start + 1;

	for (; step < s->n && i < end; i++) {
		if (s->within_s && trail_gap(t->time_us[start], t->time_us[i]) > s->within_s)
			return false;
		step += s->steps[step][t->kind[i]];
	}
	for (; step == s->n && s->then_not && i < end; i++)
		if (s->then_not[t->kind[i]])
			return false;
	return step == s->n;
}

static bool *kinds_named(struct asking *a, struct str text)
{
	struct where_name name;

	return where_find(a->sc, a->study, a->def, text, &name) ? where_kinds(a, &name) : NULL;
}

static uint64_t *sequence(struct asking *a, const struct condition *c)
{
	const struct trail *t = a->study->trail;
	struct sequence s = { .n = c->steps.n, .within_s = c->within_us / 1000000 };
	uint64_t *out = where_none(a);

	s.steps = NEW_ARRAY(a->sc, bool *, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		if (!(s.steps[i] = kinds_named(a, c->steps.at[i])))
			return NULL;
	if (c->then_not.p && !(s.then_not = kinds_named(a, c->then_not)))
		return NULL;
	for (uint32_t customer = 0; customer < t->customers; customer++) {
		uint64_t end = t->first[customer + 1];
		for (uint64_t i = t->first[customer]; i < end; i++) {
			if (s.steps[0][t->kind[i]] && follows(t, &s, i, end)) {
				where_set(out, customer);
				break;
			}
		}
	}
	return out;
}

/* The rating as it was given, out of the feeling scale. */
static double given(enum scale scale, float feeling)
{
	double range = scale_high(scale) - scale_low(scale);

	return (double)feeling * range / 4 + (scale_high(scale) + scale_low(scale)) / 2;
}

static bool in_range(const struct condition_test *test, double x)
{
	enum { DIGITS = 1000 }; /* a float's last digits are no part of what was given */
	char text[64];
	double rounded = round(x * DIGITS) / DIGITS;

	snprintf(text, sizeof text, "%.10g", rounded);
	return where_holds(test, str_of(text));
}

static uint64_t *rating(struct asking *a, const struct condition *c)
{
	const struct trail *t = a->study->trail;
	uint64_t *out = where_none(a);
	bool *at = NULL;
	enum scale scale = SCALE_NONE;

	if (c->name.p && !scale_find(c->name, &scale) && !str_same(c->name, STR("any")))
		return scope_fail(a->sc, FAULT_INVALID, "there is no rating \"%.*s\": nps, 1-5, ... or any",
			STR_ARG(c->name));
	if (c->at.p && !(at = kinds_named(a, c->at)))
		return NULL;
	for (uint32_t customer = 0; t->rating && customer < t->customers; customer++)
		for (uint64_t i = t->first[customer]; i < t->first[customer + 1]; i++)
			if (!isnan(t->rating[i]) && (!scale || t->scale[i] == scale) && (!at || at[t->kind[i]]) &&
				in_range(&c->test, given((enum scale)t->scale[i], t->rating[i])))
				where_set(out, customer);
	return out;
}

static uint64_t *members(struct asking *a, const struct condition *c)
{
	static uint64_t *(*const answers[CONDITION_KINDS])(struct asking *, const struct condition *) = {
		[CONDITION_ALL] = joined, [CONDITION_ANY] = joined, [CONDITION_NOT] = negated,
		[CONDITION_ATTR] = where_attr, [CONDITION_DID] = did, [CONDITION_SEQUENCE] = sequence,
		[CONDITION_RATING] = rating, [CONDITION_SAID] = where_said, [CONDITION_PARTY] = where_party,
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

uint64_t where_count(const struct study *study, const uint64_t *members_of)
{
	uint64_t n = 0;

	for (size_t w = 0; w < study->trail->customers / 64 + 1; w++)
		n += (uint64_t)__builtin_popcountll(members_of[w]);
	return n;
}
