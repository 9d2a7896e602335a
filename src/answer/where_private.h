/* where_private - what the files of where share. */
#pragma once

#include "answer/where.h"

struct asking {
	struct scope *sc;
	struct study *study;
	const struct definition *def;
	const struct study_rules *rules;
	size_t words; /* of a bitmap */
};

uint64_t *where_none(struct asking *a);
void where_set(uint64_t *members, uint32_t customer);

/* Of each kind: whether the name means it (where `when` plays no part). */
bool *where_kinds(struct asking *a, const struct where_name *name);

/* Whether the value (p NULL: none) passes the test; numbers are compared as numbers where both are. */
bool where_holds(const struct condition_test *test, struct str value);

/* Conditions that the store answers. */
uint64_t *where_attr(struct asking *a, const struct condition *c) MUST_USE;
uint64_t *where_did_with(struct asking *a, const struct condition *c) MUST_USE;
uint64_t *where_said(struct asking *a, const struct condition *c) MUST_USE;
uint64_t *where_party(struct asking *a, const struct condition *c) MUST_USE;
