/* What the answers say: to whom pages may show them, who is believed about where a request came from, where links lead,
 * and what neither answers nor log may hold. */
#include "attack_rows.h"

#include <fcntl.h>

/* --- headers that every answer has -------------------------------------------------------------------------- */

static void must_be_dressed(struct house_kit *kit, const struct kit_answer *a, const char *what)
{
	static const struct {
		const char *name, *has;
	} dress[] = {
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "same-origin" },
		{ "Cache-Control", "" },
		{ "Content-Security-Policy", "default-src 'none'" },
		{ "Content-Security-Policy", "frame-ancestors 'none'" },
		{ "X-Request-Id", "" },
	};

	for (size_t i = 0; i < COUNT_OF(dress); i++) {
		const char *value = attack_header(kit, a, dress[i].name);
		if (!value || !strstr(value, dress[i].has))
			fail_msg("%s: %s is %s: %s", what, dress[i].name, value ? value : "missing", a->all);
	}
	const char *policy = attack_header(kit, a, "Content-Security-Policy");
	assert_null(strstr(policy, "unsafe"));
	assert_null(attack_header(kit, a, "Server"));
	assert_null(attack_header(kit, a, "X-Powered-By"));
	/* nothing sends anybody elsewhere */
	assert_null(attack_header(kit, a, "Location"));
	assert_true(a->status < 300 || a->status >= 400 || a->status == 304);
}

static void every_answer_is_dressed(void **state)
{
	static const char *const paths[] = { "/health", "/ready", "/metrics", "/nothing", "/%2e%2e",
		"/api/v1/nothing", "/pixel/v1/track.gif" };
	struct house_kit *kit = *state;
	const struct kit_user *people[] = { kit->nobody, kit->viewer };

	for (size_t i = 0; i < COUNT_OF(paths); i++)
		must_be_dressed(kit, kit_ask(kit, kit->nobody, "GET", paths[i], NULL), paths[i]);
	for (size_t i = 0; i < COUNT_OF(people); i++)
		for (struct attack_row r = { 0 }; attack_next(kit, &r);) {
			if (strstr(r.path, "sign-out"))
				continue;
			must_be_dressed(kit, kit_ask(kit, people[i], r.verb, r.path, r.body), r.path);
			must_be_dressed(kit, kit_ask(kit, people[i], "DELETE", r.path, NULL), r.path);
		}
	must_be_dressed(kit, kit_get(kit, kit->editor, "/api/v1/maps/shop"), "a map");
	must_be_dressed(kit, kit_get(kit, kit->editor, "/api/v1/maps/shop/drawing/html"), "a page");
	must_be_dressed(kit, kit_get(kit, kit->editor, "/api/v1/maps/shop/drawing/svg"), "a picture");
}

/* --- pages of other sites ------------------------------------------------------------------------------------- */

static void the_api_is_for_its_own_pages(void **state)
{
	static const char origin[] = "Origin: https://elsewhere.example\r\n"
				     "Access-Control-Request-Method: DELETE\r\n"
				     "Access-Control-Request-Headers: x-csrf-token\r\n";
	struct house_kit *kit = *state;

	for (struct attack_row r = { 0 }; attack_next(kit, &r);) {
		struct kit_answer *a =
			kit_ask_with(kit, kit->nobody, "OPTIONS", r.path, origin, (struct str){ 0 });
		assert_int_equal(a->status, 405);
		assert_null(strcasestr(a->all, "Access-Control-"));
	}
	struct kit_answer *a = kit_ask_with(kit, kit->viewer, "GET", "/api/v1/me", origin, (struct str){ 0 });
	assert_int_equal(a->status, 200);
	assert_null(strcasestr(a->all, "Access-Control-"));
}

/* --- who is believed ---------------------------------------------------------------------------------------------- */

