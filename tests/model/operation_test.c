/* Changes of a map: what each does, what it refuses, what it touches, and back again. */
#include "../operations.h"

#define FILE_A "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define FILES "\"attachments\":[{\"id\":\"" FILE_A "\",\"name\":\"a.png\"}]"

static struct scope sc;
static struct definition *def;

static int begin(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	def = definition_of(&sc, operations_map);
	return 0;
}

static int end(void **state)
{
	(void)state;
	scope_close(&sc);
	return 0;
}

/* The definition after it as compact JSON. */
static struct str after(const char *text)
{
	struct operation op = operation_of(&sc, text);
	struct definition *next = operation_apply(&sc, def, &op, 1);

	if (!next)
		fail_msg("%s: %s", text, sc.why);
	json_t *root = definition_write(next);
	char *dump = json_dumps(root, JSON_COMPACT);
	struct str out = str_copy(&sc, str_of(dump));
	free(dump);
	json_decref(root);
	return out;
}

static void each_does_what_it_says(void **state)
{
	static const struct {
		const char *op, *has, *has_not;
	} cases[] = {
		{ "{\"op\":\"set_map\",\"field\":\"title\",\"value\":\"New\"}", "\"title\":\"New\"",
			"Buying" },
		{ "{\"op\":\"set_map\",\"field\":\"title\"}", "{\"map\":\"m\",\"state\"", "Buying" },
		{ "{\"op\":\"set_map\",\"field\":\"goal\",\"value\":\"cart\"}", "\"goal\":\"cart\"",
			"guessed" },
		{ "{\"op\":\"set_map\",\"field\":\"persona\",\"value\":[\"a\",\"b\"]}",
			"\"persona\":[\"a\",\"b\"]", "\"x\"" },
		{ "{\"op\":\"set_map\",\"field\":\"review\",\"value\":\"2027-03-31\"}",
			"\"review\":\"2027-03-31\"", "\"x\"" },
		{ "{\"op\":\"set_touchpoint\",\"at\":\"mail\",\"field\":\"leads_to\",\"value\":[\"returns\"]}",
			"\"leads_to\":[\"returns\"]", "\"x\"" },
		{ "{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"\"," FILES "}",
			"\"text\":\"\",\"basis\":\"assumed\"," FILES "}", "Know" },
		{ "{\"op\":\"put_cell\",\"at\":\"buy\",\"lane\":\"needs\",\"text\":\"One\"," FILES "}",
			"{\"at\":\"buy\",\"lane\":\"needs\",\"text\":\"One\",\"basis\":\"assumed\"," FILES
			"}]",
			"\"x\"" },
		{ "{\"op\":\"set_cell\",\"at\":\"buy\",\"lane\":\"pains\",\"text\":\"Slow\",\"attachments\":null}",
			"\"text\":\"Slow\",\"basis\":\"assumed\"}", "attachments" },
		{ "{\"op\":\"set_cells\",\"at\":\"cart\",\"lane\":\"needs\",\"cells\":[{\"text\":\"a\"},{\"text\":\"b\"," FILES
		  "}]}",
			"\"text\":\"b\",\"basis\":\"assumed\"," FILES "}", "Know" },
		{ "{\"op\":\"set_map\",\"field\":\"lanes\",\"value\":[\"needs\",\"pains\"]}",
			"\"lanes\":[\"needs\",\"pains\"]", "\"x\"" },
		{ "{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"One\"}",
			"{\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"One\",\"basis\":\"assumed\"}",
			"Know" },
		{ "{\"op\":\"put_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"One\",\"basis\":\"inferred\"}",
			"\"text\":\"One\",\"basis\":\"inferred\"}]", "\"x\"" },
		{ "{\"op\":\"remove_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"Know the time\"}",
			"Know the price", "Know the time" },
		{ "{\"op\":\"remove_cell\",\"at\":\"buy\",\"lane\":\"pains\"}", "Know the time", "Slow" },
		{ "{\"op\":\"set_cells\",\"at\":\"cart\",\"lane\":\"needs\",\"cells\":[{\"text\":\"a\"},"
		  "{\"text\":\"b\",\"basis\":\"observed\"}]}",
			"\"text\":\"a\",\"basis\":\"assumed\"},{\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"b\","
			"\"basis\":\"observed\"}",
			"Know" },
		{ "{\"op\":\"add_touchpoint\",\"to\":\"buy\",\"before\":\"mail\",\"touchpoint\":{\"id\":\"pay\"}}",
			"\"when\":{\"after\":\"cart\"}},{\"id\":\"pay\"},{\"id\":\"mail\"", "\"x\"" },
		{ "{\"op\":\"rename_touchpoint\",\"at\":\"mail\",\"name\":\"Letter\"}",
			"{\"id\":\"mail\",\"name\":\"Letter\"", "\"x\"" },
		{ "{\"op\":\"set_touchpoint\",\"at\":\"mail\",\"field\":\"channel\",\"value\":\"website\"}",
			"\"channel\":\"website\"", "\"channel\":\"email\"" },
		{ "{\"op\":\"set_touchpoint\",\"at\":\"mail\",\"field\":\"match\",\"value\":{\"event\":\"m\"}}",
			"\"match\":[{\"event\":\"m\"}]", "Email" },
		{ "{\"op\":\"remove_touchpoint\",\"at\":\"mail\"}", "\"order\"", "mail" },
		{ "{\"op\":\"move_touchpoint\",\"at\":\"mail\",\"to\":\"look\",\"before\":\"cart\"}",
			"\"event\":\"Email*\"}]},{\"id\":\"cart\"", "\"x\"" },
		{ "{\"op\":\"move_touchpoint\",\"at\":\"home\",\"to\":\"look\"}", "[{\"id\":\"cart\"",
			"\"x\"" },
		{ "{\"op\":\"split_touchpoint\",\"at\":\"home\",\"touchpoint\":{\"id\":\"start\",\"match\":[{\"event\":"
		  "\"start\"}]}}",
			"{\"id\":\"home\",\"match\":[{\"event\":\"home\"}],\"keywords\":[\"start page\"]},{\"id\":\"start\","
			"\"match\":[{\"event\":\"start\"}]}",
			"\"x\"" },
		{ "{\"op\":\"merge_touchpoint\",\"at\":\"cart\",\"to\":\"home\"}",
			"{\"id\":\"home\",\"match\":[{\"event\":\"home\"},{\"event\":\"start\"},{\"event\":\"cart\"}],"
			"\"keywords\":[\"start page\"]}",
			"\"id\":\"cart\"" },
		{ "{\"op\":\"merge_touchpoint\",\"at\":\"cart\",\"to\":\"home\"}",
			"\"when\":{\"after\":\"home\"}", "\"at\":\"cart\"" },
		{ "{\"op\":\"merge_touchpoint\",\"at\":\"order\",\"to\":\"mail\"}", "\"goal\":\"mail\"",
			"\"id\":\"order\"" },
		{ "{\"op\":\"add_stage\",\"before\":\"look\",\"stage\":{\"id\":\"s\",\"name\":\"First\"}}",
			"\"stages\":[{\"id\":\"s\",\"name\":\"First\",\"touchpoints\":[]},{\"id\":\"look\"",
			"\"x\"" },
		{ "{\"op\":\"rename_stage\",\"at\":\"buy\",\"name\":\"Purchase\"}",
			"{\"id\":\"buy\",\"name\":\"Purchase\"", "\"x\"" },
		{ "{\"op\":\"set_stage\",\"at\":\"buy\",\"field\":\"why\",\"value\":\"words\"}",
			"{\"id\":\"buy\",\"why\":\"words\"", "\"x\"" },
		{ "{\"op\":\"move_stage\",\"at\":\"buy\",\"before\":\"look\"}", "\"stages\":[{\"id\":\"buy\"",
			"\"x\"" },
		{ "{\"op\":\"add_match\",\"at\":\"cart\",\"match\":{\"page\":\"/cart*\"}}",
			"[{\"event\":\"cart\"},{\"page\":\"/cart*\"}]", "\"x\"" },
		{ "{\"op\":\"remove_match\",\"at\":\"home\",\"match\":{\"event\":\"home\"}}",
			"{\"id\":\"home\",\"match\":[{\"event\":\"start\"}]", "{\"event\":\"home\"}" },
		{ "{\"op\":\"move_match\",\"to\":\"cart\",\"match\":{\"source\":\"web\",\"event\":\"home\",\"page\":\"/\","
		  "\"channel\":\"\",\"campaign\":\"\"}}",
			"[{\"event\":\"cart\"},{\"source\":\"web\",\"event\":\"home\",\"page\":\"/\",\"channel\":\"\","
			"\"campaign\":\"\"}]",
			"\"x\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str text = after(cases[i].op);
		if (!str_has(text, str_of(cases[i].has)))
			fail_msg("%s: no %s in %.*s", cases[i].op, cases[i].has, STR_ARG(text));
		if (str_has(text, str_of(cases[i].has_not)))
			fail_msg("%s: %s in %.*s", cases[i].op, cases[i].has_not, STR_ARG(text));
	}
}

static void what_does_not_fit_is_refused(void **state)
{
	static const struct {
		const char *op;
		enum fault fault;
		const char *words;
	} cases[] = {
		{ "{\"op\":\"set_map\",\"field\":\"colour\",\"value\":\"red\"}", FAULT_INVALID,
			"unknown field \"colour\" (known: map, title" },
		{ "{\"op\":\"set_map\",\"field\":\"map\",\"value\":\"x\"}", FAULT_INVALID, "ids stay" },
		{ "{\"op\":\"set_map\",\"field\":\"goal\",\"value\":\"x\"}", FAULT_INVALID,
			"\"x\" is the id of no touchpoint" },
		{ "{\"op\":\"set_map\",\"field\":\"state\",\"value\":\"past\"}", FAULT_INVALID,
			"\"past\" is not known" },
		{ "{\"op\":\"set_cell\",\"at\":\"x\",\"lane\":\"needs\",\"text\":\"\"}", FAULT_NOT_FOUND,
			"no touchpoint and no stage \"x\"" },
		{ "{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"x\",\"text\":\"\"}", FAULT_INVALID,
			"\"x\" is not a lane" },
		{ "{\"op\":\"set_map\",\"field\":\"review\",\"value\":\"May\"}", FAULT_INVALID,
			"\"May\" is no day" },
		{ "{\"op\":\"set_touchpoint\",\"at\":\"mail\",\"field\":\"leads_to\",\"value\":[5]}",
			FAULT_INVALID, "leads_to[1]: must be a text" },
		{ "{\"op\":\"put_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"\",\"attachments\":[{\"id\":\"x\",\"name\":\"y\"}]}",
			FAULT_INVALID, "an attachment's id has 64 digits" },
		{ "{\"op\":\"set_cells\",\"at\":\"cart\",\"lane\":\"needs\",\"cells\":[{\"text\":\"\",\"attachments\":5}]}",
			FAULT_INVALID, "attachments: must be a list" },
		{ "{\"op\":\"remove_cell\",\"at\":\"cart\",\"lane\":\"gains\"}", FAULT_NOT_FOUND,
			"nothing stands in" },
		{ "{\"op\":\"remove_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"x\"}",
			FAULT_NOT_FOUND, "nothing of these words stands in" },
		{ "{\"op\":\"set_cells\",\"at\":\"cart\",\"lane\":\"needs\",\"cells\":{}}", FAULT_INVALID,
			"is a list" },
		{ "{\"op\":\"set_cells\",\"at\":\"cart\",\"lane\":\"needs\",\"cells\":[{\"x\":1}]}",
			FAULT_INVALID, "cells[1] has no \"text\"" },
		{ "{\"op\":\"add_touchpoint\",\"to\":\"x\",\"touchpoint\":{\"id\":\"pay\"}}", FAULT_NOT_FOUND,
			"no stage \"x\"" },
		{ "{\"op\":\"add_touchpoint\",\"to\":\"buy\",\"touchpoint\":{\"id\":\"cart\"}}",
			FAULT_INVALID, "another one's id" },
		{ "{\"op\":\"add_touchpoint\",\"to\":\"buy\",\"before\":\"cart\",\"touchpoint\":{\"id\":\"pay\"}}",
			FAULT_INVALID, "\"cart\" is not in the stage \"buy\"" },
		{ "{\"op\":\"add_touchpoint\",\"to\":\"buy\",\"touchpoint\":\"pay\"}", FAULT_INVALID,
			"a touchpoint is written as fields" },
		{ "{\"op\":\"set_touchpoint\",\"at\":\"cart\",\"field\":\"id\",\"value\":\"x\"}",
			FAULT_INVALID, "ids stay" },
		{ "{\"op\":\"set_touchpoint\",\"at\":\"cart\",\"field\":\"chanel\",\"value\":\"x\"}",
			FAULT_INVALID, "touchpoint \"cart\": unknown field \"chanel\"" },
		{ "{\"op\":\"remove_touchpoint\",\"at\":\"order\"}", FAULT_INVALID, "goal" },
		{ "{\"op\":\"remove_touchpoint\",\"at\":\"x\"}", FAULT_NOT_FOUND, "no touchpoint \"x\"" },
		{ "{\"op\":\"merge_touchpoint\",\"at\":\"cart\",\"to\":\"cart\"}", FAULT_INVALID,
			"with itself" },
		{ "{\"op\":\"split_touchpoint\",\"at\":\"home\",\"touchpoint\":{\"id\":\"n\",\"match\":[{\"event\":\"x\"}]}}",
			FAULT_INVALID, "match[1] is none of \"home\"" },
		{ "{\"op\":\"remove_stage\",\"at\":\"buy\"}", FAULT_INVALID, "has touchpoints" },
		{ "{\"op\":\"add_stage\",\"before\":\"x\",\"stage\":{\"id\":\"s\"}}", FAULT_NOT_FOUND,
			"no stage \"x\"" },
		{ "{\"op\":\"add_match\",\"at\":\"cart\",\"match\":{\"event\":\"cart\"}}", FAULT_INVALID,
			"has these events already" },
		{ "{\"op\":\"add_match\",\"at\":\"cart\",\"match\":{\"source\":\"moon\"}}", FAULT_INVALID,
			"\"moon\"" },
		{ "{\"op\":\"remove_match\",\"at\":\"cart\",\"match\":{\"event\":\"x\"}}", FAULT_NOT_FOUND,
			"has no such events" },
		{ "{\"op\":\"move_match\",\"to\":\"cart\",\"match\":{\"event\":\"x\"}}", FAULT_INVALID,
			"\"source\" is missing" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct operation op = operation_of(&sc, cases[i].op);
		if (operation_apply(&sc, def, &op, 1))
			fail_msg("%s was made", cases[i].op);
		assert_fault(&sc, cases[i].fault, cases[i].words);
		scope_forgive(&sc);
	}
}

static void what_is_no_operation_is_refused(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{ "[]", "an operation is an object" },
		{ "{}", "op: is missing" },
		{ "{\"op\":\"paint\"}", "\"paint\" is not known (known: set_map, set_cell" },
		{ "{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"needs\"}", "needs the field \"text\"" },
		{ "{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"\",\"colour\":1}",
			"unknown field \"colour\"" },
		{ "{\"op\":\"remove_stage\",\"at\":\"a\",\"seen\":0}",
			"the revision of the map that was seen" },
		{ "{\"op\":\"remove_stage\",\"at\":\"a\",\"seen\":\"1\"}",
			"the revision of the map that was seen" },
	};
	struct operation op;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		json_t *json = json_loads(cases[i].text, 0, NULL);
		assert_false(operation_read(&sc, json, &op));
		assert_fault(&sc, FAULT_INVALID, cases[i].words);
		scope_forgive(&sc);
		json_decref(json);
	}
}

