#include "model/comparison.h"

#include "model/scalar.h"

/* Doubles hold whole numbers exactly up to here. */
#define EXACT_WHOLE 9007199254740992.0

static struct condition_test *test_in(void *into, const struct field *field)
{
	return (struct condition_test *)(void *)((char *)into + field->offset);
}

static const struct condition_test *test_of(const void *from, const struct field *field)
{
	return (const struct condition_test *)(const void *)((const char *)from + field->offset);
}

/* is, in, a range, exists: one of them. */
static bool test_claim(struct form *form, struct condition_test *test, enum test_kind kind)
{
	if (test->kind != TEST_NONE && test->kind != kind)
		return form_fail(form, FAULT_INVALID,
			"of is, in, above and below, exists one is given; "
			"several go into an all");
	test->kind = kind;
	return true;
}

static struct str real_text(struct scope *sc, double x)
{
	struct buf *out = buf_new(sc, 64);

	scalar_real(out, x);
	return buf_str(out);
}

static bool read_value(struct form *form, const json_t *json, void *into)
{
	struct condition_test *test = into;
	struct condition_value value = { .number = json_number_value(json) };

	if (json_is_integer(json)) {
		value.kind = VALUE_INTEGER;
		value.text =
			str_of(scope_printf(form->sc, "%" JSON_INTEGER_FORMAT, json_integer_value(json)));
	} else if (json_is_real(json)) {
		value.kind = VALUE_REAL;
		value.text = real_text(form->sc, value.number);
	} else if (json_is_boolean(json)) {
		value.kind = VALUE_BOOL;
		value.text = json_is_true(json) ? STR("true") : STR("false");
	} else if (!json_is_string(json)) {
		return form_fail(form, FAULT_INVALID, "must be a text, a number, true or false");
	} else if (!form_string(form, json, FIELD_EMPTY, CONDITION_LETTERS, &value.text)) {
		return false;
	}
	*LIST_ADD(form->sc, &test->values) = value;
	return true;
}

static json_t *write_value(const struct condition_value *value)
{
	int64_t integer = 0;

	if (value->kind == VALUE_INTEGER && str_integer(value->text, &integer))
		return json_integer(integer);
	if (value->kind == VALUE_REAL)
		return json_real(value->number);
	if (value->kind == VALUE_BOOL)
		return json_boolean(str_equal(value->text, STR("true")));
	return form_string_write(value->text);
}

bool test_is_read(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct condition_test *test = test_in(into, field);

	return test_claim(form, test, TEST_IS) && read_value(form, value, test);
}

json_t *test_is_write(const void *from, const struct field *field)
{
	const struct condition_test *test = test_of(from, field);

	return test->kind == TEST_IS ? write_value(&test->values.at[0]) : NULL;
}

bool test_in_read(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .read = read_value };
	struct condition_test *test = test_in(into, field);

	if (!test_claim(form, test, TEST_IN) || !form_items(form, value, &items, test))
		return false;
	return test->values.n > 0 || form_fail(form, FAULT_INVALID, "needs a value or more");
}

json_t *test_in_write(const void *from, const struct field *field)
{
	const struct condition_test *test = test_of(from, field);
	json_t *array = test->kind == TEST_IN ? json_array() : NULL;

	for (size_t i = 0; array && i < test->values.n; i++)
		json_array_append_new(array, write_value(&test->values.at[i]));
	return array;
}

static bool read_number(struct form *form, const json_t *value, struct condition_test *test, double *out)
{
	if (!test_claim(form, test, TEST_RANGE))
		return false;
	if (!json_is_number(value))
		return form_fail(form, FAULT_INVALID, "must be a number");
	*out = json_number_value(value);
	return true;
}

static json_t *write_number(double x)
{
	if (x >= -EXACT_WHOLE && x <= EXACT_WHOLE && x == (double)(int64_t)x)
		return json_integer((int64_t)x);
	return json_real(x);
}

bool test_above_read(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct condition_test *test = test_in(into, field);

	test->has_above = true;
	return read_number(form, value, test, &test->above);
}

json_t *test_above_write(const void *from, const struct field *field)
{
	const struct condition_test *test = test_of(from, field);

	return test->has_above ? write_number(test->above) : NULL;
}

bool test_below_read(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct condition_test *test = test_in(into, field);

	test->has_below = true;
	return read_number(form, value, test, &test->below);
}

json_t *test_below_write(const void *from, const struct field *field)
{
	const struct condition_test *test = test_of(from, field);

	return test->has_below ? write_number(test->below) : NULL;
}

bool test_exists_read(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct condition_test *test = test_in(into, field);

	if (!test_claim(form, test, TEST_EXISTS))
		return false;
	if (!json_is_boolean(value))
		return form_fail(form, FAULT_INVALID, "must be true or false");
	test->exists = json_is_true(value);
	return true;
}

json_t *test_exists_write(const void *from, const struct field *field)
{
	const struct condition_test *test = test_of(from, field);

	return test->kind == TEST_EXISTS ? json_boolean(test->exists) : NULL;
}

/* clang-format off */
static const struct field test_rows[] = {
	CONDITION_TEST_ROWS(0),
	{ "exists", 0, 0, 0, test_exists_read, test_exists_write, NULL },
};
const struct fields condition_test_fields = { "a test", test_rows, COUNT_OF(test_rows) };
/* clang-format on */

bool condition_test_check(struct form *form, const struct condition_test *test)
{
	if (test->kind == TEST_NONE)
		return form_fail(
			form, FAULT_INVALID, "says nothing to compare with: is, in, above, below, exists");
	if (test->has_above && test->has_below && test->above >= test->below)
		return form_fail(
			form, FAULT_INVALID, "no number is above %g and below %g", test->above, test->below);
	return true;
}

bool condition_test_read(struct form *form, const json_t *value, struct condition_test *test)
{
	if (!json_is_object(value)) {
		test->kind = TEST_IS;
		return read_value(form, value, test);
	}
	return form_read(form, &condition_test_fields, value, test) && condition_test_check(form, test);
}

json_t *condition_test_write(const struct condition_test *test)
{
	if (test->kind == TEST_IS)
		return write_value(&test->values.at[0]);
	return form_write(&condition_test_fields, test);
}
