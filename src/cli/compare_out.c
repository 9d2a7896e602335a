#include "cli/compare_out.h"

#include <math.h>

#include "base/json.h"
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

/* --- as JSON --- */

static void estimate(struct json *j, const char *name, const struct estimate *e)
{
	json_open(j, name, '{');
	json_number(j, "value", e->known, e->value);
	json_count(j, "n", e->n);
	json_number(j, "low", e->known, e->low);
	json_number(j, "high", e->known, e->high);
	json_close(j, '}');
}

static void line(struct json *j, const struct compared *l)
{
	const struct difference *d = &l->difference;

	json_open(j, NULL, '{');
	json_text(j, "touchpoint", l->at);
	json_text(j, "name", l->name);
	json_text(j, "what", str_of(measure_name(l->measure)));
	json_text(j, "unit", str_of(measure_unit(l->measure)));
	estimate(j, "before", &l->before);
	estimate(j, "after", &l->after);
	json_open(j, "difference", '{');
	json_number(j, "value", d->known, d->value);
	json_number(j, "low", d->known, d->low);
	json_number(j, "high", d->known, d->high);
	json_number(j, "p", l->tested, l->p);
	json_close(j, '}');
	json_text(j, "verdict", str_of(verdict_name(l->verdict)));
	json_close(j, '}');
}

static void side(struct scope *sc, struct json *j, const char *name, const struct compare_side *s)
{
	bool any = s->measures->journeys > 0;
	const struct str none = { 0 };

	json_open(j, name, '{');
	json_text(j, "name", s->name);
	json_count(j, "customers", s->measures->customers);
	json_count(j, "journeys", s->measures->journeys);
	json_text(j, "from", any ? when_iso(sc, s->measures->from_s * 1000000) : none);
	json_text(j, "to", any ? when_iso(sc, s->measures->to_s * 1000000) : none);
	json_close(j, '}');
}

void compare_as_json(struct scope *sc, const struct compare_said *said, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_text(&j, "map", said->map);
	side(sc, &j, "before", &said->sides[0]);
	side(sc, &j, "after", &said->sides[1]);
	json_count(&j, "tested", said->comparison->tested);
	json_count(&j, "significant", said->comparison->significant);
	json_bool(&j, "overlap", said->overlap);
	json_open(&j, "lines", '[');
	for (size_t i = 0; i < said->comparison->lines.n; i++)
		line(&j, &said->comparison->lines.at[i]);
	json_close(&j, ']');
	json_open(&j, "remarks", '[');
	for (size_t i = 0; i < said->comparison->remarks.n; i++)
		json_text(&j, NULL, said->comparison->remarks.at[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
}