static void lists_have_a_ceiling(void **state)
{
	struct operations ops = { 0 };
	json_t *list = json_array();

	(void)state;
	for (int i = 0; i <= OPERATIONS; i++)
		json_array_append_new(list, json_loads("{\"op\":\"remove_stage\",\"at\":\"a\"}", 0, NULL));
	assert_false(operations_read(&sc, list, &ops));
	assert_fault(&sc, FAULT_LIMIT, "501 of them are more than 500");
	json_decref(list);
}

static void assert_part(const char *text, const char *want)
{
	struct operation op = operation_of(&sc, text);
	struct str got = operation_part(&sc, def, &op);

	if (want)
		assert_str(got, want);
	else
		assert_null(got.p);
}

static void parts_say_what_is_touched(void **state)
{
	(void)state;
	assert_part("{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"x\"}",
		"[{\"basis\":\"reported\",\"text\":\"Know the price\"},{\"basis\":\"assumed\",\"text\":\"Know the time\"}]");
	assert_part("{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"gains\",\"text\":\"x\"}", "[]");
	assert_part("{\"op\":\"set_cell\",\"at\":\"gone\",\"lane\":\"gains\",\"text\":\"x\"}", NULL);
	assert_part("{\"op\":\"rename_touchpoint\",\"at\":\"cart\",\"name\":\"x\"}", "\"Cart\"");
	assert_part("{\"op\":\"move_touchpoint\",\"at\":\"home\",\"to\":\"buy\"}",
		"{\"before\":\"cart\",\"stage\":\"look\"}");
	assert_part("{\"op\":\"move_touchpoint\",\"at\":\"home\",\"to\":\"gone\"}", NULL);
	assert_part("{\"op\":\"move_touchpoint\",\"at\":\"home\",\"to\":\"buy\",\"before\":\"cart\"}", NULL);
	assert_part("{\"op\":\"add_touchpoint\",\"to\":\"buy\",\"touchpoint\":{\"id\":\"pay\"}}", "null");
	assert_part("{\"op\":\"add_match\",\"at\":\"cart\",\"match\":{\"event\":\"home\"}}", "[\"home\"]");
	assert_part("{\"op\":\"set_map\",\"field\":\"goal\",\"value\":\"cart\"}", "\"order\"");
	assert_part("{\"op\":\"move_stage\",\"at\":\"look\"}", "\"buy\"");
	struct operation op =
		operation_of(&sc, "{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"x\"}");
	assert_str(operation_words(&sc, &op), "needs of \"cart\"");
}

