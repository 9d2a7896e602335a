#include "serve/stream.h"

#include "loop_kit.h"

enum { READERS_MOST = 300, NEWS = 2000, WAITING_MOST = 64 << 10 };

/* --- a server whose one answer goes on ------------------------------------------------------------------- */

static struct {
	pthread_mutex_t lock;
	struct stream *at[READERS_MOST];
	size_t n;
} streams = { .lock = PTHREAD_MUTEX_INITIALIZER };

static enum answered say_news(struct request *req, struct reply *reply)
{
	(void)req;
	reply_text(reply, "text/event-stream", STR(""));
	reply->stream = stream_new(WAITING_MOST);
	stream_put(reply->stream, STR("hello\n"));
	pthread_mutex_lock(&streams.lock);
	streams.at[streams.n++] = reply->stream;
	pthread_mutex_unlock(&streams.lock);
	return ANSWERED;
}

static enum answered say_hello(struct request *req, struct reply *reply)
{
	(void)req;
	reply_json(reply, STR("{}"));
	return ANSWERED;
}

static const struct route rows[] = {
	{ METHOD_GET, "/news", ROUTE_WORKER, 0, say_news, false, NULL },
	{ METHOD_GET, "/here", ROUTE_HERE, 0, say_news, false, NULL },
	{ METHOD_GET, "/hello", ROUTE_HERE, 0, say_hello, false, NULL },
};
static const struct routes table = { rows, COUNT_OF(rows) };

static void end_all(void)
{
	for (size_t i = 0; i < streams.n; i++)
		stream_end(streams.at[i]);
	streams.n = 0;
}

static size_t open_streams(void)
{
	pthread_mutex_lock(&streams.lock);
	size_t n = streams.n;
	pthread_mutex_unlock(&streams.lock);
	return n;
}

