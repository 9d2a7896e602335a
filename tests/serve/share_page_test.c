/* What a share link opens, what it hides, and every refusal; and the script for web sites. */
#include "doors/share.h"
#include "house_kit.h"

#define PASSWORD "kot na płocie siedzi"

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

/* The path of a new link: "/s/ws_..." */
static const char *shared(struct house_kit *kit, const char *wish)
{
	struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/shares", wish);

	if (a->status != 201)
		fail_msg("%s: %s", wish, a->body);
	return kit_text(a, "link");
}

static struct kit_answer *got(struct house_kit *kit, const char *path, const char *headers)
{
	return kit_ask_with(kit, kit->nobody, "GET", path, headers, (struct str){ 0 });
}

static struct kit_answer *typed(
	struct house_kit *kit, const char *path, const char *headers, const char *form)
{
	return kit_ask_with(kit, kit->nobody, "POST", path,
		scope_printf(&kit->sc, "Content-Type: application/x-www-form-urlencoded\r\n%s", headers),
		str_of(form));
}

static bool has(const struct kit_answer *a, const char *words)
{
	return strstr(a->all, words) != NULL;
}

static void assert_has(const struct kit_answer *a, const char *words)
{
	if (!has(a, words))
		fail_msg("no \"%s\" in %.3000s", words, a->all);
}

/* Kept by nobody, found by nobody, framed by nobody, and no word to whatever it links to. */
static void assert_dressed(const struct kit_answer *a)
{
	assert_has(a, "\r\nCache-Control: no-store\r\n");
	assert_has(a, "\r\nReferrer-Policy: no-referrer\r\n");
	assert_has(a, "\r\nX-Robots-Tag: noindex, nofollow, noarchive\r\n");
	assert_has(a, "frame-ancestors 'none'");
	assert_has(a, "script-src 'self'; style-src 'self';");
	assert_has(a, "\r\nX-Frame-Options: DENY\r\n");
	assert_has(a, "\r\nX-Content-Type-Options: nosniff\r\n");
}

/* Nothing that the policy forbids. */
static void assert_nothing_inline(const struct kit_answer *a)
{
	assert_false(has(a, "<style") || has(a, " style=") || has(a, " onclick=") || has(a, "javascript:"));
	for (const char *at = a->body; (at = strstr(at, "<script")) != NULL; at++)
		assert_true(strncmp(at, "<script type=\"module\" src=\"/s/look/", 35) == 0);
}

static void a_link_shows_the_map_to_anybody(void **state)
{
	struct house_kit *kit = *state;
	const char *link = shared(kit, "{\"map\":\"shop\",\"title\":\"For the board\"}");
	struct kit_answer *a = got(kit, link, "");

	assert_int_equal(a->status, 200);
	assert_has(a, "\r\nContent-Type: text/html; charset=utf-8\r\n");
	assert_dressed(a);
	assert_nothing_inline(a);
	assert_has(a, "<h1><bdi>The shop</bdi></h1>");
	assert_has(a, "the courier was rude and late");
	assert_false(has(a, "Set-Cookie") || has(a, "For the board"));
	assert_has(a, scope_printf(&kit->sc, "href=\"%s/map.svg\">Open the picture</a>", link));
	/* kept with another link's page, and not with its address */
	const char *second = shared(kit, "{\"map\":\"shop\",\"title\":\"Again\"}");
	assert_has(got(kit, second, ""), scope_printf(&kit->sc, "href=\"%s/map.svg\"", second));
	struct kit_answer *svg = got(kit, scope_printf(&kit->sc, "%s/map.svg", link), "");
	assert_int_equal(svg->status, 200);
	assert_has(svg, "\r\nContent-Type: image/svg+xml\r\n");
	assert_has(svg, "\r\nCache-Control: no-store\r\n");
	assert_true(strncmp(svg->body, "<?xml", 5) == 0);
}

static size_t assert_looks_kept(struct house_kit *kit, const struct kit_answer *a)
{
	size_t n = 0;

	for (const char *at = a->body; (at = strstr(at, "/s/look/")) != NULL; at++) {
		char *path = scope_printf(&kit->sc, "%.*s", (int)strcspn(at, "\""), at);
		struct kit_answer *look = got(kit, path, "");
		assert_int_equal(look->status, 200);
		assert_has(look, "\r\nCache-Control: public, max-age=31536000, immutable\r\n");
		assert_has(look, strstr(path, ".css") ? "\r\nContent-Type: text/css"
						      : "\r\nContent-Type: text/javascript");
		n++;
	}
	return n;
}

