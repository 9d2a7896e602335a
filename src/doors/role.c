#include "doors/role.h"

static const char *const keys[ROLES] = {
	[ROLE_VIEWER] = "viewer",
	[ROLE_EDITOR] = "editor",
	[ROLE_ADMIN] = "admin",
};

const char *role_key(enum role role)
{
	return keys[role];
}

bool role_find(struct str key, enum role *role)
{
	for (size_t i = 0; i < ROLES; i++)
		if (str_equal(key, str_of(keys[i]))) {
			*role = (enum role)i;
			return true;
		}
	return false;
}

bool role_may(enum role has, enum role needed)
{
	return has >= needed;
}
