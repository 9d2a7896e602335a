/* customer - one customer with everything that is known, as JSON.
 *
 *	struct person *p = person_find(sc, ws, STR("u-1042"));
 *	if (!tell_customer(sc, ws, p, out)) ...
 */
#pragma once

#include "answer/person.h"
#include "base/buf.h"

bool tell_customer(struct scope *sc, struct workspace *ws, const struct person *p, struct buf *out) MUST_USE;
