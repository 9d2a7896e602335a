#include "slow.h"

int64_t slow_seconds(int64_t time_us)
{
	return time_us / 1000000 - (time_us % 1000000 < 0);
}

int64_t slow_between(const struct slow_event *a, const struct slow_event *b)
{
	return slow_seconds(b->is.time_us) - slow_seconds(a->is.time_us);
}

static bool before(const struct trail_event *a, const struct trail_event *b)
{
	if (a->time_us != b->time_us)
		return a->time_us < b->time_us;
	if (a->order != b->order)
		return a->order < b->order;
	return a->id < b->id;
}

/* By insertion. */
struct slow_event *slow_history(struct scope *sc, const struct slow_log *log, uint32_t customer, size_t *n)
{
	struct slow_event *all = NEW_ARRAY(sc, struct slow_event, log->n + 1);

	*n = 0;
	for (size_t i = 0; i < log->n; i++) {
		size_t at = *n;
		if (log->at[i].customer != customer)
			continue;
		for (; at > 0 && before(&log->at[i], &all[at - 1].is); at--)
			all[at] = all[at - 1];
		all[at] = (struct slow_event){ .is = log->at[i] };
		++*n;
	}
	return all;
}

/* The loose event before this one, or the event of the same case before it; -1: none. */
static int previous(const struct slow_event *all, size_t i)
{
	for (size_t k = i; k-- > 0;)
		if (all[k].is.case_code == all[i].is.case_code)
			return (int)k;
	return -1;
}

static bool been(const struct slow_event *all, size_t i, int journey, int touch)
{
	for (size_t k = 0; k < i; k++)
		if (all[k].journey == journey && all[k].touch == touch)
			return true;
	return false;
}

static int touch_in(const struct walk_rules *rules, const struct slow_event *all, size_t i, int journey)
{
	const struct matching *m = rules->matching;

	for (uint32_t c = m->first[all[i].is.kind]; c < m->first[all[i].is.kind + 1]; c++) {
		const struct candidate *x = &m->candidates[c];
		if (x->when == WHEN_ALWAYS || (x->when == WHEN_AFTER) == been(all, i, journey, x->when_at))
			return x->touchpoint;
	}
	return (int)rules->touchpoints;
}

/* The number of each event's journey and session, and its touchpoint: the definitions word by word. */
static void settle(const struct walk_rules *rules, struct slow_event *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int last = previous(all, i);
		bool is_case = all[i].is.case_code != TRAIL_NO_CASE;
		int64_t gap = last < 0 ? 0 : slow_between(&all[last], &all[i]);

		all[i].journey =
			last >= 0 && (is_case || gap <= rules->silence_s) ? all[last].journey : (int)i;
		all[i].session = last >= 0 && (is_case || gap <= rules->idle_s) ? all[last].session : (int)i;
		all[i].touch = touch_in(rules, all, i, all[i].journey);
		if (rules->end_at_goal && rules->goal >= 0 && !is_case && all[i].journey != (int)i &&
			all[last].touch == rules->goal && all[i].touch != rules->goal) {
			all[i].journey = (int)i;
			all[i].touch = touch_in(rules, all, i, (int)i);
		}
	}
}

static void finish(const struct walk_rules *rules, const struct walk_wish *wish, struct slow_unit *u)
{
	const struct trail_event *last = &u->events.at[u->events.n - 1].is;
	int64_t limit = rules->silence_s;

	u->is_case = last->case_code != TRAIL_NO_CASE;
	if (wish->unit == UNIT_SESSIONS && !u->is_case)
		limit = rules->idle_s;
	u->open = slow_seconds(rules->now_us) - slow_seconds(last->time_us) < limit;
	u->goal_at = -1;
	for (size_t i = u->events.n; rules->goal >= 0 && i-- > 0;)
		if (u->events.at[i].touch == rules->goal)
			u->goal_at = (int)i;
	u->goal = u->goal_at >= 0;
	if (rules->goal == GOAL_CASES)
		u->goal = u->is_case && !u->open;
	bool answered = rules->answers != NULL;
	for (size_t i = 0; answered && i < u->events.n; i++)
		answered = rules->answers[u->events.at[i].is.kind];
	u->state = u->goal    ? JOURNEY_CONVERTED
		   : answered ? JOURNEY_ANSWERED
		   : u->open  ? JOURNEY_OPEN
			      : JOURNEY_LEFT;
	for (size_t i = 0; wish->fold && i < u->events.n; i++)
		u->events.at[i].touch = wish->fold[u->events.at[i].touch];
}

static int unit_number(const struct slow_event *e, enum unit unit)
{
	return unit == UNIT_CUSTOMERS ? 0 : unit == UNIT_SESSIONS ? e->session : e->journey;
}

struct slow *slow_walk(struct scope *sc, const struct slow_log *log, const struct walk_rules *rules,
	const struct walk_wish *wish)
{
	struct slow *w = NEW(sc, struct slow);

	w->log = log;
	w->rules = rules;
	for (uint32_t c = 0; c < log->customers; c++) {
		size_t n;
		struct slow_event *all = slow_history(sc, log, c, &n);
		if (wish->customers && !(wish->customers[c / 64] >> (c % 64) & 1))
			continue;
		settle(rules, all, n);
		for (size_t number = 0; number < n; number++) {
			struct slow_unit u = { .customer = c };
			for (size_t i = 0; i < n; i++)
				if (unit_number(&all[i], wish->unit) == (int)number)
					*LIST_ADD(sc, &u.events) = all[i];
			if (!u.events.n)
				continue;
			finish(rules, wish, &u);
			int64_t start = slow_seconds(u.events.at[0].is.time_us);
			if (!wish->has_period || (start >= wish->from_s && start <= wish->to_s))
				*LIST_ADD(sc, &w->units) = u;
		}
	}
	return w;
}

static int64_t *sorted(struct scope *sc, const struct slow_list *list)
{
	int64_t *out = NEW_ARRAY(sc, int64_t, list->at.n + 1);

	for (size_t i = 0, k; i < list->at.n; i++) {
		for (k = i; k > 0 && out[k - 1] > list->at.at[i]; k--)
			out[k] = out[k - 1];
		out[k] = list->at.at[i];
	}
	return out;
}

int64_t slow_quantile(struct scope *sc, const struct slow_list *list, double q)
{
	int64_t *all = sorted(sc, list);
	size_t rank = 1;

	while ((double)rank < q * (double)list->at.n - 1e-6)
		rank++;
	return all[rank - 1];
}

int64_t slow_silence(struct scope *sc, const struct slow_log *log, int64_t idle_s)
{
	struct slow_list gaps = { 0 };
	const int64_t day = 24 * 60 * 60;

	for (uint32_t c = 0; c < log->customers; c++) {
		size_t n;
		struct slow_event *all = slow_history(sc, log, c, &n);
		for (size_t i = 1; i < n; i++)
			if (slow_between(&all[i - 1], &all[i]) > idle_s)
				*LIST_ADD(sc, &gaps.at) = slow_between(&all[i - 1], &all[i]);
	}
	if (gaps.at.n < 100)
		return 30 * day;
	int64_t limit = slow_quantile(sc, &gaps, .95);
	return limit < day ? day : limit > 90 * day ? 90 * day : limit;
}
