#include "draw/svg.h"
#include "test.h"

static void markup_is_escaped(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "<script>\"&'", "&lt;script&gt;&quot;&amp;&#39;" }, { "]]>", "]]&gt;" },
		{ "a\x1b[31m\x07", "a�[31m�" }, { "a\tb\nc", "a b c" }, { "żółć щ 購 👩", "żółć щ 購 👩" },
		{ "\xff", "�" }, { "\xef\xbf\xbf", "�" }, /* U+FFFF: a letter that XML forbids */
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf *b = buf_new(&sc, 1000);
		xml_text(b, str_of(cases[i].text));
		assert_str(buf_str(b), cases[i].want);
	}
	scope_close(&sc);
}

static void marks_become_elements(void **state)
{
	struct scope sc = { 0 };
	struct scene *scene = scene_new(&sc, 40.5, 20);
	struct buf *b = buf_new(&sc, 10000);

	(void)state;
	scene->title = STR("T");
	scene->desc = STR("D");
	scene_open(scene, (struct group){ .title = STR("G"), .focus = true });
	scene_rect(scene, (struct box){ 1, 2.005, 3.1, 4 }, 9,
		(struct paint){ .fill = "#FFFFFF", .opacity = 0.5 });
	scene_line(scene, 0, -0.001, 1.239, 2,
		(struct paint){ .stroke = "#000000", .width = 1.5, .dash = "4 3" });
	scene_text(scene, 5, 6, STR("a<b"), (struct type){ 12, FACE_BOLD, "#1F2937", ANCHOR_END, false });
	scene_close(scene);
	svg_write(scene, (struct svg_want){ .inside = true }, b);
	assert_str(buf_str(b),
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40.5\" height=\"20\" viewBox=\"0 0 40.5 20\" "
		"role=\"group\" aria-labelledby=\"wend-title wend-desc\" font-family=\"" FONT_STACK "\">\n"
		"<title id=\"wend-title\">T</title>\n<desc id=\"wend-desc\">D</desc>\n"
		"<g class=\"stop\" role=\"img\" tabindex=\"0\"><title>G</title>\n"
		"<rect x=\"1\" y=\"2.01\" width=\"3.1\" height=\"4\" rx=\"1.55\" fill=\"#FFFFFF\" opacity=\"0.5\"/>\n"
		"<path d=\"M0 0L1.24 2\" stroke-linecap=\"round\" stroke-linejoin=\"round\" fill=\"none\" "
		"stroke=\"#000000\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"/>\n"
		"<text x=\"5\" y=\"6\" font-size=\"12\" font-weight=\"700\" text-anchor=\"end\" fill=\"#1F2937\">a&lt;b</text>\n"
		"</g>\n</svg>\n");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup_is_escaped),
		cmocka_unit_test(marks_become_elements),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
