/* What came in last from a live source: kept so many, told without whose it is, refusals with their reason. */
#include "serve/recent.h"

#include "house_kit.h"

static void the_last_ones_are_kept(void **state)
{
	struct scope sc = { 0 };
	struct recent *recent = recent_open(&sc);
	struct recent_event *events;
	struct str name = STR("Añ");

	(void)state;
	for (int i = 0; i < RECENT_MOST + 5; i++)
		recent_note(recent, 7, &(struct recent_event){ .time_us = i, .name = name });
	recent_note(recent, 8, &(struct recent_event){ .time_us = 1, .why = STR("no") });
	assert_int_equal(recent_list(&sc, recent, 7, &events), RECENT_MOST);
	assert_int_equal(events[0].time_us, RECENT_MOST + 4);
	assert_int_equal(events[RECENT_MOST - 1].time_us, 5);
	assert_str(events[0].name, "Añ");
	assert_null(events[0].why.p);
	assert_int_equal(recent_list(&sc, recent, 8, &events), 1);
	assert_str(events[0].why, "no");
	assert_int_equal(recent_list(&sc, recent, 9, &events), 0);
	recent_close(recent);
	recent_close(NULL);
	scope_close(&sc);
}

/* Texts are cut between letters; what was longer before leaves nothing. */
static void long_texts_are_cut(void **state)
{
	struct scope sc = { 0 };
	struct recent *recent = recent_open(&sc);
	struct recent_event *events;
	char name[2 * RECENT_BYTES + 2] = "a";

	(void)state;
	for (size_t i = 1; i + 1 < sizeof name; i += 2)
		memcpy(name + i, "\xc4\x85", 2);
	for (int64_t source = 1; source <= RECENT_SOURCES + 1; source++)
		recent_note(recent, source, &(struct recent_event){ .time_us = 1, .name = str_of(name) });
	assert_int_equal(recent_list(&sc, recent, RECENT_SOURCES, &events), 1);
	assert_int_equal(events[0].name.n, RECENT_BYTES - 1);
	assert_true(str_is_utf8(events[0].name));
	assert_int_equal(recent_list(&sc, recent, RECENT_SOURCES + 1, &events), 0);
	recent_close(recent);
	scope_close(&sc);
}

static void post(struct house_kit *kit, const char *path, const char *key, const char *headers,
	const char *body, int status)
{
	struct kit_answer *a = kit_ask_with(kit, kit->nobody, "POST", path,
		scope_printf(
			&kit->sc, "X-Write-Key: %s\r\nContent-Type: application/json\r\n%s", key, headers),
		str_of(body));

	if (a->status != status)
		fail_msg("%s %s: want %d, got %s", path, body, status, a->all);
}

static void who_set_a_source_up_sees_what_comes(void **state)
{
	struct house_kit *kit = house_kit_open();
	struct kit_answer *a = kit_ask(kit, kit->admin, "POST", "/api/v1/sources",
		"{\"name\":\"web\",\"kind\":\"web\",\"origins\":[\"https://shop.example\"]}");
	const char *key = kit_text(a, "key"), *path = "/api/v1/sources/1/recent";

	(void)state;
	assert_int_equal(kit_size(kit_get(kit, kit->admin, path), "recent"), 0);
	post(kit, "/v1/track", key, "",
		"{\"userId\":\"ada@x.example\",\"event\":\"Bought\",\"properties\":{\"path\":\"/buy?m=ada\",\"price\":777}}",
		200);
	post(kit, "/v1/batch", key, "",
		"{\"batch\":[{\"type\":\"page\",\"name\":\"Cart\",\"anonymousId\":\"x1\"},{\"type\":\"track\",\"userId\":\"u\"}]}",
		200);
	post(kit, "/v1/track", key, "Origin: https://other.example\r\n", "{\"userId\":\"u\",\"event\":\"A\"}",
		403);
	post(kit, "/v1/track", key, "", "{\"userId\":", 400);
	post(kit, "/v1/track", "wk_none", "", "{\"userId\":\"u\",\"event\":\"A\"}", 401);
	a = kit_get(kit, kit->admin, "/api/v1/sources");
	assert_true(json_is_string(kit_at(a, "sources.0.last")));
	a = kit_get(kit, kit->admin, path);
	assert_int_equal(kit_size(a, "recent"), 5);
	assert_true(json_is_true(kit_at(a, "recent.0.refused")));
	assert_non_null(strstr(kit_text(a, "recent.0.why"), "no sound JSON"));
	assert_non_null(strstr(kit_text(a, "recent.1.why"), "pages from there may not send"));
	assert_true(json_is_null(kit_at(a, "recent.1.kind")));
	assert_string_equal(kit_text(a, "recent.2.kind"), "track");
	assert_non_null(strstr(kit_text(a, "recent.2.why"), "\"event\" is missing"));
	assert_string_equal(kit_text(a, "recent.3.kind"), "page");
	assert_string_equal(kit_text(a, "recent.3.event"), "Cart");
	assert_true(json_is_false(kit_at(a, "recent.3.refused")));
	assert_true(json_is_null(kit_at(a, "recent.3.why")));
	assert_string_equal(kit_text(a, "recent.4.event"), "Bought");
	assert_string_equal(kit_text(a, "recent.4.page"), "/buy");
	assert_true(!strstr(a->body, "ada") && !strstr(a->body, "x1") && !strstr(a->body, "777"));
	/* what is moved to the evidence is counted; refused ones are none */
	a = kit_get(kit, kit->admin, "/api/v1/sources");
	for (int i = 0; i < 300 && json_integer_value(kit_at(a, "sources.0.events")) < 2; i++) {
		usleep(100000);
		a = kit_get(kit, kit->admin, "/api/v1/sources");
	}
	assert_true(kit_number(a, "sources.0.events") == 2);
	assert_true(json_is_string(kit_at(a, "sources.0.last")));
	a = kit_ask(kit, kit->admin, "POST", "/api/v1/sources", "{\"name\":\"other\",\"kind\":\"web\"}");
	a = kit_get(kit, kit->admin, "/api/v1/sources");
	assert_true(kit_number(a, "sources.1.events") == 0);
	assert_true(json_is_null(kit_at(a, "sources.1.last")));
	kit_refused(kit, kit->editor, "GET", path, NULL, 403, "admin");
	kit_refused(
		kit, kit->admin, "GET", "/api/v1/sources/3/recent", NULL, 404, "no source of this number");
	kit_refused(
		kit, kit->admin, "GET", "/api/v1/sources/x/recent", NULL, 404, "no source of this number");
	house_kit_close(kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_ones_are_kept),
		cmocka_unit_test(long_texts_are_cut),
		cmocka_unit_test(who_set_a_source_up_sees_what_comes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
