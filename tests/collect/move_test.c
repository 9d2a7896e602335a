#include "collect/move.h"

#include "base/buf.h"
#include "collect/moved.h"

#define TIMES "SELECT strftime(time, '%d %H:%M:%S.%g') FROM events ORDER BY time, event"
#define SAID(name)                                                                                           \
	"SELECT coalesce(json_extract_string(properties, '$.\"" name                                         \
	"\"'), '-') FROM events ORDER BY time, event"

static void a_batch(void **state)
{
	struct moved m = moved_open();

	(void)state;
	/* sent five seconds before it came by a clock that goes an hour ahead */
	moved_put(&m, 1, COLLECT_BATCH,
		"{\"batch\":[\n {\"type\":\"page\",\"messageId\":\"m-1\",\"anonymousId\":\"a-77\",\"originalTimestamp\":"
		"\"2026-03-02T11:14:00.000Z\",\"name\":\"Cart\",\"properties\":{\"url\":\"https://shop.example/cart\"}},\r\n"
		"{\"type\":\"identify\",\"messageId\":\"m-2\",\"anonymousId\":\"a-77\",\"userId\":\"u-1\",\"originalTimestamp\":"
		"\"2026-03-02T11:14:01.000Z\",\"traits\":{\"plan\":\"gold\"},\"properties\":null},"
		"{\"properties\":{\"sku\":\"TEA-1\",\"$clock\":\"mine\"},\"type\":\"track\",\"messageId\":null,\"userId\":\"u-1\","
		"\"event\":\"Product \\\"Added\\\"\",\"timestamp\":\"2026-03-02T11:14:02.500Z\"}],"
		"\"context\":{\"library\":{\"name\":\"analytics.js\"},\"locale\":\"pl\"},\"sentAt\":\"2026-03-02T11:15:00.000Z\"}",
		NOW);
	moved_move(&m);
	assert_int_equal(m.report.items, 1);
	assert_int_equal(m.report.events, 3);
	assert_int_equal(m.report.imports, 1);
	assert_false(m.report.more);
	moved_is(&m, TIMES, "02 10:14:05.000|02 10:14:06.000|02 10:14:07.500");
	moved_is(&m, SAID("$clock"), "corrected|corrected|corrected");
	moved_is(&m, SAID("$orig_ts"),
		"2026-03-02T11:14:00.000Z|2026-03-02T11:14:01.000Z|2026-03-02T11:14:02.500Z");
	moved_is(&m, SAID("sku"), "-|-|TEA-1");
	moved_is(&m, SAID("locale"), "pl|pl|pl");
	moved_is(&m, SAID("traits.plan"), "-|gold|-");
	moved_is(&m, "SELECT event FROM events ORDER BY time", "page_view|identify|Product \"Added\"");
	moved_is(&m, "SELECT page FROM events ORDER BY time LIMIT 1", "/cart");
	moved_is(&m, "SELECT DISTINCT customer FROM events", "u-1");
	moved_is(&m, "SELECT DISTINCT file FROM events", "live/shop");
	moved_is(&m, "SELECT DISTINCT source FROM events", "web");
	moved_move(&m);
	assert_int_equal(m.report.items + m.report.events + m.report.imports, 0);
	moved_close(&m);
}

static void a_call_without_its_kind(void **state)
{
	struct moved m = moved_open();

	(void)state;
	moved_put(&m, 1, COLLECT_TRACK, "{\"userId\":\"u-1\",\"event\":\"A\"}", NOW);
	moved_put(&m, 1, COLLECT_TRACK, "{\"userId\":\"u-1\",\"event\":\"A\"}", NOW);
	moved_put(&m, 1, COLLECT_PAGE, "{\"type\":\"\",\"userId\":\"u-1\"}", NOW + S);
	moved_put(&m, 1, COLLECT_IDENTIFY, "{\"type\":null,\"userId\":\"u-1\"}", NOW + 2 * S);
	moved_put(&m, 1, COLLECT_ALIAS, "{\"previousId\":\"u-0\",\"userId\":\"u-1\"}", NOW);
	moved_move(&m);
	/* Two without a number are two. */
	moved_is(&m, "SELECT event FROM events ORDER BY time", "A|A|page_view|identify");
	moved_is(&m, SAID("$clock"), "received|received|received|received");
	moved_is(&m, SAID("$orig_ts"), "-|-|-|-");
	moved_is(&m, TIMES, "02 10:15:05.000|02 10:15:05.000|02 10:15:06.000|02 10:15:07.000");
	moved_close(&m);
}

