/* porch - what commands about users and tokens start with: wend.db alone, so that they run beside a server.
 *
 *	struct porch porch = { 0 };
 *	bool ok = porch_open(sc, args, &porch) && user_list(sc, porch.doors, ...);
 *	porch_close(&porch);
 */
#pragma once

#include "cli/cli.h"
#include "doors/user.h"

struct porch {
	struct doors *doors;
	struct hasher *hasher;
	struct visitor by; /* the command line */
	int64_t now_us;
};

bool porch_open(struct scope *sc, const struct arguments *args, struct porch *porch) MUST_USE;
void porch_close(struct porch *porch);

bool porch_rank(struct scope *sc, struct str word, enum rank *rank) MUST_USE; /* "editor" */
