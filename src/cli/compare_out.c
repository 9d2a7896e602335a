#include "cli/compare_out.h"

#include <math.h>

#include "base/when.h"
#include "cli/say.h"
#include "cli/table.h"

/* --- for people --- */

static const char *value_words(struct scope *sc, enum measure measure, const struct estimate *e)
{
	if (!e->known)
		return "no data";
	if (measure == MEASURE_DWELL)
		return when_span_words(sc, e->value).p;
	if (measure == MEASURE_RATING || measure == MEASURE_TEXT)
		return scope_printf(sc, "%+.2f", e->value);
	return scope_printf(sc, "%.1f %%", e->value * 100);
}

static const char *seconds_words(struct scope *sc, double s)
{
	return scope_printf(sc, "%s%.*s", s < 0 ? "-" : "+", STR_ARG(when_span_words(sc, fabs(s))));
}

static const char *difference_words(struct scope *sc, const struct compared *l)
{
	const struct difference *d = &l->difference;

	if (!d->known)
		return "";
	if (l->measure == MEASURE_DWELL)
		return scope_printf(sc, "%s (%s to %s)", seconds_words(sc, d->value),
			seconds_words(sc, d->low), seconds_words(sc, d->high));
	if (l->measure == MEASURE_RATING || l->measure == MEASURE_TEXT)
		return scope_printf(sc, "%+.2f (%+.2f to %+.2f)", d->value, d->low, d->high);
	return scope_printf(sc, "%+.1f (%+.1f to %+.1f) points", d->value * 100, d->low * 100, d->high * 100);
}

static void side_line(struct scope *sc, const struct compare_side *s, struct buf *out)
{
	buf_printf(out, "%.*s: %.*s customers, %.*s journeys", STR_ARG(terminal_text(sc, s->name)),
		STR_ARG(count_words(sc, s->measures->customers)),
		STR_ARG(count_words(sc, s->measures->journeys)));
	if (s->measures->journeys)
		buf_printf(out, ", %.*s to %.*s", STR_ARG(when_date(sc, s->measures->from_s * 1000000)),
			STR_ARG(when_date(sc, s->measures->to_s * 1000000)));
	buf_putc(out, '\n');
}

static bool is_shown(const struct compare_said *said, const struct compared *l)
{
	return said->all || (l->verdict != VERDICT_UNCHANGED && l->verdict != VERDICT_FEW);
}

static size_t lines(struct scope *sc, const struct compare_said *said, struct buf *out)
{
	const char *head[] = { "touchpoint", "what", str_c(sc, said->sides[0].name),
		str_c(sc, said->sides[1].name), "difference", "verdict" };
	struct table *t = table_new(sc, "llrrrl", head, COUNT_OF(head));
	size_t n = 0;

	for (size_t i = 0; i < said->comparison->lines.n; i++) {
		const struct compared *l = &said->comparison->lines.at[i];
		if (!is_shown(said, l))
			continue;
		table_cell(t, l->at.p ? l->name : STR("(the whole map)"));
		table_cell(t, str_of(measure_words(l->measure)));
		table_cell(t, str_of(value_words(sc, l->measure, &l->before)));
		table_cell(t, str_of(value_words(sc, l->measure, &l->after)));
		table_cell(t, str_of(difference_words(sc, l)));
		table_cell(t, str_of(verdict_words(l->verdict)));
		n++;
	}
	if (n)
		table_write(t, out);
	return n;
}

void compare_as_table(struct scope *sc, const struct compare_said *said, struct buf *out)
{
	const struct comparison *c = said->comparison;

	side_line(sc, &said->sides[0], out);
	side_line(sc, &said->sides[1], out);
	buf_putc(out, '\n');
	if (!lines(sc, said, out))
		buf_puts(out, "Nothing changed that is sure and large enough to matter.\n");
	buf_printf(out,
		"\n%zu of %zu differences that could be tested are sure (5 %% false among them at most)%s\n",
		c->significant, c->tested, said->all ? "." : "; --all shows the others.");
	if (said->overlap)
		buf_puts(out,
			"Both sides have many journeys in common: the intervals are wider than they need be.  Two"
			" periods are told apart more sharply: --period A --and B.\n");
	for (size_t i = 0; i < c->remarks.n; i++)
		buf_printf(out, "Note: %.*s.\n", STR_ARG(terminal_text(sc, c->remarks.at[i])));
}
