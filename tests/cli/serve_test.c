/* wend serve beside the commands of its users: it lends them the workspace, goes on collecting, and stops cleanly. */
#include "serving.h"

#include <sys/un.h>

#define EVENT(id, customer)                                                                                  \
	"{\"type\":\"track\",\"event\":\"Cart\",\"messageId\":\"" id "\",\"userId\":\"" customer             \
	"\",\"timestamp\":\"2026-03-02T10:15:00Z\"}"

static const char *const quick[] = { "--limit", "move-seconds=1", NULL };

static const char *path_of(struct box *box, const char *key)
{
	return scope_printf(&box->sc, "/v1/track?writeKey=%s", key);
}

static int64_t events_of(struct box *box)
{
	struct str said = wend_ok(box, "sql", "SELECT count(*) AS n FROM events", "-w", "ws", "--json");
	const char *at = strstr(said.p, "\"n\":\"");

	assert_non_null(at);
	return strtoll(at + 5, NULL, 10);
}

/* Moves happen every second: a while is enough. */
static void wait_for_events(struct box *box, int64_t n)
{
	int64_t seen = -1;

	for (int i = 0; i < 100 && seen != n; i++) {
		usleep(100000);
		seen = events_of(box);
	}
	assert_int_equal(seen, n);
}

static void commands_work_beside_it(void **state)
{
	struct box *box = *state;

	wend_ok(box, "init", "ws");
	const char *key = serving_key(box, "ws");
	struct serving s = serving_start(box, "ws", quick);
	assert_int_equal(serving_get(&s, "/health").status, 200);
	assert_int_equal(serving_get(&s, "/ready").status, 200);
	assert_int_equal(serving_post(&s, path_of(box, key), EVENT("m1", "u1")).status, 200);
	wait_for_events(box, 1);
	box_text(box, "more.csv", "user,event,time\nu2,Cart,2026-03-02 10:00\nu2,Order,2026-03-02 10:05\n");
	wend_ok(box, "import", "more.csv", "-w", "ws");
	assert_int_equal(serving_post(&s, path_of(box, key), EVENT("m2", "u2")).status, 200);
	assert_int_equal(
		serving_post(&s, path_of(box, key), EVENT("m2", "u2")).status, 200); /* the same again */
	wait_for_events(box, 4);
	wend_ok(box, "map", "-w", "ws");
	const char *metrics = serving_get(&s, "/metrics").body;
	assert_non_null(strstr(metrics, "wend_events_accepted_total 3"));
	assert_non_null(strstr(metrics, "wend_events_duplicate_total 1"));
	assert_int_equal(serving_stop(&s, SIGTERM).code, 0);
	assert_int_equal(events_of(box), 4);
}

/* Somebody has borrowed the workspace and does not give it back: events are taken all the same. */
static void collects_while_it_is_lent(void **state)
{
	struct box *box = *state;
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	char said[16] = { 0 };

	wend_ok(box, "init", "ws");
	const char *key = serving_key(box, "ws"), *path = box_path(box, "ws/wend.sock");
	struct serving s = serving_start(box, "ws", quick);
	assert_true(strlen(path) < sizeof at.sun_path);
	memcpy(at.sun_path, path, strlen(path));
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(connect(fd, (const struct sockaddr *)&at, sizeof at), 0);
	assert_true(read(fd, said, sizeof said - 1) > 0);
	assert_string_equal(said, "yours\n");
	for (int i = 0; i < 20; i++)
		assert_int_equal(
			serving_post(&s, path_of(box, key), scope_printf(&box->sc, EVENT("l%d", "u%d"), i, i))
				.status,
			200);
	assert_int_equal(serving_get(&s, "/health").status, 200);
	close(fd);
	wait_for_events(box, 20);
	assert_int_equal(serving_stop(&s, SIGTERM).code, 0);
}

