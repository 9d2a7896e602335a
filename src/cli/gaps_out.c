#include "cli/gaps_out.h"

#include <math.h>

#include "cli/figures.h"
#include "cli/say.h"
#include "cli/table.h"

enum { NAME_LETTERS = 30 }; /* so that no table is wider than 110 */

/* With a minus that is one; rounded to nothing it has no sign. */
static void number(struct buf *out, double x, int digits)
{
	if (x < -.5 * pow(10, -digits))
		buf_puts(out, "\xe2\x88\x92");
	buf_printf(out, "%.*f", digits, fabs(x));
}

static struct str estimate_words(struct scope *sc, const struct estimate *e, int digits)
{
	struct buf *out = buf_new(sc, 200);

	if (!e->known)
		return STR("no data");
	number(out, e->value, digits);
	if (!gap_has_interval(e))
		return buf_str(out);
	buf_puts(out, " (");
	number(out, e->low, digits);
	buf_puts(out, " to ");
	number(out, e->high, digits);
	buf_putc(out, ')');
	return buf_str(out);
}

/* "54 % (45 to 63)" */
static struct str short_share(struct scope *sc, const struct estimate *e)
{
	return str_of(
		scope_printf(sc, "%.0f %% (%.0f to %.0f)", e->value * 100, e->low * 100, e->high * 100));
}

static struct str touchpoint_name(const struct definition *def, int touchpoint)
{
	return touchpoint < 0 ? STR("(unsorted)") : definition_touchpoint(def, (size_t)touchpoint)->name;
}

static struct str indented(struct scope *sc, struct str name)
{
	struct str shown = str_short(sc, name, NAME_LETTERS);

	return str_of(scope_printf(sc, "  %.*s", STR_ARG(shown)));
}

/* --- promised times ------------------------------------------------------------------------------ */

/* Days, or where all is short, hours or minutes. */
static double of_days(const struct map_gap *g, const char **unit)
{
	double most = fmax(fabs(g->gap.expected.value), fabs(g->gap.actual.value));

	if (g->by_day || most >= 2) {
		*unit = "days";
		return 1;
	}
	*unit = most * 24 >= 2 ? "hours" : "minutes";
	return most * 24 >= 2 ? 24 : 24 * 60;
}

static struct str times(struct scope *sc, const struct estimate *e, double scale, int digits)
{
	struct estimate x = { e->known, e->value * scale, e->low * scale, e->high * scale, e->n };

	return estimate_words(sc, &x, digits);
}

static void promise_head(struct scope *sc, const struct map_gap *g, const char *unit, struct buf *out)
{
	struct str expected = str_short(sc, terminal_text(sc, g->expected), NAME_LETTERS),
		   actual = str_short(sc, terminal_text(sc, g->actual), NAME_LETTERS);

	if (g->kind == MAP_GAP_WITHIN)
		buf_printf(out, "Promised on the map: \"%.*s\" after \"%.*s\", in %s\n", STR_ARG(actual),
			STR_ARG(expected), unit);
	else
		buf_printf(out, "Promised by %.*s, came as \"%.*s\"%s, in %s\n", STR_ARG(expected),
			STR_ARG(actual), g->by_day ? ", by the day" : "", unit);
}

static void promise_tail(struct scope *sc, const struct map_gap *g, struct buf *out)
{
	buf_printf(out, "  late       %.*s of those that came", STR_ARG(share_words(sc, &g->gap.broken)));
	if (g->overdue || g->open)
		buf_printf(out, "; not come: %.*s past their time, %.*s still open",
			STR_ARG(count_words(sc, g->overdue)), STR_ARG(count_words(sc, g->open)));
	buf_putc(out, '\n');
}

static void promise_table(struct scope *sc, const struct map_gap *g, double scale, struct buf *out)
{
	static const char *const head[] = { "", "n", "mean", "half at most" };
	const struct {
		const char *name;
		const struct estimate *mean, *median;
	} rows[] = {
		{ "  promised", &g->gap.expected, &g->gap.expected_median },
		{ "  took", &g->gap.actual, &g->gap.actual_median },
		{ "  gap", &g->gap.difference, &g->gap.difference_median },
	};
	struct table *t = table_new(sc, "lrrr", head, COUNT_OF(head));

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		table_cell(t, str_of(rows[i].name));
		table_cell(t, count_words(sc, g->gap.n));
		table_cell(t, times(sc, rows[i].mean, scale, 1));
		table_cell(t, times(sc, rows[i].median, scale, g->by_day ? 0 : 1));
	}
	table_write(t, out);
}

