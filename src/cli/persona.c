#include "cli/people.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"

/* clang-format off */
static const struct option options[] = {
	OPTIONS_PAPERS,
	{ "map", 0, OPTION_TEXT, "ID", "the map whose touchpoints are meant (else one that is for the persona)", NULL },
};
/* clang-format on */

static struct str evidence_words(struct scope *sc, const struct statement *s)
{
	struct buf *b = buf_new(sc, 1 << 20);

	for (size_t i = 0; i < s->evidence.at.n; i++)
		buf_printf(b, "%s%.*s", i ? "; " : "", STR_ARG(s->evidence.at.at[i]));
	return terminal_text(sc, buf_str(b));
}

static void show_list(struct papers_desk *d, enum persona_list list, const struct statements *statements)
{
	struct table *t = table_new(d->sc, "lll", NULL, 3);

	if (!statements->at.n)
		return;
	buf_printf(d->out, "\n%s\n", persona_list_name(list));
	for (size_t i = 0; i < statements->at.n; i++) {
		const struct statement *s = &statements->at.at[i];
		struct str text = terminal_text(d->sc, s->text), evidence = evidence_words(d->sc, s);
		table_cell(t, STR(""));
		table_cell(t, str_of(basis_name(s->basis)));
		table_cell(t, evidence.n ? str_of(scope_printf(
						   d->sc, "%.*s (%.*s)", STR_ARG(text), STR_ARG(evidence)))
					 : text);
	}
	table_write(t, d->out);
}

static void tell(struct papers_desk *d, const void *paper)
{
	const struct persona *persona = paper;
	struct str quote = terminal_text(d->sc, persona->quote),
		   summary = terminal_text(d->sc, persona->summary);

	buf_printf(d->out, "A typical %s.\n", condition_party_name(persona->party));
	if (quote.n)
		buf_printf(d->out, "\"%.*s\"\n", STR_ARG(quote));
	if (summary.n)
		buf_printf(d->out, "%.*s\n", STR_ARG(summary));
	for (int l = 0; l < PERSONA_LISTS; l++)
		show_list(d, (enum persona_list)l, &persona->lists[l]);
	for (size_t i = 0; i < persona->traits.n; i++)
		buf_printf(d->out, "%s%.*s %.0f %%",
			i ? ", " : "\nTraits: ", STR_ARG(terminal_text(d->sc, persona->traits.at[i].name)),
			persona->traits.at[i].value * 100);
	if (persona->traits.n)
		buf_putc(d->out, '\n');
}

static struct str party_of(struct papers_desk *d, const void *paper)
{
	const struct persona *persona = paper;

	(void)d;
	return str_of(condition_party_name(persona->party));
}

static const struct people_kind kind = { "party", party_of, tell };

static bool show(struct papers_desk *d, const struct paper *paper)
{
	return people_show(d, &kind, paper);
}

static bool list(struct papers_desk *d, const struct paper *papers, size_t n)
{
	return people_list(d, &kind, papers, n);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	static const struct papers_row row = { PAPER_PERSONA, list, show };

	return papers_run(sc, args, &row);
}

const struct command command_persona = {
	.name = "persona",
	.use = "[NAME] [-w DIR] [--file FILE] [--yaml] [--history] [--revision N] [--restore N] [--remove]"
	       " [--map ID] [--json]",
	.help = "typical customers, partners and employees: written down, and what the data says of them",
	.more = "A persona has goals, needs, fears and more, each marked by what it stands on, and a rule or a segment that"
		" tells who belongs to it.  Then its size, habits, channels and feelings come from the data, and a map that"
		" names it counts its customers only.  Every change is a revision of its own; none is lost.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
