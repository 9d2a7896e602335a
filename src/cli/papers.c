#include "cli/papers.h"

#include "base/when.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/whole.h"
#include "store/own_channels.h"
#include "tell/papers.h"

enum { OUT_MOST = 256 << 20 };

static struct str author_of(const struct papers_desk *d)
{
	struct str author = arg_text(d->args, "author");

	return author.p ? author : login_name();
}

static struct paper signed_paper(const struct papers_desk *d, struct str id)
{
	return (struct paper){ .kind = d->kind, .id = id, .author = author_of(d), .written_us = clock_us() };
}

/* --- beginnings ---------------------------------------------------------------------------------- */

void papers_head(struct papers_desk *d, const struct paper *paper)
{
	buf_printf(d->out, "%.*s (%.*s), revision %lld by %.*s on %.*s\n",
		STR_ARG(terminal_text(d->sc, paper->title)), STR_ARG(terminal_text(d->sc, paper->id)),
		(long long)paper->revision, STR_ARG(terminal_text(d->sc, paper->author)),
		STR_ARG(when_date(d->sc, paper->written_us)));
}

struct str papers_cell(struct scope *sc, struct str text)
{
	return text.p ? terminal_text(sc, text) : STR("-");
}

bool papers_show(struct papers_desk *d, const struct paper *paper)
{
	if (arg_flag(d->args, "json")) {
		tell_paper_begin(d->sc, paper, d->out);
		buf_puts(d->out, "}\n");
		return true;
	}
	struct str yaml = paper_yaml(d->sc, d->kind, paper->body), rest = yaml;
	papers_head(d, paper);
	while (rest.n)
		buf_printf(d->out, "  %.*s\n", STR_ARG(terminal_text(d->sc, str_cut(&rest, '\n'))));
	return yaml.p != NULL;
}

/* --- looking ------------------------------------------------------------------------------------- */

static bool read_revision(struct papers_desk *d, const char *option, int64_t *revision)
{
	struct str text = arg_text(d->args, option);

	return (str_integer(text, revision) && *revision >= 1) ||
	       scope_fail(d->sc, FAULT_INVALID,
		       "--%s is a revision's number, 1 or more: wend %s NAME --history lists them", option,
		       paper_kind_name(d->kind));
}

/* What was removed is found by its id all the same, where its history is asked for. */
static struct str id_of(struct papers_desk *d, struct str name)
{
	const struct paper *paper = papers_find(d->sc, d->ws->documents, d->kind, name);

	if (!paper)
		scope_forgive(d->sc);
	return paper ? paper->id : name;
}

static void history_table(struct papers_desk *d, const struct paper *papers, size_t n)
{
	static const char *const head[] = { "revision", "by", "on", "what" };
	struct table *t = table_new(d->sc, "rlll", head, COUNT_OF(head));

	for (size_t i = 0; i < n; i++) {
		table_printf(t, "%lld", (long long)papers[i].revision);
		table_cell(t, terminal_text(d->sc, papers[i].author));
		table_cell(t, when_date(d->sc, papers[i].written_us));
		table_cell(t, papers[i].gone ? STR("removed") : terminal_text(d->sc, papers[i].title));
	}
	table_write(t, d->out);
}

static bool history(struct papers_desk *d, struct str name)
{
	struct paper *papers;
	size_t n;

	if (!papers_history(d->sc, d->ws->documents, d->kind, id_of(d, name), &papers, &n))
		return false;
	if (arg_flag(d->args, "json"))
		tell_paper_history(d->sc, papers, n, d->out);
	else
		history_table(d, papers, n);
	return true;
}

static const struct paper *chosen(struct papers_desk *d, struct str name)
{
	int64_t revision;

	if (!arg_text(d->args, "revision").p)
		return papers_find(d->sc, d->ws->documents, d->kind, name);
	if (!read_revision(d, "revision", &revision))
		return NULL;
	return papers_revision(d->sc, d->ws->documents, d->kind, id_of(d, name), revision);
}

static bool show(struct papers_desk *d, const struct papers_row *row, struct str name)
{
	const struct paper *paper = chosen(d, name);

	if (!paper || !arg_flag(d->args, "yaml"))
		return paper && row->show(d, paper);
	struct str yaml = paper_yaml(d->sc, d->kind, paper->body);
	buf_str_add(d->out, yaml);
	return yaml.p != NULL;
}

static bool list(struct papers_desk *d, const struct papers_row *row)
{
	const char *name = paper_kind_name(d->kind);
	struct paper *papers;
	size_t n;

	if (!papers_list(d->sc, d->ws->documents, d->kind, &papers, &n))
		return false;
	if (!n && !arg_flag(d->args, "json")) {
		buf_printf(
			d->out, "No %s yet: wend %s --file FILE takes one from a YAML file.\n", name, name);
		return true;
	}
	return row->list(d, papers, n);
}

/* --- changing ------------------------------------------------------------------------------------ */

/* What is there now; NULL: nothing, or a fault. */
static const struct paper *there(struct papers_desk *d, struct str id)
{
	const struct paper *now = papers_get(d->sc, d->ws->documents, d->kind, id);

	if (!now && d->sc->fault == FAULT_NOT_FOUND)
		scope_forgive(d->sc);
	return now;
}

