#include "cli/porch.h"

#include "serve/clock.h"

bool porch_open(struct scope *sc, const struct arguments *args, struct porch *porch)
{
	const char *path = workspace_documents_path(sc, arg_workspace(args));

	porch->by = visitor_system();
	porch->now_us = clock_us();
	porch->hasher = path ? hasher_new(sc, &(struct hasher_wish){ 0 }) : NULL;
	/* nobody who can run commands here is held up by a throttle */
	if (porch->hasher)
		porch->doors = doors_open(sc, path, (struct doors_shared){ .hasher = porch->hasher });
	return porch->doors != NULL;
}

void porch_close(struct porch *porch)
{
	doors_close(porch->doors);
	hasher_close(porch->hasher);
}

bool porch_rank(struct scope *sc, struct str word, enum rank *rank)
{
	return rank_find(word, rank) ||
	       scope_fail(sc, FAULT_INVALID, "there is no role \"%.*s\"; there are: viewer, editor, admin",
		       STR_ARG(str_short(sc, word, 40)));
}
