/* kill -9 at any moment of putting and moving: afterwards every event that was acknowledged is in the event store exactly
 * once, what cannot be taken stands in quarantine exactly once, and what was sent again is no second event.
 *
 * WEND_KILLS says how often (30). */
#include "collect/moved.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/buf.h"
#include "base/names.h"

enum { FLYING = 300 };

/* --- the one that is killed ---------------------------------------------------------------------- */

struct child {
	struct moved m;
	int acks;
	unsigned round;
	atomic_uint flying;
};

struct sent {
	struct child *child;
	uint32_t i;
};

static void acknowledge(void *to, bool ok, const char *why)
{
	struct sent *s = to;

	(void)why;
	if (!ok || write(s->child->acks, &s->i, sizeof s->i) != sizeof s->i)
		_exit(3);
	atomic_fetch_sub(&s->child->flying, 1);
	free(s);
}

/* Every second one has a number of its own and is sent again in the next round if it was not acknowledged; every seventh
 * comes with one that cannot be taken. */
static void body_of(char *out, size_t room, unsigned round, uint32_t i)
{
	char message[40] = "", n[30], bad[80] = "";

	if (i % 2 == 0) {
		snprintf(message, sizeof message, "\"messageId\":\"m-%u\",", i);
		snprintf(n, sizeof n, "%u", i);
	} else {
		snprintf(n, sizeof n, "%u.%u", round, i);
	}
	if (i % 7 == 0)
		snprintf(bad, sizeof bad, ",{\"type\":\"track\",\"event\":\"%u.%u\"}", round, i);
	snprintf(out, room,
		"{\"batch\":[{\"type\":\"track\",\"event\":\"A\",%s\"userId\":\"u-%u\",\"properties\":{\"n\":\"%s\"}}%s]}",
		message, i % 50, n, bad);
}

static void send_one(struct child *c, uint32_t i)
{
	char body[300];
	const char *why;
	struct sent *s = malloc(sizeof *s);

	while (atomic_load(&c->flying) >= FLYING)
		usleep(50);
	atomic_fetch_add(&c->flying, 1);
	body_of(body, sizeof body, c->round, i);
	*s = (struct sent){ c, i };
	if (!inbox_put(c->m.inbox,
		    &(struct inbox_item){ .source = 1 + i % 3 / 2,
			    .kind = COLLECT_BATCH,
			    .events = 1,
			    .received_us = NOW,
			    .bytes = str_of(body) },
		    acknowledge, s, &why))
		_exit(4);
}

static void *move_on(void *to)
{
	struct child *c = to;

	for (;;) {
		struct scope sc = { 0 };
		if (!collect_move(&sc, c->m.ws, c->m.inbox,
			    &(struct move_wish){ .now_us = NOW, .bytes = 30000 }, &c->m.report)) {
			fprintf(stderr, "# %s\n", sc.why);
			_exit(5);
		}
		scope_close(&sc);
		usleep(200);
	}
	return NULL;
}

static _Noreturn void be_killed(const char *dir, int acks, unsigned round, uint32_t from)
{
	static struct child c;
	pthread_t mover;

	c.m.dir = dir;
	c.acks = acks;
	c.round = round;
	moved_begin(&c.m);
	if (pthread_create(&mover, NULL, move_on, &c) != 0)
		_exit(6);
	for (uint32_t i = from;; i++)
		send_one(&c, i);
}

/* --- the one that looks on ------------------------------------------------------------------------ */

struct seen {
	struct scope sc;
	struct names *events, *bad; /* that were acknowledged */
	uint32_t next;
};

static void note_ack(struct seen *seen, unsigned round, uint32_t i)
{
	char n[30];

	if (i % 2 == 0)
		snprintf(n, sizeof n, "%u", i);
	else
		snprintf(n, sizeof n, "%u.%u", round, i);
	names_add(seen->events, str_of(n));
	snprintf(n, sizeof n, "%u.%u", round, i);
	if (i % 7 == 0)
		names_add(seen->bad, str_of(n));
	seen->next = i + 1;
}

static void one_round(struct seen *seen, const char *dir, unsigned round, useconds_t after)
{
	int ends[2], status;
	uint32_t i;

	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[0]);
		be_killed(dir, ends[1], round, seen->next);
	}
	close(ends[1]);
	if (read(ends[0], &i, sizeof i) == sizeof i)
		note_ack(seen, round, i);
	usleep(after);
	kill(pid, SIGKILL);
	while (read(ends[0], &i, sizeof i) == sizeof i)
		note_ack(seen, round, i);
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("it ended by itself: %x", (unsigned)status);
}

/* Each is there once, and all that were acknowledged are. */
static void check(struct moved *m, const char *sql, const struct names *acknowledged)
{
	struct scope sc = { 0 };
	struct names *there = names_new(&sc);
	struct duck_rows *rows = duck_ask(&sc, evidence_duck(m->ws->evidence), sql, 0, NULL);

	assert_non_null(rows);
	while (duck_next(rows)) {
		uint32_t before = names_count(there);
		if (names_add(there, duck_text(rows, 0)) != before)
			fail_msg("%.*s is there twice", STR_ARG(duck_text(rows, 0)));
	}
	assert_true(duck_done(&sc, rows));
	for (uint32_t i = 0; i < names_count(acknowledged); i++)
		if (names_find(there, names_at(acknowledged, i)) == NAMES_NONE)
			fail_msg("%.*s was acknowledged and is lost", STR_ARG(names_at(acknowledged, i)));
	scope_close(&sc);
}

static unsigned kills(void)
{
	int64_t n = 30;

	if (getenv("WEND_KILLS") && !str_integer(str_of(getenv("WEND_KILLS")), &n))
		fail_msg("WEND_KILLS is no number");
	return (unsigned)n;
}

static void make_workspace(struct moved *m, struct folder *f)
{
	m->dir = folder_path(f, "ws");
	assert_true(workspace_init(&f->sc, m->dir));
}

static void killed_at_any_moment(void **state)
{
	struct folder f = folder_open();
	struct moved m = { 0 };
	struct seen seen = { 0 };
	uint64_t luck = 20260302;
	unsigned n = kills();

	(void)state;
	seen.events = names_new(&seen.sc);
	seen.bad = names_new(&seen.sc);
	make_workspace(&m, &f);
	for (unsigned round = 0; round < n; round++)
		one_round(&seen, m.dir, round, (useconds_t)(test_random(&luck) % 120000));
	moved_begin(&m);
	do
		moved_move(&m);
	while (m.report.more);
	print_message("# %u kills, %u events acknowledged\n", n, names_count(seen.events));
	assert_true(names_count(seen.events) > n);
	check(&m, "SELECT json_extract_string(properties, '$.n') FROM event", seen.events);
	check(&m, "SELECT regexp_extract(record, '[0-9]+[.][0-9]+') FROM quarantine", seen.bad);
	moved_end(&m);
	scope_close(&m.folder.sc);
	scope_close(&seen.sc);
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(killed_at_any_moment),
	};

	return cmocka_run_group_tests_name("kill", tests, NULL, NULL);
}
