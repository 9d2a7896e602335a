#include "cli/people.h"
#include "cli/rows.h"
#include "cli/say.h"

/* clang-format off */
static const struct option options[] = {
	OPTIONS_PAPERS,
	{ "map", 0, OPTION_TEXT, "ID", "the map whose touchpoints are meant (else the first)", NULL },
};
/* clang-format on */

static struct str who(struct papers_desk *d, const void *paper)
{
	const struct segment *segment = paper;

	return condition_words(d->sc, segment->rule);
}

static void tell(struct papers_desk *d, const void *paper)
{
	const struct segment *segment = paper;

	if (segment->about.p)
		buf_printf(d->out, "%.*s\n", STR_ARG(terminal_text(d->sc, segment->about)));
}

static const struct people_kind kind = { "who", who, tell };

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
	static const struct papers_row row = { PAPER_SEGMENT, list, show };

	return papers_run(sc, args, &row);
}

const struct command command_segment = {
	.name = "segment",
	.use = "[NAME] [-w DIR] [--file FILE] [--yaml] [--history] [--revision N] [--restore N] [--remove]"
	       " [--map ID] [--json]",
	.help = "conditions over customers that have a name: how many they are, and what the data says of them",
	.more = "A segment is a condition with a name.  It may stand wherever a condition may: --where segment:ID, and in a"
		" persona as segment: ID.  Every change is a revision of its own; none is lost.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
