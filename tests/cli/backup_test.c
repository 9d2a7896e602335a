/* Backups as people make them: beside one who writes notes, killed at any moment, on a full disk; and back. */
#include "shop.h"

#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void with_data(struct box *box)
{
	make_workspace(box, "ws");
	shop_csv(box, "shop.csv",
		&(struct shop){
			.customers = 400, .seed = 5, .texts = true, .ratings = true, .channels = true });
	wend_ok(box, "import", "shop.csv", "-w", "ws");
	wend_ok(box, "map", "-w", "ws");
	assert_int_equal(mkdir(box_path(box, "ws/voice"), 0777), 0);
	box_text(box, "ws/voice/lexicon-en.txt", "");
}

static struct str map_of(struct box *box, const char *workspace)
{
	return wend_ok(box, "map", "-w", workspace, "--json");
}

static void there_and_back(void **state)
{
	static const char *const outs[] = { "out", "out.zip" };
	struct box *box = *state;

	with_data(box);
	struct str map = map_of(box, "ws"), status = status_of(box, "ws");
	for (size_t i = 0; i < COUNT_OF(outs); i++) {
		const char *again = scope_printf(&box->sc, "again-%zu", i);
		struct stat st;
		assert_true(str_starts(wend_ok(box, "backup", outs[i], "-w", "ws"), STR("Made out")));
		assert_int_equal(stat(box_path(box, outs[i]), &st), 0);
		assert_int_equal(st.st_mode & 077, 0);
		assert_true(str_has(wend_ok(box, "backup", "--check", outs[i]), STR(" is sound: 4 files, ")));
		wend_ok(box, "restore", outs[i], again);
		assert_str(box_list(box, again), "events.duckdb exports secret.key voice wend.db");
		assert_str(box_list(box, scope_printf(&box->sc, "%s/voice", again)), "lexicon-en.txt");
		assert_true(str_equal(map_of(box, again), map));
		assert_true(str_equal(status_of(box, again), status));
	}
	assert_str(box_list(box, "."), "again-0 again-1 out out.zip shop.csv ws");
	assert_str(box_list(box, "out"), "events.duckdb manifest.json manifest.sum secret.key voice wend.db");
}

static void said_as_json(void **state)
{
	struct box *box = *state;

	with_data(box);
	json_t *made = json_of(wend_ok(box, "backup", "out.zip", "-w", "ws", "--json"));
	json_t *back = json_of(wend_ok(box, "restore", "out.zip", "new", "--json"));
	assert_int_equal(json_int_at(made, "files"), 4);
	assert_true(json_int_at(made, "bytes") > 100000);
	assert_string_equal(
		json_string_value(json_at(made, "made")), json_string_value(json_at(back, "made")));
	json_decref(made);
	json_decref(back);
}

static void what_is_refused(void **state)
{
	struct box *box = *state;

	with_data(box);
	wend_ok(box, "backup", "out.zip", "-w", "ws");
	assert_refused(wend(box, "backup", "out.zip", "-w", "ws"), 4, "nothing is written over");
	assert_refused(wend(box, "backup", "shop.csv", "-w", "ws"), 4, "is there already");
	assert_refused(wend(box, "backup", "out.tar.gz", "-w", "ws"), 2, "a folder or a zip archive");
	assert_refused(wend(box, "backup", "ws/out", "-w", "ws"), 2, "lies within the workspace");
	assert_refused(wend(box, "backup", "ws/exports/out.zip", "-w", "ws"), 2, "lies within the workspace");
	assert_refused(wend(box, "backup", "no/such/out", "-w", "ws"), 7, "no/such/out");
	assert_refused(wend(box, "backup", "new", "-w", "no-workspace"), 3, "is not a workspace");
	assert_refused(wend(box, "backup", "--check", "none.zip"), 3, "none.zip");
	assert_refused(wend(box, "backup", "--check", "shop.csv"), 2, "is no backup");
	assert_refused(wend(box, "restore", "out.zip", "ws"), 4, "is no empty folder");
	assert_refused(wend(box, "restore", "out.zip", "shop.csv"), 4, "is no empty folder");
	assert_refused(wend(box, "restore", "shop.csv", "new"), 2, "is no backup");
	assert_refused(wend(box, "restore", "ws", "new"), 2, "it has no manifest.json");
	assert_str(box_list(box, "."), "out.zip shop.csv ws");
	assert_int_equal(mkdir(box_path(box, "new"), 0777), 0);
	wend_ok(box, "restore", "out.zip", "new");
	wend_ok(box, "status", "-w", "new");
}

