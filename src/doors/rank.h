/* rank - what somebody may do in a workspace, a row each: viewers look, editors change, admins let others in.
 *
 *	enum rank rank;
 *	if (!rank_find(STR("editor"), &rank)) ...
 *	rank_may(rank, RANK_EDITOR)               // as much as an editor, or more
 */
#pragma once

#include "base/str.h"

enum rank {
	RANK_VIEWER,
	RANK_EDITOR,
	RANK_ADMIN,
	RANKS,
};

const char *rank_key(enum rank rank); /* "viewer", as it is stored and sent */
bool rank_find(struct str key, enum rank *rank) MUST_USE;
bool rank_may(enum rank has, enum rank needed);