/* The same bytes for everybody, for ever: the name changes with them. */
static void what_pages_load_may_be_kept(void **state)
{
	struct house_kit *kit = *state;

	assert_int_equal(assert_looks_kept(kit, got(kit, shared(kit, "{\"map\":\"shop\"}"), "")), 2);
	assert_int_equal(assert_looks_kept(kit, got(kit, "/api/v1/docs", "")), 1);
	struct kit_answer *old = got(kit, "/s/look/page-0123456789abcdef.css", "");
	assert_int_equal(old->status, 404);
	assert_has(old, "load them again");
}

static int64_t views_of(struct house_kit *kit, const char *title)
{
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/shares");

	for (size_t i = 0; i < kit_size(a, "shares"); i++) {
		char *path = scope_printf(&kit->sc, "shares.%zu", i);
		const json_t *share = kit_at(a, path);
		if (strcmp(json_string_value(json_object_get(share, "title")), title) == 0)
			return json_integer_value(json_object_get(share, "views"));
	}
	fail_msg("no link is called %s", title);
	return -1;
}

/* What previews of messengers and mail scanners do. */
static void only_headers(struct house_kit *kit, const char *link)
{
	char bytes[4096];
	int fd = talk_open(kit->port);

	talk_send(
		fd, scope_printf(&kit->sc, "HEAD %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", link));
	ssize_t n = recv(fd, bytes, sizeof bytes - 1, MSG_WAITALL);
	close(fd);
	assert_true(n > 0);
	bytes[n] = 0;
	assert_true(strncmp(bytes, "HTTP/1.1 200", 12) == 0 && !strstr(bytes, "<html"));
}

static void looks_at_the_page_are_counted(void **state)
{
	struct house_kit *kit = *state;
	const char *link = shared(kit, "{\"map\":\"shop\",\"title\":\"Counted\"}");

	got(kit, link, "");
	got(kit, link, "");
	got(kit, scope_printf(&kit->sc, "%s/map.svg", link), "");
	only_headers(kit, link);
	assert_int_equal(views_of(kit, "Counted"), 2);
}

static void quotes_are_hidden_where_the_link_says_so(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = got(kit, shared(kit, "{\"map\":\"shop\",\"hide_quotes\":true}"), "");

	assert_int_equal(a->status, 200);
	assert_false(has(a, "courier was rude") || has(a, "blockquote") || has(a, "Easy to pay"));
	assert_has(a, "<dt>journeys</dt><dd>8</dd>");
}

/* Eight customers in all, of whom three buy and two ask for help. */
static void numbers_of_few_are_hidden_where_the_link_says_so(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = got(kit, shared(kit, "{\"map\":\"shop\",\"small_n\":4}"), "");
	struct kit_answer *all = got(kit, shared(kit, "{\"map\":\"shop\",\"small_n\":100}"), "");

	assert_int_equal(a->status, 200);
	assert_has(a, "fewer than\xc2\xa0"
		      "4");
	assert_has(a, "<dt>customers</dt><dd>8</dd>");
	assert_false(has(a, "3\xc2\xa0journeys") || has(a, "2\xc2\xa0journeys"));
	assert_has(all, "<dt>customers</dt><dd>fewer than\xc2\xa0"
			"100</dd>");
	assert_false(has(all, "8\xc2\xa0journeys"));
}

/* It stays what it was, and names nobody of the house. */
static void a_version_is_shown_as_it_was(void **state)
{
	struct house_kit *kit = *state;

	kit_publish(kit, "shop");
	struct kit_answer *a = got(kit, shared(kit, "{\"map\":\"shop\",\"version\":1,\"small_n\":4}"), "");
	assert_int_equal(a->status, 200);
	assert_has(a, "<li>Version 1, published 20");
	assert_has(a, "The numbers are those of that day.</li>");
	assert_has(a, "fewer than\xc2\xa0"
		      "4");
	assert_false(has(a, "anna,") || has(a, "by anna"));
	assert_nothing_inline(a);
	a = got(kit, shared(kit, "{\"map\":\"shop\",\"version\":1}"), "");
	assert_has(a, "the courier was rude and late");
	assert_has(a, "3\xc2\xa0journeys");
}