/* A house of its own: trusting is not taken back. */
static void only_trusted_proxies_are_believed(void **state)
{
	static const char over[] = "X-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.9\r\n";
	static const char mine[] = "X-Forwarded-For: 10.1.1.1\r\nX-Forwarded-For: 203.0.113.9\r\n";
	struct house_kit *kit = house_kit_open();
	const struct str body = STR("{\"email\":\"admin@shop.example\",\"password\":\"" KIT_PASSWORD "\"}");
	const char *type = "Content-Type: application/json\r\n";
	struct str nothing = { 0 };
	struct scope sc = { 0 };

	(void)state;
	/* Nobody is trusted: whatever it says of itself, it is whom it comes from. */
	assert_int_equal(kit_ask_with(kit, kit->nobody, "GET", "/metrics", over, nothing)->status, 200);
	struct kit_answer *a = kit_ask_with(kit, kit->nobody, "POST", "/api/v1/sign-in",
		scope_printf(&kit->sc, "%s%s", type, over), body);
	assert_int_equal(a->status, 200);
	assert_null(strstr(attack_header(kit, a, "Set-Cookie"), "Secure"));
	/* It is a proxy: who is outside is told so, over TLS the cookie is for TLS alone. */
	assert_true(proxies_trust(&sc, &kit->house->proxies, STR("127.0.0.1")));
	assert_int_equal(kit_ask_with(kit, kit->nobody, "GET", "/metrics", over, nothing)->status, 403);
	assert_int_equal(kit_ask_with(kit, kit->nobody, "GET", "/metrics", mine, nothing)->status, 403);
	a = kit_ask_with(kit, kit->nobody, "POST", "/api/v1/sign-in",
		scope_printf(&kit->sc, "%s%s", type, over), body);
	assert_int_equal(a->status, 200);
	const char *cookie = attack_header(kit, a, "Set-Cookie");
	assert_int_equal(strncmp(cookie, "__Host-" API_COOKIE "=", sizeof("__Host-" API_COOKIE)), 0);
	assert_non_null(strstr(cookie, "; Path=/; HttpOnly; SameSite=Lax; Secure"));
	/* The plain name, which any page of the domain could set, is not looked at over TLS. */
	a = kit_ask_with(kit, kit->viewer, "GET", "/api/v1/me", over, nothing);
	assert_int_equal(a->status, 401);
	house_kit_close(kit);
}

/* --- where links lead ------------------------------------------------------------------------------------------------ */

static void links_name_no_host(void **state)
{
	static const char host[] =
		"Content-Type: application/json\r\nX-Forwarded-Host: elsewhere.example\r\n"
		"X-Forwarded-Server: elsewhere.example\r\nForwarded: host=elsewhere.example\r\n"
		"X-Original-URL: /api/v1/users\r\nX-Rewrite-URL: /api/v1/users\r\n"
		"X-HTTP-Method-Override: DELETE\r\n";
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_ask_with(kit, kit->admin, "POST", "/api/v1/users", host,
		STR("{\"email\":\"fresh@shop.example\",\"role\":\"viewer\"}"));

	assert_int_equal(a->status, 201);
	assert_null(strstr(a->all, "elsewhere.example"));
	assert_null(strstr(kit_text(a, "link"), "//"));
	assert_null(strstr(kit_text(a, "link"), ":"));
	a = kit_ask_with(kit, kit->admin, "POST", "/api/v1/shares", host, STR("{\"map\":\"shop\"}"));
	assert_int_equal(a->status, 201);
	assert_int_equal(strncmp(kit_text(a, "link"), "/s/", 3), 0);
	assert_null(strstr(a->all, "elsewhere.example"));
	a = kit_get(kit, kit->nobody, "/api/v1/openapi.json");
	assert_null(strstr(a->all, "elsewhere.example"));
}

/* --- what a name may hold ---------------------------------------------------------------------------------------------- */

static void names_make_no_headers(void **state)
{
	static const char *const bodies[] = {
		"{\"name\":\"a\\r\\nSet-Cookie: b=c\",\"grants\":\"read\"}",
		"{\"name\":\"a\\nX: y\",\"grants\":\"read\"}",
		"{\"name\":\"a\\u007f\",\"grants\":\"read\"}",
	};
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(bodies); i++) {
		struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/tokens", bodies[i]);
		assert_int_equal(a->status, 422);
		assert_null(attack_header(kit, a, "Set-Cookie"));
		assert_null(attack_header(kit, a, "X"));
	}
	/* What is said back is JSON, whatever was sent: no markup comes out of it as markup. */
	struct kit_answer *a =
		kit_ask(kit, kit->editor, "POST", "/api/v1/tokens", "{\"<script>alert(1)</script>\":1}");
	assert_int_equal(a->status, 422);
	assert_null(strstr(a->body, "</script>"));
	assert_non_null(strstr(attack_header(kit, a, "Content-Type"), "application/problem+json"));
}

