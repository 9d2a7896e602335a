/* The company's channels over the API: made, refused, seen on the map, told where they are used, removed. */
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

#define KIOSK                                                                                                \
	"{\"channel\":{\"key\":\"kiosk\",\"name\":\"Info kiosk\",\"colour\":\"#0F5C2E\",\"symbol\":\"office\"}}"
#define SET_CHANNEL(to)                                                                                                \
	"{\"operations\":[{\"op\":\"set_touchpoint\",\"at\":\"cart\",\"field\":\"channel\",\"seen\":1,\"value\":\"" to \
	"\"}]}"

static void what_makes_no_sense_is_refused(void **state)
{
	static const struct {
		const char *channel, *words;
	} cases[] = {
		{ "{\"colour\":\"#0F5C2E\",\"symbol\":\"office\"}", "a channel needs the field" },
		{ "{\"name\":\"\",\"colour\":\"#0F5C2E\",\"symbol\":\"office\"}", "name" },
		{ "{\"name\":\"A\",\"colour\":\"green\",\"symbol\":\"office\"}",
			"colour: must be a colour such as" },
		{ "{\"name\":\"A\",\"colour\":\"#0F5C2EFF\",\"symbol\":\"office\"}", "colour" },
		{ "{\"name\":\"A\",\"colour\":\"#FFD700\",\"symbol\":\"office\"}",
			"its contrast is 1.4 to 1, and it takes 4.5" },
		{ "{\"name\":\"A\",\"colour\":\"#0F5C2E\",\"symbol\":\"smoke\"}",
			"is not known (known: other, website" },
		{ "{\"name\":\"A\",\"colour\":\"#0F5C2E\",\"symbol\":\"office\",\"icon\":1}",
			"unknown field" },
		{ "{\"name\":\"INFO KIOSK\",\"colour\":\"#0F5C2E\",\"symbol\":\"office\"}",
			"name: there is a channel that goes by" },
		{ "{\"name\":\"Kiosk\",\"colour\":\"#0F5C2E\",\"symbol\":\"office\"}", "already (kiosk)" },
		{ "{\"name\":\"E-mail\",\"colour\":\"#0F5C2E\",\"symbol\":\"office\"}", "already (email)" },
	};
	struct house_kit *kit = *state;

	kit_refused(kit, kit->viewer, "POST", "/api/v1/channels", KIOSK, 403, "as viewer you may not");
	want(kit, kit->editor, "POST", "/api/v1/channels", KIOSK, 201);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		kit_refused(kit, kit->editor, "POST", "/api/v1/channels",
			scope_printf(&kit->sc, "{\"channel\":%s}", cases[i].channel), 422, cases[i].words);
	assert_int_equal(kit_size(kit_get(kit, kit->viewer, "/api/v1/channels"), "channels"), 1);
}

/* Another may have taken its name while it was away. */
static void what_comes_back_is_held_against_what_is_there(void **state)
{
	struct house_kit *kit = *state;

	want(kit, kit->editor, "DELETE", "/api/v1/channels/kiosk", NULL, 204);
	want(kit, kit->editor, "POST", "/api/v1/channels",
		"{\"channel\":{\"key\":\"booth\",\"name\":\"Info kiosk\",\"colour\":\"#0F5C2E\",\"symbol\":\"office\"}}",
		201);
	kit_refused(kit, kit->editor, "POST", "/api/v1/channels/kiosk/restore", "{\"revision\":1,\"seen\":0}",
		422, "already (booth)");
	want(kit, kit->editor, "DELETE", "/api/v1/channels/booth", NULL, 204);
	want(kit, kit->editor, "POST", "/api/v1/channels/kiosk/restore", "{\"revision\":1,\"seen\":0}", 200);
}

