#include "collect/glance.h"

#include "test.h"

/* clang-format off */
static const struct {
	const char *event, *type, *name, *page;
} rows[] = {
	{ "{\"type\":\"track\",\"event\":\"Product Added\",\"userId\":\"ada\",\"properties\":{\"price\":3,\"path\":\"/p/1\"}}", "track", "Product Added", "/p/1" },
	{ "{\"type\":\"page\",\"name\":\"Cart\",\"properties\":{\"url\":\"https://shop.example/cart?mail=a@b.example#top\"}}", "page", "Cart", "/cart" },
	{ "{\"event\":\"A\",\"context\":{\"page\":{\"path\":\"/k\\u0105t\",\"url\":\"https://x.example/y\"}}}", NULL, "A", "/k\xc4\x85t" },
	{ "{\"event\":\"A\",\"context\":{\"page\":{\"url\":\"https://shop.example\"}}}", NULL, "A", "/" },
	{ "{\"event\":\"A\",\"name\":\"B\",\"traits\":{\"path\":\"/no\"}}", NULL, "A", NULL },
	{ "{\"properties\":{\"deep\":{\"path\":\"/no\"}},\"type\":\"identify\",\"userId\":\"ada\"}", "identify", NULL, NULL },
	{ "{\"type\":\"track\",\"event\":3,\"properties\":[1,{\"path\":\"/no\"}]}", "track", NULL, NULL },
	{ "{\"type\":\"track\",\"event\":\"A\"", "track", "A", NULL },
	{ "[1]", NULL, NULL, NULL },
	{ "", NULL, NULL, NULL },
};
/* clang-format on */

static void assert_found(const char *event, struct str got, const char *want)
{
	if (!got.p != !want || (want && !str_equal(got, str_of(want))))
		fail_msg("%s: want %s, got %.*s", event, want ? want : "nothing", STR_ARG(got));
}

static void it_is_told_without_whose(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct glance g = collect_glance(&sc, str_of(rows[i].event));
		assert_found(rows[i].event, g.type, rows[i].type);
		assert_found(rows[i].event, g.name, rows[i].name);
		assert_found(rows[i].event, g.page, rows[i].page);
	}
	scope_close(&sc);
}

static void what_is_long_is_not_looked_at(void **state)
{
	struct scope sc = { 0 };
	char *event = scope_printf(&sc, "{\"event\":\"A\",\"x\":\"%0*d\"}", GLANCE_EVENT, 1);

	(void)state;
	assert_null(collect_glance(&sc, str_of(event)).name.p);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_told_without_whose),
		cmocka_unit_test(what_is_long_is_not_looked_at),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
