#include <math.h>

#include "slow.h"

struct slow_visits slow_visits(struct scope *sc, const struct slow_unit *u)
{
	LIST(struct slow_visit) all = { 0 };

	for (size_t i = 0; i < u->events.n; i++) {
		if (i == 0 || u->events.at[i].touch != u->events.at[i - 1].touch)
			*LIST_ADD(sc, &all) = (struct slow_visit){ u->events.at[i].touch, i, i };
		all.at[all.n - 1].last = i;
	}
	return (struct slow_visits){ all.n, all.at };
}

static int64_t gap(const struct slow_unit *u, size_t a, size_t b)
{
	return slow_between(&u->events.at[a], &u->events.at[b]);
}

static int first_visit(const struct slow_visits *v, int touch)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->at[i].touch == touch)
			return (int)i;
	return -1;
}

static bool one_session(const struct slow *w, const struct slow_unit *u, size_t a, size_t b)
{
	for (size_t i = a; i < b; i++)
		if (!u->is_case && gap(u, i, i + 1) > w->rules->idle_s)
			return false;
	return true;
}

static void count_visits(struct scope *sc, const struct slow *w, const struct slow_unit *u,
	const struct slow_visits *v, struct slow_stats *s)
{
	for (size_t i = 0; i < v->n; i++) {
		struct slow_touch *t = &s->at[v->at[i].touch];
		t->visits++;
		t->events += v->at[i].last - v->at[i].first + 1;
		t->returns += first_visit(v, v->at[i].touch) != (int)i;
		t->backs += i >= 2 && v->at[i - 2].touch == v->at[i].touch;
		t->entries += i == 0;
		t->arrivals += i != 0;
		t->exits += i == v->n - 1;
		t->departures += i != v->n - 1;
		if (i == v->n - 1)
			continue;
		int64_t dwell = gap(u, v->at[i].first, v->at[i + 1].first);
		*LIST_ADD(sc, &t->dwell.at) = dwell;
		if (one_session(w, u, v->at[i].first, v->at[i + 1].first))
			*LIST_ADD(sc, &t->time_on.at) = dwell;
	}
}

static void count_move(struct scope *sc, const struct slow_unit *u, const struct slow_visits *v, size_t from,
	size_t to, struct slow_move *move)
{
	uint64_t n = 0;

	for (size_t i = 0; i + 1 < v->n; i++) {
		if (v->at[i].touch != (int)from || v->at[i + 1].touch != (int)to)
			continue;
		n++;
		*LIST_ADD(sc, &move->gaps.at) = gap(u, v->at[i].last, v->at[i + 1].first);
	}
	move->count += n;
	move->journeys += n > 0;
}

static bool settled(const struct slow *w, const struct slow_unit *u, size_t event)
{
	int64_t now = slow_seconds(w->rules->now_us);

	return u->state != JOURNEY_ANSWERED &&
	       now - slow_seconds(u->events.at[event].is.time_us) >= w->rules->silence_s;
}

static void count_reach(const struct slow *w, const struct slow_unit *u, const struct slow_visits *v,
	int touch, struct slow_stats *s)
{
	struct slow_touch *t = &s->at[touch];
	int first = first_visit(v, touch);

	t->journeys++;
	s->place[touch] += v->n > 1 ? (double)first / (double)(v->n - 1) : .5;
	if (!settled(w, u, v->at[first].first))
		return;
	t->settled++;
	t->left += v->at[v->n - 1].touch == touch && u->state == JOURNEY_LEFT;
	t->settled_converted += u->goal;
}

static void count_unit(
	struct scope *sc, const struct slow *w, const struct slow_unit *u, struct slow_stats *s)
{
	struct slow_visits v = slow_visits(sc, u);

	count_visits(sc, w, u, &v, s);
	for (size_t a = 0; a < s->n; a++) {
		int at_a = first_visit(&v, (int)a);
		if (at_a >= 0)
			count_reach(w, u, &v, (int)a, s);
		for (size_t b = 0; b < s->n; b++) {
			int at_b = first_visit(&v, (int)b);
			s->together[a * s->n + b] += at_a >= 0 && at_b >= 0;
			s->first_before[a * s->n + b] += at_a >= 0 && at_b >= 0 && at_a < at_b;
			count_move(sc, u, &v, a, b, &s->moves[a * s->n + b]);
		}
	}
}

