/* Who is slow on purpose, or many: a byte now and then, an answer that is never taken, memory that is never given back. */
#include "attack_kit.h"

enum { PIECE = 64 << 10, SHARE = 2 << 20 };

/* Ceilings as --limit moves them. */
static int open_tight(void **state)
{
	static const char *const moved[] = { "header-seconds=1", "idle-seconds=2", "body-seconds=2",
		"body-bytes=4194304", "sign-ins=2", "workers=8" };
	struct kit_wish wish = { .limits = limits_usual() };
	struct scope sc = { 0 };

	for (size_t i = 0; i < COUNT_OF(moved); i++)
		assert_true(limits_set(&sc, &wish.limits, str_of(moved[i])));
	*state = house_kit_open_with(&wish);
	return 0;
}

static int64_t seconds_until_closed(int fd, const char *drip, int every_ms)
{
	int64_t began = clock_steady_us();
	char byte[4096];

	for (int i = 0; i < 400; i++) {
		struct pollfd p = { fd, POLLIN, 0 };
		if (poll(&p, 1, every_ms) > 0 && recv(fd, byte, sizeof byte, 0) <= 0)
			return (clock_steady_us() - began) / 1000000;
		if (*drip && !talk_send(fd, drip))
			return (clock_steady_us() - began) / 1000000;
	}
	return 1000;
}

/* However busily it drips. */
static void slow_senders_are_let_go(void **state)
{
	static const struct {
		const char *begin, *drip;
	} slow[] = {
		{ "", "" },
		{ "", "\r\n" },
		{ "G", "E" },
		{ "GET /health HTTP/1.1\r\nHost: a\r\n", "X: y\r\n" },
		{ "GET /health HTTP/1.1\r\nHost: a\r\nX: ", "y" },
		{ "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n", " " },
		{ "POST /v1/track HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n" },
		{ "POST /v1/track HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;", "a" },
	};
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(slow); i++) {
		int fd = talk_open(kit->port);
		talk_send(fd, slow[i].begin);
		int64_t took = seconds_until_closed(fd, slow[i].drip, 50);
		if (took > 6)
			fail_msg("%zu: %lld s", i, (long long)took);
		close(fd);
	}
	attack_survived(kit);
}

/* A large length that is only announced earns no more time than a small one. */
static void promises_earn_no_time(void **state)
{
	struct house_kit *kit = *state;
	int fd = talk_open(kit->port);

	talk_send(fd, "POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n{");
	assert_true(seconds_until_closed(fd, " ", 50) <= 6);
	close(fd);
}

/* Slowness without a pause is no attack: a megabyte a second is what was allowed. */
static void who_is_merely_slow_is_heard(void **state)
{
	struct house_kit *kit = *state;
	char *piece = scope_alloc(&kit->sc, PIECE, 1);
	int fd = talk_open(kit->port);

	memset(piece, ' ', PIECE);
	talk_send(fd, "POST /v1/batch HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
	for (int i = 0; i < 24; i++) {
		assert_true(
			talk_send(fd, "10000\r\n") && talk_send_n(fd, piece, PIECE) && talk_send(fd, "\r\n"));
		usleep(55000);
	}
	talk_send(fd, "0\r\n\r\n");
	assert_int_equal(talk_status(talk_answer(&kit->sc, fd)), 400); /* blanks are no JSON */
	close(fd);
}

/* Answers that are taken byte by byte are not kept, though something always moves. */
static void slow_readers_are_let_go(void **state)
{
	static const char ask[] = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n";
	struct house_kit *kit = *state;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), little = 1024;
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)kit->port) };

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
	assert_int_equal(connect(fd, (const struct sockaddr *)&at, sizeof at), 0);
	for (int i = 0; i < 400; i++)
		if (send(fd, ask, sizeof ask - 1, MSG_NOSIGNAL | MSG_DONTWAIT) <= 0)
			break;
	bool gone = false;
	char some[512];
	for (int i = 0; i < 100 && !gone; i++) {
		usleep(100000);
		(void)!recv(fd, some, sizeof some, MSG_DONTWAIT);
		gone = server_counts(kit->house->server).connections == 0;
	}
	assert_true(gone);
	close(fd);
	attack_survived(kit);
}

