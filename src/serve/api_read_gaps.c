#include "answer/members.h"
#include "serve/api_ask.h"
#include "serve/api_read.h"
#include "serve/api_shapes.h"
#include "tell/gaps.h"
#include "tell/scores.h"

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
#define ESTIMATE(name, what) { name, SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate, .about = what }
#define COUNT(name, what) { name, SHAPE_COUNT, SHAPE_NEEDED, .about = what }
#define TEXT(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED, .about = what }
#define TEXT_OR_NULL(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = what }
#define GAP_NUMBERS \
	{ "unit", SHAPE_TEXT, SHAPE_NEEDED, .about = "what is counted in: days, points, steps" }, COUNT("n", NULL), \
	ESTIMATE("expected", NULL), ESTIMATE("actual", NULL), ESTIMATE("difference", "actual minus expected"), \
	ESTIMATE("expected_median", NULL), ESTIMATE("actual_median", NULL), ESTIMATE("difference_median", NULL), \
	ESTIMATE("broken", "the share that got less than was expected")
#define GAP \
	{ "kind", SHAPE_TEXT, SHAPE_NEEDED, .words = "promise within survey plan" }, \
	TEXT_OR_NULL("expected_by", "what says what was expected"), TEXT_OR_NULL("came_by", "what says what came"), \
	TEXT_OR_NULL("scale", NULL), { "by_day", SHAPE_BOOL, SHAPE_NEEDED, .about = "whole days are compared" }, \
	GAP_NUMBERS, COUNT("open", "not come, and their time is ahead"), COUNT("overdue", "not come, and their time is past")

static const struct shape_field where_queries[] = {
	{ "where", SHAPE_TEXT, 0, .most = 4000, .about = "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID" },
};

static const struct shape_field gap_fields[] = { TEXT_OR_NULL("touchpoint", "where it came true"), GAP };
static const struct shape gap_shape = { "Gap", "what was expected against what came", gap_fields, COUNT_OF(gap_fields), false };
static const struct shape_field step_fields[] = { GAP };
static const struct shape step_shape = { "PlannedStep", "a planned step against what happened", step_fields, COUNT_OF(step_fields), false };
static const struct shape_field rating_fields[] = {
	TEXT_OR_NULL("touchpoint", NULL), TEXT("scale", NULL), ESTIMATE("kept", NULL), ESTIMATE("broken", NULL), ESTIMATE("overdue", NULL),
	ESTIMATE("open", NULL), ESTIMATE("difference", "broken minus kept"),
};
static const struct shape rating_shape = { "GapRating", "how those rate whose promise was kept, broken, ...", rating_fields, COUNT_OF(rating_fields), false };
static const struct shape_field feelings_fields[] = {
	COUNT("gap", "its place among gaps, from 0"), { "ratings", SHAPE_LIST, SHAPE_NEEDED, .of = &rating_shape },
};
static const struct shape feelings_shape = { "GapFeelings", "the ratings behind a promise", feelings_fields, COUNT_OF(feelings_fields), false };
static const struct shape_field together_fields[] = { TEXT("scale", NULL), COUNT("questions", NULL), GAP_NUMBERS };
static const struct shape together_shape = { "GapTogether", "all questions of a scale, by customer", together_fields, COUNT_OF(together_fields), false };
static const struct shape_field plan_numbers[] = {
	COUNT("steps", NULL), COUNT("unseen", "that no match could ever see"), COUNT("journeys", NULL), GAP_NUMBERS, ESTIMATE("unplanned", NULL), ESTIMATE("in_order", NULL),
};
static const struct shape plan_shape = { "Plan", "a planned map against what happened", plan_numbers, COUNT_OF(plan_numbers), false };
static const struct shape_field planned_fields[] = {
	TEXT("map", "the planned one"), { "plan", SHAPE_OBJECT, SHAPE_NEEDED, .of = &plan_shape }, { "steps", SHAPE_LIST, SHAPE_NEEDED, .of = &step_shape },
};
static const struct shape planned_shape = { "PlannedMap", "a planned map, step by step", planned_fields, COUNT_OF(planned_fields), false };
static const struct shape_field gaps_fields[] = {
	TEXT_OR_NULL("where", "which customers, in words"), { "gaps", SHAPE_LIST, SHAPE_NEEDED, .of = &gap_shape },
	{ "feelings", SHAPE_LIST, SHAPE_NEEDED, .of = &feelings_shape }, { "together", SHAPE_LIST, SHAPE_NEEDED, .of = &together_shape },
	{ "plans", SHAPE_LIST, SHAPE_NEEDED, .of = &planned_shape }, { "remarks", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT },
};
static const struct shape gaps_shape = { "Gaps", "what customers expected against what they got", gaps_fields, COUNT_OF(gaps_fields), false };

