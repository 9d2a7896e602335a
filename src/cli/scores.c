#include "answer/scores.h"

#include "answer/members.h"
#include "cli/desk.h"
#include "cli/pick.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/scores_out.h"
#include "cli/wishes.h"

/* clang-format off */
static const struct option options[] = {
	{ "map", 0, OPTION_TEXT, "ID", "the map whose touchpoints they are (else as wend map has it)", NULL },
	{ "by", 0, OPTION_TEXT, "WHAT", "touchpoint, source or event; time: touchpoint, period by period", "touchpoint time source event" },
	{ "per", 0, OPTION_TEXT, "PERIOD", "a series of days, weeks, months, quarters or years", "day week month quarter year" },
	{ "where", 0, OPTION_REPEAT, "CONDITION", "only these customers: country=PL, segment:ID, ...; several times: side by side", NULL },
	{ "goal", 0, OPTION_TEXT, "NAME", "the goal of the map that the journeys are cut by", NULL },
	OPTION_WORKSPACE,
	OPTIONS_WISHES,
	OPTION_JSON,
};
/* clang-format on */

static const struct {
	const char *word;
	enum scores_by by;
	bool over_time;
} ways[] = {
	{ "touchpoint", SCORES_BY_TOUCHPOINT, false },
	{ "time", SCORES_BY_TOUCHPOINT, true },
	{ "source", SCORES_BY_SOURCE, false },
	{ "event", SCORES_BY_EVENT, false },
};

static bool read_by(struct scope *sc, const struct arguments *args, enum scores_by *by, bool *over_time)
{
	struct str text = arg_text(args, "by");

	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		if (text.p && !str_same(text, str_of(ways[i].word)))
			continue;
		*by = ways[i].by;
		*over_time = ways[i].over_time;
		return true;
	}
	return scope_fail(
		sc, FAULT_INVALID, "--by is touchpoint, time, source or event, not \"%.*s\"", STR_ARG(text));
}

static bool read_per(struct scope *sc, const struct arguments *args, enum period *per)
{
	struct str text = arg_text(args, "per");

	if (!text.p || period_find(text, per))
		return true;
	return scope_fail(
		sc, FAULT_INVALID, "--per is day, week, month, quarter or year, not \"%.*s\"", STR_ARG(text));
}

static bool read_segments(struct scope *sc, const struct arguments *args, struct desk *desk,
	struct scores_question *q, struct scores_said *said)
{
	const struct str *texts = arg_list(args, "where", &q->n_segments);
	size_t n = q->n_segments;
	const uint64_t **segments = NEW_ARRAY(sc, const uint64_t *, n + 1);
	struct str *words = NEW_ARRAY(sc, struct str, n + 1);
	uint64_t *customers = NEW_ARRAY(sc, uint64_t, n + 1);

	if (n > SCORES_SEGMENTS)
		return scope_fail(sc, FAULT_LIMIT, "--where is given %zu times; %d do side by side", n,
			SCORES_SEGMENTS);
	for (size_t i = 0; i < n; i++) {
		segments[i] = members_where(sc, desk->study, desk->definition, texts[i], &words[i]);
		if (!segments[i])
			return false;
		customers[i] = where_count(desk->study, segments[i]);
	}
	q->segments = segments;
	said->where = n ? words : NULL;
	said->customers = customers;
	return true;
}

static enum period usual_period(const struct study *study)
{
	return period_fitting(
		trail_seconds(study->trail->from_us), trail_seconds(study->trail->to_us), SCORES_PERIODS);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct arguments named = pick_map(sc, args);
	struct desk desk = { 0 };
	struct scores_question q = { 0 };
	struct scores_said said = { 0 };
	struct buf *out = buf_new(sc, 64 << 20);
	struct scores_answer *a = NULL;
	bool over_time = false;

	if (read_by(sc, args, &q.by, &over_time) && read_per(sc, args, &q.per) &&
		desk_open(sc, &named, &desk) && read_segments(sc, args, &desk, &q, &said)) {
		if (over_time && q.per == PERIOD_NONE)
			q.per = usual_period(desk.study);
		said.by = q.by;
		a = study_scores(sc, desk.study, desk.definition, &q);
	}
	if (a)
		(arg_flag(args, "json") ? tell_scores : scores_text)(sc, a, &said, out);
	desk_close(&desk);
	return a && buf_ok(out, "the answer") && say_out(sc, out);
}

const struct command command_scores = {
	.name = "scores",
	.use = "[FILE...] [--map ID] [--by touchpoint,time,source,event] [--per day,week,month,quarter,year]"
	       " [--where CONDITION]... [--json]",
	.help = "what customers gave: NPS, CSAT, CES, SUS and means, by touchpoint and over time",
	.more = "One value a customer: the mean of theirs, for NPS the last answer. NPS is the share of 9 and 10 minus that"
		" of 0 to 6; CSAT the share of 4 and 5 of five points; CES the mean of seven points where it is asked how"
		" easy it was; SUS is made of ten questions sus_1 to sus_10, or of its ten sentences. Other scales have"
		" their mean and, where that is usual, the share of their best points. Each question on each scale is a"
		" line of its own. A series marks what changed significantly, corrected for the number of changes shown.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 10000,
	.run = run,
};
