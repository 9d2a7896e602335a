/* Full disks, damaged files, and a second process: nothing is lost, and what is the matter is said. */
#include "shop.h"
#include "store/duck.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void with_data(struct box *box, const char *workspace)
{
	make_workspace(box, workspace);
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 200, .seed = 5, .texts = true });
	wend_ok(box, "import", "shop.csv", "-w", workspace);
}

/* --- full disks ---------------------------------------------------------------------------------- */

/* A file that grows past the limit gives an error, as a full disk does. */
static struct ran limited(struct box *box, unsigned blocks, const char *command)
{
	const char *line =
		scope_printf(&box->sc, "trap '' XFSZ; ulimit -f %u; exec \"$0\" %s", blocks, command);

	return run_program(box, "/bin/sh", "-c", line, wend_bin());
}

static void imports_within(struct box *box, const char *file)
{
	static const unsigned limits[] = { 1, 64, 500, 1000, 2000, 3000, 3700, 4000, 5000, 7000 };
	unsigned refused = 0;

	make_workspace(box, "base");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 200, .seed = 5, .texts = true });
	wend_ok(box, "import", "shop.csv", "-w", "base");
	struct str before = status_of(box, "base");
	for (size_t i = 0; i < COUNT_OF(limits); i++) {
		run_program(box, "/bin/rm", "-rf", "ws");
		box_copy(box, "base", "ws");
		struct ran r = limited(box, limits[i], scope_printf(&box->sc, "import %s -w ws", file));
		if (r.code)
			assert_refused(r, 7, "");
		refused += r.code != 0;
		assert_true(r.code == 0 || str_equal(status_of(box, "ws"), before));
		wend_ok(box, "import", file, "-w", "ws");
		assert_str(box_list(box, "ws"), "events.duckdb exports secret.key trail wend.db");
	}
	assert_true(refused >= 3);
}

static void a_full_disk_keeps_nothing_of_an_import(void **state)
{
	shop_csv(*state, "big.csv",
		&(struct shop){ .customers = 6000, .seed = 9, .texts = true, .pages = true });
	imports_within(*state, "big.csv");
}

/* Without texts it is the other database that finds the disk full. */
static void a_full_disk_without_texts(void **state)
{
	shop_csv(*state, "big.csv", &(struct shop){ .customers = 30000, .seed = 9, .pages = true });
	imports_within(*state, "big.csv");
}

static void fill(struct box *box, const char *name)
{
	static char piece[4096];
	int fd = open(box_path(box, name), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

	assert_true(fd >= 0);
	while (write(fd, piece, sizeof piece) > 0)
		;
	close(fd);
}

/* Everything is asked of it before anything is checked: a test that fails must not leave it mounted. */
static void a_small_disk(void **state)
{
	struct box *box = *state;
	const char *disk = box_path(box, "disk");

	assert_int_equal(mkdir(disk, 0777), 0);
	make_workspace(box, "ws");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 100, .seed = 5, .texts = true });
	shop_csv(box, "big.csv",
		&(struct shop){ .customers = 30000, .seed = 9, .texts = true, .pages = true });
	wend_ok(box, "import", "shop.csv", "-w", "ws");
	struct str before = status_of(box, "ws");
	if (mount("none", disk, "tmpfs", 0, "size=4m") != 0) {
		print_message("# skipped: no disk can be mounted here\n");
		skip();
	}
	struct ran copy = run_program(box, "/bin/cp", "-r", "ws", "disk/ws");
	struct ran import = wend(box, "import", "big.csv", "-w", "disk/ws");
	struct ran status = wend(box, "status", "--json", "-w", "disk/ws");
	struct ran first = wend(box, "map", "shop.csv", "-o", "disk/map.svg");
	struct str old = box_read(box, "disk/map.svg");
	fill(box, "disk/filling");
	struct ran second = wend(box, "map", "shop.csv", "-o", "disk/map.svg");
	struct str kept = box_read(box, "disk/map.svg"), names = box_list(box, "disk");
	assert_int_equal(umount(disk), 0);
	assert_int_equal(copy.code, 0);
	assert_refused(import, 7, "");
	assert_int_equal(status.code, 0);
	assert_true(str_equal(status.out, before));
	assert_int_equal(first.code, 0);
	assert_refused(second, 7, "disk/map.svg");
	assert_true(str_equal(old, kept));
	assert_str(names, "filling map.svg ws");
}

/* --- damaged and lost files ---------------------------------------------------------------------- */