static void damage_goes_into_no_backup(void **state)
{
	static const char *const files[] = { "ws/events.duckdb", "ws/wend.db" };
	struct box *box = *state;

	with_data(box);
	box_copy(box, "ws", "whole");
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct stat st;
		run_program(box, "/bin/rm", "-rf", "ws");
		box_copy(box, "whole", "ws");
		assert_int_equal(stat(box_path(box, files[i]), &st), 0);
		assert_int_equal(truncate(box_path(box, files[i]), st.st_size / 2), 0);
		assert_int_equal(truncate(box_path(box, files[i]), st.st_size), 0);
		assert_refused(wend(box, "backup", "out", "-w", "ws"), 7, "");
		assert_str(box_list(box, "."), "shop.csv whole ws");
	}
}

/* --- beside one who writes ------------------------------------------------------------------------ */

static struct str first_touchpoint(struct box *box)
{
	json_t *map = json_of(map_of(box, "ws"));
	const json_t *id = json_at(map, "touchpoints.0.id");

	assert_non_null(id);
	struct str s = str_copy(&box->sc, str_of(json_string_value(id)));
	json_decref(map);
	return s;
}

static long long notes_in(struct box *box, const char *workspace)
{
	json_t *notes = json_of(wend_ok(box, "note", "-w", workspace, "--json"));
	long long n = (long long)json_array_size(json_at(notes, "notes"));

	json_decref(notes);
	return n;
}

/* One process uses a workspace at a time: whoever comes second is told, and both try again. */
static struct ran until_free(struct box *box, const char *out)
{
	struct ran r = { .code = 4 };

	for (int i = 0; i < 300 && r.code == 4; i++)
		r = wend(box, "backup", out, "-w", "ws");
	return r;
}

static void beside_one_who_writes_notes(void **state)
{
	struct box *box = *state;

	with_data(box);
	const char *line = scope_printf(&box->sc,
		"while :; do \"$0\" note 'waits too long' --touchpoint '%.*s' -w ws; done",
		STR_ARG(first_touchpoint(box)));
	pid_t writer = spawn_start(box, "/bin/sh", (const char *const[]){ "-c", line, wend_bin(), NULL });
	long long before = 0;
	for (int i = 0; i < 4; i++) {
		const char *out = scope_printf(&box->sc, "out-%d%s", i, i % 2 ? ".zip" : ""),
			   *again = scope_printf(&box->sc, "again-%d", i);
		struct ran r = until_free(box, out);
		if (r.code)
			kill(writer, SIGKILL);
		assert_int_equal(r.code, 0);
		wend_ok(box, "restore", out, again);
	}
	kill(writer, SIGKILL);
	spawn_wait(writer);
	run_program(box, "/bin/sleep", "2"); /* the note that it was at is written */
	for (int i = 0; i < 4; i++) {
		const char *again = scope_printf(&box->sc, "again-%d", i);
		long long n = notes_in(box, again);
		assert_true(n >= before);
		before = n;
		map_of(box, again);
	}
	assert_true(before > 0 && notes_in(box, "ws") >= before);
	wend_ok(box, "backup", "last.zip", "-w", "ws");
	wend_ok(box, "restore", "last.zip", "last");
	assert_true(str_equal(map_of(box, "last"), map_of(box, "ws")));
}

