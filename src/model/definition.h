/* definition - a map as people write it: persona, goal, stages, touchpoints, matches, lanes, cells.
 *
 * The first of the three layers of truth: written by people (or proposed to them), versioned, and never
 * changed by new evidence.  definition_read and definition_write (definition_io.h) know its YAML and JSON.
 */
#pragma once

#include "model/dictionary.h"

enum { /* ceilings */
	DEFINITION_TOUCHPOINTS = 250,
	DEFINITION_STAGES = 32,
	DEFINITION_MATCHES = 5000, /* of one touchpoint */
	DEFINITION_CELLS = 20000,
	DEFINITION_PERSONAS = 32,
	DEFINITION_CHECKS = 1000,
	DEFINITION_KEYWORDS = 200, /* of one touchpoint */
	DEFINITION_LEADS_TO = 32,  /* maps, of one touchpoint */
	DEFINITION_ATTACHED = 10,  /* of one cell */
	ATTACHMENT_DIGITS =
		64, /* of an attachment's id: the SHA-256 of its bytes, in small hexadecimal digits */
};

enum map_state { MAP_CURRENT, MAP_PLANNED, MAP_FUTURE, MAP_STATES };
enum basis { BASIS_OBSERVED, BASIS_REPORTED, BASIS_INFERRED, BASIS_ASSUMED, BASES };
enum owner { OWNER_BRAND, OWNER_PARTNER, OWNER_CUSTOMER, OWNER_SOCIAL, OWNERS };
enum when { WHEN_ALWAYS, WHEN_BEFORE, WHEN_AFTER };

/* Any of the five may be named; all that are named must hold.  Letter case is ignored; a text that ends in
 * `*` holds for everything that starts with what stands before it; an empty text holds where the kind has none.
 * All five named: exactly that kind, as dragging stores it, `*` and all.  p NULL: not named.  (matching.h) */
struct match {
	struct str source, event, page, channel, campaign;
};

/* What may be expected at a touchpoint: one of three.  All p NULL and 0: nothing is said. */
struct expectation {
	struct str
		property; /* of an earlier event: the time promised; or the rating expected, of the same record */
	struct str rating; /* the event that says which rating was expected */
	int64_t within_us; /* no later than so long after `since`, a touchpoint's id */
	struct str since;
};

struct touchpoint {
	struct str id;      /* the event's own name where it is one event */
	struct str name;    /* as a person would write it */
	struct str channel; /* a channel's key, or p NULL: the one most of its events came over */
	enum owner owner;
	LIST(struct match) matches; /* any of them */
	enum when when;             /* before or after (not since, since) `when_at` in this journey */
	struct str when_at;         /* a touchpoint's id */
	bool moment_of_truth;
	LIST(struct str) keywords; /* what is said with one of them is about this touchpoint */
	struct expectation expected;
	LIST(struct str)
	leads_to; /* ids of maps that take the journey up from here; they need not be there yet */
};

struct stage {
	struct str id, name;
	struct str why; /* why it was proposed: "words: cart, payment"; p NULL where a person made it */
	LIST(struct touchpoint) touchpoints;
};

/* A picture or a file that stands in a cell: what it is in the workspace, and how people call it. */
struct attached {
	struct str id, name;
};

struct attached_list {
	struct attached *at;
	size_t n, room;
};

struct definition_cell {
	struct str at; /* id of a touchpoint or of a stage */
	struct str lane, text;
	enum basis basis;
	struct attached_list attachments;
};

struct definition {
	struct str id, title, scenario;
	LIST(struct str) personas;
	enum map_state state;
	struct str goal;     /* a touchpoint's id; p NULL: no goal.  GOAL_CASE_COMPLETE: the case ended */
	struct str goal_why; /* where the goal was guessed: why; p NULL where a person set it */
	bool end_at_goal;    /* a journey ends at its goal */
	int64_t silence_us;  /* 0: auto */
	LIST(struct stage) stages;
	LIST(struct str) lanes; /* in their order; empty: the default */
	LIST(struct definition_cell) cells;
	struct str owner;
	struct str review; /* "2027-03-31": by this day somebody should look at it again; p NULL: not said */
	struct str checks_json; /* promises, as written: a compact JSON list; p NULL: none */
};

#define GOAL_CASE_COMPLETE STR("(case complete)")

/* Touchpoints are numbered through all stages, in order.  NULL, -1 when there is none. */
size_t definition_touchpoints(const struct definition *def);
const struct touchpoint *definition_touchpoint(const struct definition *def, size_t index);
int definition_find(const struct definition *def, struct str touchpoint_id);
size_t definition_stage_of(const struct definition *def, size_t index);

/* Whether it is written as an attachment's id is; there may be none of it. */
bool attachment_id_ok(struct str id);

const char *map_state_name(enum map_state state);
const char *basis_name(enum basis basis);
const char *owner_name(enum owner owner);