static void state_row(struct scope *sc, const struct gaps_said *said, struct table *t,
	const struct gap_felt *felt, enum gap_state state)
{
	static const char *const names[GAP_STATES] = { "kept", "late", "never came", "still open" };
	const struct score_sum *sum = &felt->sums[state];
	struct estimate e = score_estimate(SCORE_MEAN, felt->scale, sum);
	struct score_change c = score_change(SCORE_MEAN, felt->scale, &felt->sums[GAP_KEPT], sum);
	struct estimate against = { c.known, c.value, c.low, c.high, sum->n };

	table_cell(t, indented(sc, touchpoint_name(said->definition, felt->touchpoint)));
	table_cell(t, str_of(scale_name(felt->scale)));
	table_cell(t, str_of(names[state]));
	table_cell(t, count_words(sc, sum->n));
	table_cell(t, estimate_words(sc, &e, 2));
	table_cell(t, state == GAP_KEPT || !c.known ? STR("") : estimate_words(sc, &against, 2));
}

static void feelings_table(
	struct scope *sc, const struct gaps_said *said, const struct gap_feelings *f, struct buf *out)
{
	static const char *const head[] = { "  how they rate", "scale", "promise", "n", "mean",
		"against kept" };
	struct table *t = table_new(sc, "lllrrr", head, COUNT_OF(head));
	size_t n = 0;

	for (size_t i = 0; f && i < f->felt.n; i++) {
		for (int s = 0; s < GAP_STATES; s++) {
			if (!f->felt.at[i].sums[s].n)
				continue;
			state_row(sc, said, t, &f->felt.at[i], (enum gap_state)s);
			n++;
		}
	}
	if (n)
		table_write(t, out);
	else
		buf_puts(out, "  Nobody to whom it was promised has rated anything.\n");
}

static void promise(struct scope *sc, const struct gaps_said *said, size_t line, struct buf *out)
{
	const struct map_gap *g = &said->gaps->lines.at[line].at;
	const char *unit;
	double scale = of_days(g, &unit);

	buf_putc(out, '\n');
	promise_head(sc, g, unit, out);
	if (g->gap.n) {
		promise_table(sc, g, scale, out);
		promise_tail(sc, g, out);
	} else {
		buf_printf(out, "  never came: %.*s past their time, %.*s still open\n",
			STR_ARG(count_words(sc, g->overdue)), STR_ARG(count_words(sc, g->open)));
	}
	feelings_table(sc, said, said->feelings[line], out);
}

/* --- survey pairs -------------------------------------------------------------------------------- */

static void survey_row(
	struct scope *sc, struct table *t, struct str name, enum scale scale, const struct gap *g)
{
	table_cell(t, indented(sc, name));
	table_cell(t, str_of(scale_name(scale)));
	table_cell(t, count_words(sc, g->n));
	table_printf(t, "%.2f", g->expected.value);
	table_printf(t, "%.2f", g->actual.value);
	table_cell(t, estimate_words(sc, &g->difference, 2));
	table_cell(t, short_share(sc, &g->broken));
}

static void surveys(struct scope *sc, const struct gaps *gaps, struct buf *out)
{
	static const char *const head[] = { "  experienced", "scale", "n", "expected", "got", "gap",
		"got less" };
	struct table *t = table_new(sc, "llrrrrr", head, COUNT_OF(head));
	size_t n = 0;

	for (size_t i = 0; i < gaps->lines.n; i++) {
		const struct gap_line *line = &gaps->lines.at[i];
		if (line->at.kind != MAP_GAP_SURVEY || !line->at.gap.n)
			continue;
		survey_row(sc, t, line->at.actual, line->scale, &line->at.gap);
		n++;
	}
	for (size_t i = 0; i < gaps->together.n; i++) {
		const struct gap_together *all = &gaps->together.at[i];
		survey_row(sc, t, str_of(scope_printf(sc, "all %zu questions, by customer", all->questions)),
			all->scale, &all->gap);
	}
	if (!n)
		return;
	buf_puts(
		out, "\nExpected and experienced, in points of the scale: each customer's own two answers\n");
	table_write(t, out);
}

