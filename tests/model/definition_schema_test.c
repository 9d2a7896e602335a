/* The schema that editors and programs read says what the tables of fields say. */
#include "model/definition_io.h"
#include "test.h"

/* The schema's object of the fields: the root, or by name in $defs. */
static const json_t *schema_of(const json_t *schema, const char *what)
{
	static const struct {
		const char *what, *name;
	} names[] = { { "a stage", "stage" }, { "a touchpoint", "touchpoint" }, { "a match", "match" },
		{ "a when", "when" }, { "an expected", "expected" }, { "a cell", "cell" },
		{ "an attachment", "attachment" } };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strcmp(what, names[i].what) == 0)
			return json_object_get(json_object_get(schema, "$defs"), names[i].name);
	return schema;
}

static void same_choices(const json_t *property, const struct field *field)
{
	const json_t *choices = json_object_get(property, "enum");
	size_t n = 0;

	if (!field->choice)
		return;
	for (; n < field->limit; n++)
		assert_string_equal(
			json_string_value(json_array_get(choices, n)), field->choice((unsigned)n));
	assert_true(json_is_null(json_array_get(choices, n)));
	assert_int_equal(json_array_size(choices), n + 1);
}

static void same_fields(const json_t *object, const struct fields *fields)
{
	const json_t *properties = json_object_get(object, "properties");
	const json_t *required = json_object_get(object, "required");
	size_t n_required = 0;

	assert_int_equal(json_object_size(properties), fields->n);
	assert_true(json_is_false(json_object_get(object, "additionalProperties")));
	for (size_t i = 0; i < fields->n; i++) {
		const struct field *field = &fields->at[i];
		const json_t *property = json_object_get(properties, field->name);
		if (!property)
			fail_msg("%s: the schema does not know \"%s\"", fields->what, field->name);
		same_choices(property, field);
		if (field->read == form_text)
			assert_int_equal(
				json_integer_value(json_object_get(property, "maxLength")), field->limit);
		if (field->flags & FIELD_REQUIRED)
			assert_string_equal(
				json_string_value(json_array_get(required, n_required++)), field->name);
	}
	assert_int_equal(json_array_size(required), n_required);
}

static void the_schema_keeps_step(void **state)
{
	struct scope sc = { 0 };
	const char *root = getenv("WEND_TEST_ROOT");
	char *path = scope_printf(&sc, "%s/docs/definition-schema.json", root ? root : ".");
	json_error_t error;
	json_t *schema = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
	size_t n = 0;
	const struct fields *const *all = definition_fields(&n);

	(void)state;
	if (!schema)
		fail_msg("%s: line %d: %s", path, error.line, error.text);
	for (size_t i = 0; i < n; i++)
		same_fields(schema_of(schema, all[i]->what), all[i]);
	const json_t *defs = json_object_get(schema, "$defs");
	const json_t *lanes = json_object_get(json_object_get(defs, "lane"), "enum");
	for (unsigned i = 0; definition_lane(i); i++)
		assert_string_equal(json_string_value(json_array_get(lanes, i)), definition_lane(i));
	assert_null(definition_lane((unsigned)json_array_size(lanes)));
	json_decref(schema);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_schema_keeps_step),
	};

	return cmocka_run_group_tests_name("definition_schema", tests, NULL, NULL);
}
