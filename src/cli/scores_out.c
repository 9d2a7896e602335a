#include "cli/scores_out.h"

#include <math.h>

#include "cli/figures.h"
#include "cli/say.h"
#include "cli/table.h"
#include "insight/figures.h"
#include "insight/words.h"

enum { WIDE = 100, NAME_WIDE = 40, NAMES_WIDE = 23 /* of two columns */, WHERE_WIDE = 50 };

/* --- numbers ------------------------------------------------------------------------------------- */

/* How a score is written: times what, with how many digits, whether with its sign; what a change is counted in. */
static const struct {
	double times;
	int digits;
	bool sign;
	const char *unit;
} written[SCORES] = {
	[SCORE_NPS] = { 1, 1, true, "" },
	[SCORE_CSAT] = { 100, 1, false, " points" },
	[SCORE_TOP] = { 100, 1, false, " points" },
	[SCORE_CES] = { 1, 2, false, "" },
	[SCORE_SUS] = { 1, 1, false, "" },
	[SCORE_MEAN] = { 1, 2, false, "" },
};

/* With a minus as long as the plus; what is rounded to nothing has no sign. */
static struct str number_words(struct scope *sc, enum score score, double x, bool sign)
{
	double scaled = x * written[score].times, step = pow(10, written[score].digits);
	bool none = llround(scaled * step) == 0;
	const char *before = none ? "" : scaled < 0 ? "−" : sign ? "+" : "";

	return str_of(scope_printf(sc, "%s%.*f", before, written[score].digits, fabs(scaled)));
}

static struct str value_words(struct scope *sc, enum score score, const struct estimate *e)
{
	bool sign = written[score].sign;

	if (!e->known)
		return STR("no data");
	if (score == SCORE_CSAT || score == SCORE_TOP)
		return share_words(sc, e);
	return str_of(
		scope_printf(sc, "%.*s (%.*s to %.*s)", STR_ARG(number_words(sc, score, e->value, sign)),
			STR_ARG(number_words(sc, score, e->low, sign)),
			STR_ARG(number_words(sc, score, e->high, sign))));
}

static struct str change_words(struct scope *sc, enum score score, const struct scores_cell *cell)
{
	const struct score_change *c = &cell->change;

	if (!c->known)
		return STR("");
	return str_of(
		scope_printf(sc, "%.*s%s (%.*s to %.*s)", STR_ARG(number_words(sc, score, c->value, true)),
			written[score].unit, STR_ARG(number_words(sc, score, c->low, true)),
			STR_ARG(number_words(sc, score, c->high, true))));
}

static struct str n_words(struct scope *sc, const struct scores_cell *cell)
{
	if (!cell->value.known)
		return STR("");
	return str_of(scope_printf(
		sc, "%.*s%s", STR_ARG(count_words(sc, cell->value.n)), scores_few(cell) ? " ○" : "  "));
}

/* --- tables -------------------------------------------------------------------------------------- */

struct lines { /* of a written table, without the blanks at their ends */
	struct str rest;
};

static bool lines_next(struct lines *l, struct str *line)
{
	if (!l->rest.n)
		return false;
	*line = str_cut(&l->rest, '\n');
	while (line->n && line->p[line->n - 1] == ' ')
		line->n--;
	return true;
}

static struct lines lines_of(struct scope *sc, const struct table *t)
{
	struct buf *b = buf_new(sc, 64 << 20);

	table_write(t, b);
	return (struct lines){ buf_str(b) };
}

static void line_put(struct buf *out, struct str line)
{
	buf_str_add(out, line);
	buf_putc(out, '\n');
}

/* Said only where the place does not say it. */
static struct str question_words(struct scope *sc, const struct scores_line *line)
{
	struct str words = words_name(sc, line->question);

	if (line->place.p && (str_same(line->place, words) || str_same(line->place, line->question)))
		return STR("");
	return words;
}

static bool any_question(struct scope *sc, const struct scores_answer *a)
{
	for (size_t i = 0; i < a->lines.n; i++)
		if (question_words(sc, &a->lines.at[i]).n)
			return true;
	return false;
}

static struct table *rows_table(struct scope *sc, const struct scores_said *said, bool places, bool questions)
{
	static const char align[] = "lllrr";
	size_t n = 3 + (size_t)places + (size_t)questions;
	struct table *t = table_new(sc, align + strlen(align) - n, NULL, n);

