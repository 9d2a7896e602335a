#include "answer/paths.h"

#include "base/when.h"
#include "cli/desk.h"
#include "cli/figures.h"
#include "cli/pick.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/wishes.h"
#include "tell/ways.h"

/* clang-format off */
static const struct option options[] = {
	{ "top", 0, OPTION_TEXT, "N", "how many of each are shown, 1 to 1000 (10)", NULL },
	{ "run", 0, OPTION_TEXT, "N", "the longest run of events that is counted, 1 to 4 (3)", NULL },
	{ "unit", 0, OPTION_TEXT, "UNIT", "journeys, customers or sessions", "journeys customers sessions" },
	{ "where", 0, OPTION_TEXT, "CONDITION", "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID, ...", NULL },
	{ "goal", 0, OPTION_TEXT, "NAME", "the goal of the map that the journeys are cut by", NULL },
	OPTION_WORKSPACE,
	OPTIONS_WISHES,
	OPTION_JSON,
};
/* clang-format on */

/* --- as text ------------------------------------------------------------------------------------------ */

enum { SHOWN_NAMES = 8 };

/* "home > cart > order", long ones with their middle left out. */
static struct str path_words(struct scope *sc, const struct path *p)
{
	struct buf *b = buf_new(sc, 1 << 20);

	for (size_t i = 0; i < p->n; i++) {
		if (p->n > SHOWN_NAMES && i == SHOWN_NAMES - 1) {
			buf_printf(b, " > ... %zu more", p->n - i);
			break;
		}
		buf_printf(b, "%s%.*s", i ? " > " : "", STR_ARG(terminal_text(sc, p->names[i])));
	}
	return buf_str(b);
}

static void say_variants(struct scope *sc, const struct paths_answer *a, struct buf *out)
{
	static const char *const head[] = { "times", "of all", "reached the goal", "whole sequence" };
	struct table *t = table_new(sc, "rrrl", head, COUNT_OF(head));

	buf_printf(out, "Whole sequences: %.*s different ones\n",
		STR_ARG(count_words(sc, a->variants.distinct)));
	for (size_t i = 0; i < a->variants.at.n; i++) {
		const struct path *p = &a->variants.at.at[i];
		table_cell(t, count_words(sc, p->count));
		table_cell(t, share_words(sc, &p->share));
		table_cell(t, a->has_goal ? count_words(sc, p->converted) : STR("no goal"));
		table_cell(t, path_words(sc, p));
	}
	table_write(t, out);
	if (a->variants.other)
		buf_printf(out, "other: %.*s times\n", STR_ARG(count_words(sc, a->variants.other)));
}

static void say_runs(struct scope *sc, const struct paths_answer *a, struct buf *out)
{
	static const char *const head[] = { "times", "customers", "of all customers",
		"directly after each other" };
	struct table *t = table_new(sc, "rrrl", head, COUNT_OF(head));

	buf_printf(
		out, "\nRuns of events: %.*s different ones\n", STR_ARG(count_words(sc, a->runs.distinct)));
	for (size_t i = 0; i < a->runs.at.n; i++) {
		const struct path *p = &a->runs.at.at[i];
		table_cell(t, count_words(sc, p->count));
		table_cell(t, count_words(sc, p->customers));
		table_cell(t, share_words(sc, &p->share));
		table_cell(t, path_words(sc, p));
	}
	table_write(t, out);
	if (a->runs.other)
		buf_printf(out, "other: %.*s times\n", STR_ARG(count_words(sc, a->runs.other)));
}

static void say_returns(struct scope *sc, const struct paths_answer *a, size_t top, struct buf *out)
{
	static const char *const head[] = { "touchpoint", "visits", "repeats", "came back", "of the visits",
		"there and back" };
	struct table *t = table_new(sc, "lrrrrr", head, COUNT_OF(head));

	buf_puts(out, "\nComing back\n");
	for (size_t i = 0; i < a->returns.n && i < top; i++) {
		const struct path_return *r = &a->returns.at[i];
		table_cell(t, r->name);
		table_cell(t, count_words(sc, r->visits));
		table_cell(t, count_words(sc, r->events - r->visits));
		table_cell(t, count_words(sc, r->returns));
		table_cell(t, share_words(sc, &r->share));
		table_cell(t, count_words(sc, r->backs));
	}
	table_write(t, out);
}

