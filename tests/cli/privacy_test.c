/* What is known of a customer, and that it is gone when they ask: every byte of the workspace is looked at here, too.
 *
 * WEND_KILLS says how many erasures are killed (8; 40 with WEND_FULL). */
#include "shop.h"
#include "store/duck.h"

#include <ftw.h>
#include <sys/stat.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

/* --- bytes ------------------------------------------------------------------------------------------- */

static struct { /* nftw takes nothing along */
	const char *needle, *found;
	char path[600];
} look;

static int look_into(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)ftw;
	if (type != FTW_F || st->st_size == 0)
		return 0;
	FILE *f = fopen(path, "rb");
	char *bytes = malloc((size_t)st->st_size + 1);
	assert_non_null(f);
	assert_non_null(bytes);
	size_t n = fread(bytes, 1, (size_t)st->st_size, f);
	fclose(f);
	for (size_t i = 0; i + strlen(look.needle) <= n && !look.found; i++)
		if (strncasecmp(bytes + i, look.needle, strlen(look.needle)) == 0)
			look.found = strncpy(look.path, path, sizeof look.path - 1);
	free(bytes);
	return 0;
}

/* In which file of a folder this stands, in whatever case; NULL: in none. */
static const char *holder(struct box *box, const char *dir, const char *needle)
{
	look.needle = needle;
	look.found = NULL;
	assert_int_equal(nftw(box_path(box, dir), look_into, 16, FTW_PHYS), 0);
	return look.found;
}

static void nowhere(struct box *box, const char *dir, const char *needle)
{
	const char *file = holder(box, dir, needle);

	if (file)
		fail_msg("\"%s\" stands in %s", needle, file);
}

/* --- evidence ---------------------------------------------------------------------------------------- */

static const char orders[] =
	"user_id,email,phone,time,event,comment\n"
	"u-1042,Ewa@Example.test,+48 600 700 801,2026-03-01 10:00:00,purchase,\n"
	"u-1042,ewa@example.test,+48 600 700 801,2026-03-02 10:00:00,review,the xylophone came without its zither\n"
	"u-10421,jan@example.test,+48 600 700 802,2026-03-01 11:00:00,purchase,\n"
	"u-10421,jan@example.test,+48 600 700 802,2026-03-03 11:00:00,review,it was all right and came in time\n"
	"u-7,marewa@example.test,,2026-03-01 12:00:00,purchase,\n"
	"c9,,,2026-03-01 12:00:00,landing,\nc9,,,2026-03-01 13:00:00,purchase,\n";
static const char others[] =
	"user_id,email,phone,time,event,comment\n"
	"u-10421,jan@example.test,+48 600 700 802,2026-03-01 11:00:00,purchase,\n"
	"u-10421,jan@example.test,+48 600 700 802,2026-03-03 11:00:00,review,it was all right and came in time\n"
	"u-7,marewa@example.test,,2026-03-01 12:00:00,purchase,\n"
	"c9,,,2026-03-01 12:00:00,landing,\nc9,,,2026-03-01 13:00:00,purchase,\n";
static const char browsers[] =
	"cookie_id,user_id,time,event\n"
	"ck-811-ab,,2026-02-27 10:00:00,landing\nck-811-ab,u-1042,2026-02-28 10:00:00,login\n"
	"ck-812-ab,,2026-02-27 11:00:00,landing\n";

static void with_orders(struct box *box, const char *workspace, const char *text, const char *contacts)
{
	make_workspace(box, workspace);
	box_text(box, "orders.csv", text);
	wend_ok(box, "import", "orders.csv", "-w", workspace, "--tz", "UTC", contacts);
}

static struct str map_of(struct box *box, const char *workspace)
{
	return wend_ok(box, "map", "-w", workspace, "--json");
}

/* --- in clear ------------------------------------------------------------------------------------------ */