	if (places)
		table_cell(t, str_of(scores_by_name(said->by)));
	if (questions)
		table_cell(t, places ? STR("question") : STR("event"));
	table_cell(t, STR("score"));
	table_cell(t, STR("value (95 %)"));
	table_cell(t, STR("n  "));
	return t;
}

/* A row a line; a name is not repeated below itself. */
static void as_rows(
	struct scope *sc, const struct scores_answer *a, const struct scores_said *said, struct buf *out)
{
	bool places = said->by != SCORES_BY_EVENT, questions = any_question(sc, a);
	size_t wide = places && questions ? NAMES_WIDE : NAME_WIDE;
	struct table *t = rows_table(sc, said, places, questions);
	struct str line;

	for (size_t i = 0; i < a->lines.n; i++) {
		const struct scores_line *l = &a->lines.at[i];
		bool again = i && str_equal(l->place, (l - 1)->place);
		bool asked_again = again && str_equal(l->question, (l - 1)->question);
		if (places)
			table_cell(t, again ? STR("") : str_short(sc, l->place, wide));
		if (questions)
			table_cell(t, asked_again ? STR("") : str_short(sc, question_words(sc, l), wide));
		table_cell(t, score_words(sc, l->score, l->scale));
		table_cell(t, value_words(sc, l->score, &l->cells.at[0].value));
		table_cell(t, n_words(sc, &l->cells.at[0]));
	}
	for (struct lines lines = lines_of(sc, t); lines_next(&lines, &line);)
		line_put(out, line);
}

static bool same_block(const struct scores_line *a, const struct scores_line *b)
{
	return str_equal(a->place, b->place) && str_equal(a->question, b->question) && a->scale == b->scale &&
	       a->score == b->score;
}

/* "Order, courier: CSAT: share of 4 and 5, customers where: country = PL" */
static void block_head(struct scope *sc, const struct scores_line *l, struct str where, struct buf *out)
{
	struct str asked = question_words(sc, l), score = score_words(sc, l->score, l->scale);

	buf_puts(out, "\n");
	if (l->place.p)
		buf_str_add(out, terminal_text(sc, str_short(sc, l->place, 40)));
	if (asked.n)
		buf_printf(out, "%s%.*s", l->place.p ? ", " : "",
			STR_ARG(terminal_text(sc, str_short(sc, asked, 40))));
	buf_printf(out, " | %.*s", STR_ARG(score));
	if (where.p)
		buf_printf(out, "\n  customers where: %.*s",
			STR_ARG(terminal_text(sc, str_short(sc, where, WIDE - 20))));
	buf_puts(out, "\n");
}

static void block_row(struct scope *sc, const struct scores_answer *a, const struct scores_said *said,
	const struct scores_line *l, const struct scores_cell *cell, struct table *t)
{
	struct str first = cell->period;

	if (cell->to.p)
		first = str_of(scope_printf(sc, "%.*s to %.*s", STR_ARG(cell->period), STR_ARG(cell->to)));
	if (a->per == PERIOD_NONE)
		first = str_short(sc, said->where[l->segment], WHERE_WIDE);
	table_printf(t, "  %.*s", STR_ARG(first));
	table_cell(t, value_words(sc, l->score, &cell->value));
	table_cell(t, n_words(sc, cell));
	if (a->per == PERIOD_NONE)
		return;
	table_cell(t, change_words(sc, l->score, cell));
	table_cell(t, !cell->significant ? STR("") : cell->change.value > 0 ? STR("▲") : STR("▼"));
}

/* Periods of a line below each other, or what each segment says: all blocks in the same columns. */
static void as_blocks(
	struct scope *sc, const struct scores_answer *a, const struct scores_said *said, struct buf *out)
{
	bool series = a->per != PERIOD_NONE;
	const char *head[] = { series ? "  period" : "  customers where", "value (95 %)", "n  ",
		"against the one before (95 %)", "" };
	struct table *t = table_new(sc, "lrrrl", head, series ? COUNT_OF(head) : 3);
	struct str line;

