/* kill -9 at any moment of collecting, and a disk that fills up: what was acknowledged is there, once.
 *
 * WEND_KILLS says how often (8; 100 with WEND_FULL).  The full disk needs a file system of its own: without the right to
 * mount one it is skipped. */
#include "serving.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/workspace.h"

enum { LINES = 16, IDS = 200000, DISK_MOST = 20000 };

struct sender {
	struct box *box;
	const char *key;
	unsigned next;
	bool acknowledged[IDS];
	uint64_t random;
};

static unsigned kills(void)
{
	const char *wish = getenv("WEND_KILLS");
	int64_t n = wants_full() ? 100 : 8;

	if (wish && (!str_integer(str_of(wish), &n) || n < 1 || n > 100000))
		fail_msg("WEND_KILLS is no number of kills: %s", wish);
	return (unsigned)n;
}

/* Every third request is a batch of three, so that half a batch would show. */
static bool send_one(struct sender *s, int fd, unsigned first, unsigned n, const char *padding)
{
	char body[8000], request[9000];
	size_t at = 0;

	at += (size_t)snprintf(body, sizeof body, n > 1 ? "{\"batch\":[" : "%s", "");
	for (unsigned i = 0; i < n; i++)
		at += (size_t)snprintf(body + at, sizeof body - at,
			"%s{\"type\":\"track\",\"event\":\"Step\",\"messageId\":\"k-%u\",\"userId\":\"u%u\",\"timestamp\":"
			"\"2026-03-02T10:15:00Z\",\"properties\":{\"number\":\"%u\",\"padding\":\"%s\"}}",
			i ? "," : "", first + i, (first + i) % 50, first + i, padding);
	at += (size_t)snprintf(body + at, sizeof body - at, "%s", n > 1 ? "]}" : "");
	snprintf(request, sizeof request,
		"POST /v1/%s?writeKey=%s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
		n > 1 ? "batch" : "track", s->key, at, body);
	return talk_send(fd, request);
}

/* Over some connections, one request each at a time, until the server is gone. */
static void send_until_gone(struct sender *s, int port)
{
	int fds[LINES];
	unsigned first[LINES], n[LINES];
	bool alive = true;

	for (int i = 0; i < LINES; i++)
		fds[i] = talk_open(port);
	while (alive && s->next + 3 * LINES < IDS) {
		struct scope sc = { 0 };
		for (int i = 0; i < LINES; i++) {
			n[i] = i % 3 ? 1 : 3;
			first[i] = s->next;
			s->next += n[i];
			alive &= send_one(s, fds[i], first[i], n[i], "");
		}
		for (int i = 0; i < LINES; i++) {
			int status = talk_status(talk_answer(&sc, fds[i]));
			alive &= status == 200;
			for (unsigned k = 0; status == 200 && k < n[i]; k++)
				s->acknowledged[first[i] + k] = true;
		}
		scope_close(&sc);
	}
	for (int i = 0; i < LINES; i++)
		close(fds[i]);
}

static pid_t kill_after(pid_t pid, useconds_t us)
{
	pid_t child = fork();

	if (child == 0) {
		usleep(us);
		kill(pid, SIGKILL);
		_exit(0);
	}
	return child;
}

/* Which numbers the event store has, and how often. */
static void count_numbers(struct sender *s, const char *dir, unsigned char *times)
{
	struct scope sc = { 0 };
	struct workspace *ws = workspace_open(&sc, box_path(s->box, dir), WORKSPACE_READ);

	assert_non_null(ws);
	struct duck_rows *rows = duck_ask(&sc, evidence_duck(ws->evidence),
		"SELECT CAST(json_extract_string(properties, '$.number') AS BIGINT) FROM events WHERE event = 'Step'",
		0, NULL);
	assert_non_null(rows);
	while (duck_next(rows)) {
		int64_t n = duck_int(rows, 0);
		assert_true(n >= 0 && n < IDS);
		times[n]++;
	}
	assert_true(duck_done(&sc, rows));
	workspace_close(ws);
	scope_close(&sc);
}

