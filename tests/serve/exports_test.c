/* Everything back out over HTTP, and files in parts. */
#include "house_kit.h"
#include "serve/reply_file.h"

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

static void ranges_are_read(void **state)
{
	const struct {
		const char *header;
		uint64_t size;
		enum range range;
		uint64_t from, n;
	} rows[] = {
		{ "bytes=0-4", 10, RANGE_PART, 0, 5 },
		{ "bytes=5-", 10, RANGE_PART, 5, 5 },
		{ "bytes=-4", 10, RANGE_PART, 6, 4 },
		{ "bytes=-40", 10, RANGE_PART, 0, 10 },
		{ "bytes=9-9", 10, RANGE_PART, 9, 1 },
		{ "bytes=0-400", 10, RANGE_PART, 0, 10 },
		{ "bytes=10-", 10, RANGE_BEYOND, 0, 0 },
		{ "bytes=-0", 10, RANGE_BEYOND, 0, 0 },
		{ "bytes=0-", 0, RANGE_BEYOND, 0, 0 },
		{ "bytes=5-4", 10, RANGE_NONE, 0, 0 },
		{ "bytes=0-1,3-4", 10, RANGE_NONE, 0, 0 },
		{ "bytes=-", 10, RANGE_NONE, 0, 0 },
		{ "bytes=", 10, RANGE_NONE, 0, 0 },
		{ "bytes=a-b", 10, RANGE_NONE, 0, 0 },
		{ "bytes=99999999999999999999999-", 10, RANGE_NONE, 0, 0 },
		{ "lines=0-4", 10, RANGE_NONE, 0, 0 },
		{ NULL, 10, RANGE_NONE, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct str header = rows[i].header ? str_of(rows[i].header) : (struct str){ 0 };
		uint64_t from = 0, n = 0;
		assert_int_equal(range_read(header, rows[i].size, &from, &n), rows[i].range);
		if (rows[i].range != RANGE_PART)
			continue;
		assert_int_equal(from, rows[i].from);
		assert_int_equal(n, rows[i].n);
	}
}

static void has_header(const struct kit_answer *a, const char *line)
{
	if (!strcasestr(a->all, line))
		fail_msg("no %s in %s", line, a->all);
}

static const char *make(struct house_kit *kit)
{
	struct kit_answer *a = kit_ask(kit, kit->admin, "POST", "/api/v1/exports", NULL);

	assert_int_equal(a->status, 202);
	const char *path = scope_printf(&kit->sc, "/api/v1/exports/%s", kit_text(a, "id"));
	for (int i = 0; i < 400; i++) {
		a = kit_get(kit, kit->admin, path);
		if (strcmp(kit_text(a, "state"), "making") != 0)
			break;
		usleep(20000);
	}
	assert_string_equal(kit_text(a, "state"), "done");
	assert_true(kit_size(a, "files") >= 6);
	return path;
}

static struct kit_answer *fetch(struct house_kit *kit, const char *path, const char *range)
{
	return kit_ask_with(kit, kit->admin, "GET", path,
		range ? scope_printf(&kit->sc, "Range: %s\r\n", range) : "", (struct str){ 0 });
}

static void everything_is_fetched(void **state)
{
	struct house_kit *kit = *state;
	const char *path = make(kit);
	const char *events = scope_printf(&kit->sc, "%s/events.csv", path);
	struct kit_answer *whole = fetch(kit, events, NULL);
	const char head[] = "customer_id,time,source_kind,event";

	assert_int_equal(whole->status, 200);
	assert_memory_equal(whole->body, head, sizeof head - 1);
	assert_non_null(strstr(whole->body, "ada,"));
	assert_non_null(strcasestr(whole->all, "\r\nContent-Disposition: attachment"));
	assert_non_null(strcasestr(whole->all, "\r\nContent-Security-Policy: default-src 'none'"));

	struct kit_answer *part = fetch(kit, events, "bytes=9-13");
	assert_int_equal(part->status, 206);
	assert_string_equal(part->body, "id,ti");
	assert_non_null(strcasestr(part->all, "\r\nContent-Range: bytes 9-13/"));
	struct kit_answer *beyond = fetch(kit, events, "bytes=999999999-");
	assert_int_equal(beyond->status, 416);
	assert_non_null(strcasestr(beyond->all, "\r\nContent-Range: bytes */"));
	assert_int_equal(fetch(kit, events, "bytes=0-1,2-3")->status, 200);
}

/* Files of maps lie in a folder of their own, and a list says what they were called. */
static void attachments_go_out_too(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_ask_with(
		kit, kit->editor, "POST", "/api/v1/attachments?name=offer.pdf", "", STR("%PDF-1.7\n"));
	const char *name = scope_printf(&kit->sc, "attachments/%s.pdf", kit_text(a, "id"));
	const char *path = make(kit);

	assert_non_null(strstr(kit_get(kit, kit->admin, path)->body, name));
	a = fetch(kit, scope_printf(&kit->sc, "%s/%s", path, name), NULL);
	assert_int_equal(a->status, 200);
	assert_string_equal(a->body, "%PDF-1.7\n");
	has_header(a, "\r\nContent-Disposition: attachment");
	assert_string_equal(
		fetch(kit, scope_printf(&kit->sc, "%s/%s", path, name), "bytes=1-3")->body, "PDF");
	a = fetch(kit, scope_printf(&kit->sc, "%s/attachments.ndjson", path), NULL);
	assert_non_null(strstr(a->body, "\"name\":\"offer.pdf\",\"type\":\"application/pdf\",\"bytes\":9"));
	static const char *const none[] = { "attachments", "attachments/..%2Fevents.csv", "attachments/x",
		"attachments%2F..%2Fevents.csv", "attachments/.." };
	for (size_t i = 0; i < COUNT_OF(none); i++)
		if (fetch(kit, scope_printf(&kit->sc, "%s/%s", path, none[i]), NULL)->status < 400)
			fail_msg("%s is handed out", none[i]);
}

static size_t logged(struct house_kit *kit, const char *id)
{
	return kit_size(kit_get(kit, kit->admin,
				scope_printf(&kit->sc, "/api/v1/audit?action=export&on=export&on_id=%s", id)),
		"rows");
}

static void what_leaves_stands_in_the_log(void **state)
{
	struct house_kit *kit = *state;
	const char *path = make(kit), *id = strrchr(path, '/') + 1;
	const char *events = scope_printf(&kit->sc, "%s/events.csv", path);

	assert_int_equal(logged(kit, id), 1);
	assert_int_equal(fetch(kit, events, NULL)->status, 200);
	assert_int_equal(logged(kit, id), 2);
	struct kit_answer *a =
		kit_get(kit, kit->admin, scope_printf(&kit->sc, "/api/v1/audit?action=export&on_id=%s", id));
	assert_string_equal(kit_text(a, "rows.0.details"), "{\"file\":\"events.csv\"}");
	assert_int_equal(fetch(kit, scope_printf(&kit->sc, "%s/none.csv", path), NULL)->status, 404);
	assert_int_equal(logged(kit, id), 2);
	kit_hide_log(kit, true);
	struct kit_answer *file = fetch(kit, events, NULL),
			  *start = kit_ask(kit, kit->admin, "POST", "/api/v1/exports", NULL);
	kit_hide_log(kit, false);
	assert_in_range(file->status, 500, 503);
	assert_null(strstr(file->body, "ada"));
	assert_in_range(start->status, 500, 503);
}

static void others_get_nothing(void **state)
{
	struct house_kit *kit = *state;
	const char *path = make(kit);
	const char *const names[] = { "..%2fwend.db", "none.csv", "%2e%2e", ".", "events.csv%00" };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		int status = fetch(kit, scope_printf(&kit->sc, "%s/%s", path, names[i]), NULL)->status;
		assert_in_range(status, 400, 404);
	}
	kit_refused(kit, kit->viewer, "POST", "/api/v1/exports", NULL, 403, "");
	kit_refused(kit, kit->viewer, "GET", path, NULL, 403, "");
	kit_refused(kit, kit->viewer, "GET", scope_printf(&kit->sc, "%s/events.csv", path), NULL, 403, "");
	kit_refused(kit, kit->nobody, "GET", path, NULL, 401, "sign in");
	kit_refused(kit, kit->admin, "GET", "/api/v1/exports/0123456789abcdef0123456789abcdef", NULL, 404,
		"there is no export");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_are_read),
		cmocka_unit_test(everything_is_fetched),
		cmocka_unit_test(what_leaves_stands_in_the_log),
		cmocka_unit_test(others_get_nothing),
		cmocka_unit_test(attachments_go_out_too),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
