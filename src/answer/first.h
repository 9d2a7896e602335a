/* first - the first map, without configuration: a definition that the data proposes.
 *
 *	struct definition *def = study_first(sc, study, &(struct first_wish){ .id = STR("first-map") });
 *
 * A definition like any other: it can be edited, and an edit is never overwritten by a new proposal.
 */
#pragma once

#include "answer/study.h"

struct first_wish {
	struct str id, title;
	struct str goal;    /* a touchpoint's id or name; p NULL: guess */
	enum speech speech; /* of the names that Wend gives itself */
};

/* NULL where the goal is not among the touchpoints (FAULT_NOT_FOUND, naming them). */
struct definition *study_first(struct scope *sc, struct study *study, const struct first_wish *wish) MUST_USE;

/* Sets the goal of a definition by a touchpoint's id or name, as --goal does. */
bool study_set_goal(struct scope *sc, struct definition *def, struct str goal) MUST_USE;
