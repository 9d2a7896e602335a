#include "serve/server.h"

#include "loop_kit.h"
#include "serve/gzip.h"

enum { BODY_MOST = 4096, MANY = 256, CROWD = 340 };

/* --- a server of the tests' own ------------------------------------------------------------------------ */

static enum answered say_hello(struct request *req, struct reply *reply)
{
	(void)req;
	reply_json(reply, STR("{\"hello\":true}\n"));
	return ANSWERED;
}

static enum answered say_part(struct request *req, struct reply *reply)
{
	reply_text(reply, "text/plain", str_copy(req->sc, request_part(req, "name")));
	return ANSWERED;
}

static enum answered say_body(struct request *req, struct reply *reply)
{
	reply_text(reply, "text/plain", req->body);
	return ANSWERED;
}

static enum answered say_tagged(struct request *req, struct reply *reply)
{
	reply_json(reply, STR("{}"));
	reply_tag(req, reply, 7);
	return ANSWERED;
}

static enum answered say_much(struct request *req, struct reply *reply)
{
	char *text = scope_alloc(req->sc, 20000, 1);

	memset(text, 'a', 20000);
	reply_text(reply, "text/plain", (struct str){ text, 20000 });
	return ANSWERED;
}

static enum answered wait_at_gate(struct request *req, struct reply *reply)
{
	struct running *r = req->house;

	pthread_mutex_lock(&r->gate);
	pthread_mutex_unlock(&r->gate);
	return say_hello(req, reply);
}

struct later {
	struct request *req;
	struct reply *reply;
};

static void *answer_later(void *to)
{
	struct later *l = to;

	usleep(20000);
	reply_json(l->reply, STR("{\"later\":true}\n"));
	server_done(l->req);
	return NULL;
}

static enum answered say_later(struct request *req, struct reply *reply)
{
	struct later *l = NEW(req->sc, struct later);
	pthread_t thread;

	*l = (struct later){ req, reply };
	assert_int_equal(pthread_create(&thread, NULL, answer_later, l), 0);
	pthread_detach(thread);
	return ANSWER_LATER;
}

static enum answered say_fault(struct request *req, struct reply *reply)
{
	scope_fail(req->sc, FAULT_CONFLICT, "somebody was first");
	reply_fault(req, reply);
	return ANSWERED;
}

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_GET,  "/hello",          ROUTE_HERE,   0, say_hello, false, NULL },
	{ METHOD_GET,  "/part/{name}",    ROUTE_HERE,   0, say_part, false, NULL },
	{ METHOD_POST, "/body",           ROUTE_WORKER, BODY_MOST, say_body, false, NULL },
	{ METHOD_POST, "/here",           ROUTE_HERE,   BODY_MOST, say_body, false, NULL },
	{ METHOD_GET,  "/tagged",         ROUTE_HERE,   0, say_tagged, false, NULL },
	{ METHOD_GET,  "/much",           ROUTE_WORKER, 0, say_much, false, NULL },
	{ METHOD_GET,  "/gate",           ROUTE_WORKER, 0, wait_at_gate, false, NULL },
	{ METHOD_GET,  "/later",          ROUTE_HERE,   0, say_later, false, NULL },
	{ METHOD_GET,  "/fault",          ROUTE_WORKER, 0, say_fault, false, NULL },
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

/* --- tests --------------------------------------------------------------------------------------------- */