static const char *cookie_of(struct house_kit *kit, const struct kit_answer *a)
{
	const char *at = strstr(a->all, "\r\nSet-Cookie: ");

	assert_non_null(at);
	at += strlen("\r\nSet-Cookie: ");
	return scope_printf(&kit->sc, "Cookie: %.*s\r\n", (int)strcspn(at, ";"), at);
}

static void a_password_opens_and_is_asked_for_once(void **state)
{
	struct house_kit *kit = *state;
	const char *link =
		shared(kit, "{\"map\":\"shop\",\"title\":\"Locked\",\"password\":\"" PASSWORD "\"}");
	struct kit_answer *a = got(kit, link, "");

	assert_int_equal(a->status, 200);
	assert_dressed(a);
	assert_nothing_inline(a);
	assert_has(a, "<label for=\"password\">Password</label>");
	assert_false(has(a, "The shop"));
	assert_int_equal(views_of(kit, "Locked"), 0);
	a = typed(kit, link, "Sec-Fetch-Site: same-origin\r\n", "password=kot+na+p%C5%82ocie+siedzi");
	assert_int_equal(a->status, 303);
	assert_has(a, scope_printf(&kit->sc, "\r\nLocation: %s\r\n", link));
	assert_has(a, scope_printf(&kit->sc, "; Path=%s; HttpOnly; SameSite=Lax; Max-Age=86400\r\n", link));
	const char *cookie = cookie_of(kit, a);
	a = got(kit, link, cookie);
	assert_int_equal(a->status, 200);
	assert_has(a, "<h1><bdi>The shop</bdi></h1>");
	assert_int_equal(got(kit, scope_printf(&kit->sc, "%s/map.svg", link), cookie)->status, 200);
	assert_int_equal(views_of(kit, "Locked"), 1);
	/* without it, or with that of another link */
	assert_int_equal(got(kit, scope_printf(&kit->sc, "%s/map.svg", link), "")->status, 404);
	assert_has(
		got(kit, shared(kit, "{\"map\":\"shop\",\"password\":\"" PASSWORD "\"}"), cookie), "<label");
	assert_has(got(kit, link, "Cookie: wend_share=0\r\n"), "<label");
}

#define FRAMES "\"frames\":[\"https://intranet.example/\",\"HTTP://wiki.example:8080\"]"
#define FRAMED "frame-ancestors https://intranet.example http://wiki.example:8080\r\n"

static void assert_framed(const struct kit_answer *a)
{
	assert_has(a, FRAMED);
	assert_has(a, "default-src 'none'; ");
	assert_false(has(a, "X-Frame-Options"));
	assert_has(a, "\r\nCache-Control: no-store\r\n");
}

static void a_link_says_whose_pages_may_frame_it(void **state)
{
	struct house_kit *kit = *state;
	const char *link = shared(kit, "{\"map\":\"shop\",\"title\":\"Framed\"," FRAMES "}");
	struct kit_answer *a = got(kit, link, "");

	assert_int_equal(a->status, 200);
	assert_framed(a);
	assert_has(a, "script-src 'self'; style-src 'self';");
	assert_framed(got(kit, scope_printf(&kit->sc, "%s/map.svg", link), ""));
	struct kit_answer *list = kit_get(kit, kit->editor, "/api/v1/shares?limit=200");
	char *last = scope_printf(&kit->sc, "shares.%zu.frames", kit_size(list, "shares") - 1);
	assert_int_equal(kit_size(list, last), 2);
	assert_string_equal(kit_text(list, scope_printf(&kit->sc, "%s.1", last)), "http://wiki.example:8080");
	/* no other link's, and nothing that is no link */
	assert_dressed(got(kit, shared(kit, "{\"map\":\"shop\",\"frames\":[]}"), ""));
	assert_dressed(got(kit, shared(kit, "{\"map\":\"shop\",\"frames\":null}"), ""));
	assert_dressed(got(kit, scope_printf(&kit->sc, "/s/ws_%043d", 0), ""));
	kit_refused(kit, kit->editor, "POST", "/api/v1/shares",
		"{\"map\":\"shop\",\"frames\":[\"intranet.example\"]}", 422, "is no origin");
	kit_refused(kit, kit->editor, "POST", "/api/v1/shares",
		"{\"map\":\"shop\",\"frames\":[\"https://a.example; script-src *\"]}", 422, "is no origin");
	kit_refused(kit, kit->editor, "POST", "/api/v1/shares",
		"{\"map\":\"shop\",\"frames\":[\"https://*\"]}", 422, "without a path");
	kit_refused(kit, kit->editor, "POST", "/api/v1/shares",
		"{\"map\":\"shop\",\"frames\":[\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"]}", 422,
		"frames");
}

