#include "slow.h"

struct search {
	const struct slow *walk;
	const struct funnel_wish *wish;
	const struct slow_unit *u;
	size_t end; /* a chain lies before this event */
	bool open;  /* whether who goes no further may still come */
	size_t best;
	size_t at[FUNNEL_STEPS]; /* of the best chain */
	size_t trying[FUNNEL_STEPS];
};

static bool belongs(const struct search *s, const struct funnel_step *step, size_t i)
{
	const struct slow_event *e = &s->u->events.at[i];

	for (size_t k = 0; k < step->n_touchpoints; k++)
		if (step->touchpoints[k] == e->touch)
			return true;
	for (size_t k = 0; k < step->n_events; k++)
		if (step->events[k] == s->walk->log->dictionary->event_code[e->is.kind])
			return true;
	return false;
}

/* An exclusion strictly between a and b; what is a step excludes nothing. */
static bool excluded(const struct search *s, size_t a, size_t b)
{
	for (size_t i = a + 1; i < b; i++) {
		bool step = false, without = false;
		for (size_t k = 0; k < s->wish->n; k++)
			step |= belongs(s, &s->wish->steps[k], i);
		for (size_t k = 0; k < s->wish->n_without; k++)
			without |= belongs(s, &s->wish->without[k], i);
		if (without && !step)
			return true;
	}
	return false;
}

static int64_t gap(const struct search *s, size_t a, size_t b)
{
	return slow_between(&s->u->events.at[a], &s->u->events.at[b]);
}

static bool within(int64_t limit, int64_t gap)
{
	return limit == 0 || gap <= limit;
}

/* All chains, in the order of their places: the first of the longest is the earliest. */
static void extend(struct search *s, size_t depth)
{
	if (depth > s->best) {
		s->best = depth;
		for (size_t k = 0; k < depth; k++)
			s->at[k] = s->trying[k];
	}
	if (depth == s->wish->n)
		return;
	size_t last = s->trying[depth - 1];
	for (size_t i = last + 1; i < s->end; i++) {
		if (s->wish->mode == FUNNEL_STRICT && i > last + 1)
			return;
		if (!belongs(s, &s->wish->steps[depth], i) || excluded(s, last, i) ||
			!within(s->wish->within_s, gap(s, s->trying[0], i)) ||
			!within(s->wish->steps[depth].within_s, gap(s, last, i)))
			continue;
		s->trying[depth] = i;
		extend(s, depth + 1);
	}
}

static void search_in_order(struct search *s)
{
	for (size_t i = 0; i < s->u->events.n; i++) {
		if (!belongs(s, &s->wish->steps[0], i))
			continue;
		s->trying[0] = i;
		extend(s, 1);
		if (s->wish->first_attempt)
			return;
	}
}

/* The first place of the step at or after `from`; the number of events where there is none. */
static size_t place_of(const struct search *s, size_t step, size_t from)
{
	while (from < s->u->events.n && !belongs(s, &s->wish->steps[step], from))
		from++;
	return from;
}

/* The most leading steps of which each lies in one window. */
static void search_any_order(struct search *s)
{
	for (size_t depth = s->wish->n; depth > 0; depth--) {
		for (size_t start = 0; start < s->u->events.n; start++) {
			size_t last = start, first = s->u->events.n;
			for (size_t k = 0; k < depth && last < s->u->events.n; k++) {
				s->at[k] = place_of(s, k, start);
				last = s->at[k] > last ? s->at[k] : last;
				first = s->at[k] < first ? s->at[k] : first;
			}
			if (last == s->u->events.n || first != start || excluded(s, first, last) ||
				!within(s->wish->within_s, gap(s, first, last)))
				continue;
			s->best = depth;
			return;
		}
	}
}

static void reach(struct slow_row *row, const struct slow_unit *u)
{
	row->reached++;
	row->customers[u->customer] = true;
}

static void take_chain(struct scope *sc, struct slow_funnel *f, const struct search *s)
{
	for (size_t k = 0; k < s->best; k++) {
		reach(&f->rows[k], s->u);
		f->rows[k].passed += k + 1 < s->best;
		f->rows[k].open += k + 1 == s->best && k + 1 < s->wish->n && s->open;
		if (k == 0)
			continue;
		/* from the moment at which all steps before had happened */
		size_t from = s->at[0];
		for (size_t b = 0; b < k; b++)
			from = s->at[b] > from ? s->at[b] : from;
		*LIST_ADD(sc, &f->rows[k].time.at) = s->at[k] > from ? gap(s, from, s->at[k]) : 0;
	}
	f->entered += s->best > 0;
}

static void take_open(struct scope *sc, struct slow_funnel *f, const struct search *s)
{
	bool entered = false;

	for (size_t k = 0; k < s->wish->n; k++) {
		bool reached = false, passed = false;
		for (size_t a = 0; a < s->u->events.n; a++) {
			if (!belongs(s, &s->wish->steps[k], a))
				continue;
			reached = true;
			for (size_t b = a + 1; k + 1 < s->wish->n && b < s->u->events.n && !passed; b++) {
				if (!belongs(s, &s->wish->steps[k + 1], b) || excluded(s, a, b) ||
					!within(s->wish->within_s, gap(s, a, b)))
					continue;
				passed = true;
				*LIST_ADD(sc, &f->rows[k + 1].time.at) = gap(s, a, b);
			}
		}
		if (reached)
			reach(&f->rows[k], s->u);
		f->rows[k].passed += passed;
		f->rows[k].open += reached && !passed && k + 1 < s->wish->n && s->u->open;
		entered |= reached;
	}
	f->entered += entered;
}

/* Every occurrence of the first step is an attempt of its own, which ends where the next one begins: only the last
 * one may still go on. */
static void take_attempts(struct scope *sc, struct slow_funnel *f, struct search *s)
{
	for (size_t i = place_of(s, 0, 0), next; i < s->u->events.n; i = next) {
		next = place_of(s, 0, i + 1);
		s->end = next;
		s->open = s->u->open && next == s->u->events.n;
		s->best = 0;
		s->trying[0] = i;
		extend(s, 1);
		take_chain(sc, f, s);
	}
}

struct slow_funnel *slow_funnel(struct scope *sc, const struct slow *walk, const struct funnel_wish *wish)
{
	struct slow_funnel *f = NEW(sc, struct slow_funnel);

	f->who = wish->who;
	for (size_t k = 0; k < wish->n; k++)
		f->rows[k].customers = NEW_ARRAY(sc, bool, walk->log->customers + 1);
	for (size_t u = 0; u < walk->units.n; u++) {
		struct search s = { .walk = walk, .wish = wish, .u = &walk->units.at[u] };
		s.end = s.u->events.n;
		s.open = s.u->open;
		f->units++;
		if (wish->totals) {
			take_attempts(sc, f, &s);
			continue;
		}
		if (wish->mode == FUNNEL_OPEN) {
			take_open(sc, f, &s);
			continue;
		}
		if (wish->mode == FUNNEL_ANY)
			search_any_order(&s);
		else
			search_in_order(&s);
		take_chain(sc, f, &s);
	}
	return f;
}
