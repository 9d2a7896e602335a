#include <signal.h>

#include "cli/arguments.h"
#include "cli/rows.h"
#include "cli/say.h"

static const struct command *command_named(const char *name)
{
	for (size_t i = 0; i < n_commands; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static bool unknown(struct scope *sc, const char *name)
{
	struct buf *known = buf_new(sc, 400);

	for (size_t i = 0; i < n_commands; i++)
		buf_printf(known, " %s", commands[i]->name);
	return scope_fail(sc, FAULT_INVALID, "there is no command \"%s\"; there are:%.*s", name,
		STR_ARG(buf_str(known)));
}

static bool wants_help(int argc, char **argv)
{
	for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
	return false;
}

static bool run_help(struct scope *sc, char *about)
{
	struct arguments *args = arguments_read(sc, &command_help, about ? 1 : 0, &about);

	return args && command_help.run(sc, args);
}

static bool run(struct scope *sc, int argc, char **argv)
{
	const struct command *command;

	if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return run_help(sc, NULL);
	if (strcmp(argv[1], "--version") == 0)
		return printf("wend %s\n", WEND_VERSION) > 0;
	command = command_named(argv[1]);
	if (!command)
		return unknown(sc, argv[1]);
	if (wants_help(argc, argv))
		return run_help(sc, argv[1]);
	struct arguments *args = arguments_read(sc, command, argc - 2, argv + 2);
	return args && command->run(sc, args);
}

int main(int argc, char **argv)
{
	struct scope sc = { 0 };

	/* A file past the limit of its size is an error of the write, and no end of the process. */
	signal(SIGXFSZ, SIG_IGN);
	bool ok = run(&sc, argc, argv);
	if (!ok)
		fprintf(stderr, "wend: %s\n", terminal_text(&sc, str_of(sc.why)).p);
	int code = ok ? 0 : fault_exit_code(sc.fault);
	scope_close(&sc);
	return ok ? code : code ? code : 1;
}
