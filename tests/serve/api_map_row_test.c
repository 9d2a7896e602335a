/* The list of maps: what people wrote of each, for viewers as it was published. */
#include "house_kit.h"

static const char MAPS[] = "/api/v1/maps";
static const char FULL[] =
	"map: full\ntitle: Full\npersona: [anna, shops]\nowner: shop team\nreview: 2027-03-31\nstate: planned\n"
	"goal: buy\nstages:\n"
	"  - { id: look, touchpoints: [ { id: visit, match: { event: visit }, leads_to: [returns, help-desk] } ] }\n"
	"  - { id: order, touchpoints: [ { id: buy, name: Purchase, match: { event: buy }, leads_to: returns } ] }\n"
	"  - { id: after }\n";

static int open_kit(void **state)
{
	*state = house_kit_open_with(&(struct kit_wish){ .map = FULL });
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static void check_full(const struct kit_answer *a)
{
	assert_int_equal(kit_size(a, "maps"), 1);
	assert_string_equal(kit_text(a, "maps.0.id"), "full");
	assert_string_equal(kit_text(a, "maps.0.owner"), "shop team");
	assert_string_equal(kit_text(a, "maps.0.review"), "2027-03-31");
	assert_string_equal(kit_text(a, "maps.0.state"), "planned");
	assert_int_equal(kit_size(a, "maps.0.personas"), 2);
	assert_string_equal(kit_text(a, "maps.0.personas.1"), "shops");
	assert_string_equal(kit_text(a, "maps.0.goal"), "buy");
	assert_string_equal(kit_text(a, "maps.0.goal_name"), "Purchase");
	assert_int_equal(kit_size(a, "maps.0.leads_to"), 2);
	assert_string_equal(kit_text(a, "maps.0.leads_to.0"), "returns");
	assert_string_equal(kit_text(a, "maps.0.leads_to.1"), "help-desk");
	assert_int_equal(kit_number(a, "maps.0.touchpoints"), 2);
	assert_int_equal(kit_number(a, "maps.0.stages"), 3);
}

static void a_row_has_what_was_written(void **state)
{
	struct house_kit *kit = *state;

	check_full(kit_get(kit, kit->editor, MAPS));
	assert_int_equal(kit_size(kit_get(kit, kit->viewer, MAPS), "maps"), 0);
}

static void put(struct house_kit *kit, const char *map, int seen, const char *definition)
{
	struct kit_answer *a =
		kit_ask(kit, kit->editor, "PUT", scope_printf(&kit->sc, "/api/v1/maps/%s/definition", map),
			scope_printf(&kit->sc, "{\"seen\":%d,\"definition\":%s}", seen, definition));

	if (a->status != 200)
		fail_msg("%d: %s", a->status, a->body);
}

static void viewers_see_the_row_of_the_newest_version(void **state)
{
	struct house_kit *kit = *state;

	kit_publish(kit, "full");
	put(kit, "full", 1, "{\"map\":\"full\",\"owner\":\"nobody yet\",\"stages\":[]}");
	check_full(kit_get(kit, kit->viewer, MAPS));
	struct kit_answer *a = kit_get(kit, kit->editor, MAPS);
	assert_string_equal(kit_text(a, "maps.0.owner"), "nobody yet");
	assert_int_equal(kit_number(a, "maps.0.version"), 1);
	assert_int_equal(kit_number(a, "maps.0.stages"), 0);
}

static void what_is_not_said_is_null(void **state)
{
	struct house_kit *kit = *state;
	static const char *const none[] = { "owner", "review", "goal", "goal_name" };

	put(kit, "bare", 0, "{\"map\":\"bare\",\"stages\":[]}");
	put(kit, "case", 0, "{\"map\":\"case\",\"goal\":\"case-complete\",\"stages\":[]}");
	struct kit_answer *a = kit_get(kit, kit->editor, MAPS);
	for (size_t i = 0; i < COUNT_OF(none); i++)
		assert_true(json_is_null(kit_at(a, scope_printf(&kit->sc, "maps.1.%s", none[i]))));
	assert_string_equal(kit_text(a, "maps.1.state"), "current");
	assert_int_equal(kit_size(a, "maps.1.personas"), 0);
	assert_int_equal(kit_size(a, "maps.1.leads_to"), 0);
	assert_string_equal(kit_text(a, "maps.2.goal"), "case-complete");
	assert_true(json_is_null(kit_at(a, "maps.2.goal_name")));
	assert_int_equal(kit_pages(kit, kit->editor, "/api/v1/maps?", "maps"), 3);
}

/* Both are set as any field is, and what is no day is refused in words. */
static void review_and_leads_are_set_by_operations(void **state)
{
	struct house_kit *kit = *state;
	static const char path[] = "/api/v1/maps/full/operations";

	struct kit_answer *a = kit_ask(kit, kit->editor, "POST", path,
		"{\"revision\":1,\"operations\":[{\"op\":\"set_map\",\"field\":\"review\",\"value\":\"2028-02-29\"},"
		"{\"op\":\"set_touchpoint\",\"at\":\"buy\",\"field\":\"leads_to\",\"value\":[\"thanks\"]}]}");
	assert_int_equal(a->status, 200);
	a = kit_get(kit, kit->editor, MAPS);
	assert_string_equal(kit_text(a, "maps.0.review"), "2028-02-29");
	assert_string_equal(kit_text(a, "maps.0.leads_to.2"), "thanks");
	a = kit_get(kit, kit->editor, "/api/v1/maps/full");
	assert_string_equal(kit_text(a, "review"), "2028-02-29");
	assert_string_equal(kit_text(a, "touchpoints.1.leads_to.0"), "thanks");
	kit_refused(kit, kit->editor, "POST", path,
		"{\"revision\":2,\"operations\":[{\"op\":\"set_map\",\"field\":\"review\",\"value\":\"2027-02-29\"}]}",
		422, "is no day: write it as 2027-03-31");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_row_has_what_was_written, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(
			viewers_see_the_row_of_the_newest_version, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(what_is_not_said_is_null, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(review_and_leads_are_set_by_operations, open_kit, close_kit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
