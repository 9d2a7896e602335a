#include "cli/papers.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "model/library.h"
#include "tell/papers.h"

static const struct option options[] = { OPTIONS_PAPERS };

static bool list(struct papers_desk *d, const struct paper *papers, size_t n)
{
	static const char *const head[] = { "channel", "name", "colour", "symbol" };
	struct table *t = table_new(d->sc, "llll", head, COUNT_OF(head));

	if (arg_flag(d->args, "json")) {
		tell_papers(d->sc, d->kind, papers, n, d->out);
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		const struct library_channel *at = paper_read(d->sc, d->kind, DOCUMENT_JSON, papers[i].body);
		if (!at)
			return false;
		table_cell(t, papers_cell(d->sc, at->key));
		table_cell(t, papers_cell(d->sc, at->name));
		table_cell(t, at->colour);
		table_cell(t, str_of(channel_key(at->symbol)));
	}
	table_write(t, d->out);
	return true;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	static const struct papers_row row = { PAPER_CHANNEL, list, papers_show };

	return papers_run(sc, args, &row);
}

const struct command command_channel = {
	.name = "channel",
	.use = "[NAME] [-w DIR] [--file FILE] [--yaml] [--history] [--revision N] [--restore N] [--remove] [--json]",
	.help = "the library of channels: a colour and a symbol each",
	.more = "A channel of the company's own, as a kiosk, beside those that Wend knows.  Its colour can be read on white,"
		" and its symbol is that of one of the known channels.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
