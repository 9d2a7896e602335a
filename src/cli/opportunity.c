#include <stdlib.h>

#include "cli/papers.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "model/opportunity.h"

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

static struct str text_words(struct scope *sc, struct str text)
{
	return text.p ? terminal_text(sc, text) : STR("-");
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
	row(t, "owner", text_words(sc, o->owner));
	row(t, "effort, of 5", number_words(sc, o->effort));
	row(t, "effect", effect_words(sc, &o->effect));
	row(t, "value to customers / company, of 100", value_words(sc, o));
	row(t, "map", text_words(sc, o->map));
	row(t, "touchpoints", joined(sc, &o->touchpoints));
	row(t, "persona", text_words(sc, o->persona));
	row(t, "rests on", grounds_words(sc, o));
	table_write(t, d->out);
}

static bool show(struct papers_desk *d, const struct paper *paper)
{
	const struct opportunity *o = paper_read(d->sc, PAPER_OPPORTUNITY, DOCUMENT_JSON, paper->body);

	if (!o)
		return false;
	if (!arg_flag(d->args, "json")) {
		show_text(d, paper, o);
		return true;
	}
	papers_json_head(d, paper);
	buf_puts(d->out, "}\n");
	return true;
}

/* --- all of them --------------------------------------------------------------------------------- */

static const struct paper *paper_of(const struct paper *papers, size_t n, struct str id)
{
	for (size_t i = 0; i < n; i++)
		if (str_equal(papers[i].id, id))
			return &papers[i];
	return NULL;
}

static void list_json(
	struct papers_desk *d, const struct paper *papers, size_t n, const struct opportunity *const *sorted)
{
	buf_puts(d->out, "{\"opportunities\":[");
	for (size_t i = 0; i < n; i++) {
		buf_puts(d->out, i ? "," : "");
		papers_json_head(d, paper_of(papers, n, sorted[i]->id));
		buf_puts(d->out, "}");
	}
	buf_puts(d->out, "]}\n");
}

static void list_table(struct papers_desk *d, size_t n, const struct opportunity *const *sorted)
{
	static const char *const head[] = { "opportunity", "title", "effort", "effect", "value", "status",
		"owner", "map", "touchpoints" };
	struct table *t = table_new(d->sc, "llrllllll", head, COUNT_OF(head));

	for (size_t i = 0; i < n; i++) {
		const struct opportunity *o = sorted[i];
		table_cell(t, terminal_text(d->sc, o->id));
		table_cell(t, terminal_text(d->sc, o->title));
		table_cell(t, number_words(d->sc, o->effort));
		table_cell(t, effect_words(d->sc, &o->effect));
		table_cell(t, value_words(d->sc, o));
		table_cell(t, str_of(opportunity_status_name(o->status)));
		table_cell(t, text_words(d->sc, o->owner));
		table_cell(t, text_words(d->sc, o->map));
		table_cell(t, joined(d->sc, &o->touchpoints));
	}
	table_write(t, d->out);
}

static bool list(struct papers_desk *d, const struct paper *papers, size_t n)
{
	const struct opportunity **sorted = NEW_ARRAY(d->sc, const struct opportunity *, n + 1);

	for (size_t i = 0; i < n; i++) {
		sorted[i] = paper_read(d->sc, PAPER_OPPORTUNITY, DOCUMENT_JSON, papers[i].body);
		if (!sorted[i])
			return false;
	}
	if (n)
		qsort(sorted, n, sizeof *sorted, opportunity_compare);
	if (arg_flag(d->args, "json"))
		list_json(d, papers, n, sorted);
	else
		list_table(d, n, sorted);
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