static const struct {
	const char *request;
	int status;
	const char *has; /* in the answer */
} asked[] = {
	{ "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", 200, "{\"hello\":true}" },
	{ "GET /hello?x=1 HTTP/1.1\r\nHost: a\r\n\r\n", 200, "nosniff" },
	{ "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", 200, "X-Request-Id: " },
	{ "GET /part/a%20b HTTP/1.1\r\nHost: a\r\n\r\n", 200, "\r\n\r\na b" },
	{ "GET /part/a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n", 200, "\r\n\r\na/b" },
	{ "GET /part/%D1%82 HTTP/1.1\r\nHost: a\r\n\r\n", 200, "\r\n\r\n\xD1\x82" },
	{ "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404, "there is nothing at this path" },
	{ "GET /part/ HTTP/1.1\r\nHost: a\r\n\r\n", 404, "application/problem+json" },
	{ "POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 405, "Allow: GET, HEAD" },
	{ "BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, "this method is not known" },
	{ "GET /part/.. HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the path cannot be read" },
	{ "GET /part/%2e%2E HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the path cannot be read" },
	{ "GET /part/../hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the path cannot be read" },
	{ "GET /part/a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the path cannot be read" },
	{ "GET /part/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the path cannot be read" },
	{ "GET /part/%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the path cannot be read" },
	{ "GET /part/%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the path cannot be read" },
	{ "GET /part\\hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the path cannot be read" },
	{ "GET //hello HTTP/1.1\r\nHost: a\r\n\r\n", 404, "there is nothing" },
	{ "GET /a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r HTTP/1.1\r\nHost: a\r\n\r\n", 400,
		"the path cannot be read" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 200, "\r\n\r\nhello" },
	{ "POST /here HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
		200, "\r\n\r\nhello" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4097\r\n\r\n", 413,
		"4096 fit here" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999\r\n\r\n", 413, "4096 fit here" },
	{ "GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 413, "nothing can be sent" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc", 415,
		"gzip" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", 400,
		"no sound gzip" },
	{ "GET /tagged HTTP/1.1\r\nHost: a\r\n\r\n", 200, "ETag: W/\"0000000000000007\"" },
	{ "GET /tagged HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\", W/\"0000000000000007\"\r\n\r\n", 304,
		"ETag" },
	{ "GET /later HTTP/1.1\r\nHost: a\r\n\r\n", 200, "later" },
	{ "GET /fault HTTP/1.1\r\nHost: a\r\n\r\n", 409, "somebody was first" },
	/* two readers of these could disagree about where the request ends */
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello", 400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 5,5\r\n\r\nhello", 400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello", 400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nhello", 400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
		400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400, "" },
	{ "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello", 400, "" },
	{ "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "two hosts" },
	{ "GET /hello HTTP/1.1\r\n\r\n", 400, "" },
};

static void each_request_has_its_answer(void **state)
{
	struct running *r = usual();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		char *answer = ask(r, asked[i].request);
		if (talk_status(answer) != asked[i].status || !strstr(answer, asked[i].has))
			fail_msg("%zu: \"%s\" got \"%s\"", i, asked[i].request, answer ? answer : "nothing");
	}
	loop_close(r);
}

static void a_connection_is_kept(void **state)
{
	struct running *r = usual();
	int fd = talk_open(r->port);

	(void)state;
	for (int i = 0; i < 3; i++) {
		talk_send(fd, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
		assert_int_equal(talk_status(talk_answer(&r->sc, fd)), 200);
		talk_send(fd, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
		assert_int_equal(talk_status(talk_answer(&r->sc, fd)), 404);
		talk_send(fd, "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
		assert_int_equal(talk_status(talk_answer(&r->sc, fd)), 200);
	}
	close(fd);
	loop_close(r);
}

/* What follows a request that was not understood must not be taken for one. */
static void nothing_hides_behind_a_refused_request(void **state)
{
	static const char *const hiding[] = {
		("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
		 "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"),
		"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 90000000\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n",
	};
	struct running *r = usual();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(hiding); i++) {
		int fd = talk_open(r->port);
		talk_send(fd, hiding[i]);
		char *answer = talk_answer(&r->sc, fd);
		assert_true(talk_status(answer) >= 400);
		assert_null(strstr(answer, "hello\":true"));
		assert_true(talk_closed(fd));
		close(fd);
	}
	loop_close(r);
}

static void bodies_are_packed_both_ways(void **state)
{
	struct running *r = usual();
	struct scope *sc = &r->sc;
	char *zeros = scope_alloc(sc, 1 << 20, 1), head[200];
	struct str small = gzip_pack(sc, STR("hello")), bomb = gzip_pack(sc, (struct str){ zeros, 1 << 20 }),
		   back;

	(void)state;
	assert_true(bomb.n < BODY_MOST);
	const struct {
		struct str body;
		int status;
		const char *has;
	} bodies[] = { { small, 200, "hello" }, { bomb, 413, "unpacked" } };
	for (size_t i = 0; i < COUNT_OF(bodies); i++) {
		int fd = talk_open(r->port);
		snprintf(head, sizeof head,
			"POST /body HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n",
			bodies[i].body.n);
		talk_send(fd, head);
		talk_send_n(fd, bodies[i].body.p, bodies[i].body.n);
		char *answer = talk_answer(sc, fd);
		assert_int_equal(talk_status(answer), bodies[i].status);
		assert_non_null(strstr(talk_body(answer), bodies[i].has));
		close(fd);
	}
	char *answer = ask(r, "GET /much HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br, gzip\r\n\r\n");
	assert_non_null(strstr(answer, "Content-Encoding: gzip"));
	assert_true(gzip_unpack(
		sc, (struct str){ talk_body(answer), (size_t)talk_length(answer) }, 1 << 20, &back));
	assert_int_equal(back.n, 20000);
	answer = ask(r, "GET /much HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=0\r\n\r\n");
	assert_int_equal(talk_length(answer), 20000);
	loop_close(r);
}

static void too_much_in_pieces_is_refused(void **state)
{
	struct running *r = usual();
	char piece[1100] = "400\r\n";
	int fd = talk_open(r->port);

	(void)state;
	memset(piece + 5, 'a', 1024);
	memcpy(piece + 1029, "\r\n", 3);
	talk_send(fd, "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
	for (int i = 0; i < 8; i++)
		talk_send(fd, piece);
	talk_send(fd, "0\r\n\r\n");
	assert_int_equal(talk_status(talk_answer(&r->sc, fd)), 413);
	close(fd);
	fd = talk_open(r->port);
	talk_send(fd, "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
	int sent = 0;
	while (sent < 40000 && talk_send(fd, piece)) /* without an end: the connection ends instead */
		sent++;
	assert_true(sent < 40000);
	close(fd);
	loop_close(r);
}

/* Were it cut off after the header, a sender at work might find the connection broken and never see why. */
static void who_sends_too_much_hears_why(void **state)
{
	enum { TOO_MUCH = 5 << 20 };
	struct running *r = usual();
	char *bytes = scope_alloc(&r->sc, TOO_MUCH, 1), head[100];

	(void)state;
	snprintf(head, sizeof head, "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n", TOO_MUCH);
	for (int i = 0; i < 5; i++) {
		int fd = talk_open(r->port);
		assert_true(talk_send(fd, head));
		assert_true(talk_send_n(fd, bytes, TOO_MUCH));
		char *answer = talk_answer(&r->sc, fd);
		assert_int_equal(talk_status(answer), 413);
		assert_non_null(strstr(answer, "larger than 4096 bytes"));
		close(fd);
	}
	loop_close(r);
}

/* A byte now and then keeps a connection busy for the library, and not for us. */
static void who_is_slow_is_let_go(void **state)
{
	static const char *const beginnings[] = {
		"",
		"GET /hello HTTP/1.1\r\nHost: a\r\nX: ",
		"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3",
	};
	static struct running r;

	(void)state;
	loop_open(&r, &table, 700000, 700000);
	for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
		int fd = talk_open(r.port), drips = 0;
		talk_send(fd, beginnings[i]);
		while (drips < 60 && talk_send(fd, "0")) {
			usleep(50000);
			drips++;
		}
		assert_true(drips < 60);
		close(fd);
	}
	assert_int_equal(talk_status(ask(&r, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
	loop_close(&r);
}

static void headers_have_a_ceiling(void **state)
{
	struct running *r = usual();
	int fd = talk_open(r->port);
	char *flood = scope_alloc(&r->sc, 40001, 1);

	(void)state;
	talk_send(fd, "GET /hello HTTP/1.1\r\nHost: a\r\nX: ");
	memset(flood, 'a', 40000);
	talk_send(fd, flood);
	talk_send(fd, "\r\n\r\n");
	char *answer = talk_answer(&r->sc, fd);
	assert_true(!answer || talk_status(answer) == 431 || talk_status(answer) == 400 ||
		    talk_status(answer) == 413);
	close(fd);
	fd = talk_open(r->port);
	talk_send(fd, "GET /hello HTTP/1.1\r\nHost: a\r\n");
	for (int i = 0; i < 3000; i++)
		if (!talk_send(fd, "A: b\r\n"))
			break;
	talk_send(fd, "\r\n");
	answer = talk_answer(&r->sc, fd);
	assert_true(talk_status(answer) != 200);
	close(fd);
	assert_int_equal(talk_status(ask(r, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
	loop_close(r);
}

/* The library ends such a connection without saying that the request ended: a stop would wait for it. */
static void a_flood_of_queries_is_let_go(void **state)
{
	struct running *r = usual();
	struct buf *flood = buf_new(&r->sc, 40000);
	int fd = talk_open(r->port);

	(void)state;
	buf_puts(flood, "GET /hello?");
	for (int i = 0; i < 1500; i++)
		buf_puts(flood, "a=1&");
	buf_puts(flood, " HTTP/1.1\r\nHost: a\r\n\r\n");
	talk_send_n(fd, buf_str(flood).p, buf_len(flood));
	char *answer = talk_answer(&r->sc, fd);
	assert_true(!answer || talk_status(answer) != 200);
	close(fd);
	int64_t began_us = clock_steady_us();
	loop_close(r);
	assert_true(clock_steady_us() - began_us < 4000000);
}

/* Exact multiples of 128 that were ready at once made the library's own loop hang. */
static void many_at_once_are_answered(void **state)
{
	static const size_t sizes[] = { 128, MANY };
	struct running *r = usual();
	int fds[MANY];

	(void)state;
	for (size_t k = 0; k < COUNT_OF(sizes); k++) {
		for (size_t i = 0; i < sizes[k]; i++)
			fds[i] = talk_open(r->port);
		for (int round = 0; round < 4; round++) {
			for (size_t i = 0; i < sizes[k]; i++)
				talk_send(fds[i],
					i % 2 ? "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
					      : "POST /here HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
			for (size_t i = 0; i < sizes[k]; i++) {
				struct scope sc = { 0 };
				assert_int_equal(talk_status(talk_answer(&sc, fds[i])), 200);
				scope_close(&sc);
			}
		}
		for (size_t i = 0; i < sizes[k]; i++)
			close(fds[i]);
	}
	loop_close(r);
}

/* Both loops look before they count: one each may slip in. */
static void one_address_has_its_share(void **state)
{
	struct running *r = usual();
	int fds[CROWD], answered = 0;

	(void)state;
	for (size_t i = 0; i < CROWD; i++)
		fds[i] = talk_open(r->port);
	for (size_t i = 0; i < CROWD; i++) {
		struct scope sc = { 0 };
		talk_send(fds[i], "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
		answered += talk_status(talk_answer(&sc, fds[i])) == 200;
		scope_close(&sc);
	}
	assert_in_range(answered, LOOP_SHARE, LOOP_SHARE + 1);
	for (size_t i = 0; i < CROWD; i++)
		close(fds[i]);
	for (int i = 0; i < 100 && server_counts(r->server).connections; i++)
		usleep(20000);
	assert_int_equal(talk_status(ask(r, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
	loop_close(r);
}

/* One works, two wait, and whoever comes then is told at once; the loops go on. */
static void who_cannot_wait_is_told(void **state)
{
	struct running *r = usual();
	int fds[8], busy = 0;

	(void)state;
	pthread_mutex_lock(&r->gate);
	for (int i = 0; i < 8; i++) {
		fds[i] = talk_open(r->port);
		talk_send(fds[i], "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
		usleep(30000);
	}
	assert_int_equal(talk_status(ask(r, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
	for (int i = 3; i < 8; i++) {
		char *answer = talk_answer(&r->sc, fds[i]);
		busy += talk_status(answer) == 503;
		assert_non_null(strstr(answer, "Retry-After: 2"));
	}
	assert_int_equal(busy, 5);
	pthread_mutex_unlock(&r->gate);
	for (int i = 0; i < 3; i++)
		assert_int_equal(talk_status(talk_answer(&r->sc, fds[i])), 200);
	for (int i = 0; i < 8; i++)
		close(fds[i]);
	loop_close(r);
}

static void a_stop_finishes_what_it_is_at(void **state)
{
	struct running *r = usual();
	int fd = talk_open(r->port);

	(void)state;
	pthread_mutex_lock(&r->gate);
	talk_send(fd, "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
	usleep(100000);
	server_stop(r->server);
	usleep(100000);
	assert_true(server_stopping(r->server));
	pthread_mutex_unlock(&r->gate);
	char *answer = talk_answer(&r->sc, fd);
	assert_int_equal(talk_status(answer), 200);
	assert_non_null(strstr(answer, "Connection: close"));
	close(fd);
	pthread_join(r->thread, NULL);
	assert_int_equal(atomic_load(&r->told), 1);
	server_close(r->server);
	pthread_mutex_destroy(&r->gate);
	scope_close(&r->sc);
}

/* Two connections that were used: one asks again while the server stops and hears that this was the last, one is just closed. */
static void a_stop_tells_who_asks_again(void **state)
{
	struct running *r = usual();
	int asks = talk_open(r->port), idle = talk_open(r->port);

	(void)state;
	for (int i = 0; i < 2; i++) {
		talk_send(i ? idle : asks, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
		assert_int_equal(talk_status(talk_answer(&r->sc, i ? idle : asks)), 200);
	}
	server_stop(r->server);
	usleep(100000);
	talk_send(asks, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
	char *answer = talk_answer(&r->sc, asks);
	assert_non_null(answer);
	assert_int_equal(talk_status(answer), 200);
	assert_non_null(strstr(answer, "Connection: close"));
	loop_close(r);
	assert_true(talk_closed(asks) && talk_closed(idle));
	close(asks);
	close(idle);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_request_has_its_answer),
		cmocka_unit_test(a_connection_is_kept),
		cmocka_unit_test(nothing_hides_behind_a_refused_request),
		cmocka_unit_test(bodies_are_packed_both_ways),
		cmocka_unit_test(too_much_in_pieces_is_refused),
		cmocka_unit_test(who_sends_too_much_hears_why),
		cmocka_unit_test(who_is_slow_is_let_go),
		cmocka_unit_test(headers_have_a_ceiling),
		cmocka_unit_test(a_flood_of_queries_is_let_go),
		cmocka_unit_test(many_at_once_are_answered),
		cmocka_unit_test(one_address_has_its_share),
		cmocka_unit_test(who_cannot_wait_is_told),
		cmocka_unit_test(a_stop_finishes_what_it_is_at),
		cmocka_unit_test(a_stop_tells_who_asks_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
