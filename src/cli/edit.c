#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/rows.h"
#include "cli/say.h"
#include "cli/whole.h"
#include "model/definition_io.h"

static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "file", 0, OPTION_TEXT, "FILE",
		"take this YAML instead of opening an editor; makes the map where it is new", NULL },
};

static const char *editor(void)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "vi";
}

/* The editor is a command line of the user's own ("code --wait"): their shell reads it, and gets the path as
 * an argument, never as text. */
static bool run_editor(struct scope *sc, const char *path)
{
	const char *command = scope_printf(sc, "%s \"$1\"", editor());
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return scope_fail(sc, FAULT_IO, "cannot start the editor: %s", strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return scope_fail(sc, FAULT_INVALID,
			"the editor \"%s\" ended with an error: nothing was changed", editor());
	return true;
}

static bool write_draft(struct scope *sc, char *path, struct str yaml)
{
	int fd = mkstemps(path, 5);
	bool ok = fd >= 0 && write(fd, yaml.p, yaml.n) == (ssize_t)yaml.n;

	if (fd >= 0)
		close(fd);
	return ok || scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(errno));
}

static bool edited_text(struct scope *sc, const struct arguments *args, const struct saved_map *doc,
	char *path, struct str *text)
{
	struct str file = arg_text(args, "file");

	if (file.p)
		return whole_read(sc, str_c(sc, file), "the map's file", text);
	struct definition *def = definition_from_text(sc, DOCUMENT_JSON, doc->text);
	struct str yaml = def ? definition_to_yaml(sc, def) : (struct str){ 0 };
	return yaml.p && write_draft(sc, path, yaml) && run_editor(sc, path) &&
	       whole_read(sc, path, "the map's file", text);
}

static bool take(struct scope *sc, struct workspace *ws, const struct saved_map *doc, struct str text)
{
	struct definition *def = definition_from_text(sc, DOCUMENT_GUESS, text);

	struct str json = def ? definition_to_json(sc, def) : (struct str){ 0 };

	if (!json.p)
		return false;
	if (!str_equal(def->id, doc->id))
		return scope_fail(sc, FAULT_INVALID,
			"the map is called \"%.*s\", not \"%.*s\": a map keeps its name", STR_ARG(doc->id),
			STR_ARG(def->id));
	if (str_equal(json, doc->text)) {
		fputs("Nothing was changed.\n", stderr);
		return true;
	}
	if (!documents_put_map(sc, ws->documents,
		    &(struct saved_map){ .id = doc->id,
			    .title = def->title,
			    .text = json,
			    .author = STR("you"),
			    .written_us = clock_us() },
		    doc->revision))
		return false;
	fprintf(stderr, "The map \"%.*s\" is kept: revision %lld.\n", STR_ARG(doc->id),
		(long long)doc->revision + 1);
	return true;
}

/* A map that is not there yet can be made out of a file. */
static struct saved_map *new_map(struct scope *sc, const struct arguments *args)
{
	struct saved_map *doc = NEW(sc, struct saved_map);

	scope_forgive(sc);
	doc->id = args->plain.at[0];
	doc->text = STR("");
	return doc;
}

static struct saved_map *find(struct scope *sc, const struct arguments *args)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct saved_map *doc = ws ? documents_map(sc, ws->documents, args->plain.at[0]) : NULL;

	workspace_close(ws);
	if (ws && !doc && sc->fault == FAULT_NOT_FOUND && arg_text(args, "file").p)
		doc = new_map(sc, args);
	return doc;
}

static bool put(struct scope *sc, const struct arguments *args, const struct saved_map *doc, struct str text)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	bool ok = ws && take(sc, ws, doc, text);

	workspace_close(ws);
	return ok;
}

/* The workspace is closed while the editor is open: others may go on, and whoever is first is first. */
static bool run(struct scope *sc, const struct arguments *args)
{
	const char *temporary = getenv("TMPDIR");
	char *path =
		scope_printf(sc, "%s/wend-map-XXXXXX.yaml", temporary && *temporary ? temporary : "/tmp");
	struct saved_map *doc = find(sc, args);
	struct str text;

	if (!doc)
		return false;
	bool ok = edited_text(sc, args, doc, path, &text) && put(sc, args, doc, text);
	bool drafted = access(path, F_OK) == 0;
	if (drafted && ok)
		unlink(path);
	else if (drafted)
		fprintf(stderr, "Your text is kept in %s: mend it and use wend edit %.*s -w %s --file %s\n",
			path, STR_ARG(doc->id), arg_workspace(args), path);
	return ok;
}

const struct command command_edit = {
	.name = "edit",
	.use = "NAME [-w DIR] [--file FILE]",
	.help = "change a map's definition, as YAML",
	.more = "Opens the definition in $VISUAL or $EDITOR.  It is checked before it is taken; what does not fit is"
		" said with its place, and your text is kept.  Every change is a revision of its own.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
