/* role - what somebody may do in a workspace, a row each: viewers look, editors change, admins let others in.
 *
 *	enum role role;
 *	if (!role_find(STR("editor"), &role)) ...
 *	role_may(role, ROLE_EDITOR)               // as much as an editor, or more
 */
#pragma once

#include "base/str.h"

enum role {
	ROLE_VIEWER,
	ROLE_EDITOR,
	ROLE_ADMIN,
	ROLES,
};

const char *role_key(enum role role); /* "viewer", as it is stored and sent */
bool role_find(struct str key, enum role *role) MUST_USE;
bool role_may(enum role has, enum role needed);
