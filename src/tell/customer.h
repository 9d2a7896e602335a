/* customer - one customer with everything that is known, as JSON.
 *
 *	struct person *p = person_find(sc, ws, STR("u-1042"));
 *	if (!tell_customer(sc, ws, p, NULL, out)) ...
 *	if (!tell_customer(sc, ws, p, &(struct customer_page){ .from = 50, .most = 50, .next = next }, out)) ...
 */
#pragma once

#include "answer/person.h"
#include "base/buf.h"

/* Some of the events alone, by their time, and what to ask for next. */
struct customer_page {
	size_t from, most;
	struct str next; /* told where there are more */
};

/* `page` NULL: all of it. */
bool tell_customer(struct scope *sc, struct workspace *ws, const struct person *p,
	const struct customer_page *page, struct buf *out) MUST_USE;
