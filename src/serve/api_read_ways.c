#include "answer/paths.h"
#include "answer/questions.h"
#include "base/when.h"
#include "serve/api_ask.h"
#include "serve/api_read.h"
#include "serve/api_shapes.h"
#include "tell/ways.h"

enum { DEPTH = 5, TOP = 10, RUN = 3 }; /* where nobody says */

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
#define WHERE { "where", SHAPE_TEXT, 0, .most = 4000, .about = "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID" }
#define ESTIMATE(name, what) { name, SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate, .about = what }
#define COUNT(name, what) { name, SHAPE_COUNT, SHAPE_NEEDED, .about = what }

static const struct shape_field step_fields[] = {
	{ "name", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "the touchpoint's id, or the event's own name" },
	{ "label", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "as a person would write it" },
	COUNT("reached", "that came so far"), COUNT("lost", "of those: that went no further"), COUNT("open", "of those: that may still go on"),
	ESTIMATE("share", "of the first step"), ESTIMATE("share_previous", "of the step before"),
	{ "median_s", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "seconds from the step before" },
};
static const struct shape step_shape = { "FunnelStep", "a step of a funnel", step_fields, COUNT_OF(step_fields), false };
static const struct shape_field funnel_fields[] = {
	{ "unit", SHAPE_TEXT, SHAPE_NEEDED, .words = "journeys customers sessions" },
	{ "counted", SHAPE_TEXT, SHAPE_NEEDED, .words = "journeys customers sessions attempts" },
	{ "mode", SHAPE_TEXT, SHAPE_NEEDED, .words = "ordered strict any open" },
	COUNT("units", "all that were looked at"), COUNT("entered", "that came to a first step"),
	{ "where", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "which customers, in words" },
	{ "steps", SHAPE_LIST, SHAPE_NEEDED, .of = &step_shape },
};
static const struct shape funnel_shape = { "Funnel", "how many get through a sequence of steps", funnel_fields, COUNT_OF(funnel_fields), false };
static const struct shape_field funnel_queries[] = {
	{ "steps", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 4000, .about = "touchpoints, stages or event names in their order, commas between" },
	{ "mode", SHAPE_TEXT, 0, .words = "ordered strict any open" },
	{ "unit", SHAPE_TEXT, 0, .words = "journeys customers sessions" },
	{ "within", SHAPE_TEXT, 0, .most = 40, .about = "one window from the first step: 7d, 1h30m" },
	{ "step_within", SHAPE_TEXT, 0, .most = 400, .about = "a window from each step to the next: one for all, or one each" },
	{ "without", SHAPE_TEXT, 0, .most = 4000, .about = "what stops the way between two steps, commas between" },
	{ "first_attempt", SHAPE_BOOL, 0, .about = "only the first occurrence of the first step starts" },
	{ "totals", SHAPE_BOOL, 0, .about = "every occurrence of the first step is an attempt" },
	WHERE, PERIOD_QUERY,
};

