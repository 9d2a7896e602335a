#include "intake/page.h"
#include "test.h"

static void what_varies_becomes_a_star(void **state)
{
	static const struct {
		const char *address, *page;
	} cases[] = {
		{ "https://shop.example/cart?utm_source=x", "/cart" },
		{ "https://shop.example", "/" },
		{ "https://shop.example/", "/" },
		{ "/", "/" },
		{ "", "/" },
		{ "//shop.example/Cart/#top", "/cart" },
		{ "shop.example/cart", "/cart" },
		{ "www.shop.example/a//b/", "/a/b" },
		{ "/Orders/10011/Items/2", "/orders/*/items/*" },
		{ "/order-10011", "/*" },
		{ "/blog/2026-03-02/tea", "/blog/*/tea" },
		{ "/u/ewa@example.test/edit", "/u/*/edit" },
		{ "/s/3e0f6f2a-1111-4222-8333-444455556666", "/s/*" },
		{ "/f/9f0c2ab17d3e4455.html", "/f/*" },
		{ "/t/aB3xY1zQ9", "/t/*" },
		{ "/top10/html5/v2", "/top10/html5/v2" },
		{ "/kategoria/herbata-zielona", "/kategoria/herbata-zielona" },
		{ "/produkty/her%C5%82ata", "/produkty/herłata" },
		{ "/%D0%9A%D0%BE%D1%80%D0%B7%D0%B8%D0%BD%D0%B0", "/корзина" },
		{ "/bad%ffescape", "/bad%ffescape" },
		{ "/a/b/c/d/e/f/g/h", "/a/b/c/d/e/f/g/h" },
		{ "/a/b/c/d/e/f/g/h/i/j", "/a/b/c/d/e/f/g/*" },
		{ "Home", "home" },
		{ "index.html", "index.html" },
		{ "android-app://com.example/Start", "/start" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(page_template(&sc, str_of(cases[i].address)), cases[i].page);
	scope_close(&sc);
}

static void long_segments_are_cut_off(void **state)
{
	struct scope sc = { 0 };
	char *address = NEW_ARRAY(&sc, char, 200);

	(void)state;
	memset(address, 'a', 199);
	memset(address, '-', 100);
	address[0] = '/';
	assert_str(page_template(&sc, str_of(address)), "/*");
	scope_close(&sc);
}

/* A template is its own template: nothing more can be taken from it. */
static void templates_are_stable(void **state)
{
	static const char letters[] = "ab19/-_.%2?#@:X";
	struct scope sc = { 0 };
	uint64_t seed = 17;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char address[40] = "/";
		size_t n = 1 + test_random(&seed) % 38;
		for (size_t k = 1; k < n; k++)
			address[k] = letters[test_random(&seed) % (sizeof letters - 1)];
		struct str page = page_template(&sc, (struct str){ address, n });
		assert_true(str_starts(page, STR("/")) && page.n <= 40);
		assert_false(memchr(page.p, '?', page.n));
	}
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_varies_becomes_a_star),
		cmocka_unit_test(long_segments_are_cut_off),
		cmocka_unit_test(templates_are_stable),
	};

	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