static void addresses_are_not_kept_in_clear(void **state)
{
	struct box *box = *state;

	with_orders(box, "ws", orders, NULL);
	box_text(box, "browsers.csv", browsers);
	wend_ok(box, "import", "browsers.csv", "-w", "ws", "--tz", "UTC");
	map_of(box, "ws");
	wend_ok(box, "export", "-w", "ws");
	nowhere(box, "ws", "ewa@example.test");
	nowhere(box, "ws", "jan@example");
	nowhere(box, "ws", "600700801");
	nowhere(box, "ws", "600 700 801");
	/* and they are found all the same */
	static const char *const names[] = { "EWA@example.test", "0048600700801", "u-1042",
		"cookie:ck-811-ab" };
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		json_t *json = json_of(wend_ok(box, "customer", names[i], "-w", "ws", "--json"));
		assert_string_equal(json_string_value(json_at(json, "customer")), "u-1042");
		assert_int_equal(json_array_size(json_at(json, "identifiers")), 4);
		assert_int_equal(json_array_size(json_at(json, "events")), 4);
		json_decref(json);
	}
	assert_true(str_has(wend_ok(box, "customer", "u-1042", "-w", "ws"), STR("xylophone")));
	assert_true(str_has(
		wend_ok(box, "export", "--customer", "ewa@example.test", "-w", "ws"), STR("xylophone")));
	assert_refused(wend(box, "customer", "nobody@example.test", "-w", "ws"), 3, "nobody@example.test");
	assert_refused(wend(box, "export", "--customer", "u-104", "-w", "ws"), 3, "u-104");
}

static void contacts_are_kept_where_one_wishes(void **state)
{
	struct box *box = *state;

	with_orders(box, "ws", orders, "--contacts");
	assert_non_null(holder(box, "ws", "ewa@example.test"));
	assert_non_null(holder(box, "ws", "+48600700801"));
	wend_ok(box, "erase", "u-1042", "-w", "ws");
	assert_non_null(holder(box, "ws", "marewa@example.test"));
	assert_non_null(holder(box, "ws", "jan@example.test"));
	assert_non_null(holder(box, "ws", "+48600700802"));
	nowhere(box, "ws", "600700801");
	nowhere(box, "ws", "\newa@example.test");
}

/* --- erasing ------------------------------------------------------------------------------------------- */