/* Over TLS alone a browser keeps the pass of a page within another site's. */
static void a_password_opens_within_a_frame_over_tls(void **state)
{
	static const char over[] = "X-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.9\r\n";
	struct house_kit *kit = house_kit_open();
	struct scope sc = { 0 };
	const char *link = shared(kit, "{\"map\":\"shop\",\"password\":\"" PASSWORD "\"," FRAMES "}");
	const char *form = "password=kot+na+p%C5%82ocie+siedzi";

	(void)state;
	assert_framed(got(kit, link, "")); /* the form */
	assert_framed(typed(kit, link, "", "password=wrong+one+of+them"));
	assert_has(typed(kit, link, "", form), "; SameSite=Lax; Max-Age=86400\r\n");
	assert_true(proxies_trust(&sc, &kit->house->proxies, STR("127.0.0.1")));
	struct kit_answer *a = typed(kit, link, over, form);
	assert_int_equal(a->status, 303);
	assert_has(a, "; HttpOnly; SameSite=None; Max-Age=86400; Secure; Partitioned\r\n");
	link = shared(kit, "{\"map\":\"shop\",\"password\":\"" PASSWORD "\"}");
	assert_has(typed(kit, link, over, form), "; HttpOnly; SameSite=Lax; Max-Age=86400; Secure\r\n");
	house_kit_close(kit);
}

static void another_sites_form_is_none_of_ours(void **state)
{
	struct house_kit *kit = *state;
	const char *link = shared(kit, "{\"map\":\"shop\",\"password\":\"" PASSWORD "\"}");

	/* what says that it is another site's is no form of this page */
	struct kit_answer *a =
		typed(kit, link, "Sec-Fetch-Site: cross-site\r\n", "password=kot+na+p%C5%82ocie+siedzi");
	assert_int_equal(a->status, 403);
	assert_has(a, "another site&#39;s page");
	assert_dressed(a);
	a = kit_ask_with(kit, kit->nobody, "POST", link, "Content-Type: application/json\r\n", STR("{}"));
	assert_int_equal(a->status, 415);
	assert_has(a, "A form with the password");
}

static void forms_that_are_none_are_refused(void **state)
{
	static const char *const forms[] = { "", "word=x", "password=%C5", "password=%zz", "password=%00abc",
		"password=%FF%FE" };
	struct house_kit *kit = *state;
	const char *link = shared(kit, "{\"map\":\"shop\",\"password\":\"" PASSWORD "\"}");

	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		struct kit_answer *a = typed(kit, link, "", forms[i]);
		if (a->status != 422)
			fail_msg("%s: %d", forms[i], a->status);
		assert_has(a, "A password of up to 200 letters");
	}
	char *longest = scope_printf(&kit->sc, "password=%0900d", 1);
	assert_int_equal(typed(kit, link, "", longest)->status, 422);
	assert_int_equal(typed(kit, link, "", scope_printf(&kit->sc, "password=%05000d", 1))->status, 413);
}

/* Without the link itself, what is refused is the same to the last byte. */
static struct str refused(struct house_kit *kit, struct kit_answer *a, const char *link)
{
	struct buf *out = buf_new(&kit->sc, 1 << 16);
	size_t n = strlen(link);

	if (a->status != 404)
		fail_msg("%s: %d", link, a->status);
	assert_dressed(a);
	for (const char *p = a->body; *p;) {
		bool it = strncmp(p, link, n) == 0;
		if (!it)
			buf_putc(out, *p);
		p += it ? n : 1;
	}
	return buf_str(out);
}

static void revoke_newest(struct house_kit *kit)
{
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/shares");
	char *path = scope_printf(&kit->sc, "shares.%zu.id", kit_size(a, "shares") - 1);

	a = kit_ask(kit, kit->editor, "DELETE",
		scope_printf(&kit->sc, "/api/v1/shares/%.0f", kit_number(a, path)), NULL);
	assert_int_equal(a->status, 204);
}

