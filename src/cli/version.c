#include "cli/version.h"

#include <jansson.h>
#include <unistd.h>

#include "base/when.h"
#include "cli/figures.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/wishes.h"

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

/* --- as a table: what is frozen, not what is computed --- */

static const json_t *at(const json_t *json, const char *a, const char *b)
{
	const json_t *value = json_object_get(json, a);

	return b ? json_object_get(value, b) : value;
}

static struct estimate estimate_of(const json_t *json)
{
	const json_t *value = json_object_get(json, "value");

	return (struct estimate){ json_is_number(value), json_number_value(value),
		json_number_value(json_object_get(json, "low")),
		json_number_value(json_object_get(json, "high")),
		(uint64_t)json_integer_value(json_object_get(json, "n")) };
}

static struct str text_of(const json_t *json)
{
	return (struct str){ json_string_value(json), json_string_length(json) };
}

static void mean_cell(struct table *t, const struct estimate *e)
{
	if (e->known)
		table_printf(t, "%+.2f (%+.2f to %+.2f)", e->value, e->low, e->high);
	else
		table_cell(t, STR("no data"));
}

static void touchpoint_row(struct scope *sc, struct table *t, const json_t *touchpoint)
{
	struct estimate reach = estimate_of(at(at(touchpoint, "reach", NULL), "share", NULL)),
			drop_off = estimate_of(at(touchpoint, "drop_off", NULL)),
			rating = estimate_of(at(touchpoint, "feeling", NULL)),
			words = estimate_of(at(touchpoint, "voice", "feeling"));

	/* where nobody rated, the map's curve is drawn from their words, which have a column of their own */
	if (str_equal(text_of(at(touchpoint, "feeling", "scale")), STR("by their words")))
		rating.known = false;
	table_cell(t, text_of(at(touchpoint, "stage", NULL)));
	table_cell(t, text_of(at(touchpoint, "name", NULL)));
	table_cell(t, share_words(sc, &reach));
	table_cell(t, count_words(sc, (uint64_t)json_integer_value(at(touchpoint, "visits", NULL))));
	table_cell(t, share_words(sc, &drop_off));
	mean_cell(t, &rating);
	mean_cell(t, &words);
}

/* Of a map for several personas what each of them felt there. */
static void persona_cells(struct table *t, const json_t *curves, size_t touchpoint)
{
	const json_t *curve;
	size_t i;

	json_array_foreach(curves, i, curve)
	{
		const json_t *point = json_array_get(at(curve, "points", NULL), touchpoint);
		struct estimate feeling = estimate_of(at(point, "feeling", NULL));
		mean_cell(t, &feeling);
	}
}

static void head(struct scope *sc, const struct shown *shown, const json_t *root, struct buf *out)
{
	const struct published *v = shown->version;
	struct estimate conversion = estimate_of(at(root, "conversion", NULL));

	buf_printf(out, "%.*s\n", STR_ARG(terminal_text(sc, text_of(at(root, "title", NULL)))));
	buf_printf(out, "Version %lld of \"%.*s\" (%s), published %.*s by %.*s", (long long)v->no,
		STR_ARG(v->map), map_state_name(v->state), STR_ARG(when_date(sc, v->published_us)),
		STR_ARG(terminal_text(sc, v->author)));
	if (v->note.n)
		buf_printf(out, ": %.*s", STR_ARG(terminal_text(sc, v->note)));
	buf_printf(out, "\n%.*s customers, %.*s journeys, to %.10s",
		STR_ARG(count_words(sc, (uint64_t)json_integer_value(at(root, "customers", NULL)))),
		STR_ARG(count_words(sc, (uint64_t)json_integer_value(at(root, "journeys", "total")))),
		text_of(at(root, "period", "to")).p ? text_of(at(root, "period", "to")).p : "?");
	if (conversion.known)
		buf_printf(out, "; conversion %.*s", STR_ARG(share_words(sc, &conversion)));
	buf_puts(out, "\n\n");
}

