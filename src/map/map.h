/* map - a customer journey map, computed: a definition, and what the evidence says of each of its parts.
 *
 *	struct map *map = map_make(sc, &input);           // make.h
 *	draw_svg(sc, map, out);
 *
 * Plain values all through, ready to be drawn: nothing here is computed again by whoever shows it.  Counts
 * are integers, shares are 0..1, durations are in seconds, feelings are -2..+2, times are microseconds UTC.
 */
#pragma once

#include "insight/gap.h"
#include "insight/voices.h"
#include "model/channel.h"
#include "model/definition.h"
#include "model/figures.h"
#include "model/metric.h"

/* A sentence part of a cell; basis tells its border when drawn. */
struct map_cell {
	struct str text;
	enum basis basis;
	struct str quote,
		said; /* a customer's words, drawn under the text; where and when: "survey, 2026-05-02" */
	bool written; /* by a person, in the definition: it can be changed there */
	struct str
		stage; /* where it was written of a stage, whose first touchpoint it stands at: its id; else p NULL */
	struct attached_list attachments;
};

struct map_cells {
	LIST(struct map_cell) cells; /* none: the cell is empty, which is "no data" in a lane of figures */
};

struct map_event { /* one of the kinds' event names that make up a touchpoint */
	struct str name;
	uint64_t events;
};

struct map_next {       /* where journeys go from here */
	int touchpoint; /* index; MAP_UNSORTED, MAP_EXIT */
	uint64_t count;
	double share; /* of this touchpoint's visits */
};

/* What a source reports of many at once (views, costs), no customer's: a line of the metrics' lane. */
struct map_sum {
	double amount;
	uint64_t rows; /* that it was put together from; 0: none */
	int64_t from_us, to_us;
};

struct map_sums {
	struct str name, currency; /* p NULL: no money */
	enum metric_way way;
	struct map_sum *at;       /* one a touchpoint */
	size_t touchpoints;       /* how many have one */
	struct map_sum elsewhere; /* of no touchpoint: the whole map's */
};

/* What was expected at a touchpoint against what came. */
enum map_gap_kind {
	MAP_GAP_PROMISE, /* a time that a property promises, and the event that fulfils it */
	MAP_GAP_WITHIN,  /* a time that the map promises, since another touchpoint */
	MAP_GAP_SURVEY,  /* two ratings of one customer */
	MAP_GAP_PLAN,    /* a planned step, and whether it happened */
	MAP_GAPS,
};

const char *map_gap_name(enum map_gap_kind kind); /* "promise" */

struct map_gap {
	int touchpoint; /* where it came true; -1: at none of the map's */
	enum map_gap_kind kind;
	struct str expected,
		actual;   /* names: of the property or question that says what was expected, and of the event,
				      * question or touchpoint that says what came */
	struct str scale; /* of points: "1-5"; else p NULL */
	bool by_day;      /* days were promised, no times of day: whole days are compared */
	struct gap gap;
	uint64_t open, overdue; /* promised and not come: the time still ahead; past */
};

/* A planned map's steps, journey by journey. */
struct map_plan {
	size_t steps, unseen; /* up to the goal; of them those that no match could ever see are left out */
	uint64_t journeys;    /* that came to any of them */
	struct gap gap;       /* of the steps up to the furthest that a journey came to */
	struct estimate unplanned; /* names of events at no step, in the mean */
	struct estimate in_order;
};

/* A channel as the company has it: its own, or one of the known ones under another name, colour or symbol. */
struct map_channel {
	struct str key, name;
	char colour[8]; /* "#2563A8" */
	enum channel symbol;
};

enum { MAP_UNSORTED = -1, MAP_EXIT = -2, MAP_NEXT = 3 };

struct map_touchpoint {
	struct str id, name;
	size_t stage;         /* index into stages */
	enum channel channel; /* of the known ones; of one of the company's own that whose symbol it has */
	const struct map_channel *own; /* NULL: as Wend knows it */
	struct str
		channel_words; /* the channels as the sources wrote them: "Internet, Desk"; p NULL if none */
	enum owner owner;
	bool is_goal, moment_of_truth;
	bool answers;            /* customers only answer and write here */
	bool strongest, weakest; /* of the map */
	struct map_figures figures;
	LIST(struct map_event) events; /* the commonest first; they add up to figures.events */
	struct map_next next[MAP_NEXT];
	size_t n_next;
	LIST(struct str) leads_to;       /* ids of maps */
	struct str when;                 /* "before order-placed", or p NULL */
	const struct voice_place *voice; /* what customers said of it; NULL: nobody did */
};

struct map_stage {
	struct str id, name, why; /* why it was proposed, or p NULL */
	size_t first, count;      /* its touchpoints */
	struct map_figures figures;
};