/* The link's own language goes before the reader's; without one it is what their browser asks for, else English. */
static void a_page_speaks_to_its_reader(void **state)
{
	struct house_kit *kit = *state;
	const char *any = shared(kit, "{\"map\":\"shop\"}");
	const char *polish = shared(kit, "{\"map\":\"shop\",\"language\":\"pl\"}");
	const char *russian = "Accept-Language: de, ru-RU;q=0.8\r\n";
	struct kit_answer *a = got(kit, any, russian);

	assert_has(a, "<html lang=\"ru\">");
	assert_has(a, "Карта пути клиента");
	assert_has(got(kit, any, ""), "<html lang=\"en\">");
	a = got(kit, polish, russian);
	assert_has(a, "<html lang=\"pl\">");
	assert_has(a, "Mapa podróży klienta");
	assert_has(a, "the courier was rude and late"); /* what people wrote */
	assert_has(got(kit, scope_printf(&kit->sc, "%s/map.svg", polish), ""), "Mapa podróży klienta");
	a = kit_get(kit, kit->editor, "/api/v1/shares");
	assert_string_equal(
		kit_text(a, scope_printf(&kit->sc, "shares.%zu.language", kit_size(a, "shares") - 1)), "pl");
	a = kit_ask(kit, kit->editor, "POST", "/api/v1/shares", "{\"map\":\"shop\",\"language\":\"de\"}");
	assert_int_equal(a->status, 422);
	assert_has(a, "language: one of: en pl ru");
}

/* The form before the map, and what is said instead of it. */
static void what_stands_before_a_map_speaks_too(void **state)
{
	struct house_kit *kit = *state;
	const char *link =
		shared(kit, "{\"map\":\"shop\",\"language\":\"pl\",\"password\":\"" PASSWORD "\"}");
	const char *russian = "Accept-Language: ru\r\n";

	assert_has(got(kit, link, russian), "Pokaż mapę");
	struct kit_answer *a = got(kit, "/s/ws_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", russian);
	assert_int_equal(a->status, 404);
	assert_has(a, "Эта ссылка ничего не открывает");
	a = typed(kit, link, russian, "word=x");
	assert_int_equal(a->status, 422);
	assert_has(a, "Ожидался пароль до 200 знаков");
	assert_dressed(a);
}

static void whatever_opens_nothing_looks_alike(void **state)
{
	struct house_kit *kit = *state;
	const char *never = "/s/ws_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	const char *gone = shared(kit, "{\"map\":\"shop\"}");

	revoke_newest(kit);
	const char *locked = shared(kit, "{\"map\":\"shop\",\"password\":\"" PASSWORD "\"}");
	struct str words = refused(kit, got(kit, never, ""), never);
	assert_true(str_has(words, STR("It is wrong, has ended, or its password is another.")));
	assert_true(str_equal(words, refused(kit, got(kit, gone, ""), gone)));
	assert_true(
		str_equal(words, refused(kit, typed(kit, locked, "", "password=something+else"), locked)));
	assert_true(str_equal(words, refused(kit, typed(kit, never, "", "password=something+else"), never)));
	struct kit_answer *other = got(kit, "/s/%3Cscript%3Ealert(1)", "");
	assert_int_equal(other->status, 404);
	assert_false(has(other, "script>"));
}

static void a_map_that_is_not_there_is_not_shown(void **state)
{
	struct house_kit *kit = *state;
	static const char *const wishes[] = { "{\"map\":\"nope\"}", "{\"map\":\"shop\",\"version\":7}" };

	for (size_t i = 0; i < COUNT_OF(wishes); i++) {
		struct kit_answer *made = kit_ask(kit, kit->editor, "POST", "/api/v1/shares", wishes[i]);
		if (made->status != 201)
			continue; /* refused when it is made: as well */
		struct kit_answer *a = got(kit, kit_text(made, "link"), "");
		if (a->status != 404 || !has(a, "opens nothing"))
			fail_msg("%s: %d %s", wishes[i], a->status, a->body);
	}
}

static void a_version_is_a_whole_number(void **state)
{
	struct house_kit *kit = *state;
	static const char *const none[] = { "\"1\"", "1.5", "0", "-1", "true", "1000000001" };

	for (size_t i = 0; i < COUNT_OF(none); i++)
		kit_refused(kit, kit->editor, "POST", "/api/v1/shares",
			scope_printf(&kit->sc, "{\"map\":\"shop\",\"version\":%s}", none[i]), 422,
			"version: ");
}