static void say_styles(struct scope *sc, const struct paths_answer *a, struct buf *out)
{
	static const char *const head[] = { "movement", "sessions", "of all", "what it takes" };
	struct table *t = table_new(sc, "lrrl", head, COUNT_OF(head));

	buf_printf(out, "\nHow they move, of %.*s sessions\n", STR_ARG(count_words(sc, a->sessions)));
	for (int i = 0; i < STYLES; i++) {
		table_cell(t, str_of(style_name((enum style)i)));
		table_cell(t, count_words(sc, a->styles.units[i]));
		table_cell(t, share_words(sc, &a->style[i]));
		table_cell(t, str_of(movement_about((enum style)i)));
	}
	table_write(t, out);
}

static void say_spread(struct scope *sc, const char *what, const struct duration *d, struct buf *out)
{
	if (d->known)
		buf_printf(out, "%s: half within %.*s, 95 %% within %.*s (n %.*s)\n", what,
			STR_ARG(when_span_words(sc, d->median_s)), STR_ARG(when_span_words(sc, d->p95_s)),
			STR_ARG(count_words(sc, d->n)));
}

static void as_text(
	struct scope *sc, const struct paths_answer *a, struct str where, size_t top, struct buf *out)
{
	buf_printf(out, "Ways of %.*s %s", STR_ARG(count_words(sc, a->units)), unit_name(a->unit));
	if (where.p)
		buf_printf(out, ", customers where: %.*s, as of the newest event", STR_ARG(where));
	buf_puts(out, "; in brackets 95 % intervals\n");
	if (a->length.known)
		buf_printf(out, "Events: half have up to %.0f, 95 %% up to %.0f\n", a->length.median_s,
			a->length.p95_s);
	say_spread(sc, "From the first event to the last", &a->span, out);
	say_spread(sc, "From the first event to the goal", &a->to_goal, out);
	buf_puts(out, "\n");
	say_variants(sc, a, out);
	say_runs(sc, a, out);
	say_returns(sc, a, top, out);
	say_styles(sc, a, out);
}

/* --- the command -------------------------------------------------------------------------------------- */

static bool read_question(struct scope *sc, const struct arguments *args, struct paths_question *q)
{
	int64_t top = 10, run = 3;

	if (!pick_number(sc, args, "top", PATHS_TOP, &top) || !pick_number(sc, args, "run", STATS_GRAM, &run))
		return false;
	q->top = (size_t)top;
	q->grams = (unsigned)run;
	return pick_unit(sc, args, &q->unit);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct desk desk = { 0 };
	struct paths_question q = { 0 };
	struct buf *out = buf_new(sc, 64 << 20);
	struct paths_answer *a = NULL;
	uint64_t *members = NULL;
	struct str where;

	if (read_question(sc, args, &q) && desk_open(sc, args, &desk) &&
		pick_customers(sc, args, &desk, &members, &where)) {
		q.customers = members;
		a = study_paths(sc, desk.study, desk.definition, &q);
	}
	if (a)
		arg_flag(args, "json") ? tell_paths(a, where, out) : as_text(sc, a, where, q.top, out);
	desk_close(&desk);
	return a && say_out(sc, out);
}

const struct command command_paths = {
	.name = "paths",
	.use = "[FILE...] [--top N] [--run N] [--unit journeys,customers,sessions] [--where CONDITION] [--json]",
	.help = "the ways themselves: whole sequences, runs of events, coming back, how people move",
	.more = "A whole sequence is all event names of a journey, nothing grouped. A run is up to --run events directly"
		" after each other. There and back is a visit at the place of the visit before the last one."
		" How people move is decided session by session, by the first of the lines that holds.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 10000,
	.run = run,
};
