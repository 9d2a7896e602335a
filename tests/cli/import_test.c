/* What importing means: exactly once, what cannot be read is kept and read again, and the names that scripts
 * find in the JSON. */
#include "base/buf.h"
#include "shop.h"

static long long imported(struct box *box, const char *path, const char *const *arguments)
{
	struct ran r = spawn(box, wend_bin(), arguments);
	json_t *json = json_of(assert_ran(r, __FILE__, __LINE__));
	long long n = json_int_at(json, path);

	json_decref(json);
	return n;
}

/* One number of `wend import FILE --json`. */
static long long import(struct box *box, const char *file, const char *path)
{
	return imported(box, path, (const char *const[]){ "import", file, "-w", "ws", "--json", NULL });
}

static void a_second_time_adds_nothing(void **state)
{
	struct box *box = *state;
	struct shop shop = {
		.customers = 200, .seed = 3, .texts = true, .ratings = true, .unreadable_each = 50
	};
	long long rows = (long long)shop_csv(box, "shop.csv", &shop), bad = rows / 50;

	make_workspace(box, "ws");
	assert_int_equal(import(box, "shop.csv", "files.0.events"), rows - bad);
	assert_int_equal(import(box, "shop.csv", "files.0.events"), 0);
	assert_int_equal(import(box, "shop.csv", "files.0.duplicates"), rows - bad);
	assert_int_equal(import(box, "shop.csv", "files.0.quarantined"), bad);
	assert_int_equal(status_count(box, "ws", "events"), rows - bad);
	assert_int_equal(status_count(box, "ws", "quarantined"), bad);
	wend_ok(box, "export", "-w", "ws", "-o", "once");
	box_copy(box, "shop.csv", "same.csv");
	assert_int_equal(import(box, "same.csv", "files.0.events"), 0);
	wend_ok(box, "export", "-w", "ws", "-o", "twice");
	assert_true(str_equal(box_read(box, "once/feedback.ndjson"), box_read(box, "twice/feedback.ndjson")));
	assert_true(str_equal(box_read(box, "once/events.csv"), box_read(box, "twice/events.csv")));
}

static void an_overlapping_file_adds_what_is_new(void **state)
{
	struct box *box = *state;
	struct shop shop = { .customers = 200, .seed = 3, .texts = true };
	long long all = (long long)shop_csv(box, "all.csv", &shop);

	shop.to = 300;
	long long first = (long long)shop_csv(box, "first.csv", &shop);
	shop.from = 200;
	shop.to = 0;
	long long rest = (long long)shop_csv(box, "rest.csv", &shop);
	make_workspace(box, "ws");
	assert_int_equal(import(box, "first.csv", "files.0.events"), first);
	assert_int_equal(import(box, "rest.csv", "files.0.events"), all - first);
	assert_int_equal(status_count(box, "ws", "events"), all);
	assert_int_equal(import(box, "all.csv", "files.0.events"), 0);
	assert_true(first + rest > all);
}

/* Rows that are equal in one file happened as often as they are there; of two files the larger count wins. */
static void equal_rows_are_real(void **state)
{
	struct box *box = *state;
	static const char head[] = "customer_id,time,event\n", row[] = "c1,2026-03-01 10:00:00,click\n";
	static const struct {
		int rows;
		long long added;
	} steps[] = { { 2, 2 }, { 1, 0 }, { 3, 1 }, { 2, 0 }, { 5, 2 } };

	make_workspace(box, "ws");
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		char text[400] = "";
		size_t n = (size_t)snprintf(text, sizeof text, "%s", head);
		for (int k = 0; k < steps[i].rows; k++)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s", row);
		box_text(box, "rows.csv", text);
		assert_int_equal(import(box, "rows.csv", "files.0.events"), steps[i].added);
	}
	assert_int_equal(status_count(box, "ws", "events"), 5);
}

static void a_dry_run_keeps_nothing(void **state)
{
	struct box *box = *state;
	long long rows = (long long)shop_csv(
		box, "shop.csv", &(struct shop){ .customers = 50, .seed = 3, .texts = true });

	make_workspace(box, "ws");
	struct str before = status_of(box, "ws");
	assert_int_equal(imported(box, "files.0.events",
				 (const char *const[]){
					 "import", "shop.csv", "-w", "ws", "--dry-run", "--json", NULL }),
		rows);
	assert_true(str_equal(status_of(box, "ws"), before));
	assert_int_equal(import(box, "shop.csv", "files.0.events"), rows);
}

/* --- quarantine ---------------------------------------------------------------------------------- */