/* The server lends the workspace and takes it back; what it does meanwhile does not stop it. */
static void beside_a_server(void **state)
{
	static const char *const serve[] = { "serve", "ws", "--listen", "unix:server.sock", NULL };
	struct box *box = *state;
	struct ran made[4];

	with_data(box);
	struct str map = map_of(box, "ws");
	pid_t server = spawn_start(box, wend_bin(), serve);
	for (int i = 0; i < 300 && access(box_path(box, "ws/wend.sock"), F_OK) != 0; i++)
		run_program(box, "/bin/sleep", "0.1");
	for (size_t i = 0; i < COUNT_OF(made); i++)
		made[i] = wend(box, "backup", scope_printf(&box->sc, "out-%zu.zip", i), "-w", "ws");
	bool runs = kill(server, SIGTERM) == 0;
	assert_int_equal(spawn_wait(server).code, 0);
	assert_true(runs);
	for (size_t i = 0; i < COUNT_OF(made); i++) {
		const char *again = scope_printf(&box->sc, "again-%zu", i);
		assert_int_equal(made[i].code, 0);
		wend_ok(box, "restore", scope_printf(&box->sc, "out-%zu.zip", i), again);
		assert_int_equal(
			access(box_path(box, scope_printf(&box->sc, "%s/wend.sock", again)), F_OK), -1);
		assert_int_equal(
			access(box_path(box, scope_printf(&box->sc, "%s/inbox.db", again)), F_OK), 0);
		assert_true(str_equal(map_of(box, again), map));
	}
}

/* --- kills --------------------------------------------------------------------------------------- */

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

/* How long it takes undisturbed. */
static int64_t whole(struct box *box, const char *const *args)
{
	int64_t began = now_us();

	assert_int_equal(spawn_wait(spawn_start(box, wend_bin(), args)).code, 0);
	return now_us() - began;
}

static void kill_within(struct box *box, const char *const *args, int64_t after_us)
{
	pid_t pid = spawn_start(box, wend_bin(), args);

	sleep_us(after_us);
	kill(pid, SIGKILL);
	struct ran r = spawn_wait(pid);
	assert_true(r.signal == SIGKILL || r.code == 0);
}

static unsigned kills(void)
{
	return wants_full() ? 60 : 10;
}

/* What has its name is whole; what has not is cleared away by the next. */
static void a_backup_may_be_killed_at_any_moment(void **state)
{
	static const char *const outs[] = { "out", "out.zip" };
	struct box *box = *state;
	uint64_t luck = 3;
	unsigned there = 0;

	with_data(box);
	struct str map = map_of(box, "ws");
	for (unsigned i = 0; i < kills(); i++) {
		const char *out = outs[i % 2], *const args[] = { "backup", out, "-w", "ws", NULL };
		int64_t took = whole(box, args);
		run_program(box, "/bin/rm", "-rf", "out", "out.zip");
		kill_within(box, args, (int64_t)(test_random(&luck) % (uint64_t)(took + took / 20)));
		bool done = access(box_path(box, out), F_OK) == 0;
		there += done;
		if (!done)
			wend_ok(box, "backup", out, "-w", "ws");
		wend_ok(box, "backup", "--check", out);
		run_program(box, "/bin/rm", "-rf", "again");
		wend_ok(box, "restore", out, "again");
		assert_true(str_equal(map_of(box, "again"), map));
		run_program(box, "/bin/rm", "-rf", "out", "out.zip", "again");
		/* killed after it had been placed, before it had cleared up: only an archive leaves that */
		if (!done)
			assert_str(box_list(box, "."), "shop.csv ws");
		run_program(box, "/bin/rm", "-rf", scope_printf(&box->sc, "%s.wend-part", out));
	}
	print_message("# killed %u backups, %u of them were there\n", kills(), there);
	assert_true(str_equal(map_of(box, "ws"), map));
}

