#include "store/evidence_change.h"
#include "answer/layout.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "folder.h"
#include "intake/import.h"
#include "test.h"

static struct scope sc;
static struct folder folder;
static const char *dir;
static struct workspace *ws;

static void open_workspace(void)
{
	ws = workspace_open(&sc, dir, WORKSPACE_WRITE);
	if (!ws)
		fail_msg("%s", sc.why);
}

static int make_workspace(void **state)
{
	(void)state;
	folder = folder_open();
	dir = folder_path(&folder, "shop");
	assert_true(workspace_init(&sc, dir));
	open_workspace();
	return 0;
}

static int drop_workspace(void **state)
{
	(void)state;
	workspace_close(ws);
	folder_close(&folder);
	scope_close(&sc);
	sc = (struct scope){ 0 };
	return 0;
}

static const char *trail_file(const char *name)
{
	return scope_printf(&sc, "%s/trail/%s", dir, name);
}

static bool is_there(const char *name)
{
	struct stat st;

	return stat(trail_file(name), &st) == 0;
}

/* --- evidence: customers u0, u1, ... of some events each, in the order of time ----------------------- */

static void take(const char *name, struct str text)
{
	if (!import_file(&sc, ws, folder_file(&folder, name, text), &(struct import_wish){ 0 }))
		fail_msg("%s", sc.why);
}

static void take_customers(const char *name, int from, int to, int day, const char *more)
{
	static const char *const events[] = { "view", "cart", "search", "order" };
	struct buf *b = buf_new(&sc, 10 << 20);

	buf_puts(b, "customer,event,time\n");
	for (int c = from; c < to; c++)
		for (int i = 0; i < 1 + c % 5; i++)
			buf_printf(b, "u%d,%s,2026-01-%02d %02d:%02d:00\n", c, events[(c + i * i) % 4],
				day + c % 3, 8 + i, c % 60);
	buf_puts(b, more);
	take(name, buf_str(b));
}

static struct layout *lay_out(void)
{
	const struct dictionary *d = evidence_dictionary(&sc, ws->evidence);
	struct layout *l = layout_open(&sc, ws, d, NULL, NULL);

	if (!l)
		fail_msg("%s", sc.why);
	return l;
}

/* The trail that is there, against one that is made anew in memory: every history, every column. */
static void equals_the_events(const struct layout *l)
{
	char *was = (char *)(uintptr_t)ws->dir;
	ws->dir = NULL;
	struct layout *anew = lay_out();
	const struct trail *a = l->trail, *b = anew->trail;

	ws->dir = was;
	assert_int_equal(a->events, b->events);
	assert_true(a->from_us == b->from_us && a->to_us == b->to_us);
	assert_int_equal(a->silence_s, b->silence_s);
	for (uint32_t k = 0; k < b->kinds; k++)
		assert_true(a->kind_events[k] == b->kind_events[k] && a->kind_newest[k] == b->kind_newest[k]);
	for (uint32_t c = 0; c < b->customers; c++) {
		struct history x = trail_history(a, c), y = trail_history(b, c);
		assert_int_equal(x.to - x.from, y.to - y.from);
		for (uint64_t i = 0; i < y.to - y.from; i++) {
			assert_int_equal(part_kind(x.part, x.from + i), part_kind(y.part, y.from + i));
			assert_int_equal(part_second(x.part, x.from + i), part_second(y.part, y.from + i));
		}
	}
	layout_close(anew);
}

/* Lays out, and says whether it had to be made. */
static bool made(void)
{
	struct layout *l = lay_out();
	bool it_was = l->made;

	equals_the_events(l);
	layout_close(l);
	return it_was;
}

/* --- tests ------------------------------------------------------------------------------------------- */

static void it_is_made_once_and_found_again(void **state)
{
	(void)state;
	take_customers("a.csv", 0, 100, 1, "");
	assert_false(is_there("main"));
	assert_true(made());
	assert_true(is_there("main"));
	assert_false(made());
	workspace_close(ws);
	open_workspace();
	assert_false(made());
}

static void what_is_new_goes_into_a_delta_and_the_delta_into_the_trail(void **state)
{
	(void)state;
	take_customers("a.csv", 0, 300, 1, "");
	assert_true(made());
	take_customers("b.csv", 300, 303, 9, "u7,order,2026-01-20 10:00:00\n");
	assert_true(made());
	assert_true(is_there("delta"));
	assert_false(made());
	take_customers("c.csv", 400, 404, 9, "");
	assert_true(made());
	assert_true(is_there("delta"));
	/* past a tenth both become one */
	take_customers("d.csv", 500, 560, 9, "");
	assert_true(made());
	assert_false(is_there("delta"));
	assert_false(made());
}

/* In between, before everything, and in the very seconds that the customers' other events have: those are told
 * apart by microseconds and rows, which the trail no longer has. */
