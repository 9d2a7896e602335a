/* slow - the counting of paths.md once more, slow and obvious: what the trail is held against.
 *
 *	struct slow *w = slow_walk(sc, log, rules, wish);         // units, each with its events and touchpoints
 *	struct slow_stats *s = slow_stats(sc, w, &ask);
 *	struct slow_funnel *f = slow_funnel(sc, w, &funnel);
 *
 * Nothing here shares code with src/trail; its structs of events, rules and wishes are the input.  Lists are
 * exact: no histogram, no hash.
 */
#pragma once

#include "trail/build.h"
#include "trail/funnel.h"
#include "trail/stats.h"
#include "trail/steps.h"
#include "trail/walk.h"

struct slow_log { /* in any order */
	struct trail_event *at;
	size_t n;
	uint32_t customers;
	const struct dictionary *dictionary;
};

struct slow_event {
	struct trail_event is;
	int touch;
	int journey; /* of the customer's: by it the events of a journey are told apart */
	int session;
};

struct slow_unit {
	uint32_t customer;
	LIST(struct slow_event) events;
	bool goal, open, is_case;
	int goal_at; /* its first event at the goal; -1: none */
	enum journey_state state;
};

struct slow {
	const struct slow_log *log;
	const struct walk_rules *rules;
	LIST(struct slow_unit) units;
};

int64_t slow_seconds(int64_t time_us); /* floored */
int64_t slow_between(const struct slow_event *a, const struct slow_event *b);

/* One customer's events in their order. */
struct slow_event *slow_history(struct scope *sc, const struct slow_log *log, uint32_t customer, size_t *n);
struct slow *slow_walk(struct scope *sc, const struct slow_log *log, const struct walk_rules *rules,
	const struct walk_wish *wish);
int64_t slow_silence(struct scope *sc, const struct slow_log *log, int64_t idle_s);

struct slow_list {
	LIST(int64_t) at;
};

/* Nearest rank; of a copy that it sorts. */
int64_t slow_quantile(struct scope *sc, const struct slow_list *list, double q);

struct slow_visit {
	int touch;
	size_t first, last; /* events of the unit */
};

struct slow_visits {
	size_t n;
	struct slow_visit *at;
};

struct slow_visits slow_visits(struct scope *sc, const struct slow_unit *u);

struct slow_touch {
	uint64_t customers, journeys, visits, events, returns, backs, entries, arrivals, exits, departures;
	uint64_t settled, left, settled_converted;
	struct slow_list dwell, time_on;
	uint64_t rated, answers, nps_n, promoters, detractors;
	int64_t sum, sum_squares;
};

struct slow_move {
	uint64_t count, journeys;
	struct slow_list gaps;
};

struct slow_variant {
	const struct slow_unit *like;
	uint64_t count, converted;
};

struct slow_gram {
	uint32_t names[STATS_GRAM]; /* codes of event names */
	size_t n;
	uint64_t count;
	LIST(uint32_t) customers;
};

struct slow_stats {
	size_t n; /* touchpoints with unsorted */
	uint64_t customers, events, journeys, converted, left, open, answered, settled, settled_converted,
		settled_left, cases;
	int64_t from_s, to_s;
	struct slow_touch *at;
	struct slow_move *moves; /* [n * n] */
	uint64_t *first_before, *together, *kind_events;
	double *place;
	LIST(struct slow_variant) variants;
	LIST(struct slow_gram) grams;
	struct slow_list length, span, to_goal;
	struct stats_styles styles;
};

/* All tables, whatever is asked for. */
struct slow_stats *slow_stats(struct scope *sc, const struct slow *walk, const struct stats_ask *ask);

/* A part of it: variants, grams, lengths and styles of one unit. */
void slow_ways(struct scope *sc, const struct slow *walk, const struct slow_unit *u,
	const struct stats_ask *ask, struct slow_stats *s);

struct slow_row {
	uint64_t reached, passed, open;
	struct slow_list time;
	bool *customers;
};

struct slow_funnel {
	bool who; /* whether the customers were wished for */
	uint64_t units, entered;
	struct slow_row rows[FUNNEL_STEPS];
};

/* Over all chains: for short units and few steps only. */
struct slow_funnel *slow_funnel(struct scope *sc, const struct slow *walk, const struct funnel_wish *wish);

struct slow_steps {
	size_t rows;
	uint64_t journeys, anchors, all;
	uint64_t *at;    /* as in struct steps */
	uint64_t *links; /* likewise; NULL: not wished */
};

struct slow_steps *slow_steps(
	struct scope *sc, const struct slow *walk, const struct steps_wish *wish, size_t columns);
