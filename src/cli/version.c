#include "cli/version.h"

#include <unistd.h>

#include "answer/pictures.h"
#include "cli/say.h"
#include "cli/wishes.h"
#include "draw/draw.h"

static const struct option desk_options[] = { OPTION_WORKSPACE, { "goal", 0, OPTION_TEXT, "NAME", "", NULL },
	OPTIONS_WISHES };
static const struct command desk_command = { .options = desk_options, .n_options = COUNT_OF(desk_options) };

struct arguments version_now(struct scope *sc, const struct arguments *args, struct str map)
{
	struct arguments out = { .sc = sc, .command = &desk_command };

	out.options = scope_alloc(sc, COUNT_OF(desk_options), sizeof *out.options);
	*LIST_ADD(sc, &out.options[0].values) = str_of(arg_workspace(args));
	*LIST_ADD(sc, &out.plain) = map;
	return out;
}

struct str version_author(const struct arguments *args)
{
	struct str author = arg_text(args, "author");

	return author.p ? author : login_name();
}

bool version_named(struct scope *sc, const struct arguments *args)
{
	struct str word = args->plain.n == 1 ? args->plain.at[0] : STR("");

	return str_has(word, STR("@")) && access(str_c(sc, word), F_OK) != 0;
}

struct str path_extension(struct str path)
{
	size_t i = path.n;

	while (i > 0 && path.p[i - 1] != '.' && path.p[i - 1] != '/')
		i--;
	return i > 0 && path.p[i - 1] == '.' ? str_sub(path, i, path.n) : STR("");
}

struct draw_want version_drawn(const struct arguments *args)
{
	struct draw_want want = { .speech = speech_or_english(arg_text(args, "language")) };

	if (!sheet_size_find(arg_text(args, "paper"), &want.paper))
		want.paper = PAPER_FIT;
	return want;
}

/* --- wend map MAP@N --- */

static bool wishes_ok(struct scope *sc, const struct arguments *args)
{
	if (arg_text(args, "goal").p)
		return scope_fail(sc, FAULT_INVALID, "a version keeps its goal: --goal is for the draft");
	return true;
}

/* The JSON is said as it was kept; everything else is drawn anew from it. */
static bool write_one(struct scope *sc, const struct map *map, const struct shown *shown,
	struct draw_want want, struct str format, struct buf *out)
{
	const struct draw_format *row = draw_format_find(format);

	if (row && strcmp(row->ext, "json") != 0)
		return draw_as(sc, map, want, format, out);
	buf_str_add(out, shown->json);
	buf_putc(out, '\n');
	return row && buf_ok(out, "the version");
}

static bool write_all(
	struct scope *sc, const struct arguments *args, const struct map *map, const struct shown *shown)
{
	size_t n;
	const struct str *paths = arg_list(args, "output", &n);

	for (size_t i = 0; i < n; i++) {
		struct buf *out = buf_new(sc, DRAW_CEILING);
		if (!write_one(sc, map, shown, version_drawn(args), path_extension(paths[i]), out) ||
			!say_file(sc, str_c(sc, paths[i]), buf_str(out)))
			return false;
		fprintf(stderr, "Wrote %.*s\n", STR_ARG(paths[i]));
	}
	return true;
}

static bool say(struct scope *sc, const struct arguments *args, struct map *map, const struct shown *shown)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);
	size_t n;

	if (!write_all(sc, args, map, shown))
		return false;
	arg_list(args, "output", &n);
	if (arg_flag(args, "json"))
		return write_one(sc, map, shown, (struct draw_want){ 0 }, STR("json"), out) &&
		       say_out(sc, out);
	return n || (draw_terminal(sc, map, (unsigned)terminal_width(), terminal_colour(), out) &&
			    say_out(sc, out));
}

bool version_map(struct scope *sc, const struct arguments *args)
{
	struct str map;
	int64_t no;

	if (!published_name(sc, args->plain.at[0], &map, &no) || !wishes_ok(sc, args))
		return false;
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct shown *shown = ws ? publish_show(sc, ws->documents, map, no) : NULL;
	struct map *drawn = shown ? publish_map(sc, shown) : NULL;
	bool ok = drawn && pictures_fetch(sc, ws->documents, drawn);
	workspace_close(ws);
	return ok && say(sc, args, drawn, shown);
}