/* The lanes in the order in which they are drawn.  `cells` has one entry a touchpoint. */
enum lane {
	LANE_ACTIONS,
	LANE_CHANNELS,
	LANE_THOUGHTS,
	LANE_FEELING, /* drawn from figures */
	LANE_EXPECTED,
	LANE_NEEDS,
	LANE_PAINS,
	LANE_GAINS,
	LANE_DROP_OFF, /* drawn from figures */
	LANE_IMPORTANCE,
	LANE_OPPORTUNITIES,
	LANE_METRICS,  /* drawn from figures: reach, visits, dwell, time on it */
	LANE_EVIDENCE, /* drawn from figures */
	LANE_BACKSTAGE,
	LANE_TEXT,
	LANES,
};

const char *lane_key(enum lane lane);  /* "drop_off" */
const char *lane_name(enum lane lane); /* "Leaving" */
bool lane_find(struct str key, enum lane *out) MUST_USE;
bool lane_is_drawn(enum lane lane); /* from figures: it has no cells */

struct map_lane {
	enum lane lane;
	struct map_cells *cells; /* one a touchpoint; NULL for a lane that is drawn from figures */
};

/* Of several personas what one of them alone does and feels at a touchpoint. */
struct map_point {
	uint64_t customers, journeys; /* of the persona, that come here */
	struct estimate reach;        /* share of the persona's journeys */
	struct estimate feeling; /* known where the persona's customers answered what the map's curve is of */
	struct str scale;        /* as map_figures has it */
};

struct map_curve {
	struct str persona, name; /* its id; as people call it */
	uint64_t customers, journeys;
	struct map_point *at; /* one a touchpoint */
};

enum { MAP_CURVES = 6 }; /* so many personas have a curve of their own */

struct map_source {
	enum source_kind source;
	uint64_t events;
	uint64_t notes; /* of staff, which are no events */
	int64_t newest_us;
};

/* A picture of a cell, for drawings: no part of what the map says (answer/pictures.h). */
struct map_picture {
	struct str id, bytes;
	bool jpeg; /* else a PNG */
	uint32_t width, height;
};

struct map {
	struct str id, title, scenario, owner;
	struct str review; /* a day; p NULL: not said */
	LIST(struct str) personas;
	LIST(struct map_curve) curves; /* of two personas and more whose customers can be told; else none */
	enum map_state state;

	struct str goal_name; /* p NULL: no goal */
	struct str goal_why;  /* where it was guessed; p NULL where a person set it */
	bool goal_is_case;    /* complete cases are the goal: no touchpoint is */

	int64_t from_us, to_us; /* first and last event */
	int64_t silence_us;
	bool silence_auto, silence_learnt; /* not set by a person; found in the data, not the usual one */
	bool has_cases;                    /* journeys came with the log, they were not cut */
	uint64_t customers, events, quarantined;
	struct {
		uint64_t total, converted, left, open; /* converted means nothing without a goal */
		uint64_t answered;                     /* nothing but answers: of nobody who was on the way */
	} journeys;
	struct estimate conversion; /* of the settled journeys; not known without a goal */
	struct estimate drop_off;   /* the map's own: what touchpoints are compared with */
	struct {
		uint64_t distinct, commonest;
	} variants;
	struct {
		uint64_t events, visits, journeys, kinds;
		LIST(struct map_event) largest;
	} unsorted; /* what no touchpoint matches: counted, shown beside the map */

	LIST(struct map_source) sources;
	LIST(struct map_stage) stages;
	LIST(struct map_touchpoint) touchpoints; /* all stages', in order */
	LIST(struct map_lane) lanes;
	LIST(struct map_sums) sums; /* those of touchpoints first, the largest first */
	uint64_t sums_left_out;     /* names past the ceiling */

	const struct voices *voices; /* all that was said; NULL: nothing was */
	LIST(struct map_gap) gaps;   /* of its touchpoints, in their order */
	const struct map_plan *plan; /* NULL: the map is not planned */
	LIST(struct str) findings;   /* sentences: weakest, strongest, critical moments, where most leave */
	LIST(struct str) remarks;    /* sentences: what was assumed, guessed, left out */
	LIST(struct map_picture) pictures;
	char input_hash[17]; /* of everything above came from */
};

enum { MAP_SUMS = 6 }; /* so many lines of sums are drawn; what is data has all */

/* The curve of the map's i-th persona; NULL: it has none. */
const struct map_curve *map_persona_curve(const struct map *map, size_t i);

/* How the map's i-th persona is called: by its curve where it has one, else as the definition names it. */
struct str map_persona_name(const struct map *map, size_t i);

/* How many lines of sums there are to draw, and how many more would be. */
size_t map_sums_shown(const struct map *map);
size_t map_sums_more(const struct map *map);
