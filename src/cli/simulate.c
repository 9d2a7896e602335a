#include "cli/rows.h"

static bool run(struct scope *sc, const struct arguments *args)
{
	(void)args;
	return scope_fail(sc, FAULT_INVALID, "soon");
}
const struct command command_simulate = { .name = "simulate", .use = "", .help = "", .run = run };