static void events_that_come_late_find_their_place(void **state)
{
	(void)state;
	take_customers("a.csv", 0, 300, 1, "");
	assert_true(made());
	take_customers("b.csv", 0, 0, 1,
		"u4,search,2026-01-02 09:30:00\nu5,search,2025-01-02 09:30:00\n"
		"u6,late,2026-01-01 09:06:00\nu6,late,2026-01-01 08:06:00.5\nu9,late,2026-01-01 08:09:00\n");
	assert_true(made());
	assert_true(is_there("delta"));
	assert_false(made());
}

static void joined_and_erased_customers_lay_it_out_anew(void **state)
{
	(void)state;
	take_customers("a.csv", 0, 50, 1, "");
	assert_true(made());
	assert_true(identity_join(&sc, ws->evidence, 7, 8, STR("test"), 1));
	struct layout *l = lay_out();
	struct history gone = trail_history(l->trail, 8), whole = trail_history(l->trail, 7);
	assert_true(l->made);
	assert_int_equal(gone.to - gone.from, 0);
	assert_int_equal(whole.to - whole.from, 3 + 4);
	equals_the_events(l);
	uint64_t events = l->trail->events;
	layout_close(l);
	const uint32_t codes[] = { 7, 8 };
	uint64_t erased;
	assert_true(evidence_erase(&sc, ws->evidence, codes, 2, (struct str[]){ STR("h7"), STR("h8") }, &erased));
	assert_int_equal(erased, 7);
	l = lay_out();
	assert_true(l->made);
	assert_int_equal(l->trail->events, events - 7);
	equals_the_events(l);
	layout_close(l);
	assert_false(made());
}

static void spoil(const char *name, long at, int with)
{
	FILE *f = fopen(trail_file(name), "r+b");

	assert_non_null(f);
	fseek(f, at, at < 0 ? SEEK_END : SEEK_SET);
	fputc(with, f);
	fclose(f);
}

static void what_is_damaged_or_lost_is_made_again(void **state)
{
	(void)state;
	take_customers("a.csv", 0, 300, 1, "");
	assert_true(made());
	spoil("main", 3000, 0x5A);
	assert_true(made());
	assert_int_equal(truncate(trail_file("main"), 700), 0);
	assert_true(made());
	assert_int_equal(unlink(trail_file("main")), 0);
	assert_true(made());
	take_customers("b.csv", 300, 303, 9, "");
	assert_true(made());
	spoil("delta", 600, 0x5A);
	assert_true(made());
	assert_false(made());
}

/* A trail of another workspace, and a delta of another main part. */
static void what_is_foreign_is_made_again(void **state)
{
	(void)state;
	take_customers("a.csv", 0, 300, 1, "");
	assert_true(made());
	take_customers("b.csv", 300, 303, 9, "");
	assert_true(made());
	const char *delta = scope_printf(&sc, "%s/../delta", dir),
		   *old = scope_printf(&sc, "%s/../main", dir);
	assert_int_equal(rename(trail_file("delta"), delta), 0);
	assert_int_equal(rename(trail_file("main"), old), 0);
	assert_true(made());
	assert_int_equal(rename(delta, trail_file("delta")), 0);
	assert_false(made());
	take_customers("c.csv", 600, 603, 9, "");
	assert_true(made());
	assert_int_equal(rename(old, trail_file("main")), 0);
	assert_true(made());
	assert_false(made());
}

/* Whoever is killed while writing leaves a file of another name, which goes with the next opening. */
static void what_a_killed_process_left_is_swept_away(void **state)
{
	(void)state;
	take_customers("a.csv", 0, 10, 1, "");
	assert_true(made());
	FILE *f = fopen(trail_file("main.123.new"), "wb");
	assert_non_null(f);
	fputs("half", f);
	fclose(f);
	assert_false(made());
	assert_false(is_there("main.123.new"));
}

/* A file where the folder should be: nothing can be kept, and everything is answered all the same. */
static void where_nothing_can_be_written_it_is_done_in_memory(void **state)
{
	(void)state;
	take_customers("a.csv", 0, 10, 1, "");
	FILE *f = fopen(scope_printf(&sc, "%s/trail", dir), "wb");
	assert_non_null(f);
	fclose(f);
	assert_true(made());
	assert_true(made());
	assert_int_equal(unlink(scope_printf(&sc, "%s/trail", dir)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			it_is_made_once_and_found_again, make_workspace, drop_workspace),
		cmocka_unit_test_setup_teardown(what_is_new_goes_into_a_delta_and_the_delta_into_the_trail,
			make_workspace, drop_workspace),
		cmocka_unit_test_setup_teardown(
			events_that_come_late_find_their_place, make_workspace, drop_workspace),
		cmocka_unit_test_setup_teardown(
			joined_and_erased_customers_lay_it_out_anew, make_workspace, drop_workspace),
		cmocka_unit_test_setup_teardown(
			what_is_damaged_or_lost_is_made_again, make_workspace, drop_workspace),
		cmocka_unit_test_setup_teardown(
			what_is_foreign_is_made_again, make_workspace, drop_workspace),
		cmocka_unit_test_setup_teardown(
			what_a_killed_process_left_is_swept_away, make_workspace, drop_workspace),
		cmocka_unit_test_setup_teardown(
			where_nothing_can_be_written_it_is_done_in_memory, make_workspace, drop_workspace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
