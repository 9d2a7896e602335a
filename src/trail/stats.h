/* stats - the small tables that everything on a map derives from, and that can be added up.
 *
 *	struct stats *s = stats_count(sc, trail, &rules, &wish, dictionary, n);
 *	stats_merge(sc, s, stats_count(sc, other_half, &rules, &wish, dictionary, n));
 *
 * This is the seam between counting and understanding: the trail computes these tables on one machine,
 * several machines compute them for their share of the customers and add them, and insight/ never knows
 * which.  What cannot be expressed as an addable table does not go on the map.  Adding up is exact: counts
 * and histograms are integers; the sums of ratings are integers of 1/1000 of a point.
 */
#pragma once

#include "trail/hist.h"
#include "trail/walk.h"

enum { STATS_PLACE = 65536 };

struct stats_ratings {
	uint64_t n;               /* customers who rated here: one value a customer, the mean of theirs */
	int64_t sum, sum_squares; /* of that value on the feeling scale, in 1/1000 and in 1/1000000 */
	uint64_t answers;         /* single ratings */
	uint64_t nps_n, promoters, detractors; /* customers by their last NPS answer here */
	uint32_t scales;                       /* bit a scale (enum scale) */
};

struct stats_touchpoint {
	uint64_t customers, journeys;     /* that reach it */
	uint64_t visits, events, returns; /* returns: visits after the first in the same journey */
	uint64_t entries, arrivals, exits, departures;
	uint64_t settled;           /* journeys that first came at least one silence limit before now */
	uint64_t left;              /* of these: it is their last touchpoint and their state is `left` */
	uint64_t settled_converted; /* of these: reached the goal */
	struct hist dwell, time_on;
	struct stats_ratings ratings;
};

struct stats_transition {
	uint64_t count, journeys;
	struct hist gap; /* last event here to first event there */
};

struct stats_variant {
	uint64_t key[2]; /* 128-bit hash of the sequence of event names */
	uint64_t count, converted;
};

struct stats {
	uint32_t n; /* touchpoints; index n is "unsorted" */
	uint32_t kinds;
	uint64_t customers, events, journeys, converted, left, open;
	uint64_t settled; /* journeys that started at least a silence limit before now */
	uint64_t settled_converted, settled_left;
	uint64_t cases; /* journeys that the log brought */
	int64_t from_us, to_us;
	struct stats_touchpoint *at;           /* [n + 1] */
	struct stats_transition **transitions; /* [(n + 1) * (n + 1)], from * (n + 1) + to; NULL where none */
	uint64_t *first_before; /* [(n + 1)^2]: journeys in which a's first visit precedes b's */
	uint64_t *together;     /* [(n + 1)^2]: journeys that reach both */
	uint64_t *place;        /* [n + 1]: sum over journeys of the first visit's relative place in the
	                                * journey, 0 .. STATS_PLACE; half of it where there is one visit */
	uint64_t *kind_events;  /* [kinds] */
	struct stats_variant *variants; /* sorted by key */
	size_t n_variants;
};

/* How the tables are counted: the rules of the map; which customers, which period, which unit; `n` is the
 * number of touchpoints, or of what `wish` folds them to. */
struct stats *stats_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *wish, const struct dictionary *dictionary, uint32_t n);

/* Adds `from` to `into`: of the same map, about other customers. */
void stats_merge(struct scope *sc, struct stats *into, const struct stats *from);

static inline size_t stats_pair(const struct stats *s, uint32_t from, uint32_t to)
{
	return (size_t)from * (s->n + 1) + to;
}
