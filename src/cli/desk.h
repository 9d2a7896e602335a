/* desk - what every command that answers a question starts with: a workspace (or files), and a definition.
 *
 *	struct desk desk = { 0 };
 *	if (!desk_open(sc, args, &desk)) return false;
 *	... desk.study, desk.definition ...
 *	desk_close(&desk);
 *
 * A plain argument that is an existing path is a data file.  Without -w, files make a temporary workspace that
 * is gone afterwards; with it they are imported first.  Another argument names a map.
 */
#pragma once

#include "answer/study.h"
#include "cli/cli.h"
#include "intake/import.h"

struct desk {
	struct workspace *ws;
	struct study *study;
	struct definition *definition;
	bool temporary;
	enum speech speech;        /* before it is opened: of the names that Wend gives on a first map */
	LIST(struct str) remarks;  /* what was assumed while importing */
	LIST(struct str) readings; /* of each file: what its columns were taken for */
	struct str kept_as;        /* id of the map when it was made or changed here; p NULL: it was there */
};

/* `args` has the options workspace, goal and those of wishes.h.  What was opened stays to be closed on
 * failure too. */
bool desk_open(struct scope *sc, const struct arguments *args, struct desk *desk) MUST_USE;
void desk_close(struct desk *desk);
