/* chores - what a server looks after without being asked: sources that others changed, and what has lain here for too long.
 *
 *	struct chores chores = { 0 };
 *	chores_do(&chores, house);               // each second, by one thread
 */
#pragma once

#include "serve/house.h"

struct chores {
	int64_t tidied_us; /* by the steady clock; 0: not yet */
};

void chores_do(struct chores *chores, struct house *house);