/* --- planned steps ------------------------------------------------------------------------------- */

static void plan_steps(struct scope *sc, const struct gap_plan *p, struct buf *out)
{
	static const char *const head[] = { "  planned step", "came this far", "it happened", "share" };
	struct table *t = table_new(sc, "lrrr", head, COUNT_OF(head));

	for (size_t i = 0; i < p->steps.n; i++) {
		const struct gap *g = &p->steps.at[i].gap;
		table_cell(t, indented(sc, p->names.at[i]));
		table_cell(t, count_words(sc, g->n));
		table_cell(t, count_words(sc, g->n ? (uint64_t)llround(g->actual.value * (double)g->n) : 0));
		table_cell(t, share_words(sc, &g->actual));
	}
	table_write(t, out);
}

static void plan(struct scope *sc, const struct gap_plan *p, struct buf *out)
{
	const struct gap *g = &p->plan.gap;

	buf_printf(out, "\nPlanned: %.*s, %zu steps, %.*s journeys that came to any of them\n",
		STR_ARG(terminal_text(sc, p->title)), p->plan.steps,
		STR_ARG(count_words(sc, p->plan.journeys)));
	if (p->plan.unseen)
		buf_printf(out, "  without a match, so that nothing could show them: %zu more\n",
			p->plan.unseen);
	if (!g->n) {
		buf_puts(out, "  None of the steps is in the evidence.\n");
		return;
	}
	plan_steps(sc, p, out);
	buf_printf(out, "  up to where they came: planned %.2f, happened %.2f; gap %.*s steps\n",
		g->expected.value, g->actual.value, STR_ARG(estimate_words(sc, &g->difference, 2)));
	buf_printf(out,
		"  left something out: %.*s; kept to the order: %.*s\n  names of events that are not planned: %.*s\n",
		STR_ARG(short_share(sc, &g->broken)), STR_ARG(short_share(sc, &p->plan.in_order)),
		STR_ARG(estimate_words(sc, &p->plan.unplanned, 1)));
}

/* Lines of up to 100 letters. */
static void paragraph(struct str text, struct buf *out)
{
	enum { WIDTH = 100 };
	size_t width = 0;

	buf_putc(out, '\n');
	while (text.p) {
		struct str word = str_cut(&text, ' ');
		size_t letters = str_letters(word);
		bool breaks = width && width + 1 + letters > WIDTH;
		if (width)
			buf_putc(out, breaks ? '\n' : ' ');
		width = breaks || !width ? letters : width + 1 + letters;
		buf_str_add(out, word);
	}
	buf_putc(out, '\n');
}

void gaps_as_tables(struct scope *sc, const struct gaps_said *said, struct buf *out)
{
	const struct gaps *gaps = said->gaps;

	buf_puts(out, "What was expected, and what came");
	if (said->where.p)
		buf_printf(out, ", customers where: %.*s, as of the newest event", STR_ARG(said->where));
	buf_puts(out, "; in brackets 95 % intervals\n");
	for (size_t i = 0; i < gaps->lines.n; i++)
		if (gaps->lines.at[i].at.kind != MAP_GAP_SURVEY)
			promise(sc, said, i, out);
	surveys(sc, gaps, out);
	for (size_t i = 0; i < gaps->plans.n; i++)
		plan(sc, &gaps->plans.at[i], out);
	if (!gaps->lines.n && !gaps->plans.n && !gaps->remarks.n)
		buf_puts(out,
			"\nNothing here says what was expected: no column with a promised time, no pair of questions, no"
			" planned map.\n");
	for (size_t i = 0; i < gaps->remarks.n; i++)
		paragraph(terminal_text(sc, gaps->remarks.at[i]), out);
}
