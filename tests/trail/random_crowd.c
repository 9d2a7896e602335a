#include "random_log.h"

#include "test.h"

static const int64_t SECOND = 1000000;

/* Two kinds in three have an event's name of their own. */
static const struct dictionary *many_kinds(struct scope *sc, uint32_t n)
{
	struct dictionary *d = NEW(sc, struct dictionary);
	uint32_t *code = NEW_ARRAY(sc, uint32_t, n), n_events = n * 2 / 3 + 1;
	struct kind *kinds = NEW_ARRAY(sc, struct kind, n);
	struct str *names = NEW_ARRAY(sc, struct str, n_events);

	for (uint32_t e = 0; e < n_events; e++)
		names[e] = str_of(scope_printf(sc, "event %u", e));
	for (uint32_t k = 0; k < n; k++) {
		code[k] = k % n_events;
		kinds[k] = (struct kind){ .source = SOURCE_WEB, .event = names[code[k]] };
	}
	*d = (struct dictionary){ kinds, n, code, names, n_events };
	return d;
}

static void crowd_rules(struct scope *sc, uint64_t *state, struct random_log *r, uint32_t touchpoints)
{
	static const int64_t silences[] = { 86400, 30 * 86400, 3600 };

	r->rules = (struct walk_rules){
		.matching = random_matching(sc, state, r->log.dictionary->n, touchpoints),
		.touchpoints = touchpoints,
		.goal = random_chance(state, 20) ? GOAL_NONE : (int)random_below(state, touchpoints),
		.end_at_goal = random_chance(state, 20),
		.silence_s = silences[random_below(state, COUNT_OF(silences))],
		.idle_s = 1800,
	};
}

/* Where `when` plays no part, whole blocks are counted as they lie. */
static void make_plain(struct scope *sc, struct random_log *r)
{
	const struct matching *m = r->rules.matching;
	struct candidate *all = NEW_ARRAY(sc, struct candidate, m->first[m->n_kinds] + 1);
	struct matching *plain = NEW(sc, struct matching);

	for (uint32_t c = 0; c < m->first[m->n_kinds]; c++)
		all[c] = (struct candidate){ m->candidates[c].touchpoint, WHEN_ALWAYS, 0, 0 };
	*plain = (struct matching){ m->n_kinds, m->first, all };
	r->rules.matching = plain;
	r->rules.end_at_goal = false;
}

/* Most have one event or a few, and one customer in thirty has very many. */
static size_t how_many(uint64_t *state)
{
	uint32_t x = random_below(state, 100);

	return x < 10 ? 0 : x < 50 ? 1 : x < 96 ? 2 + random_below(state, 12) : 80 + random_below(state, 200);
}

static size_t crowd_customer(
	uint64_t *state, struct random_log *r, uint32_t customer, uint32_t cases, bool wide, size_t n)
{
	static const int64_t begins[] = { -8520336000, -694310400, 0, 1700000000, 7258118400 };
	int64_t at =
		begins[wide ? random_below(state, COUNT_OF(begins)) : 1 + random_below(state, 3)] * SECOND;
	uint32_t few = r->log.dictionary->n < 6 ? r->log.dictionary->n : 6;

	for (size_t i = 0; i < n; i++) {
		struct trail_event e = random_event(state, r, customer, cases);
		if (random_chance(state, 70))
			e.kind = random_below(state, few);
		e.order = random_below(state, 1000) * 1000 + i;
		e.time_us = at;
		r->log.at[r->log.n++] = e;
		at += random_chance(state, 70) ? (int64_t)random_below(state, 40) * SECOND / 2
					       : random_gap_us(state, &r->rules);
	}
	return n;
}

struct random_log *random_crowd(struct scope *sc, uint64_t *state)
{
	enum { MOST = 600, CUSTOMERS = 150 };
	struct random_log *r = NEW(sc, struct random_log);
	bool many = random_chance(state, 10), wide = random_chance(state, 15);
	uint32_t cases = random_chance(state, 25) ? 1 + random_below(state, 100) : 0;
	size_t left = many ? 150 : 100 + random_below(state, MOST - 100);

	r->log.dictionary =
		many_kinds(sc, many ? 257 + random_below(state, 150) : 1 + random_below(state, 90));
	crowd_rules(sc, state, r, many ? 300 : 1 + random_below(state, 12));
	if (random_chance(state, 60))
		make_plain(sc, r);
	r->log.at = NEW_ARRAY(sc, struct trail_event, MOST + 300);
	r->funnel_steps = 2;
	for (uint32_t c = random_below(state, 3), of = c; left && c < of + CUSTOMERS; c++) {
		size_t n = crowd_customer(
			state, r, c, random_chance(state, 50) ? cases : 0, wide, how_many(state));
		left -= n < left ? n : left;
	}
	random_finish(sc, state, r);
	return r;
}
