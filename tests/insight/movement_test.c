#include "insight/movement.h"

#include "test.h"

static void names_say_how_somebody_moves(void **state)
{
	static const struct {
		const char *event;
		uint8_t marks;
	} rows[] = {
		{ "Products Searched", STYLE_MARK_SEARCH },
		{ "search_results_view", STYLE_MARK_SEARCH },
		{ "siteSearch", STYLE_MARK_SEARCH },
		{ "Product List Filtered", STYLE_MARK_SEARCH },
		{ "wyszukiwanie produktu", STYLE_MARK_SEARCH },
		{ "Szukaj", STYLE_MARK_SEARCH },
		{ "Поиск товара", STYLE_MARK_SEARCH },
		{ "фильтры", STYLE_MARK_SEARCH },
		{ "rage_click", STYLE_MARK_STUCK },
		{ "RageClick", STYLE_MARK_STUCK },
		{ "dead_click", STYLE_MARK_STUCK },
		{ "dead end", 0 },
		{ "martwe kliknięcie", STYLE_MARK_STUCK },
		{ "form_submit", STYLE_MARK_FORM },
		{ "Contact form sent", STYLE_MARK_FORM },
		{ "formularz kontaktowy", STYLE_MARK_FORM },
		{ "Форма отправлена", STYLE_MARK_FORM },
		{ "search form", STYLE_MARK_FORM | STYLE_MARK_SEARCH },
		{ "information", 0 },
		{ "format chosen", 0 },
		{ "platform_visit", 0 },
		{ "Order Completed", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct kind kind = { .event = str_of(rows[i].event) };
		struct dictionary d = { .kinds = &kind, .n = 1 };
		if (movement_marks(&sc, &d)[0] != rows[i].marks)
			fail_msg("\"%s\" has the marks %d, not %d", rows[i].event, movement_marks(&sc, &d)[0],
				rows[i].marks);
		scope_close(&sc);
	}
}

static void every_style_says_what_it_takes(void **state)
{
	(void)state;
	for (int i = 0; i < STYLES; i++) {
		assert_true(strlen(style_name((enum style)i)) > 0);
		assert_true(strlen(movement_about((enum style)i)) > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_say_how_somebody_moves),
		cmocka_unit_test(every_style_says_what_it_takes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
