/* A server that stops while somebody is at the workspace, and others wait for it. */
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_waits_is_told_or_let_go),
		cmocka_unit_test(others_are_answered_meanwhile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
