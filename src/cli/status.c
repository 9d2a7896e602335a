#include "base/when.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "tell/status.h"

static const struct option options[] = { OPTION_WORKSPACE, OPTION_JSON };

static void imports_table(struct scope *sc, struct status *s, struct buf *out)
{
	static const char *const head[] = { "import", "file", "format", "rows", "taken", "there already",
		"in quarantine" };
	struct table *t = table_new(sc, "rllrrrr", head, COUNT_OF(head));

	while (duck_next(s->imports)) {
		table_printf(t, "%lld%s", (long long)duck_int(s->imports, 6),
			duck_int(s->imports, 7) ? " undone" : "");
		table_cell(t, duck_text(s->imports, 0));
		table_cell(t, duck_text(s->imports, 1));
		for (size_t c = 2; c < 6; c++)
			table_cell(t, count_words(sc, (uint64_t)duck_int(s->imports, c)));
	}
	table_write(t, out);
}

static void say_identity(struct scope *sc, const struct identity_counts *c, struct buf *out)
{
	if (c->orphans)
		buf_printf(out, "Orphans: %.*s orders of which no file says whose they are\n",
			STR_ARG(count_words(sc, c->orphans)));
	if (!c->joined && !c->shared && !c->swallowed)
		return;
	buf_printf(out, "Identifiers: %.*s, of which %.*s are joined to another",
		STR_ARG(count_words(sc, c->identifiers)), STR_ARG(count_words(sc, c->joined)));
	if (c->shared)
		buf_printf(out, "; %.*s are shared by several customers and join nothing",
			STR_ARG(count_words(sc, c->shared)));
	buf_puts(out, "\n");
	if (c->swallowed)
		buf_printf(out,
			"ALARM: %.*s customers would have come to very many identifiers and were left apart: something joins"
			" strangers (wend sql \"select * from identifiers where identifier in (select key from customer join"
			" shared using (code) where swallowed)\")\n",
			STR_ARG(count_words(sc, c->swallowed)));
}

static void as_text(struct scope *sc, const char *dir, struct status *s, struct buf *out)
{
	const struct evidence_totals *t = &s->totals;

	buf_printf(out, "Workspace %s: %.*s customers, %.*s events of %.*s kinds", dir,
		STR_ARG(count_words(sc, t->customers)), STR_ARG(count_words(sc, t->events)),
		STR_ARG(count_words(sc, t->kinds)));
	if (t->has_period)
		buf_printf(out, ", %.*s to %.*s", STR_ARG(when_date(sc, t->from_us)),
			STR_ARG(when_date(sc, t->to_us)));
	buf_printf(out, "\nIn quarantine: %.*s rows%s\n", STR_ARG(count_words(sc, t->quarantined)),
		t->quarantined ? " (wend import --quarantined reads them again)" : "");
	say_identity(sc, &s->identity, out);
	buf_puts(out, s->n_maps ? "Maps:" : "Maps: none yet, wend map makes the first");
	for (size_t i = 0; i < s->n_maps; i++)
		buf_printf(out, " %.*s", STR_ARG(s->maps[i].id));
	if (s->n_notes)
		buf_printf(out, "\nNotes of staff: %zu", s->n_notes);
	buf_puts(out, "\n\n");
	imports_table(sc, s, out);
}

static bool report(struct scope *sc, const struct arguments *args, struct workspace *ws, struct buf *out)
{
	struct status s;

	if (!status_read(sc, ws, &s))
		return false;
	arg_flag(args, "json") ? tell_status(sc, &s, out) : as_text(sc, arg_workspace(args), &s, out);
	return duck_done(sc, s.imports);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct buf *out = buf_new(sc, 64 << 20);
	bool ok = ws && report(sc, args, ws, out);

	workspace_close(ws);
	return ok && say_out(sc, out);
}

const struct command command_status = {
	.name = "status",
	.use = "[-w DIR] [--json]",
	.help = "what is in a workspace",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 0,
	.run = run,
};
