#include <stdlib.h>

#include "cli/papers.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "model/opportunity.h"
#include "tell/papers.h"

static const struct option options[] = { OPTIONS_PAPERS };

static struct str number_words(struct scope *sc, struct paper_number number)
{
	struct buf *b = buf_new(sc, 60);

	if (!number.given)
		return STR("-");
	buf_number(b, number.value, 6);
	struct str text = buf_str(b);
	return str_ends(text, STR(".0")) ? str_sub(text, 0, text.n - 2) : text;
}

static struct str effect_words(struct scope *sc, const struct effect *e)
{
	if (!e->unit.p)
		return STR("-");
	return str_of(scope_printf(sc, "%.*s to %.*s %.*s", STR_ARG(number_words(sc, e->low)),
		STR_ARG(number_words(sc, e->high)), STR_ARG(terminal_text(sc, e->unit))));
}

/* "80 / 40": to customers, to the company, each of 100. */
static struct str value_words(struct scope *sc, const struct opportunity *o)
{
	if (!o->customer_value.given && !o->business_value.given)
		return STR("-");
	return str_of(scope_printf(sc, "%.*s / %.*s", STR_ARG(number_words(sc, o->customer_value)),
		STR_ARG(number_words(sc, o->business_value))));
}

static struct str joined(struct scope *sc, const struct paper_list *list)
{
	struct buf *b = buf_new(sc, 1 << 20);

	for (size_t i = 0; i < list->at.n; i++)
		buf_printf(b, "%s%.*s", i ? ", " : "", STR_ARG(list->at.at[i]));
	return buf_len(b) ? terminal_text(sc, buf_str(b)) : STR("-");
}

static struct str grounds_words(struct scope *sc, const struct opportunity *o)
{
	struct buf *b = buf_new(sc, 1 << 20);

	for (size_t i = 0; i < o->grounds.n; i++) {
		const struct ground *g = &o->grounds.at[i];
		buf_puts(b, i ? ", " : "");
		if (g->note.given)
			buf_printf(b, "note %.*s", STR_ARG(number_words(sc, g->note)));
		else
			buf_printf(b, "%.*s of %.*s", STR_ARG(g->lane), STR_ARG(g->at));
	}
	return buf_len(b) ? terminal_text(sc, buf_str(b)) : STR("-");
}

static void row(struct table *t, const char *name, struct str text)
{
	table_cell(t, STR(""));
	table_cell(t, str_of(name));
	table_cell(t, text);
}

static void show_text(struct papers_desk *d, const struct paper *paper, const struct opportunity *o)
{
	struct scope *sc = d->sc;
	struct table *t = table_new(sc, "lll", NULL, 3);

	papers_head(d, paper);
	if (o->about.p)
		buf_printf(d->out, "%.*s\n", STR_ARG(terminal_text(sc, o->about)));
	row(t, "status", str_of(opportunity_status_name(o->status)));
	row(t, "owner", papers_cell(sc, o->owner));
	row(t, "effort, of 5", number_words(sc, o->effort));
	row(t, "effect", effect_words(sc, &o->effect));
	row(t, "value to customers / company, of 100", value_words(sc, o));
	row(t, "map", papers_cell(sc, o->map));
	row(t, "touchpoints", joined(sc, &o->touchpoints));
	row(t, "persona", papers_cell(sc, o->persona));
	row(t, "rests on", grounds_words(sc, o));
	table_write(t, d->out);
}

static bool show(struct papers_desk *d, const struct paper *paper)
{
	const struct opportunity *o = paper_read(d->sc, PAPER_OPPORTUNITY, DOCUMENT_JSON, paper->body);

	if (!o)
		return false;
	if (arg_flag(d->args, "json"))
		return papers_show(d, paper);
	show_text(d, paper, o);
	return true;
}

/* --- all of them --------------------------------------------------------------------------------- */

struct sorted {
	const struct opportunity *read; /* first: what opportunity_compare looks at */
	struct paper paper;
};

static void list_table(struct papers_desk *d, const struct sorted *sorted, size_t n)
{
	static const char *const head[] = { "opportunity", "title", "effort", "effect", "value", "status",
		"owner", "map", "touchpoints" };
	struct table *t = table_new(d->sc, "llrllllll", head, COUNT_OF(head));

	for (size_t i = 0; i < n; i++) {
		const struct opportunity *o = sorted[i].read;
		table_cell(t, papers_cell(d->sc, o->id));
		table_cell(t, papers_cell(d->sc, o->title));
		table_cell(t, number_words(d->sc, o->effort));
		table_cell(t, effect_words(d->sc, &o->effect));
		table_cell(t, value_words(d->sc, o));
		table_cell(t, str_of(opportunity_status_name(o->status)));
		table_cell(t, papers_cell(d->sc, o->owner));
		table_cell(t, papers_cell(d->sc, o->map));
		table_cell(t, joined(d->sc, &o->touchpoints));
	}
	table_write(t, d->out);
}

static bool list(struct papers_desk *d, const struct paper *papers, size_t n)
{
	struct sorted *sorted = NEW_ARRAY(d->sc, struct sorted, n + 1);
	struct paper *in_order = NEW_ARRAY(d->sc, struct paper, n + 1);

	for (size_t i = 0; i < n; i++) {
		sorted[i].paper = papers[i];
		sorted[i].read = paper_read(d->sc, d->kind, DOCUMENT_JSON, papers[i].body);
		if (!sorted[i].read)
			return false;
	}
	qsort(sorted, n, sizeof *sorted, opportunity_compare);
	for (size_t i = 0; i < n; i++)
		in_order[i] = sorted[i].paper;
	if (arg_flag(d->args, "json"))
		tell_papers(d->sc, d->kind, in_order, n, d->out);
	else
		list_table(d, sorted, n);
	return true;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	static const struct papers_row row = { PAPER_OPPORTUNITY, list, show };

	return papers_run(sc, args, &row);
}

const struct command command_opportunity = {
	.name = "opportunity",
	.use = "[NAME] [-w DIR] [--file FILE] [--yaml] [--history] [--revision N] [--restore N] [--remove] [--json]",
	.help = "changes worth making: what they take, what they bring, who does them",
	.more = "The cheap ones come first, of these those of the largest effect.  Every change is a revision of its own;"
		" none is lost.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
