/* Survey pairs: two ratings of one customer on one scale, of what was expected and of what was experienced. */
#include "answer/gaps_private.h"

#include <stdlib.h>

#include "answer/where_private.h"

enum { MANY_SCALES = SCALES };

/* A customer's mean of each half. */
struct answered {
	size_t question;
	uint32_t customer;
	double expected, actual;
};

struct half {
	double sum;
	uint64_t n;
};

struct question {
	uint32_t expected,
		actual; /* codes of events' names; GAPS_NO_EVENT: a property; whatever is at the touchpoint */
	struct str expected_name, actual_name;
	int touchpoint; /* that a person named; -1: that of most of the ratings */
	enum scale scale;
	uint64_t *touch;       /* [touchpoints + 1] */
	bool counted;          /* its answers came with the records */
	struct half said, got; /* of the customer in hand */
};

struct asking_twice {
	struct gaps_work *w;
	uint8_t *scales; /* [events' names]: the scale of its ratings; MANY_SCALES */
	LIST(struct question) questions;
	LIST(struct answered) answers;
};

static uint32_t code_of(const struct gaps_work *w, const struct trail_part *part, uint64_t event)
{
	return w->study->dictionary->event_code[part_kind(part, event)];
}

/* Whatever stands in the delta counts there. */
static bool counts(const struct trail *t, size_t part, const struct trail_rating *r)
{
	return part || !t->in_delta || !trail_has_bit(t->in_delta, r->customer);
}

static void find_scales(struct asking_twice *a)
{
	const struct trail *t = a->w->study->trail;

	a->scales = NEW_ARRAY(a->w->sc, uint8_t, (size_t)a->w->study->dictionary->n_events + 1);
	for (size_t p = 0; p < t->n_parts; p++) {
		for (size_t i = 0; i < t->parts[p].n_ratings; i++) {
			const struct trail_rating *r = &t->parts[p].ratings[i];
			uint8_t *at = &a->scales[code_of(a->w, &t->parts[p], r->event)];
			if (counts(t, p, r))
				*at = *at && *at != r->scale ? MANY_SCALES : r->scale;
		}
	}
}

static struct question *add_question(
	struct asking_twice *a, uint32_t expected, uint32_t actual, enum scale scale)
{
	const struct str *names = a->w->study->dictionary->events;
	struct question *q = LIST_ADD(a->w->sc, &a->questions);

	*q = (struct question){ .expected = expected, .actual = actual, .touchpoint = -1, .scale = scale };
	q->touch = NEW_ARRAY(a->w->sc, uint64_t, (size_t)a->w->rules->walk.touchpoints + 1);
	q->expected_name = expected == GAPS_NO_EVENT ? (struct str){ 0 } : names[expected];
	q->actual_name = actual == GAPS_NO_EVENT ? (struct str){ 0 } : names[actual];
	return q;
}

/* --- found by their names ------------------------------------------------------------------------ */

/* One that a record or a person names goes before. */
static bool is_taken(const struct asking_twice *a, uint32_t expected, uint32_t actual)
{
	for (size_t i = 0; i < a->questions.n; i++)
		if (a->questions.at[i].actual == actual || a->questions.at[i].expected == expected)
			return true;
	return false;
}

static void try_pair(struct asking_twice *a, uint32_t e, uint32_t p)
{
	struct gaps_work *w = a->w;
	const struct str *names = w->study->dictionary->events;

	if (is_taken(a, e, p) || a->scales[e] == MANY_SCALES || a->scales[p] == MANY_SCALES)
		return;
	if (a->scales[e] == a->scales[p]) {
		add_question(a, e, p, (enum scale)a->scales[e]);
		return;
	}
	gaps_remark(w, "\"%.*s\" is rated on %s and \"%.*s\" on %s: --scale at the import puts both on one.",
		STR_ARG(names[e]), scale_name((enum scale)a->scales[e]), STR_ARG(names[p]),
		scale_name((enum scale)a->scales[p]));
}

static bool may_expect(const struct asking_twice *a, uint32_t e)
{
	struct scope mine = { 0 };
	bool may = a->scales[e] && gap_may_expect(&mine, a->w->study->dictionary->events[e]);

	scope_close(&mine);
	return may;
}