static void a_restore_may_be_killed_at_any_moment(void **state)
{
	static const char *const args[] = { "restore", "out.zip", "again", NULL };
	struct box *box = *state;
	uint64_t luck = 4;

	with_data(box);
	struct str map = map_of(box, "ws");
	wend_ok(box, "backup", "out.zip", "-w", "ws");
	int64_t took = whole(box, args);
	for (unsigned i = 0; i < kills(); i++) {
		run_program(box, "/bin/rm", "-rf", "again");
		kill_within(box, args, (int64_t)(test_random(&luck) % (uint64_t)(took + took / 20)));
		if (access(box_path(box, "again"), F_OK) != 0)
			wend_ok(box, "restore", "out.zip", "again");
		assert_true(str_equal(map_of(box, "again"), map));
		assert_str(box_list(box, "."), "again out.zip shop.csv ws");
	}
}

/* --- full disks ---------------------------------------------------------------------------------- */

static struct ran limited(struct box *box, unsigned blocks, const char *command)
{
	const char *line =
		scope_printf(&box->sc, "trap '' XFSZ; ulimit -f %u; exec \"$0\" %s", blocks, command);

	return run_program(box, "/bin/sh", "-c", line, wend_bin());
}

static void a_full_disk_leaves_nothing(void **state)
{
	static const unsigned limits[] = { 1, 100, 300, 700, 1500, 3000 };
	static const char *const commands[] = { "backup new -w ws", "backup new.zip -w ws",
		"restore out.zip new" };
	struct box *box = *state;
	unsigned refused = 0;

	with_data(box);
	wend_ok(box, "backup", "out.zip", "-w", "ws");
	struct str status = status_of(box, "ws");
	for (size_t i = 0; i < COUNT_OF(limits) * COUNT_OF(commands); i++) {
		struct ran r = limited(box, limits[i / 3], commands[i % 3]);
		refused += r.code != 0;
		if (r.code) {
			assert_refused(r, 7, "");
			assert_str(box_list(box, "."), "out.zip shop.csv ws");
		}
		run_program(box, "/bin/rm", "-rf", "new", "new.zip");
	}
	assert_true(refused >= 6);
	assert_true(str_equal(status_of(box, "ws"), status));
	wend_ok(box, "backup", "new", "-w", "ws");
}

/* Everything is asked of it before anything is checked: a test that fails must not leave it mounted. */
static void a_small_disk(void **state)
{
	struct box *box = *state;
	const char *disk = box_path(box, "disk");

	with_data(box);
	wend_ok(box, "backup", "out.zip", "-w", "ws");
	assert_int_equal(mkdir(disk, 0777), 0);
	if (mount("none", disk, "tmpfs", 0, "size=1m") != 0) {
		print_message("# skipped: no disk can be mounted here\n");
		skip();
	}
	struct ran folder = wend(box, "backup", "disk/out", "-w", "ws");
	struct ran archive = wend(box, "backup", "disk/out.zip", "-w", "ws");
	struct ran restore = wend(box, "restore", "out.zip", "disk/new");
	struct str left = box_list(box, "disk");
	assert_int_equal(umount(disk), 0);
	assert_refused(folder, 7, "disk/out");
	assert_refused(archive, 7, "disk/out.zip");
	assert_refused(restore, 7, "make room on the disk");
	assert_str(left, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(there_and_back, box_open, box_close),
		cmocka_unit_test_setup_teardown(said_as_json, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_is_refused, box_open, box_close),
		cmocka_unit_test_setup_teardown(damage_goes_into_no_backup, box_open, box_close),
		cmocka_unit_test_setup_teardown(beside_one_who_writes_notes, box_open, box_close),
		cmocka_unit_test_setup_teardown(beside_a_server, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_backup_may_be_killed_at_any_moment, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_restore_may_be_killed_at_any_moment, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_small_disk, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
