#include "formats/access_line.h"

#include "told.h"

#define AGENT " \"-\" \"Mozilla/5.0 (X11) Test/1.0\""
#define AT " - - [02/Mar/2026:11:15:00 +0100] "

/* --- one line ------------------------------------------------------------------------------------ */

static void lines_are_taken_apart(void **state)
{
	static const struct {
		const char *line, *host, *address, *user, *request;
		int status;
	} cases[] = {
		{ "1.2.3.4" AT "\"GET / HTTP/1.1\" 200 5", "", "1.2.3.4", "", "GET / HTTP/1.1", 200 },
		{ "2001:db8::5 - ewa [02/Mar/2026:11:15:00 +0100] \"GET /\" 304 -", "", "2001:db8::5", "ewa",
			"GET /", 304 },
		{ "shop.example:443 1.2.3.4" AT "\"GET /\" 200 5", "shop.example", "1.2.3.4", "", "GET /",
			200 },
		{ "shop.example 2001:db8::5" AT "\"GET /\" 200 5", "shop.example", "2001:db8::5", "", "GET /",
			200 },
		{ "1.2.3.4, 10.0.0.1, 10.0.0.2" AT "\"GET /\" 200 5", "", "1.2.3.4", "", "GET /", 200 },
		{ "1.2.3.4,10.0.0.1" AT "\"GET /\" 200 5", "", "1.2.3.4", "", "GET /", 200 },
		{ "dsl-7.provider.example" AT "\"GET /\" 200 5", "", "dsl-7.provider.example", "", "GET /",
			200 },
		{ "1.2.3.4 - Ewa [x] N [02/Mar/2026:11:15:00 +0100] \"GET /\" 200 5", "", "1.2.3.4",
			"Ewa [x] N", "GET /", 200 },
		{ "1.2.3.4" AT "\"GET /?q=\\\"a\\\\\" 200 5", "", "1.2.3.4", "", "GET /?q=\\\"a\\\\", 200 },
		{ "10.0.0.1" AT "\"GET /\" 200 5 \"-\" \"x\" \"1.2.3.4, 10.0.0.9\"", "", "1.2.3.4", "",
			"GET /", 200 },
		{ "10.0.0.1" AT "\"GET /\" 200 5 \"-\" \"x\" \"-\"", "", "10.0.0.1", "", "GET /", 200 },
		{ "::ffff:1.2.3.4" AT "\"GET /\" 200 5 \"\" \"x\" \"b994fdbf-694e\" \"1f58\"", "",
			"::ffff:1.2.3.4", "", "GET /", 200 },
		{ "-" AT "\"-\" 408 -", "", "", "", "", 408 },
	};
	struct access_line a;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *why = access_line_read(str_of(cases[i].line), &a);
		if (why)
			fail_msg("%s: %s", cases[i].line, why);
		assert_str(a.host, cases[i].host);
		assert_str(a.address, cases[i].address);
		assert_str(a.user, cases[i].user);
		assert_str(a.request, cases[i].request);
		assert_int_equal(a.status, cases[i].status);
	}
}

static void what_is_no_line_says_why(void **state)
{
	static const char *const cases[][2] = {
		{ "", "too short" },
		{ "1.2.3.4 - -", "too short" },
		{ "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q", "no sound time" },
		{ "1.2.3.4 - - [31/Feb/2026:11:15:00 +0100] \"GET /\" 200 5", "no sound time" },
		{ "1.2.3.4 - - [02/Mar/2026:25:15:00 +0100] \"GET /\" 200 5", "no sound time" },
		{ "1.2.3.4 - - [02/Mar/2026:11:15:00 +0100", "no sound time" },
		{ "1.2.3.4" AT, "no request in quotes" },
		{ "1.2.3.4" AT "\"GET / HTTP", "no request in quotes" },
		{ "1.2.3.4" AT "\"GET / HTTP\\\"", "no request in quotes" },
		{ "1.2.3.4" AT "\"GET /\" - 5", "no status" },
		{ "1.2.3.4" AT "\"GET /\" 2000 5", "no status" },
		{ "1.2.3.4" AT "\"GET /\" 099 5", "no status" },
		{ "1.2.3.4" AT "\"GET /\" 200 5 \"-\" \"Mozilla", "cut short" },
	};
	struct access_line a;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *why = access_line_read(str_of(cases[i][0]), &a);
		if (!why || !strstr(why, cases[i][1]))
			fail_msg("%s: %s", cases[i][0], why ? why : "taken");
	}
}

