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

/* --- phones, colours, languages --- */

static void read_file(struct scope *sc, const char *path, struct str *text)
{
	const char *root = getenv("WEND_TEST_ROOT");
	FILE *f = fopen(scope_printf(sc, "%s/%s", root ? root : ".", path), "rb");
	struct buf *b = buf_new(sc, 1 << 20);
	char bytes[4096];

	assert_non_null(f);
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(b, bytes, n);
	fclose(f);
	*text = buf_str(b);
}

/* "--name: value" from `*at` on, until a brace closes; false: there is none. */
static bool next_token(const char **at, struct str *name, struct str *value)
{
	const char *end = strchr(*at, '}'), *p = strstr(*at, "--");

	if (!p || (end && p > end))
		return false;
	const char *colon = strchr(p, ':'), *stop = strchr(p, ';');
	*name = str_trim((struct str){ p, (size_t)(colon - p) });
	*value = str_trim((struct str){ colon + 1, (size_t)(stop - colon - 1) });
	*at = stop + 1;
	return true;
}

static void holds(struct scope *sc, const char *ours, const char *theirs)
{
	struct str name, value;
	size_t n = 0;

	while (next_token(&ours, &name, &value)) {
		const char *want =
			strstr(theirs, scope_printf(sc, "%.*s: %.*s;", STR_ARG(name), STR_ARG(value)));
		if (!want)
			fail_msg("%.*s is not %.*s in tokens.css", STR_ARG(name), STR_ARG(value));
		n++;
	}
	assert_true(n > 20);
}

/* The page looks like the product: the same tokens, in light and in dark. */
static void colours_are_those_of_the_product(void **state)
{
	struct scope sc = { 0 };
	struct str tokens, page = html_style();

	(void)state;
	read_file(&sc, "ui/src/design/tokens.css", &tokens);
	const char *css = str_c(&sc, page), *dark = strstr(tokens.p, "data-theme='dark'");
	holds(&sc, strstr(css, ":root {") + 7, tokens.p);
	holds(&sc, strstr(strstr(css, "prefers-color-scheme: dark"), ":root {") + 7, dark);
	scope_close(&sc);
}

/* Each colour of a picture has one for the dark; but those that a company gave its channels, and two greys that do on both. */
static void the_dark_knows_every_colour(void **state)
{
	static const char *const both[] = { "#94A3B8", "#9AA3B2" };
	struct scope sc = { 0 };

	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct str html = page(&sc, (enum maps)m);
		const char *css = str_c(&sc, html_style());
		for (const char *p = strstr(html.p, "<svg"); (p = strstr(p, "=\"#")); p++) {
			char *colour = scope_printf(&sc, "%.7s", p + 2);
			bool own = false, does = false;
			for (int k = 1; k < 7; k++)
				own |= colour[k] >= 'a' && colour[k] <= 'f';
			for (size_t k = 0; k < COUNT_OF(both); k++)
				does |= strcmp(colour, both[k]) == 0;
			bool drawn = strncmp(p - 4, "fill", 4) == 0 || strncmp(p - 6, "stroke", 6) == 0;
			if (drawn && !own && !does && m != MAPS_OWN &&
				!strstr(css, scope_printf(&sc, "[fill=\"%s\"]", colour)))
				fail_msg("%s has %s, and page.css nothing for it in the dark", maps_names[m],
					colour);
		}
	}
	scope_close(&sc);
}

/* Every stage and every touchpoint stands in the map for phones, once. */
static void a_phone_has_the_whole_map(void **state)
{
	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		struct map *map = maps_make(&sc, (enum maps)m);
		struct str html = page(&sc, (enum maps)m);
		size_t stages = 0;
		for (size_t s = 0; s < map->stages.n; s++)
			stages += map->stages.at[s].count > 0;
		assert_int_equal(count(html, "<article>"), map->touchpoints.n);
		assert_int_equal(count(html, "class=\"stage-card\""), stages);
		assert_int_equal(count(html, "<a href=\"#s"), stages);
		scope_close(&sc);
	}
}

static void the_title_stands_once(void **state)
{
	struct scope sc = { 0 };
	struct map *map = maps_make(&sc, MAPS_FIVE);
	struct str html = page(&sc, MAPS_FIVE);

	(void)state;
	assert_int_equal(count(html, "<h1>"), 1);
	/* within the picture only as its name */
	assert_int_equal(count(html, scope_printf(&sc, ">%.*s<", STR_ARG(map->title))), 3);
	assert_int_equal(count(html, scope_printf(&sc, "<text"
						       " x=\"32\" y=\"80\"")),
		0);
	scope_close(&sc);
}

static void a_page_says_its_language(void **state)
{
	static const struct {
		enum speech speech;
		const char *needed[3];
	} cases[] = { { SPEECH_PL, { "<html lang=\"pl\">", "Odejścia", "Więcej liczb" } },
		{ SPEECH_RU, { "<html lang=\"ru\">", "Уходы", "Ещё числа" } } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct buf *out = buf_new(&sc, DRAW_CEILING);
		assert_true(draw_as(&sc, maps_make(&sc, MAPS_HOSTILE),
			(struct draw_want){ .speech = cases[i].speech }, STR("html"), out));
		for (size_t k = 0; k < COUNT_OF(cases[i].needed); k++)
			if (!str_has(buf_str(out), str_of(cases[i].needed[k])))
				fail_msg("the page lacks %s", cases[i].needed[k]);
		assert_int_equal(count(buf_str(out), "<script"), 1);
		assert_int_equal(count(buf_str(out), "<img"), 0);
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
		cmocka_unit_test(colours_are_those_of_the_product),
		cmocka_unit_test(the_dark_knows_every_colour),
		cmocka_unit_test(a_phone_has_the_whole_map),
		cmocka_unit_test(the_title_stands_once),
		cmocka_unit_test(a_page_says_its_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
