#include "trail/walk.h"

#include <stdlib.h>
#include <string.h>

struct walk {
	const struct trail_part *part; /* of the customer in hand */
	const struct walk_rules *rules;
	const struct walk_wish *wish;
	walk_fn on_journey;
	void *to;
	struct scope sc;  /* the buffers below */
	uint64_t *events; /* one customer's, in the order in which they are walked */
	uint16_t *touch;
	uint16_t *in_time;   /* the touchpoints in the order of the trail */
	uint32_t *last_seen; /* per touchpoint: the journey (a number) that was there last, for `when` */
	uint32_t journey;    /* number of the one that is being walked */
	size_t room;
	int64_t now_s;
};

static const char *const units[UNITS] = { "journeys", "customers", "sessions" };

const char *unit_name(enum unit unit)
{
	return units[unit];
}

static void make_room(struct walk *w, size_t n)
{
	if (n <= w->room)
		return;
	size_t room = w->room ? w->room : 256;
	while (room < n)
		room *= 2;
	w->events = scope_grow(&w->sc, w->events, w->room, room, sizeof *w->events);
	w->touch = scope_grow(&w->sc, w->touch, w->room, room, sizeof *w->touch);
	w->in_time = scope_grow(&w->sc, w->in_time, w->room, room, sizeof *w->in_time);
	w->room = room;
}

static bool holds(const struct walk *w, const struct candidate *c)
{
	bool been = w->last_seen[c->when_at] == w->journey;

	return c->when == WHEN_ALWAYS || (c->when == WHEN_AFTER ? been : !been);
}

static uint16_t touch_of(const struct walk *w, uint32_t kind)
{
	const struct matching *m = w->rules->matching;

	for (uint32_t i = m->first[kind]; i < m->first[kind + 1]; i++)
		if (holds(w, &m->candidates[i]))
			return m->candidates[i].touchpoint;
	return (uint16_t)w->rules->touchpoints;
}

static uint32_t case_at(const struct walk *w, size_t i)
{
	return part_case(w->part, w->events[i]);
}

/* Gives the events of one journey their touchpoints; the marks of where it has been serve `when`.  Comes back
 * with its end: `to` or, where it is cut at its goal, the place behind the first visit there. */
static size_t assign(struct walk *w, size_t from, size_t to)
{
	bool cut_at_goal = w->rules->end_at_goal && w->rules->goal >= 0 && case_at(w, from) == TRAIL_NO_CASE;

	w->journey++;
	for (size_t i = from; i < to; i++) {
		uint16_t t = touch_of(w, part_kind(w->part, w->events[i]));
		if (cut_at_goal && i > from && w->touch[i - 1] == w->rules->goal && t != w->rules->goal)
			return i;
		w->last_seen[t] = w->journey;
		w->touch[i] = t;
	}
	return to;
}

static size_t goal_at(const struct walk *w, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (w->touch[i] == w->rules->goal)
			return i - from;
	return JOURNEY_NOWHERE;
}

static bool starts_in_period(const struct walk *w, uint64_t event)
{
	int64_t at = part_second(w->part, event);

	return !w->wish->has_period || (at >= w->wish->from_s && at <= w->wish->to_s);
}

/* Whether nothing was done in it but answered. */
static bool only_answers(const struct walk *w, size_t from, size_t to)
{
	size_t i = from;

	while (w->rules->answers && i < to && w->rules->answers[part_kind(w->part, w->events[i])])
		i++;
	return i == to;
}

static void hand_over(struct walk *w, uint32_t customer, size_t from, size_t to)
{
	uint64_t last = w->events[to - 1];
	bool is_case = case_at(w, to - 1) != TRAIL_NO_CASE;
	int64_t limit = w->wish->unit == UNIT_SESSIONS && !is_case ? w->rules->idle_s : w->rules->silence_s;
	bool open = w->now_s - part_second(w->part, last) < limit;

	if (!starts_in_period(w, w->events[from]))
		return;
	size_t at = goal_at(w, from, to);
	bool goal = w->rules->goal == GOAL_CASES ? is_case && !open : at != JOURNEY_NOWHERE;
	bool answers = only_answers(w, from, to);
	if (w->wish->fold)
		for (size_t i = from; i < to; i++)
			w->touch[i] = w->wish->fold[w->touch[i]];
	struct journey j = {
		.customer = customer,
		.n = to - from,
		.part = w->part,
		.events = w->events + from,
		.touch = w->touch + from,
		.reached_goal = goal,
		.open = open,
		.is_case = is_case,
		.answers = answers,
		.goal_at = at,
		.state = goal      ? JOURNEY_CONVERTED
			 : answers ? JOURNEY_ANSWERED
			 : open    ? JOURNEY_OPEN
				   : JOURNEY_LEFT,
	};
	w->on_journey(w->to, &j);
}