static const struct shape_field change_fields[] = {
	TEXT("against", "the period before"), { "value", SHAPE_NUMBER, SHAPE_NEEDED, .about = NULL }, { "low", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "high", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "p", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "significant", SHAPE_BOOL, SHAPE_NEEDED, .about = "corrected for the number of changes" },
};
static const struct shape change_shape = { "ScoreChange", "against the last period that has an answer", change_fields, COUNT_OF(change_fields), false };
static const struct shape_field cell_fields[] = {
	{ "period", SHAPE_TEXT, 0, .about = "2026-03; with per alone" }, { "to", SHAPE_TEXT, SHAPE_NULL, .about = "the last of a run of periods without an answer" },
	{ "from", SHAPE_TEXT, 0, .about = "its first day" }, COUNT("answers", NULL), { "few", SHAPE_BOOL, SHAPE_NEEDED, .about = "so few customers that it is marked" },
	ESTIMATE("score", "n is customers"), { "change", SHAPE_OBJECT, SHAPE_NULL, .of = &change_shape },
};
static const struct shape cell_shape = { "ScoreCell", "a score, of all time or of a period", cell_fields, COUNT_OF(cell_fields), false };
static const struct shape_field line_fields[] = {
	TEXT_OR_NULL("place", "the touchpoint's id, the source"), TEXT_OR_NULL("label", NULL), TEXT("question", NULL), TEXT("scale", NULL),
	TEXT("score", "nps, csat, ces, sus, top, mean"), TEXT("words", NULL), COUNT("segment", "its place among segments, from 0"),
	{ "benchmark", SHAPE_COUNT, 0, .about = "of SUS" }, { "incomplete", SHAPE_COUNT, 0, .about = "of SUS: customers who left items out" },
	{ "cells", SHAPE_LIST, SHAPE_NEEDED, .of = &cell_shape },
};
static const struct shape line_shape = { "ScoreLine", "a question on a scale at a place", line_fields, COUNT_OF(line_fields), false };
static const struct shape_field segment_fields[] = { TEXT("where", "in words"), COUNT("customers", NULL) };
static const struct shape segment_shape = { "ScoreSegment", "customers that were asked about", segment_fields, COUNT_OF(segment_fields), false };
static const struct shape_field scores_fields[] = {
	{ "by", SHAPE_TEXT, SHAPE_NEEDED, .words = "touchpoint source event" }, TEXT_OR_NULL("per", "day, week, month, quarter, year; null: all time"),
	{ "unit", SHAPE_TEXT, SHAPE_NEEDED, .words = "customers" }, { "segments", SHAPE_LIST, SHAPE_NEEDED, .of = &segment_shape },
	COUNT("tested", "changes"), COUNT("significant", "of those"), { "lines", SHAPE_LIST, SHAPE_NEEDED, .of = &line_shape, .most = SHAPE_ROWS_MOST },
	{ "without", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .about = "touchpoints that nobody rated" },
};
static const struct shape scores_shape = { "Scores", "what customers gave", scores_fields, COUNT_OF(scores_fields), false };
static const struct shape_field scores_queries[] = {
	{ "by", SHAPE_TEXT, 0, .words = "touchpoint time source event", .about = "time: by touchpoint, period by period" },
	{ "per", SHAPE_TEXT, 0, .words = "day week month quarter year", .about = "a series of these" },
	{ "where", SHAPE_TEXT, 0, .most = 4000, .about = "only these customers; several times: side by side" },
	PERIOD_QUERY,
};
/* clang-format on */

