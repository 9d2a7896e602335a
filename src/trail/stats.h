/* stats - the small tables that everything on a map derives from, and that can be added up.
 *
 *	struct stats_ask ask = { .tables = STATS_MAP, .dictionary = dictionary, .n = rules.touchpoints };
 *	struct stats *s = stats_count(sc, trail, &rules, &wish, &ask);
 *	stats_merge(sc, s, stats_count(sc, other_half, &rules, &wish, &ask));
 *
 * This is the seam between counting and understanding: the trail computes these tables on one machine,
 * several machines compute them for their share of the customers and add them, and insight/ never knows
 * which.  What cannot be expressed as an addable table does not go on the map.  Adding up is exact: counts
 * and histograms are integers; the sums of ratings are integers of 1/1000 of a point.
 *
 * What is asked for is counted and nothing else: what was not asked for stays 0 or NULL.  Customers,
 * events and journeys (units) always are counted.
 */
#pragma once

#include "trail/hist.h"
#include "trail/walk.h"

enum { STATS_PLACE = 65536, STATS_GRAM = 4 };

enum stats_table {
	STATS_MOVES = 1 << 0,       /* transitions[].count */
	STATS_GAPS = 1 << 1,        /* transitions, with all their weights */
	STATS_TOUCHPOINTS = 1 << 2, /* at[], but the following two */
	STATS_DWELL = 1 << 3,       /* at[].dwell, time_on */
	STATS_RATINGS = 1 << 4,     /* at[].ratings */
	STATS_ORDER = 1 << 5,       /* first_before, together, place */
	STATS_KINDS = 1 << 6,       /* kind_events */
	STATS_VARIANTS = 1 << 7,
	STATS_GRAMS = 1 << 8,
	STATS_LENGTH = 1 << 9,  /* length */
	STATS_STYLES = 1 << 10, /* movement; of sessions */
	STATS_TIMES = 1 << 12,  /* span, to_goal */
	STATS_STATES = 1 << 11, /* converted, left, open, settled, cases, from_s, to_s */
	STATS_MAP = STATS_STATES | STATS_GAPS | STATS_TOUCHPOINTS | STATS_DWELL | STATS_RATINGS | STATS_KINDS,
	STATS_ALL = (1 << 13) - 1,
};

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
	uint64_t backs; /* of the returns: those with one visit elsewhere between, there and back */
	uint64_t entries, arrivals, exits, departures;
	uint64_t settled; /* journeys that first came a silence limit before now; none that only answered */
	uint64_t left;    /* of these: it is their last touchpoint and their state is `left` */
	uint64_t settled_converted; /* of these: reached the goal */
	struct hist dwell, time_on;
	struct stats_ratings ratings;
};

struct stats_transition {
	uint64_t count, journeys;
	struct hist gap; /* last event here to first event there */
};

struct stats_variant {
	uint64_t key[2]; /* 127-bit hash of the sequence of event names; the last bit is 0 */
	uint64_t count, converted;
};

/* A run of event names, one directly after the other in a journey. */
struct stats_gram {
	uint16_t names[STATS_GRAM]; /* codes of event names */
	uint8_t n;                  /* of them; the rest is 0 */
	uint64_t count, customers;
};

enum style { STYLE_STUCK, STYLE_SEARCHING, STYLE_WANDERING, STYLE_DIRECT, STYLE_OTHER, STYLES };
const char *style_name(enum style style); /* "stuck" */

/* What an event says of how somebody moves: bits, by kind. */
enum style_mark { STYLE_MARK_SEARCH = 1, STYLE_MARK_STUCK = 2, STYLE_MARK_FORM = 4 };

/* How the units moved, and the measures behind the label: units in which it happened at all. */
struct stats_styles {
	uint64_t units[STYLES];
	uint64_t searched, stuck, same_form, returned, left_quickly;
	uint64_t visits, returns, quick; /* of all: visits; to an earlier place; left again within 10 s */
};

struct stats {
	uint32_t n; /* touchpoints; index n is "unsorted" */
	uint32_t kinds;
	uint64_t customers, events, journeys, converted, left, open, answered;
	uint64_t settled; /* journeys that started a silence limit before now; none that only answered */
	uint64_t settled_converted, settled_left;
	uint64_t cases;                        /* journeys that the log brought */
	int64_t from_s, to_s;                  /* first and last event */
	struct stats_touchpoint *at;           /* [n + 1] */
	struct stats_transition **transitions; /* [(n + 1) * (n + 1)], from * (n + 1) + to; NULL where none */
	uint64_t *first_before; /* [(n + 1)^2]: journeys in which a's first visit precedes b's */
	uint64_t *together;     /* [(n + 1)^2]: journeys that reach both */
	uint64_t *place;        /* [n + 1]: sum over journeys of the first visit's relative place in the
	                                * journey, 0 .. STATS_PLACE; half of it where there is one visit */
	uint64_t *kind_events;  /* [kinds] */
	struct stats_variant *variants; /* sorted by key */
	size_t n_variants;
	struct stats_gram *grams; /* sorted by length, then by names */
	size_t n_grams;
	struct hist length, span,
		to_goal; /* events of a unit; first to last; first to the goal, where reached */
	struct stats_styles styles;
};

/* What is counted.  `n` is the number of touchpoints, or of what the walk's wish folds them to. */
struct stats_ask {
	unsigned tables;
	const struct dictionary *dictionary;
	uint32_t n;
	unsigned gram;             /* for STATS_GRAMS: up to so many names, 1 .. STATS_GRAM */
	const uint8_t *style_mark; /* for STATS_STYLES: [kinds] */
};

/* The rules of the map; which customers, which period, which unit, how many threads. */
struct stats *stats_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *wish, const struct stats_ask *ask);

/* Adds `from` to `into`: of the same map, about other customers. */
void stats_merge(struct scope *sc, struct stats *into, const struct stats *from);

static inline size_t stats_pair(const struct stats *s, uint32_t from, uint32_t to)
{
	return (size_t)from * (s->n + 1) + to;
}