static void overwrite(struct box *box, const char *name, off_t at, size_t n)
{
	int fd = open(box_path(box, name), O_WRONLY | O_CLOEXEC);
	uint64_t state = 99;

	assert_true(fd >= 0);
	for (size_t i = 0; i < n; i += 8) {
		uint64_t piece = test_random(&state);
		assert_int_equal(pwrite(fd, &piece, 8, at + (off_t)i), 8);
	}
	close(fd);
}

static void replace(struct box *box, const char *name)
{
	box_text(box, name, "this was a database once");
}

static void empty(struct box *box, const char *name)
{
	box_text(box, name, "");
}

static void halve(struct box *box, const char *name)
{
	assert_int_equal(truncate(box_path(box, name), 30000), 0);
}

static void lose(struct box *box, const char *name)
{
	assert_int_equal(unlink(box_path(box, name)), 0);
}

/* All behind the heads: whatever block is read first is damaged. */
static void mix_up(struct box *box, const char *name)
{
	struct stat st;

	assert_int_equal(stat(box_path(box, name), &st), 0);
	overwrite(box, name, 12288, (size_t)st.st_size - 12288);
}

static void mix_up_head(struct box *box, const char *name)
{
	overwrite(box, name, 0, 8000);
}

/* clang-format off */
static const struct {
	const char *file;
	void (*damage)(struct box *box, const char *name);
	int code;
} damages[] = {
	{ "ws/events.duckdb", replace,     7 },
	{ "ws/events.duckdb", empty,       7 },
	{ "ws/events.duckdb", halve,       7 },
	{ "ws/events.duckdb", lose,        3 },
	{ "ws/events.duckdb", mix_up,      7 },
	{ "ws/events.duckdb", mix_up_head, 7 },
	{ "ws/wend.db",       replace,     7 },
	{ "ws/wend.db",       halve,       7 },
	{ "ws/wend.db",       mix_up,      7 },
	{ "ws/wend.db",       mix_up_head, 7 },
	{ "ws/wend.db",       lose,        3 },
};
/* clang-format on */

static void damage_is_said(void **state)
{
	struct box *box = *state;

	with_data(box, "base");
	for (size_t i = 0; i < COUNT_OF(damages); i++) {
		run_program(box, "/bin/rm", "-rf", "ws");
		box_copy(box, "base", "ws");
		damages[i].damage(box, damages[i].file);
		struct ran r = wend(box, "status", "-w", "ws");
		assert_refused(r, damages[i].code, "ws");
		assert_refused(wend(box, "map", "-w", "ws"), damages[i].code, "ws");
		assert_refused(wend(box, "import", "shop.csv", "-w", "ws"), damages[i].code, "ws");
	}
}

/* A page in the middle that is not read on opening: an error or a whole answer, never a crash. */
static void damage_in_the_middle(void **state)
{
	struct box *box = *state;

	with_data(box, "base");
	for (off_t at = 262144; at < 1500000; at += 262144) {
		run_program(box, "/bin/rm", "-rf", "ws");
		box_copy(box, "base", "ws");
		overwrite(box, "ws/events.duckdb", at + 12288, 20000);
		struct ran r = wend(box, "map", "-w", "ws", "--json");
		assert_int_equal(r.signal, 0);
		if (r.code)
			assert_refused(r, 7, "");
	}
}

/* --- two at once --------------------------------------------------------------------------------- */

/* This process holds the workspace, so that there is no race for who is first. */
static void a_second_process_is_told(void **state)
{
	struct box *box = *state;
	struct scope sc = { 0 };

	with_data(box, "ws");
	wend_ok(box, "map", "-w", "ws");
	struct duck *held = duck_open(&sc, box_path(box, "ws/events.duckdb"), DUCK_WRITE);
	assert_non_null(held);
	struct ran status = wend(box, "status", "-w", "ws"),
		   import = wend(box, "import", "shop.csv", "-w", "ws");
	struct ran map = wend(box, "map", "-w", "ws"), sql = wend(box, "sql", "SELECT 1", "-w", "ws");
	duck_close(held);
	scope_close(&sc);
	assert_refused(status, 4, "in use by another wend");
	assert_refused(import, 4, "in use by another wend");
	assert_refused(map, 4, "in use by another wend");
	assert_refused(sql, 4, "in use by another wend");
	wend_ok(box, "status", "-w", "ws");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_full_disk_keeps_nothing_of_an_import, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_full_disk_without_texts, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_small_disk, box_open, box_close),
		cmocka_unit_test_setup_teardown(damage_is_said, box_open, box_close),
		cmocka_unit_test_setup_teardown(damage_in_the_middle, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_second_process_is_told, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