static const struct shape_field gap_fields[] = {
	{ "median_s", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "p95_s", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape gap_shape = { "FlowGap", "seconds from the last event here to the first there", gap_fields, COUNT_OF(gap_fields), false };
static const struct shape_field move_fields[] = {
	{ "from", SHAPE_TEXT, SHAPE_NEEDED, .about = "a touchpoint's id, or (unsorted)" }, { "to", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	COUNT("count", "how often"), COUNT("journeys", "in how many journeys"),
	ESTIMATE("share_departures", "of the visits at `from` that went on"), ESTIMATE("share_arrivals", "of the visits at `to` that came from one"),
	{ "gap", SHAPE_OBJECT, SHAPE_NEEDED, .of = &gap_shape },
};
static const struct shape move_shape = { "FlowMove", "directly from one visit to the next", move_fields, COUNT_OF(move_fields), false };
static const struct shape place_shape = { "FlowRow", "how many are where: counts by touchpoint", NULL, 0, true };
static const struct shape_field link_fields[] = {
	COUNT("row", "from this row to the next"), { "from", SHAPE_TEXT, SHAPE_NEEDED, .about = "where they are in this row: a touchpoint's id, (unsorted), (ended)" },
	{ "to", SHAPE_TEXT, SHAPE_NEEDED, .about = "and in the next" }, COUNT("count", NULL),
};
static const struct shape link_shape = { "FlowLink", "how many go from one place to another between two rows", link_fields, COUNT_OF(link_fields), false };
static const struct shape_field matrix_fields[] = {
	COUNT("journeys", "with an anchor"), COUNT("anchors", "what stands in each row"), COUNT("before", "rows before the anchor"),
	{ "direction", SHAPE_TEXT, SHAPE_NEEDED, .words = "forward backward" },
	{ "rows", SHAPE_LIST, SHAPE_NEEDED, .of = &place_shape, .about = "visit by visit" },
	{ "links", SHAPE_LIST, 0, .of = &link_shape, .most = SHAPE_ROWS_MOST, .about = "only where they were asked for: what goes from each row to the next" },
};
static const struct shape matrix_shape = { "FlowSteps", "where journeys are, visit by visit", matrix_fields, COUNT_OF(matrix_fields), false };
static const struct shape_field flow_fields[] = {
	{ "unit", SHAPE_TEXT, SHAPE_NEEDED, .words = "journeys" }, COUNT("journeys", NULL),
	{ "transitions", SHAPE_LIST, SHAPE_NEEDED, .of = &move_shape, .most = SHAPE_ROWS_MOST, .about = "the most frequent first" },
	{ "steps", SHAPE_OBJECT, SHAPE_NEEDED, .of = &matrix_shape },
};
static const struct shape flow_shape = { "Flow", "how customers move from visit to visit", flow_fields, COUNT_OF(flow_fields), false };
static const struct shape_field flow_queries[] = {
	{ "from", SHAPE_TEXT, 0, .most = 400, .about = "what follows this touchpoint" },
	{ "to", SHAPE_TEXT, 0, .most = 400, .about = "what comes before it; with from, the ways between them" },
	{ "depth", SHAPE_COUNT, 0, .least = 1, .most = STEPS_DEPTH, .about = "how many visits far (5)" },
	{ "anchor", SHAPE_TEXT, 0, .words = "first last every", .about = "which visits there (first)" },
	{ "centred", SHAPE_BOOL, 0, .about = "as many visits before the touchpoint as after it" },
	{ "links", SHAPE_BOOL, 0, .about = "what goes from each visit to the next as well, for a picture of the flow" },
	WHERE, PERIOD_QUERY,
};

static const struct shape_field variant_fields[] = {
	{ "events", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .most = SHAPE_ROWS_MOST }, COUNT("count", NULL), COUNT("converted", "of those: that reached the goal"), ESTIMATE("share", "of all units"),
};
static const struct shape variant_shape = { "Variant", "a whole sequence of events", variant_fields, COUNT_OF(variant_fields), false };
static const struct shape_field run_fields[] = {
	{ "events", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT }, COUNT("count", NULL), COUNT("customers", "whose they are"), ESTIMATE("share", "of all units"),
};
static const struct shape run_shape = { "Run", "events directly after each other", run_fields, COUNT_OF(run_fields), false };
static const struct shape_field variants_fields[] = {
	COUNT("distinct", "how many there are"), COUNT("other", "how often all that is not listed comes"), { "list", SHAPE_LIST, SHAPE_NEEDED, .of = &variant_shape },
};
static const struct shape variants_shape = { "Variants", "whole sequences, the most frequent first", variants_fields, COUNT_OF(variants_fields), false };
static const struct shape_field runs_fields[] = {
	COUNT("distinct", "how many there are"), COUNT("other", "how often all that is not listed comes"), { "list", SHAPE_LIST, SHAPE_NEEDED, .of = &run_shape },
};
static const struct shape runs_shape = { "Runs", "runs of events, the most frequent first", runs_fields, COUNT_OF(runs_fields), false };
static const struct shape_field return_fields[] = {
	{ "touchpoint", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, COUNT("visits", NULL), COUNT("repeats", "events that repeat within a visit"),
	COUNT("returns", "visits that come back"), COUNT("there_and_back", "visits at the place of the visit before the last one"), ESTIMATE("share", "of visits: that come back"),
};
static const struct shape return_shape = { "Return", "coming back to a touchpoint", return_fields, COUNT_OF(return_fields), false };
static const struct shape_field length_fields[] = {
	{ "median", SHAPE_NUMBER, SHAPE_NEEDED, .about = NULL }, { "low", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "high", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "p95", SHAPE_NUMBER, SHAPE_NEEDED, .about = NULL }, COUNT("n", NULL),
};
static const struct shape length_shape = { "PathLength", "events of a unit", length_fields, COUNT_OF(length_fields), false };
static const struct shape_field span_fields[] = {
	{ "median_s", SHAPE_NUMBER, SHAPE_NEEDED, .about = NULL }, { "low_s", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "high_s", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "p95_s", SHAPE_NUMBER, SHAPE_NEEDED, .about = NULL }, COUNT("n", NULL),
};
static const struct shape span_shape = { "PathSpan", "seconds, with the interval of their median", span_fields, COUNT_OF(span_fields), false };
static const struct shape_field style_fields[] = {
	ESTIMATE("stuck", NULL), ESTIMATE("searching", NULL), ESTIMATE("wandering", NULL), ESTIMATE("direct", NULL), ESTIMATE("other", NULL),
};
static const struct shape styles_shape = { "MovementStyles", "how people move, as shares of sessions", style_fields, COUNT_OF(style_fields), false };
static const struct shape_field movement_fields[] = {
	{ "unit", SHAPE_TEXT, SHAPE_NEEDED, .words = "sessions" }, COUNT("sessions", NULL), { "styles", SHAPE_OBJECT, SHAPE_NEEDED, .of = &styles_shape },
	COUNT("searched", NULL), COUNT("stuck", NULL), COUNT("same_form", NULL), COUNT("returned", NULL), COUNT("left_quickly", NULL),
	COUNT("visits", NULL), COUNT("returns", NULL), COUNT("quick", NULL),
};
static const struct shape movement_shape = { "Movement", "how people move, session by session", movement_fields, COUNT_OF(movement_fields), false };
static const struct shape_field paths_fields[] = {
	{ "unit", SHAPE_TEXT, SHAPE_NEEDED, .words = "journeys customers sessions" }, COUNT("units", NULL), COUNT("events", NULL),
	{ "where", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "which customers, in words" },
	{ "variants", SHAPE_OBJECT, SHAPE_NEEDED, .of = &variants_shape }, { "runs", SHAPE_OBJECT, SHAPE_NEEDED, .of = &runs_shape },
	{ "returns", SHAPE_LIST, SHAPE_NEEDED, .of = &return_shape },
	{ "length", SHAPE_OBJECT, SHAPE_NEEDED | SHAPE_NULL, .of = &length_shape }, { "span", SHAPE_OBJECT, SHAPE_NEEDED | SHAPE_NULL, .of = &span_shape },
	{ "to_goal", SHAPE_OBJECT, SHAPE_NEEDED | SHAPE_NULL, .of = &span_shape }, { "movement", SHAPE_OBJECT, SHAPE_NEEDED, .of = &movement_shape },
};
static const struct shape paths_shape = { "Paths", "the ways themselves", paths_fields, COUNT_OF(paths_fields), false };
static const struct shape_field paths_queries[] = {
	{ "top", SHAPE_COUNT, 0, .least = 1, .most = PATHS_TOP, .about = "how many of each are listed (10)" },
	{ "run", SHAPE_COUNT, 0, .least = 1, .most = STATS_GRAM, .about = "the longest run of events (3)" },
	{ "unit", SHAPE_TEXT, 0, .words = "journeys customers sessions" },
	WHERE, PERIOD_QUERY,
};
/* clang-format on */

/* --- the questions ------------------------------------------------------------------------------------------- */

static enum unit unit_of(struct api *api)
{
	struct str text = request_query(api->req, "unit");

	for (int u = 0; text.p && u < UNITS; u++)
		if (str_equal(text, str_of(unit_name((enum unit)u))))
			return (enum unit)u;
	return UNIT_JOURNEYS;
}

/* One for all steps, or one for each step behind the first. */
static bool read_step_windows(struct api *api, struct funnel_question *q)
{
	struct str *texts;
	size_t n = api_query_names(api, "step_within", &texts);
	int64_t *us = NEW_ARRAY(api->sc, int64_t, q->n + 1);

	if (!n)
		return true;
	if (n != 1 && n + 1 != q->n)
		return scope_fail(api->sc, FAULT_INVALID,
			"step_within: one time for all steps, or as many as there are steps behind the first: %zu",
			q->n - 1);
	for (size_t i = 1; i < q->n; i++) {
		struct str text = texts[n == 1 ? 0 : i - 1];
		if (!when_span(text, &us[i]) || us[i] <= 0)
			return scope_fail(api->sc, FAULT_INVALID,
				"step_within: \"%.*s\" is no time: write it as 7d, 12h or 1h30m",
				STR_ARG(str_short(api->sc, text, 40)));
	}
	q->step_within_us = us;
	return true;
}

static bool read_funnel(struct api *api, struct funnel_question *q)
{
	struct str mode = request_query(api->req, "mode");
	struct str *steps, *without;

	q->n = api_query_names(api, "steps", &steps);
	q->steps = steps;
	q->n_without = api_query_names(api, "without", &without);
	q->without = without;
	q->unit = unit_of(api);
	q->first_attempt = api_query_true(api, "first_attempt");
	q->totals = api_query_true(api, "totals");
	if (!q->n)
		return scope_fail(
			api->sc, FAULT_INVALID, "steps: a funnel needs steps: steps=home,cart,order");
	return (!mode.p || funnel_mode_find(mode, &q->mode)) &&
	       api_query_span(api, "within", &q->within_us) && read_step_windows(api, q);
}

static bool tell_the_funnel(struct asking *a, struct buf *out)
{
	struct funnel_question q = { 0 };
	struct asked_period period;
	uint64_t *members;
	struct str where;

	if (!read_funnel(a->api, &q) || !asking_where(a, &members, &where) || !asking_period(a->api, &period))
		return false;
	q.customers = members;
	q.has_period = period.has;
	q.from_s = period.from_s;
	q.to_s = period.to_s;
	struct funnel_answer *answer = study_funnel(a->sc, a->study, a->definition, &q);
	if (answer)
		tell_funnel(answer, where, out);
	return answer != NULL;
}

static enum steps_anchor anchor_of(struct api *api)
{
	struct str text = request_query(api->req, "anchor");

	for (int i = 0; text.p && i < STEPS_ANCHORS; i++)
		if (str_equal(text, str_of(steps_anchor_name((enum steps_anchor)i))))
			return (enum steps_anchor)i;
	return STEPS_FIRST;
}

static bool tell_the_flow(struct asking *a, struct buf *out)
{
	struct request *req = a->api->req;
	struct flow_question q = { .from = request_query(req, "from"),
		.to = request_query(req, "to"),
		.anchor = anchor_of(a->api),
		.centred = api_query_true(a->api, "centred"),
		.links = api_query_true(a->api, "links") };
	struct asked_period period;
	uint64_t *members;
	struct str where;
	int64_t depth;

	if (!request_count(req, "depth", 1, STEPS_DEPTH, DEPTH, &depth) ||
		!asking_where(a, &members, &where) || !asking_period(a->api, &period))
		return false;
	q.depth = (size_t)depth;
	q.customers = members;
	q.has_period = period.has;
	q.from_s = period.from_s;
	q.to_s = period.to_s;
	struct flow_answer *answer = study_flow(a->sc, a->study, a->definition, &q);
	if (answer)
		tell_flow(answer, out);
	return answer != NULL;
}

static bool tell_the_paths(struct asking *a, struct buf *out)
{
	struct paths_question q = { .unit = unit_of(a->api) };
	struct asked_period period;
	uint64_t *members;
	struct str where;
	int64_t top, run;

	if (!request_count(a->api->req, "top", 1, PATHS_TOP, TOP, &top) ||
		!request_count(a->api->req, "run", 1, STATS_GRAM, RUN, &run) ||
		!asking_where(a, &members, &where) || !asking_period(a->api, &period))
		return false;
	q.top = (size_t)top;
	q.grams = (unsigned)run;
	q.customers = members;
	q.has_period = period.has;
	q.from_s = period.from_s;
	q.to_s = period.to_s;
	struct paths_answer *answer = study_paths(a->sc, a->study, a->definition, &q);
	if (answer)
		tell_paths(answer, where, out);
	return answer != NULL;
}

/* --- routes -------------------------------------------------------------------------------------------------- */

static bool run_funnel(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_the_funnel);
}

static bool run_flow(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_the_flow);
}

static bool run_paths(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_the_paths);
}

/* clang-format off */
static const struct api_row funnel_row = { .name = "getFunnel", .about = "How many get through a sequence of steps.", .group = "questions", .grant = GRANT_READ,
	.gives = &funnel_shape, .queries = funnel_queries, .n_queries = COUNT_OF(funnel_queries), .cached = true, .run = run_funnel };
static const struct api_row flow_row = { .name = "getFlow", .about = "How customers move from visit to visit.", .group = "questions", .grant = GRANT_READ,
	.gives = &flow_shape, .queries = flow_queries, .n_queries = COUNT_OF(flow_queries), .cached = true, .run = run_flow };
static const struct api_row paths_row = { .name = "getPaths", .about = "Whole sequences, runs of events, coming back, how people move.", .group = "questions", .grant = GRANT_READ,
	.gives = &paths_shape, .queries = paths_queries, .n_queries = COUNT_OF(paths_queries), .cached = true, .run = run_paths };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/maps/{map}/funnel", ROUTE_WORKER, 0, api_answer, false, &funnel_row },
	{ METHOD_GET, "/api/v1/maps/{map}/flow",   ROUTE_WORKER, 0, api_answer, false, &flow_row },
	{ METHOD_GET, "/api/v1/maps/{map}/paths",  ROUTE_WORKER, 0, api_answer, false, &paths_row },
};
/* clang-format on */

struct routes api_read_ways_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
