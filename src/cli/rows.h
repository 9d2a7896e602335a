/* rows - the row of each command, one file each. */
#pragma once

#include "cli/cli.h"

extern const struct command command_init, command_import, command_map, command_maps, command_edit,
	command_funnel, command_flow, command_paths, command_status, command_sql, command_export,
	command_simulate, command_serve, command_help;
extern const struct command command_formats, command_customer, command_erase, command_undo, command_retention;
extern const struct command command_note, command_voice, command_scores, command_gaps, command_source;
extern const struct command command_backup, command_restore, command_user, command_token;
extern const struct command command_persona, command_segment, command_opportunity, command_comment,
	command_touchpoint, command_channel;
extern const struct command command_publish, command_history, command_compare;
