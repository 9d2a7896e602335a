/* A map's versions over the API: published, shown as they were, compared, brought back. */
#include "house_kit.h"

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

static struct kit_answer *want(struct house_kit *kit, const struct kit_user *user, const char *verb,
	const char *path, const char *body, int status)
{
	struct kit_answer *a = kit_ask(kit, user, verb, path, body);

	if (a->status != status)
		fail_msg("%s %s: want %d, got %d: %s", verb, path, status, a->status, a->body);
	return a;
}

static const char VERSIONS[] = "/api/v1/maps/shop/versions";

static void versions_are_refused(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->nobody, "GET", VERSIONS, NULL, 401, "sign in");
	kit_refused(kit, kit->viewer, "POST", VERSIONS, "{}", 403, "write");
	/* to a viewer a map that was never published is as one that is not */
	kit_refused(kit, kit->viewer, "GET", VERSIONS, NULL, 404,
		"no version of a map \\\"shop\\\" is published\"");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/maps/none/versions", NULL, 404,
		"no version of a map \\\"none\\\" is published\"");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/maps/shop/versions/1", NULL, 404,
		"no version of a map \\\"shop\\\" is published\"");
	assert_int_equal(kit_size(kit_get(kit, kit->editor, VERSIONS), "versions"), 0);
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop/versions/1", NULL, 404, "has no version 1");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop/versions/first", NULL, 404,
		"a version has a number");
	kit_refused(kit, kit->editor, "POST", "/api/v1/maps/none/versions", "{}", 404, "none");
	kit_refused(kit, kit->editor, "POST", VERSIONS, "{\"state\":\"draft\"}", 422, "state");
	kit_refused(kit, kit->editor, "POST", VERSIONS, "{\"seen\":9}", 409,
		"the draft has moved on (revision 1, you saw 9)");
	kit_refused(
		kit, kit->editor, "GET", "/api/v1/maps/shop/compare", NULL, 422, "nothing to compare with");
	kit_refused(
		kit, kit->editor, "GET", "/api/v1/maps/shop/compare?before=4", NULL, 422, "has no version 4");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop/compare?period=2026-03", NULL, 422,
		"two periods are compared");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop/compare?period=2026-03&and=someday", NULL,
		422, "someday");
	kit_refused(kit, kit->editor, "GET", "/api/v1/maps/shop/compare?period=2026-03&and=2026-04&before=1",
		NULL, 422, "periods are compared on the map as it is now");
}

static void a_version_keeps_its_numbers(void **state)
{
	struct house_kit *kit = *state;
	uint64_t rung = bell_last(kit->house->bell);
	struct bell_news *news;
	bool missed;
	struct kit_answer *a = want(kit, kit->editor, "POST", VERSIONS,
		"{\"note\":\"Before the new cart\",\"state\":\"current\",\"seen\":1}", 201);

	assert_true(kit_number(a, "version") == 1);
	assert_true(kit_number(a, "revision") == 1);
	assert_string_equal(kit_text(a, "state"), "current");
	assert_int_equal(bell_since(&kit->sc, kit->house->bell, rung, &news, &missed), 1);
	assert_str(news[0].what, "version");
	assert_int_equal(news[0].revision, 1);
	a = kit_get(kit, kit->admin, "/api/v1/audit?action=map.publish&limit=1");
	assert_string_equal(kit_text(a, "rows.0.on_id"), "shop");
	assert_string_equal(kit_text(a, "rows.0.details"), "{\"version\":\"1\"}");
	/* the draft goes on, the version stays */
	want(kit, kit->editor, "POST", "/api/v1/maps/shop/operations",
		"{\"revision\":1,\"operations\":[{\"op\":\"rename_touchpoint\",\"at\":\"cart\",\"name\":\"Basket\"}]}",
		200);
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/versions/1");
	assert_true(kit_number(a, "customers") == 8);
	assert_true(kit_number(a, "version.no") == 1);
	assert_string_equal(kit_text(a, "version.note"), "Before the new cart");
	assert_null(strstr(a->body, "Basket"));
	kit_is_tagged(kit, kit->viewer, "/api/v1/maps/shop/versions/1");
	want(kit, kit->editor, "POST", VERSIONS, "{\"state\":\"planned\"}", 201);
	a = kit_get(kit, kit->viewer, VERSIONS);
	assert_int_equal(kit_size(a, "versions"), 2);
	assert_string_equal(kit_text(a, "versions.1.state"), "planned");
	assert_true(kit_number(a, "versions.1.revision") == 2);
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/versions?limit=1");
	a = kit_get(kit, kit->viewer,
		scope_printf(&kit->sc, "/api/v1/maps/shop/versions?limit=1&cursor=%s", kit_text(a, "next")));
	assert_true(kit_number(a, "versions.0.version") == 2);
	assert_true(json_is_null(kit_at(a, "next")));
}

