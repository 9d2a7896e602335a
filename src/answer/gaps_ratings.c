/* Survey pairs: two ratings of one customer on one scale, of what was expected and of what was experienced. */
#include "answer/gaps_questions.h"

#include <stdlib.h>

/* --- answers ------------------------------------------------------------------------------------- */

static void listen_to(struct asking_twice *a, struct listeners *at, size_t question)
{
	*LIST_ADD(a->own, &at->of) = (uint32_t)question;
}

/* A question that has a touchpoint hears whatever is rated there. */
static void find_listeners(struct asking_twice *a)
{
	a->by_code = NEW_ARRAY(a->own, struct listeners, (size_t)a->w->study->dictionary->n_events + 1);
	a->by_touch = NEW_ARRAY(a->own, struct listeners, (size_t)a->w->rules->walk.touchpoints + 1);
	for (size_t i = 0; i < a->questions.n; i++) {
		const struct question *q = &a->questions.at[i];
		if (q->expected != GAPS_NO_EVENT)
			listen_to(a, &a->by_code[q->expected], i);
		if (q->touchpoint >= 0)
			listen_to(a, &a->by_touch[q->touchpoint], i);
		else if (q->actual != GAPS_NO_EVENT)
			listen_to(a, &a->by_code[q->actual], i);
	}
}

static void hear(
	struct asking_twice *a, uint32_t question, bool said, uint16_t touch, const struct trail_rating *r)
{
	struct question *q = &a->questions.at[question];
	struct half *half = said ? &q->said : &q->got;

	if (r->scale != q->scale)
		return;
	if (!q->said.n && !q->got.n)
		*LIST_ADD(a->own, &a->heard) = question;
	half->sum += scale_given(q->scale, (double)r->rating);
	half->n++;
	q->touch[touch] += !said;
}

static void hear_all(struct asking_twice *a, uint32_t code, uint16_t touch, const struct trail_rating *r)
{
	const struct listeners *named = &a->by_code[code], *here = &a->by_touch[touch];

	for (size_t i = 0; i < named->of.n; i++)
		hear(a, named->of.at[i], a->questions.at[named->of.at[i]].expected == code, touch, r);
	for (size_t i = 0; i < here->of.n; i++)
		if (a->questions.at[here->of.at[i]].expected != code)
			hear(a, here->of.at[i], false, touch, r);
}

static void note_answers(struct asking_twice *a, uint32_t customer)
{
	for (size_t i = 0; i < a->heard.n; i++) {
		struct question *q = &a->questions.at[a->heard.at[i]];
		if (q->said.n && q->got.n && !q->counted)
			*LIST_ADD(a->own, &a->answers) = (struct answered){ a->heard.at[i], customer,
				q->said.sum / (double)q->said.n, q->got.sum / (double)q->got.n };
		q->said = q->got = (struct half){ 0 };
	}
	a->heard.n = 0;
}

static void listen(void *to, const struct journey *j)
{
	struct asking_twice *a = to;
	const struct trail_part *part = j->part;

	for (size_t i = 0; i < j->n; i++) {
		size_t r = part_rating_at(part, j->events[i]);
		if (r < part->n_ratings && part->ratings[r].event == j->events[i])
			hear_all(a, question_code(a->w, part, j->events[i]), j->touch[i], &part->ratings[r]);
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

static struct gap gap_between(enum scale scale, const struct gap_pair *pairs, size_t n)
{
	struct scope mine = { 0 };
	struct gap gap = gap_of(&mine, GAP_POINTS, pairs, n, scale_low(scale), scale_high(scale));

	scope_close(&mine);
	return gap;
}

static void add_line(struct asking_twice *a, size_t question, const struct answered *answers, size_t n)
{
	const struct question *q = &a->questions.at[question];
	struct scope mine = { 0 };
	struct gap_pair *pairs = NEW_ARRAY(&mine, struct gap_pair, n + 1);

	for (size_t i = 0; i < n; i++)
		pairs[i] = (struct gap_pair){ answers[i].expected, answers[i].actual,
			answers[i].actual < answers[i].expected };
	if (n || q->touchpoint >= 0) {
		struct gap_line *line = gaps_line(a->w, MAP_GAP_SURVEY, touched(a, q));
		line->at.expected = q->expected_name;
		line->at.actual = q->actual_name;
		line->at.scale = str_of(scale_name(q->scale));
		line->scale = q->scale;
		line->event = q->actual;
		line->at.gap = gap_between(q->scale, pairs, n);
	}
	scope_close(&mine);
}

static int by_customer(const void *x, const void *y)
{
	const struct answered *a = x, *b = y;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	return (a->question > b->question) - (a->question < b->question);
}

static int by_question(const void *x, const void *y)
{
	const struct answered *a = x, *b = y;

	if (a->question != b->question)
		return a->question < b->question ? -1 : 1;
	return (a->customer > b->customer) - (a->customer < b->customer);
}

/* Over all questions of a scale, a customer's mean over those that they answered. */
static void add_together(struct asking_twice *a, enum scale scale, size_t questions)
{
	struct scope mine = { 0 };
	struct gap_pair *pairs = NEW_ARRAY(&mine, struct gap_pair, a->answers.n + 1);
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
	*LIST_ADD(a->w->sc, &a->w->out->together) =
		(struct gap_together){ scale, questions, gap_between(scale, pairs, n) };
	scope_close(&mine);
}

static void add_lines(struct asking_twice *a)
{
	struct answered *answers = a->answers.at;
	size_t per_scale[SCALES] = { 0 }, n = a->answers.n;

	if (n)
		qsort(answers, n, sizeof *answers, by_question);
	for (size_t q = 0, from = 0, to = 0; q < a->questions.n; q++, from = to) {
		while (to < n && answers[to].question == q)
			to++;
		add_line(a, q, answers + from, to - from);
		per_scale[a->questions.at[q].scale]++;
	}
	if (n)
		qsort(answers, n, sizeof *answers, by_customer);
	for (int s = SCALE_NONE + 1; s < SCALES; s++)
		if (per_scale[s] > 1)
			add_together(a, (enum scale)s, per_scale[s]);
}

bool gaps_ratings(struct gaps_work *w)
{
	struct asking_twice a = { .w = w, .own = &w->own };

	gaps_questions_find(&a);
	if (!a.questions.n)
		return true;
	find_listeners(&a);
	trail_walk(w->study->trail, &w->rules->walk,
		&(struct walk_wish){ .unit = UNIT_CUSTOMERS, .customers = w->customers, .workers = 1 },
		listen, &a);
	add_lines(&a);
	return true;
}
