/* What an invitation and a link for a new password open in a browser, what their forms do, and every refusal. */
#include "house_kit.h"

#define NEW_PASSWORD "cztery dlugie slowa tu"
#define GONE "It was used already or is too old; ask an admin for a new one"

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

static const char *invited(struct house_kit *kit, const char *email)
{
	struct kit_answer *a = kit_ask(kit, kit->admin, "POST", "/api/v1/users",
		scope_printf(&kit->sc, "{\"email\":\"%s\",\"name\":\"A <b>\",\"role\":\"viewer\"}", email));

	if (a->status != 201)
		fail_msg("%s: %s", email, a->body);
	return kit_text(a, "link");
}

static const char *reset(struct house_kit *kit, const struct kit_user *user)
{
	struct kit_answer *a = kit_ask(kit, kit->admin, "POST",
		scope_printf(&kit->sc, "/api/v1/users/%lld/link", (long long)user->id),
		"{\"kind\":\"reset\"}");

	assert_int_equal(a->status, 201);
	return kit_text(a, "link");
}

static struct kit_answer *opened(struct house_kit *kit, const char *path)
{
	return kit_ask_with(kit, kit->nobody, "GET", path, "", (struct str){ 0 });
}

static struct kit_answer *sent_with(
	struct house_kit *kit, const char *path, const char *headers, const char *form)
{
	return kit_ask_with(kit, kit->nobody, "POST", path, headers, str_of(form));
}

static struct kit_answer *sent(struct house_kit *kit, const char *path, const char *form)
{
	return sent_with(kit, path, "Content-Type: application/x-www-form-urlencoded\r\n", form);
}

static void assert_has(const struct kit_answer *a, int status, const char *words)
{
	if (a->status != status || !strstr(a->all, words))
		fail_msg("no %d with \"%s\" in %.3000s", status, words, a->all);
}

/* As pages of share links are: kept, found and framed by nobody, and nothing in them that the policy forbids. */
static void assert_dressed(const struct kit_answer *a)
{
	static const char *const headers[] = { "\r\nCache-Control: no-store\r\n",
		"\r\nReferrer-Policy: no-referrer\r\n", "\r\nX-Robots-Tag: noindex, nofollow, noarchive\r\n",
		"frame-ancestors 'none'", "script-src 'self'; style-src 'self';", "form-action 'self'",
		"\r\nContent-Type: text/html; charset=utf-8\r\n", "<html lang=\"en\">" };
	static const char *const never[] = { "<style", " style=", "<script", " onclick=", "Set-Cookie" };

	for (size_t i = 0; i < COUNT_OF(headers); i++)
		assert_has(a, a->status, headers[i]);
	for (size_t i = 0; i < COUNT_OF(never); i++)
		assert_null(strstr(a->all, never[i]));
}

static int signs_in(struct house_kit *kit, const char *email, const char *password)
{
	return kit_ask(kit, kit->nobody, "POST", "/api/v1/sign-in",
		scope_printf(&kit->sc, "{\"email\":\"%s\",\"password\":\"%s\"}", email, password))
		->status;
}

static void an_invitation_asks_for_a_name_and_a_password(void **state)
{
	struct house_kit *kit = *state;
	const char *link = invited(kit, "ola@shop.example");
	struct kit_answer *a = opened(kit, link);

	assert_has(a, 200, "<h1>You are invited</h1>");
	assert_dressed(a);
	assert_has(a, 200, scope_printf(&kit->sc, "<form method=\"post\" action=\"%s\">", link));
	assert_has(a, 200, "value=\"ola@shop.example\"");
	assert_has(a, 200, "<label for=\"name\">");
	assert_has(a, 200, "value=\"A &lt;b&gt;\"");
	assert_has(a, 200, "<label for=\"password\">");
	assert_has(a, 200, "10 letters at least");
	assert_has(opened(kit, link), 200, "You are invited"); /* looking uses nothing up */
}

static void the_form_lets_one_in_once(void **state)
{
	struct house_kit *kit = *state;
	const char *link = invited(kit, "ewa@shop.example");
	const char *form = "name=Ewa+%C5%81oza&password=cztery+dlugie%20slowa+tu";
	struct kit_answer *a = sent(kit, link, form);

	assert_has(a, 200, "<h1>Welcome</h1>");
	assert_dressed(a);
	assert_has(a, 200, "ewa@shop.example");
	assert_has(a, 200, "<a href=\"/\">Sign in</a>");
	assert_int_equal(signs_in(kit, "ewa@shop.example", NEW_PASSWORD), 200);
	a = kit_get(kit, kit->admin, "/api/v1/users?limit=200");
	assert_non_null(strstr(a->body, "Ewa Łoza"));
	assert_has(sent(kit, link, form), 404, GONE);
	assert_has(opened(kit, link), 404, GONE);
}

static void a_reset_asks_for_a_password_alone(void **state)
{
	struct house_kit *kit = *state;
	const char *link = reset(kit, kit->viewer);
	struct kit_answer *a = opened(kit, link);

	assert_has(a, 200, "<h1>A new password</h1>");
	assert_dressed(a);
	assert_null(strstr(a->body, "name=\"name\""));
	assert_has(sent(kit, link, "name=Other&password=cztery+dlugie+slowa+tu"), 200,
		"<h1>Your new password is set</h1>");
	assert_int_equal(signs_in(kit, kit->viewer->email, NEW_PASSWORD), 200);
	assert_int_equal(signs_in(kit, kit->viewer->email, KIT_PASSWORD), 401);
	assert_null(strstr(kit_get(kit, kit->admin, "/api/v1/users?limit=200")->body, "Other"));
	assert_int_equal(kit_ask(kit, kit->viewer, "GET", "/api/v1/me", NULL)->status, 401);
}

