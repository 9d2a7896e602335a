/* where - which customers a condition means, as a bitmap over their codes.
 *
 *	struct condition *c = condition_from_text(sc, STR("{ did: cart, at_least: 2 }"));
 *	uint64_t *members = where_members(sc, study, def, c);
 *	walk.customers = members;
 *
 * Membership is decided per customer as of the end of the period shown, which is the newest event.  Names are
 * touchpoints of the definition or, where it has none of that name, event names.
 */
#pragma once

#include "answer/study.h"
#include "model/condition.h"

/* NULL where a name is neither a touchpoint nor an event (FAULT_NOT_FOUND). */
uint64_t *where_members(struct scope *sc, struct study *study, const struct definition *def,
	const struct condition *condition) MUST_USE;

/* The same of each part of an `all` or `any` by itself: [parts], in their order. */
uint64_t **where_parts(struct scope *sc, struct study *study, const struct definition *def,
	const struct condition *condition) MUST_USE;

uint64_t where_count(const struct study *study, const uint64_t *members);

/* --- names: steps of funnels and conditions --- */

/* What a name means: a touchpoint (by id, then by name), a stage, or an event name, letter case ignored. */
struct where_name {
	const uint16_t *touchpoints; /* one, or all of a stage's */
	size_t n_touchpoints;
	const uint32_t *events; /* codes of event names of this spelling */
	size_t n_events;
	struct str id, name; /* its id (an event's own name), and as it is called on the map */
};

bool where_find(struct scope *sc, const struct study *study, const struct definition *def, struct str name,
	struct where_name *out) MUST_USE;
