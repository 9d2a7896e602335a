#include <stdlib.h>

#include "base/when.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "model/definition_io.h"
#include "store/notes.h"
#include "tell/notes.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "touchpoint", 0, OPTION_TEXT, "T", "what it is about: a touchpoint's id or name", NULL },
	{ "about", 0, OPTION_TEXT, "KIND", "which customers it is about, as \"new customers\"", NULL },
	{ "author", 0, OPTION_TEXT, "NAME", "who says so (else the name that you are logged in by)", NULL },
	{ "map", 0, OPTION_TEXT, "ID", "the touchpoint's map (else the one that was changed last)", NULL },
	{ "remove", 0, OPTION_TEXT, "N", "remove the note of this number", NULL },
	OPTION_JSON,
};
/* clang-format on */

static const struct saved_map *newest_map(struct scope *sc, struct documents *docs)
{
	struct saved_map *maps;
	size_t n;

	if (!documents_maps(sc, docs, &maps, &n))
		return NULL;
	if (!n)
		return scope_fail(sc, FAULT_NOT_FOUND,
			"a note stands at a touchpoint, and there is no map yet: wend map makes the first");
	const struct saved_map *newest = &maps[0];
	for (size_t i = 1; i < n; i++)
		if (maps[i].written_us > newest->written_us)
			newest = &maps[i];
	return newest;
}

static void *no_such_touchpoint(
	struct scope *sc, const struct saved_map *map, const struct definition *def, struct str name)
{
	struct buf *known = buf_new(sc, 400);

	for (size_t t = 0; t < definition_touchpoints(def); t++)
		buf_printf(known, "%s%.*s", t ? ", " : "", STR_ARG(definition_touchpoint(def, t)->id));
	return scope_fail(sc, FAULT_NOT_FOUND, "no touchpoint \"%.*s\" on the map \"%.*s\"; there are: %.*s",
		STR_ARG(name), STR_ARG(map->id), STR_ARG(buf_str(known)));
}

/* By its id, else by its name. */
static const struct touchpoint *find_touchpoint(
	struct scope *sc, const struct saved_map *map, struct str name)
{
	struct definition *def = definition_from_text(sc, DOCUMENT_JSON, map->text);
	const struct touchpoint *found = NULL;

	if (!def)
		return NULL;
	for (size_t t = 0; t < definition_touchpoints(def); t++) {
		const struct touchpoint *at = definition_touchpoint(def, t);
		if (str_equal(at->id, name))
			return at;
		if (!found && (str_same(at->id, name) || str_same(at->name, name)))
			found = at;
	}
	return found ? found : no_such_touchpoint(sc, map, def, name);
}

static bool add(struct scope *sc, const struct arguments *args, struct documents *docs)
{
	struct str at = arg_text(args, "touchpoint"), author = arg_text(args, "author"),
		   id = arg_text(args, "map");
	int64_t number;

	if (!at.p)
		return scope_fail(
			sc, FAULT_INVALID, "a note is of a touchpoint: --touchpoint NAME says which");
	const struct saved_map *map = id.p ? documents_map(sc, docs, id) : newest_map(sc, docs);
	const struct touchpoint *t = map ? find_touchpoint(sc, map, at) : NULL;
	if (!t || !notes_add(sc, docs,
			  &(struct note){ .written_us = clock_us(),
				  .author = author.p ? author : login_name(),
				  .about = arg_text(args, "about"),
				  .map = map->id,
				  .touchpoint = t->id,
				  .text = args->plain.at[0] },
			  &number))
		return false;
	fprintf(stderr, "Note %lld is kept: it stands at \"%.*s\" on the map \"%.*s\".\n", (long long)number,
		STR_ARG(terminal_text(sc, t->name)), STR_ARG(map->id));
	return true;
}

static bool take_away(struct scope *sc, struct documents *docs, struct str text)
{
	int64_t id;

	if (!str_integer(text, &id))
		return scope_fail(sc, FAULT_INVALID, "--remove is a note's number: wend note lists them");
	if (!notes_remove(sc, docs, id))
		return false;
	fprintf(stderr, "Note %lld is removed.\n", (long long)id);
	return true;
}

static void as_table(struct scope *sc, const struct note *notes, size_t n, struct buf *out)
{
	static const char *const head[] = { "note", "map", "touchpoint", "by", "about", "on", "text" };
	struct table *t = table_new(sc, "rllllll", head, COUNT_OF(head));

	if (!n) {
		buf_puts(out, "No note yet: wend note \"TEXT\" --touchpoint NAME writes one.\n");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		table_printf(t, "%lld", (long long)notes[i].id);
		table_cell(t, notes[i].map);
		table_cell(t, notes[i].touchpoint);
		table_cell(t, notes[i].author);
		table_cell(t, notes[i].about.p ? notes[i].about : STR(""));
		table_cell(t, when_date(sc, notes[i].written_us));
		table_cell(t, notes[i].text);
	}
	table_write(t, out);
}

static bool list(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	struct note *notes;
	size_t n;

	if (!notes_of(sc, docs, arg_text(args, "map"), &notes, &n))
		return false;
	arg_flag(args, "json") ? tell_notes(sc, notes, n, out) : as_table(sc, notes, n, out);
	return true;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 256 << 20);
	struct str number = arg_text(args, "remove");

	if (number.p && args->plain.n)
		return scope_fail(sc, FAULT_INVALID, "either a new note or --remove, not both");
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	bool ok = ws && (number.p               ? take_away(sc, ws->documents, number)
				: args->plain.n ? add(sc, args, ws->documents)
						: list(sc, args, ws->documents, out));
	workspace_close(ws);
	return ok && say_out(sc, out);
}

const struct command command_note = {
	.name = "note",
	.use = "[TEXT --touchpoint T [--about KIND] [--author NAME]] [--map ID] [--remove N] [-w DIR] [--json]",
	.help = "write down what staff observe at a touchpoint; list such notes, remove one",
	.more = "A note stands on the map below its touchpoint and counts as evidence of the source \"staff\".  It is no"
		" event: no number changes by it.  Without a text the notes are listed.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