static void foot(struct scope *sc, const struct shown *shown, const json_t *root, struct buf *out)
{
	const json_t *finding;
	size_t i;

	if (json_array_size(at(root, "findings", NULL)))
		buf_putc(out, '\n');
	json_array_foreach(at(root, "findings", NULL), i, finding)
	{
		buf_printf(out, "%.*s\n", STR_ARG(terminal_text(sc, text_of(finding))));
	}
	if (shown->gone)
		buf_printf(out, "\n%zu of %zu quotes are not there any more: erased or taken back since.\n",
			shown->gone, shown->quotes);
	buf_puts(out,
		"\nThese are the numbers of the day. --json has all of them, with what they came from.\n");
}

/* A column more for each persona that has a curve. */
static struct table *table_of(struct scope *sc, const json_t *curves)
{
	enum { PLAIN = 7, LETTERS = 24 };
	const char *heads[PLAIN + MAP_CURVES] = { "stage", "touchpoint", "come here", "visits", "leave here",
		"rating", "feeling by words" };
	size_t n = PLAIN;

	for (size_t i = 0; i < json_array_size(curves) && i < MAP_CURVES; i++) {
		struct str name = text_of(at(json_array_get(curves, i), "name", NULL));
		heads[n++] = str_c(sc, str_short(sc, terminal_text(sc, name), LETTERS));
	}
	return table_new(sc, str_c(sc, str_sub(STR("llrrrrrrrrrrr"), 0, n)), heads, n);
}

static void as_table(struct scope *sc, const struct shown *shown, struct buf *out)
{
	json_t *root = json_loadb(shown->json.p, shown->json.n, 0, NULL), *touchpoint;
	const json_t *curves = at(root, "curves", NULL);
	struct table *t = table_of(sc, curves);
	size_t i;

	head(sc, shown, root, out);
	json_array_foreach(at(root, "touchpoints", NULL), i, touchpoint)
	{
		touchpoint_row(sc, t, touchpoint);
		persona_cells(t, curves, i);
	}
	table_write(t, out);
	foot(sc, shown, root, out);
	json_decref(root);
}

/* --- wend map MAP@N --- */

static bool outputs_ok(struct scope *sc, const struct arguments *args)
{
	size_t n;
	const struct str *paths = arg_list(args, "output", &n);

	if (arg_text(args, "goal").p)
		return scope_fail(sc, FAULT_INVALID, "a version keeps its goal: --goal is for the draft");
	for (size_t i = 0; i < n; i++)
		if (!str_ends(paths[i], STR(".json")))
			return scope_fail(sc, FAULT_INVALID,
				"\"%.*s\": a version is kept as numbers, which are written as .json; wend history MAP"
				" --restore MAP@N makes it the draft again, which can be drawn",
				STR_ARG(paths[i]));
	return true;
}

static bool write_all(struct scope *sc, const struct arguments *args, struct str json)
{
	size_t n;
	const struct str *paths = arg_list(args, "output", &n);

	for (size_t i = 0; i < n; i++) {
		if (!say_file(sc, str_c(sc, paths[i]), json))
			return false;
		fprintf(stderr, "Wrote %.*s\n", STR_ARG(paths[i]));
	}
	return true;
}

static bool say(struct scope *sc, const struct arguments *args, const struct shown *shown)
{
	struct buf *out = buf_new(sc, 256u << 20);
	struct str json = str_of(scope_printf(sc, "%.*s\n", STR_ARG(shown->json)));
	size_t n;

	arg_list(args, "output", &n);
	if (arg_flag(args, "json"))
		buf_str_add(out, json);
	else if (!n)
		as_table(sc, shown, out);
	return write_all(sc, args, json) && say_out(sc, out);
}

bool version_map(struct scope *sc, const struct arguments *args)
{
	struct str map;
	int64_t no;

	if (!published_name(sc, args->plain.at[0], &map, &no) || !outputs_ok(sc, args))
		return false;
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct shown *shown = ws ? publish_show(sc, ws->documents, map, no) : NULL;
	workspace_close(ws);
	return shown && say(sc, args, shown);
}
