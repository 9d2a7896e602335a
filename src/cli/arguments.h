/* arguments - the command line against the row of its command. */
#pragma once

#include "cli/cli.h"

/* NULL, with a reason that names the nearest option, where the line does not fit the row. */
struct arguments *arguments_read(
	struct scope *sc, const struct command *command, int argc, char **argv) MUST_USE;
