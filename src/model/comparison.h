/* comparison - what an attribute or a property is compared with: is, in, above, below, exists.
 *
 *	static const struct field rows[] = { ..., CONDITION_TEST_ROWS(offsetof(struct condition, test)) };
 *	if (!condition_test_check(form, &c->test)) ...      // one was given, and only what goes together
 */
#pragma once

#include "model/condition.h"
#include "model/form.h"

enum { CONDITION_LETTERS = 4000 }; /* the ceiling of a name or a value */

bool test_is_read(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool test_in_read(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool test_above_read(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool test_below_read(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool test_exists_read(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
json_t *test_is_write(const void *from, const struct field *field);
json_t *test_in_write(const void *from, const struct field *field);
json_t *test_above_write(const void *from, const struct field *field);
json_t *test_below_write(const void *from, const struct field *field);
json_t *test_exists_write(const void *from, const struct field *field);

/* Rows for a struct condition_test at the offset. */
#define CONDITION_TEST_ROWS(offset)                                                                          \
	{ "is", 0, offset, 0, test_is_read, test_is_write, NULL },                                           \
		{ "in", 0, offset, CONDITION_VALUES, test_in_read, test_in_write, NULL },                    \
		{ "above", 0, offset, 0, test_above_read, test_above_write, NULL },                          \
	{                                                                                                    \
		"below", 0, offset, 0, test_below_read, test_below_write, NULL                               \
	}

extern const struct fields condition_test_fields;

bool condition_test_check(struct form *form, const struct condition_test *test) MUST_USE;

/* A test by itself, as in `where`: a value stands for { is: value }. */
bool condition_test_read(struct form *form, const json_t *value, struct condition_test *test) MUST_USE;
json_t *condition_test_write(const struct condition_test *test);
