/* members - who belongs to a persona, to a segment, to a map: what people wrote, as bitmaps over the customers.
 *
 *	struct map_members *m = map_members(sc, study, def);
 *	study_map(sc, study, def, &(struct study_wish){ .customers = m->customers, .remarks = m->remarks.at, ... });
 *	uint64_t *members = members_where(sc, study, def, STR("segment:paying"), &words);
 *
 * A map for a persona counts its customers only; of several personas those of any of them.  A persona of whom nobody
 * can tell who belongs to it narrows nothing, and the map says so.
 */
#pragma once

#include "answer/where.h"
#include "model/persona.h"
#include "model/segment.h"
#include "store/papers.h"

struct members_rule {
	struct str id, name;
	const struct condition *rule; /* NULL: nobody can tell */
	struct str segment;           /* the name of the segment that it is taken from; p NULL: its own */
};

/* Of a persona or a segment, by its id or name; FAULT_NOT_FOUND where there is none, or none of its segment. */
bool members_rule(struct scope *sc, struct documents *docs, enum paper_kind kind, struct str name,
	struct members_rule *out) MUST_USE;
bool members_persona_rule(struct scope *sc, struct documents *docs, const struct persona *persona,
	struct members_rule *out) MUST_USE;

/* The bitmap; what the rule names is looked for on the map, or among the events where `def` is NULL.  A reason names
 * whose rule it is. */
uint64_t *members_of(struct scope *sc, struct study *study, const struct definition *def,
	const struct members_rule *rule) MUST_USE;

/* Customers who did anything: of these, or of all where `members` is NULL. */
uint64_t members_count(const struct study *study, const uint64_t *members);

/* Those of both; NULL: everybody. */
const uint64_t *members_both(
	struct scope *sc, const struct study *study, const uint64_t *a, const uint64_t *b);

/* What --where takes: a condition, segment:ID or persona:ID; *words says who it is.  `def` NULL: as above. */
uint64_t *members_where(struct scope *sc, struct study *study, const struct definition *def, struct str text,
	struct str *words) MUST_USE;

/* --- a map's personas --- */

struct map_member { /* one of its personas whose customers can be told */
	struct str id, name;
	const uint64_t *customers;
	uint64_t n; /* that did anything */
};

struct map_members {
	const uint64_t *customers; /* of any of them; NULL: everybody is counted */
	LIST(struct map_member) personas;
	LIST(struct str)
	remarks; /* whose customers the map counts, who of its personas narrows nothing, what several share */
};

struct map_members *map_members(struct scope *sc, struct study *study, const struct definition *def) MUST_USE;