static const char dirty[] = "customer_id,time,event,city\n"
			    "c1,13/03/2026 10:00,click,Kraków\n"
			    "c2,14/03/2026 10:00,click,\n"
			    "c3,15/03/2026 10:00,buy,\"Łódź, \"\"centrum\"\"\"\n"
			    "c4,16/03/2026 10:00,buy,\n"
			    "c5,17/03/2026 10:00,buy,\n"
			    "c6,18/03/2026 10:00,buy,\n"
			    "c7,19/03/2026 10:00,buy,\n"
			    "c8,20/03/2026 10:00,buy,\n"
			    "c9,03/21/2026 10:00,buy,\"Bielsko, \"\"Biała\"\"\"\n"
			    "c9,03/22/2026 10:00,click,\n";

static void what_cannot_be_read_is_kept(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "dirty.csv", dirty);
	json_t *json = json_of(wend_ok(box, "import", "dirty.csv", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(json, "files.0.quarantined"), 2);
	assert_int_equal(json_int_at(json, "files.0.quarantine.0.row"), 10);
	assert_non_null(
		strstr(json_string_value(json_at(json, "files.0.quarantine.0.reason")), "03/21/2026"));
	json_decref(json);
	wend_ok(box, "export", "-w", "ws", "-o", "out");
	struct str lines = box_read(box, "out/quarantine.ndjson"), first = str_cut(&lines, '\n');
	json = json_of(first);
	assert_string_equal(json_string_value(json_at(json, "file")), "dirty.csv");
	assert_string_equal(json_string_value(json_at(json, "row")), "10");
	assert_non_null(strstr(json_string_value(json_at(json, "reason")), "time"));
	json_t *record = json_of(str_of(json_string_value(json_at(json, "record"))));
	assert_string_equal(json_string_value(json_at(record, "city")), "Bielsko, \"Biała\"");
	json_decref(record);
	json_decref(json);
}

static void what_is_understood_leaves_quarantine(void **state)
{
	struct box *box = *state;
	static const char *const again[] = { "import", "--quarantined", "-w", "ws", "--column",
		"time=time@mdy", "--tz", "Europe/Warsaw", "--json", NULL };

	make_workspace(box, "ws");
	box_text(box, "dirty.csv", dirty);
	assert_int_equal(import(box, "dirty.csv", "files.0.events"), 8);
	assert_int_equal(imported(box, "files.0.events", again), 2);
	assert_int_equal(status_count(box, "ws", "quarantined"), 0);
	struct str found = wend_ok(box, "sql",
		"SELECT time, event FROM events WHERE customer = 'c9' ORDER BY time", "-w", "ws", "--csv");
	assert_str(found, "time,event\n2026-03-21 09:00:00,buy\n2026-03-22 09:00:00,click\n");
	assert_refused(spawn(box, wend_bin(), again), 3, "nothing in quarantine");
	assert_int_equal(import(box, "dirty.csv", "files.0.events"), 0);
	assert_int_equal(imported(box, "files.0.events", again), 0);
	assert_int_equal(status_count(box, "ws", "events"), 10);
}

static void what_is_not_understood_stays(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "dirty.csv", dirty);
	wend_ok(box, "import", "dirty.csv", "-w", "ws");
	assert_refused(wend(box, "import", "--quarantined", "-w", "ws", "--column", "time=event"), 2,
		"dirty.csv, in quarantine");
	assert_int_equal(status_count(box, "ws", "quarantined"), 2);
	wend_ok(box, "import", "--quarantined", "-w", "ws", "--column", "time=time@mdy", "--dry-run");
	assert_int_equal(status_count(box, "ws", "quarantined"), 2);
	assert_int_equal(status_count(box, "ws", "events"), 8);
}

/* --- the names that scripts find ----------------------------------------------------------------- */

static void assert_names(const json_t *json, const char *const *names)
{
	for (; *names; names++)
		if (!json_at(json, *names))
			fail_msg("there is no %s", *names);
}

static void status_has_its_names(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	json_t *json = json_of(status_of(box, "ws"));
	assert_true(json_is_null(json_at(json, "period.from")));
	json_decref(json);
	box_text(box, "dirty.csv", dirty);
	wend_ok(box, "import", "dirty.csv", "-w", "ws");
	json = json_of(status_of(box, "ws"));
	assert_int_equal(json_int_at(json, "customers"), 8);
	assert_int_equal(json_int_at(json, "events"), 8);
	assert_int_equal(json_int_at(json, "quarantined"), 2);
	assert_string_equal(json_string_value(json_at(json, "period.from")), "2026-03-13T10:00:00Z");
	assert_string_equal(json_string_value(json_at(json, "period.to")), "2026-03-20T10:00:00Z");
	json_decref(json);
}

static void import_has_its_names(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "dirty.csv", dirty);
	box_text(box, "bad.csv", "");
	json_t *json =
		json_of(wend_ok(box, "import", "dirty.csv", "bad.csv", "dirty.csv", "-w", "ws", "--json"));
	assert_string_equal(json_string_value(json_at(json, "files.0.format")), "csv");
	assert_int_equal(json_int_at(json, "files.0.rows"), 10);
	assert_int_equal(json_int_at(json, "files.0.events"), 8);
	assert_int_equal(json_int_at(json, "files.0.duplicates"), 0);
	assert_int_equal(json_int_at(json, "files.0.quarantined"), 2);
	assert_non_null(strstr(json_string_value(json_at(json, "files.1.error")), "is empty"));
	assert_int_equal(json_int_at(json, "files.2.duplicates"), 8);
	json_decref(json);
}

