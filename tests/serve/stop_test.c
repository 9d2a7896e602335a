/* A server that stops while somebody is at the workspace, and others wait for it. */
#include <poll.h>

#include "house_kit.h"

enum { WAITING = 6 };

struct keeper {
	struct house_kit *kit;
	struct scope sc;
};

static void *leave_after_a_while(void *to)
{
	struct keeper *k = to;

	usleep(800000);
	office_leave(k->kit->house->office);
	return NULL;
}

static int ask(struct house_kit *kit, const char *path)
{
	int fd = talk_open(kit->port);

	talk_send(fd, scope_printf(&kit->sc, "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", path,
			      kit_credentials(kit, kit->admin)));
	return fd;
}

/* Of the answers that do not come in time none is made of what is closed already. */
static void whoever_waits_is_told_or_let_go(void **state)
{
	struct limits limits = limits_usual();
	struct keeper keeper = { 0 };
	int fds[WAITING];
	pthread_t leaving;

	(void)state;
	limits.at[LIMIT_STOP_SECONDS] = 1;
	limits.at[LIMIT_WORKERS] = 2;
	struct house_kit *kit = house_kit_open_with(&(struct kit_wish){ .limits = limits });
	keeper.kit = kit;
	assert_non_null(office_enter(kit->house->office, &keeper.sc));
	for (size_t i = 0; i < WAITING; i++)
		fds[i] = ask(kit, i % 2 ? "/api/v1/maps/shop" : "/api/v1/maps/shop/voice");
	int live = ask(kit, "/api/v1/live?map=shop");
	usleep(300000);
	serve_stop(kit->serving);
	pthread_join(kit->thread, NULL);
	assert_int_equal(pthread_create(&leaving, NULL, leave_after_a_while, &keeper), 0);
	serve_close(kit->serving);
	pthread_join(leaving, NULL);
	for (size_t i = 0; i < WAITING; i++) {
		char *answer = talk_answer(&kit->sc, fds[i]);
		int status = talk_status(answer);
		if (status != 0 && status != 409 && status != 503)
			fail_msg("%d: %s", status, answer);
		close(fds[i]);
	}
	close(live);
	scope_close(&keeper.sc);
	json_decref(kit->openapi);
	scope_close(&kit->sc);
	folder_close(&kit->folder);
	free(kit);
}

/* What needs no workspace is answered while somebody is at it. */
static void others_are_answered_meanwhile(void **state)
{
	struct limits limits = limits_usual();
	struct keeper keeper = { 0 };
	int fds[WAITING];

	(void)state;
	limits.at[LIMIT_WORKERS] = 2;
	struct house_kit *kit = house_kit_open_with(&(struct kit_wish){ .limits = limits });
	keeper.kit = kit;
	assert_non_null(office_enter(kit->house->office, &keeper.sc));
	for (size_t i = 0; i < WAITING; i++)
		fds[i] = ask(kit, "/api/v1/maps/shop/voice");
	usleep(200000);
	int64_t before = clock_steady_us();
	assert_int_equal(kit_ask(kit, kit->admin, "GET", "/api/v1/users", NULL)->status, 200);
	assert_true(clock_steady_us() - before < 3000000);
	office_leave(kit->house->office);
	for (size_t i = 0; i < WAITING; i++)
		close(fds[i]);
	scope_close(&keeper.sc);
	house_kit_close(kit);
}

struct turns {
	struct house_kit *kit;
	struct scope sc;
	int times;
};

static void *come_and_go(void *to)
{
	struct turns *t = to;

	for (int i = 0; i < t->times; i++) {
		if (i && !office_enter_patiently(t->kit->house->office, &t->sc))
			return t;
		usleep(400000);
		office_leave(t->kit->house->office);
	}
	return NULL;
}

/* More questions at once than may wait for one who takes long: all are answered, one after the other, as nobody takes
 * long. */
static void many_short_questions_queue(void **state)
{
	enum { MANY = 16 };
	static const char *const condition = "{\"condition\":{\"not\":{\"attr\":\"source\",\"is\":\"crm\"}}}";
	struct turns turns = { .times = 2 };
	int fds[MANY];
	pthread_t busy;

	(void)state;
	struct house_kit *kit = house_kit_open();
	turns.kit = kit;
	assert_non_null(office_enter(kit->house->office, &turns.sc));
	for (size_t i = 0; i < MANY; i++) {
		fds[i] = talk_open(kit->port);
		talk_send(fds[i], scope_printf(&kit->sc,
					  "POST /api/v1/count HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s"
					  "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
					  kit_credentials(kit, kit->admin), strlen(condition), condition));
	}
	assert_int_equal(pthread_create(&busy, NULL, come_and_go, &turns), 0);
	for (size_t i = 0; i < MANY; i++) {
		char *answer = talk_answer(&kit->sc, fds[i]);
		if (talk_status(answer) != 200)
			fail_msg("%zu: %s", i, answer);
		close(fds[i]);
	}
	void *failed;
	pthread_join(busy, &failed);
	assert_null(failed);
	scope_close(&turns.sc);
	house_kit_close(kit);
}

/* Somebody takes long: those past most_waiting are told so soon, and the others when there is no hope. */
static void nobody_queues_long_for_one_who_takes_long(void **state)
{
	struct limits limits = limits_usual();
	struct keeper keeper = { 0 };
	int fds[WAITING], told = 0;

	(void)state;
	limits.at[LIMIT_WORKERS] = 4;
	struct house_kit *kit = house_kit_open_with(&(struct kit_wish){ .limits = limits });
	keeper.kit = kit;
	assert_non_null(office_enter(kit->house->office, &keeper.sc));
	int64_t before = clock_steady_us();
	for (size_t i = 0; i < WAITING; i++)
		fds[i] = ask(kit, "/api/v1/maps/shop/voice");
	for (size_t i = 0; i < WAITING; i++) {
		struct pollfd p = { fds[i], POLLIN, 0 };
		int64_t left = 4000 - (clock_steady_us() - before) / 1000;
		if (poll(&p, 1, left > 0 ? (int)left : 0) == 1)
			told += talk_status(talk_answer(&kit->sc, fds[i])) == 409;
	}
	/* Two wait as long as it takes. */
	assert_int_equal(told, WAITING - 2);
	office_leave(kit->house->office);
	for (size_t i = 0; i < WAITING; i++)
		close(fds[i]);
	scope_close(&keeper.sc);
	house_kit_close(kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_waits_is_told_or_let_go),
		cmocka_unit_test(others_are_answered_meanwhile),
		cmocka_unit_test(many_short_questions_queue),
		cmocka_unit_test(nobody_queues_long_for_one_who_takes_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
