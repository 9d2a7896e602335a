#include "cli/papers.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "model/comment.h"
#include "tell/papers.h"

/* clang-format off */
static const struct option options[] = {
	OPTIONS_PAPERS,
	{ "text", 0, OPTION_TEXT, "TEXT", "say this: a new comment", NULL },
	{ "map", 0, OPTION_TEXT, "ID", "the map that it is about; of a list: only this map's", NULL },
	{ "at", 0, OPTION_TEXT, "PLACE", "the touchpoint or stage that it is about (else the whole map)", NULL },
	{ "lane", 0, OPTION_TEXT, "LANE", "and which row of the map", NULL },
	{ "answers", 0, OPTION_TEXT, "ID", "the comment that it answers: it is about the same place", NULL },
	{ "done", 0, OPTION_FLAG, NULL, "nothing is left to be done about the comment NAME", NULL },
};
/* clang-format on */

/* --- looking ------------------------------------------------------------------------------------- */

static void list_row(
	struct papers_desk *d, const struct paper *paper, const struct comment *c, struct table *t)
{
	struct str at = papers_cell(d->sc, c->at);

	table_cell(t, papers_cell(d->sc, c->id));
	table_cell(t, papers_cell(d->sc, c->map));
	table_cell(
		t, c->lane.p ? str_of(scope_printf(d->sc, "%.*s, %.*s", STR_ARG(at), STR_ARG(c->lane))) : at);
	table_cell(t, papers_cell(d->sc, c->author));
	table_cell(t, papers_cell(d->sc, c->answers));
	table_cell(t, c->done ? STR("yes") : STR("-"));
	table_cell(t, papers_cell(d->sc, paper->title));
}

static bool list(struct papers_desk *d, const struct paper *papers, size_t n)
{
	static const char *const head[] = { "comment", "map", "at", "by", "answers", "done", "text" };
	struct table *t = table_new(d->sc, "lllllll", head, COUNT_OF(head));
	struct str map = arg_text(d->args, "map");
	struct paper *wanted = NEW_ARRAY(d->sc, struct paper, n + 1);
	size_t n_wanted = 0;

	for (size_t i = 0; i < n; i++) {
		const struct comment *c = paper_read(d->sc, d->kind, DOCUMENT_JSON, papers[i].body);
		if (!c)
			return false;
		if (map.p && !str_equal(c->map, map))
			continue;
		wanted[n_wanted++] = papers[i];
		list_row(d, &papers[i], c, t);
	}
	if (arg_flag(d->args, "json"))
		tell_papers(d->sc, d->kind, wanted, n_wanted, d->out);
	else
		table_write(t, d->out);
	return true;
}

/* --- saying -------------------------------------------------------------------------------------- */

static bool keep(struct papers_desk *d, const json_t *json)
{
	struct str text = document_to_json(d->sc, json);
	struct paper_text checked;

	return text.p && paper_from_text(d->sc, d->kind, DOCUMENT_JSON, text, &checked) &&
	       papers_take(d, &checked);
}

static void set(json_t *json, const char *name, struct str text)
{
	if (text.p)
		json_object_set_new(json, name, json_stringn(text.p, text.n));
}

/* An answer is about what the first one is about. */
static bool find_place(struct papers_desk *d, struct comment *c)
{
	if (!c->answers.p)
		return c->map.p ||
		       scope_fail(d->sc, FAULT_INVALID,
			       "a comment is about a map: --map ID says which, or --answers ID what it answers");
	const struct paper *first = papers_get(d->sc, d->ws->documents, d->kind, c->answers);
	const struct comment *begun = first ? paper_read(d->sc, d->kind, DOCUMENT_JSON, first->body) : NULL;
	if (!begun)
		return false;
	if (c->map.p || c->at.p || c->lane.p)
		return scope_fail(d->sc, FAULT_INVALID,
			"an answer is about what the first comment is about: leave out --map, --at and --lane");
	c->map = begun->map;
	c->at = begun->at;
	c->lane = begun->lane;
	return true;
}

static bool say(struct papers_desk *d)
{
	struct str author = arg_text(d->args, "author");
	struct comment c = { .map = arg_text(d->args, "map"),
		.at = arg_text(d->args, "at"),
		.lane = arg_text(d->args, "lane"),
		.answers = arg_text(d->args, "answers"),
		.text = arg_text(d->args, "text"),
		.author = author.p ? author : login_name() };

	if (!find_place(d, &c) || !documents_map(d->sc, d->ws->documents, c.map) ||
		!papers_new_id(d->sc, d->ws->documents, d->kind, 'c', &c.id))
		return false;
	const struct {
		const char *name;
		struct str text;
	} parts[] = { { "id", c.id }, { "map", c.map }, { "at", c.at }, { "lane", c.lane },
		{ "text", c.text }, { "author", c.author }, { "answers", c.answers } };
	json_t *json = json_object();
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		set(json, parts[i].name, parts[i].text);
	bool ok = keep(d, json);
	json_decref(json);
	return ok;
}

static bool settle(struct papers_desk *d)
{
	const struct paper *paper = papers_get(d->sc, d->ws->documents, d->kind, d->args->plain.at[0]);
	struct document *doc = paper ? document_read(d->sc, DOCUMENT_JSON, paper->body) : NULL;

	if (!doc)
		return false;
	json_object_set_new(doc->root, "done", json_true());
	bool ok = keep(d, doc->root);
	document_close(doc);
	return ok;
}

/* --- which --------------------------------------------------------------------------------------- */

static bool change(struct scope *sc, const struct arguments *args, bool (*fn)(struct papers_desk *))
{
	struct papers_desk d = { .sc = sc, .args = args, .kind = PAPER_COMMENT };

	d.ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	bool ok = d.ws && fn(&d);
	workspace_close(d.ws);
	return ok;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	static const struct papers_row row = { PAPER_COMMENT, list, papers_show };
	bool says = arg_flag(args, "text"), done = arg_flag(args, "done");

	if (says && (args->plain.n || done))
		return scope_fail(sc, FAULT_INVALID,
			"--text is a new comment, which has no name yet: leave the rest out");
	if (done && !args->plain.n)
		return scope_fail(
			sc, FAULT_INVALID, "--done is of one comment: which? wend comment lists them");
	if (says || done)
		return change(sc, args, says ? say : settle);
	return papers_run(sc, args, &row);
}

const struct command command_comment = {
	.name = "comment",
	.use = "[NAME] [-w DIR] [--text TEXT --map ID [--at PLACE] [--lane LANE]] [--text TEXT --answers ID] [--done]"
	       " [--file FILE] [--yaml] [--history] [--revision N] [--restore N] [--remove] [--json]",
	.help = "what those who work on a map say to each other about it",
	.more = "A comment is about a map, or a place of it; others answer it, until it is done.  What staff observe of"
		" customers is a note (wend note), which counts as evidence; a comment does not.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