	for (size_t i = 0; i < a->lines.n; i++)
		for (size_t k = 0; k < a->lines.at[i].cells.n; k++)
			block_row(sc, a, said, &a->lines.at[i], &a->lines.at[i].cells.at[k], t);
	struct lines lines = lines_of(sc, t);
	if (lines_next(&lines, &line))
		line_put(out, line);
	for (size_t i = 0; i < a->lines.n; i++) {
		const struct scores_line *l = &a->lines.at[i];
		bool where = series && said->where && a->n_segments > 1;
		if (series || i == 0 || !same_block(l, l - 1))
			block_head(sc, l, where ? said->where[l->segment] : (struct str){ 0 }, out);
		for (size_t k = 0; k < l->cells.n && lines_next(&lines, &line); k++)
			line_put(out, line);
	}
}

/* --- around them --------------------------------------------------------------------------------- */

static void say_without(struct scope *sc, const struct scores_answer *a, struct buf *out)
{
	size_t wide = 0;

	for (size_t i = 0; i < a->without.n; i++) {
		struct str name = terminal_text(sc, str_short(sc, a->without.at[i], 40));
		const char *before = i ? ", " : "No data, as nobody rated there: ";
		if (wide + str_letters(name) + 2 > WIDE) {
			before = ",\n  ";
			wide = 2;
		}
		buf_printf(out, "%s%.*s", before, STR_ARG(name));
		wide += strlen(before) + str_letters(name);
	}
	buf_puts(out, a->without.n ? "\n" : "");
}

static void say_sus(struct scope *sc, const struct scores_answer *a, struct buf *out)
{
	for (size_t i = 0; i < a->lines.n; i++) {
		const struct scores_line *l = &a->lines.at[i];
		const struct estimate *e = &l->cells.at[0].value;
		if (l->score != SCORE_SUS)
			continue;
		struct str name = terminal_text(sc, str_short(sc, l->question, 40));
		if (a->per == PERIOD_NONE && a->n_segments == 1 && e->known)
			buf_printf(out, "SUS of \"%.*s\": %s the benchmark, which is %d\n", STR_ARG(name),
				e->low > SUS_BENCHMARK    ? "above"
				: e->high < SUS_BENCHMARK ? "below"
							  : "not to be told from",
				SUS_BENCHMARK);
		if (l->incomplete)
			buf_printf(out, "SUS of \"%.*s\": not counted, as they left items out: %.*s\n",
				STR_ARG(name), STR_ARG(count_words(sc, l->incomplete)));
	}
}

static void say_marks(struct scope *sc, const struct scores_answer *a, struct buf *out)
{
	bool few = false;

	for (size_t i = 0; i < a->lines.n; i++)
		for (size_t k = 0; k < a->lines.at[i].cells.n; k++)
			few |= scores_few(&a->lines.at[i].cells.at[k]);
	if (few)
		buf_printf(out, "○ fewer than %d customers\n", FIGURES_HOLLOW);
	if (a->tested)
		buf_printf(out,
			"▲ up, ▼ down: %.*s of %.*s changes are significant (Benjamini-Hochberg over all of them, 5 %%)\n",
			STR_ARG(count_words(sc, a->significant)), STR_ARG(count_words(sc, a->tested)));
}

static void say_where(struct scope *sc, const struct scores_said *said, size_t n, struct buf *out)
{
	for (size_t i = 0; said->where && i < n; i++)
		buf_printf(out, "Customers where: %.*s (%.*s), as of the newest event\n",
			STR_ARG(terminal_text(sc, said->where[i])),
			STR_ARG(count_words(sc, said->customers[i])));
}

void scores_text(
	struct scope *sc, const struct scores_answer *a, const struct scores_said *said, struct buf *out)
{
	bool series = a->per != PERIOD_NONE;

	buf_printf(out, "Scores by %s", scores_by_name(said->by));
	if (series)
		buf_printf(out, " and %s", period_word(a->per));
	buf_puts(out, ", one value a customer (the mean; NPS: the last); in brackets 95 % intervals\n");
	say_where(sc, said, a->n_segments, out);
	buf_puts(out, "\n");
	if (!a->lines.n) {
		buf_puts(out, "No data: there is no rating of these customers.\n");
		return;
	}
	if (series || a->n_segments > 1)
		as_blocks(sc, a, said, out);
	else
		as_rows(sc, a, said, out);
	buf_puts(out, "\n");
	say_sus(sc, a, out);
	say_marks(sc, a, out);
	say_without(sc, a, out);
}