static void clocks(void **state)
{
	static const struct {
		const char *members, *time, *rule, *said;
	} cases[] = {
		{ "\"timestamp\":\"2026-03-01T00:00:00Z\"", "01 00:00:00.000", "stamped", "-" },
		{ "\"timestamp\":\"2026-03-01T00:00:00Z\",\"sentAt\":\"2026-03-01T00:00:05Z\"",
			"01 00:00:00.000", "stamped", "-" },
		{ "\"timestamp\":\"2026-03-01T00:00:00Z\",\"sentAt\":\"2026-03-01T00:00:05Z\",\"context\":{\"page\":{}}",
			"02 10:15:00.000", "corrected", "2026-03-01T00:00:00Z" },
		{ "\"timestamp\":\"2026-03-04T00:00:00Z\"", "02 10:15:05.000", "clamped",
			"2026-03-04T00:00:00Z" },
		/* By this clock it was before there were any. */
		{ "\"originalTimestamp\":\"1601-01-01T00:00:00Z\",\"sentAt\":\"2026-03-01T00:00:05Z\"",
			"02 10:15:05.000", "clamped", "1601-01-01T00:00:00Z" },
		{ "\"originalTimestamp\":\"2026-03-01T00:00:00Z\",\"sentAt\":\"2026-03-01T00:00:00Z\"",
			"02 10:15:05.000", "corrected", "2026-03-01T00:00:00Z" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct moved m = moved_open();
		char body[500];
		snprintf(body, sizeof body, "{\"userId\":\"u\",\"event\":\"A\",%s}", cases[i].members);
		moved_put(&m, 1, COLLECT_TRACK, body, NOW);
		moved_move(&m);
		moved_is(&m, TIMES, cases[i].time);
		moved_is(&m, SAID("$clock"), cases[i].rule);
		moved_is(&m, SAID("$orig_ts"), cases[i].said);
		moved_close(&m);
	}
}

#define NUMBERED(id) "{\"messageId\":\"" id "\",\"userId\":\"u-1\",\"event\":\"A\"}"

/* The same number of the same source is the same event, however late it comes; another source's is another. */
static void the_same_again(void **state)
{
	struct moved m = moved_open();

	(void)state;
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-1"), NOW);
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-1"), NOW + S);
	moved_move(&m);
	assert_int_equal(m.report.events, 1);
	assert_int_equal(m.report.duplicates, 1);
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-1"), NOW + 40 * 86400 * S);
	moved_put(&m, 2, COLLECT_TRACK, NUMBERED("m-1"), NOW);
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-2"), NOW);
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("  m-2 "), NOW);
	moved_move(&m);
	assert_int_equal(m.report.imports, 2);
	assert_int_equal(m.report.events, 2);
	assert_int_equal(m.report.duplicates, 2);
	moved_is(&m, "SELECT count(*)::VARCHAR FROM events", "3");
	moved_is(&m, "SELECT DISTINCT file FROM events ORDER BY file", "live/app|live/shop");
	moved_close(&m);
}

static void what_cannot_be_taken(void **state)
{
	struct moved m = moved_open();

	(void)state;
	moved_put(&m, 1, COLLECT_BATCH,
		"{\"batch\":[{\"type\":\"track\",\"event\":\"A\"},{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u-1\"}]}",
		NOW);
	moved_put(&m, 2, COLLECT_TRACK, "{\"event\":\"\"}", NOW);
	moved_put(&m, 2, COLLECT_SENDGRID, "[{}", NOW);
	moved_put(&m, 7, COLLECT_PAGE, "{\"userId\":\"u-1\"}", NOW);
	moved_move(&m);
	assert_int_equal(m.report.events, 2);
	assert_int_equal(m.report.quarantined, 3);
	assert_int_equal(m.report.imports, 4);
	moved_is(&m,
		"SELECT i.file || ' ' || q.row || ' ' || q.record FROM quarantine q JOIN import i ON i.id = q.import ORDER BY q.row",
		"live/shop 1 \"{\\\"type\\\":\\\"track\\\",\\\"event\\\":\\\"A\\\"}\"|live/app 2 \"{\\\"event\\\":\\\"\\\"}\""
		"|live/app 3 \"[{}\"");
	moved_is(&m, "SELECT left(reason, 24) FROM quarantine ORDER BY row",
		"nobody whose event it is|a track call without a n|no sound JSON");
	moved_is(&m, "SELECT DISTINCT file FROM events ORDER BY file", "live/7|live/shop");
	/* The same again does not push out what waits. */
	moved_put(&m, 1, COLLECT_TRACK, "{\"event\":\"B\"}", NOW);
	moved_move(&m);
	moved_is(&m, "SELECT count(*)::VARCHAR FROM quarantine", "4");
	moved_close(&m);
}

