#include "doors/visitor.h"
#include "test.h"

static void keys_name_kinds(void **state)
{
	enum visitor_kind kind;

	(void)state;
	for (int i = 0; i < VISITORS; i++) {
		assert_true(visitor_find(str_of(visitor_key((enum visitor_kind)i)), &kind));
		assert_int_equal(kind, i);
	}
	assert_false(visitor_find(STR("root"), &kind));
}

static void what_is_missing_is_said(void **state)
{
	static const struct {
		struct visitor by;
		const char *needs, *in_person; /* NULL: he may */
	} cases[] = {
		{ { .kind = VISITOR_NOBODY }, "sign in first", "sign in first" },
		{ { .kind = VISITOR_SYSTEM, .grants = GRANTS_ALL }, NULL, NULL },
		{ { .kind = VISITOR_USER, .grants = GRANT_READ | GRANT_WRITE }, NULL, NULL },
		{ { .kind = VISITOR_USER, .grants = GRANT_READ },
			"as viewer you may not do this: it asks for \"write\"", NULL },
		{ { .kind = VISITOR_TOKEN, .grants = GRANT_READ }, "it has no scope \"write\"",
			"a token may not do this" },
		{ { .kind = VISITOR_SHARE }, "a share link shows one map and nothing else", "sign in first" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(visitor_needs(&sc, &cases[i].by, GRANT_WRITE), !cases[i].needs);
		if (cases[i].needs)
			assert_fault(&sc, FAULT_DENIED, cases[i].needs);
		scope_forgive(&sc);
		assert_int_equal(visitor_in_person(&sc, &cases[i].by), !cases[i].in_person);
		if (cases[i].in_person)
			assert_fault(&sc, FAULT_DENIED, cases[i].in_person);
		scope_forgive(&sc);
	}
	scope_close(&sc);
}

static void the_command_line_may_all(void **state)
{
	struct visitor v = visitor_system();

	(void)state;
	assert_int_equal(v.kind, VISITOR_SYSTEM);
	assert_int_equal(v.grants, GRANTS_ALL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_name_kinds),
		cmocka_unit_test(what_is_missing_is_said),
		cmocka_unit_test(the_command_line_may_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