/* --- gaps -------------------------------------------------------------------------------------------------- */

static bool tell_the_gaps(struct asking *a, struct buf *out)
{
	struct gaps_said said;
	uint64_t *members;
	struct str where;

	if (!asking_where(a, &members, &where) ||
		!gaps_say(a->sc, a->study, a->definition, members, where, &said))
		return false;
	tell_gaps(&said, out);
	return true;
}

/* --- scores -------------------------------------------------------------------------------------------------- */

struct segments {
	struct asking *a;
	const uint64_t *at[SCORES_SEGMENTS];
	struct str where[SCORES_SEGMENTS];
	uint64_t customers[SCORES_SEGMENTS];
	size_t n;
};

static bool add_segment(void *to, const char *name, struct str value)
{
	struct segments *s = to;
	struct scope *sc = s->a->sc;

	if (strcmp(name, "where") != 0 || str_empty(value))
		return true;
	if (s->n == SCORES_SEGMENTS)
		return scope_fail(
			sc, FAULT_INVALID, "where: %d segments side by side and no more", SCORES_SEGMENTS);
	struct str words;
	uint64_t *members = members_where(sc, s->a->study, s->a->definition, value, &words);
	if (!members)
		return false;
	s->at[s->n] = members;
	s->where[s->n] = words;
	s->customers[s->n++] = where_count(s->a->study, members);
	return true;
}

static enum scores_by by_of(struct str text)
{
	if (text.p && str_equal(text, STR("source")))
		return SCORES_BY_SOURCE;
	return text.p && str_equal(text, STR("event")) ? SCORES_BY_EVENT : SCORES_BY_TOUCHPOINT;
}

static enum period period_of_asking(struct asking *a)
{
	struct str per = request_query(a->api->req, "per"), by = request_query(a->api->req, "by");
	enum period period = PERIOD_NONE;

	if (per.p && period_find(per, &period))
		return period;
	if (!by.p || !str_equal(by, STR("time")))
		return PERIOD_NONE;
	return period_fitting(trail_seconds(a->study->trail->from_us), trail_seconds(a->study->trail->to_us),
		SCORES_PERIODS);
}

static bool tell_the_scores(struct asking *a, struct buf *out)
{
	struct segments s = { .a = a };
	struct asked_period period;
	struct scores_question q = {
		.by = by_of(request_query(a->api->req, "by")), .per = period_of_asking(a), .segments = s.at
	};

	request_each_query(a->api->req, add_segment, &s);
	if (a->sc->fault || !asking_period(a->api, &period))
		return false;
	q.has_period = period.has;
	q.from_s = period.from_s;
	q.to_s = period.to_s;
	q.n_segments = s.n;
	struct scores_answer *answer = study_scores(a->sc, a->study, a->definition, &q);
	if (answer)
		tell_scores(
			a->sc, answer, &(struct scores_said){ q.by, s.n ? s.where : NULL, s.customers }, out);
	return answer != NULL;
}

/* --- routes -------------------------------------------------------------------------------------------------- */

static bool run_gaps(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_the_gaps);
}

static bool run_scores(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_the_scores);
}

/* clang-format off */
static const struct api_row gaps_row = { .name = "getGaps", .about = "What customers expected against what they got.", .group = "questions", .grant = GRANT_READ,
	.gives = &gaps_shape, .queries = where_queries, .n_queries = COUNT_OF(where_queries), .cached = true, .run = run_gaps };
static const struct api_row scores_row = { .name = "getScores", .about = "What customers gave: NPS, CSAT, CES, SUS and means.", .group = "questions", .grant = GRANT_READ,
	.gives = &scores_shape, .queries = scores_queries, .n_queries = COUNT_OF(scores_queries), .cached = true, .run = run_scores };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/maps/{map}/gaps",   ROUTE_WORKER, 0, api_answer, false, &gaps_row },
	{ METHOD_GET, "/api/v1/maps/{map}/scores", ROUTE_WORKER, 0, api_answer, false, &scores_row },
};
/* clang-format on */

struct routes api_read_gaps_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
