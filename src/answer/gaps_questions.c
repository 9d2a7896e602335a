#include "answer/gaps_questions.h"

enum {
	MANY_SCALES = SCALES,
	GAPS_EXPECTING = 2000, /* how many questions about what was expected are held against all others */
};

/* Whatever stands in the delta counts there. */
static bool counts(const struct trail *t, size_t part, const struct trail_rating *r)
{
	return part || !t->in_delta || !trail_has_bit(t->in_delta, r->customer);
}

static void find_scales(struct asking_twice *a)
{
	const struct trail *t = a->w->study->trail;

	a->scales = NEW_ARRAY(a->own, uint8_t, (size_t)a->w->study->dictionary->n_events + 1);
	for (size_t p = 0; p < t->n_parts; p++) {
		for (size_t i = 0; i < t->parts[p].n_ratings; i++) {
			const struct trail_rating *r = &t->parts[p].ratings[i];
			uint8_t *at = &a->scales[question_code(a->w, &t->parts[p], r->event)];
			if (counts(t, p, r))
				*at = *at && *at != r->scale ? MANY_SCALES : r->scale;
		}
	}
}

static struct question *add_question(
	struct asking_twice *a, uint32_t expected, uint32_t actual, enum scale scale)
{
	const struct str *names = a->w->study->dictionary->events;
	struct question *q = LIST_ADD(a->own, &a->questions);

	*q = (struct question){ .expected = expected, .actual = actual, .touchpoint = -1, .scale = scale };
	q->touch = NEW_ARRAY(a->own, uint64_t, (size_t)a->w->rules->walk.touchpoints + 1);
	if (expected != GAPS_NO_EVENT) {
		q->expected_name = names[expected];
		a->expects[expected] = true;
	}
	if (actual != GAPS_NO_EVENT) {
		q->actual_name = names[actual];
		a->comes[actual] = true;
	}
	return q;
}

/* --- found by their names ------------------------------------------------------------------------ */

struct named {
	uint32_t code;
	struct gap_question question;
};

struct all_named {
	LIST(struct named) of;
};

/* What a record or a person names goes before.  That two scales are no pair is said of a question once. */
static void pair_with_any(struct asking_twice *a, const struct all_named *all, const struct named *e)
{
	const struct str *names = a->w->study->dictionary->events;
	const uint8_t *scales = a->scales;
	bool said = false;

	for (size_t i = 0; i < all->of.n && !a->expects[e->code]; i++) {
		const struct named *p = &all->of.at[i];
		if (p == e || a->comes[p->code] || scales[p->code] == MANY_SCALES ||
			!gap_questions_pair(&e->question, &p->question))
			continue;
		if (scales[e->code] == scales[p->code])
			add_question(a, e->code, p->code, (enum scale)scales[e->code]);
		else if (!said)
			gaps_remark(a->w,
				"\"%.*s\" is rated on %s and \"%.*s\" on %s: --scale at the import puts both on one.",
				STR_ARG(names[e->code]), scale_name((enum scale)scales[e->code]),
				STR_ARG(names[p->code]), scale_name((enum scale)scales[p->code]));
		said = true;
	}
}

static void name_all(struct asking_twice *a, struct all_named *all)
{
	const struct dictionary *d = a->w->study->dictionary;

	for (uint32_t e = 0; e < d->n_events; e++) {
		if (!a->scales[e])
			continue;
		struct named *named = LIST_ADD(a->own, &all->of);
		named->code = e;
		gap_question(a->own, d->events[e], &named->question);
	}
}

static void find_pairs(struct asking_twice *a)
{
	struct all_named all = { 0 };
	size_t expecting = 0;

	name_all(a, &all);
	for (size_t i = 0; i < all.of.n; i++) {
		const struct named *e = &all.of.at[i];
		if (!gap_may_expect(&e->question) || a->scales[e->code] == MANY_SCALES || a->expects[e->code])
			continue;
		if (expecting++ == GAPS_EXPECTING) {
			gaps_remark(a->w,
				"More than %d questions are about what was expected: \"%.*s\" and those behind it are left out.",
				GAPS_EXPECTING, STR_ARG(a->w->study->dictionary->events[e->code]));
			return;
		}
		pair_with_any(a, &all, e);
	}
}

/* --- said on the map ----------------------------------------------------------------------------- */

static void take_wish(struct asking_twice *a, size_t touchpoint)
{
	const struct dictionary *d = a->w->study->dictionary;
	struct str name = definition_touchpoint(a->w->def, touchpoint)->expected.rating;

	for (uint32_t e = 0; name.p && e < d->n_events; e++) {
		if (!str_same(name, d->events[e]) || !a->scales[e] || a->scales[e] == MANY_SCALES)
			continue;
		struct question *q = add_question(a, e, GAPS_NO_EVENT, (enum scale)a->scales[e]);
		q->touchpoint = (int)touchpoint;
		q->actual_name = gaps_touchpoint_name(a->w, q->touchpoint);
		return;
	}
	if (name.p)
		gaps_remark(a->w,
			"\"%.*s\", whose rating is expected at %.*s, is an event that nobody rates.",
			STR_ARG(name), STR_ARG(gaps_touchpoint_name(a->w, (int)touchpoint)));
}

/* --- a property that says which rating was expected ---------------------------------------------- */

static void take_rated(struct asking_twice *a, const struct gaps_rated *rated)
{
	size_t index = a->questions.n;
	struct question *q = add_question(a, GAPS_NO_EVENT, rated->code, rated->scale);

	q->expected_name = rated->property;
	q->touchpoint = rated->touchpoint;
	q->counted = true;
	for (size_t i = 0, to; i < rated->n; i = to) {
		struct half said = { 0 }, got = { 0 };
		uint32_t customer = rated->answers[i].customer;
		for (to = i; to < rated->n && rated->answers[to].customer == customer; to++) {
			said.sum += rated->answers[to].expected;
			got.sum += rated->answers[to].actual;
		}
		double n = (double)(to - i);
		*LIST_ADD(a->own, &a->answers) =
			(struct answered){ index, customer, said.sum / n, got.sum / n };
	}
}

void gaps_questions_find(struct asking_twice *a)
{
	size_t names = (size_t)a->w->study->dictionary->n_events + 1;

	find_scales(a);
	a->expects = NEW_ARRAY(a->own, bool, names);
	a->comes = NEW_ARRAY(a->own, bool, names);
	for (size_t i = 0; i < a->w->rated.n; i++)
		take_rated(a, &a->w->rated.at[i]);
	for (size_t t = 0; t < definition_touchpoints(a->w->def); t++)
		take_wish(a, t);
	find_pairs(a);
}
