/* Pages that are open, and what they are told. */
#include "hear.h"
#include "serve/live.h"

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

static void ring(struct house_kit *kit, const char *what, int64_t revision)
{
	house_tell(kit->house, what, STR("shop"), revision, STR("anna"));
}

static void a_change_is_told(void **state)
{
	struct house_kit *kit = *state;
	struct hearing h = hear(kit, kit->editor, "/api/v1/live", "");

	hear_until(&h, "retry: 3000");
	assert_true(str_has(buf_str(h.all), STR("Content-Type: text/event-stream")));
	assert_true(str_has(buf_str(h.all), STR("X-Accel-Buffering: no")));
	assert_true(str_has(buf_str(h.all), STR("Cache-Control: no-store")));
	ring(kit, "map", 7);
	hear_until(&h,
		"event: change\ndata: {\"what\":\"map\",\"id\":\"shop\",\"revision\":7,\"who\":\"anna\"}\n\n");
	close(h.fd);
}

static void who_reads_hears_no_drafts(void **state)
{
	struct house_kit *kit = *state;
	struct hearing h = hear(kit, kit->viewer, "/api/v1/live", "");

	hear_until(&h, "retry");
	ring(kit, "map", 8);
	ring(kit, "note", 9);
	ring(kit, "version", 2);
	hear_until(&h, "\"what\":\"version\",\"id\":\"shop\",\"revision\":2,\"who\":\"\"}");
	assert_false(str_has(buf_str(h.all), STR("\"map\"")));
	assert_false(str_has(buf_str(h.all), STR("\"note\"")));
	close(h.fd);
}

/* Before anything is published: a draft that there is, and a map that there is not, are the same to a viewer. */
static void who_reads_hears_of_no_draft_who_works_on_it(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->viewer, "GET", "/api/v1/live?map=shop", NULL, 404,
		"no version of a map \\\"shop\\\" is published");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/live?map=none", NULL, 404,
		"no version of a map \\\"none\\\" is published");
	kit_publish(kit, "shop");
	struct hearing h = hear(kit, kit->viewer, "/api/v1/live?map=shop", "");
	hear_until(&h, "event: people");
	close(h.fd);
}

static void who_looks_is_told_to_the_others(void **state)
{
	struct house_kit *kit = *state;
	struct hearing one = hear(kit, kit->editor, "/api/v1/live?map=shop", "");

	hear_until(&one, "event: people");
	assert_false(str_has(buf_str(one.all), STR("},{")));
	hear_anew(&one);
	struct hearing two = hear(kit, kit->admin, "/api/v1/live?map=shop", "");
	struct hearing other = hear(kit, kit->editor, "/api/v1/live?map=other", "");
	hear_until(&one, "},{");
	hear_until(&two, "},{");
	hear_until(&other, "\"map\":\"other\"");
	assert_false(str_has(buf_str(other.all), STR("},{")));
	hear_anew(&one);
	/* The same person twice is one. */
	struct hearing again = hear(kit, kit->admin, "/api/v1/live?map=shop", "");
	hear_until(&again, "},{");
	assert_false(str_has(buf_str(again.all), STR("},{\"user\":1,\"name\":\"admin\"},{\"user\":1")));
	close(two.fd);
	close(again.fd);
	/* Whose connection is gone is noticed at the latest when something is sent. */
	hear_anew(&one);
	for (int i = 0; i < 5; i++) {
		ring(kit, "map", 10 + i);
		usleep(50000);
	}
	hear_until(&one, "\"people\":[{\"user\":2,\"name\":\"editor\"}]");
	close(one.fd);
	close(other.fd);
}

static void who_comes_again_misses_nothing(void **state)
{
	struct house_kit *kit = *state;
	struct hearing h = hear(kit, kit->editor, "/api/v1/live", "");
	char header[60];

	hear_until(&h, "retry");
	ring(kit, "map", 21);
	hear_until(&h, "\"revision\":21");
	close(h.fd);
	snprintf(header, sizeof header, "Last-Event-ID: %llu\r\n",
		(unsigned long long)bell_last(kit->house->bell));
	ring(kit, "map", 22);
	ring(kit, "map", 23);
	h = hear(kit, kit->editor, "/api/v1/live", header);
	hear_until(&h, "\"revision\":23");
	assert_true(str_has(buf_str(h.all), STR("\"revision\":22")));
	assert_false(str_has(buf_str(h.all), STR("\"revision\":21")));
	close(h.fd);
	for (int i = 0; i < BELL_NEWS + 5; i++)
		ring(kit, "map", 100 + i);
	h = hear(kit, kit->editor, "/api/v1/live", header);
	hear_until(&h, "event: missed");
	close(h.fd);
}

/* A page that is reloaded again and again leaves its streams behind without a word: they are noticed within a second,
 * while nothing is sent. */
static void who_closes_makes_room_at_once(void **state)
{
	struct house_kit *kit = *state;
	struct hearing all[LIVE_PAGES_OF_ONE];

	usleep(1500000); /* those of the tests before */
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < LIVE_PAGES_OF_ONE; i++) {
			all[i] = hear(kit, kit->editor, "/api/v1/live?map=shop", "");
			hear_until(&all[i], "retry");
		}
		if (!round)
			kit_refused(kit, kit->editor, "GET", "/api/v1/live", NULL, 503, "50 of one user");
		for (size_t i = 0; i < LIVE_PAGES_OF_ONE; i++)
			close(all[i].fd);
		usleep(1500000);
	}
	struct hearing watcher = hear(kit, kit->admin, "/api/v1/live?map=shop", "");
	hear_until(&watcher, "\"people\":[{\"user\":1,");
	struct hearing one = hear(kit, kit->editor, "/api/v1/live?map=shop", "");
	hear_until(&watcher, "editor");
	hear_anew(&watcher);
	close(one.fd);
	hear_until(&watcher, "event: people");
	assert_false(str_has(buf_str(watcher.all), STR("editor")));
	close(watcher.fd);
}

static void strangers_hear_nothing(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->nobody, "GET", "/api/v1/live", NULL, 401, "sign in");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/live?who=all", NULL, 422, "nothing here is asked by");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_is_told),
		cmocka_unit_test(who_reads_hears_no_drafts),
		cmocka_unit_test(who_looks_is_told_to_the_others),
		cmocka_unit_test(who_comes_again_misses_nothing),
		cmocka_unit_test(who_closes_makes_room_at_once),
		cmocka_unit_test(strangers_hear_nothing),
		cmocka_unit_test(who_reads_hears_of_no_draft_who_works_on_it),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
