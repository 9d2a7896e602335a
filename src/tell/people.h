/* people - personas and segments with the customers behind them: what is gathered of them, and that as JSON.
 *
 *	struct people people = { .sc = sc, .docs = ws->documents, .study = study, .why = why };
 *	if (!people_map(&people, map, paper->id)) ...              // the map that names are looked for on
 *	if (!tell_one_of_people(&people, paper, out)) ...          // {"persona":{...},...,"data":{...}}
 *
 * Where there is no evidence yet, or nobody can tell who belongs to it, that is said, and what is written stands alone.
 */
#pragma once

#include "answer/persona.h"
#include "base/buf.h"

struct people {
	struct scope *sc;
	struct documents *docs;
	struct study *study;           /* NULL: no evidence yet, `why` says so */
	struct definition *definition; /* the map that names are looked for on; NULL: there is none */
	const char *why;
	bool published; /* names are looked for on what was published last, never on a draft */
};

/* `map` p NULL: one that is for the persona, else the first. */
bool people_map(struct people *p, struct str map, struct str persona) MUST_USE;

/* The reason in words, and forgotten: the rest can be shown. */
const char *people_fault(struct scope *sc);

/* Of a persona or a segment that was read; NULL: nobody can tell, *why says why. */
const struct members_rule *people_rule(
	struct people *p, enum paper_kind kind, const void *paper, const char **why);

struct people_size {
	struct estimate share;
	uint64_t n;
	const char *why; /* it is not known; NULL: it is */
};
struct people_size people_size(struct people *p, const struct members_rule *rule, const char *why);

/* NULL: not known, *why says why. */
const struct persona_facts *people_facts(struct people *p, const struct members_rule *rule, const char **why);

/* {"personas":[{"persona":{...},...,"who":"...","customers":12,"share":{...}}]} */
bool tell_people(struct people *p, enum paper_kind kind, const struct paper *papers, size_t n,
	struct buf *out) MUST_USE;
bool tell_people_row(
	struct people *p, const struct paper *paper, struct buf *out) MUST_USE; /* one of these */
bool tell_one_of_people(struct people *p, const struct paper *paper, struct buf *out) MUST_USE;
