#include <inttypes.h>

#include "told.h"

#define META(t, page) "{\"type\":4,\"timestamp\":177244650" t ",\"data\":{\"href\":\"" page "\",\"width\":1}}"
#define CLICK(t, x)                                                                                          \
	"{\"type\":3,\"timestamp\":177244650" t ",\"data\":{\"source\":2,\"type\":2,\"x\":" x ",\"y\":0}}"
#define OTHER(t, source) "{\"type\":3,\"timestamp\":177244650" t ",\"data\":{\"source\":" source "}}"
#define LOAD(t) "{\"type\":1,\"timestamp\":177244650" t ",\"data\":{}}"

/* How often the word stands in it. */
static int times(struct str text, const char *word)
{
	int n = 0;

	for (const char *at = text.p; (at = strstr(at, word)) != NULL; at++)
		n++;
	return n;
}

static void signals_are_found(void **state)
{
	static const struct {
		const char *events;
		int views, rage, dead, back;
	} cases[] = {
		{ META("0000", "/a"), 1, 0, 0, 0 },
		/* a snapshot taken again is no view, a page loaded again is */
		{ META("0000", "/a") "," META("1000", "/a"), 1, 0, 0, 0 },
		{ META("0000", "/a") "," LOAD("0500") "," META("1000", "/a"), 2, 0, 0, 0 },
		{ LOAD("0000") "," META("0100", "/a") "," META("0900", "/a"), 1, 0, 0, 0 },
		/* three clicks, near and quick */
		{ CLICK("0000", "0") "," CLICK("0500", "30") "," CLICK("1499", "0"), 0, 1, 0, 0 },
		{ CLICK("0000", "0") "," CLICK("0500", "30"), 0, 0, 0, 0 },
		{ CLICK("0000", "0") "," CLICK("0500", "31") "," CLICK("0600", "0"), 0, 0, 0, 0 },
		{ CLICK("0000", "0") "," CLICK("1000", "0") "," CLICK("1100", "0"), 0, 0, 0, 0 },
		{ CLICK("0000", "0") "," CLICK("0100", "0") "," CLICK("0200", "0") "," CLICK("0300", "0"), 0,
			1, 0, 0 },
		/* nothing follows for 2.5 s; what ends before that is not known */
		{ CLICK("0000", "0") "," OTHER("2501", "1"), 0, 0, 1, 0 },
		{ CLICK("0000", "0") "," OTHER("2500", "1"), 0, 0, 0, 0 },
		{ CLICK("0000", "0") "," OTHER("2501", "0"), 0, 0, 1, 0 },
		{ CLICK("0000", "0") "," OTHER("0900", "0") "," OTHER("9000", "1"), 0, 0, 0, 0 },
		{ CLICK("0000", "0") "," OTHER("0900", "3") "," OTHER("9000", "1"), 0, 0, 0, 0 },
		{ CLICK("0000", "0") "," OTHER("0900", "5") "," OTHER("9000", "1"), 0, 0, 0, 0 },
		{ CLICK("0000", "0") "," META("0900", "/a") "," OTHER("9000", "1"), 1, 0, 0, 0 },
		/* there and back again within 10 s */
		{ META("0000", "/a") "," META("1000", "/b") "," META("9000", "/a"), 3, 0, 0, 1 },
		{ META("0000", "/a") "," META("0001", "/b") "," META("9999", "/c"), 3, 0, 0, 0 },
		{ "{\"type\":4,\"timestamp\":1772446490000,\"data\":{\"href\":\"/a\"}},"
		  "{\"type\":4,\"timestamp\":1772446491000,\"data\":{\"href\":\"/b\"}}," META("1000", "/a"),
			3, 0, 0, 0 },
		/* what is odd is passed over */
		{ "{\"type\":4,\"timestamp\":1,\"data\":{}},{\"type\":3,\"timestamp\":1},{\"type\":99,\"timestamp\":1}",
			0, 0, 0, 0 },
		{ "{\"type\":3,\"timestamp\":1,\"data\":{\"source\":2,\"type\":2}}", 0, 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct told t;
		told_text(&t, "rrweb", "rec.json", str_of(scope_printf(&sc, "[%s]", cases[i].events)));
		assert_true(t.ok);
		struct str text = buf_str(t.text);
		if (times(text, "=page_view") != cases[i].views ||
			times(text, "=rage_click") != cases[i].rage ||
			times(text, "=dead_click") != cases[i].dead ||
			times(text, "=quick_back") != cases[i].back)
			fail_msg("%s:\n%.*s", cases[i].events, STR_ARG(text));
		told_close(&t);
		scope_close(&sc);
	}
}

/* Rows of clicks, each near and soon after the one before it, of three and more. */
static int rage_slowly(const int64_t *ms, const int *x, size_t n)
{
	int found = 0;

	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && ms[to] - ms[to - 1] < 1000 && abs(x[to] - x[to - 1]) <= 30;)
			to++;
		found += to - from >= 3;
	}
	return found;
}