static void nothing_is_left(void **state)
{
	struct box *box = *state;

	with_orders(box, "ws", orders, NULL);
	box_text(box, "browsers.csv", browsers);
	wend_ok(box, "import", "browsers.csv", "-w", "ws", "--tz", "UTC");
	box_text(box, "bad.csv",
		"user_id,email,time,event\nu-1042,ewa@example.test,soon,purchase\n"
		"u-7,,2026-03-01 12:00:00,purchase\nu-7,,someday,purchase\n"
		"u-7,,2026-03-01 12:01:00,purchase\nu-7,,2026-03-01 12:02:00,purchase\n"
		"u-7,,2026-03-01 12:03:00,purchase\nu-7,,2026-03-01 12:04:00,purchase\n");
	wend_ok(box, "import", "bad.csv", "-w", "ws", "--tz", "UTC", "--column", "time=time");
	map_of(box, "ws");
	wend_ok(box, "export", "-w", "ws", "-o", "ws/exports/all");
	wend_ok(box, "export", "-w", "ws", "--customer", "u-7", "-o", "ws/exports/seven.json");
	json_t *dry = json_of(wend_ok(box, "erase", "ewa@example.test", "-w", "ws", "--dry-run", "--json"));
	assert_int_equal(json_int_at(dry, "identifiers"), 4);
	assert_int_equal(json_int_at(dry, "events"), 4);
	assert_int_equal(json_int_at(dry, "texts"), 1);
	assert_non_null(holder(box, "ws", "xylophone"));
	json_t *json = json_of(wend_ok(box, "erase", "ewa@example.test", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(json, "identifiers"), 4);
	assert_int_equal(json_int_at(json, "events"), 4);
	assert_int_equal(json_int_at(json, "texts"), 1);
	assert_int_equal(json_int_at(json, "quarantined"), 1);
	nowhere(box, "ws", "ck-811-ab");
	nowhere(box, "ws", "xylophone"); /* nor as a term of the index of words */
	nowhere(box, "ws", "zither");
	nowhere(box, "ws", "\newa@example");
	nowhere(box, "ws", "\"ewa@example");
	assert_non_null(holder(box, "ws", "it was all right"));
	assert_non_null(holder(box, "ws", "someday"));
	assert_str(box_list(box, "ws/exports"), "all seven.json");
	assert_false(str_has(box_list(box, "ws/exports/all"), STR("events.csv")));
	assert_str(wend_ok(box, "sql", "SELECT count(*) FROM identifiers WHERE identifier = 'u-1042'", "-w",
			   "ws", "--json")
				   .n
			   ? STR("ok")
			   : STR(""),
		"ok");
	assert_refused(wend(box, "customer", "u-1042", "-w", "ws"), 3, "u-1042");
	/* again: nothing to do, and no mistake */
	wend_ok(box, "erase", "ewa@example.test", "-w", "ws");
	wend_ok(box, "erase", "u-1042", "-w", "ws");
	assert_refused(wend(box, "erase", "u-99999", "-w", "ws"), 3, "u-99999");
	/* the files again bring nothing of them back, by whatever identifier */
	json_t *again = json_of(
		wend_ok(box, "import", "orders.csv", "browsers.csv", "-w", "ws", "--tz", "UTC", "--json"));
	assert_int_equal(json_int_at(again, "files.0.events"), 0);
	assert_int_equal(json_int_at(again, "files.0.erased"), 2);
	assert_int_equal(json_int_at(again, "files.1.events"), 0);
	assert_int_equal(json_int_at(again, "files.1.erased"), 2);
	nowhere(box, "ws", "xylophone");
	nowhere(box, "ws", "ck-811-ab");
	json_decref(dry);
	json_decref(json);
	json_decref(again);
}

/* As if they had never been: the others' map, and what each of them did. */
static void others_stay_as_they_are(void **state)
{
	struct box *box = *state;

	with_orders(box, "ws", orders, NULL);
	map_of(box, "ws");
	struct str before = wend_ok(box, "customer", "u-10421", "-w", "ws", "--json");
	wend_ok(box, "erase", "u-1042", "-w", "ws");
	assert_true(str_equal(wend_ok(box, "customer", "u-10421", "-w", "ws", "--json"), before));
	with_orders(box, "never", others, NULL);
	struct str never = wend_ok(box, "map", "-w", "never", "--json");
	assert_true(str_equal(map_of(box, "ws"), never));
	wend_ok(box, "erase", "c9", "-w", "ws");
	wend_ok(box, "erase", "u-10421", "-w", "ws");
	wend_ok(box, "erase", "u-7", "-w", "ws");
	assert_int_equal(status_count(box, "ws", "events"), 0);
	assert_refused(wend(box, "map", "-w", "ws"), 3, "no evidence");
}

/* Short numbers are too short to be looked for in databases; exports are read word by word. */
static void exports_that_name_a_short_number(void **state)
{
	struct box *box = *state;

	with_orders(box, "ws", orders, NULL);
	wend_ok(box, "export", "-w", "ws", "-o", "ws/exports/all");
	wend_ok(box, "export", "-w", "ws", "--customer", "u-10421", "-o", "ws/exports/jan.json");
	wend_ok(box, "erase", "c9", "-w", "ws");
	assert_false(str_has(box_list(box, "ws/exports/all"), STR("events.csv")));
	wend_ok(box, "erase", "u-1042", "-w", "ws");
	assert_true(str_has(box_list(box, "ws/exports"), STR("jan.json")));
}

/* --- erasing, disturbed ---------------------------------------------------------------------------------- */

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static struct str exported(struct box *box)
{
	run_program(box, "/bin/rm", "-rf", "out");
	wend_ok(box, "export", "-w", "ws", "-o", "out");
	return str_of(scope_printf(&box->sc, "%.*s%.*s%.*s", STR_ARG(box_read(box, "out/events.csv")),
		STR_ARG(box_read(box, "out/feedback.ndjson")),
		STR_ARG(box_read(box, "out/quarantine.ndjson"))));
}

static void fresh(struct box *box)
{
	run_program(box, "/bin/rm", "-rf", "ws");
	box_copy(box, "base", "ws");
}

static void with_many(struct box *box)
{
	shop_csv(box, "shop.csv",
		&(struct shop){ .customers = 600, .seed = 5, .texts = true, .unreadable_each = 50 });
	with_orders(box, "base", orders, "--contacts");
	wend_ok(box, "import", "shop.csv", "-w", "base");
	map_of(box, "base");
}

static const char *const erase[] = { "erase", "u-1042", "-w", "ws", NULL };

static void an_erasure_may_be_killed_at_any_moment(void **state)
{
	struct box *box = *state;
	const char *wish = getenv("WEND_KILLS");
	unsigned n = wish ? (unsigned)strtoul(wish, NULL, 10) : wants_full() ? 40 : 8, stopped = 0;
	uint64_t luck = 1042;

	with_many(box);
	fresh(box);
	int64_t began = now_us();
	assert_int_equal(spawn_wait(spawn_start(box, wend_bin(), erase)).code, 0);
	int64_t whole = now_us() - began;
	struct str want = exported(box), map = map_of(box, "ws");
	for (unsigned i = 0; i < n; i++) {
		fresh(box);
		pid_t pid = spawn_start(box, wend_bin(), erase);
		int64_t after = (int64_t)((double)whole *
					  ((double)i + (double)(test_random(&luck) >> 11) / 0x1p53) / n);
		nanosleep(&(struct timespec){ after / 1000000, after % 1000000 * 1000 }, NULL);
		kill(pid, SIGKILL);
		bool died = spawn_wait(pid).signal == SIGKILL;
		stopped += died;
		/* it was done before its time: the machine is quicker now than when the whole was measured */
		if (!died)
			whole -= whole / 5;
		wend_ok(box, "status", "-w", "ws"); /* whole, whatever happened */
		wend_ok(box, "erase", "u-1042", "-w", "ws");
		assert_true(str_equal(exported(box), want));
		assert_true(str_equal(map_of(box, "ws"), map));
		nowhere(box, "ws", "xylophone");
		nowhere(box, "ws", "+48600700801");
		assert_str(box_list(box, "ws"), "events.duckdb exports secret.key trail wend.db");
	}
	assert_true(stopped > 0);
	print_message("# killed %u of %u erasures of %lld ms\n", stopped, n, (long long)whole / 1000);
}

/* A disk that is full leaves the customer erased or there; and the next try does it. */
static void a_full_disk_while_erasing(void **state)
{
	struct box *box = *state;
	static const unsigned limits[] = { 1, 64, 300, 800, 1500, 2500, 3500, 5000 };
	unsigned refused = 0;

	with_many(box);
	fresh(box);
	wend_ok(box, "erase", "u-1042", "-w", "ws");
	struct str want = exported(box);
	for (size_t i = 0; i < COUNT_OF(limits); i++) {
		fresh(box);
		struct ran r = run_program(box, "/bin/sh", "-c",
			scope_printf(&box->sc, "trap '' XFSZ; ulimit -f %u; exec \"$0\" erase u-1042 -w ws",
				limits[i]),
			wend_bin());
		if (r.code)
			assert_refused(r, 7, "");
		refused += r.code != 0;
		wend_ok(box, "status", "-w", "ws");
		wend_ok(box, "erase", "u-1042", "-w", "ws");
		assert_true(str_equal(exported(box), want));
		nowhere(box, "ws", "xylophone");
	}
	assert_true(refused >= 2);
}

static void a_second_writer_is_told(void **state)
{
	struct box *box = *state;
	struct scope sc = { 0 };

	with_orders(box, "ws", orders, NULL);
	struct duck *held = duck_open(&sc, box_path(box, "ws/events.duckdb"), DUCK_WRITE);
	assert_non_null(held);
	struct ran erased = wend(box, "erase", "u-1042", "-w", "ws"),
		   undone = wend(box, "undo", "1", "-w", "ws"),
		   kept = wend(box, "retention", "web=400d", "-w", "ws"),
		   asked = wend(box, "customer", "u-1042", "-w", "ws");
	duck_close(held);
	scope_close(&sc);
	assert_refused(erased, 4, "in use by another wend");
	assert_refused(undone, 4, "in use by another wend");
	assert_refused(kept, 4, "in use by another wend");
	assert_refused(asked, 4, "in use by another wend");
	assert_non_null(holder(box, "ws", "xylophone"));
	wend_ok(box, "erase", "u-1042", "-w", "ws");
}

/* --- undo, retention, decisions ----------------------------------------------------------------------------- */

static void undone_and_imported_again(void **state)
{
	struct box *box = *state;

	with_orders(box, "ws", orders, NULL);
	struct str first = map_of(box, "ws"),
		   customer = wend_ok(box, "customer", "u-1042", "-w", "ws", "--json");
	box_text(box, "browsers.csv", browsers);
	wend_ok(box, "import", "browsers.csv", "-w", "ws", "--tz", "UTC");
	struct str both = map_of(box, "ws");
	assert_false(str_equal(first, both));
	json_t *json = json_of(wend_ok(box, "undo", "2", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(json, "events"), 3);
	assert_true(str_equal(map_of(box, "ws"), first));
	assert_true(str_equal(wend_ok(box, "customer", "u-1042", "-w", "ws", "--json"), customer));
	wend_ok(box, "import", "browsers.csv", "-w", "ws", "--tz", "UTC");
	assert_true(str_equal(map_of(box, "ws"), both));
	assert_refused(wend(box, "undo", "2", "-w", "ws"), 4, "undone already");
	assert_refused(wend(box, "undo", "9", "-w", "ws"), 3, "no import 9");
	assert_refused(wend(box, "undo", "two", "-w", "ws"), 2, "no import's number");
	json_t *status = json_of(status_of(box, "ws"));
	assert_true(json_is_true(json_at(status, "imports.1.undone")));
	assert_int_equal(json_int_at(status, "imports.2.events"), 3);
	json_decref(json);
	json_decref(status);
}

static void retention_is_kept(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "long.csv",
		"user_id,time,event,comment\nu-1,2011-03-01 10:00:00,landing,an ancient grumble\n"
		"u-1,2011-03-02 10:00:00,purchase,\n");
	with_orders(box, "new", orders, NULL);
	wend_ok(box, "import", "orders.csv", "-w", "ws", "--tz", "UTC");
	struct str want = map_of(box, "ws");
	wend_ok(box, "import", "long.csv", "-w", "ws", "--tz", "UTC");
	json_t *json = json_of(wend_ok(box, "retention", "web=3650d", "survey=52w", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(json, "removed"), 2);
	assert_int_equal(json_int_at(json, "days.web"), 3650);
	assert_int_equal(json_int_at(json, "days.survey"), 364);
	assert_true(str_equal(map_of(box, "ws"), want));
	wend_ok(box, "export", "-w", "ws", "-o", "out");
	nowhere(box, "out", "ancient");
	/* and again after each import */
	struct str again = wend_ok(box, "import", "long.csv", "-w", "ws", "--tz", "UTC");
	assert_true(str_has(again, STR("2 events are older than they may be kept")));
	assert_true(str_equal(map_of(box, "ws"), want));
	wend_ok(box, "export", "-w", "ws", "-o", "out");
	nowhere(box, "out", "ancient");
	assert_true(str_has(wend_ok(box, "retention", "web=none", "-w", "ws"), STR("ever")));
	assert_refused(wend(box, "retention", "web=1h", "-w", "ws"), 2, "a day at least");
	assert_refused(wend(box, "retention", "moon=7d", "-w", "ws"), 2, "moon");
	json_decref(json);
}

static void people_join_and_cut(void **state)
{
	struct box *box = *state;

	with_orders(box, "ws", orders, NULL);
	box_text(box, "browsers.csv", browsers);
	wend_ok(box, "import", "browsers.csv", "-w", "ws", "--tz", "UTC");
	struct str before = map_of(box, "ws");
	wend_ok(box, "customer", "u-1042", "--unlink", "cookie:ck-811-ab", "-w", "ws");
	assert_false(str_equal(map_of(box, "ws"), before));
	json_t *json = json_of(wend_ok(box, "customer", "cookie:ck-811-ab", "-w", "ws", "--json"));
	assert_int_equal(json_array_size(json_at(json, "identifiers")), 1);
	wend_ok(box, "import", "browsers.csv", "-w", "ws", "--tz", "UTC");
	assert_false(str_equal(map_of(box, "ws"), before));
	wend_ok(box, "customer", "u-1042", "--link", "cookie:ck-811-ab", "-w", "ws");
	assert_true(str_equal(map_of(box, "ws"), before));
	assert_refused(
		wend(box, "customer", "u-1042", "--unlink", "u-7", "-w", "ws"), 2, "none of the identifiers");
	assert_refused(wend(box, "customer", "c9", "--unlink", "c9", "-w", "ws"), 2, "joined to nothing");
	assert_refused(wend(box, "customer", "c9", "--link", "nobody", "-w", "ws"), 3, "nobody");
	json_decref(json);
}

static void formats_are_listed(void **state)
{
	struct box *box = *state;
	json_t *json = json_of(wend_ok(box, "formats", "--json"));
	size_t n = json_array_size(json_at(json, "formats"));

	assert_true(n > 10);
	struct str table = wend_ok(box, "formats");
	for (size_t i = 0; i < n; i++) {
		const json_t *one = json_array_get(json_at(json, "formats"), i);
		const char *name = json_string_value(json_at(one, "name"));
		if (!str_has(table, str_of(name)))
			fail_msg("%s is not in the table", name);
	}
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(addresses_are_not_kept_in_clear, box_open, box_close),
		cmocka_unit_test_setup_teardown(contacts_are_kept_where_one_wishes, box_open, box_close),
		cmocka_unit_test_setup_teardown(nothing_is_left, box_open, box_close),
		cmocka_unit_test_setup_teardown(others_stay_as_they_are, box_open, box_close),
		cmocka_unit_test_setup_teardown(exports_that_name_a_short_number, box_open, box_close),
		cmocka_unit_test_setup_teardown(an_erasure_may_be_killed_at_any_moment, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_full_disk_while_erasing, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_second_writer_is_told, box_open, box_close),
		cmocka_unit_test_setup_teardown(undone_and_imported_again, box_open, box_close),
		cmocka_unit_test_setup_teardown(retention_is_kept, box_open, box_close),
		cmocka_unit_test_setup_teardown(people_join_and_cut, box_open, box_close),
		cmocka_unit_test_setup_teardown(formats_are_listed, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
