/* cli - the commands: one file each, one row each in commands.c; help, man page and shell completion come
 * from the row.
 *
 * A command gets its options as the row's table says them, checked; it returns false with the reason in the
 * scope, or true.  What it reports goes to standard output, what it says on the way to standard error.
 */
#pragma once

#include <stdio.h>

#include "base/buf.h"
#include "store/workspace.h"

enum option_kind {
	OPTION_FLAG,   /* --json */
	OPTION_TEXT,   /* --goal NAME; the last one counts */
	OPTION_LIST,   /* --step NAME...: everything up to the next option, and again */
	OPTION_REPEAT, /* -o OUT: one value each time, any number of times */
};

struct option {
	const char *name; /* "json" */
	char letter;      /* 'o'; 0: none */
	enum option_kind kind;
	const char *value; /* what stands for it in the help: "NAME"; NULL for a flag */
	const char *help;
	const char
		*words; /* the values that there are, for completion: "ordered strict any open"; NULL: any */
};

struct arguments {
	struct scope *sc;
	const struct command *command;
	LIST(struct str) plain; /* what is no option */
	struct {
		LIST(struct str) values;
		bool given;
	} * options; /* by the row's order */
};

struct command {
	const char *name;
	const char *use;  /* "FILE... [-w DIR]": after the name */
	const char *help; /* one line */
	const char *more; /* paragraphs, for `wend help NAME` and the man page */
	const struct option *options;
	size_t n_options;
	size_t min_plain, max_plain;
	bool (*run)(struct scope *sc, const struct arguments *args);
};

extern const struct command *const commands[];
extern const size_t n_commands;

/* Options by their long names; NULL, false, p NULL where they were not given. */
bool arg_flag(const struct arguments *args, const char *option);
struct str arg_text(const struct arguments *args, const char *option);
const struct str *arg_list(const struct arguments *args, const char *option, size_t *n);

/* -w, $WEND_WORKSPACE, or the current folder. */
const char *arg_workspace(const struct arguments *args);

/* What every command that reads a workspace has. */
#define OPTION_WORKSPACE                                                                                     \
	{                                                                                                    \
		"workspace", 'w', OPTION_TEXT, "DIR",                                                        \
			"the workspace (else $WEND_WORKSPACE, else the current folder)", NULL                \
	}
#define OPTION_JSON                                                                                          \
	{                                                                                                    \
		"json", 0, OPTION_FLAG, NULL, "say it as JSON", NULL                                         \
	}