/* --- the log ------------------------------------------------------------------------------------------------------------ */

static void the_log_names_nobody(void **state)
{
	static const char *const never[] = { "admin@shop.example", "secret-of-the-body", "Bearer",
		"wk_secret", "203.0.113", "secret-query", "secret-cookie", "shop/drawing", "anna.nowak",
		KIT_PASSWORD };
	struct house_kit *kit = house_kit_open();
	const char *path = folder_path(&kit->folder, "log.txt");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	char *log = scope_alloc(&kit->sc, 1 << 20, 1);

	(void)state;
	assert_true(fd >= 0);
	kit->house->journal.fd = fd;
	kit->house->journal.from = JOURNAL_DEBUG;
	kit->house->log_all = true;
	kit_ask(kit, kit->nobody, "POST", "/api/v1/sign-in",
		"{\"email\":\"admin@shop.example\",\"password\":\"" KIT_PASSWORD "\"}");
	kit_ask(kit, kit->nobody, "POST", "/api/v1/sign-in",
		"{\"email\":\"admin@shop.example\",\"password\":\"secret-of-the-body\"}");
	kit_ask_with(kit, kit->nobody, "POST", "/v1/track?writeKey=wk_secret",
		"Cookie: secret-cookie=1\r\nX-Forwarded-For: 203.0.113.9\r\n",
		STR("{\"event\":\"secret-of-the-body\",\"userId\":\"admin@shop.example\"}"));
	kit_ask(kit, kit->viewer, "GET", "/api/v1/maps/shop/drawing/svg?where=country%3Dsecret-query", NULL);
	kit_ask(kit, kit->viewer, "GET", "/nothing/secret-query?secret-query", NULL);
	kit_ask(kit, kit->admin, "GET", "/api/v1/users", NULL);
	kit_ask(kit, kit->nobody, "GET", "/api/v1/links/wl_secret-query", NULL);
	struct kit_user token = *kit->admin;
	token.by_token = true;
	kit_ask(kit, &token, "GET", "/api/v1/audit", NULL);
	for (int i = 0; i < 100 && server_counts(kit->house->server).connections; i++)
		usleep(20000);
	ssize_t n = pread(fd, log, (1 << 20) - 1, 0);
	assert_true(n > 500);
	assert_non_null(strstr(log, "route=/api/v1/sign-in status=401"));
	assert_non_null(strstr(log, "route=/api/v1/maps/{map}/drawing/{format}"));
	for (size_t i = 0; i < COUNT_OF(never); i++)
		if (strstr(log, never[i]))
			fail_msg("the log has \"%s\": %s", never[i], log);
	assert_null(strstr(log, token.token.p));
	house_kit_close(kit);
	close(fd);
}

/* --- what broke inside ------------------------------------------------------------------------------------------------------- */

static enum answered break_inside(struct request *req, struct reply *reply)
{
	scope_fail(req->sc, FAULT_IO, "cannot open \"/srv/shop/wend.db\": disk I/O error");
	reply_fault(req, reply);
	return ANSWERED;
}

static void what_broke_is_for_the_log(void **state)
{
	struct scope sc = { 0 };
	struct request req = { .sc = &sc, .id = "0123456789abcdef" };
	struct reply reply = { 0 };

	(void)state;
	assert_int_equal(break_inside(&req, &reply), ANSWERED);
	assert_int_equal(reply.status, 500);
	assert_false(str_has(reply.body, STR("wend.db")));
	assert_true(str_has(reply.body, STR("the server's log says what")));
	assert_true(str_has(reply.body, STR("0123456789abcdef")));
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_answer_is_dressed),
		cmocka_unit_test(the_api_is_for_its_own_pages),
		cmocka_unit_test(only_trusted_proxies_are_believed),
		cmocka_unit_test(links_name_no_host),
		cmocka_unit_test(names_make_no_headers),
		cmocka_unit_test(the_log_names_nobody),
		cmocka_unit_test(what_broke_is_for_the_log),
	};

	return cmocka_run_group_tests(tests, attack_open, attack_close);
}