static void operations_are_written_as_they_were_read(void **state)
{
	uint64_t seed = 12;

	(void)state;
	for (int i = 0; i < 500; i++) {
		const char *text = random_operation_text(&sc, &seed);
		json_t *json = json_loads(text, 0, NULL);
		struct operation op;
		json_object_set_new(json, "seen", json_integer(7));
		assert_true(operation_read(&sc, json, &op));
		assert_int_equal(op.seen, 7);
		json_t *again = operation_write(&op);
		json_object_del(again, "basis"); /* assumed is written out */
		json_object_del(json, "basis");
		if (!json_equal(json, again))
			fail_msg("%s", text);
		json_decref(again);
		json_decref(json);
	}
}

static struct definition *wander(uint64_t *seed, struct definition *from, int steps, unsigned *made)
{
	struct definition *at = from;

	for (int i = 0; i < steps; i++) {
		struct operation op = random_operation(&sc, seed);
		struct definition *next = operation_apply(&sc, at, &op, 1);
		if (next)
			made[op.kind]++;
		scope_forgive(&sc);
		at = next ? next : at;
	}
	return at;
}

/* The difference makes the one out of the other, whatever they are; and every kind of operation came up. */
static void differences_lead_from_one_map_to_another(void **state)
{
	unsigned made[OPERATION_KINDS] = { 0 };
	uint64_t seed = 77;

	(void)state;
	for (int i = 0; i < 300; i++) {
		scope_close(&sc);
		sc = (struct scope){ 0 };
		def = definition_of(&sc, operations_map);
		struct definition *a = wander(&seed, def, 10, made),
				  *b = wander(&seed, i % 2 ? a : def, 10, made);
		struct operations ops = operation_difference(&sc, a, b);
		struct definition *got = operation_apply(&sc, a, ops.at, ops.n);
		if (!got)
			fail_msg("%s", sc.why);
		assert_str(definition_sorted(&sc, got), definition_sorted(&sc, b).p);
		assert_int_equal(operation_difference(&sc, b, got).n, 0);
	}
	for (int k = 0; k < OPERATION_KINDS; k++)
		if (!made[k])
			fail_msg("%s was never made", operation_name((enum operation_kind)k));
}

