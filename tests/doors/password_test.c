#include "doors/password.h"
#include "test.h"

static void refuse(const char *password, const char *email, const char *words)
{
	struct scope sc = { 0 };
	struct str plain = password_plain(&sc, str_of(password));

	assert_true(plain.p != NULL);
	if (password_ok(&sc, plain, str_of(email)))
		fail_msg("\"%s\" was taken", password);
	assert_fault(&sc, FAULT_INVALID, words);
	scope_close(&sc);
}

static void what_anybody_guesses_is_refused(void **state)
{
	static const char common[] = "among the first that anybody tries";

	(void)state;
	refuse("", "ewa@x.test", "the password has 0 letters, the least is 10");
	refuse("ninesigns", "ewa@x.test", "the password has 9 letters");
	refuse("dziewięć9", "ewa@x.test", "the password has 9 letters"); /* letters, not bytes */
	refuse("ewa.nowak@x.test", "ewa.nowak@x.test", "is the e-mail address");
	refuse("my Ewa.Nowak@x.test", "ewa.nowak@x.test", "is the e-mail address");
	refuse("Ewa.Nowak2024", "ewa.nowak@x.test", "is the e-mail address");
	refuse("aaaaaaaaaaaa", "e@x.test", common);
	refuse("ababababababab", "e@x.test", common);
	refuse("abcdefghijkl", "e@x.test", common);
	refuse("ponmlkjihgf", "e@x.test", common);
	refuse("Password123", "e@x.test", common);
	refuse("1234567890", "e@x.test", common);
	refuse("QWERTYUIOP", "e@x.test", common);
	refuse("haslo12345", "e@x.test", common);
	refuse("Пароль1234", "e@x.test", common);
	refuse("ЙЦУКЕНГШЩЗ", "e@x.test", common);
}

static void what_nobody_guesses_is_taken(void **state)
{
	static const char *const good[] = { "correct zebra battery", "żółw na rowerze", "десять слонов",
		"aaaaaaaaab1", "8#kLw!2xPq", "ewa.nowak ma psa", "日本語のパスワード達" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		struct scope sc = { 0 };
		struct str plain = password_plain(&sc, str_of(good[i]));
		if (!password_ok(&sc, plain, STR("ewa.nowak@x.test")))
			fail_msg("\"%s\": %s", good[i], sc.why);
		scope_close(&sc);
	}
}

/* As one keyboard writes it and as another does. */
static void the_same_letters_are_the_same_password(void **state)
{
	struct scope sc = { 0 };
	struct str one = password_plain(&sc, STR("z\xcc\x87o\xcc\x81l")),
		   two = password_plain(&sc, STR("\xc5\xbc\xc3\xb3l"));

	(void)state;
	assert_true(one.n > 0 && str_equal(one, two));
	assert_str(password_plain(&sc, STR(" Keeps Case and blanks ")), " Keeps Case and blanks ");
	assert_str(password_plain(&sc, STR("")), "");
	scope_close(&sc);
}

static void what_is_no_text_is_refused(void **state)
{
	char longest[PASSWORD_MOST + 2];
	struct scope sc = { 0 };

	(void)state;
	assert_null(password_plain(&sc, STR("abc\xff\xfe")).p);
	assert_fault(&sc, FAULT_INVALID, "no UTF-8 text");
	scope_forgive(&sc);
	assert_null(password_plain(&sc, (struct str){ 0 }).p);
	scope_forgive(&sc);
	/* U+FDFA, three bytes, becomes eighteen letters */
	for (size_t i = 0; i < PASSWORD_MOST; i++)
		longest[i] = "\xef\xb7\xba"[i % 3];
	assert_true(password_plain(&sc, (struct str){ longest, PASSWORD_MOST - PASSWORD_MOST % 3 }).n > 5000);
	memset(longest, 'a', sizeof longest);
	assert_int_equal(password_plain(&sc, (struct str){ longest, PASSWORD_MOST }).n, PASSWORD_MOST);
	assert_null(password_plain(&sc, (struct str){ longest, PASSWORD_MOST + 1 }).p);
	assert_fault(&sc, FAULT_INVALID, "longer than 1024 bytes");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_anybody_guesses_is_refused),
		cmocka_unit_test(what_nobody_guesses_is_taken),
		cmocka_unit_test(the_same_letters_are_the_same_password),
		cmocka_unit_test(what_is_no_text_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
