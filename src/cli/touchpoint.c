#include "cli/papers.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "model/library.h"
#include "tell/papers.h"

static const struct option options[] = { OPTIONS_PAPERS };

static bool list(struct papers_desk *d, const struct paper *papers, size_t n)
{
	static const char *const head[] = { "touchpoint", "name", "channel", "owner", "keeper", "page",
		"system" };
	struct table *t = table_new(d->sc, "lllllll", head, COUNT_OF(head));

	if (arg_flag(d->args, "json")) {
		tell_papers(d->sc, d->kind, papers, n, d->out);
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		const struct library_touchpoint *at =
			paper_read(d->sc, d->kind, DOCUMENT_JSON, papers[i].body);
		if (!at)
			return false;
		table_cell(t, papers_cell(d->sc, at->id));
		table_cell(t, papers_cell(d->sc, at->name));
		table_cell(t, papers_cell(d->sc, at->channel));
		table_cell(t, str_of(owner_name(at->owner)));
		table_cell(t, papers_cell(d->sc, at->keeper));
		table_cell(t, papers_cell(d->sc, at->page));
		table_cell(t, papers_cell(d->sc, at->system));
	}
	table_write(t, d->out);
	return true;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	static const struct papers_row row = { PAPER_TOUCHPOINT, list, papers_show };

	return papers_run(sc, args, &row);
}

const struct command command_touchpoint = {
	.name = "touchpoint",
	.use = "[NAME] [-w DIR] [--file FILE] [--yaml] [--history] [--revision N] [--restore N] [--remove] [--json]",
	.help = "the library of touchpoints: whose they are, what they run on, who answers for them",
	.more = "Maps have touchpoints of their own, with the events that belong to them; the library says what the company"
		" has, whatever map it is on.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
