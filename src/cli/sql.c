#include "cli/rows.h"
#include "cli/rows_out.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "csv", 0, OPTION_FLAG, NULL, "say it as CSV", NULL },
	{ "json", 0, OPTION_FLAG, NULL, "say it as JSON, a line a row", NULL },
};
/* clang-format on */

static enum rows_format format_of(const struct arguments *args)
{
	return arg_flag(args, "json") ? ROWS_JSON : arg_flag(args, "csv") ? ROWS_CSV : ROWS_TABLE;
}

/* Said before the database says it in its own words, of a query that is wrapped in ours. */
static bool only_asks(struct scope *sc, struct str query)
{
	static const char *const changing[] = { "insert", "update", "delete", "drop", "create", "alter",
		"copy", "attach", "truncate", "set", "pragma", "install", "load", "export", "vacuum",
		"checkpoint" };
	struct str rest = query, word = str_cut(&rest, ' ');

	for (size_t i = 0; i < COUNT_OF(changing); i++)
		if (str_same(word, str_of(changing[i])))
			return scope_fail(sc, FAULT_INVALID,
				"wend sql only asks: nothing can be changed (%s)", changing[i]);
	return true;
}

/* The query is the user's own; around it every column is made text.  The database is opened so that nothing
 * can be written and no other file reached. */
static bool ask(struct scope *sc, const struct arguments *args, struct workspace *ws)
{
	struct str query = str_trim(args->plain.at[0]);

	while (str_ends(query, STR(";")))
		query = str_trim(str_sub(query, 0, query.n - 1));
	if (!only_asks(sc, query))
		return false;
	const char *sql =
		scope_printf(sc, "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (%.*s\n)", STR_ARG(query));
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ws->evidence), sql, 0, NULL);
	return rows && rows_out(sc, rows, format_of(args));
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_READ);
	bool ok = ws && ask(sc, args, ws);

	workspace_close(ws);
	return ok;
}

const struct command command_sql = {
	.name = "sql",
	.use = "QUERY [-w DIR] [--csv] [--json]",
	.help = "ask the evidence in SQL; nothing can be changed",
	.more = "The view \"events\" has customer, time, source, event, page, channel, campaign, case, value, currency,"
		" rating, ended, assumed, said, properties, file, row, part and identifier; \"identifiers\" has customer,"
		" identifier and first_seen_in; \"metrics\" has time, ended, source, name, amount, currency, event, page,"
		" channel, campaign, properties and file.  The dialect is DuckDB's.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
