/* candidates - what the events of an unknown log could be touchpoints of: event names, and templates of pages.
 *
 *	struct candidates *c = candidates_find(sc, study);
 *	c->at[i].name, c->at[i].reach                 // the farthest-reaching first
 *
 * A page view is a candidate by its page; everything else by its event name.  Parts of addresses that take
 * more than CANDIDATE_PAGES values under one parent become `*`.
 */
#pragma once

#include "answer/study.h"

enum { CANDIDATE_PAGES = 50, CANDIDATES_MOST = 40 };

struct candidate_touchpoint {
	struct str name;            /* the event's name, or the template of the page */
	bool is_page, is_asked;     /* asked: all of it comes from surveys and interviews */
	LIST(struct match) matches; /* what it gathers */
	uint64_t reach;             /* journeys */
};

struct candidates {
	LIST(struct candidate_touchpoint) at; /* by reach, largest first, then by name */
	uint64_t journeys;
	size_t rare; /* how many were left out: under 1 % of the journeys, or past CANDIDATES_MOST */
};

struct candidates *candidates_find(struct scope *sc, struct study *study) MUST_USE;
