/* where_private - what the files of where share. */
#pragma once

#include "answer/where.h"

struct asking {
	struct scope *sc;
	struct study *study;
	const struct definition *def;
	const struct study_rules *rules;
	size_t words;    /* of a bitmap */
	uint16_t *touch; /* of each event by its number: its touchpoint; NULL until it is asked for */
};

/* What a name means, decided for each event, as `when` may: its touchpoint is one of these, or its kind is. */
struct where_mark {
	bool *touchpoints, *kinds;
};

/* A JSON pointer to a property of this name. */
struct str where_pointer(struct scope *sc, struct str name);

uint64_t *where_none(struct asking *a);
void where_set(uint64_t *members, uint32_t customer);

/* NULL where the name means nothing. */
struct where_mark *where_mark(struct asking *a, struct str name) MUST_USE;
bool where_is(
	const struct asking *a, const struct where_mark *mark, const struct trail_part *part, uint64_t event);

/* Whether the event is at most so long before now; 0: whenever it was. */
bool where_within(const struct asking *a, const struct trail_part *part, uint64_t event, int64_t within_us);

/* Whether the value (p NULL: none) passes the test; numbers are compared as numbers where both are. */
bool where_holds(const struct condition_test *test, struct str value);

/* Conditions that the store answers. */
uint64_t *where_attr(struct asking *a, const struct condition *c) MUST_USE;
uint64_t *where_did_with(struct asking *a, const struct condition *c) MUST_USE;
uint64_t *where_said(struct asking *a, const struct condition *c) MUST_USE;
uint64_t *where_party(struct asking *a, const struct condition *c) MUST_USE;
uint64_t *where_promise(struct asking *a, const struct condition *c) MUST_USE;