static void escapes_are_letters_where_that_is_text(void **state)
{
	static const char *const cases[][2] = {
		{ "plain", "plain" },
		{ "a \\x22b\\x22", "a \"b\"" },
		{ "a \\\"b\\\"", "a \"b\"" },
		{ "\\\\x22", "\\x22" },
		{ "\\xC5\\xBC", "\xC5\xBC" },
		{ "\\xC5", "\\xC5" },
		{ "\\x16\\x03", "\\x16\\x03" },
		{ "\\x00", "\\x00" },
		{ "\\x2", "\\x2" },
		{ "\\xZZ", "\\xZZ" },
		{ "end\\", "end\\" },
	};
	char room[64];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(access_plain(str_of(cases[i][0]), room), cases[i][1]);
}

/* --- what it means ------------------------------------------------------------------------------- */

/* The event, "broken" or "" of one line. */
static struct str event_of(struct scope *sc, const char *line)
{
	struct told t;

	told_text(&t, "access-log", "access.log", str_of(line));
	assert_true(t.ok);
	struct str text = buf_str(t.text), out = STR("");
	const char *event = strstr(text.p, "$event=");
	if (event)
		out = (struct str){ event + 7, strcspn(event + 7, " ") };
	else if (str_has(text, STR("broken: ")))
		out = STR("broken");
	out = str_copy(sc, out);
	told_close(&t);
	return out;
}