/* What only the others can tell. */
static bool may_be_kept(struct papers_desk *d, struct str json)
{
	if (d->kind != PAPER_CHANNEL)
		return true;
	const struct library_channel *channel = paper_read(d->sc, PAPER_CHANNEL, DOCUMENT_JSON, json);
	return channel && own_channels_check(d->sc, d->ws->documents, channel);
}

bool papers_take(struct papers_desk *d, const struct paper_text *text)
{
	const struct paper *now = there(d, text->id);
	struct paper paper = signed_paper(d, text->id);
	int64_t made;

	if (d->sc->fault)
		return false;
	if (now && str_equal(now->body, text->json)) {
		fputs("Nothing was changed.\n", stderr);
		return true;
	}
	paper.title = text->title;
	paper.body = text->json;
	if (!may_be_kept(d, text->json) ||
		!papers_put(d->sc, d->ws->documents, &paper, now ? now->revision : 0, &made))
		return false;
	fprintf(stderr, "The %s \"%.*s\" is kept: revision %lld.\n", paper_kind_name(d->kind),
		STR_ARG(terminal_text(d->sc, text->id)), (long long)made);
	return true;
}

static bool take(struct papers_desk *d, struct str path, struct str name)
{
	const char *kind = paper_kind_name(d->kind);
	struct paper_text text;
	struct str bytes;

	if (!whole_read(d->sc, str_c(d->sc, path), "the file", &bytes) ||
		!paper_from_text(d->sc, d->kind, DOCUMENT_GUESS, bytes, &text))
		return false;
	if (name.p && !str_equal(name, text.id))
		return scope_fail(d->sc, FAULT_INVALID,
			"the file has the %s \"%.*s\", not \"%.*s\": a %s keeps its id", kind,
			STR_ARG(text.id), STR_ARG(name), kind);
	return papers_take(d, &text);
}

static bool take_away(struct papers_desk *d, struct str name)
{
	const struct paper *now = papers_find(d->sc, d->ws->documents, d->kind, name);
	const char *kind = paper_kind_name(d->kind);
	int64_t made;

	if (!now)
		return false;
	struct paper paper = signed_paper(d, now->id);
	if (!papers_remove(d->sc, d->ws->documents, &paper, now->revision, &made))
		return false;
	fprintf(stderr, "The %s \"%.*s\" is removed: wend %s %.*s --restore %lld brings it back.\n", kind,
		STR_ARG(now->id), kind, STR_ARG(now->id), (long long)now->revision);
	return true;
}

/* What comes back is held against what came meanwhile. */
static bool may_come_back(struct papers_desk *d, struct str id, int64_t revision)
{
	const struct paper *old = papers_revision(d->sc, d->ws->documents, d->kind, id, revision);

	return old && may_be_kept(d, old->body);
}

static bool bring_back(struct papers_desk *d, struct str name)
{
	struct paper paper = signed_paper(d, id_of(d, name));
	int64_t revision, made;
	struct paper *papers;
	size_t n;

	if (!read_revision(d, "restore", &revision) ||
		!papers_history(d->sc, d->ws->documents, d->kind, paper.id, &papers, &n) ||
		!may_come_back(d, paper.id, revision) ||
		!papers_restore(d->sc, d->ws->documents, &paper, revision, papers[0].revision, &made))
		return false;
	fprintf(stderr, "The %s \"%.*s\" is again as it was in revision %lld: revision %lld.\n",
		paper_kind_name(d->kind), STR_ARG(paper.id), (long long)revision, (long long)made);
	return true;
}

/* --- which of them ------------------------------------------------------------------------------- */

/* One thing at a time, and of one that is named. */
static bool wishes_ok(const struct papers_desk *d)
{
	static const char *const acts[] = { "file", "history", "restore", "remove", "revision" };
	int given = 0;

	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		bool it = arg_flag(d->args, acts[i]);
		given += it;
		if (it && i && !d->args->plain.n)
			return scope_fail(d->sc, FAULT_INVALID,
				"--%s is of one %s: which? wend %s lists them", acts[i],
				paper_kind_name(d->kind), paper_kind_name(d->kind));
	}
	if (arg_flag(d->args, "yaml") && !d->args->plain.n)
		return scope_fail(d->sc, FAULT_INVALID, "--yaml is of one %s: which? wend %s lists them",
			paper_kind_name(d->kind), paper_kind_name(d->kind));
	return given <= 1 ||
	       scope_fail(d->sc, FAULT_INVALID,
		       "one of --file, --history, --restore, --remove and --revision at a time");
}

static bool act(struct papers_desk *d, const struct papers_row *row)
{
	struct str name = d->args->plain.n ? d->args->plain.at[0] : (struct str){ 0 };
	struct str file = arg_text(d->args, "file");

	if (file.p)
		return take(d, file, name);
	if (arg_flag(d->args, "history"))
		return history(d, name);
	if (arg_flag(d->args, "remove"))
		return take_away(d, name);
	if (arg_text(d->args, "restore").p)
		return bring_back(d, name);
	return name.p ? show(d, row, name) : list(d, row);
}

bool papers_run(struct scope *sc, const struct arguments *args, const struct papers_row *row)
{
	struct papers_desk d = { .sc = sc, .args = args, .out = buf_new(sc, OUT_MOST), .kind = row->kind };

	if (!wishes_ok(&d))
		return false;
	d.ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	bool ok = d.ws && act(&d, row);
	workspace_close(d.ws);
	return ok && buf_ok(d.out, "the answer") && say_out(sc, d.out);
}
