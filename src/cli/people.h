/* people - personas and segments with the customers behind them: what the commands of both have in common.
 *
 *	static const struct people_kind kind = { "party", extra, write };
 *	return people_show(desk, &kind, paper);
 *
 * Where there is no evidence yet, or nobody can tell who belongs to it, that is said, and what is written stands alone.
 */
#pragma once

#include "cli/papers.h"
#include "tell/people.h"

struct people_kind {
	const char *extra_head; /* of a column of its own in the list */
	struct str (*extra)(struct papers_desk *desk, const void *paper);
	void (*write)(struct papers_desk *desk, const void *paper); /* what people wrote of it */
};

bool people_list(struct papers_desk *desk, const struct people_kind *kind, const struct paper *papers,
	size_t n) MUST_USE;
bool people_show(
	struct papers_desk *desk, const struct people_kind *kind, const struct paper *paper) MUST_USE;

/* What the data says, for people to read (people_facts.c). */
void people_facts_text(
	struct people *people, const struct members_rule *rule, const char *why, struct buf *out);
