/* How long evidence is kept: asked, set, and what goes with it. */
#include "house_kit.h"

static const char PATH[] = "/api/v1/retention";

static int open_kit(void **state)
{
	*state = house_kit_open();
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static const json_t *kept(struct kit_answer *a, const char *kind)
{
	assert_int_equal(a->status, 200);
	return json_object_get(json_object_get(a->json, "days"), kind);
}

static int64_t removed(struct kit_answer *a)
{
	assert_int_equal(a->status, 200);
	return json_integer_value(json_object_get(a->json, "removed"));
}

static void all_is_kept_until_somebody_says_otherwise(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->viewer, PATH);

	assert_int_equal(json_object_size(json_object_get(a->json, "days")), SOURCE_KINDS);
	for (int i = 0; i < SOURCE_KINDS; i++)
		assert_true(json_is_null(kept(a, source_name((enum source_kind)i))));
}

static void a_kind_that_is_not_named_stays_as_it_is(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_ask(kit, kit->admin, "PUT", PATH, "{\"web\":36500,\"log\":36500}");

	assert_int_equal(json_integer_value(kept(a, "web")), 36500);
	assert_int_equal(removed(a), 0);
	a = kit_ask(kit, kit->admin, "PUT", PATH, "{\"web\":null,\"support\":400}");
	assert_true(json_is_null(kept(a, "web")));
	a = kit_get(kit, kit->editor, PATH);
	assert_int_equal(json_integer_value(kept(a, "support")), 400);
	assert_int_equal(json_integer_value(kept(a, "log")), 36500);
	assert_true(json_is_null(kept(a, "web")));
	a = kit_get(kit, kit->admin, "/api/v1/audit?action=setting&on=retention");
	assert_non_null(strstr(a->body, "web=none,support=400d"));
	assert_non_null(strstr(a->body, "web=36500d,log=36500d"));
}

/* Four answers of the survey, of March: a day later than that none of them is left, and the visits stay. */
static void what_is_older_goes_at_once(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->admin, "/api/v1/status");
	int64_t before = json_integer_value(json_object_get(a->json, "events"));

	assert_int_equal(removed(kit_ask(kit, kit->admin, "PUT", PATH, "{\"survey\":1}")), 4);
	a = kit_get(kit, kit->admin, "/api/v1/status");
	assert_int_equal(json_integer_value(json_object_get(a->json, "events")), before - 4);
	assert_int_equal(removed(kit_ask(kit, kit->admin, "PUT", PATH, "{\"survey\":1}")), 0);
}

static void what_it_refuses(void **state)
{
	struct house_kit *kit = *state;
	static const struct {
		const char *body, *words;
	} rows[] = {
		{ "{}", "nothing to change" },
		{ "{\"web\":0}", "web" },
		{ "{\"web\":36501}", "web" },
		{ "{\"web\":\"400d\"}", "web" },
		{ "{\"fax\":3}", "fax" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		kit_refused(kit, kit->admin, "PUT", PATH, rows[i].body, 422, rows[i].words);
	kit_refused(kit, kit->editor, "PUT", PATH, "{\"web\":3}", 403, "admin");
	assert_int_equal(kit_ask(kit, kit->nobody, "GET", PATH, NULL)->status, 401);
	assert_true(json_is_null(kept(kit_get(kit, kit->admin, PATH), "web")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			all_is_kept_until_somebody_says_otherwise, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(a_kind_that_is_not_named_stays_as_it_is, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(what_is_older_goes_at_once, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(what_it_refuses, open_kit, close_kit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
