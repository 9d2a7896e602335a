#include "answer/person.h"
#include "base/json.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"

static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "dry-run", 0, OPTION_FLAG, NULL, "say what would go, remove nothing", NULL },
	OPTION_JSON,
};

static void as_text(
	struct scope *sc, struct str who, bool dry, const struct person_erased *e, struct buf *out)
{
	buf_printf(out, "%s %.*s: %.*s identifiers, %.*s events, %.*s texts, %.*s rows in quarantine\n",
		dry ? "Would be erased:" : "Erased", STR_ARG(terminal_text(sc, who)),
		STR_ARG(count_words(sc, e->identifiers)), STR_ARG(count_words(sc, e->events)),
		STR_ARG(count_words(sc, e->texts)), STR_ARG(count_words(sc, e->quarantined)));
	for (size_t i = 0; i < e->names.n; i++)
		buf_printf(out, "  %.*s\n", STR_ARG(terminal_text(sc, e->names.at[i])));
	for (size_t i = 0; i < e->exports.n; i++)
		buf_printf(out, "  removed %.*s, which had something of them\n",
			STR_ARG(terminal_text(sc, e->exports.at[i])));
	if (dry)
		return;
	if (e->needles)
		buf_printf(out,
			"Looked for %.*s identifiers and texts in all %.*s bytes of %.*s files afterwards: nothing is left.\n",
			STR_ARG(count_words(sc, e->needles)), STR_ARG(count_words(sc, e->bytes)),
			STR_ARG(count_words(sc, e->files)));
	else
		buf_puts(out,
			"The databases were written anew.  Their identifiers are too short to be told from chance in the"
			" files' bytes, and were not looked for.\n");
	if (e->inside)
		buf_printf(out,
			"%.*s of them stand inside of other customers' identifiers or words and were not looked for"
			" byte by byte.\n",
			STR_ARG(count_words(sc, e->inside)));
	if (e->mentioned)
		buf_printf(out,
			"%.*s of them stand in what other customers or staff wrote as well: that is theirs and was left as it"
			" is.\n",
			STR_ARG(count_words(sc, e->mentioned)));
	buf_puts(out,
		"Maps that were drawn outside the workspace, and the files that were imported, are yours to remove.\n"
		"Imports leave this customer out from now on.\n");
}

static void as_json(struct str who, bool dry, const struct person_erased *e, struct buf *out)
{
	buf_puts(out, "{\"customer\":");
	json_quote(out, who);
	buf_printf(out,
		",\"erased\":%s,\"identifiers\":%llu,\"events\":%llu,\"texts\":%llu,\"quarantined\":%llu,\"looked_for\":%llu,"
		"\"inside_others\":%llu,\"in_words_of_others\":%llu,\"files\":%llu,\"bytes\":%llu,\"exports\":[",
		dry ? "false" : "true", (unsigned long long)e->identifiers, (unsigned long long)e->events,
		(unsigned long long)e->texts, (unsigned long long)e->quarantined,
		(unsigned long long)e->needles, (unsigned long long)e->inside,
		(unsigned long long)e->mentioned, (unsigned long long)e->files, (unsigned long long)e->bytes);
	for (size_t i = 0; i < e->exports.n; i++) {
		buf_puts(out, i ? "," : "");
		json_quote(out, e->exports.at[i]);
	}
	buf_puts(out, "]}\n");
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 1 << 20);
	struct person_erased erased;
	bool dry = arg_flag(args, "dry-run");

	if (!person_erase(sc, arg_workspace(args), args->plain.at[0], dry, &erased))
		return false;
	if (arg_flag(args, "json"))
		as_json(args->plain.at[0], dry, &erased, out);
	else
		as_text(sc, args->plain.at[0], dry, &erased, out);
	return say_out(sc, out);
}

const struct command command_erase = {
	.name = "erase",
	.use = "CUSTOMER [-w DIR] [--dry-run] [--json]",
	.help = "remove a customer from everything, and prove it",
	.more = "Events, feedback, rows in quarantine, identifiers and what joined them, the trail, and the exports in the"
		" workspace that name them.  The databases are written anew, so that the bytes are gone from the files, and"
		" every file is looked through for them.  A keyed hash of each identifier is remembered, so that importing the"
		" same file again does not bring them back.  It cannot be undone.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