/* One operation is undone by few, in the same places. */
static void inverses_are_small(void **state)
{
	static const struct {
		const char *op;
		size_t n;
	} cases[] = {
		{ "{\"op\":\"move_touchpoint\",\"at\":\"mail\",\"to\":\"look\",\"before\":\"home\"}", 1 },
		{ "{\"op\":\"remove_touchpoint\",\"at\":\"mail\"}", 1 },
		{ "{\"op\":\"set_cell\",\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"x\"}", 1 },
		{ "{\"op\":\"set_map\",\"field\":\"goal\",\"value\":\"cart\"}", 2 },
		{ "{\"op\":\"add_stage\",\"stage\":{\"id\":\"s\"}}", 1 },
		{ "{\"op\":\"move_stage\",\"at\":\"buy\",\"before\":\"look\"}", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct operation op = operation_of(&sc, cases[i].op);
		struct operations back;
		assert_true(operation_inverse(&sc, def, &op, 1, &back));
		assert_int_equal(back.n, cases[i].n);
		struct definition *next = operation_apply(&sc, def, &op, 1);
		assert_str(definition_sorted(&sc, operation_apply(&sc, next, back.at, back.n)),
			definition_sorted(&sc, def).p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_does_what_it_says, begin, end),
		cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(what_is_no_operation_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(lists_have_a_ceiling, begin, end),
		cmocka_unit_test_setup_teardown(parts_say_what_is_touched, begin, end),
		cmocka_unit_test_setup_teardown(operations_are_written_as_they_were_read, begin, end),
		cmocka_unit_test_setup_teardown(differences_lead_from_one_map_to_another, begin, end),
		cmocka_unit_test_setup_teardown(inverses_are_small, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
