#include "cli/rows.h"

const struct command *const commands[] = {
	&command_init,
	&command_import,
	&command_source,
	&command_formats,
	&command_map,
	&command_maps,
	&command_edit,
	&command_note,
	&command_voice,
	&command_funnel,
	&command_flow,
	&command_paths,
	&command_gaps,
	&command_scores,
	&command_customer,
	&command_status,
	&command_sql,
	&command_export,
	&command_undo,
	&command_erase,
	&command_retention,
	&command_simulate,
	&command_serve,
	&command_help,
};
const size_t n_commands = COUNT_OF(commands);
