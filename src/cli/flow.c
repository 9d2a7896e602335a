#include "answer/questions.h"
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
	{ "from", 0, OPTION_TEXT, "NAME", "what follows this touchpoint", NULL },
	{ "to", 0, OPTION_TEXT, "NAME", "what comes before this touchpoint; with --from, only the ways between them", NULL },
	{ "depth", 0, OPTION_TEXT, "N", "how many visits far, 1 to 1000 (5)", NULL },
	{ "anchor", 0, OPTION_TEXT, "WHICH", "count from the first, the last or every visit there (first)", "first last every" },
	{ "centred", 0, OPTION_FLAG, NULL, "as many visits before the touchpoint as after it", NULL },
	{ "where", 0, OPTION_TEXT, "CONDITION", "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID, ...", NULL },
	{ "goal", 0, OPTION_TEXT, "NAME", "the goal of the map that the journeys are cut by", NULL },
	OPTION_WORKSPACE,
	OPTIONS_WISHES,
	OPTION_JSON,
};
/* clang-format on */

enum { SHOWN = 20, TOP = 6 };

/* The largest of a row in order, the rest together as "other": a display limit is never a loss. */
static void say_row(struct scope *sc, const struct flow_answer *a, size_t row, struct buf *out)
{
	const struct steps *s = a->steps;
	bool *done = NEW_ARRAY(sc, bool, s->columns);
	uint64_t other = s->anchors;
	long number = (long)row - (long)s->before;

	buf_printf(out, "%3ld ", s->backward ? -number : number);
	for (size_t i = 0; i < TOP; i++) {
		size_t best = s->columns;
		for (size_t c = 0; c < s->columns; c++)
			if (!done[c] && s->at[steps_cell(s, row, c)] &&
				(best == s->columns ||
					s->at[steps_cell(s, row, c)] > s->at[steps_cell(s, row, best)]))
				best = c;
		if (best == s->columns)
			break;
		done[best] = true;
		other -= s->at[steps_cell(s, row, best)];
		buf_printf(out, "%s%.*s %.0f %%", i ? ", " : " ", STR_ARG(terminal_text(sc, a->names[best])),
			100.0 * (double)s->at[steps_cell(s, row, best)] / (double)s->anchors);
	}
	if (other)
		buf_printf(out, ", other %.0f %%", 100.0 * (double)other / (double)s->anchors);
	buf_puts(out, "\n");
}

static void say_moves(struct scope *sc, const struct flow_answer *a, struct buf *out)
{
	static const char *const head[] = { "from", "to", "times", "journeys", "of departures", "of arrivals",
		"median gap", "95 % gap" };
	struct table *t = table_new(sc, "llrrrrrr", head, COUNT_OF(head));
	uint64_t other = 0;

	for (size_t i = 0; i < a->moves.n; i++) {
		const struct flow_move *m = &a->moves.at[i];
		if (i >= SHOWN) {
			other += m->count;
			continue;
		}
		table_cell(t, a->names[m->from]);
		table_cell(t, a->names[m->to]);
		table_cell(t, count_words(sc, m->count));
		table_cell(t, count_words(sc, m->journeys));
		table_printf(t, "%.1f %%", m->share_departures.value * 100);
		table_printf(t, "%.1f %%", m->share_arrivals.value * 100);
		table_cell(t, when_span_words(sc, m->median_s));
		table_cell(t, when_span_words(sc, m->p95_s));
	}
	table_write(t, out);
	if (other)
		buf_printf(out, "other: %zu more, %.*s times\n", a->moves.n - SHOWN,
			STR_ARG(count_words(sc, other)));
}

static void as_text(struct scope *sc, const struct flow_answer *a, struct buf *out)
{
	buf_printf(
		out, "Moves from visit to visit, of %.*s journeys\n", STR_ARG(count_words(sc, a->journeys)));
	say_moves(sc, a, out);
	buf_printf(out, "\nWhere the %.*s journeys are, visit by visit%s",
		STR_ARG(count_words(sc, a->steps->journeys)), a->steps->backward ? ", counted back" : "");
	if (a->steps->anchors != a->steps->journeys)
		buf_printf(out, ", from each of %.*s visits", STR_ARG(count_words(sc, a->steps->anchors)));
	buf_puts(out, "\n");
	for (size_t row = 0; a->steps->anchors && row < steps_rows(a->steps); row++)
		say_row(sc, a, row, out);
}

static bool read_anchor(struct scope *sc, struct str text, enum steps_anchor *anchor)
{
	*anchor = STEPS_FIRST;
	if (!text.p)
		return true;
	for (int i = 0; i < STEPS_ANCHORS; i++) {
		if (str_same(text, str_of(steps_anchor_name((enum steps_anchor)i)))) {
			*anchor = (enum steps_anchor)i;
			return true;
		}
	}
	return scope_fail(
		sc, FAULT_INVALID, "there is no anchor \"%.*s\": first, last or every", STR_ARG(text));
}

static bool read_question(struct scope *sc, const struct arguments *args, struct flow_question *q)
{
	int64_t depth = 5;

	q->from = arg_text(args, "from");
	q->to = arg_text(args, "to");
	q->centred = arg_flag(args, "centred");
	if (!pick_number(sc, args, "depth", STEPS_DEPTH, &depth))
		return false;
	q->depth = (size_t)depth;
	return read_anchor(sc, arg_text(args, "anchor"), &q->anchor);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct desk desk = { 0 };
	struct flow_question q = { 0 };
	struct buf *out = buf_new(sc, 64 << 20);
	struct flow_answer *a = NULL;
	uint64_t *members = NULL;
	struct str where;

	if (read_question(sc, args, &q) && desk_open(sc, args, &desk) &&
		pick_customers(sc, args, &desk, &members, &where)) {
		q.customers = members;
		a = study_flow(sc, desk.study, desk.definition, &q);
	}
	if (a)
		arg_flag(args, "json") ? tell_flow(a, out) : as_text(sc, a, out);
	desk_close(&desk);
	return a && say_out(sc, out);
}

const struct command command_flow = {
	.name = "flow",
	.use = "[FILE...] [--from NAME] [--to NAME] [--depth N] [--anchor first,last,every]"
	       " [--centred] [--where CONDITION] [--json]",
	.help = "how customers move: transitions, and where they are visit by visit",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 10000,
	.run = run,
};