/* The line of a touchpoint and a measure. */
static const json_t *line_of(const struct kit_answer *a, const char *touchpoint, const char *what)
{
	const json_t *lines = kit_at(a, "lines"), *line;
	size_t i;

	json_array_foreach(lines, i, line)
	{
		const char *at = json_string_value(json_object_get(line, "touchpoint"));
		if (at && strcmp(at, touchpoint) == 0 &&
			strcmp(json_string_value(json_object_get(line, "what")), what) == 0)
			return line;
	}
	fail_msg("no line of %s, %s: %s", touchpoint, what, a->body);
	return NULL;
}

static double number_in(const json_t *line, const char *side, const char *name)
{
	return json_number_value(json_object_get(json_object_get(line, side), name));
}

static void two_states_are_compared(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/maps/shop/compare?before=1&after=2");

	assert_string_equal(kit_text(a, "before.name"), "shop@1");
	assert_string_equal(kit_text(a, "after.name"), "shop@2");
	assert_true(json_is_false(kit_at(a, "overlap")));
	assert_near(number_in(line_of(a, "cart", "reach"), "before", "value"), 5.0 / 8, 1e-9);
	assert_near(number_in(line_of(a, "cart", "reach"), "difference", "value"), 0, 1e-9);
	assert_string_equal(
		json_string_value(json_object_get(line_of(a, "cart", "reach"), "verdict")), "too_few");
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/compare?before=1");
	assert_string_equal(kit_text(a, "after.name"), "now");
	assert_true(json_is_true(kit_at(a, "overlap")));
	kit_is_tagged(kit, kit->editor, "/api/v1/maps/shop/compare?before=1");
	/* a viewer's now is the newest version's map, whatever the draft has become */
	want(kit, kit->editor, "POST", "/api/v1/maps/shop/operations",
		"{\"revision\":2,\"operations\":[{\"op\":\"rename_touchpoint\",\"at\":\"help\",\"name\":\"Secret\"}]}",
		200);
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/compare?before=1");
	assert_non_null(strstr(a->body, "Secret"));
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop/compare?before=1");
	assert_null(strstr(a->body, "Secret"));
	/* two days: of two customers both put something into the cart, of three two */
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/compare?period=2026-03-02&and=2026-03-03");
	assert_true(kit_number(a, "before.journeys") == 2);
	assert_true(kit_number(a, "after.journeys") == 3);
	assert_near(number_in(line_of(a, "cart", "reach"), "before", "value"), 1, 1e-9);
	assert_near(number_in(line_of(a, "cart", "reach"), "after", "value"), 1, 1e-9);
	assert_near(number_in(line_of(a, "buy", "reach"), "after", "value"), 1.0 / 3, 1e-9);
	assert_near(number_in(line_of(a, "buy", "reach"), "difference", "value"), 1.0 / 3 - 1, 1e-9);
}

static void a_version_comes_back(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a =
		want(kit, kit->editor, "POST", "/api/v1/maps/shop/restore", "{\"version\":1}", 200);

	assert_true(kit_number(a, "revision") == 4);
	assert_string_equal(kit_text(a, "definition.stages.1.touchpoints.0.name"), "Cart");
	a = kit_get(kit, kit->editor, VERSIONS);
	assert_int_equal(kit_size(a, "versions"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_are_refused),
		cmocka_unit_test(a_version_keeps_its_numbers),
		cmocka_unit_test(two_states_are_compared),
		cmocka_unit_test(a_version_comes_back),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
