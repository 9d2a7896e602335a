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
	{ "step", 0, OPTION_LIST, "NAME", "the steps, in their order: touchpoints, stages or event names", NULL },
	{ "mode", 0, OPTION_TEXT, "MODE", "ordered, strict, any or open", "ordered strict any open" },
	{ "within", 0, OPTION_TEXT, "TIME", "one window from the first step, as 7d or 1h30m", NULL },
	{ "step-within", 0, OPTION_LIST, "TIME", "a window from each step to the next (ordered, strict): one for all, or one each", NULL },
	{ "unit", 0, OPTION_TEXT, "UNIT", "journeys, customers or sessions", "journeys customers sessions" },
	{ "without", 0, OPTION_LIST, "NAME", "what stops the way where it happens between two steps", NULL },
	{ "first-attempt", 0, OPTION_FLAG, NULL, "only the first occurrence of the first step starts (ordered, strict)", NULL },
	{ "totals", 0, OPTION_FLAG, NULL, "count every attempt: each occurrence of the first step begins one", NULL },
	{ "where", 0, OPTION_TEXT, "CONDITION", "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID, ...", NULL },
	{ "goal", 0, OPTION_TEXT, "NAME", "the goal of the map that the journeys are cut by", NULL },
	OPTION_WORKSPACE,
	OPTIONS_WISHES,
	OPTION_JSON,
};
/* clang-format on */

/* One for all steps, or one for each step behind the first. */
static bool read_step_windows(struct scope *sc, const struct arguments *args, struct funnel_question *q)
{
	size_t n;
	const struct str *texts = arg_list(args, "step-within", &n);
	int64_t *us = NEW_ARRAY(sc, int64_t, q->n + 1);

	if (!n)
		return true;
	if (n != 1 && n + 1 != q->n)
		return scope_fail(sc, FAULT_INVALID,
			"--step-within wants one time for all steps, or as many as there are steps behind the first: %zu",
			q->n - 1);
	for (size_t i = 1; i < q->n; i++)
		if (!pick_span(sc, texts[n == 1 ? 0 : i - 1], &us[i]))
			return false;
	q->step_within_us = us;
	return true;
}

static bool read_question(struct scope *sc, const struct arguments *args, struct funnel_question *q)
{
	struct str mode = arg_text(args, "mode"), within = arg_text(args, "within");

	q->steps = arg_list(args, "step", &q->n);
	q->without = arg_list(args, "without", &q->n_without);
	q->first_attempt = arg_flag(args, "first-attempt");
	if (!q->n)
		return scope_fail(sc, FAULT_INVALID, "a funnel needs steps: wend funnel --step NAME NAME...");
	if (mode.p && !funnel_mode_find(mode, &q->mode))
		return scope_fail(sc, FAULT_INVALID,
			"there is no mode \"%.*s\": ordered, strict, any or open", STR_ARG(mode));
	q->totals = arg_flag(args, "totals");
	return (!within.p || pick_span(sc, within, &q->within_us)) && read_step_windows(sc, args, q) &&
	       pick_unit(sc, args, &q->unit);
}

static void as_table(struct scope *sc, const struct funnel_answer *a, struct str where, struct buf *out)
{
	static const char *const head[] = { "step", "reached", "of the first", "of the one before",
		"went no further", "still open", "median time" };
	struct table *t = table_new(sc, "lrrrrrr", head, COUNT_OF(head));

	for (size_t i = 0; i < a->n; i++) {
		const struct funnel_answer_row *r = &a->rows[i];
		table_cell(t, r->name);
		table_cell(t, count_words(sc, r->reached));
		table_cell(t, share_words(sc, &r->share));
		table_cell(t, i ? share_words(sc, &r->share_previous) : STR(""));
		table_cell(t, i + 1 < a->n ? count_words(sc, r->lost) : STR(""));
		table_cell(t, i + 1 < a->n ? count_words(sc, r->open) : STR(""));
		table_cell(t, r->has_time ? when_span_words(sc, r->median_s) : STR(""));
	}
	buf_printf(out, "Funnel, %s mode, counted in %s%s (%.*s)", funnel_mode_name(a->mode),
		a->totals ? "attempts of " : "", unit_name(a->unit), STR_ARG(count_words(sc, a->units)));
	if (where.p)
		buf_printf(out, ", customers where: %.*s, as of the newest event", STR_ARG(where));
	buf_puts(out, "; in brackets 95 % intervals\n");
	table_write(t, out);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct desk desk = { 0 };
	struct funnel_question q = { 0 };
	struct buf *out = buf_new(sc, 16 << 20);
	struct funnel_answer *a = NULL;
	uint64_t *members = NULL;
	struct str where;

	if (read_question(sc, args, &q) && desk_open(sc, args, &desk) &&
		pick_customers(sc, args, &desk, &members, &where)) {
		q.customers = members;
		a = study_funnel(sc, desk.study, desk.definition, &q);
	}
	if (a)
		arg_flag(args, "json") ? tell_funnel(a, where, out) : as_table(sc, a, where, out);
	desk_close(&desk);
	return a && say_out(sc, out);
}

const struct command command_funnel = {
	.name = "funnel",
	.use = "[FILE...] --step NAME... [--mode ordered,strict,any,open] [--within 7d] [--step-within 1d] [--totals]"
	       " [--unit journeys,customers,sessions] [--where CONDITION] [--json]",
	.help = "how many get through a sequence of steps",
	.more = "ordered: the steps in this order, others may lie between. strict: directly after each other. any: in"
		" whatever order. open: one may enter at any step. With --totals, in the modes ordered and strict, every"
		" occurrence of the first step is an attempt, which ends where the next one begins.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 10000,
	.run = run,
};
