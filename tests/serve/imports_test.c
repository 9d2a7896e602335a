/* Files over HTTP: in pieces, looked at, taken in, taken back. */
#include <fcntl.h>
#include <sys/stat.h>

#include "hear.h"
#include "serve/uploads.h"

enum { ROWS = 3000 };

static int open_kit(void **state)
{
	*state = house_kit_open();
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static struct str table(struct house_kit *kit)
{
	struct buf *out = buf_new(&kit->sc, 4 << 20);

	buf_puts(out, "customer_id,event,timestamp\n");
	for (int i = 0; i < ROWS; i++)
		buf_printf(out, "new%d,visit,2026-04-%02dT10:%02d:00Z\n", i / 3, 1 + i % 28, i % 60);
	return buf_str(out);
}

static const char *upload(struct house_kit *kit, const char *name)
{
	struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/uploads",
		scope_printf(&kit->sc, "{\"name\":\"%s\"}", name));

	assert_int_equal(a->status, 201);
	return kit_text(a, "id");
}

static struct kit_answer *piece(struct house_kit *kit, const char *id, size_t at, struct str bytes)
{
	return kit_ask_with(kit, kit->editor, "PUT",
		scope_printf(&kit->sc, "/api/v1/uploads/%s?at=%zu", id, at),
		"Content-Type: application/octet-stream\r\n", bytes);
}

static const char *send_file(struct house_kit *kit, const char *name, struct str text)
{
	const char *id = upload(kit, name);

	assert_int_equal(piece(kit, id, 0, text)->status, 200);
	return id;
}

static const char *start(struct house_kit *kit, const char *wish)
{
	struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/imports", wish);

	if (a->status != 202)
		fail_msg("%s: %d %s", wish, a->status, a->body);
	return kit_text(a, "id");
}

static struct kit_answer *wait_for(struct house_kit *kit, const char *import)
{
	const char *path = scope_printf(&kit->sc, "/api/v1/imports/%s", import);

	for (int i = 0; i < 600; i++) {
		struct kit_answer *a = kit_get(kit, kit->editor, path);
		const char *state = kit_text(a, "state");
		if (strcmp(state, "done") == 0 || strcmp(state, "failed") == 0)
			return a;
		usleep(20000);
	}
	fail_msg("%s takes too long", import);
	return NULL;
}

static struct kit_answer *import(struct house_kit *kit, const char *upload_id, const char *more)
{
	return wait_for(kit, start(kit, scope_printf(&kit->sc, "{\"upload\":\"%s\"%s}", upload_id, more)));
}

static double customers(struct house_kit *kit)
{
	struct scope sc = { 0 };
	struct evidence_totals totals;
	struct workspace *ws = office_enter(kit->house->office, &sc);

	assert_non_null(ws);
	assert_true(evidence_totals(&sc, ws->evidence, &totals));
	office_leave(kit->house->office);
	scope_close(&sc);
	return (double)totals.customers;
}

static bool is_there(struct house_kit *kit, const char *upload_id)
{
	struct stat st;

	return stat(scope_printf(&kit->sc, "%s/uploads/%s", kit->dir, upload_id), &st) == 0;
}

/* --- the tests --------------------------------------------------------------------------------------------- */

static void a_file_comes_in_pieces(void **state)
{
	struct house_kit *kit = *state;
	struct str text = table(kit);
	const char *id = upload(kit, "april.csv");
	size_t half = text.n / 2;

	assert_int_equal(kit_number(piece(kit, id, 0, str_sub(text, 0, half)), "bytes"), half);
	/* Its answer got lost: it is sent again, and there once. */
	assert_int_equal(kit_number(piece(kit, id, 0, str_sub(text, 0, half)), "bytes"), half);
	struct kit_answer *gap = piece(kit, id, half + 5, str_sub(text, half + 5, text.n));
	assert_int_equal(gap->status, 409);
	assert_non_null(strstr(gap->body, "go on at"));
	struct kit_answer *far = kit_get(kit, kit->editor, scope_printf(&kit->sc, "/api/v1/uploads/%s", id));
	assert_int_equal(kit_number(far, "bytes"), half);
	assert_string_equal(kit_text(far, "name"), "april.csv");
	assert_int_equal(kit_number(piece(kit, id, half, str_sub(text, half, text.n)), "bytes"), text.n);

	struct kit_answer *look = import(kit, id, ",\"dry_run\":true");
	assert_string_equal(kit_text(look, "state"), "done");
	assert_int_equal(kit_number(look, "files.0.events"), ROWS);
	assert_string_equal(kit_text(look, "files.0.columns.0.role"), "customer");
	assert_int_equal(customers(kit), 8);
	assert_true(is_there(kit, id));

	struct kit_answer *taken = import(kit, id, "");
	assert_string_equal(kit_text(taken, "state"), "done");
	assert_int_equal(kit_number(taken, "files.0.events"), ROWS);
	assert_int_equal(customers(kit), 8 + ROWS / 3);
	assert_false(is_there(kit, id));
	struct kit_answer *map = kit_get(kit, kit->editor, "/api/v1/maps/shop");
	assert_int_equal(kit_number(map, "customers"), 8 + ROWS / 3);
}