/* Many bodies that are each small enough: all together they are not. */
static void bodies_share_their_memory(void **state)
{
	struct house_kit *kit = *state;
	char *bytes = scope_alloc(&kit->sc, SHARE, 1);
	int fds[8], busy = 0, silent = 0;

	memset(bytes, ' ', SHARE);
	for (size_t i = 0; i < COUNT_OF(fds); i++) {
		fds[i] = talk_open(kit->port);
		talk_send(fds[i], "POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Length: 900001\r\n\r\n");
		talk_send_n(fds[i], bytes, 900000);
		usleep(150000); /* one after the other: who came first has room */
	}
	for (size_t i = 0; i < COUNT_OF(fds); i++) {
		talk_send(fds[i], " ");
		char *answer = talk_answer(&kit->sc, fds[i]);
		busy += talk_status(answer) == 503 && strstr(answer, "Retry-After: ");
		silent += !answer;
		close(fds[i]);
	}
	if (busy < 4 || busy == 8)
		fail_msg("%d of 8 were told to come again, %d got nothing", busy, silent);
	/* what was let go can be used again */
	for (int i = 0; i < 100 && server_counts(kit->house->server).connections; i++)
		usleep(50000);
	for (int i = 0; i < 6; i++) {
		struct kit_answer *a = kit_ask_with(
			kit, kit->nobody, "POST", "/v1/batch", "", (struct str){ bytes, 900000 });
		if (a->status != 400)
			fail_msg("%zu connections, %zu answering: %s",
				server_counts(kit->house->server).connections,
				server_counts(kit->house->server).answering, a->all);
	}
}

/* --- signing in, by the hundred ------------------------------------------------------------------------------- */

enum { THREADS = 14 };

static void *try_once(void *to)
{
	static const char body[] = "{\"email\":\"nobody@shop.example\",\"password\":\"a wrong password\"}";
	const struct house_kit *kit = to;
	struct scope sc = { 0 };
	int fd = talk_open(kit->port);

	talk_send(fd, scope_printf(&sc,
			      "POST /api/v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
			      "Content-Length: %zu\r\n\r\n%s",
			      sizeof body - 1, body));
	intptr_t status = talk_status(talk_answer(&sc, fd));
	close(fd);
	scope_close(&sc);
	return (void *)status;
}

/* An account that is guessed at waits; no more passwords are hashed at once than may be, and nobody breaks. */
static void guessers_wait(void **state)
{
	struct house_kit *kit = *state;
	pthread_t threads[THREADS];
	int wrong = 0, wait = 0;

	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, try_once, kit), 0);
	for (int i = 0; i < THREADS; i++) {
		void *status;
		pthread_join(threads[i], &status);
		wrong += (intptr_t)status == 401;
		wait += (intptr_t)status == 429;
	}
	assert_int_equal(wrong + wait, THREADS);
	assert_true(wrong >= 1 && wait >= 1);
	struct hasher_counts counts = hasher_counts(kit->house->shared.hasher);
	assert_true(counts.at_once_most <= 2);
	assert_int_equal(counts.hashes, (uint64_t)wrong);
	/* whoever says that he is somebody else, or writes the name otherwise, is not believed: he waits longer each time */
	struct kit_answer *a = NULL;
	for (int i = 0; i < 10 && (!a || a->status == 401); i++)
		a = kit_ask_with(kit, kit->nobody, "POST", "/api/v1/sign-in",
			"Content-Type: application/json\r\nX-Forwarded-For: 203.0.113.9\r\n",
			STR("{\"email\":\"NOBODY@shop.example \",\"password\":\"a wrong password\"}"));
	assert_int_equal(a->status, 429);
	const char *retry = attack_header(kit, a, "Retry-After");
	assert_non_null(retry);
	assert_true(strtol(retry, NULL, 10) >= 1);
	attack_survived(kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slow_senders_are_let_go),
		cmocka_unit_test(promises_earn_no_time),
		cmocka_unit_test(who_is_merely_slow_is_heard),
		cmocka_unit_test(slow_readers_are_let_go),
		cmocka_unit_test(bodies_share_their_memory),
		cmocka_unit_test(guessers_wait),
	};

	return cmocka_run_group_tests(tests, open_tight, attack_close);
}