static void the_map_has_it(void **state)
{
	struct house_kit *kit = *state;
	uint64_t rung = bell_last(kit->house->bell);
	struct kit_answer *a;

	a = kit_get(kit, kit->editor, "/api/v1/maps/shop");
	assert_string_equal(kit_text(a, "touchpoints.1.id"), "cart");
	assert_null(kit_at(a, "touchpoints.1.channel_own"));
	want(kit, kit->editor, "POST", "/api/v1/maps/shop/operations", SET_CHANNEL("kiosk"), 200);
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop");
	assert_string_equal(kit_text(a, "touchpoints.1.channel"), "office");
	assert_string_equal(kit_text(a, "touchpoints.1.channel_own.key"), "kiosk");
	assert_string_equal(kit_text(a, "touchpoints.1.channel_own.name"), "Info kiosk");
	/* renamed and in another colour: at once, and whoever looks is told */
	rung = bell_last(kit->house->bell);
	int seen = (int)kit_number(kit_get(kit, kit->editor, "/api/v1/channels/kiosk"), "revision");
	want(kit, kit->editor, "PUT", "/api/v1/channels/kiosk",
		scope_printf(&kit->sc,
			"{\"seen\":%d,\"channel\":{\"name\":\"Paczkomat\",\"colour\":\"#7A1F5C\",\"symbol\":\"post\"}}",
			seen),
		200);
	assert_int_equal(bell_last(kit->house->bell), rung + 1);
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop");
	assert_string_equal(kit_text(a, "touchpoints.1.channel"), "post");
	assert_string_equal(kit_text(a, "touchpoints.1.channel_own.name"), "Paczkomat");
	assert_string_equal(kit_text(a, "touchpoints.1.channel_own.colour"), "#7A1F5C");
	a = want(kit, kit->editor, "GET", "/api/v1/maps/shop/drawing/svg", NULL, 200);
	assert_non_null(strstr(a->body, "Paczkomat"));
	assert_non_null(strstr(a->body, "#7a1f5c"));
	a = want(kit, kit->editor, "GET", "/api/v1/maps/shop/drawing/csv", NULL, 200);
	assert_non_null(strstr(a->body, "\"Cart\",\"kiosk\""));
}

static void what_uses_it_is_told(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a;

	want(kit, kit->editor, "POST", "/api/v1/touchpoints",
		"{\"touchpoint\":{\"id\":\"till\",\"name\":\"Till\",\"channel\":\"kiosk\"}}", 201);
	a = kit_get(kit, kit->editor, "/api/v1/channels/kiosk/uses");
	assert_true(kit_number(a, "touchpoints") == 2);
	assert_true(kit_number(a, "maps") == 1);
	assert_string_equal(kit_text(a, "uses.0.map"), "shop");
	assert_string_equal(kit_text(a, "uses.0.title"), "The shop");
	assert_string_equal(kit_text(a, "uses.0.name"), "Cart");
	assert_true(json_is_null(kit_at(a, "uses.1.map")));
	assert_string_equal(kit_text(a, "uses.1.name"), "Till");
	kit_refused(
		kit, kit->viewer, "GET", "/api/v1/channels/kiosk/uses", NULL, 403, "as viewer you may not");
	kit_refused(kit, kit->editor, "GET", "/api/v1/channels/nowhere/uses", NULL, 404, "nowhere");
}

/* A version keeps what the channel looked like; the draft falls back to what Wend knows. */
static void a_version_keeps_its_look(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a;

	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/definition");
	want(kit, kit->editor, "POST", "/api/v1/maps/shop/versions",
		scope_printf(&kit->sc, "{\"note\":\"n\",\"seen\":%d}", (int)kit_number(a, "revision")), 201);
	want(kit, kit->editor, "DELETE", "/api/v1/channels/kiosk", NULL, 204);
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop");
	assert_null(kit_at(a, "touchpoints.1.channel_own"));
	assert_string_equal(kit_text(a, "touchpoints.1.channel"), "other");
	a = kit_get(kit, kit->viewer, "/api/v1/maps/shop?version=1");
	assert_string_equal(kit_text(a, "touchpoints.1.channel_own.name"), "Paczkomat");
	a = want(kit, kit->viewer, "GET", "/api/v1/maps/shop/drawing/svg?version=1", NULL, 200);
	assert_non_null(strstr(a->body, "Paczkomat"));
}

static void it_stands_in_the_log(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->admin, "/api/v1/audit?limit=100");
	size_t changes = 0;

	for (size_t i = 0; i < kit_size(a, "rows"); i++)
		changes += strcmp(kit_text(a, scope_printf(&kit->sc, "rows.%zu.action", i)),
				   "library.change") == 0;
	/* of channels: made twice, removed thrice, brought back, changed; a touchpoint of the library */
	assert_int_equal(changes, 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_makes_no_sense_is_refused),
		cmocka_unit_test(what_comes_back_is_held_against_what_is_there),
		cmocka_unit_test(the_map_has_it),
		cmocka_unit_test(what_uses_it_is_told),
		cmocka_unit_test(a_version_keeps_its_look),
		cmocka_unit_test(it_stands_in_the_log),
	};
	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