/* A connection on which the greeting of the stream has come. */
static int listen_to_news(struct running *r, const char *path)
{
	int fd = talk_open(r->port);
	char *answer = scope_printf(&r->sc, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", path);
	size_t before = open_streams();

	talk_send(fd, answer);
	for (int i = 0; i < 400 && open_streams() == before; i++)
		usleep(10000);
	assert_int_equal(open_streams(), before + 1);
	return fd;
}

/* Everything until the other end says that it is all, or closes. */
static struct str read_all(struct running *r, int fd)
{
	struct buf *all = buf_new(&r->sc, 8 << 20);
	char bytes[4096];

	while (!str_has(buf_str(all), STR("\r\n0\r\n"))) {
		struct pollfd p = { fd, POLLIN, 0 };
		if (poll(&p, 1, TALK_PATIENCE_MS) <= 0)
			break;
		ssize_t n = recv(fd, bytes, sizeof bytes, 0);
		if (n <= 0)
			break;
		buf_add(all, bytes, (size_t)n);
	}
	return buf_str(all);
}

/* The body without what its chunks are wrapped in. */
static struct str unchunked(struct running *r, struct str all)
{
	struct buf *body = buf_new(&r->sc, 8 << 20);
	const char *at = strstr(str_c(&r->sc, all), "\r\n\r\n");

	assert_non_null(at);
	for (at += 4;;) {
		char *end;
		size_t n = strtoul(at, &end, 16);
		if (n == 0)
			break;
		buf_add(body, end + 2, n);
		at = end + 2 + n + 2;
	}
	return buf_str(body);
}

/* --- the tests --------------------------------------------------------------------------------------------- */

static void *tell_news(void *to)
{
	char line[40];

	(void)to;
	for (int i = 0; i < NEWS; i++) {
		snprintf(line, sizeof line, "news %d\n", i);
		for (size_t k = 0; k < streams.n; k++)
			while (!stream_put(streams.at[k], str_of(line)))
				fail_msg("somebody who reads was let go");
		if (i % 50 == 0)
			usleep(1000);
	}
	return NULL;
}

static void assert_all_news(struct str body)
{
	char line[40];
	struct str rest = body;

	assert_true(str_equal(str_cut(&rest, '\n'), STR("hello")));
	for (int i = 0; i < NEWS; i++) {
		snprintf(line, sizeof line, "news %d", i);
		assert_true(str_equal(str_cut(&rest, '\n'), str_of(line)));
	}
}

static void what_is_put_arrives_in_order(void **state)
{
	static struct running r;
	int fds[4];
	pthread_t teller;

	(void)state;
	loop_open(&r, &table, 5000000, 5000000);
	for (size_t i = 0; i < COUNT_OF(fds); i++)
		fds[i] = listen_to_news(&r, i % 2 ? "/news" : "/here");
	assert_int_equal(pthread_create(&teller, NULL, tell_news, NULL), 0);
	pthread_join(teller, NULL);
	end_all();
	for (size_t i = 0; i < COUNT_OF(fds); i++) {
		struct str all = read_all(&r, fds[i]);
		assert_true(str_has(all, STR("Content-Type: text/event-stream")));
		assert_true(str_has(all, STR("Transfer-Encoding: chunked")));
		assert_all_news(unchunked(&r, all));
		close(fds[i]);
	}
	loop_close(&r);
}

static void after_its_end_the_connection_goes_on(void **state)
{
	static struct running r;

	(void)state;
	loop_open(&r, &table, 5000000, 5000000);
	int fd = listen_to_news(&r, "/news");
	end_all();
	assert_true(str_has(read_all(&r, fd), STR("hello\n")));
	talk_send(fd, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(talk_status(talk_answer(&r.sc, fd)), 200);
	close(fd);
	loop_close(&r);
}

static void who_left_is_noticed(void **state)
{
	static struct running r;
	bool there = true;

	(void)state;
	loop_open(&r, &table, 5000000, 5000000);
	close(listen_to_news(&r, "/news"));
	for (int i = 0; i < 400 && there; i++) {
		usleep(5000);
		there = stream_put(streams.at[0], STR("is anybody there?\n"));
	}
	assert_false(there);
	end_all();
	loop_close(&r);
}

static void who_does_not_read_holds_up_nobody(void **state)
{
	static struct running r;
	static char much[8192];
	bool there = true;
	size_t sent = 0;

	(void)state;
	loop_open(&r, &table, 5000000, 5000000);
	memset(much, 'm', sizeof much);
	int deaf = listen_to_news(&r, "/news"), keen = listen_to_news(&r, "/news");
	for (; sent < 8192 && there; sent++) {
		there = stream_put(streams.at[0], (struct str){ much, sizeof much });
		usleep(200);
	}
	assert_false(there);
	assert_true(stream_put(streams.at[1], STR("still here\n")));
	end_all();
	assert_true(str_has(read_all(&r, keen), STR("still here\n")));
	close(deaf);
	close(keen);
	loop_close(&r);
}

/* Whoever was let in is looked at again after a while, whatever became of the session meanwhile. */
static void none_goes_on_for_ever(void **state)
{
	struct stream *s = stream_new(WAITING_MOST), *list = NULL;
	char out[16];
	size_t n;

	(void)state;
	streams_add(&list, s, -1, 5);
	streams_beat(list, STREAM_LONGEST_US, false);
	assert_int_equal(stream_take(s, out, sizeof out, &n), STREAM_BYTES); /* that it lives */
	assert_true(stream_put(s, STR("last\n")));
	streams_beat(list, STREAM_LONGEST_US + 6, false);
	assert_false(stream_put(s, STR("too late\n")));
	assert_int_equal(stream_take(s, out, sizeof out, &n), STREAM_BYTES);
	assert_memory_equal(out, "last\n", 5);
	assert_int_equal(stream_take(s, out, sizeof out, &n), STREAM_END);
	stream_leave(&list, s);
	stream_end(s);
}

static void a_stop_ends_them(void **state)
{
	static struct running r;
	int fds[200];

	(void)state;
	loop_open(&r, &table, 5000000, 5000000);
	for (size_t i = 0; i < COUNT_OF(fds); i++)
		fds[i] = listen_to_news(&r, "/news");
	int fd = talk_open(r.port);
	talk_send(fd, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(talk_status(talk_answer(&r.sc, fd)), 200);
	int64_t before = clock_steady_us();
	server_stop(r.server);
	pthread_join(r.thread, NULL);
	assert_true(clock_steady_us() - before < 4000000);
	for (size_t i = 0; i < COUNT_OF(fds); i++) {
		assert_true(str_has(read_all(&r, fds[i]), STR("\r\n0\r\n")));
		close(fds[i]);
	}
	close(fd);
	assert_false(stream_put(streams.at[0], STR("late")));
	end_all();
	server_close(r.server);
	pthread_mutex_destroy(&r.gate);
	scope_close(&r.sc);
}

/* What an end still sent is no sign that it is gone; that it closed is. */
static void a_closed_end_is_noticed_without_sending(void **state)
{
	struct stream *s = stream_new(100), *list = NULL;
	char out[10];
	size_t n;
	int fds[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	streams_add(&list, s, fds[0], 5);
	streams_beat(list, 10, false);
	assert_int_equal(stream_take(s, out, sizeof out, &n), STREAM_WAIT);
	assert_int_equal(write(fds[1], "x", 1), 1);
	streams_beat(list, 11, false);
	assert_int_equal(stream_take(s, out, sizeof out, &n), STREAM_WAIT);
	assert_int_equal(read(fds[0], out, 1), 1);
	close(fds[1]);
	streams_beat(list, 12, false);
	assert_int_equal(stream_take(s, out, sizeof out, &n), STREAM_END);
	assert_false(stream_put(s, STR("late")));
	close(fds[0]);
	stream_end(s);
	stream_leave(&list, s);
	assert_null(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_closed_end_is_noticed_without_sending),
		cmocka_unit_test(what_is_put_arrives_in_order),
		cmocka_unit_test(after_its_end_the_connection_goes_on),
		cmocka_unit_test(who_left_is_noticed),
		cmocka_unit_test(who_does_not_read_holds_up_nobody),
		cmocka_unit_test(none_goes_on_for_ever),
		cmocka_unit_test(a_stop_ends_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