static void webhooks(void **state)
{
	struct moved m = moved_open();

	(void)state;
	moved_put(&m, 2, COLLECT_SENDGRID,
		"[{\"email\":\"ewa@example.test\",\"timestamp\":1772446800,\"event\":\"delivered\",\"sg_event_id\":\"a\"},\n"
		"{\"email\":\"ewa@example.test\",\"timestamp\":1772446920,\"event\":\"open\",\"sg_event_id\":\"b\"},"
		"{\"timestamp\":1772446920,\"event\":\"open\",\"sg_event_id\":\"c\"}]",
		NOW);
	moved_put(&m, 2, COLLECT_SENDGRID,
		"[{\"email\":\"ewa@example.test\",\"timestamp\":1772446800,\"event\":\"delivered\",\"sg_event_id\":\"a\"}]",
		NOW);
	moved_put(&m, 2, COLLECT_POSTMARK,
		"{\n\"RecordType\":\"Delivery\",\n\"MessageID\":\"7d1f\",\"Recipient\":\"jan@example.test\",\"DeliveredAt\":"
		"\"2026-03-02T10:00:00Z\"}",
		NOW);
	moved_put(&m, 2, COLLECT_MAILGUN,
		"{\"signature\":{},\"event-data\":{\"event\":\"opened\",\"id\":\"EvtA1\",\"timestamp\":1772446904.5,\"recipient\":"
		"\"jan@example.test\"}}",
		NOW);
	moved_move(&m);
	assert_int_equal(m.report.events, 4);
	assert_int_equal(m.report.duplicates, 1);
	assert_int_equal(m.report.quarantined, 1);
	assert_int_equal(m.report.imports, 3);
	moved_is(&m, "SELECT event FROM events ORDER BY event",
		"email_delivered|email_delivered|email_opened|email_opened");
	moved_is(&m, "SELECT DISTINCT source FROM events", "email");
	moved_close(&m);
}

/* Only sends what no event comes of. */
static void nothing_to_take(void **state)
{
	struct moved m = moved_open();

	(void)state;
	moved_put(&m, 2, COLLECT_MAILGUN, "{\"signature\":{},\"event-data\":{\"event\":\"stored\"}}", NOW);
	moved_put(&m, 2, COLLECT_SENDGRID, "[]", NOW);
	moved_put(&m, 1, COLLECT_BATCH, "{\"batch\":[]}", NOW);
	moved_move(&m);
	assert_int_equal(m.report.items, 3);
	assert_int_equal(m.report.events + m.report.quarantined, 0);
	moved_move(&m);
	assert_int_equal(m.report.items, 0);
	moved_close(&m);
}

static void copy_file(struct moved *m, const char *from, const char *to)
{
	static char bytes[1 << 20];
	FILE *in = fopen(scope_printf(&m->folder.sc, "%s/%s", m->dir, from), "rb");
	size_t n = fread(bytes, 1, sizeof bytes, in);

	fclose(in);
	FILE *out = fopen(scope_printf(&m->folder.sc, "%s/%s", m->dir, to), "wb");
	assert_int_equal(fwrite(bytes, 1, n, out), n);
	fclose(out);
}

/* An inbox that has what was moved already: the power went before it was dropped, or a copy was put back. */
static void an_inbox_from_before(void **state)
{
	struct moved m = moved_open();

	(void)state;
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-1"), NOW);
	moved_put(&m, 1, COLLECT_TRACK, "{\"event\":\"\"}", NOW);
	moved_end(&m);
	copy_file(&m, "inbox.db", "inbox.copy");
	moved_begin(&m);
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-2"), NOW);
	moved_move(&m);
	assert_int_equal(m.report.events, 2);
	moved_end(&m);
	copy_file(&m, "inbox.copy", "inbox.db");
	moved_begin(&m);
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-3"), NOW); /* has the number behind what was moved */
	moved_move(&m);
	assert_int_equal(m.report.items, 3);
	assert_int_equal(m.report.events, 1);
	assert_int_equal(m.report.quarantined, 0);
	moved_is(&m, "SELECT count(*)::VARCHAR FROM events", "3");
	moved_is(&m, "SELECT count(*)::VARCHAR FROM quarantine", "1");
	moved_is(&m, "SELECT stream || ' ' || seq FROM moved", "1/segment 4");
	/* One that was made anew begins with 1 and is another. */
	moved_end(&m);
	unlink(scope_printf(&m.folder.sc, "%s/inbox.db", m.dir));
	moved_begin(&m);
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-4"), NOW);
	moved_move(&m);
	assert_int_equal(m.report.events, 1);
	moved_close(&m);
}

