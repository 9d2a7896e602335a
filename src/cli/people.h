/* people - personas and segments with the customers behind them: what the commands of both have in common.
 *
 *	static const struct people_kind kind = { "party", extra, people_persona_rule, write };
 *	return people_show(desk, &kind, paper);
 *
 * Where there is no evidence yet, or nobody can tell who belongs to it, that is said, and what is written stands alone.
 */
#pragma once

#include "answer/persona.h"
#include "cli/papers.h"

struct people_kind {
	const char *extra_head; /* of a column of its own in the list */
	struct str (*extra)(struct papers_desk *desk, const void *paper);
	/* NULL: nobody can tell, *why says why. */
	const struct members_rule *(*rule)(struct papers_desk *desk, const void *paper, const char **why);
	void (*write)(struct papers_desk *desk, const void *paper); /* what people wrote of it */
};

bool people_list(struct papers_desk *desk, const struct people_kind *kind, const struct paper *papers,
	size_t n) MUST_USE;
bool people_show(
	struct papers_desk *desk, const struct people_kind *kind, const struct paper *paper) MUST_USE;

const struct members_rule *people_persona_rule(struct papers_desk *desk, const void *paper, const char **why);

/* --- what the data says (people_facts.c) --- */

struct people {
	struct papers_desk *desk;
	struct study *study;           /* NULL: no evidence yet, `why` says so */
	struct definition *definition; /* the map that names are looked for on; NULL: there is none */
	const char *why;
};

/* The reason in words, and forgotten: the rest can be shown. */
const char *people_fault(struct scope *sc);

void people_facts_text(struct people *people, const struct members_rule *rule, const char *why);
void people_facts_json(struct people *people, const struct members_rule *rule, const char *why);