static void check_all(struct sender *s, const char *dir)
{
	unsigned char *times = calloc(IDS, 1);
	unsigned acknowledged = 0;

	count_numbers(s, dir, times);
	for (unsigned i = 0; i < s->next; i++) {
		acknowledged += s->acknowledged[i];
		if (s->acknowledged[i] && times[i] != 1)
			fail_msg("event %u was acknowledged and is there %u times", i, times[i]);
		if (times[i] > 1)
			fail_msg("event %u is there %u times", i, times[i]);
	}
	print_message("# %u events were acknowledged and are there once\n", acknowledged);
	assert_true(acknowledged > 0);
	free(times);
}

static void what_was_acknowledged_survives(void **state)
{
	static const char *const quick[] = { "--limit", "move-seconds=1", "--limit", "move-events=200",
		NULL };
	static struct sender s;
	unsigned rounds = kills();

	s = (struct sender){ .box = *state, .random = 20261126 };
	wend_ok(s.box, "init", "ws");
	s.key = serving_key(s.box, "ws");
	for (unsigned i = 0; i < rounds; i++) {
		struct serving running = serving_start(s.box, "ws", quick);
		pid_t killer =
			kill_after(running.pid, 20000 + (useconds_t)(test_random(&s.random) % 2500000));
		send_until_gone(&s, running.port);
		waitpid(killer, NULL, 0);
		assert_int_equal(spawn_wait(running.pid).signal, SIGKILL);
	}
	struct serving last = serving_start(s.box, "ws", quick);
	assert_int_equal(serving_stop(&last, SIGTERM).code, 0);
	check_all(&s, "ws");
}

static bool mount_small(struct box *box, const char *dir)
{
	const char *path = box_path(box, dir);

	assert_int_equal(mkdir(path, 0700), 0);
	return mount("wend-test", path, "tmpfs", 0, "size=20m") == 0;
}

/* Until the disk is full: then 503, nothing else. */
static void fill(struct sender *s, int port)
{
	char padding[2000];
	struct scope sc = { 0 };
	int fd = talk_open(port), full = 0;

	memset(padding, 'x', sizeof padding - 1);
	padding[sizeof padding - 1] = 0;
	for (unsigned i = 0; i < DISK_MOST && full < 5; i++) {
		unsigned number = s->next++;
		assert_true(send_one(s, fd, number, 1, padding));
		const char *answer = talk_answer(&sc, fd);
		int status = talk_status(answer);
		assert_true(status == 200 || status == 503);
		s->acknowledged[number] = status == 200;
		full += status == 503;
		if (status == 503)
			assert_non_null(strstr(answer, "Retry-After: "));
	}
	assert_int_equal(full, 5);
	close(fd);
	scope_close(&sc);
}

static void a_full_disk_loses_nothing(void **state)
{
	static const char *const options[] = { "--limit", "move-seconds=3600", "--limit",
		"move-events=10000000", NULL };
	static struct sender s;
	char ballast[1 << 16] = { 0 };

	s = (struct sender){ .box = *state };
	if (!mount_small(s.box, "small")) {
		print_message("# skipped: no file system can be mounted here\n");
		skip();
	}
	wend_ok(s.box, "init", "small/ws");
	s.key = serving_key(s.box, "small/ws");
	struct serving running = serving_start(s.box, "small/ws", options);
	int fd = open(box_path(s.box, "small/ballast"), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	for (int i = 0; i < 96; i++)
		assert_int_equal(write(fd, ballast, sizeof ballast), sizeof ballast);
	close(fd);
	fill(&s, running.port);
	unlink(box_path(s.box, "small/ballast"));
	int status = 0;
	for (int i = 0; i < 100 && status != 200; i++) { /* it goes on by itself */
		struct scope sc = { 0 };
		unsigned number = s.next++;
		int line = talk_open(running.port);
		send_one(&s, line, number, 1, "");
		status = talk_status(talk_answer(&sc, line));
		s.acknowledged[number] = status == 200;
		close(line);
		scope_close(&sc);
		usleep(50000);
	}
	assert_int_equal(status, 200);
	box_copy(s.box, "small/ws", "copy"); /* with room to move what waits */
	serving_stop(&running, SIGKILL);
	umount(box_path(s.box, "small"));
	struct serving last = serving_start(s.box, "copy", options);
	assert_int_equal(serving_stop(&last, SIGTERM).code, 0);
	check_all(&s, "copy");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_acknowledged_survives, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_full_disk_loses_nothing, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