static void more_than_at_a_time(void **state)
{
	struct moved m = moved_open();
	struct move_wish wish = { .now_us = NOW, .bytes = 100 };

	(void)state;
	for (int i = 0; i < 5; i++)
		moved_put(&m, 1, COLLECT_TRACK,
			"{\"userId\":\"u-1\",\"event\":\"A\",\"properties\":{\"a\":\"bbbbbbbbbb\"}}", NOW);
	assert_true(collect_move(&m.folder.sc, m.ws, m.inbox, &wish, &m.report));
	assert_int_equal(m.report.items, 2);
	assert_true(m.report.more);
	assert_true(collect_move(&m.folder.sc, m.ws, m.inbox, &wish, &m.report));
	assert_true(collect_move(&m.folder.sc, m.ws, m.inbox, &wish, &m.report));
	assert_int_equal(m.report.items, 1);
	assert_false(m.report.more);
	moved_is(&m, "SELECT count(*)::VARCHAR FROM events", "5");
	moved_close(&m);
}

/* What comes behind the records that an import looks at first is a property all the same. */
static void a_property_that_comes_late(void **state)
{
	struct moved m = moved_open();
	struct buf *b = buf_new(&m.folder.sc, 1 << 20);

	(void)state;
	buf_puts(b, "{\"batch\":[");
	for (int i = 0; i < 2400; i++)
		buf_printf(b, "%s{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"%d\"}", i ? "," : "", i);
	buf_puts(b, ",{\"type\":\"page\",\"userId\":\"u\",\"properties\":{\"late\":\"yes\"}}]}");
	moved_put(&m, 1, COLLECT_BATCH, buf_str(b).p, NOW);
	moved_move(&m);
	assert_int_equal(m.report.events, 2401);
	moved_is(&m,
		"SELECT DISTINCT json_extract_string(properties, '$.late') l FROM events WHERE l IS NOT NULL",
		"yes");
	moved_close(&m);
}

/* Somebody edits a map meanwhile, at length. */
static void who_edits_is_not_waited_for(void **state)
{
	struct moved m = moved_open();
	struct workspace *beside = workspace_beside(&m.folder.sc, m.ws);

	(void)state;
	assert_non_null(beside);
	moved_put(&m, 1, COLLECT_TRACK, NUMBERED("m-1"), NOW);
	assert_true(documents_begin(&m.folder.sc, beside->documents));
	moved_move(&m);
	assert_int_equal(m.report.events, 1);
	documents_rollback(beside->documents);
	workspace_close(beside);
	moved_close(&m);
}

static void when_it_is_due(void **state)
{
	struct moved m = moved_open();

	(void)state;
	assert_false(collect_move_due(m.inbox, &(struct move_wish){ .now_us = NOW + 3600 * S }));
	moved_put(&m, 1, COLLECT_PAGE, "{\"userId\":\"u-1\"}", NOW);
	assert_false(collect_move_due(m.inbox, &(struct move_wish){ .now_us = NOW + 9 * S }));
	assert_true(collect_move_due(m.inbox, &(struct move_wish){ .now_us = NOW + 10 * S }));
	assert_false(
		collect_move_due(m.inbox, &(struct move_wish){ .now_us = NOW + 10 * S, .after_us = 60 * S }));
	assert_false(collect_move_due(m.inbox, &(struct move_wish){ .now_us = NOW, .events = 2 }));
	moved_put(&m, 1, COLLECT_PAGE, "{\"userId\":\"u-1\"}", NOW);
	assert_true(collect_move_due(m.inbox, &(struct move_wish){ .now_us = NOW, .events = 2 }));
	/* A clock that is set back a little, or by an hour: what waits does not wait until it is there again. */
	assert_false(collect_move_due(m.inbox, &(struct move_wish){ .now_us = NOW - 9 * S }));
	assert_true(collect_move_due(m.inbox, &(struct move_wish){ .now_us = NOW - 3600 * S }));
	moved_close(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_batch),
		cmocka_unit_test(a_call_without_its_kind),
		cmocka_unit_test(clocks),
		cmocka_unit_test(the_same_again),
		cmocka_unit_test(what_cannot_be_taken),
		cmocka_unit_test(webhooks),
		cmocka_unit_test(nothing_to_take),
		cmocka_unit_test(an_inbox_from_before),
		cmocka_unit_test(more_than_at_a_time),
		cmocka_unit_test(a_property_that_comes_late),
		cmocka_unit_test(who_edits_is_not_waited_for),
		cmocka_unit_test(when_it_is_due),
	};

	return cmocka_run_group_tests_name("move", tests, NULL, NULL);
}
