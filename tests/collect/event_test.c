#include "collect/event.h"

#include "base/buf.h"
#include "test.h"

/* What a body's events get: "ok", or the reason, a line each; or the fault of the whole. */
static void check(enum collect_kind kind, struct str body, const char *want)
{
	struct scope sc = { 0 };
	struct collect_result r;
	struct buf *got = buf_new(&sc, 1 << 20);

	if (!collect_read(&sc, kind, body, NULL, &r))
		buf_printf(got, "%s", sc.why);
	for (size_t i = 0, e = 0; !sc.fault && i < r.received; i++)
		buf_printf(got, "%s%s", i ? "|" : "",
			e < r.errors.n && r.errors.at[e].at == i ? r.errors.at[e++].why : "ok");
	if (!strstr(buf_str(got).p, want) || (!strcmp(want, "ok") && buf_len(got) != 2))
		fail_msg("%.*s: got \"%s\", want \"%s\"", STR_ARG(str_sub(body, 0, 200)), buf_str(got).p,
			want);
	scope_close(&sc);
}

#define U "\"userId\":\"u-1\","

static void a_call(void **state)
{
	static const struct {
		enum collect_kind kind;
		const char *body, *want;
	} cases[] = {
		{ COLLECT_TRACK, "{" U "\"event\":\"Cart Viewed\"}", "ok" },
		{ COLLECT_TRACK,
			" {" U "\"event\":\"A\",\"type\":\"track\",\"properties\":{\"a\":[1,{}]}} \n", "ok" },
		{ COLLECT_TRACK, "{\"anonymousId\":7,\"event\":\"A\",\"userId\":null}", "ok" },
		{ COLLECT_TRACK, "{\"user\\u0049d\":\"x\",\"event\":\"A\"}", "ok" },
		{ COLLECT_TRACK, "{\"event\":\"A\"}", "nobody whose event it is" },
		{ COLLECT_TRACK, "{\"userId\":\" \",\"event\":\"A\"}", "nobody whose event it is" },
		{ COLLECT_TRACK, "{" U "\"properties\":{}}", "\"event\" is missing" },
		{ COLLECT_TRACK, "{" U "\"event\":{}}", "\"event\" is no text" },
		{ COLLECT_TRACK, "{" U "\"event\":true}", "\"event\" is no text" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"properties\":[]}", "\"properties\" is no object" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"traits\":3}", "\"traits\" is no object" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"context\":\"\"}", "\"context\" is no object" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"event\":\"B\"}", "\"event\" stands there twice" },
		{ COLLECT_TRACK, "{" U U "\"event\":\"A\"}", "\"userId\" stands there twice" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"type\":\"page\"}", "another than the address" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"type\":\"merge\"}", "none of track" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"timestamp\":\"2026-03-02T10:15:00.000Z\"}", "ok" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"timestamp\":\"2026-03-02 10:15\"}", "ok" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"timestamp\":1772446500000}",
			"\"timestamp\" is no time" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"originalTimestamp\":\"yesterday\"}",
			"\"originalTimestamp\" is no time" },
		{ COLLECT_TRACK, "{" U "\"event\":\"A\",\"sentAt\":\"\"}", "\"sentAt\" is no time" },
		{ COLLECT_PAGE, "{" U "\"name\":\"Cart\"}", "ok" },
		{ COLLECT_SCREEN, "{\"anonymousId\":\"a\"}", "ok" },
		{ COLLECT_IDENTIFY, "{" U "\"traits\":{\"email\":\"ewa@example.test\"}}", "ok" },
		{ COLLECT_GROUP, "{" U "\"groupId\":\"g\"}", "ok" },
		{ COLLECT_GROUP, "{" U "\"traits\":{}}", "\"groupId\" is missing" },
		{ COLLECT_ALIAS, "{" U "\"previousId\":\"a\"}", "ok" },
		{ COLLECT_ALIAS, "{\"anonymousId\":\"a\",\"previousId\":\"a\"}", "\"userId\" is missing" },
		{ COLLECT_ALIAS, "{" U "\"anonymousId\":\"a\"}", "\"previousId\" is missing" },
		{ COLLECT_PAGE, "", "no sound JSON" },
		{ COLLECT_PAGE, "[]", "no sound JSON: no object" },
		{ COLLECT_PAGE, "{" U "}", "no sound JSON" },
		{ COLLECT_PAGE, "{\"userId\":\"u-1\"} {}", "text behind the value" },
		{ COLLECT_PAGE, "{\"userId\":\"u-1\",\"a\":01}", "no sound JSON" },
		{ COLLECT_PAGE, "{\"userId\":\"\xff\"}", "not UTF-8" },
		{ COLLECT_SENDGRID, "{}", "sendgrid sends no calls" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check(cases[i].kind, str_of(cases[i].body), cases[i].want);
}

static void a_batch(void **state)
{
	static const struct {
		const char *body, *want;
	} cases[] = {
		{ "{\"batch\":[{\"type\":\"track\"," U "\"event\":\"A\"},{\"type\":\"page\"," U
		  "\"name\":\"B\"}]}",
			"ok|ok" },
		{ "{\"batch\":[{\"type\":\"track\"," U "\"event\":\"A\"},{" U "\"event\":\"A\"},"
		  "{\"type\":\"track\",\"event\":\"A\"}],\"sentAt\":\"2026-03-02T10:15:00Z\"}",
			"ok|no kind of call: \"type\" is missing|nobody whose event it is" },
		{ "{\"batch\":[{\"type\":\"track\"," U "\"event\":\"A\"}],\"sentAt\":\"soon\"}",
			"the batch's \"sentAt\" is no time" },
		{ "{\"batch\":[{\"type\":\"batch\"," U "\"event\":\"A\"}]}", "none of track" },
		{ "{\"batch\":[]}", "" },
		{ "{\"batch\":{}}", "the batch: \"batch\" is no list" },
		{ "{\"batch\":null}", "no list of events" },
		{ "{\"type\":\"track\"}", "no list of events" },
		{ "{\"batch\":[],\"batch\":[]}", "the batch: \"batch\" stands there twice" },
		{ "{\"batch\":[],\"context\":[]}", "the batch: \"context\" is no object" },
		{ "{\"batch\":[1]}", "no sound JSON" },
		{ "{\"batch\":[{\"type\":\"page\"," U "\"name\":\"B\"}", "no sound JSON" },
		{ "{\"batch\":[{\"type\":\"page\"," U "\"name\":\"B\"}{}]}", "no comma between" },
		{ "{\"batch\":[{\"type\":\"page\"," U "\"name\":\"B\",}]}", "no sound JSON" },
		{ "{\"batch\":[{\"type\":\"page\"," U "\"a\":{\"b\":]}}]}", "no sound JSON" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check(COLLECT_BATCH, str_of(cases[i].body), cases[i].want);
}

static void the_key(void **state)
{
	static const char *const bodies[] = {
		"{\"batch\":[{\"type\":\"page\"," U "\"writeKey\":\"wk_other\"}],\"writeKey\":\"wk_1\"}",
		"{\"batch\":[{\"type\":\"page\"," U "\"a\":\"\\n\"},{\"writeKey\":\"wk_1\"}]}",
		"{\"writeKey\":\"wk\\u005f1\",\"batch\":[{\"type\":\"page\"," U "\"a\":\"\\n\\n\\n\\n\"}]}",
	};
	struct scope sc = { 0 };
	struct collect_result r;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bodies); i++) {
		assert_true(collect_read(&sc, COLLECT_BATCH, str_of(bodies[i]), NULL, &r));
		assert_str(r.write_key, "wk_1");
	}
	assert_true(collect_read(&sc, COLLECT_PAGE, STR("{\"writeKey\":\"wk_2\"}"), NULL, &r));
	assert_str(r.write_key, "wk_2");
	assert_int_equal(r.ok, 0);
	assert_true(collect_read(&sc, COLLECT_PAGE, STR("{" U "\"name\":\"\"}"), NULL, &r));
	assert_null(r.write_key.p);
	scope_close(&sc);
}

static struct str long_text(struct scope *sc, const char *before, size_t n, const char *after)
{
	struct buf *b = buf_new(sc, 64 << 20);

	buf_puts(b, before);
	for (size_t i = 0; i < n; i++)
		buf_putc(b, 'x');
	buf_puts(b, after);
	return buf_str(b);
}

static void ceilings(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	check(COLLECT_TRACK, long_text(&sc, "{" U "\"event\":\"", 256, "\"}"), "ok");
	check(COLLECT_TRACK, long_text(&sc, "{" U "\"event\":\"", 257, "\"}"),
		"name is longer than 256 bytes");
	check(COLLECT_PAGE, long_text(&sc, "{\"userId\":\"", 257, "\"}"), "\"userId\" is longer");
	check(COLLECT_PAGE, long_text(&sc, "{" U "\"messageId\":\"", 257, "\"}"), "\"messageId\" is longer");
	check(COLLECT_TRACK,
		long_text(&sc, "{" U "\"event\":\"A\",\"properties\":{\"a\":\"", COLLECT_BODY_BYTES, "\"}}"),
		" bytes, the ceiling is 1048576");
	check(COLLECT_BATCH,
		long_text(&sc, "{\"batch\":[{\"type\":\"page\"," U "\"name\":\"", COLLECT_EVENT_BYTES,
			"\"},{\"type\":\"page\"," U "\"name\":\"\"}]}"),
		"the event is larger than the ceiling");
	check(COLLECT_BATCH, long_text(&sc, "{\"batch\":[", COLLECT_BATCH_BYTES, "]}"),
		"the ceiling is 5242880");
	scope_close(&sc);
}

static void too_many_events(void **state)
{
	struct scope sc = { 0 };
	struct collect_result r;
	struct buf *b = buf_new(&sc, 1 << 20);

	(void)state;
	buf_puts(b, "{\"batch\":[{}");
	for (int i = 1; i < COLLECT_EVENTS; i++)
		buf_puts(b, ",{}");
	size_t n = buf_len(b);
	buf_puts(b, "]}");
	assert_true(collect_read(&sc, COLLECT_BATCH, buf_str(b), NULL, &r));
	assert_int_equal(r.received, 2500);
	assert_int_equal(r.errors.n, COLLECT_ERRORS);
	buf_cut(b, n);
	buf_puts(b, ",{}]}");
	assert_false(collect_read(&sc, COLLECT_BATCH, buf_str(b), NULL, &r));
	assert_fault(&sc, FAULT_LIMIT, "more than 2500 events");
	scope_close(&sc);
}

/* One that is nested too deep does not take the others with it. */
static void depth(void **state)
{
	struct scope sc = { 0 };
	struct buf *b = buf_new(&sc, 1 << 20);

	(void)state;
	buf_puts(b, "{\"batch\":[{\"type\":\"page\"," U "\"properties\":{\"a\":");
	for (int i = 0; i < 100; i++)
		buf_putc(b, '[');
	for (int i = 0; i < 100; i++)
		buf_putc(b, ']');
	buf_puts(b, "}},{\"type\":\"page\"," U "\"name\":\"A\"}]}");
	check(COLLECT_BATCH, buf_str(b), "nested deeper than 64 levels, the ceiling|ok");
	scope_close(&sc);
}

static bool look(void *to, const struct collect_event *e)
{
	struct buf *b = to;

	buf_printf(b, "%zu:%.*s:%.*s:%.*s:%.*s;", e->at, STR_ARG(e->members[MEMBER_EVENT].text),
		STR_ARG(e->context), STR_ARG(e->sent),
		STR_ARG(str_sub(e->text, e->members[MEMBER_EVENT].from, e->members[MEMBER_EVENT].to)));
	return true;
}

static void each_event(void **state)
{
	struct scope sc = { 0 };
	struct buf *b = buf_new(&sc, 1 << 20);

	(void)state;
	assert_true(collect_each(&sc, COLLECT_BATCH,
		STR("{\"batch\":[{\"event\" : \"A\\u0042\"},{}],\"sentAt\":\"s\\u0041\",\"context\":{\"a\":1}}"),
		NULL, look, b));
	assert_str(buf_str(b), "0:AB:{\"a\":1}:sA:\"event\" : \"A\\u0042\";1::{\"a\":1}:sA:;");
	scope_close(&sc);
}

static void where_a_library_runs(void **state)
{
	static const struct {
		const char *own, *around;
		bool browser;
	} cases[] = {
		{ "{\"library\":{\"name\":\"analytics.js\"}}", NULL, true },
		{ "{\"library\":{\"version\":\"1\",\"name\":\"@segment/analytics-node\"},\"page\":{}}", NULL,
			false },
		{ "{\"library\":{\"name\":\"analytics-go\"},\"userAgent\":\"Mozilla/5.0\"}", NULL, false },
		{ "{\"library\":{\"name\":\"RudderLabs JavaScript SDK\"}}", NULL, true },
		{ "{\"library\":{\"name\":\"analytics-java\"}}", NULL, false },
		{ "{\"library\":{\"name\":\"wend.js\"}}", NULL, true },
		{ "{\"library\":3,\"page\":{\"url\":\"a\"}}", NULL, true },
		{ "{\"userAgent\":\"Mozilla\\/5.0\"}", NULL, true },
		{ "{\"userAgent\":\"curl\"}", NULL, false },
		{ "{}", "{\"library\":{\"name\":\"analytics.js\"}}", true },
		{ "{\"library\":{\"name\":\"analytics-python\"}}",
			"{\"library\":{\"name\":\"analytics.js\"},\"page\":{}}", false },
		{ NULL, NULL, false },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (collect_is_browser(&sc, str_of(cases[i].own), str_of(cases[i].around)) !=
			cases[i].browser)
			fail_msg("%s %s", cases[i].own, cases[i].around);
	scope_close(&sc);
}

static void kinds(void **state)
{
	enum collect_kind kind;

	(void)state;
	assert_true(collect_kind_find(STR("batch"), &kind));
	assert_int_equal(kind, COLLECT_BATCH);
	assert_false(collect_kind_find(STR("sendgrid"), &kind));
	assert_false(collect_kind_find(STR("Track"), &kind));
	assert_string_equal(collect_kind_name(COLLECT_ALIAS), "alias");
	/* They stand in files. */
	assert_int_equal(COLLECT_TRACK, 0);
	assert_int_equal(COLLECT_BATCH, 6);
	assert_int_equal(COLLECT_MAILGUN, 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call),
		cmocka_unit_test(a_batch),
		cmocka_unit_test(the_key),
		cmocka_unit_test(ceilings),
		cmocka_unit_test(too_many_events),
		cmocka_unit_test(depth),
		cmocka_unit_test(each_event),
		cmocka_unit_test(where_a_library_runs),
		cmocka_unit_test(kinds),
	};

	return cmocka_run_group_tests_name("event", tests, NULL, NULL);
}