static void one_watches_it(void **state)
{
	struct house_kit *kit = *state;
	const char *id = send_file(kit, "may.csv", table(kit));
	const char *job = start(kit, scope_printf(&kit->sc, "{\"upload\":\"%s\",\"dry_run\":true}", id));
	struct hearing h =
		hear(kit, kit->editor, scope_printf(&kit->sc, "/api/v1/imports/%s/events", job), "");

	hear_until(&h, "event: done\ndata: {");
	hear_until(&h, "\r\n0\r\n");
	close(h.fd);
	/* Whoever comes late is told at once. */
	h = hear(kit, kit->editor, scope_printf(&kit->sc, "/api/v1/imports/%s/events", job), "");
	hear_until(&h, "event: done\ndata: {");
	close(h.fd);
	kit_refused(kit, kit->editor, "GET", "/api/v1/imports/0123456789abcdef/events", NULL, 404,
		"there is no import");
	assert_true(kit_size(kit_get(kit, kit->editor, "/api/v1/imports"), "imports") > 0);
}

static void an_import_is_taken_back(void **state)
{
	struct house_kit *kit = *state;
	double before = customers(kit);
	struct kit_answer *a = import(kit,
		send_file(kit, "june.csv",
			STR("customer_id,event,timestamp\nzoe,visit,2026-06-01T10:00:00Z\n")),
		"");

	assert_string_equal(kit_text(a, "state"), "done");
	assert_int_equal(customers(kit), before + 1);
	/* Of three before it: two when the workspace was filled, one above. */
	struct kit_answer *undone = kit_ask(kit, kit->editor, "POST", "/api/v1/imports/4/undo", NULL);
	assert_int_equal(undone->status, 200);
	assert_string_equal(kit_text(undone, "file"), "june.csv");
	assert_int_equal(kit_number(undone, "events"), 1);
	assert_int_equal(customers(kit), before);
	kit_refused(kit, kit->editor, "POST", "/api/v1/imports/4/undo", NULL, 409, "undone");
	kit_refused(kit, kit->editor, "POST", "/api/v1/imports/400/undo", NULL, 404, "400");
	kit_refused(kit, kit->editor, "POST", "/api/v1/imports/x/undo", NULL, 404, "there is no import");
}

static size_t logged(struct house_kit *kit, const char *query)
{
	return kit_size(kit_get(kit, kit->admin, scope_printf(&kit->sc, "/api/v1/audit?%s", query)), "rows");
}

/* After the one above: its refusals left no row. */
static void nothing_is_done_without_a_row(void **state)
{
	struct house_kit *kit = *state;
	double before = customers(kit);
	size_t jobs = kit_size(kit_get(kit, kit->editor, "/api/v1/imports"), "imports");
	const char *id = send_file(
		kit, "july.csv", STR("customer_id,event,timestamp\nyan,visit,2026-07-01T10:00:00Z\n"));
	const char *wish = scope_printf(&kit->sc, "{\"upload\":\"%s\"}", id);

	assert_int_equal(logged(kit, "action=import.undo"), 1);
	assert_int_equal(logged(kit, "action=import.undo&on=import&on_id=4"), 1);
	kit_hide_log(kit, true);
	struct kit_answer *undo = kit_ask(kit, kit->editor, "POST", "/api/v1/imports/1/undo", NULL);
	struct kit_answer *start = kit_ask(kit, kit->editor, "POST", "/api/v1/imports", wish);
	kit_hide_log(kit, false);
	assert_in_range(undo->status, 500, 503);
	assert_in_range(start->status, 500, 503);
	assert_int_equal(customers(kit), before);
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/imports"), "imports"), jobs);
	/* The file is there still. */
	struct kit_answer *a = import(kit, id, "");
	assert_string_equal(kit_text(a, "state"), "done");
	assert_int_equal(
		logged(kit, scope_printf(&kit->sc, "action=import.add&on_id=%s", kit_text(a, "id"))), 1);
}

