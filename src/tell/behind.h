/* behind - what stands behind the numbers of a map, as JSON: journeys, kinds of event, what a condition counts.
 *
 *	tell_journeys(&j, sc, def, answer, &(struct journeys_said){ .of = STR("left"), .refs = refs });
 *	tell_placed(&j, study, def, placed, &(struct placed_said){ .at = STR("cart"), .from = 0, .to = 50 });
 *
 * Objects are left open, so that whoever asked for a page says what comes next.
 */
#pragma once

#include "answer/attributes.h"
#include "answer/counted.h"
#include "answer/journeys.h"
#include "answer/placed.h"
#include "base/json.h"

struct journeys_said {
	struct str at;           /* the touchpoint or the stage; p NULL: the whole map */
	struct str of, where;    /* where p NULL: all customers */
	const struct str *refs;  /* [rows]: what each journey is called */
	const struct str *names; /* [rows]: whose it is; NULL: nobody may know */
};

void tell_journeys(struct json *j, struct scope *sc, const struct definition *def,
	const struct journeys_answer *answer, const struct journeys_said *said);

struct placed_said {
	struct str at; /* p NULL: unsorted */
	size_t from, to;
};

void tell_placed(struct json *j, const struct study *study, const struct definition *def,
	const struct placed *placed, const struct placed_said *said);

void tell_counted(struct json *j, const struct counted *counted);
void tell_attributes(struct json *j, const struct attributes *attributes);