/* By a number as publishing gives it, and by the e-mail of who made it, as tokens are. */
static void the_list_says_which_version_and_whose(void **state)
{
	struct house_kit *kit = *state;

	shared(kit, "{\"map\":\"shop\",\"title\":\"said\",\"version\":3}");
	shared(kit, "{\"map\":\"shop\",\"title\":\"said\"}");
	struct kit_answer *a = kit_get(kit, kit->admin, "/api/v1/shares?limit=200");
	size_t n = kit_size(a, "shares");
	const char *one = scope_printf(&kit->sc, "shares.%zu", n - 2);
	const char *now = scope_printf(&kit->sc, "shares.%zu", n - 1);
	assert_true(kit_number(a, scope_printf(&kit->sc, "%s.version", one)) == 3);
	assert_true(json_is_null(kit_at(a, scope_printf(&kit->sc, "%s.version", now))));
	assert_string_equal(kit_text(a, scope_printf(&kit->sc, "%s.by", now)), kit->editor->email);
}

/* The link stays, and nobody is named whom there is not. */
static void a_link_outlives_who_made_it(void **state)
{
	struct house_kit *kit = *state;
	const char *link = shared(kit, "{\"map\":\"shop\"}");
	const char *path = scope_printf(&kit->sc, "/api/v1/users/%lld", (long long)kit->editor->id);

	assert_int_equal(kit_ask(kit, kit->admin, "DELETE", path, NULL)->status, 204);
	struct kit_answer *a = kit_get(kit, kit->admin, "/api/v1/shares?limit=200");
	assert_true(
		json_is_null(kit_at(a, scope_printf(&kit->sc, "shares.%zu.by", kit_size(a, "shares") - 1))));
	assert_int_equal(got(kit, link, "")->status, 200);
}

/* Five wrong ones in a row: then even the right one has to wait. */
static void who_guesses_waits(void **state)
{
	struct house_kit *kit = *state;
	const char *link = shared(kit, "{\"map\":\"shop\",\"password\":\"" PASSWORD "\"}");
	struct kit_answer *a = NULL;

	for (int i = 0; i < 40; i++) {
		a = typed(kit, link, "", scope_printf(&kit->sc, "password=wrong+one+%d", i));
		if (a->status == 429)
			break;
	}
	assert_int_equal(a->status, 429);
	assert_has(a, "\r\nRetry-After: ");
	assert_has(a, "There were too many tries.");
	assert_dressed(a);
	assert_int_equal(typed(kit, link, "", "password=kot+na+p%C5%82ocie+siedzi")->status, 429);
}

static void the_script_for_web_sites_is_served(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = got(kit, "/wend.js", "");

	assert_int_equal(a->status, 200);
	assert_has(a, "\r\nContent-Type: text/javascript; charset=utf-8\r\n");
	assert_has(a, "\r\nAccess-Control-Allow-Origin: *\r\n");
	assert_has(a, "\r\nCross-Origin-Resource-Policy: cross-origin\r\n");
	assert_has(a, "\r\nCache-Control: public, max-age=3600\r\n");
	assert_true(strlen(a->body) > 3000 && strstr(a->body, "data-") != NULL);
	kit_is_tagged(kit, kit->nobody, "/wend.js");
	struct kit_answer *packed = got(kit, "/wend.js", "Accept-Encoding: gzip\r\n");
	assert_has(packed, "\r\nContent-Encoding: gzip\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link_shows_the_map_to_anybody),
		cmocka_unit_test(what_pages_load_may_be_kept),
		cmocka_unit_test(looks_at_the_page_are_counted),
		cmocka_unit_test(quotes_are_hidden_where_the_link_says_so),
		cmocka_unit_test(numbers_of_few_are_hidden_where_the_link_says_so),
		cmocka_unit_test(a_version_is_shown_as_it_was), cmocka_unit_test(a_version_is_a_whole_number),
		cmocka_unit_test(the_list_says_which_version_and_whose),
		cmocka_unit_test(a_password_opens_and_is_asked_for_once),
		cmocka_unit_test(a_link_says_whose_pages_may_frame_it),
		cmocka_unit_test(a_password_opens_within_a_frame_over_tls),
		cmocka_unit_test(another_sites_form_is_none_of_ours),
		cmocka_unit_test(forms_that_are_none_are_refused),
		cmocka_unit_test(a_page_speaks_to_its_reader),
		cmocka_unit_test(what_stands_before_a_map_speaks_too),
		cmocka_unit_test(whatever_opens_nothing_looks_alike),
		cmocka_unit_test(a_map_that_is_not_there_is_not_shown),
		cmocka_unit_test(the_script_for_web_sites_is_served),
		cmocka_unit_test(who_guesses_waits),           /* late: its address waits */
		cmocka_unit_test(a_link_outlives_who_made_it), /* last: the editor is gone */
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