/* Where the piece that begins at `from` ends: a case is one piece, all else is cut at pauses over the limit. */
static size_t end_of_piece(const struct walk *w, size_t from, size_t n, int64_t limit_s)
{
	bool is_case = case_at(w, from) != TRAIL_NO_CASE;
	size_t i = from + 1;

	while (i < n && case_at(w, i) == case_at(w, from) &&
		(is_case || part_second(w->part, w->events[i]) - part_second(w->part, w->events[i - 1]) <=
				    limit_s))
		i++;
	return i;
}

struct by_case {
	uint32_t case_code;
	uint64_t
		first; /* the case's first event: cases go in the order of their starts, loose events first */
	uint64_t event;
};

static int compare_cases(const void *x, const void *y)
{
	const struct by_case *a = x, *b = y;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

static int compare_codes(const void *x, const void *y)
{
	const struct by_case *a = x, *b = y;

	if (a->case_code != b->case_code)
		return a->case_code < b->case_code ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

/* Cases of one customer may overlap in time: each is walked by itself. */
static void gather_cases(struct walk *w, size_t n)
{
	struct scope sc = { 0 };
	struct by_case *list = NEW_ARRAY(&sc, struct by_case, n);

	for (size_t i = 0; i < n; i++)
		list[i] = (struct by_case){ case_at(w, i), 0, w->events[i] };
	qsort(list, n, sizeof *list, compare_codes);
	for (size_t i = 0; i < n; i++) {
		bool same = i > 0 && list[i].case_code == list[i - 1].case_code;
		list[i].first = list[i].case_code == TRAIL_NO_CASE ? 0
				: same                             ? list[i - 1].first
								   : list[i].event + 1;
	}
	qsort(list, n, sizeof *list, compare_cases);
	for (size_t i = 0; i < n; i++)
		w->events[i] = list[i].event;
	scope_close(&sc);
}

/* An event's touchpoint is settled in its journey, whatever unit is counted: `when` looks back no further. */
static void walk_journeys(struct walk *w, uint32_t customer, size_t n)
{
	for (size_t from = 0, piece = 0, end; from < n; from = end) {
		if (from == piece)
			piece = end_of_piece(w, from, n, w->rules->silence_s);
		end = assign(w, from, piece);
		if (w->wish->unit == UNIT_JOURNEYS)
			hand_over(w, customer, from, end);
	}
}

static void walk_sessions(struct walk *w, uint32_t customer, size_t n)
{
	for (size_t from = 0, end; from < n; from = end) {
		end = end_of_piece(w, from, n, w->rules->idle_s);
		hand_over(w, customer, from, end);
	}
}

/* Everything of the customer, in the order of time again where cases stood apart. */
static void walk_whole(struct walk *w, uint32_t customer, uint64_t first, size_t n)
{
	for (size_t i = 0; i < n; i++)
		w->in_time[w->events[i] - first] = w->touch[i];
	for (size_t i = 0; i < n; i++)
		w->events[i] = first + i;
	memcpy(w->touch, w->in_time, n * sizeof *w->touch);
	hand_over(w, customer, 0, n);
}

void walk_history(struct walk *w, uint32_t customer, struct history h)
{
	size_t n = h.to - h.from;
	bool one_case = true;

	if (!n)
		return;
	w->part = h.part;
	make_room(w, n);
	for (size_t i = 0; i < n; i++) {
		w->events[i] = h.from + i;
		one_case &= case_at(w, i) == case_at(w, 0);
	}
	if (!one_case)
		gather_cases(w, n);
	walk_journeys(w, customer, n);
	if (w->wish->unit == UNIT_SESSIONS)
		walk_sessions(w, customer, n);
	else if (w->wish->unit == UNIT_CUSTOMERS)
		walk_whole(w, customer, h.from, n);
}

int64_t walk_limit(const struct walk_rules *rules, enum unit unit)
{
	return unit == UNIT_JOURNEYS ? rules->silence_s : unit == UNIT_SESSIONS ? rules->idle_s : INT64_MAX;
}

struct walk *walk_open(
	const struct walk_rules *rules, const struct walk_wish *wish, walk_fn on_journey, void *to)
{
	struct scope sc = { 0 };
	struct walk *w = NEW(&sc, struct walk);

	*w = (struct walk){ .rules = rules, .wish = wish, .on_journey = on_journey, .to = to };
	w->sc = sc;
	w->now_s = trail_seconds(rules->now_us);
	w->last_seen = NEW_ARRAY(&w->sc, uint32_t, (size_t)rules->touchpoints + 1);
	return w;
}

void walk_close(struct walk *w)
{
	struct scope sc = w->sc; /* the walk itself lies in it */

	scope_close(&sc);
}

void trail_walk(const struct trail *trail, const struct walk_rules *rules, const struct walk_wish *wish,
	walk_fn on_journey, void *to)
{
	struct walk *w = walk_open(rules, wish, on_journey, to);

	for (uint32_t c = 0; c < trail->customers; c++)
		if (walk_wants(wish, c))
			walk_history(w, c, trail_history(trail, c));
	walk_close(w);
}
