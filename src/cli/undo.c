#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "tell/imported.h"

static const struct option options[] = { OPTION_WORKSPACE, OPTION_JSON };

static void as_text(struct scope *sc, int64_t import, const struct evidence_undone *u, struct buf *out)
{
	buf_printf(out, "Import %lld (%.*s) is undone: %.*s events taken back", (long long)import,
		STR_ARG(terminal_text(sc, u->file)), STR_ARG(count_words(sc, u->events)));
	const struct {
		uint64_t n;
		const char *words;
	} counts[] = {
		{ u->metrics, "metrics taken back" },
		{ u->quarantined, "rows taken out of quarantine" },
		{ u->restored, "earlier versions that count again" },
		{ u->handed_on, "events that another import has as well stay" },
	};
	for (size_t i = 0; i < COUNT_OF(counts); i++)
		if (counts[i].n)
			buf_printf(out, "; %.*s %s", STR_ARG(count_words(sc, counts[i].n)), counts[i].words);
	if (u->took_place)
		buf_printf(out,
			"\nIt had taken the place of an earlier reading of the same file (import %lld): import the file again as"
			" it was read then.",
			(long long)u->took_place);
	buf_puts(out,
		"\nEvents that stood in a later file too, and were not taken again then, come back when that file is"
		" imported again.\n");
}

static bool undo(struct scope *sc, const struct arguments *args, int64_t import, struct evidence_undone *u)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	bool ok = ws && evidence_undo(sc, ws->evidence, import, u) && workspace_clean(sc, ws);

	workspace_close(ws);
	return ok;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 1 << 20);
	struct evidence_undone u;
	int64_t import;

	if (!str_integer(args->plain.at[0], &import))
		return scope_fail(sc, FAULT_INVALID,
			"\"%.*s\" is no import's number: wend status lists them in its first column",
			STR_ARG(args->plain.at[0]));
	if (!undo(sc, args, import, &u))
		return false;
	arg_flag(args, "json") ? tell_undone(import, &u, out) : as_text(sc, import, &u, out);
	return say_out(sc, out);
}

const struct command command_undo = {
	.name = "undo",
	.use = "IMPORT [-w DIR] [--json]",
	.help = "take one import back, whole",
	.more = "IMPORT is the number that wend status shows.  Its events, feedback, metrics, rows in quarantine and the links"
		" between identifiers that it brought go; earlier versions of reviews, tickets or days that it superseded count again.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
