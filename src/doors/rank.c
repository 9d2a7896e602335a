#include "doors/rank.h"

static const char *const keys[RANKS] = {
	[RANK_VIEWER] = "viewer",
	[RANK_EDITOR] = "editor",
	[RANK_ADMIN] = "admin",
};

const char *rank_key(enum rank rank)
{
	return keys[rank];
}

bool rank_find(struct str key, enum rank *rank)
{
	for (size_t i = 0; i < RANKS; i++)
		if (str_equal(key, str_of(keys[i]))) {
			*rank = (enum rank)i;
			return true;
		}
	return false;
}

bool rank_may(enum rank has, enum rank needed)
{
	return has >= needed;
}
