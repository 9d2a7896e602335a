/* Who looks at a body, a loop or a worker, and who is let in before anybody does. */
#include "loop_kit.h"
#include "serve/gzip.h"

enum { BODY_MOST = 128 << 10, HERE_MOST = 64 << 10 };

static enum answered say_body(struct request *req, struct reply *reply)
{
	reply_text(reply, "text/plain", req->body);
	return ANSWERED;
}

static enum answered wait_at_gate(struct request *req, struct reply *reply)
{
	struct running *r = req->house;

	pthread_mutex_lock(&r->gate);
	pthread_mutex_unlock(&r->gate);
	reply_text(reply, "text/plain", STR("open"));
	return ANSWERED;
}

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_POST, "/body",   ROUTE_WORKER, BODY_MOST, say_body, false, NULL },
	{ METHOD_POST, "/here",   ROUTE_HERE,   BODY_MOST, say_body, false, NULL },
	{ METHOD_POST, "/either", ROUTE_EITHER, BODY_MOST, say_body, false, NULL },
	{ METHOD_GET,  "/gate",   ROUTE_WORKER, 0, wait_at_gate, false, NULL },
};
/* clang-format on */
static const struct routes table = { rows, COUNT_OF(rows) };

static struct running *usual(void)
{
	static struct running r;

	loop_open(&r, &table, 5000000, 5000000);
	return &r;
}

/* One request on a connection of its own. */
static char *ask(struct running *r, const char *text)
{
	int fd = talk_open(r->port);

	talk_send(fd, text);
	char *answer = talk_answer(&r->sc, fd);
	close(fd);
	return answer;
}

static int send_either(struct running *r, struct str body, const char *headers)
{
	int fd = talk_open(r->port);

	talk_send(
		fd, scope_printf(&r->sc, "POST /either HTTP/1.1\r\nHost: a\r\n%sContent-Length: %zu\r\n\r\n",
			    headers, body.n));
	talk_send_n(fd, body.p, body.n);
	return fd;
}

static bool is_answered(int fd, int within_ms)
{
	struct pollfd p = { fd, POLLIN, 0 };

	return poll(&p, 1, within_ms) > 0;
}

/* While the one worker stands at the gate, a loop answers what is small, and leaves the others to the worker. */
static void large_bodies_are_a_workers(void **state)
{
	struct running *r = usual();
	char *bytes = scope_alloc(&r->sc, BODY_MOST, 1);
	const struct str packed = gzip_pack(&r->sc, STR("hello"));

	(void)state;
	memset(bytes, 'a', BODY_MOST);
	pthread_mutex_lock(&r->gate);
	int gate = talk_open(r->port);
	talk_send(gate, "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
	for (int i = 0; i < 500 && server_counts(r->server).answering == 0; i++)
		usleep(10000);
	usleep(100000);
	int small = send_either(r, (struct str){ bytes, HERE_MOST }, "");
	assert_int_equal(talk_status(talk_answer(&r->sc, small)), 200);
	int large = send_either(r, (struct str){ bytes, HERE_MOST + 1 }, "");
	int coded = send_either(r, packed, "Content-Encoding: gzip\r\n");
	assert_false(is_answered(large, 300) || is_answered(coded, 0));
	pthread_mutex_unlock(&r->gate);
	char *answer = talk_answer(&r->sc, large);
	assert_int_equal(talk_status(answer), 200);
	assert_int_equal(talk_length(answer), HERE_MOST + 1);
	assert_string_equal(talk_body(talk_answer(&r->sc, coded)), "hello");
	const int fds[] = { gate, small, large, coded };
	for (size_t i = 0; i < COUNT_OF(fds); i++)
		close(fds[i]);
	loop_close(r);
}

/* Whoever may not come in has nothing unpacked: these bytes are no gzip. */
static void the_door_is_before_the_body(void **state)
{
	struct running *r = usual();
	static const char *const paths[] = { "/body", "/here", "/either" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++)
		for (int shut = 0; shut < 2; shut++) {
			char *answer =
				ask(r, scope_printf(&r->sc,
					       "POST %s HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n"
					       "%sContent-Length: 4\r\n\r\njunk",
					       paths[i], shut ? "X-Shut: 1\r\n" : ""));
			assert_int_equal(talk_status(answer), shut ? 403 : 400);
		}
	loop_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(large_bodies_are_a_workers),
		cmocka_unit_test(the_door_is_before_the_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