static void rage_is_what_the_slow_way_finds(void **state)
{
	enum { ROUNDS = 50, CLICKS = 40 };
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct scope sc = { 0 };
		struct buf *text = buf_new(&sc, 1 << 20);
		int64_t ms[CLICKS], now = 1772446500000;
		int x[CLICKS];
		for (int i = 0; i < CLICKS; i++) {
			now += (int64_t)(test_random(&seed) % 1400);
			ms[i] = now;
			x[i] = (int)(test_random(&seed) % 50);
			buf_printf(text,
				"%s{\"type\":3,\"timestamp\":%" PRId64
				",\"data\":{\"source\":2,\"type\":2,\"x\":%d,\"y\":0}}",
				i ? "," : "[", ms[i], x[i]);
		}
		buf_puts(text, "]");
		struct told t;
		told_text(&t, "rrweb", "rec.json", buf_str(text));
		assert_true(t.ok);
		assert_int_equal(times(buf_str(t.text), "=rage_click"), rage_slowly(ms, x, CLICKS));
		told_close(&t);
		scope_close(&sc);
	}
}

static void recordings_are_somebodys(void **state)
{
	static const char *const cases[][2] = {
		{ "[" META("0000", "/a") "]", "$session=rec  $visitor=rrweb/rec" },
		{ "{\"sessionId\":\"s-1\",\"events\":[" META("0000", "/a") "]}",
			"$session=s-1  $visitor=rrweb/s-1" },
		{ "{\"session_id\":\"s-1\",\"userId\":7,\"snapshots\":[" META("0000", "/a") "]}",
			"$session=s-1  $user=7\n" },
		{ "{\"visitorId\":\"v\",\"events\":[" META("0000", "/a") "]}",
			"$session=rec  $cookie=rrweb/v\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct told t;
		told_text(&t, NULL, "out/rec.json", str_of(cases[i][0]));
		assert_true(t.ok);
		assert_string_equal(t.format->name, "rrweb");
		if (!str_has(buf_str(t.text), str_of(cases[i][1])))
			fail_msg("%s: %.*s", cases[i][0], STR_ARG(buf_str(t.text)));
		told_close(&t);
	}
}

static void one_recording_ends_where_the_next_begins(void **state)
{
	static const char text[] = "{\"sessionId\":\"1\",\"events\":[" META("0000", "/a") "," CLICK(
		"1000", "0") "," CLICK("1100", "0") "]}\n{\"sessionId\":\"2\",\"events\":[" CLICK("1200",
		"0") "," OTHER("9000", "1") "]}\n";

	(void)state;
	assert_told("rrweb", "a.ndjson", text,
		"1.0  $time=2026-03-02T10:15:00Z  $event=page_view  $page=/a  $channel=website  $session=1  $visitor=rrweb/1\n"
		"2.0  $time=2026-03-02T10:15:01.200Z  $event=dead_click  $channel=website  $session=2  $visitor=rrweb/2\n");
}

static void what_is_no_event_waits(void **state)
{
	(void)state;
	assert_told("rrweb", "a.json",
		"[{\"timestamp\":1},{\"type\":4,\"timestamp\":\"soon\"},{\"type\":4,\"timestamp\":1e18}]",
		"1  broken: the event's \"type\" is no number\n"
		"2  broken: the event's \"timestamp\" is no time in milliseconds\n"
		"3  broken: the event's \"timestamp\" is no time in milliseconds\n");
	assert_told_refused("rrweb", "[{\"type\":4,", FAULT_INVALID, "cut short");
}

/* An id is cut between letters: found by its fuzzer. */
static void a_long_id_keeps_whole_letters(void **state)
{
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 10000);
	struct told t;

	(void)state;
	buf_puts(text, "{\"sessionId\":\"s");
	for (int i = 0; i < 200; i++)
		buf_puts(text, "\xd1\x8b");
	buf_puts(text,
		"\",\"events\":[{\"type\":4,\"timestamp\":1772446500000,\"data\":{\"href\":\"https://shop.example/a\"}}]}");
	told_text(&t, "rrweb", "a.json", buf_str(text));
	assert_true(t.ok && t.notes.records == 1);
	assert_true(str_is_utf8(buf_str(t.text)));
	told_close(&t);
	scope_close(&sc);
}

static void other_json_is_not_claimed(void **state)
{
	static const char *const cases[] = {
		"[{\"type\":\"page\",\"timestamp\":\"2026-03-02T10:15:00Z\",\"data\":{\"source\":1}}]",
		"[{\"type\":4,\"timestamp\":1772446500,\"data\":{\"href\":\"/\"}}]",
		"[{\"type\":4,\"timestamp\":1772446500000,\"payload\":{\"href\":\"/\"}}]",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct told t;
		told_text(&t, NULL, "a.json", str_of(cases[i]));
		assert_string_not_equal(t.format->name, "rrweb");
		told_close(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signals_are_found),
		cmocka_unit_test(rage_is_what_the_slow_way_finds),
		cmocka_unit_test(recordings_are_somebodys),
		cmocka_unit_test(one_recording_ends_where_the_next_begins),
		cmocka_unit_test(what_is_no_event_waits),
		cmocka_unit_test(a_long_id_keeps_whole_letters),
		cmocka_unit_test(other_json_is_not_claimed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