static void requests_become_events_or_are_left_out(void **state)
{
	static const char *const cases[][2] = {
		{ "1.2.3.4" AT "\"GET /cart HTTP/1.1\" 200 5" AGENT, "page_view" },
		{ "1.2.3.4" AT "\"GET /cart\" 200 5" AGENT, "page_view" },
		{ "1.2.3.4" AT "\"GET /cart HTTP/1.1\" 200 5", "page_view" },
		{ "1.2.3.4" AT "\"GET /cart HTTP/1.1\" 304 -" AGENT, "page_view" },
		{ "1.2.3.4" AT "\"POST /pay HTTP/1.1\" 302 -" AGENT, "page_post" },
		{ "1.2.3.4" AT "\"GET /cart HTTP/1.1\" 404 5" AGENT, "page_error" },
		{ "1.2.3.4" AT "\"POST /pay HTTP/1.1\" 500 5" AGENT, "page_error" },
		{ "1.2.3.4" AT "\"GET /v1.2/tea HTTP/1.1\" 200 5" AGENT, "page_view" },
		{ "1.2.3.4" AT "\"GET /?f=a.js HTTP/1.1\" 200 5" AGENT, "page_view" },
		{ "1.2.3.4" AT "\"GET /a b HTTP/1.1\" 200 5" AGENT, "page_view" },
		{ "1.2.3.4" AT "\"GET /old HTTP/1.1\" 301 0" AGENT, "" },
		{ "1.2.3.4" AT "\"GET /a.CSS?v=1 HTTP/1.1\" 200 0" AGENT, "" },
		{ "1.2.3.4" AT "\"GET /favicon.ico HTTP/1.1\" 404 0" AGENT, "" },
		{ "1.2.3.4" AT "\"HEAD / HTTP/1.1\" 200 0" AGENT, "" },
		{ "1.2.3.4" AT "\"-\" 408 -" AGENT, "" },
		{ "1.2.3.4" AT "\"GET / HTTP/1.1\" 200 5 \"-\" \"-\"", "" },
		{ "1.2.3.4" AT "\"GET / HTTP/1.1\" 200 5 \"-\" \"YandexBot/3.0\"", "" },
		{ "1.2.3.4" AT "\"GET / HTTP/1.1\" 200 5 \"-\" \"Mozilla/5.0 (Android; CUBOT X70) Mobile\"",
			"page_view" },
		{ "1.2.3.4" AT "\"\\x16\\x03\\x01\" 400 5 \"-\" \"-\"", "broken" },
		{ "1.2.3.4" AT "\"get / HTTP/1.1\" 400 5 \"-\" \"-\"", "broken" },
		{ "-" AT "\"GET / HTTP/1.1\" 200 5" AGENT, "broken" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str got = event_of(&sc, cases[i][0]);
		if (!str_equal(got, str_of(cases[i][1])))
			fail_msg("%s: \"%.*s\"", cases[i][0], STR_ARG(got));
	}
	scope_close(&sc);
}

static struct str visitor_of(struct scope *sc, const char *line)
{
	struct told t;

	told_text(&t, "access-log", "access.log", str_of(line));
	assert_false(str_has(buf_str(t.text), STR("198.51.100.77")));
	const char *at = strstr(buf_str(t.text).p, "$visitor=");
	assert_non_null(at);
	struct str out = str_copy(sc, (struct str){ at + 9, strcspn(at + 9, " ") });
	told_close(&t);
	return out;
}

static void a_visitor_is_an_address_and_browser_on_a_day(void **state)
{
	static const char *const lines[] = {
		"198.51.100.77 - - [02/Mar/2026:11:15:00 +0100] \"GET /a HTTP/1.1\" 200 5 \"-\" \"A\"",
		"198.51.100.77 - - [02/Mar/2026:23:15:00 +0100] \"GET /b HTTP/1.1\" 200 5 \"-\" \"A\"",
		"198.51.100.77 - - [03/Mar/2026:11:15:00 +0100] \"GET /a HTTP/1.1\" 200 5 \"-\" \"A\"",
		"198.51.100.78 - - [02/Mar/2026:11:15:00 +0100] \"GET /a HTTP/1.1\" 200 5 \"-\" \"A\"",
		"198.51.100.77 - - [02/Mar/2026:11:15:00 +0100] \"GET /a HTTP/1.1\" 200 5 \"-\" \"B\"",
	};
	struct scope sc = { 0 };
	struct str seen[COUNT_OF(lines)];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		seen[i] = visitor_of(&sc, lines[i]);
	assert_true(str_equal(seen[0], seen[1]));
	for (size_t i = 2; i < COUNT_OF(lines); i++)
		assert_false(str_equal(seen[0], seen[i]));
	scope_close(&sc);
}

static void an_address_for_mail_is_one(void **state)
{
	struct told t;

	(void)state;
	told_text(&t, "access-log", "access.log",
		STR("1.2.3.4 - ewa@example.test [02/Mar/2026:11:15:00 +0100] \"GET / HTTP/1.1\" 200 5" AGENT));
	assert_true(str_has(buf_str(t.text), STR("$email=ewa@example.test")));
	assert_false(str_has(buf_str(t.text), STR("$user=")));
	told_close(&t);
}

static void a_log_is_recognised_by_most_of_its_lines(void **state)
{
	static const char line[] = "1.2.3.4" AT "\"GET / HTTP/1.1\" 200 5" AGENT "\n",
			  other[] = "[error] no such file, it seems\n";
	static const struct {
		int lines, others;
		bool is_log;
	} cases[] = { { 1, 0, true }, { 8, 2, true }, { 7, 3, false }, { 0, 5, false } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct buf *text = buf_new(&sc, 1 << 20);
		for (int k = 0; k < cases[i].others; k++)
			buf_puts(text, other);
		for (int k = 0; k < cases[i].lines; k++)
			buf_puts(text, line);
		struct told t;
		told_text(&t, NULL, "a.txt", buf_str(text));
		assert_int_equal(
			t.format && str_equal(str_of(t.format->name), STR("access-log")), cases[i].is_log);
		told_close(&t);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_taken_apart),
		cmocka_unit_test(what_is_no_line_says_why),
		cmocka_unit_test(escapes_are_letters_where_that_is_text),
		cmocka_unit_test(requests_become_events_or_are_left_out),
		cmocka_unit_test(a_visitor_is_an_address_and_browser_on_a_day),
		cmocka_unit_test(an_address_for_mail_is_one),
		cmocka_unit_test(a_log_is_recognised_by_most_of_its_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