static void count_totals(const struct slow *w, const struct slow_unit *u, struct slow_stats *s)
{
	s->journeys++;
	s->cases += u->is_case;
	s->converted += u->state == JOURNEY_CONVERTED;
	s->left += u->state == JOURNEY_LEFT;
	s->open += u->state == JOURNEY_OPEN;
	s->answered += u->state == JOURNEY_ANSWERED;
	s->settled += settled(w, u, 0);
	s->settled_converted += settled(w, u, 0) && u->goal;
	s->settled_left += settled(w, u, 0) && u->state == JOURNEY_LEFT;
	for (size_t i = 0; i < u->events.n; i++) {
		int64_t at = slow_seconds(u->events.at[i].is.time_us);
		s->from_s = s->events == 0 || at < s->from_s ? at : s->from_s;
		s->to_s = s->events == 0 || at > s->to_s ? at : s->to_s;
		s->events++;
		s->kind_events[u->events.at[i].is.kind]++;
	}
}

/* One value a customer: the mean of theirs here; and their newest NPS answer here. */
static void count_customer(const struct slow *w, uint32_t customer, int touch, struct slow_touch *t)
{
	const struct trail_event *newest = NULL;
	double sum = 0, n = 0;
	bool reached = false;

	for (size_t k = 0; k < w->units.n; k++) {
		const struct slow_unit *u = &w->units.at[k];
		for (size_t i = 0; u->customer == customer && i < u->events.n; i++) {
			const struct trail_event *e = &u->events.at[i].is;
			if (u->events.at[i].touch != touch)
				continue;
			reached = true;
			if (isnan(e->rating))
				continue;
			sum += (double)e->rating;
			n++;
			if (e->nps >= 0 &&
				(!newest || e->time_us > newest->time_us ||
					(e->time_us == newest->time_us && e->order > newest->order)))
				newest = e;
		}
	}
	t->customers += reached;
	if (n == 0)
		return;
	t->rated++;
	t->answers += (uint64_t)n;
	t->sum += (int64_t)round(sum / n * 1000);
	t->sum_squares += (int64_t)round(sum / n * (sum / n) * 1e6);
	t->nps_n += newest != NULL;
	t->promoters += newest && newest->nps >= 9;
	t->detractors += newest && newest->nps <= 6;
}

static void count_customers(const struct slow *w, struct slow_stats *s)
{
	for (uint32_t c = 0; c < w->log->customers; c++) {
		bool there = false;
		for (size_t k = 0; k < w->units.n; k++)
			there |= w->units.at[k].customer == c;
		s->customers += there;
		for (size_t t = 0; there && t < s->n; t++)
			count_customer(w, c, (int)t, &s->at[t]);
	}
}

struct slow_stats *slow_stats(struct scope *sc, const struct slow *walk, const struct stats_ask *ask)
{
	struct slow_stats *s = NEW(sc, struct slow_stats);

	s->n = ask->n + 1;
	s->at = NEW_ARRAY(sc, struct slow_touch, s->n);
	s->moves = NEW_ARRAY(sc, struct slow_move, s->n * s->n);
	s->first_before = NEW_ARRAY(sc, uint64_t, s->n * s->n);
	s->together = NEW_ARRAY(sc, uint64_t, s->n * s->n);
	s->place = NEW_ARRAY(sc, double, s->n);
	s->kind_events = NEW_ARRAY(sc, uint64_t, walk->log->dictionary->n + 1);
	for (size_t k = 0; k < walk->units.n; k++) {
		count_totals(walk, &walk->units.at[k], s);
		count_unit(sc, walk, &walk->units.at[k], s);
		slow_ways(sc, walk, &walk->units.at[k], ask, s);
	}
	count_customers(walk, s);
	return s;
}
