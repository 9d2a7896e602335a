#include "base/when.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/version.h"
#include "tell/versions.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "restore", 0, OPTION_TEXT, "N", "make revision N, or version MAP@N, the draft again", NULL },
	{ "author", 0, OPTION_TEXT, "NAME", "who restores it (else the name that you are logged in by)", NULL },
	OPTION_JSON,
};
/* clang-format on */

static bool read_history(struct scope *sc, struct documents *docs, struct str map, struct map_history *h)
{
	return documents_map(sc, docs, map) &&
	       draft_revisions(sc, docs, map, 0, &h->revisions, &h->n_revisions) &&
	       published_of(sc, docs, map, &h->versions, &h->n_versions);
}

/* Newest first; a version below the revision that it was made of. */
static void as_table(struct scope *sc, struct str map, const struct map_history *h, struct buf *out)
{
	static const char *const head[] = { "", "by", "on", "state", "what" };
	struct table *t = table_new(sc, "lllll", head, COUNT_OF(head));

	for (size_t i = h->n_revisions; i-- > 0;) {
		const struct saved_map *m = &h->revisions[i].map;
		for (size_t k = h->n_versions; k-- > 0;) {
			const struct published *v = &h->versions[k];
			if (v->revision != m->revision)
				continue;
			table_printf(t, "%.*s@%lld", STR_ARG(map), (long long)v->no);
			table_cell(t, v->author);
			table_cell(t, when_date(sc, v->published_us));
			table_cell(t, str_of(map_state_name(v->state)));
			table_cell(t, v->note.n ? v->note : STR("published"));
		}
		table_printf(t, "revision %lld", (long long)m->revision);
		table_cell(t, m->author);
		table_cell(t, when_date(sc, m->written_us));
		table_cell(t, STR(""));
		table_cell(t, m->title);
	}
	table_write(t, out);
}

/* "3" is a revision, "buying@3" a version. */
static bool wanted(
	struct scope *sc, struct documents *docs, struct str map, struct str what, struct str *definition)
{
	struct str of;
	int64_t no;

	if (str_integer(what, &no)) {
		const struct draft_revision *r = draft_revision(sc, docs, map, no);
		*definition = r ? r->map.text : (struct str){ 0 };
		return r != NULL;
	}
	if (!published_name(sc, what, &of, &no))
		return false;
	if (!no || !str_equal(of, map))
		return scope_fail(sc, FAULT_INVALID,
			"\"%.*s\" is nothing to restore: give a revision's number, or %.*s@N for a version",
			STR_ARG(what), STR_ARG(map));
	const struct published *v = published_get(sc, docs, map, no);
	*definition = v ? v->definition : (struct str){ 0 };
	return v != NULL;
}

static bool restore(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	struct str map = args->plain.at[0], what = arg_text(args, "restore"), definition;
	struct draft_edit edit = { .map = map, .author = version_author(args), .now_us = clock_us() };
	struct draft_change change;

	if (!documents_map(sc, docs, map) || !wanted(sc, docs, map, what, &definition) ||
		!draft_restore(sc, docs, &edit, definition, &change))
		return false;
	buf_printf(out, "The draft of \"%.*s\" is as in %.*s again: revision %lld.\n", STR_ARG(map),
		STR_ARG(what), (long long)change.revision);
	return true;
}

static bool list(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	struct str map = args->plain.at[0];
	struct map_history h = { 0 };

	if (!read_history(sc, docs, map, &h))
		return false;
	arg_flag(args, "json") ? tell_history(sc, map, &h, out) : as_table(sc, map, &h, out);
	return true;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct buf *out = buf_new(sc, 256u << 20);
	bool ok = ws && (arg_text(args, "restore").p ? restore(sc, args, ws->documents, out)
						     : list(sc, args, ws->documents, out));

	workspace_close(ws);
	return ok && say_out(sc, out);
}

const struct command command_history = {
	.name = "history",
	.use = "MAP [--restore N or MAP@N] [--author NAME] [-w DIR] [--json]",
	.help = "a map's revisions and versions; bring one of them back",
	.more = "Every change of the draft is a revision, every wend publish a version.  What is restored becomes the"
		" newest revision: nothing is lost by it.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
