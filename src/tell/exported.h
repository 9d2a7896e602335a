/* exported - everything of a workspace back out, as files that others read: CSV, NDJSON, YAML, JSON.
 *
 *	struct exported_files written = { 0 };
 *	if (!tell_exported(sc, ws, "out", &written)) ...         // the folder is made where it is missing
 *	written.paths.at[i]                                      // "out/events.csv"
 */
#pragma once

#include "store/workspace.h"

struct exported_files {
	LIST(struct str) paths;
};

bool tell_exported(
	struct scope *sc, struct workspace *ws, const char *dir, struct exported_files *written) MUST_USE;