static void what_cannot_be_taken_says_why(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a =
		import(kit, send_file(kit, "odd.csv", STR("colour,size\nred,4\nblue,5\n")), "");

	assert_string_equal(kit_text(a, "state"), "failed");
	assert_true(strlen(kit_text(a, "error")) > 10);
	assert_true(is_there(kit, kit_text(a, "upload")));
	a = import(kit, send_file(kit, "empty.csv", STR("")), "");
	assert_string_equal(kit_text(a, "state"), "failed");
}

/* Of personal data in a file that nobody may keep yet, only who sent it sees a part. */
static void its_first_rows_are_shown_to_who_sent_it(void **state)
{
	struct house_kit *kit = *state;
	const char *id = send_file(kit, "ratings.csv",
		STR("customer,date,rating,comment\neva,2026-03-01,5,Came in time and was lovely\n"
		    "jan,2026-03-02,2,It came late again this time\nola,some day,3,It was all right I think\n"
		    "ida,2026-03-04,4,\nbo,2026-03-05,1,\ncy,2026-03-06,5,\n"));
	struct kit_answer *a = import(kit, id, ",\"dry_run\":true");
	const char *path = scope_printf(&kit->sc, "/api/v1/imports/%s/preview", kit_text(a, "id"));
	struct kit_answer *p = kit_get(kit, kit->editor, path);

	assert_int_equal(p->status, 200);
	assert_string_equal(kit_text(p, "files.0.file"), "ratings.csv");
	assert_string_equal(kit_text(p, "files.0.columns.2.name"), "rating");
	assert_int_equal(kit_number(p, "files.0.columns.3.filled"), 3);
	assert_string_equal(kit_text(p, "files.0.columns.2.values.1"), "2");
	assert_int_equal(kit_size(p, "files.0.columns.2.values"), 4);
	assert_string_equal(kit_text(p, "files.0.events.0.who"), "eva");
	assert_int_equal(kit_number(p, "files.0.events.1.rating"), 2);
	assert_string_equal(kit_text(p, "files.0.events.1.scale"), "1-5");
	assert_string_equal(kit_text(p, "files.0.events.1.time"), "2026-03-02T00:00:00Z");
	assert_non_null(strstr(kit_text(p, "files.0.events.2.why"), "some day"));
	kit_refused(kit, kit->admin, "GET", path, NULL, 403, "who sent it alone");
	kit_refused(kit, kit->viewer, "GET", path, NULL, 403, "");
	kit_refused(kit, kit->editor, "GET", "/api/v1/imports/0123456789abcdef/preview", NULL, 404,
		"there is no import");

	/* Said otherwise, other events would come of it. */
	a = import(kit, id, ",\"dry_run\":true,\"columns\":[\"property=rating\",\"event=comment\"]");
	p = kit_get(
		kit, kit->editor, scope_printf(&kit->sc, "/api/v1/imports/%s/preview", kit_text(a, "id")));
	assert_string_equal(kit_text(p, "files.0.events.0.event"), "Came in time and was lovely");
}

/* Of a file that was not understood every column is there, so that somebody can say what it is. */
static void the_columns_of_a_refused_file_are_shown(void **state)
{
	enum { COLUMNS = 300 };
	struct house_kit *kit = *state;
	struct buf *text = buf_new(&kit->sc, 1 << 20);

	for (int row = 0; row < 4; row++)
		for (int i = 0; i < COLUMNS; i++)
			buf_printf(text, row ? "%d%s" : "column %d%s", row * 1000 + i,
				i == COLUMNS - 1 ? "\n" : ",");
	struct kit_answer *a = import(kit, send_file(kit, "wide.csv", buf_str(text)), ",\"dry_run\":true");
	assert_string_equal(kit_text(a, "state"), "failed");
	struct kit_answer *p = kit_get(
		kit, kit->editor, scope_printf(&kit->sc, "/api/v1/imports/%s/preview", kit_text(a, "id")));
	assert_int_equal(kit_size(p, "files.0.columns"), COLUMNS);
	assert_string_equal(kit_text(p, "files.0.columns.299.name"), "column 299");
	assert_string_equal(kit_text(p, "files.0.columns.299.values.0"), "1299");
	assert_int_equal(kit_size(p, "files.0.events"), 0);

	/* What was understood of it is said all the same. */
	a = import(kit, send_file(kit, "who.csv", STR("customer_id,date,size\neva,2026-03-01,4\n")),
		",\"dry_run\":true");
	assert_string_equal(kit_text(a, "state"), "failed");
	p = kit_get(
		kit, kit->editor, scope_printf(&kit->sc, "/api/v1/imports/%s/preview", kit_text(a, "id")));
	assert_string_equal(kit_text(p, "files.0.columns.0.role"), "customer");
	assert_string_equal(kit_text(p, "files.0.columns.1.role"), "time");
}