static void find_pairs(struct asking_twice *a)
{
	const struct dictionary *d = a->w->study->dictionary;

	for (uint32_t e = 0; e < d->n_events; e++) {
		bool may = may_expect(a, e);
		for (uint32_t p = 0; may && p < d->n_events; p++) {
			struct scope mine = { 0 };
			if (p != e && a->scales[p] && gap_questions_pair(&mine, d->events[e], d->events[p]))
				try_pair(a, e, p);
			scope_close(&mine);
		}
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

/* --- answers ------------------------------------------------------------------------------------- */

static void hear(struct asking_twice *a, uint32_t code, uint16_t touch, const struct trail_rating *r)
{
	for (size_t i = 0; i < a->questions.n; i++) {
		struct question *q = &a->questions.at[i];
		bool here = q->touchpoint >= 0 ? touch == q->touchpoint && code != q->expected
					       : code == q->actual;
		struct half *half = code == q->expected ? &q->said : here ? &q->got : NULL;
		if (!half || r->scale != q->scale)
			continue;
		half->sum += scale_given(q->scale, (double)r->rating);
		half->n++;
		q->touch[touch] += half == &q->got;
	}
}

static void note_answers(struct asking_twice *a, uint32_t customer)
{
	for (size_t i = 0; i < a->questions.n; i++) {
		struct question *q = &a->questions.at[i];
		if (q->said.n && q->got.n && !q->counted)
			*LIST_ADD(a->w->sc, &a->answers) = (struct answered){ i, customer,
				q->said.sum / (double)q->said.n, q->got.sum / (double)q->got.n };
		q->said = q->got = (struct half){ 0 };
	}
}

static void listen(void *to, const struct journey *j)
{
	struct asking_twice *a = to;
	const struct trail_part *part = j->part;

	for (size_t i = 0; i < j->n; i++) {
		size_t r = part_rating_at(part, j->events[i]);
		if (r < part->n_ratings && part->ratings[r].event == j->events[i])
			hear(a, code_of(a->w, part, j->events[i]), j->touch[i], &part->ratings[r]);
	}
	note_answers(a, j->customer);
}

/* --- lines --------------------------------------------------------------------------------------- */

static int touched(const struct asking_twice *a, const struct question *q)
{
	uint32_t n = a->w->rules->walk.touchpoints, best = 0;

	if (q->touchpoint >= 0)
		return q->touchpoint;
	for (uint32_t t = 1; t <= n; t++)
		if (q->touch[t] > q->touch[best])
			best = t;
	return best < n && q->touch[best] ? (int)best : -1;
}

static void add_line(struct asking_twice *a, size_t question)
{
	const struct question *q = &a->questions.at[question];
	struct gaps_work *w = a->w;
	struct gap_pair *pairs = NEW_ARRAY(w->sc, struct gap_pair, a->answers.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < a->answers.n; i++) {
		const struct answered *x = &a->answers.at[i];
		if (x->question == question)
			pairs[n++] = (struct gap_pair){ x->expected, x->actual, x->actual < x->expected };
	}
	if (!n && q->touchpoint < 0)
		return;
	struct gap_line *line = gaps_line(w, MAP_GAP_SURVEY, touched(a, q));
	line->at.expected = q->expected_name;
	line->at.actual = q->actual_name;
	line->at.scale = str_of(scale_name(q->scale));
	line->scale = q->scale;
	line->event = q->actual;
	line->at.gap = gap_of(w->sc, GAP_POINTS, pairs, n, scale_low(q->scale), scale_high(q->scale));
}

static int by_customer(const void *x, const void *y)
{
	const struct answered *a = x, *b = y;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	return (a->question > b->question) - (a->question < b->question);
}

/* Over all questions of a scale, a customer's mean over those that they answered. */
static void add_together(struct asking_twice *a, enum scale scale, size_t questions)
{
	struct scope *sc = a->w->sc;
	struct gap_pair *pairs = NEW_ARRAY(sc, struct gap_pair, a->answers.n + 1);
	size_t n = 0;

	for (size_t i = 0, to; i < a->answers.n; i = to) {
		struct gap_pair sum = { 0 };
		double k = 0;
		for (to = i; to < a->answers.n && a->answers.at[to].customer == a->answers.at[i].customer;
			to++) {
			if (a->questions.at[a->answers.at[to].question].scale != scale)
				continue;
			sum.expected += a->answers.at[to].expected;
			sum.actual += a->answers.at[to].actual;
			k++;
		}
		if (k > 0)
			pairs[n++] = (struct gap_pair){ sum.expected / k, sum.actual / k,
				sum.actual < sum.expected };
	}
	*LIST_ADD(sc, &a->w->out->together) = (struct gap_together){ scale, questions,
		gap_of(sc, GAP_POINTS, pairs, n, scale_low(scale), scale_high(scale)) };
}

static void add_lines(struct asking_twice *a)
{
	for (size_t i = 0; i < a->questions.n; i++)
		add_line(a, i);
	if (a->answers.n)
		qsort(a->answers.at, a->answers.n, sizeof *a->answers.at, by_customer);
	for (int s = SCALE_NONE + 1; s < SCALES; s++) {
		size_t n = 0;
		for (size_t i = 0; i < a->questions.n; i++)
			n += a->questions.at[i].scale == (enum scale)s;
		if (n > 1)
			add_together(a, (enum scale)s, n);
	}
}

/* --- a property that says which rating was expected ---------------------------------------------- */

static void take_rated(struct asking_twice *a, const struct gaps_rated *rated)
{
	struct gaps_work *w = a->w;
	size_t index = a->questions.n;
	struct question *q = add_question(a, GAPS_NO_EVENT, rated->code, rated->scale);

	q->expected_name = rated->property;
	q->touchpoint = rated->touchpoint;
	q->counted = true;
	for (size_t i = 0, to; i < rated->answers.n; i = to) {
		struct half said = { 0 }, got = { 0 };
		uint32_t customer = rated->answers.at[i].customer;
		for (to = i; to < rated->answers.n && rated->answers.at[to].customer == customer; to++) {
			said.sum += rated->answers.at[to].expected;
			got.sum += rated->answers.at[to].actual;
		}
		double n = (double)(to - i);
		*LIST_ADD(w->sc, &a->answers) =
			(struct answered){ index, customer, said.sum / n, got.sum / n };
	}
}

bool gaps_ratings(struct gaps_work *w)
{
	struct asking_twice a = { .w = w };

	find_scales(&a);
	for (size_t i = 0; i < w->rated.n; i++)
		take_rated(&a, &w->rated.at[i]);
	for (size_t t = 0; t < definition_touchpoints(w->def); t++)
		take_wish(&a, t);
	find_pairs(&a);
	if (!a.questions.n)
		return true;
	trail_walk(w->study->trail, &w->rules->walk,
		&(struct walk_wish){ .unit = UNIT_CUSTOMERS, .customers = w->customers, .workers = 1 },
		listen, &a);
	add_lines(&a);
	return true;
}
