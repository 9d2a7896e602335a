#include "answer/members.h"
#include "answer/pictures.h"
#include "cli/desk.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/version.h"
#include "cli/wishes.h"
#include "draw/draw.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "goal", 0, OPTION_TEXT, "NAME", "the touchpoint that journeys are meant to reach; none; case-complete", NULL },
	{ "language", 0, OPTION_TEXT, "LANG", "of a first map's names, and of what Wend writes in drawings: en (else), pl, ru", SPEECH_WORDS },
	{ "paper", 0, OPTION_TEXT, "PAPER", "of a .pdf: fit (else), wide, a4, a3", PAPER_WORDS },
	{ "output", 'o', OPTION_REPEAT, "OUT", "write a file: .svg .pdf .png .html .json .csv .txt (any number of times)", NULL },
	OPTIONS_WISHES,
	OPTION_JSON,
};
/* clang-format on */

static bool write_file(struct scope *sc, const struct map *map, struct draw_want want, struct str path)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);

	return draw_as(sc, map, want, path_extension(path), out) &&
	       say_file(sc, str_c(sc, path), buf_str(out));
}

static bool write_files(struct scope *sc, const struct map *map, const struct arguments *args)
{
	size_t n;
	const struct str *paths = arg_list(args, "output", &n);

	for (size_t i = 0; i < n; i++) {
		if (!write_file(sc, map, version_drawn(args), paths[i]))
			return false;
		fprintf(stderr, "Wrote %.*s\n", STR_ARG(paths[i]));
	}
	return true;
}

static bool show(struct scope *sc, const struct map *map, const struct arguments *args)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);
	size_t n;

	if (arg_flag(args, "json"))
		return draw_write(sc, map, STR("json"), out) && say_out(sc, out);
	arg_list(args, "output", &n);
	return n || (draw_terminal(sc, map, (unsigned)terminal_width(), terminal_colour(), out) &&
			    say_out(sc, out));
}

/* Of its personas' customers, where they can be told. */
static struct map *counted_map(struct scope *sc, struct desk *desk)
{
	const struct map_members *members = map_members(sc, desk->study, desk->definition);

	if (!members)
		return NULL;
	for (size_t i = 0; i < members->remarks.n; i++)
		*LIST_ADD(sc, &desk->remarks) = members->remarks.at[i];
	return study_map(sc, desk->study, desk->definition,
		&(struct study_wish){ .customers = members->customers,
			.remarks = desk->remarks.at,
			.n_remarks = desk->remarks.n,
			.personas = members->personas.at,
			.n_personas = members->personas.n });
}

static bool answer(struct scope *sc, const struct arguments *args, struct desk *desk)
{
	struct map *map = counted_map(sc, desk);

	if (!map || !pictures_fetch(sc, desk->study->ws->documents, map) || !write_files(sc, map, args) ||
		!show(sc, map, args))
		return false;
	if (!map->goal_name.p || map->goal_why.p)
		fprintf(stderr, "%s: wend map --goal NAME sets %s.\n",
			map->goal_name.p ? "The goal is a guess" : "No goal is known",
			map->goal_name.p ? "another" : "one");
	for (size_t i = 0; i < desk->readings.n; i++)
		fprintf(stderr, "%.*s\n", STR_ARG(desk->readings.at[i]));
	if (desk->kept_as.p)
		fprintf(stderr, "The map is kept as \"%.*s\": wend edit %.*s -w %s changes it.\n",
			STR_ARG(desk->kept_as), STR_ARG(desk->kept_as), arg_workspace(args));
	return true;
}

static bool paper_ok(struct scope *sc, const struct arguments *args)
{
	struct str paper = arg_text(args, "paper");
	enum sheet_size size;

	return !paper.p || sheet_size_find(paper, &size) ||
	       scope_fail(
		       sc, FAULT_INVALID, "there is no paper \"%.*s\": fit, wide, a4 or a3", STR_ARG(paper));
}

/* An output that cannot be drawn is better said before the work than after it. */
static bool outputs_ok(struct scope *sc, const struct arguments *args)
{
	size_t n;
	const struct str *paths = arg_list(args, "output", &n);

	for (size_t i = 0; i < n; i++)
		if (!draw_format_find(path_extension(paths[i])))
			return scope_fail(sc, FAULT_INVALID,
				"\"%.*s\" cannot be drawn: it ends in none of .svg .pdf .png"
				" .html .json .csv .txt",
				STR_ARG(paths[i]));
	return paper_ok(sc, args);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct desk desk = { 0 };
	struct str language = arg_text(args, "language");

	if (language.p && !speech_find(language, &desk.speech))
		return scope_fail(sc, FAULT_INVALID, "--language is en, pl or ru");
	if (!outputs_ok(sc, args))
		return false;
	if (version_named(sc, args))
		return version_map(sc, args);
	bool ok = desk_open(sc, args, &desk) && answer(sc, args, &desk);

	desk_close(&desk);
	return ok;
}

const struct command command_map = {
	.name = "map",
	.use = "[NAME, NAME@VERSION or FILE...] [-w DIR] [--goal NAME] [--language LANG] [--paper PAPER] [-o OUT.(svg,pdf,png,html,json,csv,txt)]... [--json]",
	.help = "compute and show a customer journey map",
	.more = "An argument that is an existing path is a data file: without -w it is mapped in one go and nothing is"
		" kept.  Where a workspace has no map yet, the first one is made out of what is there.  NAME@N shows the N-th"
		" version that was published, with its numbers of that day.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 0,
	.max_plain = 10000,
	.run = run,
};