static void it_is_stopped(void **state)
{
	struct house_kit *kit = *state;
	struct buf *text = buf_new(&kit->sc, 8 << 20);
	double before = customers(kit);

	buf_puts(text, "customer_id,event,timestamp\n");
	for (int i = 0; i < 150000; i++)
		buf_printf(text, "stop%d,visit,2026-04-%02dT10:%02d:00Z\n", i, 1 + i % 28, i % 60);
	const char *id = send_file(kit, "long.csv", buf_str(text));
	const char *job = start(kit, scope_printf(&kit->sc, "{\"upload\":\"%s\"}", id));
	const char *path = scope_printf(&kit->sc, "/api/v1/imports/%s", job);
	kit_refused(kit, kit->viewer, "DELETE", path, NULL, 403, "");
	assert_int_equal(kit_ask(kit, kit->editor, "DELETE", path, NULL)->status, 204);
	struct kit_answer *a = wait_for(kit, job);
	assert_string_equal(kit_text(a, "state"), "failed");
	assert_non_null(strstr(kit_text(a, "error"), "it was stopped, nothing of it was taken"));
	assert_int_equal(customers(kit), before);
	assert_true(is_there(kit, id));
	kit_refused(kit, kit->editor, "DELETE", path, NULL, 409, "is over");
	kit_refused(kit, kit->editor, "DELETE", "/api/v1/imports/0123456789abcdef", NULL, 404,
		"there is no import");
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct house_kit *kit = *state;
	const char *id = send_file(kit, "july.csv", table(kit));
	const struct {
		const char *more;
		const char *words;
	} wrong[] = {
		{ ",\"format\":\"word\"", "there is no format" },
		{ ",\"source\":\"rumour\"", "there is no kind of source" },
		{ ",\"scale\":\"1-8\"", "there is no scale" },
		{ ",\"tz\":\"Mars/Base\"", "Mars/Base" },
		{ ",\"at\":\"soon\"", "is not a date" },
		{ ",\"columns\":[\"colour=x\"]", "colour" },
		{ ",\"columns\":[7]", "columns" },
		{ ",\"colour\":\"red\"", "colour" },
	};

	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		kit_refused(kit, kit->editor, "POST", "/api/v1/imports",
			scope_printf(&kit->sc, "{\"upload\":\"%s\"%s}", id, wrong[i].more), 422,
			wrong[i].words);
	kit_refused(kit, kit->editor, "POST", "/api/v1/imports", "{\"upload\":\"../../etc/passwd\"}", 404,
		"there is no upload");
	kit_refused(kit, kit->editor, "GET", "/api/v1/uploads/..%2f..%2fws", NULL, 404, "there is no upload");
	kit_refused(kit, kit->viewer, "POST", "/api/v1/uploads", "{\"name\":\"a.csv\"}", 403, "");
	kit_refused(kit, kit->nobody, "POST", "/api/v1/uploads", "{\"name\":\"a.csv\"}", 401, "sign in");
	kit_refused(kit, kit->editor, "POST", "/api/v1/uploads", "{\"name\":\"\"}", 422, "name");
	kit_refused(kit, kit->editor, "DELETE", "/api/v1/uploads/0123456789abcdef0123456789abcdef", NULL, 404,
		"there is no upload");
	assert_int_equal(
		kit_ask(kit, kit->editor, "DELETE", scope_printf(&kit->sc, "/api/v1/uploads/%s", id), NULL)
			->status,
		204);
	assert_false(is_there(kit, id));
}

