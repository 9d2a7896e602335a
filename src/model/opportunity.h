/* opportunity - a change worth making: what it is worth, what it takes, who does it, how far it is.
 *
 *	struct opportunity *o = paper_read(sc, PAPER_OPPORTUNITY, DOCUMENT_GUESS, yaml);
 *	... o->effort.value, o->effect.low, o->effect.unit ...
 */
#pragma once

#include "model/paper.h"

enum { OPPORTUNITY_PLACES = 250, OPPORTUNITY_GROUNDS = 200 }; /* ceilings */

enum opportunity_status {
	OPPORTUNITY_IDEA,
	OPPORTUNITY_PLANNED,
	OPPORTUNITY_DOING,
	OPPORTUNITY_DONE,
	OPPORTUNITY_DROPPED,
	OPPORTUNITY_STATUSES
};

const char *opportunity_status_name(enum opportunity_status status);

/* What it is expected to change, from and to, in these words: "points of conversion". */
struct effect {
	struct paper_number low, high;
	struct str unit;
};

/* A cell of the map or a note that it rests on. */
struct ground {
	struct str at, lane;      /* a touchpoint or stage, and a lane; or p NULL */
	struct paper_number note; /* a note's number */
};

struct opportunity {
	struct str id, title, about, owner;
	struct str map, persona; /* ids; p NULL: of none in particular */
	struct paper_list touchpoints;
	struct effect effect;                               /* unit p NULL: not said */
	struct paper_number customer_value, business_value; /* 0..100 */
	struct paper_number effort;                         /* 0 nothing .. 5 very much */
	enum opportunity_status status;
	LIST(struct ground) grounds;
};

/* The cheap first, of these those of most effect (of one and the same unit), then those of most value; what is
 * not known stands behind what is.  Fits qsort, of pointers to struct opportunity or what begins with
 * one. */
int opportunity_compare(const void *a, const void *b);