static void funnel_has_its_names(void **state)
{
	struct box *box = *state;
	static const char *const names[] = { "unit", "steps.0.name", "steps.0.reached", "steps.0.lost",
		"steps.0.open", "steps.0.share.value", "steps.0.share.n", "steps.0.share.low",
		"steps.0.share.high", "steps.0.share_previous", "steps.0.median_s", "steps.2.name", NULL };

	shop_csv(box, "shop.csv", &(struct shop){ .customers = 300, .seed = 3 });
	json_t *json = json_of(
		wend_ok(box, "funnel", "shop.csv", "--step", "landing", "cart", "purchase", "--json"));
	assert_names(json, names);
	assert_string_equal(json_string_value(json_at(json, "unit")), "journeys");
	assert_string_equal(json_string_value(json_at(json, "steps.1.name")), "cart");
	assert_int_equal(json_int_at(json, "steps.0.reached"), json_int_at(json, "steps.0.lost") +
								       json_int_at(json, "steps.0.open") +
								       json_int_at(json, "steps.1.reached"));
	json_decref(json);
}

static void map_has_its_names(void **state)
{
	struct box *box = *state;
	static const char *const names[] = { "customers", "events", "journeys.total", "journeys.converted",
		"journeys.left", "journeys.open", "variants.distinct", "variants.commonest", "stages.0.name",
		"touchpoints.0.id", "touchpoints.0.name", "touchpoints.0.stage", "touchpoints.0.channel",
		"touchpoints.0.reach.customers", "touchpoints.0.reach.journeys", "touchpoints.0.visits",
		"touchpoints.0.drop_off", "touchpoints.0.dwell.median_s", "touchpoints.0.dwell.low_s",
		"touchpoints.0.dwell.high_s", "touchpoints.0.dwell.p95_s", "touchpoints.0.dwell.n",
		"touchpoints.0.time_on", "touchpoints.0.feeling.value", "touchpoints.0.feeling.n",
		"touchpoints.0.feeling.low", "touchpoints.0.feeling.high", "touchpoints.0.feeling.scale",
		NULL };

	long long rows = (long long)shop_csv(box, "shop.csv",
		&(struct shop){ .customers = 300, .seed = 3, .ratings = true, .channels = true });
	wend_ok(box, "map", "shop.csv", "-o", "map.json");
	json_t *json = json_of(box_read(box, "map.json"));
	assert_names(json, names);
	assert_int_equal(json_int_at(json, "customers"), 300);
	assert_int_equal(json_int_at(json, "events"), rows);
	assert_int_equal(json_int_at(json, "journeys.total"), json_int_at(json, "journeys.converted") +
								      json_int_at(json, "journeys.left") +
								      json_int_at(json, "journeys.open"));
	json_decref(json);
}

static void a_question_about_recommending_has_its_score(void **state)
{
	struct box *box = *state;
	static const char *const names[] = { "touchpoints.0.nps.value", "touchpoints.0.nps.n",
		"touchpoints.0.nps.low", "touchpoints.0.nps.high", NULL };
	struct buf *out = buf_new(&box->sc, 1 << 20);

	buf_puts(out, "customer_id,time,event,nps\n");
	for (int i = 0; i < 50; i++)
		buf_printf(out, "c%d,2026-03-%02d,survey,%d\n", i, i % 28 + 1, i % 11);
	box_write(box, "nps.csv", buf_str(out).p, buf_len(out));
	json_t *json = json_of(wend_ok(box, "map", "nps.csv", "--json"));
	assert_names(json, names);
	assert_string_equal(json_string_value(json_at(json, "touchpoints.0.feeling.scale")), "nps");
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_second_time_adds_nothing, box_open, box_close),
		cmocka_unit_test_setup_teardown(an_overlapping_file_adds_what_is_new, box_open, box_close),
		cmocka_unit_test_setup_teardown(equal_rows_are_real, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_dry_run_keeps_nothing, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_cannot_be_read_is_kept, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_is_understood_leaves_quarantine, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_is_not_understood_stays, box_open, box_close),
		cmocka_unit_test_setup_teardown(status_has_its_names, box_open, box_close),
		cmocka_unit_test_setup_teardown(import_has_its_names, box_open, box_close),
		cmocka_unit_test_setup_teardown(funnel_has_its_names, box_open, box_close),
		cmocka_unit_test_setup_teardown(map_has_its_names, box_open, box_close),
		cmocka_unit_test_setup_teardown(
			a_question_about_recommending_has_its_score, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