static void a_second_server_is_told_so(void **state)
{
	struct box *box = *state;

	wend_ok(box, "init", "ws");
	struct serving s = serving_start(box, "ws", quick);
	struct ran second = wend(box, "serve", "ws", "--listen", "127.0.0.1:0");
	assert_int_not_equal(second.code, 0);
	assert_true(str_has(second.err, STR("a server runs on \"ws\" already")));
	assert_int_equal(serving_get(&s, "/health").status, 200);
	/* Also while it has just lent the workspace and has not taken it back: what it lends by is still there. */
	wend_ok(box, "status", "-w", "ws");
	second = wend(box, "serve", "ws", "--listen", "127.0.0.1:0");
	assert_true(str_has(second.err, STR("a server runs on \"ws\" already")));
	assert_false(str_has(second.err, STR("makes the first admin")));
	wend_ok(box, "status", "-w", "ws");
	assert_int_equal(serving_stop(&s, SIGINT).code, 0);
}

static void what_it_cannot_do_is_said(void **state)
{
	static const struct {
		const char *option, *value, *words;
	} cases[] = {
		{ "--listen", "nowhere", "is no place to listen" },
		{ "--listen", "127.0.0.1:99999", "is no place to listen" },
		{ "--limit", "connections=5", "from 16 to" },
		{ "--limit", "patience=5", "there is no limit \"patience\"" },
		{ "--trust-proxy", "10.0.0.0/40", "is no address or range" },
		{ "--log", "loud", "debug, info, warn or error" },
	};
	struct box *box = *state;

	wend_ok(box, "init", "ws");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ran r = wend(box, "serve", "ws", cases[i].option, cases[i].value);
		assert_int_not_equal(r.code, 0);
		if (!str_has(r.err, str_of(cases[i].words)))
			fail_msg("%s %s: %.*s", cases[i].option, cases[i].value, STR_ARG(r.err));
	}
	assert_int_not_equal(wend(box, "serve", "nothing").code, 0);
}

static void new_sources_are_known(void **state)
{
	struct box *box = *state;

	wend_ok(box, "init", "ws");
	struct serving s = serving_start(box, "ws", quick);
	const char *key = serving_key(box, "ws");
	assert_int_equal(serving_post(&s, path_of(box, "wk_nobodys"), EVENT("a", "u")).status, 401);
	int status = 0; /* without being told: the server looks each second */
	for (int i = 0; i < 50 && status != 200; i++) {
		usleep(100000);
		status = serving_post(&s, path_of(box, key), EVENT("a", "u")).status;
	}
	assert_int_equal(status, 200);
	assert_int_equal(serving_stop(&s, SIGTERM).code, 0);
	assert_int_equal(events_of(box), 1); /* what waited was moved at the end */
}

/* SIGHUP reads anew and goes on, SIGTERM ends; both are in the log. */
static void a_reload_is_in_the_log(void **state)
{
	static const char script[] =
		"\"$0\" serve ws --listen 127.0.0.1:0 2>log & p=$!\n"
		"until grep -q event=listening log; do sleep .1; done\n"
		"kill -HUP $p\n"
		"n=0; until grep -q event=reloaded log || [ $n = 100 ]; do n=$((n + 1)); sleep .1; done\n"
		"kill -0 $p && kill -TERM $p && wait $p";
	struct box *box = *state;

	wend_ok(box, "init", "ws");
	struct ran r = run_program(box, "/bin/sh", "-c", script, wend_bin());
	struct str log = box_read(box, "log");
	if (r.code != 0 || !str_has(log, STR("event=reloaded")) || !str_has(log, STR("event=stopped")))
		fail_msg("%d: %.*s", r.code, STR_ARG(log));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commands_work_beside_it, box_open, box_close),
		cmocka_unit_test_setup_teardown(collects_while_it_is_lent, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_second_server_is_told_so, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_it_cannot_do_is_said, box_open, box_close),
		cmocka_unit_test_setup_teardown(new_sources_are_known, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_reload_is_in_the_log, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
