#include "cli/cli.h"
#include "cli/rows.h"

static bool run(struct scope *sc, const struct arguments *args)
{
	char *dir = str_c(sc, args->plain.at[0]);

	if (!workspace_init(sc, dir))
		return false;
	fprintf(stderr, "Made the workspace %s. Next: wend import FILE -w %s\n", dir, dir);
	return true;
}

const struct command command_init = {
	.name = "init",
	.use = "DIR",
	.help = "make a workspace",
	.more = "A workspace is one folder with everything of one company or brand: wend backup copies it, even while it is in use.",
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
