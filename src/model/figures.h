/* figures - the measured numbers of one touchpoint, one stage: what the map shows of them. */
#pragma once

#include "base/str.h"
#include "model/estimate.h"

/* What a touchpoint and a stage have in common. */
struct map_figures {
	uint64_t customers, journeys; /* that reach it */
	struct estimate reach;        /* share of all journeys */
	uint64_t visits, events;
	uint64_t repeats;                              /* events minus visits */
	uint64_t returns;                              /* visits after the first in the same journey */
	uint64_t entries, arrivals, exits, departures; /* entries + arrivals = visits = exits + departures */
	struct estimate drop_off; /* of the journeys that reached it a silence limit ago: ended here, left */
	bool critical;            /* drop-off significantly above the map's, and above the effect floor */
	struct estimate conversion; /* share of the settled journeys that reached it which converted */
	struct duration dwell;      /* first event of a visit to the first of the next visit */
	struct duration time_on;    /* the same where the next visit lies in the same session */
	struct estimate feeling;    /* mean on -2..+2; n = customers who rated */
	struct str scale;    /* the scales rated on: "nps", "1-5", "1-5, nps"; p NULL without ratings */
	struct estimate nps; /* -100..+100; known only where the ratings are NPS */
	unsigned evidence;   /* grade 0 (none) to 4 (strong), from n */
};

/* Nothing leads here that could be counted: a hand put it onto the map.  There is no data, which is not nobody. */
static inline bool figures_never_counted(const struct map_figures *f)
{
	return !f->events && !f->reach.known && !f->reach.n;
}