/* Whatever a file is said to be called, it lies in its own folder. */
static void names_lead_nowhere(void **state)
{
	struct house_kit *kit = *state;
	const char *const names[][2] = { { "../../wend.db", "wend.db" }, { "..", "upload" },
		{ ".hidden", "upload" }, { "C:\\\\Users\\\\a\\\\sales.csv", "sales.csv" },
		{ "a\\u0000b.csv", NULL }, { "zamówienia.csv", "zamówienia.csv" },
		{ "a\\nb.csv", "a_b.csv" } };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/uploads",
			scope_printf(&kit->sc, "{\"name\":\"%s\"}", names[i][0]));
		if (!names[i][1]) {
			assert_in_range(a->status, 400, 422);
			continue;
		}
		assert_int_equal(a->status, 201);
		assert_string_equal(kit_text(a, "name"), names[i][1]);
	}
}

static void there_is_a_ceiling(void **state)
{
	struct limits limits = limits_usual();

	(void)state;
	limits.at[LIMIT_UPLOAD_BYTES] = 1024;
	struct house_kit *kit = house_kit_open_with(&(struct kit_wish){ .limits = limits });
	const char *id = upload(kit, "big.csv");
	struct kit_answer *a = piece(kit, id, 0, str_sub(table(kit), 0, 2000));

	assert_int_equal(a->status, 413);
	assert_non_null(strstr(a->body, "upload-bytes"));
	for (int i = 1; i < UPLOADS_AT_ONCE; i++)
		upload(kit, "more.csv");
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/uploads", "{\"name\":\"over.csv\"}");
	assert_int_equal(a->status, 503);
	assert_non_null(strcasestr(a->all, "\r\nRetry-After: "));
	house_kit_close(kit);
}

/* /dev/full is a disk without room.  What came in before is there, and goes on once there is room again. */
static void a_full_disk_is_said(void **state)
{
	struct house_kit *kit = *state;
	struct str text = table(kit);
	const char *id = upload(kit, "full.csv");
	const char *file = scope_printf(&kit->sc, "%s/uploads/%s/full.csv", kit->dir, id);

	assert_int_equal(unlink(file), 0);
	assert_int_equal(symlink("/dev/full", file), 0);
	struct kit_answer *a = piece(kit, id, 0, text);
	assert_int_equal(a->status, 507);
	assert_non_null(strstr(a->body, "disk is full: make room"));
	assert_null(strcasestr(a->all, "\r\nRetry-After: "));
	assert_int_equal(unlink(file), 0);
	assert_int_equal(close(open(file, O_CREAT | O_WRONLY, 0600)), 0);
	assert_int_equal(piece(kit, id, 0, text)->status, 200);
	assert_string_equal(kit_text(import(kit, id, ",\"dry_run\":true"), "state"), "done");
}

/* Several at once, while the map is asked for: all are in, and the server stops well. */
static void many_wait_their_turn(void **state)
{
	struct house_kit *kit = house_kit_open();
	const char *jobs[8];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(jobs); i++) {
		const char *text = scope_printf(
			&kit->sc, "customer_id,event,timestamp\nq%zu,visit,2026-06-01T10:00:00Z\n", i);
		jobs[i] = start(kit,
			scope_printf(&kit->sc, "{\"upload\":\"%s\"}", send_file(kit, "q.csv", str_of(text))));
	}
	for (size_t i = 0; i < COUNT_OF(jobs); i++)
		assert_string_equal(kit_text(wait_for(kit, jobs[i]), "state"), "done");
	assert_int_equal(customers(kit), 8 + COUNT_OF(jobs));
	start(kit, scope_printf(&kit->sc, "{\"upload\":\"%s\"}", send_file(kit, "last.csv", table(kit))));
	house_kit_close(kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_comes_in_pieces),
		cmocka_unit_test(one_watches_it),
		cmocka_unit_test(an_import_is_taken_back),
		cmocka_unit_test(nothing_is_done_without_a_row),
		cmocka_unit_test(what_cannot_be_taken_says_why),
		cmocka_unit_test(its_first_rows_are_shown_to_who_sent_it),
		cmocka_unit_test(the_columns_of_a_refused_file_are_shown),
		cmocka_unit_test(it_is_stopped),
		cmocka_unit_test(a_full_disk_is_said),
		cmocka_unit_test(what_makes_no_sense_is_refused),
		cmocka_unit_test(names_lead_nowhere),
		cmocka_unit_test(there_is_a_ceiling),
		cmocka_unit_test(many_wait_their_turn),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
