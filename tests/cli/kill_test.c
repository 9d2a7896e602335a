/* kill -9 at any moment of an import: afterwards the workspace opens, has all of the file or nothing of it, and
 * importing it again makes the workspace what an undisturbed import makes it, in both of its databases.
 *
 * WEND_KILLS says how often (12; 60 with WEND_FULL). */
#include "shop.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

static unsigned kills(void)
{
	const char *wish = getenv("WEND_KILLS");
	int64_t n = wants_full() ? 60 : 12;

	if (wish && (!str_integer(str_of(wish), &n) || n < 1 || n > 100000))
		fail_msg("WEND_KILLS is no number of kills: %s", wish);
	return (unsigned)n;
}

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void sleep_us(int64_t us)
{
	struct timespec t = { us / 1000000, us % 1000000 * 1000 };

	nanosleep(&t, NULL);
}

/* Where the kills lie: every second one anywhere, the others in the last third, where the commits are. */
static int64_t moment(unsigned i, unsigned n, int64_t whole_us, uint64_t *state)
{
	double luck = (double)(test_random(state) >> 11) / 9007199254740992.0;
	double place = ((double)(i / 2) + luck) / ((double)n / 2);

	if (place > 1)
		place = luck;
	return (int64_t)((double)whole_us * (i % 2 ? 0.6 + 0.45 * place : place));
}

/* false: it was done before. */
static bool killed(struct box *box, const char *const *arguments, int64_t after_us)
{
	pid_t pid = spawn_start(box, wend_bin(), arguments);

	sleep_us(after_us);
	kill(pid, SIGKILL);
	struct ran r = spawn_wait(pid);
	assert_true(r.signal == SIGKILL || r.code == 0);
	return r.signal == SIGKILL;
}

struct copy { /* what a workspace says it has */
	struct str events, feedback, quarantine;
};

static struct copy export_of(struct box *box, const char *workspace)
{
	wend_ok(box, "export", "-w", workspace, "-o", "exported");
	return (struct copy){ box_read(box, "exported/events.csv"), box_read(box, "exported/feedback.ndjson"),
		box_read(box, "exported/quarantine.ndjson") };
}

static void assert_same(const struct copy *a, const struct copy *b)
{
	assert_true(str_equal(a->events, b->events));
	assert_true(str_equal(a->feedback, b->feedback));
	assert_true(str_equal(a->quarantine, b->quarantine));
}

static const char *const import[] = { "import", "big.csv", "-w", "ws", NULL };

struct trial {
	struct box *box;
	struct copy before, after; /* of the undisturbed import */
	int64_t whole_us;
	unsigned stopped, taken; /* how often it was killed; how often the file was there all the same */
};

/* A workspace with earlier data, of which the file repeats a part; and how an undisturbed import goes. */
static void prepare(struct trial *t, struct box *box)
{
	struct shop shop = { .customers = is_sanitized() ? 1200 : 4000,
		.seed = 11,
		.unreadable_each = 40,
		.texts = true,
		.ratings = true,
		.channels = true };

	t->box = box;
	shop_csv(box, "big.csv", &shop);
	shop.to = 500;
	shop_csv(box, "early.csv", &shop);
	make_workspace(box, "base");
	wend_ok(box, "import", "early.csv", "-w", "base");
	t->before = export_of(box, "base");
	box_copy(box, "base", "ws");
	int64_t began = now_us();
	assert_int_equal(spawn_wait(spawn_start(box, wend_bin(), import)).code, 0);
	t->whole_us = now_us() - began;
	t->after = export_of(box, "ws");
	assert_true(t->after.feedback.n > t->before.feedback.n && t->before.feedback.n > 0);
	assert_true(t->after.quarantine.n > t->before.quarantine.n && t->before.quarantine.n > 0);
}

static void fresh(struct box *box, const char *workspace)
{
	run_program(box, "/bin/rm", "-rf", "ws");
	box_copy(box, workspace, "ws");
}

/* Nothing half-written is left of the trail once somebody has asked. */
static void trail_is_whole(struct box *box)
{
	struct str files = box_list(box, "ws/trail");

	if (!str_equal(files, STR("main")) && !str_equal(files, STR("delta main")))
		fail_msg("ws/trail has %.*s", STR_ARG(files));
}

static void one_kill(struct trial *t, int64_t after_us)
{
	fresh(t->box, "base");
	bool stopped = killed(t->box, import, after_us);
	struct copy found = export_of(t->box, "ws");
	bool all = found.events.n == t->after.events.n;

	assert_same(&found, all ? &t->after : &t->before);
	wend_ok(t->box, "import", "big.csv", "-w", "ws");
	found = export_of(t->box, "ws");
	assert_same(&found, &t->after);
	assert_str(box_list(t->box, "ws"), "events.duckdb exports secret.key trail wend.db");
	trail_is_whole(t->box);
	t->stopped += stopped;
	t->taken += stopped && all;
	/* It was done before its time: the machine is quicker now than when the whole was measured. */
	if (!stopped)
		t->whole_us -= t->whole_us / 10;
}

static void an_import_may_be_killed_at_any_moment(void **state)
{
	struct trial t = { 0 };
	uint64_t luck = 4711;
	unsigned n = kills();

	prepare(&t, *state);
	for (unsigned i = 0; t.stopped < n && i < 4 * n; i++)
		one_kill(&t, moment(i % n, n, t.whole_us, &luck));
	print_message("# killed %u imports of %lld ms; %u of them had committed\n", t.stopped,
		(long long)t.whole_us / 1000, t.taken);
	assert_int_equal(t.stopped, n);
}

static void the_first_map_may_be_killed_at_any_moment(void **state)
{
	struct box *box = *state;
	static const char *const map[] = { "map", "-w", "ws", NULL };
	uint64_t luck = 815;
	unsigned n = kills() / 2 + 1;

	make_workspace(box, "base");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 300, .seed = 5, .ratings = true });
	wend_ok(box, "import", "shop.csv", "-w", "base");
	/* the trail is lost too, so that its making is among what is killed */
	run_program(box, "/bin/rm", "-rf", "base/trail");
	fresh(box, "base");
	int64_t began = now_us();
	struct str whole = wend_ok(box, "map", "-w", "ws", "--json");
	int64_t took = now_us() - began;
	for (unsigned i = 0; i < n; i++) {
		fresh(box, "base");
		killed(box, map, moment(i, n, took, &luck));
		json_t *maps = json_of(wend_ok(box, "maps", "-w", "ws", "--json"));
		assert_true(json_array_size(json_at(maps, "maps")) <= 1);
		json_decref(maps);
		assert_true(str_equal(wend_ok(box, "map", "-w", "ws", "--json"), whole));
		assert_str(box_list(box, "ws"), "events.duckdb exports secret.key trail wend.db");
		trail_is_whole(box);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_import_may_be_killed_at_any_moment, box_open, box_close),
		cmocka_unit_test_setup_teardown(
			the_first_map_may_be_killed_at_any_moment, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
