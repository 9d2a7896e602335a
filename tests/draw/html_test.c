#include "draw/draw.h"
#include "draw/html.h"
#include "maps.h"
#include "test.h"

static struct str page(struct scope *sc, enum maps which)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);

	assert_true(draw_html(sc, maps_make(sc, which), out));
	return buf_str(out);
}

static size_t count(struct str text, const char *part)
{
	size_t n = 0;

	for (const char *p = text.p; (p = strstr(p, part)); p++)
		n++;
	return n;
}

static void nothing_is_fetched(void **state)
{
	struct scope sc = { 0 };
	struct str html = page(&sc, MAPS_TWELVE);

	(void)state;
	assert_int_equal(count(html, "http"), 1); /* the name of SVG's namespace */
	assert_int_equal(count(html, "src="), 0);
	assert_int_equal(count(html, "url("), 0);
	assert_int_equal(count(html, "@import"), 0);
	assert_int_equal(count(html, "<link"), 0);
	scope_close(&sc);
}

static void names_do_not_become_markup(void **state)
{
	struct scope sc = { 0 };
	struct str html = page(&sc, MAPS_HOSTILE);

	(void)state;
	assert_int_equal(count(html, "<script"), 1); /* ours */
	assert_int_equal(count(html, "</script"), 1);
	assert_int_equal(count(html, "<img"), 0);
	assert_int_equal(count(html, "\x1b"), 0);
	assert_true(count(html, "&lt;script&gt;") > 1);
	scope_close(&sc);
}

static void the_table_has_a_head_for_everything(void **state)
{
	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		struct map *map = maps_make(&sc, (enum maps)m);
		struct str html = page(&sc, (enum maps)m);
		size_t columns = count(html, "<th scope=\"col\">");
		assert_int_equal(count(html, "<th scope=\"row\">"), map->touchpoints.n);
		assert_int_equal(count(html, "<th scope=\"rowgroup\""), map->stages.n);
		assert_int_equal(count(html, "<td data-label="), (columns - 1) * map->touchpoints.n);
		assert_int_equal(count(html, "<tr"), map->touchpoints.n + map->stages.n + 1);
		scope_close(&sc);
	}
}

static void it_is_for_everyone(void **state)
{
	static const char *const needed[] = { "lang=\"en\"", "name=\"viewport\"", "prefers-reduced-motion",
		"prefers-color-scheme", "max-width: 719px", "@media print", "tabindex=\"0\"", "aria-label",
		"<caption>", "class=\"skip\"", "<label for=\"full\">", ":focus-visible",
		"n\xc2\xa0=\xc2\xa0" };
	struct scope sc = { 0 };
	struct str html = page(&sc, MAPS_TWELVE);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(needed); i++)
		if (!str_has(html, str_of(needed[i])))
			fail_msg("the page lacks %s", needed[i]);
	scope_close(&sc);
}

/* What a policy without inline style and script lets through. */
static void a_page_may_load_what_it_needs(void **state)
{
	static const char *const never[] = { "<style", " style=", "<script type=\"module\">",
		"javascript:", " onload=" };

	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		struct buf *out = buf_new(&sc, DRAW_CEILING);
		struct html_links links = { STR("/look/a.css"), STR("/look/b.js"), STR("/c.svg"), { 0 } };
		assert_true(html_page(&sc, maps_make(&sc, (enum maps)m), &links, out));
		for (size_t i = 0; i < COUNT_OF(never); i++)
			if (str_has(buf_str(out), str_of(never[i])))
				fail_msg("%s has %s", maps_names[m], never[i]);
		assert_true(str_has(buf_str(out), STR("<link rel=\"stylesheet\" href=\"/look/a.css\">")));
		assert_true(
			str_has(buf_str(out), STR("<script type=\"module\" src=\"/look/b.js\"></script>")));
		assert_true(str_has(buf_str(out), STR(" href=\"/c.svg\">Open the picture</a>")));
		assert_false(str_has(page(&sc, (enum maps)m), STR("Open the picture")));
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_fetched),
		cmocka_unit_test(names_do_not_become_markup),
		cmocka_unit_test(the_table_has_a_head_for_everything),
		cmocka_unit_test(it_is_for_everyone),
		cmocka_unit_test(a_page_may_load_what_it_needs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