/* Each says why, shows the form again, and leaves the link as it was. */
static void what_is_no_password_is_asked_for_again(void **state)
{
	struct house_kit *kit = *state;
	static const struct {
		const char *form, *words;
	} rows[] = {
		{ "", "A password of up to 200 letters is expected" },
		{ "name=Jan", "A password of up to 200 letters is expected" },
		{ "name=Jan&password=%zz", "A password of up to 200 letters is expected" },
		{ "name=Jan&password=a%00b", "A password of up to 200 letters is expected" },
		{ "name=Jan&password=%C5", "A password of up to 200 letters is expected" },
		{ "name=%22%3E%3Cscript%3E&password=short", "role=\"alert\"" },
		{ "name=Jan&password=jan%40shop.example", "role=\"alert\"" },
		{ "name=Jan&password=1234567890", "role=\"alert\"" },
	};
	const char *link = invited(kit, "jan@shop.example");

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct kit_answer *a = sent(kit, link, rows[i].form);
		assert_has(a, 422, rows[i].words);
		assert_has(a, 422, "aria-describedby=\"why hint\" aria-invalid=\"true\"");
		assert_dressed(a);
	}
	assert_has(sent(kit, link, "name=Jan&password=cztery+dlugie+slowa+tu"), 200, "Welcome");
}

static void whatever_opens_nothing_looks_alike(void **state)
{
	struct house_kit *kit = *state;
	const char *older = reset(kit, kit->editor), *newer = reset(kit, kit->editor);
	const char *paths[] = { older, "/join/wl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/join/x",
		"/join/%3Cscript%3E" };
	struct kit_answer *first = opened(kit, older);

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct kit_answer *a = opened(kit, paths[i]);
		assert_has(a, 404, GONE);
		assert_dressed(a);
		assert_string_equal(a->body, first->body);
		assert_string_equal(
			sent(kit, paths[i], "password=cztery+dlugie+slowa+tu")->body, first->body);
	}
	assert_has(opened(kit, newer), 200, "A new password");
}

static void forms_from_elsewhere_are_refused(void **state)
{
	struct house_kit *kit = *state;
	const char *link = invited(kit, "iza@shop.example"), *form = "password=cztery+dlugie+slowa+tu";

	for (size_t i = 0; i < 2; i++)
		assert_has(
			sent_with(kit, link,
				i ? "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: cross-site\r\n"
				  : "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-site\r\n",
				form),
			403, "another site");
	assert_has(sent_with(kit, link, "Content-Type: application/json\r\n", "{\"password\":\"x\"}"), 415,
		"A form with the password is expected");
	assert_has(
		sent_with(kit, link,
			"Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n",
			form),
		200, "Welcome");
}

static void a_form_has_a_ceiling(void **state)
{
	struct house_kit *kit = *state;
	const char *link = invited(kit, "olek@shop.example");
	char *long_one = scope_printf(&kit->sc, "password=%01000d", 1);

	assert_has(sent(kit, link, long_one), 422, "up to 200 letters");
	assert_int_equal(sent(kit, link, scope_printf(&kit->sc, "password=%05000d", 1))->status, 413);
	assert_has(opened(kit, link), 200, "You are invited");
}

static void an_invitation_speaks_to_its_reader(void **state)
{
	static const char russian[] =
		"Accept-Language: ru\r\nContent-Type: application/x-www-form-urlencoded\r\n";
	struct house_kit *kit = *state;
	const char *link = invited(kit, "olga@shop.example");
	struct kit_answer *a = kit_ask_with(
		kit, kit->nobody, "GET", link, "Accept-Language: pl-PL,en;q=0.5\r\n", (struct str){ 0 });

	assert_has(a, 200, "<html lang=\"pl\">");
	assert_has(a, 200, "Masz zaproszenie");
	assert_has(a, 200, "A &lt;b&gt;");
	a = sent_with(kit, link, russian, "name=Olga&password=short");
	assert_has(a, 422, "role=\"alert\"");
	assert_has(a, 422, "Укажите имя и придумайте пароль");
	a = sent_with(kit, link, russian, "name=Olga&password=cztery+dlugie+slowa+tu");
	assert_has(a, 200, "Добро пожаловать");
	assert_has(a, 200, "olga@shop.example");
	a = kit_ask_with(kit, kit->nobody, "GET", link, russian, (struct str){ 0 });
	assert_has(a, 404, "Эта ссылка ничего не открывает");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_invitation_asks_for_a_name_and_a_password),
		cmocka_unit_test(the_form_lets_one_in_once),
		cmocka_unit_test(a_reset_asks_for_a_password_alone),
		cmocka_unit_test(what_is_no_password_is_asked_for_again),
		cmocka_unit_test(whatever_opens_nothing_looks_alike),
		cmocka_unit_test(an_invitation_speaks_to_its_reader),
		cmocka_unit_test(forms_from_elsewhere_are_refused),
		cmocka_unit_test(a_form_has_a_ceiling),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
